"""The difference of before and after, its interval, and the verdicts. Witnesses: statsmodels 0.14."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.stats.proportion import confint_proportions_2indep  # type: ignore[import-untyped]
from statsmodels.stats.rates import confint_poisson_2indep  # type: ignore[import-untyped]

from app.domain.change import (
    BY_VALUE,
    FALLS,
    MISSED,
    NOT_SET,
    OPEN,
    REACHED,
    RISES,
    SAME,
    UNKNOWN,
    UNLIKE,
    UNMEASURED,
    Change,
    Side,
    change_of,
)
from app.domain.outcomes import outcome_of, sentence_of
from app.wording import speaking

ALPHA = 2 * norm.sf(2)
"""Both tails beyond k = 2."""


def a_share(k: int, n: int) -> Side:
    return Side(value=Decimal(100 * k) / n, unit="%", k=k, n=n, indicator_key="group2_valid")


def a_value(value: float | str, u: float | str | None = None, factor: str | None = None) -> Side:
    return Side(
        value=Decimal(str(value)),
        unit="g",
        expanded_uncertainty=None if u is None else Decimal(str(u)),
        coverage_factor=None if factor is None else Decimal(factor),
    )


def a_count(value: int) -> Side:
    return Side(value=Decimal(value), unit="vụ/năm", counted=True)


shares = st.integers(1, 300).flatmap(lambda n: st.builds(a_share, st.integers(0, n), st.just(n)))
values = st.builds(
    a_value,
    st.integers(-10_000, 10_000).map(lambda each: each / 10),
    st.integers(1, 5_000).map(lambda each: each / 100),
)
counts = st.builds(a_count, st.integers(0, 500))
sides = st.one_of(shares, values, counts)
pairs = st.one_of(st.tuples(shares, shares), st.tuples(values, values), st.tuples(counts, counts))


@given(pair=st.tuples(st.integers(0, 80), st.integers(80, 120), st.integers(0, 60), st.integers(60, 90)))
def test_the_interval_of_two_shares_is_newcombes(pair: tuple[int, int, int, int]) -> None:
    k1, n1, k2, n2 = pair

    change = change_of(a_share(k1, n1), a_share(k2, n2))

    low, high = confint_proportions_2indep(k2, n2, k1, n1, method="newcomb", compare="diff", alpha=ALPHA)
    assert (change.low, change.high) == pytest.approx((100 * low, 100 * high), abs=1e-9)


@given(before=st.integers(1, 200), after=st.integers(1, 200))
def test_the_interval_of_two_counts_joins_their_score_intervals(before: int, after: int) -> None:
    change = change_of(a_count(before), a_count(after))

    low, high = confint_poisson_2indep(
        after, 1, before, 1, method="mover", method_mover="score", compare="diff", alpha=ALPHA
    )
    assert (change.low, change.high) == pytest.approx((low, high), abs=1e-9)


def test_two_measured_values_add_their_uncertainties_in_squares() -> None:
    change = change_of(a_value("10.0", "0.3"), a_value("9.0", "0.4"))

    assert change.difference == Decimal("-1.0")
    assert (change.low, change.high) == pytest.approx((-1.5, -0.5))
    assert change.verdict == FALLS


def test_an_uncertainty_with_another_factor_is_brought_to_two() -> None:
    change = change_of(a_value("10", "0.45", "3"), a_value("10", "0.4", "2"))

    assert change.high == pytest.approx(0.5)


@given(side=sides)
def test_no_change_is_never_clear(side: Side) -> None:
    assert change_of(side, side).verdict == SAME


@given(pair=pairs)
def test_exchanging_before_and_after_turns_the_change_round(pair: tuple[Side, Side]) -> None:
    there, back = change_of(*pair), change_of(*pair[::-1])

    assert there.difference == -(back.difference or 0)
    assert (there.low, there.high) == pytest.approx((-(back.high or 0), -(back.low or 0)))
    assert {RISES: FALLS, FALLS: RISES, SAME: SAME}[there.verdict] == back.verdict


@given(before=values, after=values, more=st.integers(0, 1000))
def test_a_larger_uncertainty_never_makes_a_change_clearer(before: Side, after: Side, more: int) -> None:
    wider = a_value(str(after.value), str((after.expanded_uncertainty or 0) + Decimal(more) / 100))

    narrow, wide = change_of(before, after), change_of(before, wider)

    assert wide.verdict in (narrow.verdict, SAME)


@given(before=values, after=values, target=st.integers(-1000, 1000), more=st.integers(0, 1000))
def test_a_larger_uncertainty_never_settles_a_target(before: Side, after: Side, target: int, more: int) -> None:
    wider = a_value(str(after.value), str((after.expanded_uncertainty or 0) + Decimal(more) / 100))

    narrow = change_of(before, after, Decimal(target)).target
    wide = change_of(before, wider, Decimal(target)).target

    assert wide in (narrow, OPEN)


@given(pair=pairs)
def test_the_interval_holds_the_difference(pair: tuple[Side, Side]) -> None:
    change = change_of(*pair)

    assert change.difference is not None
    assert (change.low or 0) - 1e-9 <= float(change.difference) <= (change.high or 0) + 1e-9


def test_a_few_more_of_a_few_are_not_a_clear_rise() -> None:
    assert change_of(a_share(19, 27), a_share(24, 31)).verdict == SAME
    assert change_of(a_share(19, 27), a_share(29, 31)).verdict == RISES


def test_unequal_numbers_behind_two_shares_are_told() -> None:
    assert change_of(a_share(19, 27), a_share(29, 31)).populations == (27, 31)
    assert change_of(a_share(19, 27), a_share(25, 27)).populations is None


def test_a_difference_without_uncertainties_is_told_without_a_verdict() -> None:
    change = change_of(a_value("10"), a_value("8", "0.1"), Decimal(8))

    assert (change.difference, change.low, change.verdict) == (Decimal(-2), None, UNKNOWN)
    assert change.mixed


def test_another_unit_or_indicator_is_not_compared() -> None:
    other = Side(value=Decimal(8), unit="kg", indicator_key="overfill_loss")

    change = change_of(a_value("10", "0.1"), other, Decimal(5))

    assert (change.verdict, change.unlike, change.difference) == (UNLIKE, ("indicator", "unit"), None)
    assert change.target == NOT_SET


def test_what_was_not_measured_is_neither_zero_nor_compared() -> None:
    change = change_of(a_value("10", "1"), Side(value=None, on=date(2027, 1, 5), reason="Chưa đo"), Decimal(5))

    assert (change.verdict, change.target, change.difference) == (UNMEASURED, NOT_SET, None)


@pytest.mark.parametrize(
    ("after", "target"),
    [
        (a_value("4.0", "0.5"), REACHED),
        (a_value("4.8", "0.5"), OPEN),
        (a_value("5.2", "0.5"), OPEN),
        (a_value("6.0", "0.5"), MISSED),
        (a_value("4.0"), BY_VALUE),
        (a_value("6.0"), MISSED),
    ],
)
def test_a_target_is_reached_only_beyond_the_uncertainty(after: Side, target: str) -> None:
    assert change_of(a_value("10", "0.5"), after, Decimal(5)).target == target


def test_a_share_is_held_against_its_target_as_it_was_counted() -> None:
    assert change_of(a_share(19, 27), a_share(31, 31), Decimal(100)).target == REACHED
    assert change_of(a_share(19, 27), a_share(30, 31), Decimal(100)).target == MISSED


def test_low_and_high_estimates_of_money_are_its_interval() -> None:
    before = Side(value=Decimal(100), low=Decimal(80), high=Decimal(130), unit="triệu đồng/năm")
    after = Side(value=Decimal(40), low=Decimal(30), high=Decimal(60), unit="triệu đồng/năm")

    change = change_of(before, after, Decimal(50))

    assert (change.low, change.high) == pytest.approx((-60 - (10**2 + 30**2) ** 0.5, -60 + (20**2 + 20**2) ** 0.5))
    assert (change.verdict, change.target) == (FALLS, OPEN)


def _outcome(before: Side, after: Side, target: int) -> str:
    return outcome_of(change_of(before, after, Decimal(target)))


def test_what_became_of_a_goal_needs_both_the_change_and_the_target() -> None:
    assert _outcome(a_value("10", "0.5"), a_value("4", "0.5"), 5) == "reached"
    assert _outcome(a_share(30, 31), a_share(31, 31), 100) == "there"
    assert _outcome(a_value("10", "0.5"), a_value("7", "0.5"), 5) == "better"
    assert _outcome(a_value("10", "0.5"), a_value("4.8", "0.5"), 5) == "near"
    assert _outcome(a_value("10", "0.5"), a_value("9.9", "0.5"), 5) == "same"
    assert _outcome(a_value("10", "0.5"), a_value("14", "0.5"), 5) == "worse"
    assert _outcome(a_value("10"), a_value("4"), 5) == "unknown"
    assert _outcome(a_value("10"), Side(value=None), 5) == "unmeasured"


def test_the_sentence_counts_what_became_of_the_goals() -> None:
    with speaking("vi"):
        assert sentence_of(["reached"] * 4 + ["unmeasured", "same"]) == (
            "4 trong 6 mục tiêu đạt rõ rệt, 1 không phân biệt được, 1 chưa đo."
        )


@given(pair=pairs, target=st.integers(-2000, 2000))
def test_no_goal_is_clearly_reached_without_a_clear_change(pair: tuple[Side, Side], target: int) -> None:
    change: Change = change_of(*pair, Decimal(target))

    assert outcome_of(change) != "reached" or change.is_clear
