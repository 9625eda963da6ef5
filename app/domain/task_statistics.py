"""Shares of tasks done, each with its counts: altogether, by goal, by owner, by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.carrying_out import days_late, is_open
from app.domain.tasks import TASK_KINDS, Task
from app.wording import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """k of n tasks done; stopped ones are counted apart and not in n. late: open and past their day. percent: the mean
    progress of the n. key: what the group is told by."""

    key: str
    words: str
    k: int
    n: int
    late: int
    stopped: int
    percent: int | None

    @property
    def share(self) -> float | None:
        return self.k / self.n if self.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStatistics:
    total: Share
    by_goal: tuple[Share, ...]
    by_owner: tuple[Share, ...]
    by_kind: tuple[Share, ...]
    late: tuple[Task, ...]


def share_of(key: str, words: str, tasks: Iterable[Task], today: date) -> Share:
    found = list(tasks)
    counted = [each for each in found if each.state != "stopped"]
    return Share(
        key=key,
        words=words,
        k=sum(each.state == "done" for each in counted),
        n=len(counted),
        late=sum(is_open(each) and days_late(each, today) > 0 for each in counted),
        stopped=len(found) - len(counted),
        percent=round(sum(each.percent for each in counted) / len(counted)) if counted else None,
    )


def task_statistics(
    tasks: Sequence[Task], goals: Mapping[str, Sequence[str]], names: Mapping[str, str], today: date
) -> TaskStatistics:
    """goals: ids of the goals of each task by its id; names: of each goal, in the order in which goals are told."""
    by_goal = [
        share_of(goal, name, (each for each in tasks if goal in goals.get(each.id, ())), today)
        for goal, name in names.items()
    ]
    without = [each for each in tasks if not any(goal in names for goal in goals.get(each.id, ()))]
    if without:
        by_goal.append(share_of("", _("Chưa nối mục tiêu"), without, today))
    late = sorted(
        (each for each in tasks if is_open(each) and days_late(each, today)),
        key=lambda each: (-days_late(each, today), each.number),
    )
    return TaskStatistics(
        total=share_of("", _("Tất cả nhiệm vụ"), tasks, today),
        by_goal=tuple(by_goal),
        by_owner=_grouped(tasks, lambda each: each.owner, lambda key: key or _("Chưa giao ai"), today),
        by_kind=_grouped(tasks, lambda each: each.kind, lambda key: _(TASK_KINDS.get(key, key)), today),
        late=tuple(late),
    )


def _grouped(
    tasks: Sequence[Task], key_of: Callable[[Task], str], words_of: Callable[[str], str], today: date
) -> tuple[Share, ...]:
    keys = sorted({key_of(each) for each in tasks})
    return tuple(share_of(key, words_of(key), (each for each in tasks if key_of(each) == key), today) for key in keys)
