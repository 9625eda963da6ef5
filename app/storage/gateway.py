"""All SQL of one unit of work behind one object. Importing this module loads SQLAlchemy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, func, insert, select

from app.domain.changes import Changes
from app.domain.journal import JournalEntry
from app.storage import reading, rows
from app.storage.convert import Row
from app.storage.journal import Journal


class Gateway:
    """journal is None where nothing may be written."""

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self._journal = journal

    @property
    def changes(self) -> Changes:
        return self._journal.changes if self._journal else Changes()

    @property
    def revision(self) -> int:
        return self._connection.execute(select(func.max(rows.journal.c.number))).scalar() or 0

    def fingerprint(self) -> str:
        return reading.fingerprint(self._connection)

    def live_rows(self, kind: str, equal: Mapping[str, object]) -> list[RowMapping]:
        return reading.live_rows(self._connection, kind, equal)

    def count(self, kind: str, equal: Mapping[str, object]) -> int:
        return reading.count_live(self._connection, kind, equal)

    def row(self, kind: str, key: str) -> Row | None:
        return reading.rows_by_id(self._connection, kind, (key,)).get(key)

    def write(self, kind: str, afters: Iterable[Row], reason: str) -> None:
        self._writable().write(kind, afters, reason)

    def write_fields(self, kind: str, fields: Mapping[str, Row], reason: str) -> None:
        self._writable().write_fields(kind, fields, reason)

    def keep_file(self, content: bytes, working: bytes | None) -> str:
        """Keep these bytes once, however often they are given."""
        self._writable()
        key = hashlib.sha256(content).hexdigest()
        if not self._connection.execute(_file("sha256"), {"key": key}).first():
            values = {"sha256": key, "content": content, "working": working}
            self._connection.execute(insert(rows.evidence_files), values)
        return key

    def file(self, key: str) -> bytes:
        return bytes(self._connection.execute(_file("content"), {"key": key}).scalar_one())

    def working_copy(self, key: str) -> bytes | None:
        content = self._connection.execute(_file("working"), {"key": key}).scalar_one()
        return None if content is None else bytes(content)

    def has_file(self, key: str) -> bool:
        return self._connection.execute(_file("sha256"), {"key": key}).first() is not None

    def history(self, kind: str = "", key: str = "", after: int = 0) -> list[JournalEntry]:
        """The journal of one record, or of all, behind a revision; oldest first."""
        journal, deeds = rows.journal, rows.deeds
        statement = (
            select(journal, deeds.c.name.label("deed"), deeds.c.role)
            .join(deeds, deeds.c.id == journal.c.deed_id)
            .where(journal.c.number > after)
            .order_by(journal.c.number)
        )
        if key:
            statement = statement.where(journal.c.record_id == key)
        if kind:
            statement = statement.where(journal.c.kind == kind)
        return [_entry(row) for row in self._connection.execute(statement).mappings()]

    def _writable(self) -> Journal:
        if self._journal is None:
            raise RuntimeError("this unit only reads")
        return self._journal


@cache
def _file(column: str) -> Select[Any]:
    files = rows.evidence_files
    return select(files.c[column]).where(files.c.sha256 == bindparam("key"))


def _entry(row: RowMapping) -> JournalEntry:
    values: dict[str, Any] = dict(row)
    values["parent"] = values["parent"] or ""
    values["at"] = datetime.fromisoformat(values["at"])
    for name in ("old", "new"):
        values[name] = None if values[name] is None else json.loads(values[name])
    return JournalEntry(**values)
