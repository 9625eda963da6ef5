"""Step 4: tasks made from goals and their findings, with owner, dates, order and result; linked both ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.errors import UserError
from app.domain.findings import Finding, Link
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.solutions import Solution
from app.domain.task_checks import Problem, TaskPlan, task_problems, task_state
from app.domain.task_fields import demand_order, read_task_field
from app.domain.task_order import ring_with
from app.domain.tasks import Task, task_code
from app.formats import nfc
from app.services.locks import demand_open
from app.services.numbering import next_number
from app.services.task_plan import findings_of_tasks, linked, task_plan, tasks_of_cycle
from app.storage.unit import Unit
from app.wording import _

STEP = 4
LINKED_TO = ("goals", "findings")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task with what it hangs together with. waits_for: tasks that come before it; awaited_by: those that wait for
    it. problems: the gravest first. state: ok, warn or bad."""

    task: Task
    goals: tuple[Goal, ...] = ()
    findings: tuple[Finding, ...] = ()
    waits_for: tuple[Task, ...] = ()
    awaited_by: tuple[Task, ...] = ()
    solutions: tuple[Solution, ...] = ()
    problems: tuple[Problem, ...] = ()
    state: str = "ok"


def task_rows(unit: Unit, cycle_id: str, plan: TaskPlan | None = None) -> list[TaskRow]:
    """The tasks of a cycle in the order of their numbers. plan: where it was read already."""
    plan = plan or task_plan(unit, cycle_id)
    problems = task_problems(plan)
    findings = findings_of_tasks(unit, cycle_id)
    by_id = {each.id: each for each in plan.tasks}
    awaited: dict[str, list[Task]] = {}
    for task in plan.tasks:
        for before in plan.waits_for.get(task.id, ()):
            awaited.setdefault(before, []).append(task)
    solutions: dict[str, list[Solution]] = {}
    served = linked(unit, "solutions", "tasks", plan.tasks)
    for solution in sorted(unit.solutions.all(cycle_id=cycle_id), key=lambda each: each.number):
        for task in served.get(solution.id, ()):
            solutions.setdefault(task.id, []).append(solution)
    return [
        TaskRow(
            task=each,
            goals=tuple(plan.goals_of.get(each.id, ())),
            findings=tuple(findings.get(each.id, ())),
            waits_for=tuple(by_id[key] for key in plan.waits_for.get(each.id, ())),
            awaited_by=tuple(awaited.get(each.id, ())),
            solutions=tuple(solutions.get(each.id, ())),
            problems=problems.get(each.id, ()),
            state=task_state(problems.get(each.id, ())),
        )
        for each in plan.tasks
    ]


def new_task(
    unit: Unit,
    cycle_id: str,
    title: str,
    *,
    goals: Iterable[str] = (),
    findings: Iterable[str] = (),
    **given: Any,
) -> Task:
    """A task of one's own. given: further fields, texts read as typed, other values kept as they are."""
    task = Task(id=new_key(), cycle_id=cycle_id, number=0, kind="documents", title=nfc(title).strip())
    for field, value in given.items():
        read = isinstance(value, str) and field != "previous_id"
        task = replace(task, **(read_task_field(task, field, value) if read else {field: value}))
    return keep_task(unit, task, goals, findings)


def keep_task(unit: Unit, task: Task, goals: Iterable[str] = (), findings: Iterable[str] = ()) -> Task:
    """Keeps a task, gives it its NV number, and links it to these goals and findings (ids) too."""
    if not task.title.strip():
        raise UserError(_("Nhiệm vụ cần một tên nói rõ việc phải làm."))
    demand_open(unit, task.cycle_id, STEP)
    demand_order(task.starts_on, task.ends_on)
    kept = unit.tasks.keep(replace(task, number=task.number or next_number(unit, "tasks", task.cycle_id)))
    _link(unit, kept.id, "goals", goals)
    _link(unit, kept.id, "findings", findings)
    return kept


def edit_task(unit: Unit, task_id: str, field: str, text: str) -> Task:
    """Sets one field of the plan as typed."""
    task = open_task(unit, task_id)
    return unit.tasks.keep(replace(task, **read_task_field(task, field, text)))


