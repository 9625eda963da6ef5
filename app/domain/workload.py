"""Who carries how much when: days of work by owner and week, and the weeks in which it is more than fits.

The effort of a task is spread evenly over its working days, Monday to Friday (over all its days when it has none of
these). Public holidays are not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.domain.schedule import Planned
from app.formats import fold

CAPACITY = Decimal(5)
"""Days of work that fit into a week of one owner."""


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """week: its Monday. days: of work that is estimated; unknown: how many tasks of this week have no estimate."""

    week: date
    days: Decimal
    unknown: int
    task_ids: tuple[str, ...]

    def is_over(self, capacity: Decimal = CAPACITY) -> bool:
        """Whether it is more than fits into a week of so many days of work."""
        return self.days > capacity


@dataclass(frozen=True, slots=True)
class OwnerLoad:
    """owner: as written first; weeks: those with any task, in order. unknown: ids of its tasks without an estimate."""

    owner: str
    weeks: tuple[WeekLoad, ...]
    unknown: tuple[str, ...] = ()

    def over(self, capacity: Decimal = CAPACITY) -> tuple[WeekLoad, ...]:
        return tuple(each for each in self.weeks if each.is_over(capacity))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def loads(tasks: Iterable[Planned]) -> list[OwnerLoad]:
    """One line an owner, in the order of the alphabet; tasks without owner or dates are nobody's load."""
    of_owner: dict[str, list[Planned]] = {}
    for each in tasks:
        if each.is_dated and each.owner.strip():
            of_owner.setdefault(fold(each.owner), []).append(each)
    return [_of_owner(of_owner[name]) for name in sorted(of_owner)]


def _of_owner(tasks: list[Planned]) -> OwnerLoad:
    weeks: dict[date, dict[str, Decimal | None]] = {}
    for each in tasks:
        for week, days in _by_week(each).items():
            weeks.setdefault(week, {})[each.id] = days
    return OwnerLoad(
        tasks[0].owner.strip(),
        tuple(_week(week, weeks[week]) for week in sorted(weeks)),
        tuple(each.id for each in tasks if each.effort is None),
    )


def _by_week(task: Planned) -> dict[date, Decimal | None]:
    """Days of work of one task in each week it touches; None where its effort is not estimated."""
    assert task.first is not None and task.last is not None
    counts = days_by_week(task.first, task.last)
    if task.effort is None:
        return dict.fromkeys(counts)
    total = sum(counts.values())
    return {week: task.effort * count / total for week, count in counts.items()}


def days_by_week(first: date, last: date) -> dict[date, int]:
    """How many working days from first to last lie in each week; all days where there is no working day."""
    counts: dict[date, int] = {}
    week = monday(first)
    while week <= last:
        start, end = max(first, week), min(last, week + timedelta(days=4))
        if start <= end:
            counts[week] = (end - start).days + 1
        week += timedelta(days=7)
    return counts or {monday(first): (last - first).days + 1}


def _week(week: date, of_task: Mapping[str, Decimal | None]) -> WeekLoad:
    known = [days for days in of_task.values() if days is not None]
    total = sum(known, Decimal(0)).quantize(Decimal("0.01"))
    return WeekLoad(week, total, len(of_task) - len(known), tuple(of_task))
