"""Set-up on a machine with nothing but Python: makes .venv from the locked requirements, then goes on inside it.

Standard library only. An installed build, and a second start, find all in place: the check then is one small file read.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.wording import _

if TYPE_CHECKING:
    from subprocess import CompletedProcess

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)

QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""What Qt loads even without a screen, and the Debian packages that bring it."""

SCREEN_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What Qt needs besides for a window on X11."""


class SetUpError(Exception):
    """One sentence: what could not be set up, and what to do."""


def python_of_venv() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_inside() -> bool:
    """True in an installed build and in the project's own environment: nothing to set up."""
    return bool(getattr(sys, "frozen", False)) or Path(sys.prefix).resolve() == VENV.resolve()


def stamp_of(requirements: Path) -> str:
    import hashlib  # this and the other late imports: a start that finds all in place does not wait for them

    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def stamp_file(requirements: Path) -> Path:
    return VENV / f"{requirements.stem}.installed"


def is_ready(requirements: Path) -> bool:
    """Whether .venv holds exactly what this lock file names."""
    stamp = stamp_file(requirements)
    return stamp.is_file() and stamp.read_text("ascii") == stamp_of(requirements) and python_of_venv().exists()


def set_up(requirements: Path) -> None:
    """Make .venv and install the lock file with its hashes; raises SetUpError with one sentence."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetUpError(
            _("Cần Python 3.11 trở lên; máy này đang chạy Python {version}.", version=sys.version.split()[0])
        )
    if not python_of_venv().exists():
        _tell(_("Lần đầu chạy: đang tạo môi trường .venv…"))
        _make_venv()
    _tell(_("Đang cài các thư viện trong {file}; việc này chỉ làm một lần.", file=requirements.name))
    pip = [str(python_of_venv()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(requirements)]
    result = _run([*pip, *locked])
    if result.returncode != 0:
        reason = (result.stderr.strip().splitlines() or [""])[-1]
        raise SetUpError(
            _("Không cài được thư viện: {reason}. Hãy nối mạng một lần rồi chạy lại lệnh này.", reason=reason)
        )
    stamp_file(requirements).write_text(stamp_of(requirements), "ascii")


def _make_venv() -> None:
    if _venv_made():
        return
    install_packages({"": "python3-venv"})  # Debian keeps ensurepip in a package of its own
    if not _venv_made():
        raise SetUpError(_("Không tạo được .venv. Hãy cài gói python3-venv (và python3-pip) rồi chạy lại."))


def _venv_made() -> bool:
    result = _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if result.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
    return result.returncode == 0


def missing_libraries(libraries: dict[str, str]) -> dict[str, str]:
    return {name: package for name, package in libraries.items() if not _loads(name)}


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def ensure_libraries(libraries: dict[str, str]) -> None:
    """The system libraries Qt needs: installed when root on Debian, otherwise named in one command."""
    if sys.platform != "linux" or getattr(sys, "frozen", False):
        return
    missing = missing_libraries(libraries)
    if missing:
        install_packages(missing)


def install_packages(missing: dict[str, str]) -> None:
    """Install Debian packages when that is possible; raises SetUpError that names the one command to run."""
    packages = sorted(set(missing.values()))
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        raise SetUpError(_("Máy còn thiếu thư viện hệ thống. Hãy chạy: sudo {command}", command=command))
    _tell(_("Đang cài thư viện hệ thống: {packages}", packages=", ".join(packages)))
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for line in ("apt-get update", command):
        result = _run(line.split(), quiet)
    if result.returncode != 0:
        raise SetUpError(_("Không cài được thư viện hệ thống. Hãy chạy: {command}", command=command))


def go_on_inside(arguments: Sequence[str]) -> int:
    """Run the same command with the environment's Python; on Windows as a child, as execv loses the console there."""
    command = [str(python_of_venv()), *arguments]
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(command[0], command)
    import subprocess

    return subprocess.run(command, check=False).returncode


def _run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> CompletedProcess[str]:
    import subprocess

    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
