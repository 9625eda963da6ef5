"""python3 -m tests: everything the tests need, then pytest; --installer adds the test of the installer."""

from __future__ import annotations

import os
import shutil
import sys

from app import bootstrap

REQUIREMENTS = bootstrap.ROOT / "requirements-dev.txt"
WITNESSES = {"pdfsig": "poppler-utils", "softhsm2-util": "softhsm2"}
"""Programs of others that some tests ask -> their Debian package. Where they cannot be had, those tests are skipped."""


def main(arguments: list[str]) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        bootstrap.ensure_libraries(bootstrap.QT_LIBRARIES)
        if not bootstrap.is_ready(REQUIREMENTS):
            bootstrap.set_up(REQUIREMENTS)
        call_witnesses()
    except bootstrap.SetUpError as error:
        print(error, file=sys.stderr)
        return 2
    os.chdir(bootstrap.ROOT)
    parallel = [] if any(each.startswith(("-n", "--pdb", "-p")) for each in arguments) else ["-n", "2"]
    return bootstrap.go_on_inside(["-m", "pytest", *parallel, *arguments])


def call_witnesses() -> None:
    """Install what is missing where that needs nobody's help: as root on Debian."""
    missing = {name: package for name, package in WITNESSES.items() if shutil.which(name) is None}
    if not missing or sys.platform != "linux" or shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    try:
        bootstrap.install_packages(missing)
    except bootstrap.SetUpError as error:
        print(error, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
