"""The tasks of a dossier as a schedule for papers: under their goals, in the order of their days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.domain.document import Gantt, GanttRow
from app.domain.dossier import Dossier
from app.domain.goals import Goal, goal_code
from app.domain.schedule import Schedule, schedule
from app.domain.task_checks import TaskPlan, planned
from app.domain.tasks import Task, task_code
from app.formats import show_date
from app.wording import _


def plan_of_dossier(dossier: Dossier) -> TaskPlan:
    """The tasks of a dossier in the order of their numbers, with the goals they serve and what they wait for."""
    tasks = sorted(dossier.tasks, key=lambda each: each.number)
    goals = {each.id: each for each in sorted(dossier.goals, key=lambda each: each.number)}
    known = {each.id for each in tasks}
    goals_of: dict[str, list[Goal]] = {}
    waits_for: dict[str, list[str]] = {}
    for link in dossier.links:
        if link.from_kind != "tasks":
            continue
        if link.to_kind == "goals" and link.to_id in goals:
            goals_of.setdefault(link.from_id, []).append(goals[link.to_id])
        elif link.to_kind == "tasks" and link.to_id in known:
            waits_for.setdefault(link.from_id, []).append(link.to_id)
    for served in goals_of.values():
        served.sort(key=lambda each: each.number)
    return TaskPlan(tasks=tasks, goals=tuple(goals.values()), goals_of=goals_of, waits_for=waits_for)


def gantt_of_dossier(dossier: Dossier, title: str, today: date | None = None) -> Gantt:
    """The schedule of a dossier; today: a line there, None for a plan that knows no today."""
    return gantt_of(plan_of_dossier(dossier), title, today)


def gantt_of(plan: TaskPlan, title: str, today: date | None = None) -> Gantt:
    """Each task once, under the first goal it serves; stopped ones are left out."""
    found = schedule(planned(plan))
    codes = {each.id: task_code(each) for each in plan.tasks}
    going = {each.id for each in found.tasks}
    waits = tuple(
        (codes[id], codes[other])
        for id, others in plan.waits_for.items()
        for other in others
        if id in going and other in going
    )
    return Gantt(
        title=title,
        rows=tuple(_rows(plan, found, [each for each in plan.tasks if each.id in going])),
        today=today,
        waits=waits,
        note=critical_words(plan.tasks, found),
        empty=_("Chưa có nhiệm vụ nào được đặt ngày."),
    )


def _rows(plan: TaskPlan, found: Schedule, tasks: Sequence[Task]) -> Iterator[GanttRow]:
    of_goal: dict[str, list[Task]] = {}
    for each in tasks:
        goals = plan.goals_of.get(each.id, ())
        of_goal.setdefault(goals[0].id if goals else "", []).append(each)
    for goal in plan.goals:
        if goal.id in of_goal:
            due = _("đến {day}", day=show_date(goal.due_on)) if goal.due_on else ""
            name = _("{code} {title}", code=goal_code(goal), title=goal.title)
            yield GanttRow("", f"{name} · {due}" if due else name, band=True)
            yield from _of_goal(plan, found, of_goal[goal.id])
    if "" in of_goal:
        yield GanttRow("", _("Chưa nối với mục tiêu nào"), band=True)
        yield from _of_goal(plan, found, of_goal[""])


def _of_goal(plan: TaskPlan, found: Schedule, tasks: Sequence[Task]) -> Iterator[GanttRow]:
    dues = {each.id: each.due_on for each in found.tasks}
    for each in sorted(tasks, key=by_days):
        yield GanttRow(
            task_code(each),
            each.title,
            each.starts_on,
            each.ends_on,
            each.percent,
            each.id in found.critical,
            dues[each.id],
            each.owner,
        )


def by_days(task: Task) -> tuple[date, date, int]:
    """Sorts tasks by their days, those without dates last."""
    return task.starts_on or date.max, task.ends_on or date.max, task.number


def critical_words(tasks: Sequence[Task], found: Schedule) -> str:
    """What a critical path is, and which tasks lie on it; "" where nothing is dated."""
    codes = [task_code(each) for each in sorted(tasks, key=by_days) if each.id in found.critical]
    if not codes or found.ends_on is None:
        return ""
    return _(
        "Đường găng: {codes}. Một trong các nhiệm vụ này chậm thì ngày kết thúc {day} chậm theo.",
        codes=", ".join(codes),
        day=show_date(found.ends_on),
    )
