"""M14, M15, M16: calibration intervals (ILAC-G24:2022; NCSLI RP-1:2010; NASA-HDBK-8739.19-5)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from scipy import stats

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.interval_drift import fit_drift
from app.domain.metrology.interval_reliability import fit_reliability, interval_test, rejection_confidence
from app.domain.metrology.interval_rules import staircase
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, case, expected, run_case


def a3(**inputs: Any) -> Result:
    return run(calculations()["interval_a3"], inputs)


def drift(**inputs: Any) -> Result:
    return run(calculations()["interval_drift"], inputs)


@pytest.mark.parametrize("row", case("STAIRCASE")["rows"], ids=str)
def test_the_staircase_rule_is_met_row_by_row(row: dict[str, Any]) -> None:
    """STAIRCASE: the rule's numbers are settings; ILAC-G24:2022 / OIML D 10:2022 gives the method."""
    result = run(calculations()["staircase"], {**row, **case("STAIRCASE")["settings"]})

    assert_meets(result, {"new_months": {"value": row["new_months"], "tol_abs": 1e-12}})


def test_the_whole_case_staircase_gives_a_row_each() -> None:
    rows = run_case("staircase", "STAIRCASE").tables["rows"]

    assert [each["new_months"] for each in rows] == pytest.approx([14.4, 8.4, 12, 12, 60])


def test_the_law_overrides_the_staircase() -> None:
    result = run(
        calculations()["staircase"],
        {"current_months": 12, "last_three_error_over_limit": [0.1, 0.1, 0.1], "legal_months": 12},
    )

    assert result.number("new_months") == 12
    assert "12" in result.warnings[-1].text


def test_the_staircase_tells_what_a3_would_say() -> None:
    result = run(calculations()["staircase"], {"current_months": 12, "last_three_error_over_limit": [0.5, 1.3, 1.2]})

    assert result.tables["others"][0]["months"] < 12


@given(
    current=strategies.floats(1, 60),
    errors=strategies.lists(strategies.floats(-2, 2), max_size=8),
    worse=strategies.floats(1, 3),
)
def test_a_larger_last_error_never_lengthens_the_interval(current: float, errors: list[float], worse: float) -> None:
    before = staircase(current, errors).months

    after = staircase(current, [*errors[:-1], errors[-1] * worse] if errors else []).months

    assert after <= before


@given(current=strategies.floats(1, 60), errors=strategies.lists(strategies.floats(-2, 2), max_size=2))
def test_fewer_than_three_results_never_lengthen_the_interval(current: float, errors: list[float]) -> None:
    assert staircase(current, errors).months <= current


def test_the_interval_test_of_rp_1_is_met() -> None:
    """A3-ASSET1: NCSLI 2019 tutorial, as quoted by Suncal."""
    assert_meets(run_case("interval_a3", "A3-ASSET1"), dict(expected("A3-ASSET1")))


def test_no_history_gives_no_recommendation() -> None:
    """BAD-INPUT, M15."""
    result = a3(in_tolerance=[], current_interval_days=365)

    assert result.values["new_interval_days"].value is None
    assert result.verdict.state == "none"


