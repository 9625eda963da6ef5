"""Gauge R&R by averages and ranges: AIAG's example, its factors, what the method cannot see."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.metrology.average_range import usual_factors
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.range_factors import d2_star
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, case, expected, run_case


def average_range(rows: list[dict[str, Any]], **more: Any) -> Result:
    return run(calculations()["gauge_rr_average_range"], {"data": rows, **more})


def told(result: Result) -> str:
    return "\n".join(each.text for each in result.warnings)


def test_the_example_of_aiag_is_met() -> None:
    """AIAG MSA 4th edition, chapter III-B; SPC for Excel (2015)."""
    wanted = dict(expected("GRR-AIAG-XBAR-R"))
    wide = wanted.pop("out_of_control_ranges")["value"]

    result = run_case("gauge_rr_average_range", "GRR-AIAG-XBAR-R")

    assert_meets(result, wanted)
    found = [[row["operator"], int(str(row["part"])), row["range"]] for row in result.tables["out_of_control_ranges"]]
    assert found == [[operator, part, pytest.approx(spread)] for operator, part, spread in wide]


def test_the_factors_are_those_aiag_prints_when_none_are_given() -> None:
    result = average_range(case("GRR-AIAG-XBAR-R")["data"], locale="en")

    assert result.settings["K1"] == pytest.approx(0.5908, abs=5e-5)
    assert result.settings["K2"] == pytest.approx(0.5231, abs=5e-5)
    assert result.settings["K3"] == pytest.approx(0.3146, abs=5e-5)


@pytest.mark.parametrize(
    ("parts", "printed"),
    [(2, 0.7071), (3, 0.5231), (4, 0.4467), (5, 0.4030), (6, 0.3742), (7, 0.3534), (8, 0.3375), (9, 0.3249)],
)
def test_k3_is_that_of_aiag_for_any_number_of_parts(parts: int, printed: float) -> None:
    assert usual_factors(parts, 3, 3).k3 == pytest.approx(printed, abs=1e-4)


def test_k1_uses_d2_star_for_few_ranges_and_d2_for_many() -> None:
    assert usual_factors(10, 3, 2).k1 == pytest.approx(0.8862, abs=5e-5)
    assert usual_factors(5, 2, 2).k1 == pytest.approx(1 / d2_star(2, 10), rel=1e-12)
    assert usual_factors(5, 2, 2).k1 < 0.8862


def test_operators_that_differ_less_than_repeatability_have_av_of_0_and_it_is_said() -> None:
    rows = [
        {"part": part, "operator": operator, "trial": trial, "value": part + 0.3 * (trial == 2)}
        for part in (1, 2, 3)
        for operator in "AB"
        for trial in (1, 2)
    ]

    result = average_range(rows)

    assert result.number("AV") == 0
    assert "AV² tính ra âm" in told(result)


def test_it_is_said_that_an_interaction_cannot_be_seen() -> None:
    assert "không thấy được tương tác" in told(run_case("gauge_rr_average_range", "GRR-AIAG-XBAR-R"))


def test_the_share_of_the_tolerance_uses_the_multiplier() -> None:
    usual = run_case("gauge_rr_average_range", "GRR-AIAG-XBAR-R", LSL=-3, USL=3)
    historic = run_case("gauge_rr_average_range", "GRR-AIAG-XBAR-R", LSL=-3, USL=3, study_multiplier=5.15)

    assert usual.number("pct_tol_GRR") == pytest.approx(100 * usual.number("GRR"), rel=1e-12)
    assert historic.number("pct_tol_GRR") == pytest.approx(100 * 5.15 / 6 * usual.number("GRR"), rel=1e-12)
    assert usual.verdict.state == "bad"


def test_equal_readings_have_no_percentage_and_no_verdict() -> None:
    rows = [
        {"part": part, "operator": operator, "trial": trial, "value": 7}
        for part in "xyz"
        for operator in "AB"
        for trial in (1, 2)
    ]

    result = average_range(rows)

    assert result.number("GRR") == 0
    assert result.values["pct_GRR"].value is None
    assert result.values["ndc"].value is None
    assert result.verdict.state == "none"
