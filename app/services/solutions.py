"""Step 5: ways to do the tasks; the alternatives weighed against each other, and the one that is chosen, with why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from app.domain.errors import UserError
from app.domain.findings import Link
from app.domain.funding import NO_COST, Cost, cost_of_items
from app.domain.keys import new_key
from app.domain.solution_checks import SolutionPlan, solution_problems, solution_state
from app.domain.solution_fields import read_alternative_field, read_solution_field
from app.domain.solutions import SOLUTION_KINDS, Alternative, FundingItem, Solution
from app.domain.task_checks import Problem
from app.domain.tasks import Task
from app.formats import nfc
from app.services.locks import demand_open
from app.services.numbering import next_number
from app.services.task_plan import solution_plan
from app.storage.unit import Unit
from app.wording import _

STEP = 5
KIND_OF_TASK = {"training": "organisation", "calibration": "cooperation", "technology": "cooperation"}
"""The kind of solution a task of this kind usually asks for; organisation for all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionRow:
    """A solution with the tasks it serves, its alternatives and its means. state: ok, warn or bad."""

    solution: Solution
    tasks: tuple[Task, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    funding: tuple[FundingItem, ...] = ()
    cost: Cost = NO_COST
    problems: tuple[Problem, ...] = ()
    state: str = "ok"


def solution_rows(unit: Unit, cycle_id: str, plan: SolutionPlan | None = None) -> list[SolutionRow]:
    """The solutions of a cycle in the order of their numbers. plan: where it was read already."""
    plan = plan or solution_plan(unit, cycle_id)
    problems = solution_problems(plan)
    return [
        SolutionRow(
            solution=each,
            tasks=tuple(plan.tasks_of.get(each.id, ())),
            alternatives=tuple(plan.alternatives_of.get(each.id, ())),
            funding=tuple(plan.funding_of.get(each.id, ())),
            cost=cost_of_items(plan.funding_of.get(each.id, ())),
            problems=problems.get(each.id, ()),
            state=solution_state(problems.get(each.id, ())),
        )
        for each in plan.solutions
    ]


def new_solution(unit: Unit, cycle_id: str, title: str, *, tasks: Iterable[str] = (), **given: Any) -> Solution:
    """A solution for these tasks (ids). given: further fields, texts read as typed."""
    demand_open(unit, cycle_id, STEP)
    solution = Solution(id=new_key(), cycle_id=cycle_id, number=0, kind="organisation", title=nfc(title).strip())
    if not solution.title:
        raise UserError(_("Giải pháp cần một tên nói rõ cách làm."))
    for field, value in given.items():
        solution = replace(solution, **read_solution_field(solution, field, value))
    kept = unit.solutions.keep(replace(solution, number=next_number(unit, "solutions", cycle_id)))
    for each in tasks:
        link_solution(unit, kept.id, each)
    return kept


def draft_solutions(unit: Unit, task_ids: Iterable[str]) -> list[Solution]:
    """A first draft for each task: its name as a way to do it, its owner, the kind such tasks usually ask for."""
    made = []
    for task in [unit.tasks.get(each) for each in task_ids]:
        kind = KIND_OF_TASK.get(task.kind, "organisation")
        title = _("{kind}: {task}", kind=_(SOLUTION_KINDS[kind]), task=task.title)
        made.append(new_solution(unit, task.cycle_id, title, tasks=[task.id], kind=kind, owner=task.owner))
    return made


def edit_solution(unit: Unit, solution_id: str, field: str, text: str) -> Solution:
    solution = open_solution(unit, solution_id)
    return unit.solutions.keep(replace(solution, **read_solution_field(solution, field, text)))


def link_solution(unit: Unit, solution_id: str, task_id: str) -> None:
    """Lets a solution serve this task too."""
    open_solution(unit, solution_id)
    if not unit.links.count(from_kind="solutions", from_id=solution_id, to_kind="tasks", to_id=task_id):
        unit.links.keep(Link(id=new_key(), from_kind="solutions", from_id=solution_id, to_kind="tasks", to_id=task_id))


def unlink_solution(unit: Unit, solution_id: str, task_id: str) -> None:
    open_solution(unit, solution_id)
    for link in unit.links.all(from_kind="solutions", from_id=solution_id, to_kind="tasks", to_id=task_id):
        unit.links.retire(link.id)


def say_no_solution(unit: Unit, task_id: str, reason: str) -> Task:
    """Says why a task needs no solution; a blank reason takes it back."""
    task = unit.tasks.get(task_id)
    demand_open(unit, task.cycle_id, STEP)
    return unit.tasks.keep(replace(task, why_no_solution=nfc(reason).strip()))


def retire_solution(unit: Unit, solution_id: str, reason: str) -> None:
    """Withdraws a solution with its alternatives, funding and links; its number is not used again."""
    if not reason.strip():
        raise UserError(_("Nêu lý do bỏ giải pháp này."))
    open_solution(unit, solution_id)
    unit.solutions.retire(solution_id, reason.strip())
    for alternative in unit.alternatives.all(solution_id=solution_id):
        unit.alternatives.retire(alternative.id, reason.strip())
    for item in unit.funding.all(of_kind="solutions", of_id=solution_id):
        unit.funding.retire(item.id, reason.strip())
    for link in (*unit.links.all(from_id=solution_id), *unit.links.all(to_id=solution_id)):
        unit.links.retire(link.id)


def open_solution(unit: Unit, solution_id: str) -> Solution:
    """The solution, if its step may still be changed."""
    solution = unit.solutions.get(solution_id)
    demand_open(unit, solution.cycle_id, STEP)
    return solution


# ---- alternatives


def add_alternative(unit: Unit, solution_id: str, title: str = "", **given: Any) -> Alternative:
    """One more way to do a solution, with nothing estimated yet. given: further fields, texts read as typed."""
    open_solution(unit, solution_id)
    there = unit.alternatives.all(solution_id=solution_id)
    place = max((each.place for each in there), default=0) + 1
    made = Alternative(
        id=new_key(),
        solution_id=solution_id,
        place=place,
        title=nfc(title).strip() or _("Phương án {number}", number=place),
    )
    for field, value in given.items():
        made = replace(
            made, **(read_alternative_field(made, field, value) if isinstance(value, str) else {field: value})
        )
    return unit.alternatives.keep(made)


def edit_alternative(unit: Unit, alternative_id: str, field: str, text: str) -> Alternative:
    alternative = _open_alternative(unit, alternative_id)
    return unit.alternatives.keep(replace(alternative, **read_alternative_field(alternative, field, text)))


def choose_alternative(unit: Unit, alternative_id: str, reason: str) -> Alternative:
    """Takes one of the alternatives and says why; the one that was taken before is let go."""
    if not reason.strip():
        raise UserError(_("Nêu lý do chọn phương án này."))
    chosen = _open_alternative(unit, alternative_id)
    for each in unit.alternatives.all(solution_id=chosen.solution_id):
        if each.chosen and each.id != chosen.id:
            unit.alternatives.keep(replace(each, chosen=0, reason=""))
    return unit.alternatives.keep(replace(chosen, chosen=1, reason=nfc(reason).strip()))


def retire_alternative(unit: Unit, alternative_id: str) -> None:
    """Takes an alternative out; undo brings it back."""
    _open_alternative(unit, alternative_id)
    unit.alternatives.retire(alternative_id)


def _open_alternative(unit: Unit, alternative_id: str) -> Alternative:
    alternative = unit.alternatives.get(alternative_id)
    open_solution(unit, alternative.solution_id)
    return alternative
