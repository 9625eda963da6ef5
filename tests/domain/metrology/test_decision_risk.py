"""M12: decision risk (JCGM 106:2012, clauses 7 to 9; ANSI/NCSL Z540.3; draft NCSLI RP-19 tables)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from scipy import integrate, stats

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.densities import Gamma, LogNormal, Normal, Sample, Triangular, Uniform
from app.domain.metrology.results import Result
from app.domain.metrology.risk import Limits, acceptance, global_risk, specific_risk, worst_global_risk
from tests.domain.metrology.cases import assert_meets, case, expected, run_case

UNIT = Limits(-1.0, 1.0)


def risk(**inputs: Any) -> Result:
    return run(calculations()["global_risk"], inputs)


def test_the_resistor_of_jcgm_106_is_met() -> None:
    """J106-RESISTOR: JCGM 106:2012, normal process 1500 ohm, sd 0.12 ohm."""
    assert_meets(run_case("global_risk", "J106-RESISTOR"), dict(expected("J106-RESISTOR")))


def test_a_guard_band_lowers_the_consumers_and_raises_the_producers_risk() -> None:
    result = run_case("global_risk", "J106-RESISTOR")

    assert result.number("consumer_risk") < result.number("consumer_risk_simple_acceptance")
    assert result.number("producer_risk") > result.number("producer_risk_simple_acceptance")


@pytest.mark.parametrize("place", range(6))
def test_rp_19_table_ratio_4_is_met_row_by_row(place: int) -> None:
    """RP19-TABLE-RATIO4: values that Suncal's authors compared with draft NCSLI RP-19."""
    whole = case("RP19-TABLE-RATIO4")
    row = whole["rows"][place]

    result = run(calculations()["global_risk"], {"settings": whole["settings"], **row})

    assert_meets(result, {name: row[name] for name in ("pfa_percent", "conditional_pfa_percent")})


@pytest.mark.parametrize("key", ["RP19-TABLE-RATIO4", "TUR-PFA"])
def test_whole_tables_are_met_as_they_stand(key: str) -> None:
    result = run_case("global_risk", key)

    for found, wanted in zip(result.tables["rows"], case(key)["rows"], strict=True):
        for name, reference in wanted.items():
            if isinstance(reference, dict):
                assert found[name] == pytest.approx(reference["value"], abs=reference["tol_abs"])


@pytest.mark.parametrize("row", case("TUR-PFA")["rows"], ids=lambda row: f"{row['itp']}-{row['tur']}")
def test_pfa_by_tur_and_in_tolerance_probability_is_met(row: dict[str, Any]) -> None:
    """TUR-PFA: adaptive quadrature of JCGM 106 eq. (17) and (19)."""
    result = run(calculations()["global_risk"], row)

    assert_meets(result, {name: row[name] for name in ("pfa", "pfr", "meets_2_percent")})


@pytest.mark.parametrize("row", case("CPK-SPECIFIC")["rows"], ids=lambda row: str(row["estimate"]))
def test_the_risk_of_one_result_is_met(row: dict[str, Any]) -> None:
    """CPK-SPECIFIC: Suncal's tests against an independent spreadsheet."""
    result = run(calculations()["specific_risk"], row)

    assert_meets(result, {name: row[name] for name in ("cpk", "p_nonconforming")})


def test_the_whole_case_cpk_specific_gives_a_row_each() -> None:
    rows = run_case("specific_risk", "CPK-SPECIFIC").tables["rows"]

    assert [each["p_nonconforming"] for each in rows] == [
        pytest.approx(row["p_nonconforming"]["value"], abs=1e-5) for row in case("CPK-SPECIFIC")["rows"]
    ]


def test_a_lower_limit_above_the_upper_one_is_refused() -> None:
    """BAD-INPUT, M12."""
    with pytest.raises(UserError):
        risk(tolerance_low=2, tolerance_high=1, process_sd=1, u_m=0.1)
    with pytest.raises(UserError):
        run(calculations()["specific_risk"], {"estimate": 1, "u": 1, "LSL": 2, "USL": 1})


def test_a_perfect_measurement_decides_without_risk() -> None:
    """BAD-INPUT, M12: u_m = 0 gives PFA = PFR = 0 for simple acceptance."""
    result = risk(tolerance_low=-1, tolerance_high=1, process_sd=0.6, u_m=0)

    assert (result.number("pfa"), result.number("pfr")) == (0.0, 0.0)
    assert result.values["worst_pfa_percent"].value is None


