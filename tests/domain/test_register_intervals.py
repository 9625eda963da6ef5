"""Intervals proposed for a register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies

from app.domain.analysis_settings import AnalysisSettings
from app.domain.register_analysis import IntervalRow
from app.domain.register_facts import Known, LegalPeriod
from app.domain.register_history import history_of
from app.domain.register_intervals import propose_intervals
from tests.domain.a_register import a_calibration, a_point, an_instrument

USUAL = AnalysisSettings()
ASSET = [1, 1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0]
"""A3-ASSET1: 15 of 20 in tolerance."""


def with_errors(
    *errors: float, number: int = 1, step: int = 365, legal: LegalPeriod | None = None, **fields: Any
) -> Known:
    """Found with these errors (MPE 0.1), a calibration every step days, the first without one before; left at zero."""
    first = date(2006, 1, 1)
    calibrations = [a_calibration(first + timedelta(days=step * turn)) for turn in range(len(errors) + 1)]
    points = {
        made.id: [a_point(made, as_found=error, as_left=0.0)]
        for made, error in zip(calibrations, [None, *errors], strict=True)
        if error is not None
    }
    points[calibrations[0].id] = [a_point(calibrations[0], as_found=None, as_left=0.0)]
    instrument = an_instrument(id=f"i{number}", **fields)
    return Known(instrument=instrument, calibrations=calibrations, points=points, legal=legal)


def propose(*register: Known, **choices: Any) -> list[IntervalRow]:
    wanted = replace(USUAL, **choices)
    return list(propose_intervals([(each, history_of(each, wanted)) for each in register], wanted))


def test_a_group_below_its_target_is_shortened_as_in_the_published_example() -> None:
    """A3-ASSET1 over four instruments: 230.8 of 365 days; here 365.25 x 0.6325 = 231.0 days, 7.59 months, so 7."""
    parts = [ASSET[place : place + 5] for place in (0, 5, 10, 15)]
    register = [
        with_errors(*((0.02 if good else 0.15) * (-1) ** turn for turn, good in enumerate(part)), number=number)
        for number, part in enumerate(parts)
    ]

    rows = propose(*register)

    assert [(row.proposed, row.method, row.change) for row in rows] == [(7, "a3", "shorter")] * 4
    assert rows[0].answers[1].months == pytest.approx(7.589, abs=0.001)


def test_three_results_far_from_the_limit_lengthen_by_the_staircase() -> None:
    """12 x 1.2 = 14.4 months, so 14 whole ones."""
    (row,) = propose(with_errors(0.01, -0.03, 0.02))

    assert (row.current, row.proposed, row.method) == (12, 14, "staircase")


def test_a_last_result_outside_shortens_at_once() -> None:
    """12 x 0.7 = 8.4 months, so 8."""
    (row,) = propose(with_errors(0.01, -0.03, 0.12))

    assert (row.proposed, row.change) == (8, "shorter")
    assert row.errors[-1] == pytest.approx(1.2)


def test_an_instrument_is_not_lengthened_against_a_group_below_its_target() -> None:
    good = with_errors(0.01, -0.02, 0.01, number=1)
    others = [with_errors(0.02, -0.01, 0.12, -0.02, number=number) for number in range(2, 8)]

    rows = propose(good, *others, target_reliability=0.9, least_history=200)
    vetoed = propose(good, *others, target_reliability=0.9)

    assert rows[0].proposed == 14
    assert (vetoed[0].proposed or 99) <= 12


def test_the_law_overrides_what_the_rules_propose() -> None:
    legal = LegalPeriod(months=12, is_verified=True, title="TT 23/2013")
    (row,) = propose(with_errors(0.01, -0.03, 0.02, legal=legal))

    assert (row.proposed, row.method, row.change) == (12, "legal", "same")
    assert row.legal_months == 12


def test_an_interval_longer_than_the_law_allows_goes_back_to_it() -> None:
    legal = LegalPeriod(months=12, is_verified=True, title="TT 23/2013")
    (row,) = propose(with_errors(0.09, step=730, legal=legal, period_months=24))

    assert (row.current, row.proposed, row.method) == (24, 12, "legal")


def test_a_period_that_was_not_compared_with_the_law_only_keeps_from_lengthening() -> None:
    legal = LegalPeriod(months=6, is_verified=False, title="TT 04/2026")
    longer, same = propose(with_errors(0.01, -0.03, 0.02, legal=legal), with_errors(0.09, number=2, legal=legal))

    assert (longer.proposed, longer.method) == (12, "legal")
    assert (same.proposed, same.change) == (12, "same")


def test_a_drift_that_meets_the_limit_earlier_goes_before_the_reliability() -> None:
    """Mean drift 0.0733 of 0.1 a year: the limit is met after 16.4 months, with its band after 15; A3 alone says 24."""
    register = [with_errors(0.070, 0.078, 0.074, 0.071, number=number) for number in range(3)]

    rows = propose(*register, target_reliability=0.6)

    assert {(row.method, row.proposed) for row in rows} == {("drift", 15)}
    assert rows[0].answers[1].months == pytest.approx(24)


def test_scattered_changes_are_no_drift() -> None:
    (row,) = propose(with_errors(0.03, -0.04, 0.02, -0.03, 0.04, -0.02))

    assert row.answers[2].months is None
    assert row.method == "staircase"


def test_other_intervals_do_not_count_for_the_test_of_this_one() -> None:
    (row,) = propose(with_errors(*([0.15, 0.01] * 6), step=100))

    assert row.answers[1].months is None


def test_an_instrument_without_an_interval_gets_the_legal_one_or_none() -> None:
    legal = LegalPeriod(months=24, is_verified=True, title="TT 23/2013")
    free, bound = propose(with_errors(period_months=None), with_errors(period_months=None, number=2, legal=legal))

    assert (free.proposed, free.change) == (None, "none")
    assert (bound.proposed, bound.method) == (24, "legal")


@settings(max_examples=40, deadline=None)
@given(
    errors=strategies.lists(strategies.floats(-0.2, 0.2).map(lambda each: round(each, 4)), max_size=8),
    legal=strategies.integers(1, 60),
    current=strategies.integers(1, 60),
)
def test_no_proposal_is_longer_than_a_verified_period_nor_shorter_than_a_month(
    errors: list[float], legal: int, current: int
) -> None:
    period = LegalPeriod(months=legal, is_verified=True, title="TT 23/2013")
    (row,) = propose(with_errors(*errors, legal=period, period_months=current, step=round(current * 30.4)))

    assert row.proposed is not None
    assert 1 <= row.proposed <= max(legal, 1)


@settings(max_examples=20, deadline=None)
@given(order=strategies.permutations(range(4)))
def test_the_order_of_the_register_changes_no_proposal(order: list[int]) -> None:
    register = [with_errors(*([0.02, -0.12][: 1 + number % 2] * 3), number=number) for number in range(4)]
    plain = {row.instrument.id: row.proposed for row in propose(*register)}

    moved = {row.instrument.id: row.proposed for row in propose(*(register[place] for place in order))}

    assert moved == plain


def test_a_good_group_never_lengthens_an_instrument_that_was_itself_found_outside() -> None:
    good = [with_errors(*(0.02 * (-1) ** turn for turn in range(20)), number=number) for number in range(2, 8)]
    outside = with_errors(*(0.02 * (-1) ** turn for turn in range(19)), 0.15, number=1)

    rows = propose(outside, *good)

    assert rows[1].method == "a3" and rows[1].change == "longer"
    assert (rows[0].method, rows[0].change, rows[0].proposed) == ("staircase", "shorter", 8)
