"""Payback, present value and sensitivity of a goal: the golden case of M20, and what must hold of any figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.economics import Case, Figure, economics_of, exactly, payback_years, present_value, told_bars
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.input_rows import rows_of
from app.domain.metrology.losses import present_value as method_present_value
from tests.domain.metrology.cases import case

WHOLE = Case(
    investment=Decimal(180), running=Decimal(0), saving=Figure(Decimal(75), Decimal(50), Decimal(90)),
    rate=Decimal(10), years=5,
)  # fmt: skip
money = st.decimals(min_value=Decimal("0.1"), max_value=Decimal(100_000), places=1)
rates = st.decimals(min_value=0, max_value=50, places=1)
years = st.integers(min_value=1, max_value=20)


def test_the_golden_case_comes_out_to_the_dong() -> None:
    (row,) = rows_of(case("PAYBACK"))
    invested, saved = Decimal(str(row["investment"])), Decimal(str(row["annual_saving"]))
    rate = Decimal(str(row["discount_rate"])) * 100

    found = economics_of(
        Case(investment=invested, running=Decimal(0), saving=exactly(saved), rate=rate, years=row["years"])
    )

    assert found.payback is not None and found.npv is not None
    wanted_years, wanted = row["simple_payback_years"], row["npv"]
    assert float(found.payback.expected) == pytest.approx(wanted_years["value"], abs=wanted_years["tol_abs"])
    assert float(found.npv.expected) == pytest.approx(wanted["value"], abs=wanted["tol_abs"])


@given(invested=money, saved=money, rate=rates, period=years)
def test_it_says_what_the_method_says(invested: Decimal, saved: Decimal, rate: Decimal, period: int) -> None:
    ours = present_value(invested, saved, rate, period)

    theirs = method_present_value(float(invested), [float(saved)] * period, float(rate) / 100)

    assert float(ours) == pytest.approx(theirs, rel=1e-9, abs=1e-6)


def test_it_says_what_the_calculation_payback_says_of_a_range() -> None:
    given_ = {"investment": 180, "annual_saving": 75, "discount_rate": 0.1, "years": 5, "currency": "VND", "year": 2026}
    ranges = [{"input": "annual_saving", "low": 50, "high": 90}]
    result = run(calculations()["payback"], {**given_, "ranges": ranges})

    found = economics_of(WHOLE)

    npv, payback = result.values["npv"], result.values["simple_payback_years"]
    assert found.npv is not None and found.payback is not None
    assert (float(found.npv.low), float(found.npv.high)) == pytest.approx((npv.low, npv.high))
    assert (float(found.payback.low), float(found.payback.high)) == pytest.approx((payback.low, payback.high))


@given(invested=money, saved=money, rate=rates, more=st.decimals(min_value=1, max_value=50, places=1), period=years)
def test_the_present_value_of_savings_falls_with_the_rate(
    invested: Decimal, saved: Decimal, rate: Decimal, more: Decimal, period: int
) -> None:
    assert present_value(invested, saved, rate + more, period) < present_value(invested, saved, rate, period)


@given(invested=money, saved=money, rate=rates, period=years, factor=st.integers(min_value=2, max_value=1_000_000))
def test_another_unit_of_money_scales_the_present_value_and_leaves_the_payback(
    invested: Decimal, saved: Decimal, rate: Decimal, period: int, factor: int
) -> None:
    npv = present_value(invested, saved, rate, period)

    scaled = present_value(invested * factor, saved * factor, rate, period)

    assert float(scaled) == pytest.approx(float(npv) * factor, rel=1e-12, abs=1e-12 * float(invested * factor))
    assert payback_years(invested * factor, saved * factor) == payback_years(invested, saved)


@given(saved=money, rate=rates, period=years)
def test_at_no_rate_the_years_simply_add_up(saved: Decimal, rate: Decimal, period: int) -> None:
    assert present_value(Decimal(0), saved, Decimal(0), period) == saved * period


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("saving", "chưa có hiệu quả kinh tế"),
        ("running", "chưa ước tính chi phí mỗi năm"),
        ("investment", "chưa ước tính vốn một lần"),
        ("rate", "chưa có lãi suất chiết khấu"),
        ("years", "chưa có thời kỳ"),
    ],
)
def test_what_is_missing_is_named_and_never_counted_as_zero(name: str, words: str) -> None:
    found = economics_of(replace(WHOLE, **{name: None}))

    assert found.npv is None and found.bars == ()
    assert words in found.reasons["npv"]


def test_a_saving_no_larger_than_the_running_cost_is_never_paid_back() -> None:
    found = economics_of(replace(WHOLE, running=Decimal(75)))

    assert found.payback is None
    assert "không hoàn vốn" in found.reasons["payback"]
    assert found.npv is not None and found.npv.expected == -180


def test_a_goal_that_needs_no_capital_has_a_present_value_and_no_payback() -> None:
    found = economics_of(replace(WHOLE, investment=Decimal(0)))

    assert found.payback is None and "Không cần vốn" in found.reasons["payback"]
    assert found.npv is not None and found.npv.expected > 0


def test_a_payback_that_has_no_end_at_the_least_saving_says_so() -> None:
    found = economics_of(replace(WHOLE, running=Decimal(55)))

    assert found.payback is not None
    assert (found.payback.expected, found.payback_has_end) == (Decimal(9), False)


def test_the_input_that_moves_the_present_value_most_stands_first() -> None:
    found = economics_of(replace(WHOLE, running=Decimal(1)))

    assert [each.span for each in found.bars] == sorted((each.span for each in found.bars), reverse=True)
    assert found.bars[0].input == "saving" and not found.bars[0].assumed
    assert {each.input for each in found.bars} == {"saving", "investment", "running", "rate", "years"}
    assert all(each.assumed for each in found.bars[1:])
    assert told_bars(found.bars).endswith("tiết kiệm mỗi năm.")


@given(invested=money, saved=money, rate=rates, period=years)
def test_the_expected_value_lies_between_the_ends_of_every_bar(
    invested: Decimal, saved: Decimal, rate: Decimal, period: int
) -> None:
    found = economics_of(Case(investment=invested, running=Decimal(0), saving=exactly(saved), rate=rate, years=period))

    assert found.npv is not None
    for bar in found.bars:
        low, high = sorted((bar.npv_at_low, bar.npv_at_high))
        assert low <= found.npv.expected <= high


def test_a_period_of_one_year_is_not_shortened() -> None:
    found = economics_of(replace(WHOLE, years=1))

    (bar,) = (each for each in found.bars if each.input == "years")
    assert (bar.low, bar.high) == (Decimal(1), Decimal(2))
