"""The way through a closing meeting: its sections, and the stops in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.meeting_points import ClosingView, FindingPoint, GoalPoint, TaskPoint
from app.wording import N_, _

SECTIONS = {
    "opening": N_("Mở đầu"),
    "picture": N_("Bức tranh chung"),
    "findings": N_("Phát hiện"),
    "goals": N_("Mục tiêu"),
    "tasks": N_("Nhiệm vụ"),
    "said": N_("Ý kiến đã ghi"),
    "end": N_("Kết thúc"),
}
"""In their order; the digits 1 to 7 lead there."""

TASKS_ON_A_STOP = 6


@dataclass(frozen=True, slots=True)
class Stop:
    """about: the record that is spoken of, ("", "") for the whole. tasks: those listed on this stop."""

    section: str
    about: tuple[str, str] = ("", "")
    finding: FindingPoint | None = None
    goal: GoalPoint | None = None
    tasks: tuple[TaskPoint, ...] = ()

    @property
    def key(self) -> str:
        """What leads back to it after everything was read anew."""
        return self.about[1] or (self.tasks[0].id if self.tasks else self.section)

    @property
    def words(self) -> str:
        """What one speaks about here."""
        if self.finding is not None:
            return self.finding.code
        if self.goal is not None:
            return self.goal.code
        return _("toàn bộ kết quả")


def stops_of(view: ClosingView) -> list[Stop]:
    """Every section has at least one stop, so that each digit leads somewhere."""
    return [
        Stop("opening"),
        Stop("picture"),
        *([Stop("findings", ("findings", each.id), finding=each) for each in view.findings] or [Stop("findings")]),
        *([Stop("goals", ("goals", each.id), goal=each) for each in view.goals] or [Stop("goals")]),
        *(list(_task_stops(view.tasks)) or [Stop("tasks")]),
        Stop("said"),
        Stop("end"),
    ]


def _task_stops(tasks: Sequence[TaskPoint]) -> Iterator[Stop]:
    """The tasks of one goal together, so many on a stop."""
    by_goal: dict[str, list[TaskPoint]] = {}
    for each in tasks:
        by_goal.setdefault(each.goal, []).append(each)
    for own in by_goal.values():
        for start in range(0, len(own), TASKS_ON_A_STOP):
            yield Stop("tasks", tasks=tuple(own[start : start + TASKS_ON_A_STOP]))


def first_of(stops: Sequence[Stop], section: str) -> int:
    return next(number for number, each in enumerate(stops) if each.section == section)


def place_of(stops: Sequence[Stop], key: str) -> int:
    """Where the stop with this key, or the task with this id, stands; -1 for none."""
    for number, each in enumerate(stops):
        if key and (each.key == key or any(task.id == key for task in each.tasks)):
            return number
    return -1


def count_words(stops: Sequence[Stop], at: int) -> str:
    """ "3 / 12" within the section; "" where the section has one stop."""
    own = [number for number, each in enumerate(stops) if each.section == stops[at].section]
    if len(own) < 2:
        return ""
    return _("{at} / {total}", at=own.index(at) + 1, total=len(own))
