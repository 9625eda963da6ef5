"""What is due across the dossiers of a folder: each is looked into read-only, and the worst comes first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.errors import UserError
from app.domain.reminders import Reminder
from app.services.dossiers import current_cycle, is_backup, the_site
from app.services.reminders import reminders_of
from app.storage.store import Store

ENDING = ".dochuan"
MOST_FILES = 200
WITHIN_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that is due in one dossier. whose: the site, or the enterprise where it has no name of its own."""

    path: Path
    whose: str
    reminder: Reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found in one file, or why it could not be looked into."""

    path: Path
    found: tuple[Due, ...] = ()
    trouble: str = ""


def dossiers_in(folder: Path) -> list[Path]:
    """The dossiers of a folder and of the folders in it, without backups, by name; MOST_FILES at most."""
    try:
        near = [*folder.glob(f"*{ENDING}"), *folder.glob(f"*/*{ENDING}")]
    except OSError:
        return []
    files = (each for each in near if each.is_file() and not each.name.startswith(".") and not is_backup(each))
    return sorted(files)[:MOST_FILES]


def look_into(path: Path, today: date) -> Looked:
    """All that is due there; a file that cannot be read is told, not raised."""
    try:
        store = Store.open(path, read_only=True, backups=False)
    except (UserError, OSError) as error:
        return Looked(path=path, trouble=str(error))
    try:
        with store.reading() as unit:
            site, cycle = the_site(unit), current_cycle(unit)
            whose = site.name or site.enterprise
            due = reminders_of(unit, cycle.id, today, WITHIN_DAYS)
            return Looked(path=path, found=tuple(Due(path=path, whose=whose, reminder=each) for each in due))
    except UserError as error:
        return Looked(path=path, trouble=str(error))
    finally:
        store.close()


def in_order(looked: Iterable[Looked]) -> list[Due]:
    """Of all files together: what has a day by that day, what is open without one at the head."""
    found = [due for each in looked for due in each.found]
    return sorted(found, key=lambda each: (each.reminder.due_on or date.min, each.whose, each.reminder.title))


def by_day(due: Sequence[Due]) -> dict[date, list[Due]]:
    """The things of each day; those without a day are left out."""
    days: dict[date, list[Due]] = {}
    for each in due:
        if each.reminder.due_on is not None:
            days.setdefault(each.reminder.due_on, []).append(each)
    return days


def within(due: Sequence[Due], days: int) -> list[Due]:
    """What is past, open without a day, or comes within so many days."""
    return [each for each in due if each.reminder.days is None or each.reminder.days <= days]
