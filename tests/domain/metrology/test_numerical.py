"""The numerical core against NIST Statistical Reference Datasets (SRD 140), and what must hold for any data."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, chosen, run
from app.domain.metrology.numerical import polynomial, sd_of, straight_line, summary_of
from tests.domain.metrology.cases import case, cases, expected, run_case

READINGS = st.lists(st.integers(-9_999, 9_999).map(lambda each: each / 1000), min_size=3, max_size=30)
WAMPLER_X = list(range(21))


def assert_certified(key: str, case_id: str, **more: Any) -> None:
    """Every certified number is met within the relative tolerance of the case."""
    result = run_case(key, case_id, **more)

    for name, certified in expected(case_id):
        allowed = cases()[case_id]["tolerance"]["relative"]
        assert result.number(name) == pytest.approx(float(certified), rel=allowed), name


@pytest.mark.parametrize("case_id", ["STRD-MICHELSO", "STRD-NUMACC1"])
def test_a_summary_meets_the_certified_values_of_nist(case_id: str) -> None:
    assert_certified("summary", case_id)


def test_a_summary_meets_the_certified_values_of_nist_numacc2() -> None:
    assert_certified("summary", "STRD-NUMACC2", data=[1.2, *[1.1, 1.3] * 500])


def test_a_summary_of_a_large_constant_and_a_small_swing_keeps_its_digits_as_nist_numacc4() -> None:
    found = summary_of([10_000_000.2, *[10_000_000.1, 10_000_000.3] * 500])

    assert found.mean == pytest.approx(10_000_000.2, rel=1e-15)
    assert found.sd == pytest.approx(0.1, rel=1e-7)
    assert found.autocorrelation_lag1 == pytest.approx(-0.999, rel=1e-7)


@pytest.mark.parametrize("case_id", ["STRD-SIRSTV", "STRD-SMLS01"])
def test_a_one_way_analysis_meets_the_certified_values_of_nist(case_id: str) -> None:
    assert_certified("one_way_anova", case_id)


def test_a_straight_line_meets_the_certified_values_of_nist_norris() -> None:
    assert_certified("straight_line", "STRD-NORRIS")


def test_a_polynomial_of_degree_5_meets_nist_wampler1() -> None:
    found = polynomial(WAMPLER_X, [sum(x**k for k in range(6)) for x in WAMPLER_X], 5)

    assert found.coefficients == pytest.approx([1.0] * 6, rel=1e-8)


def test_a_polynomial_of_degree_5_meets_nist_wampler2() -> None:
    found = polynomial(WAMPLER_X, [sum((x / 10) ** k for k in range(6)) for x in WAMPLER_X], 5)

    assert found.coefficients == pytest.approx([10.0**-k for k in range(6)], rel=1e-11)


def test_a_polynomial_of_degree_5_with_large_residuals_meets_nist_wampler3() -> None:
    half = [759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048]
    y = [sum(x**k for k in range(6)) + more for x, more in zip(WAMPLER_X, [*half, 2048, *half[::-1]], strict=True)]

    found = polynomial(WAMPLER_X, y, 5)

    assert found.coefficients == pytest.approx([1.0] * 6, rel=1e-8)
    assert found.residual_sd == pytest.approx(2360.14502379268, rel=1e-12)
    assert found.standard_errors[0] == pytest.approx(2152.32624678170, rel=1e-11)
    assert found.standard_errors[5] == pytest.approx(0.112324854679312, rel=1e-11)


@given(READINGS, st.integers(-1000, 1000), st.sampled_from([0.5, 2.0, 8.0]))
def test_a_shift_moves_the_mean_and_a_scale_stretches_the_deviation(
    values: list[float], shift: int, scale: float
) -> None:
    before, after = summary_of(values), summary_of([scale * each + shift for each in values])

    assert after.mean == pytest.approx(scale * before.mean + shift, abs=1e-9)
    assert after.sd == pytest.approx(scale * (before.sd or 0.0), abs=1e-9)


@given(READINGS.filter(lambda each: len(set(each)) > 2))
def test_a_line_agrees_with_scipy(values: list[float]) -> None:
    x = list(range(len(values)))

    found, witness = straight_line(x, values), stats.linregress(x, values)

    assert found.slope == pytest.approx(witness.slope, abs=1e-9)
    assert found.intercept == pytest.approx(witness.intercept, abs=1e-9)
    assert found.se_slope == pytest.approx(witness.stderr, abs=1e-9)
    assert found.se_intercept == pytest.approx(witness.intercept_stderr, abs=1e-9)


def test_a_one_way_analysis_agrees_with_scipy_for_unlike_groups() -> None:
    groups = [[6.1, 6.3, 5.9], [6.6, 6.4], [6.0, 6.2, 6.1, 6.5]]
    rows = [{"group": str(at), "value": value} for at, each in enumerate(groups) for value in each]

    result = run(calculations()["one_way_anova"], {"data": rows})
    witness = stats.f_oneway(*groups)

    assert result.number("F") == pytest.approx(witness.statistic, rel=1e-12)
    assert result.number("p") == pytest.approx(witness.pvalue, rel=1e-10)


def test_the_interval_of_a_mean_is_students() -> None:
    values = [10.1, 10.4, 9.9, 10.2, 10.6]

    mean = run(calculations()["summary"], {"data": values, "unit": "mm"}).values["mean"]

    low, high = stats.t.interval(0.95, 4, loc=np.mean(values), scale=stats.sem(values))
    assert (mean.low, mean.high) == pytest.approx((low, high), rel=1e-10)
    assert mean.unit == "mm"


def test_one_reading_has_a_mean_and_no_deviation() -> None:
    result = run(calculations()["summary"], {"data": [4.2]})

    assert result.number("mean") == 4.2
    assert result.values["sd"].value is None
    assert "một số đọc" in result.values["sd"].why.text  # type: ignore[union-attr]


def test_equal_readings_have_no_autocorrelation_and_warn_of_the_resolution() -> None:
    result = run(calculations()["summary"], {"data": [5.0] * 12})

    assert result.values["autocorrelation_lag1"].value is None
    assert result.number("sd") == 0
    assert any("độ phân giải" in each.text for each in result.warnings)


def test_readings_that_follow_each_other_warn_that_the_uncertainty_is_too_small() -> None:
    result = run(calculations()["summary"], {"data": [math.sin(each / 6) for each in range(40)]})

    assert any("phụ thuộc nhau" in each.text for each in result.warnings)


@pytest.mark.parametrize(
    ("key", "raw", "words"),
    [
        ("summary", {"data": []}, "Chưa có số đọc"),
        ("one_way_anova", {"data": [{"group": "a", "value": 1}, {"group": "a", "value": 2}]}, "hai nhóm"),
        ("one_way_anova", {"data": [{"group": "a", "value": 1}, {"group": "b", "value": 2}]}, "một số đọc"),
        ("straight_line", {"data": [{"x": 1, "y": 1}, {"x": 1, "y": 2}]}, "hai giá trị x"),
        ("summary", {"data": [1.0, "abc"]}, "số thứ 2"),
        ("summary", {"data": ["1.250"]}, "hai cách"),
    ],
)
def test_data_that_give_no_answer_are_refused_with_the_reason(key: str, raw: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        run(calculations()[key], raw)


def test_a_line_through_two_points_has_no_standard_error() -> None:
    result = run(calculations()["straight_line"], {"data": [{"x": 0, "y": 1}, {"x": 2, "y": 5}], "unit": "mV"})

    assert (result.number("B0"), result.number("B1")) == (1.0, 2.0)
    assert result.values["se_B1"].value is None
    assert result.values["residual_sd"].value is None


def test_the_deviation_needs_two_values() -> None:
    with pytest.raises(ValueError, match="two values"):
        sd_of([1.0])


def test_a_golden_case_is_read_as_it_stands_in_its_file() -> None:
    assert case("STRD-NORRIS")["data"][0] == {"y": "0.1", "x": "0.2"}


@pytest.mark.parametrize("value", [1e61, 1e200, -1e308, "1e150"])
def test_a_number_whose_fourth_power_is_not_finite_is_refused(value: Any) -> None:
    with pytest.raises(UserError, match=r"số thứ 2.* quá lớn hoặc quá nhỏ"):
        run(calculations()["summary"], {"data": [1.0, value]})


@pytest.mark.parametrize("case_id", ["STRD-MICHELSO", "STRD-SIRSTV", "STRD-NORRIS"])
def test_the_method_alone_finds_the_calculation_that_fits_the_data(case_id: str) -> None:
    kinds = {"STRD-MICHELSO": "summary", "STRD-SIRSTV": "one_way_anova", "STRD-NORRIS": "straight_line"}

    assert chosen("M00", case(case_id)).key == kinds[case_id]
