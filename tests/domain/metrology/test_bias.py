"""M06 on the examples of AIAG: bias in both editions, linearity with its band; drift over time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.linearity import banded_line
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, case, expected, run_case

READINGS = [5.8, 5.7, 5.9, 5.9, 6.0, 6.1, 6.0, 6.1, 6.4, 6.3, 6.0, 6.1, 6.2, 5.6, 6.0]


def compute(key: str, **inputs: Any) -> Result:
    return run(calculations()[key], inputs)


def test_the_bias_of_the_fourth_edition() -> None:
    """BIAS-AIAG-15: AIAG MSA 4th edition, 15 readings on a reference of 6.00."""
    result = run_case("bias", "BIAS-AIAG-15")

    assert_meets(result, dict(expected("BIAS-AIAG-15")))
    assert result.verdict.state == "ok"


def test_the_bias_of_the_third_edition_with_its_range() -> None:
    """BIAS-AIAG-15-RANGE: AIAG MSA 3rd edition, range over d2*."""
    result = run_case("bias", "BIAS-AIAG-15-RANGE")

    assert_meets(result, dict(expected("BIAS-AIAG-15-RANGE")))


def test_the_computed_d2_star_is_the_printed_one() -> None:
    """AIAG MSA, appendix C: m = 15, g = 1 gives 3.55333."""
    result = compute("bias", data=READINGS, reference=6.0, sigma="range / d2*")

    assert result.number("d2_star") == pytest.approx(3.55333, abs=2e-4)


def test_subgroups_of_a_control_chart_give_their_mean_range() -> None:
    result = compute("bias", data=READINGS, reference=6.0, sigma="range / d2*", subgroup_size=5)

    ranges = [max(READINGS[at : at + 5]) - min(READINGS[at : at + 5]) for at in (0, 5, 10)]
    assert result.number("range") == pytest.approx(sum(ranges) / 3)
    assert result.number("se_mean") == pytest.approx(result.number("sd_repeatability") / 15**0.5)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"data": [6.0]}, "ít nhất 2 số đọc"),
        ({"reference": None}, "reference"),
        ({"subgroup_size": 4, "sigma": "range / d2*"}, "nhóm 4"),
        ({"subgroup_size": 5}, "sigma"),
        ({"data": [6.0, "sáu"]}, "số thứ 2"),
        ({"data": [6.0, None]}, "số thứ 2"),
        ({"data": ["1.250,5", "1.250"]}, "hai cách"),
    ],
)
def test_bad_readings_are_refused(bad: dict[str, Any], message: str) -> None:
    with pytest.raises(UserError, match=message):
        compute("bias", **{"data": READINGS, "reference": 6.0, **bad})


@pytest.mark.parametrize(("allowed", "state"), [(0.2, "ok"), (0.05, "none")])
def test_a_bias_is_judged_with_its_interval(allowed: float, state: str) -> None:
    result = compute("bias", data=READINGS, reference=6.0, allowed_bias=allowed)

    assert result.verdict.state == state


@pytest.mark.parametrize("extra", [{}, {"allowed_bias": 0.5}])
def test_a_large_bias_is_bad(extra: dict[str, float]) -> None:
    result = compute("bias", data=READINGS, reference=5.0, **extra)

    assert result.verdict.state == "bad"


def test_equal_readings_have_no_t() -> None:
    result = compute("bias", data=[6.0] * 12, reference=6.0)

    assert result.values["t"].value is None


def test_the_share_of_the_bias_is_named_by_what_it_is_taken_of() -> None:
    result = compute("bias", data=READINGS, reference=5.9, process_variation=2.5, tolerance=4.0)

    assert result.number("pct_bias_process") == pytest.approx(100 * result.number("bias") / 2.5)
    assert result.number("pct_bias_tolerance") == pytest.approx(100 * result.number("bias") / 4.0)


@given(st.lists(st.integers(-1000, 1000), min_size=3, max_size=30).filter(lambda each: max(each) > min(each)))
def test_the_interval_of_the_bias_agrees_with_scipy(hundredths: list[int]) -> None:
    readings = [each / 100 for each in hundredths]

    result = compute("bias", data=readings, reference=0.5)

    witness = stats.ttest_1samp(readings, 0.5).confidence_interval(0.95)
    assert result.number("ci_low") == pytest.approx(witness.low - 0.5, rel=1e-8, abs=1e-9)
    assert result.number("ci_high") == pytest.approx(witness.high - 0.5, rel=1e-8, abs=1e-9)


def test_the_linearity_of_aiag_with_its_band() -> None:
    """LIN-AIAG-5x12: AIAG MSA 4th edition; full digits from the JASP Quality Control module."""
    result = run_case("linearity", "LIN-AIAG-5x12")

    assert_meets(result, dict(expected("LIN-AIAG-5x12")))
    assert result.verdict.state == "bad"
    assert result.used == 60
    assert sum("có ý nghĩa thống kê" in each.text for each in result.warnings) == 2


def test_the_line_and_its_band_agree_with_statsmodels() -> None:
    rows = case("LIN-AIAG-5x12")["data"]
    x = np.array([float(each["reference"]) for each in rows])
    y = np.array([float(each["value"]) for each in rows]) - x

    fit = banded_line(x.tolist(), y.tolist(), 0.95)

    witness = sm.OLS(y, sm.add_constant(x)).fit()
    low, high = witness.get_prediction(np.array([[1.0, 3.3]])).conf_int()[0]
    assert fit.band_at(3.3) == pytest.approx((low, high), rel=1e-9)
    assert fit.slope.p == pytest.approx(witness.pvalues[1], rel=1e-6)


def rows(deviation: dict[float, list[float]]) -> list[dict[str, float]]:
    return [{"reference": x, "value": x + each} for x, them in deviation.items() for each in them]


def test_a_curved_bias_is_not_corrected_by_a_line() -> None:
    result = compute("linearity", data=rows({x: [(x - 3) ** 2 + e for e in (-0.1, 0.0, 0.1)] for x in (1, 2, 3, 4, 5)}))

    assert result.number("p_lack_of_fit") < 0.05
    assert result.verdict.state == "bad"
    assert "không đi theo đường thẳng" in result.verdict.said.text


def test_lack_of_fit_agrees_with_an_analysis_of_variance() -> None:
    rows_ = case("LIN-AIAG-5x12")["data"]
    x = np.array([float(each["reference"]) for each in rows_])
    y = np.array([float(each["value"]) for each in rows_]) - x
    line = sm.OLS(y, sm.add_constant(x)).fit()
    groups = sm.OLS(y, (x[:, None] == np.unique(x)).astype(float)).fit()

    result = run_case("linearity", "LIN-AIAG-5x12")

    f, p, _df = groups.compare_f_test(line)
    assert result.number("f_lack_of_fit") == pytest.approx(f, rel=1e-9)
    assert result.number("p_lack_of_fit") == pytest.approx(p, rel=1e-6)


def test_a_flat_line_near_zero_is_acceptable_though_r_squared_is_low() -> None:
    result = compute("linearity", data=rows({float(x): [-0.02, 0.01, 0.0, 0.02, -0.01] for x in range(1, 6)}))

    assert result.verdict.state == "ok"
    assert result.number("r_squared") < 0.01


def test_numbers_of_readings_may_differ_between_references() -> None:
    result = compute("linearity", data=rows({1: [0.0, 0.1], 2: [0.1], 3: [0.0, 0.05, -0.05]}))

    assert result.used == 6


def test_single_readings_leave_no_lack_of_fit() -> None:
    result = compute("linearity", data=rows({1: [0.0], 2: [0.1], 3: [0.0], 4: [0.1]}))

    assert result.values["u_LIN"].value is None


@pytest.mark.parametrize("references", [(1.0, 1.0, 1.0), (1.0, 2.0, 2.0)])
def test_fewer_than_three_references_are_refused(references: tuple[float, ...]) -> None:
    with pytest.raises(UserError, match="ít nhất 3 giá trị quy chiếu"):
        compute("linearity", data=[{"reference": x, "value": x} for x in references])


@given(st.floats(-0.5, 0.5), st.floats(-2, 2), st.floats(0.05, 1), st.floats(0, 10), st.floats(0.5, 10))
def test_zero_inside_the_band_is_what_many_places_on_it_say(
    slope: float, intercept: float, noise: float, low: float, width: float
) -> None:
    x = [float(each) for each in range(1, 11)]
    fit = banded_line(x, [intercept + slope * each + noise * (-1) ** each for each in range(1, 11)], 0.95)
    bands = [fit.band_at(at) for at in np.linspace(low, low + width, 300)]

    inside = fit.zero_inside(low, low + width)

    if inside:
        assert all(least <= 1e-9 and most >= -1e-9 for least, most in bands)
    elif all(least <= -1e-3 and most >= 1e-3 for least, most in bands):
        pytest.fail("the band holds zero everywhere")


def drift(per_day: float, noise: float = 0.02, n: int = 16) -> list[dict[str, Any]]:
    return [{"days": 10 * at, "value": 5 + per_day * 10 * at + noise * (-1) ** at} for at in range(n)]


def test_a_drift_is_significant_and_large_by_two_separate_statements() -> None:
    result = compute("stability", data=drift(0.001), interval_days=365, mpe=0.5)

    assert result.number("slope_per_day") == pytest.approx(0.001, rel=0.05)
    assert result.number("drift_per_interval") == pytest.approx(365 * result.number("slope_per_day"))
    assert result.verdict.state == "bad"


def test_a_significant_drift_may_be_small() -> None:
    result = compute("stability", data=drift(0.001), interval_days=365, mpe=50)

    assert result.verdict.state == "part"


def test_a_steady_part_shows_no_drift() -> None:
    result = compute("stability", data=drift(0.0), interval_days=365, mpe=0.5)

    assert result.verdict.state == "ok"


def test_dates_count_as_days() -> None:
    dated = [{"date": day, "value": value} for day, value in (("2026-01-01", 1), ("2026-01-11", 2), ("2026-01-31", 4))]

    result = compute("stability", data=dated)

    assert result.number("slope_per_day") == pytest.approx(0.1)


def test_a_row_without_a_day_is_refused_by_its_number() -> None:
    with pytest.raises(UserError, match="Dòng 2"):
        compute(
            "stability", data=[{"date": "2026-01-01", "value": 1}, {"value": 2}, {"date": "2026-03-01", "value": 1}]
        )


def test_measurements_of_one_day_are_no_drift() -> None:
    with pytest.raises(UserError, match="những ngày khác nhau"):
        compute("stability", data=[{"date": "2026-01-01", "value": each} for each in (1, 2, 3)])
