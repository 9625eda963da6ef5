"""The schedule of the tasks (tiến độ): critical path, slack, dates that contradict each other.

The critical path method in calendar days, both ends of a task included. The day a task is planned to start is kept as
"not before": what was put later on purpose is not pulled forward. A task without both its days is left out, with what
waits only for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A task as its schedule sees it. first, last: both days included, None while not planned. waits_for: ids of the
    tasks that must end before it starts. due_on: the earliest day of the goals it serves. effort: days of work."""

    id: str
    first: date | None = None
    last: date | None = None
    waits_for: tuple[str, ...] = ()
    due_on: date | None = None
    owner: str = ""
    effort: Decimal | None = None

    @property
    def is_dated(self) -> bool:
        return self.first is not None and self.last is not None and self.first <= self.last


@dataclass(frozen=True, slots=True)
class Timed:
    """When a task can be done: early_… at the soonest, late_… without moving the end of the whole. slack: days between
    them; a task without slack is critical: the end moves with it."""

    early_first: date
    early_last: date
    late_first: date
    late_last: date

    @property
    def slack(self) -> int:
        return (self.late_first - self.early_first).days

    @property
    def is_critical(self) -> bool:
        return self.slack == 0


@dataclass(frozen=True, slots=True)
class Clash:
    """Dates that contradict each other. kind: "waits" (starts before the task other_id, which it waits for, ends),
    "goal" (ends after its goal is due) or "reversed" (ends before it starts). days: by how many."""

    kind: str
    task_id: str
    days: int
    other_id: str = ""


@dataclass(frozen=True)
class Schedule:
    """tasks as they were given; circle: ids of tasks that wait for each other in a ring, or behind one (not timed)."""

    tasks: tuple[Planned, ...]
    timed: Mapping[str, Timed] = field(default_factory=dict)
    circle: frozenset[str] = frozenset()
    clashes: tuple[Clash, ...] = ()

    @cached_property
    def critical(self) -> frozenset[str]:
        return frozenset(id for id, each in self.timed.items() if each.is_critical)

    @property
    def ends_on(self) -> date | None:
        """The day the last task can be done at the soonest."""
        return max((each.early_last for each in self.timed.values()), default=None)


def schedule(tasks: Iterable[Planned]) -> Schedule:
    """Forward and backward pass over the dated tasks."""
    given = tuple(tasks)
    dated = {each.id: each for each in given if each.is_dated}
    before = {each.id: [id for id in dict.fromkeys(each.waits_for) if id in dated] for each in dated.values()}
    order = in_order(before)
    early = _forward(order, dated, before)
    timed = _backward(order, dated, before, early)
    circle = frozenset(dated.keys() - set(order))
    return Schedule(given, timed, circle, tuple(clashes(given)))


def in_order(before: Mapping[str, Sequence[str]]) -> list[str]:
    """The ids so that each stands behind all it waits for; those in a ring, and behind one, are left out."""
    open_count = {id: len(waits) for id, waits in before.items()}
    after = _turned(before)
    ready = [id for id, count in open_count.items() if not count]
    order: list[str] = []
    while ready:
        id = ready.pop()
        order.append(id)
        for follower in after.get(id, ()):
            open_count[follower] -= 1
            if not open_count[follower]:
                ready.append(follower)
    return order


def _turned(before: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    after: dict[str, list[str]] = {}
    for id, waits in before.items():
        for each in waits:
            after.setdefault(each, []).append(id)
    return after


def _forward(
    order: list[str], dated: Mapping[str, Planned], before: Mapping[str, Sequence[str]]
) -> dict[str, tuple[date, date]]:
    early: dict[str, tuple[date, date]] = {}
    for id in order:
        first, length = _span(dated[id])
        start = max([first, *(early[each][1] + DAY for each in before[id])])
        early[id] = start, start + length
    return early


def _backward(
    order: list[str],
    dated: Mapping[str, Planned],
    before: Mapping[str, Sequence[str]],
    early: Mapping[str, tuple[date, date]],
) -> dict[str, Timed]:
    if not order:
        return {}
    end = max(last for _first, last in early.values())
    after = _turned(before)
    late: dict[str, tuple[date, date]] = {}
    for id in reversed(order):
        _first, length = _span(dated[id])
        last = min([end, *(late[each][0] - DAY for each in after.get(id, ()) if each in late)])
        late[id] = last - length, last
    return {id: Timed(*early[id], *late[id]) for id in order}


def _span(task: Planned) -> tuple[date, timedelta]:
    """First day, and how much later the last one is."""
    assert task.first is not None and task.last is not None
    return task.first, task.last - task.first


def clashes(tasks: Iterable[Planned]) -> list[Clash]:
    """The dates that contradict dependencies, goals or themselves, in the order of the tasks."""
    given = list(tasks)
    by_id = {each.id: each for each in given}
    found: list[Clash] = []
    for each in given:
        if each.first and each.last and each.last < each.first:
            found.append(Clash("reversed", each.id, (each.first - each.last).days))
        for other in map(by_id.get, dict.fromkeys(each.waits_for)):
            if other and other.last and each.first and each.first <= other.last:
                found.append(Clash("waits", each.id, (other.last - each.first).days + 1, other.id))
        if each.due_on and each.last and each.last > each.due_on:
            found.append(Clash("goal", each.id, (each.last - each.due_on).days))
    return found


def followers(tasks: Iterable[Planned], id: str) -> list[str]:
    """The tasks that wait for this one, directly or through others; not itself, also in a ring."""
    after = _turned({each.id: each.waits_for for each in tasks})
    found: dict[str, None] = {}
    ahead = list(after.get(id, ()))
    while ahead:
        each = ahead.pop()
        if each not in found and each != id:
            found[each] = None
            ahead += after.get(each, ())
    return list(found)


def makes_ring(tasks: Iterable[Planned], id: str, waits_for: str) -> bool:
    """Whether letting one task wait for another would close a ring."""
    return id == waits_for or waits_for in followers(tasks, id)


def shifted(
    tasks: Sequence[Planned], id: str, days: int, *, with_followers: bool = False
) -> dict[str, tuple[date, date]]:
    """New first and last days when a task is put off (days > 0) or forward; its followers by as many days, too.

    Tasks without dates stay as they are.
    """
    moving = {id, *(followers(tasks, id) if with_followers else ())}
    step = timedelta(days=days)
    return {
        each.id: (each.first + step, each.last + step)
        for each in tasks
        if each.id in moving and each.first is not None and each.last is not None
    }
