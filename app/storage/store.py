"""One open dossier file: units of work, undo and redo, backups, closing.

Importing this module does not load SQLAlchemy, nor does opening and reading a dossier; the first unit of work does.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.formats import now
from app.storage import backups as copies
from app.storage.connection import make_engine
from app.storage.deed import Deed
from app.storage.deed_lines import DeedLines, read_lines, replay
from app.storage.device import device_key
from app.storage.failures import as_user_error
from app.storage.gateway import Gateway
from app.storage.inspection import is_good_file
from app.storage.opening import Opened, create_file, open_file
from app.storage.unit import Unit
from app.wording import _

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.storage.journal import Journal


class Store:
    """One dossier. Safe to use from several threads: units wait for each other, so keep them short.

    read_only with a worded notice when it may not be written; person: who is at work; saved_at: the last commit, UTC.
    last_backup, last_backup_at: the newest copy that was verified; backup_problem: why the last try failed, worded.
    """

    def __init__(self, opened: Opened, *, person: str, backups: bool) -> None:
        self.path = opened.path
        self.notice = opened.notice
        self.read_only = opened.lock is None
        self.person = person
        self.last_backup: Path | None = None
        self.last_backup_at: datetime | None = None
        self.backup_problem = ""
        self._lock = opened.lock
        self._raw: Any = opened.connection
        self._writer: Connection | None = None
        self._turn = threading.RLock()
        self._is_busy = False
        self._lines: DeedLines | None = None
        self._sequence: int | None = None
        self._backups = backups and not self.read_only
        self._backup_turn = threading.Lock()
        self._first_backup: threading.Thread | None = None
        self.saved_at = self._last_moment()
        self._know_newest_backup()

    @classmethod
    def create(cls, path: Path, *, person: str, backups: bool = True) -> Store:
        """A new, empty dossier; UserError when something stands there already or the folder cannot be written."""
        return cls(create_file(path, person), person=person, backups=backups)

    @classmethod
    def open(cls, path: Path, *, person: str = "", read_only: bool = False, backups: bool = True) -> Store:
        """UserError when it is missing, foreign or damaged; read-only when it may not be written (see notice).

        If the dossier changed since its last backup, one is made and verified in the background.
        """
        store = cls(open_file(path, person, read_only), person=person, backups=backups)
        if store._backups:
            store._first_backup = threading.Thread(target=store._back_up_quietly, name="backup")
            store._first_backup.start()
        return store

    @contextlib.contextmanager
    def unit(self, deed: str, *, lasting: bool = False) -> Iterator[Unit]:
        """One unit of work: kept as a whole at the end, or not at all when an exception leaves it.

        deed: its shown name in the history. lasting: not to be undone, as the making of the dossier. UserError when
        the dossier is read-only or the disk refuses.
        """
        role = "base" if lasting else "do"
        with self._deed(Deed(name=deed, person=self.person, device=device_key(), role=role)) as journal:
            yield self._unit(journal)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Unit]:
        """The records as of one moment; any write raises RuntimeError. Inside a unit it sees what that wrote."""
        with self._turn:
            if self._is_busy:
                yield self._unit()
                return
            with self._transaction(self._reads):
                yield self._unit()

    def undo(self) -> tuple[str, Changes] | None:
        """Take back the last deed: its shown name and what changed; None when there is none."""
        return self._replay("undo")

    def redo(self) -> tuple[str, Changes] | None:
        """Do again what was undone last; None when there is nothing, or something new was done since."""
        return self._replay("redo")

    def next_undo(self) -> str | None:
        """The shown name of the deed that undo() would take back."""
        done = self._deed_lines().done
        return done[-1][1] if done and not self.read_only else None

    def next_redo(self) -> str | None:
        undone = self._deed_lines().undone
        return undone[-1][1] if undone and not self.read_only else None

    def back_up(self) -> Path | None:
        """Make and verify a copy unless the newest one is up to date; None when read-only. For the hourly backup.

        UserError when it cannot be made. Takes a second for each hundred megabytes: call it in the background.
        """
        if self.read_only:
            return None
        with self._backup_turn:
            try:
                made = copies.back_up_if_changed(self.path)
            except OSError as failed:
                self.backup_problem = _("Không sao lưu được hồ sơ vào “{folder}”.", folder=copies.folder_of(self.path))
                raise UserError(self.backup_problem) from failed
            self.backup_problem = ""
            self.last_backup, self.last_backup_at = made.path, made.at
            return made.path

    def verify(self) -> bool:
        """SQLite's check of every page, photos included. Slow on large files: call it in the background."""
        return is_good_file(self.path)

    def close(self) -> None:
        """Make the last backup if something changed, and let go of the file. Harmless to call twice."""
        if self._raw is None:
            return
        if self._first_backup:
            self._first_backup.join()
        if self._backups:
            self._back_up_quietly()
        with self._turn:
            if self._writer is not None:
                self._writer.close()
            self._raw.close()
            self._raw = None
        if self._lock:
            self._lock.release()

    def _unit(self, journal: Journal | None = None) -> Unit:
        return Unit(Gateway(self._raw, journal), self.person)

    @contextlib.contextmanager
    def _deed(self, deed: Deed) -> Iterator[Journal]:
        from app.storage.journal import Journal

        if self.read_only:
            raise UserError(self.notice)
        with self._turn:
            if self._is_busy:
                raise RuntimeError("a unit of work is open already in this thread")
            self._deed_lines()
            with self._transaction(lambda: self._writing().begin()):
                journal = Journal(self._writing(), deed, self._sequence)
                yield journal
            self._note_commit(deed, journal)

    def _writing(self) -> Connection:
        """SQLAlchemy on the one connection, from the first deed on."""
        if self._writer is None:
            self._writer = make_engine(self._raw).connect()
        return self._writer

    @contextlib.contextmanager
    def _reads(self) -> Iterator[None]:
        """A moment in which nothing changes under the reader."""
        self._raw.execute("BEGIN")
        try:
            yield
        finally:
            if self._raw.in_transaction:
                self._raw.execute("ROLLBACK")

    @contextlib.contextmanager
    def _transaction(self, begin: Callable[[], contextlib.AbstractContextManager[object]]) -> Iterator[None]:
        self._is_busy = True
        try:
            with begin():
                yield
        except Exception as failed:
            worded = as_user_error(failed, self.path)
            if worded is None:
                raise
            raise worded from failed
        finally:
            self._is_busy = False

    def _note_commit(self, deed: Deed, journal: Journal) -> None:
        if not journal.deed_id:
            return
        self.saved_at = now()
        self._sequence = journal.sequence
        if self._lines is not None:
            self._lines.note(deed.role, (journal.deed_id, deed.name))

    def _replay(self, role: str) -> tuple[str, Changes] | None:
        with self._turn:
            lines = self._deed_lines()
            line = lines.done if role == "undo" else lines.undone
            if not line:
                return None
            key, name = line[-1]
            deed = Deed(name=name, person=self.person, device=device_key(), role=role, of=key)
            with self._deed(deed) as journal:
                replay(self._raw, journal, key, backwards=role == "undo")
            return name, journal.changes

    def _deed_lines(self) -> DeedLines:
        with self._turn:
            if self._lines is None:
                self._lines = read_lines(self._raw)
            return self._lines

    def _last_moment(self) -> datetime | None:
        found = self._raw.execute("SELECT at FROM deeds ORDER BY number DESC LIMIT 1").fetchone()
        return datetime.fromisoformat(found[0]) if found else None

    def _know_newest_backup(self) -> None:
        newest = next(iter(copies.backups_of(self.path)), None)
        if newest:
            self.last_backup, self.last_backup_at = newest.path, newest.at

    def _back_up_quietly(self) -> None:
        with contextlib.suppress(UserError):  # kept in backup_problem, which the window shows
            self.back_up()
