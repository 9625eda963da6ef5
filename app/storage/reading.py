"""Reading rows of records, of the journal and of evidence. Importing this module loads SQLAlchemy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, func, select

from app.storage import rows
from app.storage.convert import RECORDS, Row, fields_of, stored

CHUNK = 500


def live_rows(connection: Connection, kind: str, equal: Mapping[str, object]) -> list[RowMapping]:
    """The live rows of a kind whose fields equal the given values, in the order in which they were made."""
    table = rows.metadata.tables[kind]
    statement = _live(kind)
    for name, value in equal.items():
        statement = statement.where(table.c[name].is_(None) if value is None else table.c[name] == stored(value))
    return list(connection.execute(statement).mappings())


def count_live(connection: Connection, kind: str, equal: Mapping[str, object]) -> int:
    table = rows.metadata.tables[kind]
    statement = select(func.count()).select_from(table).where(table.c.retired == 0)
    for name, value in equal.items():
        statement = statement.where(table.c[name].is_(None) if value is None else table.c[name] == stored(value))
    return int(connection.execute(statement).scalar_one())


def rows_by_id(connection: Connection, kind: str, ids: Iterable[str]) -> dict[str, Row]:
    """Rows by key, retired ones too."""
    found: dict[str, Row] = {}
    for chunk in chunks(ids):
        for row in connection.execute(_by_ids(kind), {"ids": chunk}).mappings():
            found[row["id"]] = dict(row)
    return found


def last_changes(connection: Connection, ids: Iterable[str]) -> dict[tuple[str, str], str]:
    """For each record and field the change that wrote it last."""
    found: dict[tuple[str, str], str] = {}
    for chunk in chunks(ids):
        for row in connection.execute(_last_changes(), {"ids": chunk}):
            found[row.record_id, row.field] = row.id
    return found


def fingerprint(connection: Connection) -> str:
    """SHA-256 over all live records, whatever the order in which they were written."""
    digest = hashlib.sha256()
    for kind in RECORDS:
        digest.update(kind.encode())
        names = fields_of(kind)
        table = rows.metadata.tables[kind]
        columns = [table.c[name] for name in names]
        for row in connection.execute(select(*columns).where(table.c.retired == 0).order_by(table.c.id)):
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(ids)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk


@cache
def _live(kind: str) -> Select[Any]:
    table = rows.metadata.tables[kind]
    return select(table).where(table.c.retired == 0).order_by(table.c.id)


@cache
def _by_ids(kind: str) -> Select[Any]:
    table = rows.metadata.tables[kind]
    return select(table).where(table.c.id.in_(bindparam("ids", expanding=True)))


@cache
def _last_changes() -> Select[Any]:
    """SQLite takes the other columns from the row that holds the maximum."""
    journal = rows.journal
    return (
        select(journal.c.record_id, journal.c.field, journal.c.id, func.max(journal.c.number))
        .where(journal.c.record_id.in_(bindparam("ids", expanding=True)))
        .group_by(journal.c.record_id, journal.c.field)
    )
