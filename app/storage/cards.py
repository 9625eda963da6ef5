"""A quick look into a dossier for the home page: plain SQL, no SQLAlchemy, no lock, no full check."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.domain.answers import Answer, PinnedForm
from app.domain.sites import Cycle, Site, StepState
from app.storage.backups import backups_of
from app.storage.connection import connect
from app.storage.convert import fields_of, to_record
from app.storage.failures import as_user_error
from app.storage.inspection import is_cut_short, is_dossier, read_header
from app.storage.opening import damaged, refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """site and cycle are None in a file that holds none yet; the rest belongs to the newest cycle."""

    site: Site | None
    cycle: Cycle | None
    steps: tuple[StepState, ...]
    survey: PinnedForm | None
    answers: tuple[Answer, ...]
    saved_at: datetime | None
    backup_at: datetime | None


def glance(path: Path) -> Glance:
    """UserError when the file is missing, foreign or damaged."""
    header = read_header(path)
    if header is None or not is_dossier(header):
        raise refusal(path)
    if is_cut_short(path, header):
        raise damaged(path)
    try:
        with _reading(path) as connection:
            return _look(connection, path)
    except driver.DatabaseError as failed:
        code = str(getattr(failed, "sqlite_errorname", ""))
        worded = None if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) else as_user_error(failed, path)
        raise worded or damaged(path) from failed


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[Any]:
    """An interrupted write waits to be rolled back by whoever opens the file next, which takes the right to write."""
    unfinished = path.with_name(f"{path.name}-journal").exists()
    connection = connect(path, read_only=not unfinished)
    try:
        connection.execute("BEGIN")
        yield connection
    finally:
        connection.close()


def _look(connection: Any, path: Path) -> Glance:
    site: Site | None = _last(connection, "sites")
    cycle: Cycle | None = _last(connection, "cycles")
    of_cycle = {"cycle_id": cycle.id if cycle else ""}
    forms: list[PinnedForm] = _records(connection, "forms", **of_cycle, name="survey")
    saved = connection.execute("SELECT at FROM deeds ORDER BY number DESC LIMIT 1").fetchone()
    newest = next(iter(backups_of(path)), None)
    steps: list[StepState] = _records(connection, "steps", **of_cycle)
    return Glance(
        site=site,
        cycle=cycle,
        steps=tuple(sorted(steps, key=lambda each: each.step)),
        survey=forms[0] if forms else None,
        answers=tuple(_records(connection, "answers", **of_cycle, form="survey")),
        saved_at=datetime.fromisoformat(saved[0]) if saved else None,
        backup_at=newest.at if newest else None,
    )


def _records(connection: Any, kind: str, **equal: str) -> list[Any]:
    names = fields_of(kind)
    columns = ", ".join(f'"{name}"' for name in names)
    where = "".join(f" AND {name} = ?" for name in equal)
    found = connection.execute(
        f"SELECT {columns} FROM {kind} WHERE retired = 0{where} ORDER BY id", tuple(equal.values())
    )
    return [to_record(kind, dict(zip(names, row, strict=True))) for row in found.fetchall()]


def _last(connection: Any, kind: str) -> Any:
    return next(iter(reversed(_records(connection, kind))), None)
