"""What speaks against a goal: its own uncertainty, the wrong side, beyond the scale, days out of order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.feasibility import doubts_of
from app.domain.goals import Goal
from app.domain.programme_papers import ProgrammePlan

PLAN = ProgrammePlan(id="p", cycle_id="c", starts_on=date(2027, 1, 1), ends_on=date(2028, 12, 31))


def a_goal(**fields: Any) -> Goal:
    known: dict[str, Any] = {
        "unit": "g",
        "baseline": Decimal(58),
        "baseline_on": date(2026, 10, 1),
        "baseline_uncertainty": Decimal(6),
        "target": Decimal(29),
        "due_on": date(2027, 9, 30),
    }
    return Goal(id="g", cycle_id="c", number=1, title="Đóng đúng", **{**known, **fields})


def keys(goal: Goal) -> list[str]:
    return [each.key for each in doubts_of(goal, PLAN)]


def test_nothing_speaks_against_a_target_far_from_its_baseline_and_due_in_time() -> None:
    assert keys(a_goal()) == []


@pytest.mark.parametrize("target", ["52", "55", "58", "64"])
def test_a_target_inside_the_uncertainty_of_its_own_indicator_is_pointed_out(target: str) -> None:
    assert keys(a_goal(target=Decimal(target))) == ["within"]


def test_the_sentence_says_how_far_and_how_uncertain() -> None:
    (doubt,) = doubts_of(a_goal(target=Decimal("53.5")), PLAN)

    assert doubt.words == "Không phân biệt được với giá trị hiện tại: cách 4,5, trong khi U = 6 g."


@given(way=st.decimals(min_value=-100, max_value=100, places=2), u=st.decimals(min_value=0, max_value=50, places=2))
def test_it_is_pointed_out_exactly_when_the_way_is_no_longer_than_u(way: Decimal, u: Decimal) -> None:
    goal = a_goal(baseline=Decimal(0), target=way, baseline_uncertainty=u)

    assert ("within" in keys(goal)) == (abs(way) <= u)


def test_without_an_uncertainty_only_an_equal_target_is_pointed_out() -> None:
    assert keys(a_goal(baseline_uncertainty=None, target=Decimal(57))) == []
    assert keys(a_goal(baseline_uncertainty=None, target=Decimal(58))) == ["within"]


@pytest.mark.parametrize(("key", "target"), [("overfill_loss", 70), ("group1_in_plan", 40)])
def test_a_target_on_the_wrong_side_of_its_baseline_is_pointed_out(key: str, target: int) -> None:
    unit = "%" if key == "group1_in_plan" else "triệu đồng/năm"

    assert keys(a_goal(indicator_key=key, unit=unit, target=Decimal(target))) == ["side"]


def test_a_share_beyond_one_hundred_is_pointed_out() -> None:
    assert keys(a_goal(unit="%", target=Decimal(110))) == ["beyond"]


@pytest.mark.parametrize(
    ("due", "wanted"),
    [(date(2026, 9, 1), ["before", "early"]), (date(2026, 12, 1), ["early"]), (date(2029, 1, 1), ["after"])],
)
def test_a_day_before_the_baseline_or_outside_the_programme_is_pointed_out(due: date, wanted: list[str]) -> None:
    assert keys(a_goal(due_on=due)) == wanted


def test_without_a_programme_its_period_says_nothing() -> None:
    assert doubts_of(a_goal(due_on=date(2040, 1, 1))) == ()
