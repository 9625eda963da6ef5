"""The tasks and the solutions of a cycle with all they hang together with, as the checks of steps 4 and 5 see them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from app.domain.errors import UserError
from app.domain.findings import Finding, stands
from app.domain.goals import Goal
from app.domain.solution_checks import SolutionPlan
from app.domain.solutions import Alternative, FundingItem
from app.domain.task_checks import TaskPlan
from app.domain.tasks import Task
from app.domain.typed_fields import number_of
from app.domain.workload import CAPACITY
from app.services.dossiers import set_setting, setting
from app.services.plans import plan_of
from app.storage.unit import Unit
from app.wording import _

DAYS_A_WEEK = "programme.days_a_week"
"""The setting: how many days of work fit into a week of one person."""

T = TypeVar("T")


def task_plan(unit: Unit, cycle_id: str) -> TaskPlan:
    """The tasks of a cycle in the order of their numbers, linked."""
    tasks = tasks_of_cycle(unit, cycle_id)
    goals = goals_of_cycle(unit, cycle_id)
    plan = plan_of(unit, cycle_id)
    return TaskPlan(
        tasks=tasks,
        goals=goals,
        goals_of=linked(unit, "tasks", "goals", goals),
        findings_of={key: len(found) for key, found in findings_of_tasks(unit, cycle_id).items()},
        waits_for={key: [each.id for each in found] for key, found in linked(unit, "tasks", "tasks", tasks).items()},
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        days_a_week=days_a_week(unit),
    )


def solution_plan(unit: Unit, cycle_id: str) -> SolutionPlan:
    """The solutions of a cycle in the order of their numbers, with tasks, alternatives and funding."""
    solutions = sorted(unit.solutions.all(cycle_id=cycle_id), key=lambda each: each.number)
    tasks = tasks_of_cycle(unit, cycle_id)
    known = {each.id for each in solutions}
    alternatives: dict[str, list[Alternative]] = {}
    for each in sorted(unit.alternatives.all(), key=lambda one: one.place):
        if each.solution_id in known:
            alternatives.setdefault(each.solution_id, []).append(each)
    funding: dict[str, list[FundingItem]] = {}
    for item in sorted(unit.funding.all(cycle_id=cycle_id, of_kind="solutions"), key=lambda one: one.place):
        funding.setdefault(item.of_id, []).append(item)
    return SolutionPlan(
        solutions=solutions,
        tasks=tasks,
        tasks_of=linked(unit, "solutions", "tasks", tasks),
        alternatives_of=alternatives,
        funding_of=funding,
    )


def tasks_of_cycle(unit: Unit, cycle_id: str) -> list[Task]:
    return sorted(unit.tasks.all(cycle_id=cycle_id), key=lambda each: each.number)


def goals_of_cycle(unit: Unit, cycle_id: str) -> list[Goal]:
    return sorted(unit.goals.all(cycle_id=cycle_id), key=lambda each: each.number)


def findings_of_cycle(unit: Unit, cycle_id: str) -> list[Finding]:
    """The findings that stand, in the order of their numbers."""
    found = (each for each in unit.findings.all(cycle_id=cycle_id) if stands(each))
    return sorted(found, key=lambda each: each.number)


def findings_of_tasks(unit: Unit, cycle_id: str) -> dict[str, list[Finding]]:
    """Task id → the findings it answers."""
    return linked(unit, "tasks", "findings", findings_of_cycle(unit, cycle_id))


def linked(unit: Unit, from_kind: str, to_kind: str, ends: Iterable[T]) -> dict[str, list[T]]:
    """Id → the linked records among these, in their order."""
    place = {each.id: (number, each) for number, each in enumerate(ends)}  # type: ignore[attr-defined]
    found: dict[str, dict[int, T]] = {}
    for link in unit.links.all(from_kind=from_kind, to_kind=to_kind):
        if link.to_id in place:
            number, record = place[link.to_id]
            found.setdefault(link.from_id, {})[number] = record
    return {key: [own[number] for number in sorted(own)] for key, own in found.items()}


def days_a_week(unit: Unit) -> Decimal:
    """How many days of work fit into a week of one person: a setting of the dossier, five where it was never set."""
    kept = setting(unit, DAYS_A_WEEK)
    return Decimal(kept) if kept else CAPACITY


def set_days_a_week(unit: Unit, text: str) -> Decimal:
    """Sets the limit from the text as typed; blank takes it back to the usual one."""
    days = number_of(text)
    if days is not None and not 0 < days <= 7:
        raise UserError(_("Một tuần có từ trên 0 đến 7 ngày công. Nhập như 5 hoặc 5,5."))
    set_setting(unit, DAYS_A_WEEK, "" if days is None else str(days))
    return days_a_week(unit)