@pytest.mark.parametrize(
    "inputs",
    [
        {"process_sd": 0, "u_m": 0.1},
        {"process_sd": 1, "u_m": 0.1, "tur": 4},
        {"process_sd": 1, "itp": 0.9, "u_m": 0.1},
        {"sd_observed": 0.1, "u_m": 0.2},
        {"process_sd": 1, "u_m": 0.1, "acceptance_low": 0.5, "acceptance_high": 0.2},
        {"density": "uniform", "u_m": 0.1},
        {"density": "sample", "u_m": 0.1},
        {"density": "gamma", "process_sd": 1, "u_m": 0.1, "product_low": 3},
    ],
    ids=str,
)
def test_what_cannot_be_computed_is_refused(inputs: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        risk(tolerance_low=-1, tolerance_high=1, **inputs)


def test_acceptance_outside_the_tolerance_is_allowed_and_warned_of() -> None:
    result = risk(tolerance_low=-1, tolerance_high=1, acceptance_low=-1.1, acceptance_high=1.1, process_sd=0.5, u_m=0.1)

    assert result.warnings
    assert result.number("pfa") > result.number("consumer_risk_simple_acceptance")


def test_a_one_sided_tolerance_has_risks_but_no_worst_case() -> None:
    result = risk(tolerance_high=1, process_mean=0, process_sd=0.5, u_m=0.1)
    witness = stats.multivariate_normal([0, 0], [[0.25, 0.25], [0.25, 0.26]])

    both = float(witness.cdf([1.0, 1.0]))

    assert result.number("pfa") == pytest.approx(stats.norm.cdf(1, scale=math.sqrt(0.26)) - both, abs=1e-6)
    assert result.values["worst_pfa_percent"].value is None


def test_the_process_spread_is_what_is_left_of_the_observed_one() -> None:
    result = risk(tolerance_low=-1, tolerance_high=1, sd_observed=0.5, u_m=0.3)

    assert result.number("product_sd_used") == pytest.approx(0.4)


def test_the_worst_case_over_an_unknown_product_has_its_known_values() -> None:
    """Z540.3 Handbook: at most about 2.24 % at a TUR of 4, below 2 % from about 4.52 on."""
    at_four = worst_global_risk(1 / 8, UNIT, UNIT)[0]

    assert at_four == pytest.approx(0.0224, abs=5e-5)
    assert worst_global_risk(1 / (2 * 4.51), UNIT, UNIT)[0] > 0.02 > worst_global_risk(1 / (2 * 4.53), UNIT, UNIT)[0]


def test_a_tur_that_meets_the_limit_only_for_this_product_is_told_apart() -> None:
    result = risk(itp=0.95, tur=1.5)

    assert result.verdict.state == "part"


def test_few_degrees_of_freedom_take_the_t_distribution() -> None:
    narrow = run(calculations()["specific_risk"], {"estimate": 0.5, "u": 0.25, "LSL": -1, "USL": 1, "df": 5})

    assert narrow.number("p_conforming") == pytest.approx(stats.t.cdf(2, 5) - stats.t.cdf(-6, 5), abs=1e-12)
    assert narrow.warnings


def test_thirty_degrees_of_freedom_count_as_normal() -> None:
    wide = run(calculations()["specific_risk"], {"estimate": 0.5, "u": 0.25, "LSL": -1, "USL": 1, "df": 30})

    assert wide.number("p_conforming") == pytest.approx(stats.norm.cdf(2) - stats.norm.cdf(-6), abs=1e-12)


def test_counts_per_million_and_per_year_follow_from_the_risks() -> None:
    result = risk(itp=0.95, tur=4, units_per_year=20_000)

    assert result.number("false_accepts_per_million") == pytest.approx(8582.66, abs=0.01)
    assert result.number("false_accepts_per_year") == pytest.approx(171.653, abs=0.001)


DENSITIES = {
    "uniform": (Uniform(-1.5, 1.5), stats.uniform(-1.5, 3)),
    "triangular": (Triangular(-1.5, 0.5, 2.0), stats.triang(2 / 3.5, -1.5, 3.5)),
    "gamma": (Gamma(-2.0, 0.3, 0.6), stats.gamma((2.3 / 0.6) ** 2, -2.0, 0.36 / 2.3)),
    "lognormal": (
        LogNormal(-2.0, 0.3, 0.6),
        stats.lognorm(math.sqrt(math.log1p((0.6 / 2.3) ** 2)), -2.0, 2.3 / math.sqrt(1 + (0.6 / 2.3) ** 2)),
    ),
    "normal": (Normal(0.2, 0.5), stats.norm(0.2, 0.5)),
}


@pytest.mark.parametrize("name", DENSITIES)
@pytest.mark.parametrize("df", [None, 4])
def test_any_product_agrees_with_adaptive_quadrature(name: str, df: float | None) -> None:
    """Witness: scipy.stats densities with scipy.integrate.quad."""
    density, witness = DENSITIES[name]
    accepted = Limits(-0.8, 0.9)

    found = global_risk(density, 0.15, UNIT, accepted, df)

    ends = [max(density.low, -12.0), min(density.high, 12.0)]

    def accept(x: float) -> float:
        return float(acceptance(np.array([x]), 0.15, accepted, df)[0])

    def over(low: float, high: float, share: Any) -> float:
        low, high = max(low, ends[0]), min(high, ends[1])
        marks = sorted(each for each in (-1.0, -0.8, 0.5, 0.9, 1.0, -0.5, 0.2) if low < each < high)
        return float(integrate.quad(share, low, high, points=marks, limit=400, epsabs=1e-12)[0]) if low < high else 0.0

    pfa = over(ends[0], -1, lambda x: witness.pdf(x) * accept(x)) + over(
        1, ends[1], lambda x: witness.pdf(x) * accept(x)
    )
    pfr = over(-1, 1, lambda x: witness.pdf(x) * (1 - accept(x)))
    assert found.pfa == pytest.approx(pfa, abs=1e-9)
    assert found.pfr == pytest.approx(pfr, abs=1e-9)
    assert found.conforming == pytest.approx(witness.cdf(1) - witness.cdf(-1), abs=1e-12)
    assert (density.mean, density.sd) == (pytest.approx(witness.mean()), pytest.approx(witness.std()))


def test_a_large_sample_of_a_normal_product_comes_near_the_normal_answer() -> None:
    values = stats.norm(0, 0.5).ppf((np.arange(20_000) + 0.5) / 20_000)

    found = global_risk(Sample(tuple(values)), 0.1, UNIT, UNIT)

    assert found.pfa == pytest.approx(global_risk(Normal(0, 0.5), 0.1, UNIT, UNIT).pfa, abs=2e-5)


def test_every_density_can_be_told_by_its_inputs() -> None:
    limits = {"tolerance_low": -1, "tolerance_high": 1, "u_m": 0.15}
    ways: list[dict[str, Any]] = [
        {"density": "uniform", "product_low": -1.5, "product_high": 1.5},
        {"density": "triangular", "product_low": -1.5, "product_high": 2, "product_mode": 0.5},
        {"density": "gamma", "product_low": -2, "process_mean": 0.3, "process_sd": 0.6},
        {"density": "lognormal", "product_low": -2, "process_mean": 0.3, "process_sd": 0.6},
        {"density": "sample", "sample": [-1.2, 0.1, 0.3, 0.9, 1.1]},
    ]

    for way in ways:
        result = risk(**limits, **way)

        assert 0 < result.number("pfa") < 0.2
        assert sum(each["density"] for each in result.tables["product"]) > 0


@settings(max_examples=40, deadline=None)
@given(
    mean=strategies.floats(-0.5, 0.5),
    sd=strategies.floats(0.05, 2),
    u=strategies.floats(0.01, 1),
    shift=strategies.floats(-100, 100),
    scale=strategies.floats(0.01, 100),
)
def test_shift_and_scale_change_no_risk(mean: float, sd: float, u: float, shift: float, scale: float) -> None:
    plain = global_risk(Normal(mean, sd), u, UNIT, UNIT)
    moved = Limits(shift - scale, shift + scale)

    found = global_risk(Normal(shift + scale * mean, scale * sd), scale * u, moved, moved)

    assert found.pfa == pytest.approx(plain.pfa, abs=1e-10)
    assert found.pfr == pytest.approx(plain.pfr, abs=1e-10)


@settings(max_examples=40, deadline=None)
@given(estimate=strategies.floats(-3, 3), u=strategies.floats(0.001, 3))
def test_the_parts_of_a_specific_risk_add_to_one(estimate: float, u: float) -> None:
    found = specific_risk(estimate, u, UNIT)

    assert found.conforming + found.nonconforming == pytest.approx(1, abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(itp=strategies.floats(0.3, 0.999), tur=strategies.floats(0.6, 30))
def test_no_product_is_worse_than_the_worst_case(itp: float, tur: float) -> None:
    result = risk(itp=itp, tur=tur)

    assert result.number("pfa_percent") <= result.number("worst_pfa_percent") + 1e-9
