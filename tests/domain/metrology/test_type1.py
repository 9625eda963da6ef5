"""M05 on a study that was verified with other software, and its rules for bad input."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, expected, run_case

STEADY = [10.0, 10.1, 9.9] * 10


def type1(**inputs: Any) -> Result:
    return run(calculations()["type1"], {"data": STEADY, "reference": 10.0, "tolerance": 10.0, **inputs})


def test_fifty_readings_meet_the_verified_results() -> None:
    """TYPE1-50-K20-L6: JASP Quality Control module, marked by its authors as verified with Minitab."""
    result = run_case("type1", "TYPE1-50-K20-L6")

    assert_meets(result, dict(expected("TYPE1-50-K20-L6")))
    assert result.verdict.state == "bad"


def test_a_bias_that_is_not_significant_does_not_make_the_device_capable() -> None:
    result = run_case("type1", "TYPE1-50-K20-L6")

    assert any("không làm cho thiết bị đủ năng lực" in each.text for each in result.warnings)


def test_the_test_of_bias_agrees_with_scipy() -> None:
    result = type1(reference=10.02)

    witness = stats.ttest_1samp(STEADY, 10.02)
    assert result.number("t") == pytest.approx(witness.statistic, rel=1e-12)
    assert result.number("p_value") == pytest.approx(witness.pvalue, rel=1e-12)


def test_equal_readings_have_no_index_and_tell_of_the_resolution() -> None:
    """BAD-INPUT M05: standard deviation 0."""
    result = type1(data=[10.0] * 30)

    assert result.values["Cg"].value is None and result.values["Cgk"].value is None
    assert result.verdict.state == "none"
    assert any("độ phân giải" in each.text for each in result.warnings)


def test_fewer_than_ten_readings_give_the_bias_without_a_verdict() -> None:
    """BAD-INPUT M05: fewer than 10 readings."""
    result = type1(data=STEADY[:9])

    assert result.values["bias_ci_low"].available
    assert result.verdict.state == "none"


def test_one_reading_is_refused() -> None:
    """BAD-INPUT M05: below 2 readings."""
    with pytest.raises(UserError, match="ít nhất 2 số đọc"):
        type1(data=[10.0])


def test_a_bias_beyond_its_part_of_the_tolerance_is_shown_as_it_is() -> None:
    """BAD-INPUT M05: |bias| > K/200 x tolerance."""
    result = type1(reference=12.0)

    assert result.number("Cgk") < 0
    assert result.values["pct_var_repeatability_and_bias"].value is None
    assert result.verdict.state == "bad"


@pytest.mark.parametrize("tolerance", [0, -1])
def test_a_tolerance_that_is_not_positive_is_refused(tolerance: float) -> None:
    with pytest.raises(UserError, match="tolerance"):
        type1(tolerance=tolerance)


def test_without_a_reference_only_the_spread_is_given() -> None:
    result = type1(reference=None)

    assert result.values["s"].available and result.values["Cg"].available
    assert result.values["Cgk"].value is None and result.values["bias"].value is None
    assert result.verdict.state == "part"


def test_without_a_tolerance_the_bias_is_still_tested() -> None:
    result = type1(tolerance=None, reference=10.02)

    assert result.values["t"].available
    assert result.values["Cg"].value is None


def test_limits_on_both_sides_make_the_tolerance() -> None:
    result = type1(tolerance=None, tolerance_low=5.0, tolerance_high=15.0)

    assert result.number("Cg") == type1().number("Cg")


def test_rounding_noise_is_no_bias() -> None:
    result = type1(data=[0.1 + 0.2, 0.3, 0.3 + 1e-3, 0.3 - 1e-3] * 5, reference=0.3, tolerance=1.0)

    assert result.values["bias"].value == 0.0


@pytest.mark.parametrize(("setting", "factor"), [({"K_percent": 15.0}, 0.75), ({"L": 4.0}, 1.5)])
def test_k_and_l_are_settings_that_are_kept_with_the_result(setting: dict[str, float], factor: float) -> None:
    result = type1(**setting)

    assert result.number("Cg") == pytest.approx(type1().number("Cg") * factor)
    assert dict(result.settings).items() >= setting.items()


@given(
    st.lists(st.integers(-50, 50), min_size=10, max_size=40).filter(lambda each: len(set(each)) > 1),
    st.sampled_from([0.001, 0.5, 10.0]),
    st.integers(-1000, 1000),
)
def test_indices_do_not_change_with_scale_or_origin(readings: list[int], scale: float, shift: int) -> None:
    plain = type1(data=readings, reference=1, tolerance=400)

    moved = type1(data=[each * scale + shift for each in readings], reference=scale + shift, tolerance=400 * scale)

    assert moved.number("Cg") == pytest.approx(plain.number("Cg"), rel=1e-6)
    assert moved.number("Cgk") == pytest.approx(plain.number("Cgk"), rel=1e-6, abs=1e-9)


@given(st.permutations(STEADY))
def test_the_order_of_the_readings_does_not_matter(readings: list[float]) -> None:
    assert type1(data=readings).number("Cgk") == type1().number("Cgk")
