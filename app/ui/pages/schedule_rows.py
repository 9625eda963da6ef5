"""The rows of the schedule: tasks under their goals, owners or kinds, and what a screen reader says of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.goals import Goal, goal_code
from app.domain.schedule import Timed
from app.domain.task_gantt import by_days
from app.domain.tasks import TASK_KINDS, TASK_STATES, Task, task_code
from app.formats import fold, show_date
from app.services.schedule import ScheduleView, clash_words
from app.wording import N_, _

GROUPS = {"goal": N_("Mục tiêu"), "owner": N_("Người phụ trách"), "kind": N_("Loại")}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """due_on: the earliest day of its goals. told: its contradictions in words. timed: None without dates."""

    task: Task
    code: str
    due_on: date | None
    timed: Timed | None
    waits_for: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def is_dated(self) -> bool:
        return self.task.starts_on is not None and self.task.ends_on is not None

    @property
    def is_critical(self) -> bool:
        return self.timed is not None and self.timed.is_critical


@dataclass(frozen=True, slots=True)
class Band:
    """A heading over tasks. due_on: of the goal it names."""

    title: str
    due_on: date | None = None


Line = TaskLine | Band


def lines_of(view: ScheduleView, group: str) -> list[Line]:
    """Every task once, in the order of its days under the heading it belongs to."""
    lines: list[Line] = []
    for band, tasks in _grouped(view, group):
        lines.append(band)
        lines += [_line(view, each) for each in sorted(tasks, key=by_days)]
    return lines


def _grouped(view: ScheduleView, group: str) -> Iterator[tuple[Band, Sequence[Task]]]:
    tasks = view.plan.tasks
    match group:
        case "owner":
            names: dict[str, str] = {}
            for each in tasks:
                names.setdefault(fold(each.owner), each.owner.strip())
            for key in sorted(names, key=lambda each: (not each, each)):
                band = Band(names[key] or _("Chưa có người phụ trách"))
                yield band, [each for each in tasks if fold(each.owner) == key]
        case "kind":
            for key in (*TASK_KINDS, *sorted({each.kind for each in tasks} - TASK_KINDS.keys())):
                found = [each for each in tasks if each.kind == key]
                if found:
                    yield Band(_(TASK_KINDS[key]) if key in TASK_KINDS else key), found
        case _:
            yield from _by_goal(view)


def _by_goal(view: ScheduleView) -> Iterator[tuple[Band, Sequence[Task]]]:
    first = {each.id: goals[0].id if (goals := view.goals_of(each)) else "" for each in view.plan.tasks}
    for goal in view.plan.goals:
        found = [each for each in view.plan.tasks if first[each.id] == goal.id]
        if found:
            yield Band(_goal_words(goal), goal.due_on), found
    loose = [each for each in view.plan.tasks if not first[each.id]]
    if loose:
        yield Band(_("Chưa nối với mục tiêu nào")), loose


def _goal_words(goal: Goal) -> str:
    return _("{code} {title}", code=goal_code(goal), title=goal.title)


def _line(view: ScheduleView, task: Task) -> TaskLine:
    dues = [each.due_on for each in view.goals_of(task) if each.due_on]
    return TaskLine(
        task=task,
        code=task_code(task),
        due_on=min(dues, default=None),
        timed=view.found.timed.get(task.id),
        waits_for=view.waits_for(task),
        told=tuple(clash_words(view, each) for each in view.clashes_of.get(task.id, ())),
    )


def dates(task: Task) -> str:
    if task.starts_on and task.ends_on:
        return f"{show_date(task.starts_on)}–{show_date(task.ends_on)}"
    return _("chưa đặt ngày")


def told(line: TaskLine, codes: Mapping[str, str]) -> str:
    """All that a bar shows, as sentences."""
    task = line.task
    parts = [
        _("{code} {title}", code=line.code, title=task.title),
        dates(task),
        task.owner,
        _("{state}, {percent} %", state=_(TASK_STATES.get(task.state, task.state)), percent=task.percent),
    ]
    if line.timed is not None:
        parts.append(_("trên đường găng") if line.is_critical else _("còn trễ được {n} ngày", n=line.timed.slack))
    if line.waits_for:
        parts.append(_("chờ {codes}", codes=", ".join(codes[each] for each in line.waits_for)))
    return ". ".join([each for each in parts if each] + [each.rstrip(".") for each in line.told]) + "."
