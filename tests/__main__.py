"""python3 -m tests: everything the tests need, then pytest; --installer adds the test of the installer."""

from __future__ import annotations

import os
import sys

from app import bootstrap

REQUIREMENTS = bootstrap.ROOT / "requirements-dev.txt"


def main(arguments: list[str]) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        bootstrap.ensure_libraries(bootstrap.QT_LIBRARIES)
        if not bootstrap.is_ready(REQUIREMENTS):
            bootstrap.set_up(REQUIREMENTS)
    except bootstrap.SetUpError as error:
        print(error, file=sys.stderr)
        return 2
    os.chdir(bootstrap.ROOT)
    parallel = [] if any(each.startswith(("-n", "--pdb", "-p")) for each in arguments) else ["-n", "2"]
    return bootstrap.go_on_inside(["-m", "pytest", *parallel, *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
