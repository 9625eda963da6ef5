"""Step 4: the tasks as a schedule, and moving them in it; one deed each, as long as the step is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from app.domain.errors import UserError
from app.domain.goals import Goal
from app.domain.schedule import Clash, Planned, Schedule, clashes, schedule, shifted
from app.domain.task_checks import TaskPlan, planned
from app.domain.tasks import Task, task_code
from app.domain.workload import OwnerLoad, loads
from app.formats import show_date
from app.services.locks import demand_open
from app.services.task_plan import task_plan
from app.storage.unit import Unit
from app.wording import _

STEP = 4


@dataclass(frozen=True, kw_only=True)
class ScheduleView:
    """plan: the tasks, linked; found: their schedule; loads: of their owners. A stopped task is in plan alone."""

    plan: TaskPlan
    found: Schedule
    loads: tuple[OwnerLoad, ...] = ()

    @property
    def capacity(self) -> Decimal:
        return self.plan.days_a_week

    @cached_property
    def codes(self) -> Mapping[str, str]:
        return {each.id: task_code(each) for each in self.plan.tasks}

    @cached_property
    def clashes_of(self) -> Mapping[str, tuple[Clash, ...]]:
        of_task: dict[str, list[Clash]] = {}
        for each in self.found.clashes:
            of_task.setdefault(each.task_id, []).append(each)
        return {id: tuple(own) for id, own in of_task.items()}

    def goals_of(self, task: Task) -> tuple[Goal, ...]:
        return tuple(self.plan.goals_of.get(task.id, ()))

    def waits_for(self, task: Task) -> tuple[str, ...]:
        return tuple(each for each in self.plan.waits_for.get(task.id, ()) if each in self.codes)


def schedule_view(unit: Unit, cycle_id: str) -> ScheduleView:
    plan = task_plan(unit, cycle_id)
    tasks = planned(plan)
    return ScheduleView(plan=plan, found=schedule(tasks), loads=tuple(loads(tasks)))


def move_task(unit: Unit, task_id: str, days: int, *, with_followers: bool = False) -> tuple[Clash, ...]:
    """Puts a task off by days (forward below zero), and those that wait for it by as many where wanted.

    What then contradicts a goal or a dependency comes back, to be pointed out; it is not refused. UserError when the
    task has no dates or its step is closed.
    """
    task = _open_task(unit, task_id)
    if not (task.starts_on and task.ends_on):
        raise _undated(task)
    tasks = planned(task_plan(unit, task.cycle_id))
    moved = shifted(tasks, task_id, days, with_followers=with_followers)
    moved = moved or {task_id: (task.starts_on + timedelta(days=days), task.ends_on + timedelta(days=days))}
    return _keep(unit, tasks, moved)


def stretch_task(unit: Unit, task_id: str, *, start: int = 0, end: int = 0) -> tuple[Clash, ...]:
    """Moves the first and the last day of a task by so many days; one day long it stays at least."""
    task = _open_task(unit, task_id)
    if not (task.starts_on and task.ends_on):
        raise _undated(task)
    first, last = task.starts_on + timedelta(days=start), task.ends_on + timedelta(days=end)
    if first > last:
        raise UserError(
            _("{code} phải kéo dài ít nhất một ngày: ngày kết thúc không thể trước ngày bắt đầu.", code=task_code(task))
        )
    return _keep(unit, planned(task_plan(unit, task.cycle_id)), {task_id: (first, last)})


def plan_task(unit: Unit, task_id: str, first: date, last: date) -> tuple[Clash, ...]:
    """Gives a task both its days, as when a bar is drawn for one that had none."""
    task = _open_task(unit, task_id)
    return _keep(unit, planned(task_plan(unit, task.cycle_id)), {task_id: (min(first, last), max(first, last))})


def _keep(unit: Unit, tasks: Sequence[Planned], moved: Mapping[str, tuple[date, date]]) -> tuple[Clash, ...]:
    """Keeps the new days; the contradictions of what was moved, and of what waits for it."""
    unit.tasks.keep_all(
        replace(unit.tasks.get(id), starts_on=first, ends_on=last) for id, (first, last) in moved.items()
    )
    now = [
        replace(each, first=moved[each.id][0], last=moved[each.id][1]) if each.id in moved else each for each in tasks
    ]
    return tuple(each for each in clashes(now) if each.task_id in moved or each.other_id in moved)


def clash_words(view: ScheduleView, clash: Clash) -> str:
    """A contradiction as a sentence."""
    code = view.codes[clash.task_id]
    match clash.kind:
        case "waits":
            other = view.codes[clash.other_id]
            return _(
                "{code} bắt đầu khi {other} mà nó chờ chưa xong: chồng {n} ngày.", code=code, other=other, n=clash.days
            )
        case "goal":
            due = next(each.due_on for each in view.found.tasks if each.id == clash.task_id)
            return _(
                "{code} kết thúc sau hạn của mục tiêu ({due}) {n} ngày.", code=code, due=show_date(due), n=clash.days
            )
        case _:
            return _("{code} kết thúc trước khi bắt đầu.", code=code)


def _open_task(unit: Unit, task_id: str) -> Task:
    task = unit.tasks.get(task_id)
    demand_open(unit, task.cycle_id, STEP)
    return task


def _undated(task: Task) -> UserError:
    return UserError(
        _("{code} chưa có ngày bắt đầu và ngày kết thúc. Đặt cả hai ngày trước khi dời.", code=task_code(task))
    )
