"""M21 on recomputed hypergeometric sizes, against scipy.stats, and its rules for bad input."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from app.domain.errors import UserError
from app.domain.metrology.audit_samples import Plan, sample_size
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, cases

STOCK = [{"code": f"PT-{at}", "class": "A" if at % 10 == 0 else "B"} for at in range(200)]


def compute(key: str, **inputs: Any) -> Result:
    return run(calculations()[key], inputs)


@pytest.mark.parametrize("row", cases()["AUDIT-SAMPLE"]["rows"], ids=lambda row: f"{row['defective']} of {row['N']}")
def test_the_sample_shows_one_wrong_instrument_at_least(row: dict[str, Any]) -> None:
    """AUDIT-SAMPLE: recomputed, hypergeometric."""
    result = compute("audit_sample", **row)

    assert_meets(result, {"n_needed": row["n_needed"]})


@given(st.integers(1, 300), st.data())
def test_the_size_is_the_smallest_that_does(lot: int, data: st.DataObject) -> None:
    wrong = data.draw(st.integers(1, lot))

    n = sample_size(lot, wrong, 0.95)

    assert stats.hypergeom.pmf(0, lot, wrong, n) <= 0.05 * (1 + 1e-9)
    assert n == 1 or stats.hypergeom.pmf(0, lot, wrong, n - 1) > 0.05 * (1 - 1e-9)


@given(st.integers(20, 300), st.integers(1, 10))
def test_more_wrong_ones_need_no_larger_sample(lot: int, wrong: int) -> None:
    assert sample_size(lot, wrong + 1, 0.95) <= sample_size(lot, wrong, 0.95)


def test_class_a_is_checked_in_full_and_the_rest_is_drawn() -> None:
    result = compute("audit_sample", instruments=STOCK, defective=9)

    chosen = result.tables["chosen"]
    assert sum(row["why"] == "all" for row in chosen) == 20
    assert all(row["class"] == "A" for row in chosen if row["why"] == "all")
    assert sum(row["why"] == "drawn" for row in chosen) == result.number("n_needed") == sample_size(180, 9, 0.95)
    assert len({row["code"] for row in chosen}) == len(chosen)


def test_the_same_seed_draws_the_same_instruments() -> None:
    first = compute("audit_sample", instruments=STOCK, defective=9, seed=7)

    again = compute("audit_sample", instruments=STOCK, defective=9, seed=7)
    other = compute("audit_sample", instruments=STOCK, defective=9, seed=8)

    assert again.tables == first.tables
    assert other.tables != first.tables
    assert first.settings["seed"] == 7


def test_after_the_sample_the_whole_is_estimated() -> None:
    result = compute("audit_sample", N=100, defective=5, checked=45, found_wrong=0)

    assert result.number("wrong_high") == 5
    assert result.verdict.state == "ok"


def test_wrong_ones_in_the_sample_are_counted_up_to_the_whole() -> None:
    result = compute("audit_sample", N=100, defective=5, checked=50, found_wrong=4)

    assert result.number("wrong_low") >= 4
    assert result.number("rate") == pytest.approx(0.08)
    assert result.verdict.state == "bad"


def test_a_sample_not_yet_checked_in_full_gives_no_verdict() -> None:
    result = compute("audit_sample", N=100, defective=5, checked=10, found_wrong=0)

    assert result.verdict.state == "none"


@pytest.mark.parametrize(
    "bad",
    [
        {"N": 10, "defective": 11},
        {"defective": 1},
        {"N": 10, "defective": 1, "checked": 11, "found_wrong": 0},
        {"N": 10, "defective": 1, "checked": 5, "found_wrong": 6},
        {"instruments": [{"code": "1", "class": "A"}]},
        {"N": 0, "defective": 1},
    ],
)
def test_numbers_that_do_not_fit_are_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        compute("audit_sample", **bad)


def test_the_plan_of_the_nist_handbook() -> None:
    """NIST/SEMATECH e-Handbook 6.2.3.2: N 10000, n 52, c 3: Pa 0.930 and AOQ 0.027 at p 0.03, AOQL about 0.0372."""
    result = compute("acceptance_plan", N=10000, n=52, c=3, p=0.03)

    assert result.number("Pa") == pytest.approx(0.930, abs=5e-4)
    assert result.number("AOQ") == pytest.approx(0.0278, abs=1e-3)
    assert result.number("AOQL") == pytest.approx(0.0372, abs=1e-4)


@given(st.integers(1, 80), st.floats(0, 1), st.data())
def test_the_probability_of_acceptance_agrees_with_scipy(n: int, p: float, data: st.DataObject) -> None:
    c = data.draw(st.integers(0, n))

    accept = float(Plan(n, c).accept(p))

    assert accept == pytest.approx(stats.binom.cdf(c, n, p), abs=1e-10)


@given(st.integers(2, 80), st.data(), st.floats(0.05, 0.95))
def test_the_share_at_a_probability_gives_that_probability(n: int, data: st.DataObject, accept: float) -> None:
    plan = Plan(n, data.draw(st.integers(0, n - 1)))

    assert float(plan.accept(plan.share_at(accept))) == pytest.approx(accept, abs=1e-8)


@pytest.mark.parametrize("bad", [{"n": 11, "c": 0, "N": 10}, {"n": 5, "c": 6}, {"n": 5, "c": 0, "p": 1.2}])
def test_a_plan_that_cannot_be_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        compute("acceptance_plan", **bad)