def edit_tasks(unit: Unit, task_ids: Sequence[str], field: str, text: str) -> list[Task]:
    """Sets one field of several tasks; UserError names the task for which it cannot be, and none is changed."""
    edited = []
    for task in [open_task(unit, each) for each in task_ids]:
        try:
            edited.append(replace(task, **read_task_field(task, field, text)))
        except UserError as refusal:
            raise UserError(_("{code}: {trouble}", code=task_code(task), trouble=str(refusal))) from None
    unit.tasks.keep_all(edited)
    return edited


def move_task(unit: Unit, task_id: str, starts_on: date | None, ends_on: date | None) -> Task:
    """Sets both days at once, as a bar that is drawn or shifted."""
    task = open_task(unit, task_id)
    demand_order(starts_on, ends_on)
    return unit.tasks.keep(replace(task, starts_on=starts_on, ends_on=ends_on))


def link_task(unit: Unit, task_id: str, to_kind: str, to_id: str) -> None:
    """Links a task to a goal or to a finding (to_kind "goals" or "findings")."""
    open_task(unit, task_id)
    _link(unit, task_id, to_kind, [to_id])


def unlink_task(unit: Unit, task_id: str, to_kind: str, to_id: str) -> None:
    open_task(unit, task_id)
    for link in unit.links.all(from_kind="tasks", from_id=task_id, to_kind=to_kind, to_id=to_id):
        unit.links.retire(link.id)


def set_waits_for(unit: Unit, task_id: str, before_ids: Iterable[str]) -> None:
    """Lets a task wait for these and no others; a ring of waiting is refused, with the tasks in it."""
    task = open_task(unit, task_id)
    wanted = list(dict.fromkeys(before_ids))
    tasks = tasks_of_cycle(unit, task.cycle_id)
    by_id = {each.id: each for each in tasks}
    waits_for = {key: [each.id for each in own] for key, own in linked(unit, "tasks", "tasks", tasks).items()}
    waits_for[task_id] = []
    for each in wanted:
        _demand_no_ring(ring_with(waits_for, task_id, each), by_id)
        waits_for[task_id].append(each)
    kept = {each.to_id: each.id for each in unit.links.all(from_kind="tasks", from_id=task_id, to_kind="tasks")}
    for before, link_id in kept.items():
        if before not in wanted:
            unit.links.retire(link_id)
    _link(unit, task_id, "tasks", wanted)


def _demand_no_ring(ring: Sequence[str], by_id: dict[str, Task]) -> None:
    if not ring:
        return
    codes = [task_code(by_id[each]) for each in ring]
    if len(codes) == 2:
        raise UserError(_("{code} không thể chờ chính nó.", code=codes[0]))
    raise UserError(
        _("Các nhiệm vụ sẽ chờ nhau thành vòng: {ring}. Bỏ một mối chờ trong vòng này trước.", ring=" → ".join(codes))
    )


def retire_task(unit: Unit, task_id: str, reason: str) -> None:
    """Withdraws a task with its links and its lines of funding; its number is not used again."""
    if not reason.strip():
        raise UserError(_("Nêu lý do bỏ nhiệm vụ này."))
    open_task(unit, task_id)
    unit.tasks.retire(task_id, reason.strip())
    for link in (*unit.links.all(from_id=task_id), *unit.links.all(to_id=task_id)):
        unit.links.retire(link.id)
    for item in unit.funding.all(of_kind="tasks", of_id=task_id):
        unit.funding.retire(item.id, reason.strip())


def open_task(unit: Unit, task_id: str) -> Task:
    """The task, if its step may still be changed."""
    task = unit.tasks.get(task_id)
    demand_open(unit, task.cycle_id, STEP)
    return task


def _link(unit: Unit, task_id: str, to_kind: str, to_ids: Iterable[str]) -> None:
    there = {each.to_id for each in unit.links.all(from_kind="tasks", from_id=task_id, to_kind=to_kind)}
    new = [each for each in dict.fromkeys(to_ids) if each not in there]
    unit.links.keep_all(
        Link(id=new_key(), from_kind="tasks", from_id=task_id, to_kind=to_kind, to_id=each) for each in new
    )
