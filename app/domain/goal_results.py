"""What became of each goal: the baseline as it was frozen, the last reading of its indicator, and the change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.change import Change, Side, change_of
from app.domain.frozen_content import read_content
from app.domain.goals import Goal
from app.domain.indicators import indicator_of
from app.domain.monitoring import IndicatorReading
from app.domain.outcomes import outcome_of
from app.domain.programme_content import day_of, decimal_of
from app.domain.programme_papers import Version
from app.formats import fold

COUNT_UNITS = frozenset(
    {"vu", "lan", "cai", "chiec", "phieu", "su co", "truong hop", "loi", "case", "cases", "times", "pieces", "faults"}
)
"""Units of numbers of cases, without accents: what happens by itself and is counted, a Poisson count."""
BASELINE = ("baseline", "baseline_on", "baseline_uncertainty", "baseline_factor", "baseline_k", "baseline_n", "unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalResult:
    """outcome: a key of outcomes.OUTCOMES. reading: the one that after was taken from, None without any.

    frozen_in: the number of the first version that holds the goal, 0 while none does (then the goal as it stands now is
    compared). amended_in: the first later version with another baseline, 0 for none; amended: that baseline.
    reason: why it was not measured, as a person wrote it or the last gap says. readings: all, with the gaps, by day.
    """

    goal: Goal
    change: Change
    outcome: str
    reading: IndicatorReading | None
    reason: str
    frozen_in: int
    amended_in: int = 0
    amended: Decimal | None = None
    readings: tuple[IndicatorReading, ...] = ()

    @property
    def is_answered(self) -> bool:
        """There is a value after, or the reason why there is none."""
        return self.change.after.value is not None or bool(self.reason)


def goal_results(
    goals: Iterable[Goal],
    readings: Iterable[IndicatorReading],
    versions: Iterable[Version],
    reasons: Mapping[str, str] | None = None,
) -> tuple[GoalResult, ...]:
    """One for each goal, by number. reasons: what a person wrote of goals that could not be measured, by goal id."""
    by_goal: dict[str, list[IndicatorReading]] = {}
    for reading in readings:
        by_goal.setdefault(reading.goal_id, []).append(reading)
    frozen = frozen_goals(versions)
    ordered = sorted(goals, key=lambda each: each.number)
    return tuple(
        _result(each, by_goal.get(each.id, []), frozen.get(each.id, ()), (reasons or {}).get(each.id, ""))
        for each in ordered
    )


def frozen_goals(versions: Iterable[Version]) -> dict[str, tuple[tuple[int, Mapping[str, Any]], ...]]:
    """Every goal as the versions hold it: (number of the version, its fields), the first version first."""
    found: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
    for version in sorted(versions, key=lambda each: each.number):
        for goal in read_content(version).get("goals", ()):
            found.setdefault(str(goal["id"]), []).append((version.number, goal))
    return {id: tuple(each) for id, each in found.items()}


def _result(
    goal: Goal, readings: Sequence[IndicatorReading], frozen: Sequence[tuple[int, Mapping[str, Any]]], reason: str
) -> GoalResult:
    in_order = tuple(sorted(readings, key=day_of_reading))
    last = next((each for each in reversed(in_order) if each.value is not None), None)
    number, said = frozen[0] if frozen else (0, None)
    amended_in, amended = _amended(frozen)
    gap = next((each.note for each in reversed(in_order) if each.value is None and each.note), "")
    change = change_of(
        _frozen_side(said) if said else baseline_side(goal),
        reading_side(goal, last),
        goal.target,
        rises=_rises(goal),
    )
    return GoalResult(
        goal=goal,
        change=change,
        outcome=outcome_of(change),
        reading=last,
        reason="" if last else reason or gap,
        frozen_in=number,
        amended_in=amended_in,
        amended=amended,
        readings=in_order,
    )


def day_of_reading(reading: IndicatorReading) -> date:
    return reading.read_on or reading.planned_on or date.min


def _amended(frozen: Sequence[tuple[int, Mapping[str, Any]]]) -> tuple[int, Decimal | None]:
    for number, said in frozen[1:]:
        if any(said.get(name) != frozen[0][1].get(name) for name in BASELINE):
            return number, decimal_of(said.get("baseline"))
    return 0, None


def _rises(goal: Goal) -> bool | None:
    """Whether more is better: as the indicator says; left to the way from baseline to target for typed ones."""
    indicator = indicator_of(goal.indicator_key)
    return indicator.rises if indicator else None


def baseline_side(goal: Goal) -> Side:
    """Where a goal began, as it stands now."""
    return Side(
        value=goal.baseline,
        on=goal.baseline_on,
        unit=goal.unit,
        indicator_key=goal.indicator_key,
        expanded_uncertainty=goal.baseline_uncertainty,
        coverage_factor=goal.baseline_factor,
        k=goal.baseline_k,
        n=goal.baseline_n,
        counted=is_count(goal.indicator_key, goal.unit),
    )


def _frozen_side(said: Mapping[str, Any]) -> Side:
    key, unit = str(said.get("indicator_key") or ""), str(said.get("unit") or "")
    return Side(
        value=decimal_of(said.get("baseline")),
        on=day_of(said.get("baseline_on")),
        unit=unit,
        indicator_key=key,
        expanded_uncertainty=decimal_of(said.get("baseline_uncertainty")),
        coverage_factor=decimal_of(said.get("baseline_factor")),
        k=said.get("baseline_k"),
        n=said.get("baseline_n"),
        counted=is_count(key, unit),
    )


def reading_side(goal: Goal, reading: IndicatorReading | None) -> Side:
    """Where a goal stands by a reading of its indicator; without one there is no value."""
    if reading is None:
        return Side(value=None, unit=goal.unit, indicator_key=goal.indicator_key)
    return Side(
        value=reading.value,
        on=reading.read_on or reading.planned_on,
        unit=goal.unit,
        indicator_key=goal.indicator_key,
        expanded_uncertainty=reading.expanded_uncertainty,
        coverage_factor=reading.coverage_factor,
        k=reading.k,
        n=reading.n,
        counted=is_count(goal.indicator_key, goal.unit),
    )


def is_count(indicator_key: str, unit: str) -> bool:
    """Whether a value is a number of cases in a period, as its unit says: "vụ/năm"."""
    return indicator_key == "rework_complaints" or fold(unit.partition("/")[0]).strip() in COUNT_UNITS
