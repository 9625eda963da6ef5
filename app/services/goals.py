"""Step 3: from a finding to a goal with indicator, baseline, target, day and justification, linked both ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.domain.effects import Effect
from app.domain.errors import UserError
from app.domain.feasibility import Doubt, doubts_of
from app.domain.findings import Finding, Link, stands
from app.domain.goal_gaps import Gap, goal_gaps, goal_state, read_goal_field
from app.domain.goals import Goal
from app.domain.indicators import Reading, indicator_of
from app.domain.keys import new_key
from app.domain.programme_papers import ProgrammePlan
from app.domain.solutions import Solution
from app.domain.tasks import Task
from app.formats import nfc
from app.services.analysis import read_all_indicators
from app.services.goal_drafts import completed
from app.services.goal_serving import Serving
from app.services.locks import demand_open
from app.services.numbering import next_number
from app.services.plans import plan_of
from app.services.proposals import goal_and_indicator
from app.storage.unit import Unit
from app.wording import _

STEP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """A goal with the findings it answers, what serves it, what it still lacks, and what speaks against it.

    state: ok, warn or bad; a doubt makes it warn. before: where the goal of the last cycle that it goes on from began.
    """

    goal: Goal
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    state: str
    tasks: tuple[Task, ...] = ()
    solutions: tuple[Solution, ...] = ()
    effects: tuple[Effect, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    before: Decimal | None = None


def goal_rows(unit: Unit, cycle_id: str) -> list[GoalRow]:
    """The goals of a cycle in the order of their numbers."""
    goals = sorted(unit.goals.all(cycle_id=cycle_id), key=lambda each: each.number)
    findings = {each.id: each for each in unit.findings.all(cycle_id=cycle_id) if stands(each)}
    linked: dict[str, list[Finding]] = {}
    for link in unit.links.all(from_kind="goals", to_kind="findings"):
        if link.to_id in findings:
            linked.setdefault(link.from_id, []).append(findings[link.to_id])
    plan, serving = plan_of(unit, cycle_id), Serving(unit, cycle_id)
    return [replace(_row(each, linked.get(each.id, []), plan, serving), before=_before(unit, each)) for each in goals]


def _before(unit: Unit, goal: Goal) -> Decimal | None:
    previous = unit.goals.find(goal.previous_id) if goal.previous_id else None
    return previous.baseline if previous is not None and previous.unit == goal.unit else None


def _row(goal: Goal, findings: list[Finding], plan: ProgrammePlan, serving: Serving) -> GoalRow:
    in_order = tuple(sorted(findings, key=lambda each: each.number))
    state, doubts = goal_state(goal, len(in_order)), doubts_of(goal, plan)
    return GoalRow(
        goal=goal,
        findings=in_order,
        gaps=goal_gaps(goal, len(in_order)),
        state="warn" if doubts and state == "ok" else state,
        tasks=tuple(serving.tasks.get(goal.id, ())),
        solutions=tuple(serving.solutions_of(goal.id)),
        effects=tuple(serving.effects.get(goal.id, ())),
        doubts=doubts,
    )


def baseline(unit: Unit, cycle_id: str, indicator_key: str, as_of: date) -> Reading:
    """What an indicator stands at as of a date, with k, n and source; or the reason why it is not measured."""
    if indicator_of(indicator_key) is None:
        return Reading(indicator_key, None, as_of, reason=_("Chỉ tiêu này không tính từ dữ liệu được."))
    return read_all_indicators(unit, cycle_id, as_of)[indicator_key]


def draft_goal(unit: Unit, finding_id: str, as_of: date) -> Goal:
    """A goal that would answer this finding, not kept yet.

    The title is what the form or the rule names as its goal, else the finding's own; the target is proposed only
    where the law itself asks for it. Owner, day and reading interval are the finding's, or proposed.
    """
    finding = unit.findings.get(finding_id)
    wanted, indicator = goal_and_indicator(unit, finding.cycle_id, finding.origin)
    goal = Goal(
        id=new_key(),
        cycle_id=finding.cycle_id,
        number=0,
        title=wanted or finding.proposal or finding.title,
        owner=finding.owner,
        due_on=finding.due_on,
    )
    goal = completed(unit, goal, finding, as_of)
    return _measured_by(unit, goal, indicator, as_of) if indicator else goal


def _measured_by(unit: Unit, goal: Goal, key: str, as_of: date) -> Goal:
    """The goal with this indicator, its baseline from the data, and the target the law asks for, if any."""
    indicator = indicator_of(key)
    if indicator is None:
        return replace(goal, indicator_key="")
    reading = baseline(unit, goal.cycle_id, key, as_of)
    return replace(
        goal,
        indicator_key=key,
        indicator=_(indicator.name),
        unit=_(indicator.unit),
        baseline=reading.value,
        baseline_on=reading.on if reading.is_measured else None,
        baseline_source=reading.source if reading.is_measured else reading.reason,
        target=indicator.lawful_target if goal.target is None else goal.target,
        baseline_uncertainty=None,
        baseline_factor=None,
        baseline_k=reading.k,
        baseline_n=reading.n,
    )


def keep_goal(unit: Unit, goal: Goal, finding_ids: Iterable[str] = ()) -> Goal:
    """Keeps a goal, gives it its MT number, and links it to the findings it answers (in addition to those it has)."""
    if not goal.title.strip():
        raise UserError(_("Mục tiêu cần một tên nói rõ điều phải đạt."))
    demand_open(unit, goal.cycle_id, STEP)
    number = goal.number or next_number(unit, "goals", goal.cycle_id)
    kept = unit.goals.keep(replace(goal, number=number))
    link_findings(unit, kept.id, finding_ids)
    return kept


def new_goal(unit: Unit, cycle_id: str, title: str) -> Goal:
    """An own goal without a finding yet."""
    return keep_goal(unit, Goal(id=new_key(), cycle_id=cycle_id, number=0, title=nfc(title).strip()))


def link_findings(unit: Unit, goal_id: str, finding_ids: Iterable[str]) -> None:
    """Links a goal to these findings too."""
    _open_goal(unit, goal_id)
    linked = {each.to_id for each in unit.links.all(from_kind="goals", from_id=goal_id, to_kind="findings")}
    new = [each for each in dict.fromkeys(finding_ids) if each not in linked]
    unit.links.keep_all(
        Link(id=new_key(), from_kind="goals", from_id=goal_id, to_kind="findings", to_id=each) for each in new
    )


def unlink_finding(unit: Unit, goal_id: str, finding_id: str) -> None:
    _open_goal(unit, goal_id)
    for link in unit.links.all(from_kind="goals", from_id=goal_id, to_kind="findings", to_id=finding_id):
        unit.links.retire(link.id)


def edit_goal(unit: Unit, goal_id: str, field: str, text: str, as_of: date | None = None) -> Goal:
    """Sets one field as typed. Choosing an indicator brings its unit and, as of a date, its baseline along."""
    goal = _open_goal(unit, goal_id)
    if field == "indicator_key" and text and as_of:
        return unit.goals.keep(_measured_by(unit, goal, text, as_of))
    read = read_goal_field(goal, field, text)
    if field == "baseline" and as_of and read["baseline"] is not None and goal.baseline_on is None:
        read["baseline_on"] = as_of
    return unit.goals.keep(replace(goal, **read))


def renew_baseline(unit: Unit, goal_id: str, as_of: date) -> Goal:
    """Takes the baseline from the data again."""
    goal = _open_goal(unit, goal_id)
    if not goal.indicator_key:
        raise UserError(_("Mục tiêu này không có chỉ tiêu tính từ dữ liệu. Nhập giá trị hiện tại bằng tay."))
    reading = baseline(unit, goal.cycle_id, goal.indicator_key, as_of)
    if not reading.is_measured:
        raise UserError(reading.reason)
    return unit.goals.keep(
        replace(
            goal,
            baseline=reading.value,
            baseline_on=reading.on,
            baseline_source=reading.source,
            baseline_uncertainty=None,
            baseline_factor=None,
            baseline_k=reading.k,
            baseline_n=reading.n,
        )
    )


def retire_goal(unit: Unit, goal_id: str, reason: str) -> None:
    """Withdraws a goal; its number is not used again."""
    if not reason.strip():
        raise UserError(_("Nêu lý do bỏ mục tiêu này."))
    _open_goal(unit, goal_id)
    unit.goals.retire(goal_id, reason.strip())
    for link in (*unit.links.all(from_id=goal_id), *unit.links.all(to_id=goal_id)):
        unit.links.retire(link.id)


def _open_goal(unit: Unit, goal_id: str) -> Goal:
    """The goal, if its step may still be changed."""
    goal = unit.goals.get(goal_id)
    demand_open(unit, goal.cycle_id, STEP)
    return goal


def unanswered_findings(unit: Unit, cycle_id: str) -> list[Finding]:
    """The findings no goal answers yet, the gravest first."""
    answered = {each.to_id for each in unit.links.all(from_kind="goals", to_kind="findings")}
    order: Mapping[str, int] = {"high": 0, "medium": 1, "low": 2}
    found = [each for each in unit.findings.all(cycle_id=cycle_id) if stands(each) and each.id not in answered]
    return sorted(found, key=lambda each: (order.get(each.severity, 3), each.number))
