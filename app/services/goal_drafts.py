"""What is proposed for a goal beyond its indicator: who, until when, how often it is read, and the effect it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.effect_fields import is_money
from app.domain.effects import Effect
from app.domain.findings import Finding
from app.domain.goals import Goal, goal_code
from app.domain.indicators import MILLIONS
from app.formats import add_months
from app.services.effects import new_effect
from app.services.plans import plan_of
from app.storage.unit import Unit
from app.wording import _

MONTHS_TO_MEND: Mapping[str, int] = {"high": 3, "medium": 6, "low": 12}
"""By severity of the finding; a proposal of the program, to be changed freely."""
READ_EVERY = (12, 6, 3, 1)
"""Months between two readings that are proposed: the longest that gives three readings until the goal is due."""
LEAST_READINGS = 3
KIND_OF_SUBJECT: Mapping[int, str] = {
    3: "integration",
    4: "integration",
    6: "environmental",
    8: "integration",
    9: "economic",
}
"""Methods, traceability and comparisons bring recognition; environment and safety the third kind; all others, law and
people first, the social kind. A proposal of the program."""


def completed(unit: Unit, goal: Goal, finding: Finding, as_of: date) -> Goal:
    """The draft with owner, day and reading interval proposed where the finding leaves them open."""
    due = goal.due_on or _proposed_day(unit, goal.cycle_id, finding, as_of)
    owner = goal.owner or _only_owner(unit, finding)
    return replace(goal, owner=owner, due_on=due, measured_every=goal.measured_every or read_every(as_of, due))


def read_every(start: date, due: date) -> int:
    """Months between two readings of the indicator."""
    return next((each for each in READ_EVERY if add_months(start, LEAST_READINGS * each) <= due), READ_EVERY[-1])


def _proposed_day(unit: Unit, cycle_id: str, finding: Finding, as_of: date) -> date:
    day = add_months(as_of, MONTHS_TO_MEND.get(finding.severity, 12))
    ends = plan_of(unit, cycle_id).ends_on
    return min(day, ends) if ends and ends > as_of else day


def _only_owner(unit: Unit, finding: Finding) -> str:
    """Who answers for the instruments the finding is about, where that is one person."""
    links = unit.links.all(from_kind="findings", from_id=finding.id, to_kind="instruments")
    found = {instrument.owner for each in links if (instrument := unit.instruments.find(each.to_id)) is not None}
    return found.pop() if len(found) == 1 else ""


def effect_kind_of(goal: Goal, findings: Sequence[Finding]) -> str:
    """The kind of effect a goal has first: economic where its indicator is money, else by the subject it mends."""
    if is_money(goal.unit):
        return "economic"
    return KIND_OF_SUBJECT.get(findings[0].subject, "social") if findings else "social"


def add_effect_of(unit: Unit, goal_id: str) -> Effect:
    """A new effect of this goal, its kind proposed. Where the indicator itself is money a year, what the goal saves is
    its figure: from baseline to target, the baseline's U either way."""
    goal = unit.goals.get(goal_id)
    linked = unit.links.all(from_kind="goals", from_id=goal_id, to_kind="findings")
    findings = [each for link in linked if (each := unit.findings.find(link.to_id)) is not None]
    made = new_effect(unit, goal.cycle_id, effect_kind_of(goal, findings), goal.title, goal_id)
    if not is_money(goal.unit) or goal.baseline is None or goal.target is None or goal.baseline <= goal.target:
        return made
    saved = goal.baseline - goal.target
    spread = goal.baseline_uncertainty
    return unit.effects.keep(
        replace(
            made,
            unit=_(MILLIONS),
            expected=saved,
            expected_low=None if spread is None else max(Decimal(0), saved - spread),
            expected_high=None if spread is None else saved + spread,
            basis=_("{code}: giá trị hiện tại trừ giá trị cần đạt.", code=goal_code(goal)),
        )
    )