@pytest.mark.parametrize(
    "inputs",
    [
        {"in_tolerance": [1, 0.5], "current_interval_days": 365},
        {"in_tolerance": [1, 1], "intervals_days": [365, 500], "current_interval_days": 365},
        {"in_tolerance": [1, 1], "intervals_days": [365], "current_interval_days": 365},
        {"n": 3, "n_in_tolerance": 4, "current_interval_days": 365},
        {"in_tolerance": [1], "current_interval_days": 365, "current_interval_months": 12},
        {"in_tolerance": [1], "current_interval_days": 0},
        {"in_tolerance": [1], "current_interval_days": 365, "min_days": 90, "max_days": 60},
        {"current_interval_days": 365},
    ],
    ids=str,
)
def test_a_history_that_cannot_be_tested_is_refused(inputs: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        a3(**inputs)


def test_a_reliability_above_the_target_lengthens() -> None:
    """Some public programs never lengthen here: Q must be taken from the upper tail."""
    result = a3(n=200, n_in_tolerance=199, current_interval_days=200, target_reliability=0.9)

    assert result.number("new_interval_days") > 200
    assert result.values["recommended"].value is True


def test_a_single_result_in_tolerance_has_right_limits() -> None:
    """Clopper-Pearson for x = 1 of n = 10."""
    result = a3(n=10, n_in_tolerance=1, current_interval_days=365)

    assert result.number("reliability_low") == pytest.approx(stats.beta.ppf(0.025, 1, 10))
    assert result.number("reliability_high") == pytest.approx(stats.beta.ppf(0.975, 2, 9))


def test_the_law_and_the_bounds_limit_the_interval() -> None:
    inputs: dict[str, Any] = {"n": 60, "n_in_tolerance": 60, "current_interval_days": 300, "target_reliability": 0.8}

    assert a3(**inputs, legal_days=365).number("new_interval_days") == 365
    assert a3(**inputs, max_days=400).number("new_interval_days") == 400


@settings(max_examples=60, deadline=None)
@given(n=strategies.integers(1, 200), share=strategies.floats(0, 1), target=strategies.floats(0.5, 0.99))
def test_the_step_goes_towards_the_target_and_not_beyond_its_factor(n: int, share: float, target: float) -> None:
    x = round(share * n)

    found = interval_test(x, n, 365, target, bounds=(1, 100_000))

    assert 0 <= found.rejection <= 1
    assert 365 / 2 - 1e-9 <= found.days <= 365 * 2 + 1e-9
    assert (found.days - 365) * (x / n - target) >= -1e-9


def test_the_rejection_confidence_grows_with_the_sample() -> None:
    found = [rejection_confidence(round(0.8 * n), n, 0.95) for n in (10, 20, 50, 100, 500)]

    assert found == sorted(found)
    assert found[-1] > 0.999999


GROUPS = [
    {"days": 90, "n": 20, "in_tolerance": 19},
    {"days": 180, "n": 20, "in_tolerance": 18},
    {"days": 365, "n": 30, "in_tolerance": 25},
    {"days": 730, "n": 20, "in_tolerance": 12},
]


def test_the_reliability_curve_is_at_the_top_of_its_likelihood() -> None:
    """Witness: scipy.stats binomial log-likelihood round the fitted interval."""
    fit = fit_reliability([90, 180, 365, 730], [20, 20, 30, 20], [19, 18, 25, 12], 0.9, weibull=False)
    assert fit is not None

    def likelihood(rate: float) -> float:
        return float(sum(stats.binom.logpmf(g["in_tolerance"], g["n"], math.exp(-rate * g["days"])) for g in GROUPS))

    assert all(likelihood(fit.rate) > likelihood(fit.rate * factor) for factor in (0.98, 1.02))
    assert math.exp(-fit.rate * fit.days) == pytest.approx(0.9)
    for end in (fit.low, fit.high):
        assert end is not None
        fall = likelihood(fit.rate) - likelihood(-math.log(0.9) / end)
        assert fall == pytest.approx(stats.chi2.ppf(0.95, 1) / 2, abs=1e-6)


def test_a_weibull_curve_fits_at_least_as_well_as_its_special_case() -> None:
    plain = run(calculations()["interval_s2"], {"data": GROUPS, "target_reliability": 0.9})
    bent = run(calculations()["interval_s2"], {"data": GROUPS, "target_reliability": 0.9, "model": "weibull"})

    assert bent.number("log_likelihood") >= plain.number("log_likelihood")
    assert bent.number("deviance") < plain.number("deviance")
    assert plain.verdict.state == "ok"


def test_a_true_exponential_is_found_again_from_many_results() -> None:
    days = np.array([100.0, 200, 400, 800])
    good = np.round(1e6 * np.exp(-0.0003 * days)).astype(int)
    rows = [{"days": float(a), "n": 1_000_000, "in_tolerance": int(b)} for a, b in zip(days, good, strict=True)]

    result = run(calculations()["interval_s2"], {"data": rows, "model": "weibull", "target_reliability": 0.95})

    assert result.number("lambda") == pytest.approx(0.0003, rel=1e-3)
    assert result.number("beta") == pytest.approx(1, abs=2e-3)


def test_too_short_a_history_is_no_verdict() -> None:
    few = [{"days": 90, "n": 5, "in_tolerance": 5}, {"days": 365, "n": 5, "in_tolerance": 4}]
    result = run(calculations()["interval_s2"], {"data": few})

    assert result.verdict.state == "none"
    assert result.number("new_interval_days") > 0


def test_a_history_without_failures_has_no_end() -> None:
    good = [{"days": 90, "n": 30, "in_tolerance": 30}, {"days": 365, "n": 30, "in_tolerance": 30}]

    assert run(calculations()["interval_s2"], {"data": good}).values["new_interval_days"].value is None


@pytest.mark.parametrize(
    "rows",
    [[{"days": 90, "n": 5, "in_tolerance": 6}, {"days": 91, "n": 5, "in_tolerance": 5}], GROUPS[:1]],
    ids=["more good than results", "one interval"],
)
def test_groups_that_cannot_be_fitted_are_refused(rows: list[dict[str, int]]) -> None:
    with pytest.raises(UserError):
        run(calculations()["interval_s2"], {"data": rows})


def test_the_drift_of_the_nasa_handbook_is_met() -> None:
    """NASA-UNCERTAINTY-TARGET: NASA-HDBK-8739.19-5, tables 7-2 to 7-7."""
    assert_meets(run_case("interval_drift", "NASA-UNCERTAINTY-TARGET"), dict(expected("NASA-UNCERTAINTY-TARGET")))


LINE = [{"days": 100.0 * n, "change": 0.1 * n + 0.01 * (-1) ** n} for n in range(1, 7)]


def test_a_drift_through_zero_agrees_with_least_squares() -> None:
    """Witness: numpy.linalg.lstsq."""
    fit = fit_drift([row["days"] for row in LINE], [row["change"] for row in LINE], 1)
    x, y = np.array([[row["days"]] for row in LINE]), np.array([row["change"] for row in LINE])

    slope, rest, *_ = np.linalg.lstsq(x, y)

    assert fit.b == pytest.approx(slope)
    assert fit.s == pytest.approx(math.sqrt(rest[0] / 5))
    assert fit.covariance[0, 0] == pytest.approx(rest[0] / 5 / float(x[:, 0] @ x[:, 0]))


def test_the_interval_ends_where_the_prediction_meets_a_limit() -> None:
    result = drift(data=LINE, tolerance_low=-1, tolerance_high=1, u0=0.02)
    days = result.number("interval_days")
    fit = fit_drift([row["days"] for row in LINE], [row["change"] for row in LINE], 1)

    reach = stats.t.ppf(0.975, 5) * float(fit.uncertainty(days, 0.02))

    assert float(fit.change(days)) + reach == pytest.approx(1, abs=1e-6)


def test_a_one_sided_limit_takes_the_one_sided_factor() -> None:
    one = drift(data=LINE, tolerance_high=1, u0=0.02).number("interval_days")

    assert one > drift(data=LINE, tolerance_low=-1, tolerance_high=1, u0=0.02).number("interval_days")


def test_a_limit_that_is_broken_at_once_gives_no_time_and_warns() -> None:
    result = drift(data=LINE, tolerance_low=-1, tolerance_high=1, y0=1.2)

    assert result.number("interval_days") == 0
    assert result.verdict.state == "bad"
    assert result.warnings


def test_no_drift_is_capped_and_said() -> None:
    still = [{"days": 100.0 * n, "change": 1e-6 * (-1) ** n} for n in range(1, 7)]
    result = drift(data=still, tolerance_low=-1, tolerance_high=1)

    assert result.number("interval_days") == 6000
    assert result.warnings


def test_without_a_target_the_interval_is_not_available() -> None:
    result = drift(data=LINE)

    assert result.values["interval_days"].value is None
    assert result.number("b1") > 0


@pytest.mark.parametrize(
    "inputs",
    [
        {"data": LINE[:3]},
        {"data": [*LINE[:4], {"days": 0, "change": 1}]},
        {"data": [{"days": 100, "change": 1}] * 6, "model": "parabola"},
        {"days_since_calibration": [1, 2, 3, 4], "deviation": [1, 2, 3]},
    ],
    ids=["too few", "no time", "one time for a parabola", "one list shorter"],
)
def test_changes_that_cannot_be_fitted_are_refused(inputs: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        drift(**inputs)


@settings(max_examples=30, deadline=None)
@given(scale=strategies.floats(0.01, 100), stretch=strategies.floats(0.1, 10))
def test_other_units_of_value_and_time_change_the_interval_only_in_step(scale: float, stretch: float) -> None:
    plain = drift(data=LINE, tolerance_low=-1, tolerance_high=1, u0=0.02).number("interval_days")
    rows = [{"days": row["days"] * stretch, "change": row["change"] * scale} for row in LINE]

    moved = drift(data=rows, tolerance_low=-scale, tolerance_high=scale, u0=0.02 * scale).number("interval_days")

    assert moved == pytest.approx(plain * stretch, rel=1e-6)
