"""First drafts of tasks from goals and the findings these answer; a person edits them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.findings import Finding
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.task_drafts import USUAL_RESULTS, guessed_kind
from app.domain.tasks import Task
from app.formats import fold, tidy
from app.services.locks import demand_open
from app.services.plans import plan_of
from app.services.task_plan import findings_of_cycle, findings_of_tasks, linked
from app.services.tasks import STEP, keep_task, link_task
from app.storage.unit import Unit
from app.wording import _


@dataclass(frozen=True, slots=True)
class Draft:
    """A task that is not kept yet, with the ids of the findings it would answer."""

    task: Task
    findings: tuple[str, ...]


def drafts_for_goal(unit: Unit, goal_id: str, as_of: date) -> tuple[Draft, ...]:
    """A task for each proposal in the findings of a goal that has no task yet; one alone for a goal without findings.

    Title from the finding's proposal, kind guessed, owner and days from finding and goal, result as such tasks have it.
    """
    goal = unit.goals.get(goal_id)
    findings = linked(unit, "goals", "findings", findings_of_cycle(unit, goal.cycle_id)).get(goal_id, [])
    answered = {each.id for own in findings_of_tasks(unit, goal.cycle_id).values() for each in own}
    begins = _begins(unit, goal, as_of)
    by_title: dict[str, list[Finding]] = {}
    for each in findings:
        if each.id not in answered:
            by_title.setdefault(fold(_title(each)), []).append(each)
    if not findings:
        return (Draft(_draft(goal, None, begins), ()),)
    return tuple(Draft(_draft(goal, own[0], begins), tuple(each.id for each in own)) for own in by_title.values())


def draft_tasks(unit: Unit, goal_ids: Iterable[str], as_of: date) -> list[Task]:
    """Keeps a first draft of the tasks of these goals. A finding that has a task already is not given a second one:
    that task serves the goal, too."""
    kept: list[Task] = []
    for goal_id in goal_ids:
        goal = unit.goals.get(goal_id)
        demand_open(unit, goal.cycle_id, STEP)
        for task in _tasks_there(unit, goal):
            link_task(unit, task, "goals", goal_id)
        for each in drafts_for_goal(unit, goal_id, as_of):
            number = kept[-1].number + 1 if kept else 0  # the history is asked once, not for each task
            kept.append(keep_task(unit, replace(each.task, number=number), [goal_id], each.findings))
    return kept


def _tasks_there(unit: Unit, goal: Goal) -> Sequence[str]:
    """The tasks that answer a finding of this goal already."""
    findings = {
        each.id for each in linked(unit, "goals", "findings", findings_of_cycle(unit, goal.cycle_id)).get(goal.id, [])
    }
    of_tasks = findings_of_tasks(unit, goal.cycle_id)
    return [key for key, own in of_tasks.items() if any(each.id in findings for each in own)]


def _draft(goal: Goal, finding: Finding | None, begins: date) -> Task:
    title = _title(finding) if finding else goal.title
    kind = guessed_kind(title, goal, finding)
    due = _earlier(goal.due_on, finding.due_on if finding else None)
    task = Task(id=new_key(), cycle_id=goal.cycle_id, number=0, kind=kind, title=title)
    return replace(
        task,
        owner=(finding.owner if finding else "") or goal.owner,
        starts_on=begins if due is None or begins <= due else due,
        ends_on=due,
        result=_(USUAL_RESULTS[kind]),
    )


def _title(finding: Finding) -> str:
    return tidy(finding.proposal or finding.title).rstrip(".")


def _begins(unit: Unit, goal: Goal, as_of: date) -> date:
    starts = plan_of(unit, goal.cycle_id).starts_on
    return max(starts, as_of) if starts else as_of


def _earlier(first: date | None, second: date | None) -> date | None:
    known = [each for each in (first, second) if each is not None]
    return min(known, default=None)
