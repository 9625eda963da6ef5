"""From one cycle into the next: what was decided to go on becomes drafts there, each knowing what it goes on from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.findings import Finding, Link
from app.domain.goal_results import day_of_reading
from app.domain.goals import Goal, goal_code
from app.domain.keys import new_key
from app.domain.monitoring import IndicatorReading, ReviewItem
from app.domain.review import AMENDMENT, CARRIED
from app.domain.sites import Cycle
from app.domain.solutions import Solution, solution_code
from app.domain.tasks import Task
from app.services.numbering import next_number
from app.storage.unit import Unit
from app.wording import _


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOver:
    """The records of a cycle that go along into the next one, as they stand in their own cycle, with the decision."""

    goals: tuple[Goal, ...] = ()
    tasks: tuple[Task, ...] = ()
    solutions: tuple[Solution, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.goals or self.tasks or self.solutions)


def what_goes_along(unit: Unit, cycle_id: str) -> CarriedOver:
    """What the review of a cycle decided to go on with: carried as it is, or amended."""
    ids = set(_decided(unit, cycle_id))
    return CarriedOver(
        goals=tuple(_in_order(each for each in unit.goals.all(cycle_id=cycle_id) if each.id in ids)),
        tasks=tuple(sorted((each for each in unit.tasks.all(cycle_id=cycle_id) if each.id in ids), key=_task_number)),
        solutions=tuple(
            sorted(
                (each for each in unit.solutions.all(cycle_id=cycle_id) if each.id in ids),
                key=lambda each: each.number,
            )
        ),
    )


def _in_order(goals: Iterable[Goal]) -> list[Goal]:
    return sorted(goals, key=lambda each: each.number)


def _task_number(task: Task) -> int:
    return task.number


def _decided(unit: Unit, cycle_id: str) -> dict[str, ReviewItem]:
    items = unit.review_items.all(cycle_id=cycle_id, kind=AMENDMENT)
    return {each.about_id: each for each in items if each.decision in CARRIED}


def carry_over(unit: Unit, last: Cycle, cycle: Cycle) -> CarriedOver:
    """Makes the drafts in the new cycle, and the links among them; gives what was carried."""
    along, decided = what_goes_along(unit, last.id), _decided(unit, last.id)
    made: dict[str, str] = {}
    for number, goal in enumerate(along.goals, next_number(unit, "goals", cycle.id)):
        made[goal.id] = unit.goals.keep(_goal(unit, goal, last, cycle, number, decided[goal.id])).id
    for number, task in enumerate(along.tasks, next_number(unit, "tasks", cycle.id)):
        made[task.id] = unit.tasks.keep(_task(task, last, cycle, number, decided[task.id])).id
    for number, solution in enumerate(along.solutions, next_number(unit, "solutions", cycle.id)):
        made[solution.id] = unit.solutions.keep(_solution(solution, last, cycle, number, decided[solution.id])).id
    _carry_links(unit, made)
    return along


def _goal(unit: Unit, goal: Goal, last: Cycle, cycle: Cycle, number: int, item: ReviewItem) -> Goal:
    """A draft whose baseline is the last reading; without one it has none, and says so."""
    draft = replace(
        goal,
        id=new_key(),
        cycle_id=cycle.id,
        number=number,
        due_on=goal.due_on if goal.due_on and goal.due_on > cycle.starts_on else None,
        justification=_amended(goal.justification, item),
        investment=None,
        running_cost=None,
        previous_id=goal.id,
    )
    reading = _last_reading(unit, goal.id)
    if reading is None:
        source = _("Chưa đo lần nào trong {cycle}.", cycle=last.name)
        return _with_baseline(draft, IndicatorReading(id="", goal_id=goal.id), source)
    told = _("Lần đo cuối của {code}, {cycle}.", code=goal_code(goal), cycle=last.name)
    return _with_baseline(draft, reading, f"{told} {reading.source}".strip())


def _with_baseline(goal: Goal, reading: IndicatorReading, source: str) -> Goal:
    return replace(
        goal,
        baseline=reading.value,
        baseline_on=(reading.read_on or reading.planned_on) if reading.value is not None else None,
        baseline_source=source,
        baseline_uncertainty=reading.expanded_uncertainty,
        baseline_factor=reading.coverage_factor,
        baseline_k=reading.k,
        baseline_n=reading.n,
    )


def _last_reading(unit: Unit, goal_id: str) -> IndicatorReading | None:
    read = [each for each in unit.indicator_readings.all(goal_id=goal_id) if each.value is not None]
    return max(read, key=day_of_reading, default=None)


def _task(task: Task, last: Cycle, cycle: Cycle, number: int, item: ReviewItem) -> Task:
    """A draft with fresh dates; how far it came before stands in its note."""
    came = _("Tiếp từ {cycle}, đã làm {percent} %.", cycle=last.name, percent=task.percent)
    return Task(
        id=new_key(),
        cycle_id=cycle.id,
        number=number,
        kind=task.kind,
        title=task.title,
        detail=_amended(task.detail, item),
        owner=task.owner,
        partner=task.partner,
        effort=task.effort,
        result=task.result,
        note=f"{came} {task.note}".strip(),
        previous_id=task.id,
    )


def _solution(solution: Solution, last: Cycle, cycle: Cycle, number: int, item: ReviewItem) -> Solution:
    came = _("Tiếp từ {code}, {cycle}.", code=solution_code(solution), cycle=last.name)
    return replace(
        solution,
        id=new_key(),
        cycle_id=cycle.id,
        number=number,
        detail=_amended(solution.detail, item),
        note=f"{came} {solution.note}".strip(),
    )


def _amended(words: str, item: ReviewItem) -> str:
    """The words with what the review decided to change about them."""
    if item.decision != "amend":
        return words
    change = _("Điều chỉnh theo rà soát: {words} (lý do: {reason}).", words=item.words, reason=item.reason)
    return f"{words}\n{change}".strip()


def _carry_links(unit: Unit, made: Mapping[str, str]) -> None:
    """The links whose two ends both went along."""
    links = [
        each
        for kind, other in (("tasks", "goals"), ("tasks", "tasks"), ("solutions", "tasks"))
        for each in unit.links.all(from_kind=kind, to_kind=other)
        if each.from_id in made and each.to_id in made
    ]
    unit.links.keep_all(
        replace(each, id=new_key(), from_id=made[each.from_id], to_id=made[each.to_id]) for each in links
    )


def link_carried(unit: Unit, finding: Finding, before: Finding | None) -> None:
    """Links a finding of this cycle to the drafts that go on from goals and tasks of the same finding before."""
    if before is None:
        return
    drafts: tuple[tuple[str, Iterable[Goal | Task]], ...] = (
        ("goals", unit.goals.all(cycle_id=finding.cycle_id)),
        ("tasks", unit.tasks.all(cycle_id=finding.cycle_id)),
    )
    for kind, records in drafts:
        answered = {each.from_id for each in unit.links.all(from_kind=kind, to_kind="findings", to_id=before.id)}
        linked = {each.from_id for each in unit.links.all(from_kind=kind, to_kind="findings", to_id=finding.id)}
        unit.links.keep_all(
            Link(id=new_key(), from_kind=kind, from_id=each.id, to_kind="findings", to_id=finding.id)
            for each in records
            if each.previous_id in answered and each.id not in linked
        )
