"""The gates of steps 4 and 5: the checks of tasks and of solutions, as what is missing and where that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.goals import goal_code
from app.domain.missing import Missing
from app.domain.solution_checks import solution_problems, tasks_without_solution
from app.domain.solutions import solution_code
from app.domain.standing import Standing
from app.domain.task_checks import Problem, goals_without_task, task_problems
from app.domain.tasks import task_code
from app.wording import _

if TYPE_CHECKING:
    from app.domain.gates import Facts


def tasks_gate(facts: Facts, _argument: str) -> Standing:
    """Every goal has a task; every task goals, findings, owner, dates, result, and fits dates and people."""
    plan = facts.task_plan
    if not plan.tasks:
        return Standing(0, 1, (Missing(_("Chưa có nhiệm vụ nào."), "tasks"),))
    problems = task_problems(plan)
    goals = goals_without_task(plan)
    missing = [
        *(Missing(_("{code} chưa có nhiệm vụ", code=goal_code(each)), "tasks", f"goal:{each.id}") for each in goals),
        *(_lacking(task_code(each), problems.get(each.id, ()), "tasks", each.id) for each in plan.tasks),
    ]
    found = tuple(each for each in missing if each is not None)
    total = len(plan.tasks) + len(plan.goals)
    return Standing(total - len(found), total, found)


def solutions_gate(facts: Facts, _argument: str) -> Standing:
    """Every task has a solution or says why it needs none; every solution tasks, owner, means and a chosen way."""
    plan = facts.solution_plan
    if not plan.solutions:
        return Standing(0, 1, (Missing(_("Chưa có giải pháp nào."), "solutions"),))
    problems = solution_problems(plan)
    tasks = tasks_without_solution(plan)
    missing = [
        *(
            Missing(_("{code} chưa có giải pháp", code=task_code(each)), "solutions", f"task:{each.id}")
            for each in tasks
        ),
        *(_lacking(solution_code(each), problems.get(each.id, ()), "solutions", each.id) for each in plan.solutions),
    ]
    found = tuple(each for each in missing if each is not None)
    total = len(plan.tasks) + len(plan.solutions)
    return Standing(total - len(found), total, found)


def _lacking(code: str, problems: Sequence[Problem], page: str, id: str) -> Missing | None:
    stopping = [each.words for each in problems if each.stops]
    if not stopping:
        return None
    return Missing(_("{code} {lacking}", code=code, lacking=", ".join(stopping)), page, id)
