"""Reading rows of records, of the journal and of evidence. Importing this module loads SQLAlchemy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, bindparam, func, select

from app.storage import rows
from app.storage.convert import RECORDS, Row, Stored, fields_of, stored

CHUNK = 500


def live_rows(connection: Connection, kind: str, equal: Mapping[str, object]) -> list[RowMapping]:
    """The live rows of a kind whose fields equal the given values, in the order in which they were made."""
    statement = _live(kind, *_shape(equal))
    return list(connection.execute(statement, _wanted(equal)).mappings())


def retired_rows(connection: Connection, kind: str) -> list[RowMapping]:
    return list(connection.execute(_retired(kind)).mappings())


def count_live(connection: Connection, kind: str, equal: Mapping[str, object]) -> int:
    statement = _count(kind, *_shape(equal))
    return int(connection.execute(statement, _wanted(equal)).scalar_one())


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


Names = tuple[str, ...]


def _shape(equal: Mapping[str, object]) -> tuple[Names, Names]:
    """The fields that must equal a value, and those that must be empty: statements are built once for each shape."""
    return (
        tuple(name for name, value in equal.items() if value is not None),
        tuple(name for name, value in equal.items() if value is None),
    )


def _wanted(equal: Mapping[str, object]) -> dict[str, Stored]:
    return {name: stored(value) for name, value in equal.items() if value is not None}


def _conditions(kind: str, names: Names, empty: Names) -> Iterator[ColumnElement[bool]]:
    columns = rows.metadata.tables[kind].c
    yield columns.retired == 0
    yield from (columns[name] == bindparam(name) for name in names)
    yield from (columns[name].is_(None) for name in empty)


@cache
def _live(kind: str, names: Names = (), empty: Names = ()) -> Select[Any]:
    table = rows.metadata.tables[kind]
    return select(table).where(*_conditions(kind, names, empty)).order_by(table.c.id)


@cache
def _retired(kind: str) -> Select[Any]:
    table = rows.metadata.tables[kind]
    return select(table).where(table.c.retired == 1).order_by(table.c.id)


@cache
def _count(kind: str, names: Names, empty: Names) -> Select[Any]:
    return select(func.count()).select_from(rows.metadata.tables[kind]).where(*_conditions(kind, names, empty))


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
