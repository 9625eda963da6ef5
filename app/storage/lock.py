"""One writer at a time: a lock of the operating system on a small file beside the dossier.

The system itself lets go of the lock when the program ends, however it ends; the small file says who holds it.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.formats import now
from app.storage.device import computer_name, user_name


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the dossier open for writing; since: UTC, None where it could not be read."""

    person: str = ""
    computer: str = ""
    since: datetime | None = None


class LockedError(Exception):
    """Another window has the dossier."""

    def __init__(self, holder: Holder) -> None:
        super().__init__("locked")
        self.holder = holder


HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


def lock_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


class WriterLock:
    """Held from its making until release(). Raises LockedError, or OSError where no file can be made."""

    def __init__(self, path: Path, person: str) -> None:
        self._path = lock_path(path)
        self._file = _take(self._path)
        content = {"person": person or user_name(), "computer": computer_name(), "since": now().isoformat()}
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, json.dumps(content, ensure_ascii=False).encode())

    def release(self) -> None:
        """Let go; harmless to call twice."""
        if self._file < 0:
            return
        with contextlib.suppress(OSError):  # while it is still ours; Windows refuses to remove an open file
            self._path.unlink()
        os.close(self._file)
        self._file = -1


def read_holder(path: Path) -> Holder:
    """Who holds the lock beside this dossier, as far as the small file tells."""
    try:
        content = json.loads(lock_path(path).read_bytes())
        return Holder(str(content["person"]), str(content["computer"]), datetime.fromisoformat(content["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


def _take(path: Path) -> int:
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(file)
        except OSError as refused:
            if refused.errno not in HELD:
                return file  # a share that knows no locks: SQLite's own locks must do
            os.close(file)
            raise LockedError(read_holder(path.with_name(path.name[1 : -len(".lock")]))) from refused
        if _is_still_there(file, path):
            return file
        os.close(file)  # its last holder removed it between our opening and our locking: take the new one


def _is_still_there(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    FAR_BYTE = 1 << 20  # beyond the text, which others must be able to read

    def _lock(file: int) -> None:
        os.lseek(file, FAR_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
