"""What the solutions of a cycle still lack: every task a way or a reason, every solution its means (step 5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.alternatives import chosen_of, differs_from_funding, not_estimated
from app.domain.funding import cost_of_items
from app.domain.solutions import Alternative, FundingItem, Solution
from app.domain.task_checks import Problem
from app.domain.tasks import Task
from app.wording import _


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionPlan:
    """The solutions of a cycle. tasks: all of the cycle. tasks_of: solution id → the tasks it serves; alternatives_of,
    funding_of: solution id → its alternatives in their order, its lines of funding."""

    solutions: Sequence[Solution]
    tasks: Sequence[Task] = ()
    tasks_of: Mapping[str, Sequence[Task]] = field(default_factory=dict)
    alternatives_of: Mapping[str, Sequence[Alternative]] = field(default_factory=dict)
    funding_of: Mapping[str, Sequence[FundingItem]] = field(default_factory=dict)


def solution_problems(plan: SolutionPlan) -> Mapping[str, tuple[Problem, ...]]:
    """What is wrong with each solution, by its id, the gravest first."""
    found = {}
    for each in plan.solutions:
        own = [*_lacking(plan, each), *_weighed(plan, each)]
        if own:
            found[each.id] = tuple(sorted(own, key=lambda problem: not problem.stops))
    return found


def _lacking(plan: SolutionPlan, solution: Solution) -> Iterator[Problem]:
    if not plan.tasks_of.get(solution.id):
        yield Problem(solution.id, "tasks", _("chưa nối với nhiệm vụ nào"))
    if not solution.owner:
        yield Problem(solution.id, "owner", _("thiếu người chủ trì"))
    funding = plan.funding_of.get(solution.id, ())
    if not funding:
        yield Problem(solution.id, "funding", _("chưa có nguồn lực nào"))
    unknown = cost_of_items(funding).unknown
    if unknown:
        yield Problem(solution.id, "funding", _("{n} khoản chưa ước tính", n=unknown), stops=False)


def _weighed(plan: SolutionPlan, solution: Solution) -> Iterator[Problem]:
    alternatives = plan.alternatives_of.get(solution.id, ())
    if not alternatives:
        return
    chosen = chosen_of(alternatives)
    if chosen is None:
        yield Problem(solution.id, "alternatives", _("chưa chọn phương án"))
        return
    blank = not_estimated(chosen)
    if blank:
        words = _("phương án chọn chưa ước tính: {names}", names=", ".join(blank).lower())
        yield Problem(solution.id, "alternatives", words, stops=False)
    funding = plan.funding_of.get(solution.id, ())
    differs = differs_from_funding(chosen, cost_of_items(funding)) if funding else ""
    if differs:
        yield Problem(solution.id, "funding", differs, stops=False)


def tasks_without_solution(plan: SolutionPlan) -> tuple[Task, ...]:
    """The tasks that no solution serves and that do not say why; stopped ones need none."""
    served = {task.id for tasks in plan.tasks_of.values() for task in tasks}
    return tuple(
        each for each in plan.tasks if each.id not in served and not each.why_no_solution and each.state != "stopped"
    )


def solution_state(problems: Sequence[Problem]) -> str:
    """bad: it serves no task; warn: something else lacks or is odd; ok: complete."""
    if any(each.stops and each.field == "tasks" for each in problems):
        return "bad"
    return "warn" if problems else "ok"
