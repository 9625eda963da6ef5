"""Reading records, their history and the bytes of evidence, in plain SQL on the driver's own connection.

Reading does not need SQLAlchemy, whose import is the largest cost of a start: a dossier is shown before it is loaded.
Values are always bound; the names of tables and fields are those of convert.RECORDS.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.storage.convert import RECORDS, Row, fields_of, stored

CHUNK = 500


def select(connection: Any, statement: str, values: Iterable[object] = ()) -> Any:
    """The rows of a statement, each to be read by the names of its columns."""
    cursor = connection.cursor()
    cursor.row_factory = driver.Row
    return cursor.execute(statement, tuple(values))


def live_rows(connection: Any, kind: str, equal: Mapping[str, object]) -> list[Any]:
    """The live rows of a kind whose fields equal the given values, in the order in which they were made."""
    return select(connection, _live(kind, *_shape(equal)), _wanted(equal)).fetchall()  # type: ignore[no-any-return]


def live_texts(connection: Any, kind: str, names: Iterable[str]) -> list[tuple[str, ...]]:
    """These text fields of the live rows of a kind, in the order in which they were made."""
    return connection.execute(_texts(kind, tuple(names))).fetchall()  # type: ignore[no-any-return]


def retired_rows(connection: Any, kind: str) -> list[Any]:
    return select(connection, f'SELECT * FROM "{kind}" WHERE retired = 1 ORDER BY id').fetchall()  # type: ignore[no-any-return]


def count_live(connection: Any, kind: str, equal: Mapping[str, object]) -> int:
    return int(connection.execute(_count(kind, *_shape(equal)), tuple(_wanted(equal))).fetchone()[0])


def rows_by_id(connection: Any, kind: str, ids: Iterable[str]) -> dict[str, Row]:
    """Rows by key, retired ones too."""
    found: dict[str, Row] = {}
    for chunk in chunks(ids):
        for row in select(connection, f'SELECT * FROM "{kind}" WHERE id IN ({_places(len(chunk))})', chunk):
            found[row["id"]] = dict(row)
    return found


def last_changes(connection: Any, ids: Iterable[str]) -> dict[tuple[str, str], str]:
    """For each record and field the change that wrote it last: SQLite takes the id from the row with the maximum."""
    found: dict[tuple[str, str], str] = {}
    for chunk in chunks(ids):
        statement = (
            f"SELECT record_id, field, id, max(number) FROM journal WHERE record_id IN ({_places(len(chunk))}) "
            "GROUP BY record_id, field"
        )
        for record_id, field, id, _number in connection.execute(statement, tuple(chunk)):
            found[record_id, field] = id
    return found


def fingerprint(connection: Any) -> str:
    """SHA-256 over all live records, whatever the order in which they were written."""
    digest = hashlib.sha256()
    for kind in RECORDS:
        digest.update(kind.encode())
        for row in connection.execute(f'SELECT {_names(kind)} FROM "{kind}" WHERE retired = 0 ORDER BY id'):
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def last_number(connection: Any) -> int:
    """The number of the last change in the journal; 0 in a new file."""
    return connection.execute("SELECT max(number) FROM journal").fetchone()[0] or 0


def history(connection: Any, kind: str, key: str, after: int) -> Iterator[Mapping[str, Any]]:
    """Journal rows behind a revision with the name and role of their deed, the oldest first."""
    conditions, values = ["journal.number > ?"], [after, *(each for each in (key, kind) if each)]
    conditions += ["record_id = ?"] if key else []
    conditions += ["kind = ?"] if kind else []
    statement = (
        "SELECT journal.*, deeds.name AS deed, deeds.role AS role FROM journal JOIN deeds ON deeds.id = deed_id "
        f"WHERE {' AND '.join(conditions)} ORDER BY journal.number"
    )
    for row in select(connection, statement, values):
        yield dict(row)


def file_content(connection: Any, key: str) -> bytes | None:
    """The bytes of evidence as they were given; None when they are not here."""
    return _bytes(connection, "SELECT content FROM evidence_files WHERE sha256 = ?", key)


def copy_content(connection: Any, key: str, which: str) -> bytes | None:
    """A column of evidence_copies, "working" or "thumbnail"; None while it is not made."""
    return _bytes(connection, f'SELECT "{which}" FROM evidence_copies WHERE sha256 = ?', key)


def has_file(connection: Any, key: str) -> bool:
    return connection.execute("SELECT 1 FROM evidence_files WHERE sha256 = ?", (key,)).fetchone() is not None


def lacking_copies(connection: Any) -> list[str]:
    """SHA-256 of the live photos, originals and edited pictures alike, that have no thumbnail, as they were added."""
    shown = "coalesce(nullif(edited_sha256, ''), evidence.sha256)"
    statement = (
        f"SELECT {shown} FROM evidence LEFT JOIN evidence_copies ON evidence_copies.sha256 = {shown} "
        "WHERE retired = 0 AND media_type LIKE 'image/%' AND thumbnail IS NULL ORDER BY evidence.id"
    )
    return [each for (each,) in connection.execute(statement)]


def count_loose_evidence(connection: Any) -> int:
    """Live evidence that stands at neither end of a live link."""
    ends = "SELECT 1 FROM links WHERE links.retired = 0 AND {side}_kind = 'evidence' AND {side}_id = evidence.id"
    there, back = (ends.format(side=side) for side in ("from", "to"))
    statement = f"SELECT count(*) FROM evidence WHERE retired = 0 AND NOT EXISTS ({there}) AND NOT EXISTS ({back})"
    return int(connection.execute(statement).fetchone()[0])


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


def _wanted(equal: Mapping[str, object]) -> list[object]:
    return [stored(value) for value in equal.values() if value is not None]


@cache
def _conditions(kind: str, names: Names, empty: Names) -> str:
    unknown = {*names, *empty} - set(fields_of(kind))
    if unknown:
        raise KeyError(f"no field {', '.join(sorted(unknown))} in {kind}")
    return " AND ".join(["retired = 0", *(f'"{name}" = ?' for name in names), *(f'"{name}" IS NULL' for name in empty)])


@cache
def _live(kind: str, names: Names, empty: Names) -> str:
    return f'SELECT {_names(kind)}, retired FROM "{kind}" WHERE {_conditions(kind, names, empty)} ORDER BY id'


@cache
def _texts(kind: str, names: Names) -> str:
    _conditions(kind, names, ())
    fields = ", ".join(f'"{name}"' for name in names)
    return f'SELECT {fields} FROM "{kind}" WHERE retired = 0 ORDER BY id'


@cache
def _count(kind: str, names: Names, empty: Names) -> str:
    return f'SELECT count(*) FROM "{kind}" WHERE {_conditions(kind, names, empty)}'


@cache
def _names(kind: str) -> str:
    return ", ".join(f'"{name}"' for name in fields_of(kind))


@cache
def _places(count: int) -> str:
    return ", ".join("?" * count)


def _bytes(connection: Any, statement: str, key: str) -> bytes | None:
    found = connection.execute(statement, (key,)).fetchone()
    return None if found is None or found[0] is None else bytes(found[0])
