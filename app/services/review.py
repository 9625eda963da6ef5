"""Step 10: each open goal, task, finding and solution is decided, lessons are kept, and the next version is opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from app.domain.closed_findings import closing_of
from app.domain.errors import UserError
from app.domain.findings import Finding, finding_code, stands
from app.domain.goals import goal_code
from app.domain.keys import new_key
from app.domain.monitoring import ReviewItem
from app.domain.outcomes import OUTCOME_STATES, OUTCOMES
from app.domain.programme import APPROVED
from app.domain.proposals import SEVERITY_STATES, SEVERITY_WORDS
from app.domain.review import (
    AMENDMENT,
    LESSON,
    OPEN_KINDS,
    STEP,
    OpenMatter,
    Review,
    amendment_reason,
    demand_decision,
    one_text,
)
from app.domain.solutions import solution_code
from app.domain.task_results import DONE, DONE_LATE, TASK_RESULT_STATES, TASK_RESULT_WORDS, outcome_of_task
from app.domain.tasks import Task, task_code
from app.services.effect_report import results_of
from app.services.locks import demand_open
from app.services.numbering import next_number
from app.services.versions import open_new_version
from app.storage.unit import Unit
from app.wording import _

ACHIEVED = ("reached", "there")
"""What became of a goal that needs no decision."""


def review_of(unit: Unit, cycle_id: str, as_of: date) -> Review:
    """What is open as of a day, with what was decided about it, then the goals that were reached; and the lessons."""
    items = sorted(unit.review_items.all(cycle_id=cycle_id), key=lambda each: each.number)
    decided = {(each.about_kind, each.about_id): each for each in items if each.kind == AMENDMENT}
    matters = [
        replace(each, item=decided.get((each.kind, each.id)))
        for each in (*_goals(unit, cycle_id), *_tasks(unit, cycle_id, as_of), *_others(unit, cycle_id, as_of))
    ]
    matters.sort(key=lambda each: each.settled)
    return Review(matters=tuple(matters), lessons=tuple(each for each in items if each.kind == LESSON))


def _goals(unit: Unit, cycle_id: str) -> Iterator[OpenMatter]:
    for each in results_of(unit, cycle_id):
        yield OpenMatter(
            kind="goals",
            id=each.goal.id,
            code=goal_code(each.goal),
            title=each.goal.title,
            why=_(OUTCOMES[each.outcome]),
            state=OUTCOME_STATES[each.outcome],
            settled=each.outcome in ACHIEVED,
        )


def _tasks(unit: Unit, cycle_id: str, as_of: date) -> Iterator[OpenMatter]:
    for each in sorted(unit.tasks.all(cycle_id=cycle_id), key=lambda task: task.number):
        outcome = outcome_of_task(each, as_of)
        if outcome not in (DONE, DONE_LATE):
            yield OpenMatter(
                kind="tasks",
                id=each.id,
                code=task_code(each),
                title=each.title,
                why=_("{words}, {percent} %", words=_(TASK_RESULT_WORDS[outcome]), percent=each.percent),
                state=TASK_RESULT_STATES[outcome],
            )


def _others(unit: Unit, cycle_id: str, as_of: date) -> Iterator[OpenMatter]:
    """Findings that their tasks have not settled, and solutions that serve a task that is not done."""
    tasks = {each.id: each for each in unit.tasks.all(cycle_id=cycle_id)}
    by_finding, by_solution = _tasks_of(unit, tasks)
    findings = sorted(filter(stands, unit.findings.all(cycle_id=cycle_id)), key=lambda each: each.number)
    for finding in findings:
        closing = closing_of(finding, by_finding.get(finding.id, []), as_of)
        if not closing.is_closed:
            yield _open_finding(finding, closing.tasks)
    for solution in sorted(unit.solutions.all(cycle_id=cycle_id), key=lambda each: each.number):
        served = by_solution.get(solution.id, [])
        waiting = [task_code(each) for each in served if each.state != "done"]
        if waiting or not served:
            codes = ", ".join(waiting)
            yield OpenMatter(
                kind="solutions",
                id=solution.id,
                code=solution_code(solution),
                title=solution.title,
                why=_("phục vụ {codes}, chưa xong", codes=codes) if waiting else _("chưa nối với nhiệm vụ nào"),
                state="part" if waiting else "warn",
            )


def _open_finding(finding: Finding, tasks: int) -> OpenMatter:
    severity = _(SEVERITY_WORDS[finding.severity])
    how = _("chưa khắc phục xong") if tasks else _("chưa có nhiệm vụ nào khắc phục")
    return OpenMatter(
        kind="findings",
        id=finding.id,
        code=finding_code(finding),
        title=finding.title,
        why=_("{severity}, {how}", severity=severity, how=how),
        state=SEVERITY_STATES[finding.severity],
    )


def _tasks_of(unit: Unit, tasks: Mapping[str, Task]) -> tuple[dict[str, list[Task]], dict[str, list[Task]]]:
    """The tasks for each finding, and those each solution serves, by id."""
    by_finding: dict[str, list[Task]] = {}
    by_solution: dict[str, list[Task]] = {}
    for link in unit.links.all(from_kind="tasks", to_kind="findings"):
        if link.from_id in tasks:
            by_finding.setdefault(link.to_id, []).append(tasks[link.from_id])
    for link in unit.links.all(from_kind="solutions", to_kind="tasks"):
        if link.to_id in tasks:
            by_solution.setdefault(link.from_id, []).append(tasks[link.to_id])
    return by_finding, by_solution


# ---- deeds


def decide(
    unit: Unit, cycle_id: str, kind: str, id: str, decision: str, *, words: str = "", reason: str = ""
) -> ReviewItem:
    """Decides about an open record; deciding again replaces the decision and keeps its CT number."""
    demand_open(unit, cycle_id, STEP)
    words, reason = one_text(words), one_text(reason)
    demand_decision(_code(unit, kind, id), decision, words, reason)
    kept = _kept(unit, cycle_id, kind, id)
    if kept is not None:
        return unit.review_items.keep(replace(kept, decision=decision, words=words, reason=reason))
    return unit.review_items.keep(
        ReviewItem(
            id=new_key(),
            cycle_id=cycle_id,
            number=next_number(unit, "review_items", cycle_id),
            kind=AMENDMENT,
            words=words,
            about_kind=kind,
            about_id=id,
            decision=decision,
            reason=reason,
        )
    )


def undecide(unit: Unit, cycle_id: str, kind: str, id: str) -> None:
    """Takes a decision back; its number is not used again."""
    demand_open(unit, cycle_id, STEP)
    kept = _kept(unit, cycle_id, kind, id)
    if kept is not None:
        unit.review_items.retire(kept.id)


def _kept(unit: Unit, cycle_id: str, kind: str, id: str) -> ReviewItem | None:
    found = unit.review_items.all(cycle_id=cycle_id, kind=AMENDMENT, about_kind=kind, about_id=id)
    return found[0] if found else None


def _code(unit: Unit, kind: str, id: str) -> str:
    match kind:
        case "goals":
            return goal_code(unit.goals.get(id))
        case "tasks":
            return task_code(unit.tasks.get(id))
        case "findings":
            return finding_code(unit.findings.get(id))
        case "solutions":
            return solution_code(unit.solutions.get(id))
    raise KeyError(f"{kind} is none of {', '.join(OPEN_KINDS)}")


def add_lesson(unit: Unit, cycle_id: str, words: str) -> ReviewItem:
    demand_open(unit, cycle_id, STEP)
    if not one_text(words):
        raise UserError(_("Ghi bài học rút ra."))
    number = next_number(unit, "review_items", cycle_id)
    made = ReviewItem(id=new_key(), cycle_id=cycle_id, number=number, kind=LESSON, words=one_text(words))
    return unit.review_items.keep(made)


def edit_lesson(unit: Unit, item_id: str, words: str) -> None:
    """Changes the words of a lesson; blank words take the lesson away."""
    item = unit.review_items.get(item_id)
    demand_open(unit, item.cycle_id, STEP)
    if one_text(words):
        unit.review_items.keep(replace(item, words=one_text(words)))
    else:
        unit.review_items.retire(item_id)


def open_amended_version(unit: Unit, cycle_id: str, as_of: date) -> str:
    """Opens the next version of this cycle's programme for what is to be amended; gives its reason."""
    amended = review_of(unit, cycle_id, as_of).amended
    if not amended:
        raise UserError(_("Chưa quyết định điều chỉnh mục nào, nên chưa cần bản mới."))
    reason = amendment_reason(amended)
    open_new_version(unit, cycle_id, reason)
    return reason


def may_confirm(unit: Unit, cycle_id: str) -> bool:
    """Whether steps 1 to 9 are approved, so that completion may be confirmed."""
    approved = {each.step for each in unit.steps.all(cycle_id=cycle_id) if each.state == APPROVED}
    return approved >= set(range(1, STEP))
