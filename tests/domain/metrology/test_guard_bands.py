"""M13: guard bands (ANSI/NCSL Z540.3 Handbook, methods 5 and 6; JCGM 106:2012, 8.3; NCSLI RP-10)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings, strategies
from scipy import stats

from app.domain.errors import UserError
from app.domain.metrology import guard_bands
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, case, run_case

FACTORS = ("rss", "method5_full_U", "rp10", "method6_dobbert")


def band(**inputs: Any) -> Result:
    return run(calculations()["guard_bands"], inputs)


@pytest.mark.parametrize("row", case("GUARDBAND-FACTORS")["rows"], ids=lambda row: str(row["tur"]))
def test_the_closed_forms_are_met_row_by_row(row: dict[str, Any]) -> None:
    """GUARDBAND-FACTORS: closed forms of the Z540.3 Handbook as listed in Suncal."""
    assert_meets(run(calculations()["guard_bands"], row), {name: row[name] for name in FACTORS})


def test_the_whole_case_gives_a_row_each() -> None:
    rows = run_case("guard_bands", "GUARDBAND-FACTORS").tables["rows"]

    for found, wanted in zip(rows, case("GUARDBAND-FACTORS")["rows"], strict=True):
        assert found["method6_dobbert"] == pytest.approx(wanted["method6_dobbert"]["value"], abs=1e-12)


@pytest.mark.parametrize("tur", [4.6, 5.0, 10.0])
def test_method_6_never_widens_the_tolerance(tur: float) -> None:
    """GUARDBAND-FACTORS, must also: above 1 from a TUR of about 4.6, so clamped."""
    assert guard_bands.method_6(tur) == 1.0


def test_a_tur_of_one_leaves_nothing_and_says_so() -> None:
    result = band(tur=1.0, guard_method="method5_full_U")

    assert result.values["method5_full_U"].value is None
    assert result.values["acceptance_high"].value is None
    assert result.verdict.state == "bad"


def test_the_limits_lie_centred_in_a_tolerance_that_is_not_round_zero() -> None:
    result = band(U95=0.5, tolerance_low=9, tolerance_high=11, guard_method="method5_full_U")

    assert (result.number("acceptance_low"), result.number("acceptance_high")) == (9.5, 10.5)
    assert result.number("guard_width") == 0.5


def test_the_solved_factor_meets_its_target() -> None:
    result = band(tur=2, itp=0.8, guard_method="solved")

    assert result.number("pfa_after_percent") == pytest.approx(2, abs=1e-6)
    assert result.number("pfa_before_percent") == pytest.approx(3.45795949661, abs=1e-8)


def test_the_factor_for_the_worst_product_meets_its_target_whatever_the_product() -> None:
    result = band(tur=2, guard_method="solved_worst")

    assert result.number("pfa_after_worst_percent") == pytest.approx(2, abs=1e-5)


def test_no_guard_band_is_proposed_where_none_is_needed() -> None:
    result = band(tur=8, guard_method="solved")

    assert result.number("guard_factor") == 1.0
    assert result.verdict.state == "ok"


def test_the_least_cost_is_no_dearer_than_its_neighbours() -> None:
    factor, cost = guard_bands.least_cost(2, 0.8, 10, 1)

    for other in (factor - 0.05, factor + 0.05, 1.0):
        risk = guard_bands.band_risk(2, 0.8, other)
        assert cost <= 10 * risk.pfa + risk.pfr


def test_a_false_acceptance_that_costs_nothing_needs_no_guard_band() -> None:
    assert guard_bands.least_cost(2, 0.8, 0, 1)[0] == pytest.approx(1, abs=1e-4)


def test_the_risk_of_one_result_sets_the_band() -> None:
    """r = z(1 - risk)/k: 5 % and k = 2 give w = 0.8224 U (JCGM 106:2012, 8.3.2)."""
    assert guard_bands.for_one_result(2, 0.05) == pytest.approx(1 - stats.norm.ppf(0.95) / 2 / 2)


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"tur": 2, "U95": 0.5},
        {"U95": 0.5},
        {"tur": 2, "tolerance_high": 1},
        {"tur": 2, "tolerance_low": 2, "tolerance_high": 1},
        {"tur": 2, "false_accept_cost": 3},
    ],
    ids=str,
)
def test_what_does_not_fit_together_is_refused(inputs: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        band(**inputs)


def test_costs_that_are_missing_leave_the_least_cost_not_available() -> None:
    result = band(tur=2)

    assert result.values["least_cost"].value is None
    assert result.values["least_cost_per_unit"].why is not None


def test_a_one_sided_limit_is_moved_by_u_or_by_the_risk_of_one_result() -> None:
    """JCGM 106:2012, 8.3.2: w = U = 0.5, or w = 1.6449/2 x 0.5 = 0.4112 for a risk of 5 %."""
    whole = band(U95=0.5, tolerance_high=10, guard_method="method5_full_U")
    part = band(U95=0.5, tolerance_low=10, guard_method="one_result")

    assert (whole.number("acceptance_high"), whole.values["acceptance_low"].value) == (9.5, None)
    assert part.number("acceptance_low") == pytest.approx(10.4112, abs=1e-4)
    assert part.values["pfa_after_percent"].why is not None


def test_a_rule_by_tur_does_not_serve_one_sided_limits() -> None:
    result = band(U95=0.5, tolerance_high=10, guard_method="rss")

    assert result.values["acceptance_high"].value is None
    assert result.verdict.state == "none"


@settings(max_examples=40, deadline=None)
@given(tur=strategies.floats(1.05, 20), itp=strategies.floats(0.5, 0.99))
def test_no_rule_widens_the_tolerance_and_every_band_lowers_the_pfa(tur: float, itp: float) -> None:
    plain = guard_bands.band_risk(tur, itp, 1.0)

    for rule in (guard_bands.full_uncertainty, guard_bands.method_6, guard_bands.root_sum_square, guard_bands.rp10):
        factor = rule(tur)
        if factor is not None:
            assert 0 < factor <= 1
            assert guard_bands.band_risk(tur, itp, factor).pfa <= plain.pfa + 1e-12


@settings(max_examples=25, deadline=None)
@given(tur=strategies.floats(1.2, 15))
def test_method_6_keeps_every_product_at_about_two_percent(tur: float) -> None:
    factor = guard_bands.method_6(tur)

    assert factor is not None
    assert guard_bands.band_risk(tur, 0.9, factor).pfa_worst <= 0.0201
