"""A baseline as it is typed: a value, a value with its U, a share of a sample; and the interval it stands in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.domain.baseline import interval_of, read_baseline
from app.domain.errors import UserError
from app.domain.feasibility import doubts_of
from app.domain.goal_gaps import read_goal_field
from app.domain.goals import Goal


def a_goal(**fields: Any) -> Goal:
    return Goal(id="g", cycle_id="c", number=1, title="Đóng đúng", **fields)


def typed(text: str, **fields: Any) -> Goal:
    return a_goal(**{**fields, **read_baseline(a_goal(**fields), text)})


def test_a_value_with_its_u_is_read_as_both() -> None:
    goal = typed("58 ± 6 g", unit="g")

    interval = interval_of(goal)

    assert (goal.baseline, goal.baseline_uncertainty, goal.baseline_factor) == (Decimal(58), Decimal(6), Decimal(2))
    assert interval is not None
    assert (interval.low, interval.high, interval.kind) == (52, 64, "measured")
    assert interval.words == "58 ± 6 g (U, k = 2)"


def test_k_of_n_becomes_a_share_with_the_interval_of_wilson() -> None:
    goal = typed("12/40")

    interval = interval_of(goal)

    assert (goal.unit, goal.baseline, goal.baseline_k, goal.baseline_n) == ("%", Decimal(30), 12, 40)
    assert goal.baseline_source == "Nhập tay: 12 trong 40 đã xem."
    assert interval is not None
    # Wilson at z = 2: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)
    assert (interval.low, interval.high) == pytest.approx((17.882, 45.754), abs=0.001)


def test_a_target_inside_the_interval_of_a_sample_is_pointed_out_and_that_of_a_full_count_is_not() -> None:
    sampled = typed("12/40", target=Decimal(40))
    counted = a_goal(
        indicator_key="group1_in_plan", unit="%", baseline=Decimal(30), baseline_k=12, baseline_n=40, target=Decimal(40)
    )

    assert [each.key for each in doubts_of(sampled)] == ["within"]
    assert "khoảng Wilson 95 % của 12/40: từ 17,9 đến 45,8 %" in doubts_of(sampled)[0].words
    assert doubts_of(counted) == ()


def test_a_new_value_forgets_the_uncertainty_of_the_old_one() -> None:
    known = typed("58 ± 6", unit="g")

    fields = read_baseline(known, "60")

    assert (fields["baseline"], fields["baseline_uncertainty"], fields["baseline_k"]) == (Decimal(60), None, None)


def test_nothing_is_known_of_a_bare_value_and_nothing_of_none() -> None:
    assert interval_of(typed("58", unit="g")) is None
    assert interval_of(a_goal(baseline_uncertainty=Decimal(1))) is None
    assert interval_of(a_goal(unit="cái", baseline=Decimal(12), baseline_k=12, baseline_n=40)) is None


@pytest.mark.parametrize(
    ("text", "unit"), [("41/40", "%"), ("1/0", "%"), ("3/4", "kg"), ("nhiều", "kg"), ("5 ± ít", "kg"), ("120", "%")]
)
def test_what_is_no_baseline_is_refused(text: str, unit: str) -> None:
    with pytest.raises(UserError):
        read_baseline(a_goal(unit=unit), text)


@pytest.mark.parametrize(
    ("field", "text", "wanted"),
    [
        ("investment", "180", Decimal(180)),
        ("running_cost", "0", Decimal(0)),
        ("running_cost", "", None),
        ("measured_every", "3 tháng", 3),
        ("measured_every", "", None),
    ],
)
def test_costs_and_the_reading_interval_are_typed_as_numbers(field: str, text: str, wanted: object) -> None:
    assert read_goal_field(a_goal(), field, text) == {field: wanted}


@pytest.mark.parametrize(("field", "text"), [("investment", "−5"), ("measured_every", "18"), ("measured_every", "2,5")])
def test_a_negative_cost_and_an_odd_interval_are_refused(field: str, text: str) -> None:
    with pytest.raises(UserError):
        read_goal_field(a_goal(), field, text)


def test_a_typed_u_comes_with_its_factor_and_goes_with_it() -> None:
    assert read_goal_field(a_goal(unit="g"), "baseline_uncertainty", "± 6 g") == {
        "baseline_uncertainty": Decimal(6),
        "baseline_factor": Decimal(2),
    }
    assert read_goal_field(a_goal(), "baseline_uncertainty", "")["baseline_factor"] is None
