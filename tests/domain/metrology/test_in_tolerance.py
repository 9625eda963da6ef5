"""M02 on recomputed Clopper-Pearson limits, and against scipy.stats."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.proportions import exact_share, finite_limits
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, cases

RATE = "in_tolerance_rate"


def rate(**inputs: Any) -> Result:
    return run(calculations()[RATE], inputs)


@pytest.mark.parametrize("row", cases()["EOPR-CI"]["rows"], ids=lambda row: f"{row['in_tolerance']} of {row['n']}")
def test_limits_are_those_of_clopper_and_pearson(row: dict[str, Any]) -> None:
    """EOPR-CI: Clopper-Pearson limits, recomputed."""
    result = rate(**row)

    assert_meets(result, {name: row[name] for name in ("observed", "low", "high")})


@given(st.integers(1, 400), st.data())
def test_limits_agree_with_scipy(n: int, data: st.DataObject) -> None:
    found = data.draw(st.integers(0, n))

    share = exact_share(found, n, 0.95)

    witness = stats.binomtest(found, n).proportion_ci(0.95, "exact")
    assert share.low == pytest.approx(witness.low, abs=1e-9)
    assert share.high == pytest.approx(witness.high, abs=1e-9)


def test_no_calibration_gives_no_rate() -> None:
    result = rate(n=0, in_tolerance=0)

    assert result.values["observed"].value is None
    assert result.verdict.state == "none"


def test_more_in_tolerance_than_calibrated_is_refused() -> None:
    with pytest.raises(UserError, match="nhiều hơn"):
        rate(n=3, in_tolerance=4)


@pytest.mark.parametrize(
    ("n", "found", "state"), [(200, 200, "ok"), (20, 20, "none"), (50, 40, "bad"), (500, 475, "none")]
)
def test_a_verdict_needs_the_whole_interval_on_one_side_of_the_target(n: int, found: int, state: str) -> None:
    result = rate(n=n, in_tolerance=found, target=0.95)

    assert result.verdict.state == state


def test_calibrations_without_as_found_data_are_named_and_not_counted() -> None:
    result = rate(n=10, in_tolerance=9, without_as_found=4)

    assert result.used == 10
    assert [each.row for each in result.left_out] == ["4"]


@pytest.mark.parametrize(("observed", "u", "true"), [(5.0, 3.0, 4.0), (3.0, 3.0, 0.0), (3.0, 5.0, None)])
def test_the_true_spread_is_what_uncertainty_leaves(observed: float, u: float, true: float | None) -> None:
    result = rate(n=5, in_tolerance=5, sd_observed=observed, u=u)

    assert result.values["sd_true"].value == true


@given(st.integers(2, 80), st.data())
def test_limits_of_a_small_lot_cover_what_was_seen_and_narrow_to_it(lot: int, data: st.DataObject) -> None:
    checked = data.draw(st.integers(1, lot))
    found = data.draw(st.integers(0, checked))

    low, high = finite_limits(found, checked, lot)

    assert found <= low <= high <= lot - (checked - found)
    assert stats.hypergeom.sf(found - 1, lot, low, checked) > 0.025
    assert low == found or stats.hypergeom.sf(found - 1, lot, low - 1, checked) <= 0.025 * (1 + 1e-9)
    assert stats.hypergeom.cdf(found, lot, high, checked) > 0.025 * (1 - 1e-9)


def test_a_lot_checked_in_full_leaves_no_doubt() -> None:
    limits = finite_limits(3, 40, 40)

    assert limits == (3, 3)
