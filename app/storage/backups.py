"""Backups beside the dossier: made by SQLite's own backup call, verified by opening them, thinned with age."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.domain.errors import UserError
from app.formats import now
from app.storage.connection import connect
from app.storage.inspection import is_good_file
from app.wording import N_, _

FOLDER = N_("{name} sao lưu")
RESTORED = N_("{name} khôi phục")
"""Names on disk stay Vietnamese whatever language is spoken, so that they are found again."""

STAMP = "%Y-%m-%d %H-%M-%S"
PAGES_AT_ONCE = 2048
RESTARTS = 30
MOST_BYTES, LEAST_KEPT = 4_000_000_000, 3
LATEST_KEPT, DAYS_KEPT, MONTHS_KEPT = 12, 14, 12


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy; at: when it was made, UTC (from its name)."""

    path: Path
    at: datetime


def folder_of(path: Path) -> Path:
    return path.with_name(FOLDER.format(name=path.stem))


def is_backup(path: Path) -> bool:
    return path.parent.name.endswith(FOLDER.format(name="")) and _moment(path) is not None


def backups_of(path: Path) -> list[Backup]:
    """The copies of a dossier, newest first; not yet verified."""
    folder = folder_of(path)
    try:
        found = [Backup(each, at) for each in folder.glob("*.dochuan") if (at := _moment(each)) is not None]
    except OSError:
        return []
    return sorted(found, key=lambda each: each.at, reverse=True)


def newest_good(path: Path) -> Backup | None:
    """The newest copy that opens and is sound; may take a second for each hundred megabytes."""
    return next((each for each in backups_of(path) if is_good_file(each.path)), None)


def back_up(path: Path) -> Backup:
    """Copy the dossier into its folder of backups, verify the copy, thin out old ones. OSError when that fails."""
    moment = now().replace(microsecond=0)
    folder = folder_of(path)
    folder.mkdir(exist_ok=True)
    target = folder / f"{path.stem} {moment.strftime(STAMP)}.dochuan"
    _copy(path, target)
    for old in _superfluous(backups_of(path)):
        with contextlib.suppress(OSError):
            old.path.unlink()
    return Backup(target, moment)


def back_up_if_changed(path: Path) -> Backup:
    """The newest copy where it holds the last change already; otherwise a new one."""
    newest = next(iter(backups_of(path)), None)
    if newest and (change := last_change(path)) and change == last_change(newest.path):
        return newest
    return back_up(path)


def restore(backup: Path) -> Path:
    """Put a copy of the backup beside the dossier it came from, under a name of its own; never over anything."""
    if not is_good_file(backup):
        raise UserError(_("Bản sao lưu “{name}” không mở được nên không khôi phục.", name=backup.name))
    folder = backup.parent.parent if is_backup(backup) else backup.parent
    stem = folder / RESTORED.format(name=backup.stem)
    candidates = [stem.with_name(f"{stem.name}{suffix}.dochuan") for suffix in ("", *(f" {n}" for n in range(2, 100)))]
    target = next(each for each in candidates if not each.exists())
    try:
        _copy(backup, target)
    except OSError as refused:
        raise UserError(_("Không ghi được bản khôi phục vào thư mục “{folder}”.", folder=folder)) from refused
    return target


def last_change(path: Path) -> str:
    """The key of the last change in the journal of a dossier; "" when there is none or it cannot be read."""
    try:
        connection = connect(path, read_only=True)
    except driver.Error:
        return ""
    try:
        found = connection.execute("SELECT id FROM journal ORDER BY number DESC LIMIT 1").fetchone()
        return str(found[0]) if found else ""
    except driver.Error:
        return ""
    finally:
        connection.close()


def _copy(source: Path, target: Path) -> None:
    """Through a temporary name, so that what stands under the right name is whole."""
    unfinished = target.with_name(f".{target.name}.part")
    try:
        _copy_pages(source, unfinished)
        if not is_good_file(unfinished):
            raise OSError(f"the copy {target.name} is not sound")
        os.replace(unfinished, target)
    finally:
        for leftover in (unfinished, unfinished.with_name(f"{unfinished.name}-journal")):
            leftover.unlink(missing_ok=True)


def _copy_pages(source: Path, target: Path) -> None:
    reading: Any = connect(source, read_only=True)
    try:
        target.unlink(missing_ok=True)
        target.touch(exist_ok=False)
        writing: Any = connect(target)
        try:
            reading.backup(writing, pages=PAGES_AT_ONCE, progress=_Patience(), sleep=0.005)
        finally:
            writing.close()
    except driver.Error as failed:
        raise OSError(str(failed)) from failed
    finally:
        reading.close()


class _Patience:
    """Copying lets go of the file between its steps, so that answers can be saved; each of those begins it anew."""

    def __init__(self) -> None:
        self._remaining, self._restarts = -1, 0

    def __call__(self, status: int, remaining: int, total: int) -> None:
        if 0 <= self._remaining < remaining:
            self._restarts += 1
            if self._restarts > RESTARTS:
                raise OSError("the dossier changed all the time while it was copied")
        self._remaining = remaining


def _superfluous(newest_first: list[Backup]) -> list[Backup]:
    """All but the latest dozen, the last one of each of the last days, and of each of the last months."""
    kept = {each.path for each in newest_first[:LATEST_KEPT]}
    kept |= _first_of_each(newest_first, "%Y-%m-%d", DAYS_KEPT)
    kept |= _first_of_each(newest_first, "%Y-%m", MONTHS_KEPT)
    by_age = [each for each in newest_first if each.path in kept]
    kept = {each.path for each in _within(by_age)}
    return [each for each in newest_first if each.path not in kept]


def _within(newest_first: list[Backup]) -> list[Backup]:
    """As many of the newest as fit into MOST_BYTES, but never fewer than LEAST_KEPT: photos make large copies."""
    sizes = accumulate(each.path.stat().st_size if each.path.exists() else 0 for each in newest_first)
    fitting = sum(total <= MOST_BYTES for total in sizes)
    return newest_first[: max(LEAST_KEPT, fitting)]


def _first_of_each(newest_first: Iterable[Backup], period: str, count: int) -> set[Path]:
    firsts: dict[str, Path] = {}
    for each in newest_first:
        firsts.setdefault(each.at.strftime(period), each.path)
    return set(list(firsts.values())[:count])


def _moment(path: Path) -> datetime | None:
    length = len(now().strftime(STAMP))
    try:
        return datetime.strptime(f"{path.stem[-length:]} +0000", f"{STAMP} %z")
    except ValueError:
        return None
