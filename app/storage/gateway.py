"""All SQL of one unit of work behind one object. Importing this module loads SQLAlchemy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, func, insert, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

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

    def retired_rows(self, kind: str) -> list[RowMapping]:
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
        self._writable()
        key = hashlib.sha256(content).hexdigest()
        if not self.has_file(key):
            self._connection.execute(insert(rows.evidence_files), {"sha256": key, "content": content})
        return key

    def keep_copies(self, key: str, copies: Mapping[str, bytes | None]) -> None:
        """Keep a working copy and a thumbnail, whichever are given, in the place of those there are."""
        self._writable()
        made = sqlite_insert(rows.evidence_copies).values(sha256=key, **copies)
        self._connection.execute(made.on_conflict_do_update(index_elements=["sha256"], set_=dict(copies)))

    def file(self, key: str) -> bytes:
        return bytes(self._connection.execute(_file("content"), {"key": key}).scalar_one())

    def copy(self, key: str, which: str) -> bytes | None:
        """A column of evidence_copies: "working" or "thumbnail"; None while it is not made."""
        content = self._connection.execute(_copy(which), {"key": key}).scalar()
        return None if content is None else bytes(content)

    def lacking_copies(self) -> list[str]:
        """SHA-256 of the live photos that have no thumbnail yet, as they were added."""
        return list(self._connection.execute(_lacking_copies()).scalars())

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


@cache
def _copy(column: str) -> Select[Any]:
    copies = rows.evidence_copies
    return select(copies.c[column]).where(copies.c.sha256 == bindparam("key"))


@cache
def _lacking_copies() -> Select[Any]:
    """Of the originals and of the edited pictures alike."""
    evidence, copies = rows.evidence, rows.evidence_copies
    shown = func.coalesce(func.nullif(evidence.c.edited_sha256, ""), evidence.c.sha256)
    return (
        select(shown)
        .outerjoin(copies, copies.c.sha256 == shown)
        .where(evidence.c.retired == 0, evidence.c.media_type.like("image/%"), copies.c.thumbnail.is_(None))
        .order_by(evidence.c.id)
    )


def _entry(row: RowMapping) -> JournalEntry:
    values: dict[str, Any] = dict(row)
    values["parent"] = values["parent"] or ""
    values["at"] = datetime.fromisoformat(values["at"])
    for name in ("old", "new"):
        values[name] = None if values[name] is None else json.loads(values[name])
    return JournalEntry(**values)
