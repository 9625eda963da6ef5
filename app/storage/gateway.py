"""All that one unit of work reads and writes, behind one object. Reading is plain SQL; what is written is journaled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.changes import Changes
from app.domain.journal import JournalEntry
from app.storage import reading
from app.storage.convert import Row

if TYPE_CHECKING:
    from app.storage.journal import Journal


class Gateway:
    """connection: the driver's own. journal is None where nothing may be written."""

    def __init__(self, connection: Any, journal: Journal | None = None) -> None:
        self._connection = connection
        self._journal = journal

    @property
    def changes(self) -> Changes:
        return self._journal.changes if self._journal else Changes()

    @property
    def revision(self) -> int:
        return reading.last_number(self._connection)

    def fingerprint(self) -> str:
        return reading.fingerprint(self._connection)

    def live_rows(self, kind: str, equal: Mapping[str, object]) -> list[Any]:
        return reading.live_rows(self._connection, kind, equal)

    def live_texts(self, kind: str, names: Iterable[str]) -> list[tuple[str, ...]]:
        return reading.live_texts(self._connection, kind, names)

    def retired_rows(self, kind: str) -> list[Any]:
        return reading.retired_rows(self._connection, kind)

    def count(self, kind: str, equal: Mapping[str, object]) -> int:
        return reading.count_live(self._connection, kind, equal)

    def row(self, kind: str, key: str) -> Row | None:
        return reading.rows_by_id(self._connection, kind, (key,)).get(key)

    def write(self, kind: str, afters: Iterable[Row], reason: str) -> None:
        self._writable().write(kind, afters, reason)

    def write_fields(self, kind: str, fields: Mapping[str, Row], reason: str) -> None:
        self._writable().write_fields(kind, fields, reason)

    def keep_file(self, content: bytes) -> str:
        """Keep these bytes once, however often they are given."""
        journal = self._writable()
        key = hashlib.sha256(content).hexdigest()
        if not self.has_file(key):
            journal.keep_file(key, content)
        return key

    def keep_copies(self, key: str, copies: Mapping[str, bytes | None]) -> None:
        """Keep a working copy and a thumbnail, whichever are given, in the place of those there are."""
        self._writable().keep_copies(key, copies)

    def file(self, key: str) -> bytes:
        content = reading.file_content(self._connection, key)
        if content is None:
            raise KeyError(f"no file {key}")
        return content

    def copy(self, key: str, which: str) -> bytes | None:
        """A column of evidence_copies: "working" or "thumbnail"; None while it is not made."""
        return reading.copy_content(self._connection, key, which)

    def lacking_copies(self) -> list[str]:
        """SHA-256 of the live photos that have no thumbnail yet, as they were added."""
        return reading.lacking_copies(self._connection)

    def has_file(self, key: str) -> bool:
        return reading.has_file(self._connection, key)

    def count_loose_evidence(self) -> int:
        return reading.count_loose_evidence(self._connection)

    def history(self, kind: str = "", key: str = "", after: int = 0) -> list[JournalEntry]:
        """The journal of one record, or of all, behind a revision; oldest first."""
        return [_entry(dict(row)) for row in reading.history(self._connection, kind, key, after)]

    def _writable(self) -> Journal:
        if self._journal is None:
            raise RuntimeError("this unit only reads")
        return self._journal


def _entry(values: dict[str, Any]) -> JournalEntry:
    values["parent"] = values["parent"] or ""
    values["at"] = datetime.fromisoformat(values["at"])
    for name in ("old", "new"):
        values[name] = None if values[name] is None else json.loads(values[name])
    return JournalEntry(**values)
