"""M09 on the NIST/SEMATECH e-Handbook: individuals, EWMA, check standards; subgroups and run rules."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.control_charts import Limits, Rules, ewma_ratio, signals
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, case, cases, expected, run_case

QUIET = [10.0, 10.2, 9.9, 10.1, 10.0, 9.8, 10.1, 10.0, 10.2, 9.9] * 2


def compute(key: str, **inputs: Any) -> Result:
    return run(calculations()[key], inputs)


def test_the_individuals_chart_of_the_flow_rates() -> None:
    """IMR-FLOWRATE: NIST/SEMATECH e-Handbook 6.3.2.2."""
    result = run_case("individuals_chart", "IMR-FLOWRATE")

    assert_meets(result, dict(expected("IMR-FLOWRATE")))
    assert result.number("points_out") == 0


def test_the_limits_of_the_ewma_chart() -> None:
    """EWMA-LIMITS: NIST/SEMATECH e-Handbook 6.3.2.4."""
    result = run_case("ewma_chart", "EWMA-LIMITS")

    assert_meets(result, dict(expected("EWMA-LIMITS")))


def test_exact_limits_of_ewma_start_narrow_and_end_at_the_asymptotic_ones() -> None:
    """NIST/SEMATECH e-Handbook 6.3.2.4: the factor 1 - (1 - lambda)^(2t)."""
    result = compute("ewma_chart", data=QUIET, target=10, s=0.15, lam=0.3, form="exact")

    widths = [float(row["high"] or 0) - 10 for row in result.tables["points"]]
    assert widths[0] == pytest.approx(3 * 0.15 * 0.3)
    assert widths == sorted(widths)
    assert widths[-1] == pytest.approx(3 * 0.15 * ewma_ratio(0.3) ** 0.5, rel=1e-5)


@pytest.mark.parametrize("row", cases()["CHECK-STANDARD"]["rows"], ids=lambda row: str(row["today"]))
def test_a_check_standard_is_compared_with_its_history(row: dict[str, Any]) -> None:
    """CHECK-STANDARD: the check-standard t-test of the NIST/SEMATECH e-Handbook, chapter 2."""
    told = {name: each for name, each in row.items() if name != "today"}

    result = compute("check_standard", **{**case("CHECK-STANDARD")["settings"], **row})

    assert_meets(result, told)
    assert result.verdict.state == ("ok" if row["in_control_2sided_5pct"] else "bad")


def test_history_may_be_given_as_values() -> None:
    result = compute("check_standard", history=QUIET, today=10.1)

    mean, s = sum(QUIET) / 20, stats.tstd(QUIET)
    assert result.number("t") == pytest.approx((10.1 - mean) / s)
    assert result.number("df_history") == 19


def test_a_wide_spread_today_is_out_of_control_though_the_mean_is_right() -> None:
    result = compute("check_standard", history=QUIET, data=[9.5, 10.5, 9.6, 10.4, 10.05])

    assert result.values["in_control"].value is True
    assert result.values["precision_in_control"].value is False
    assert result.verdict.state == "bad"
    assert result.number("F_critical") == pytest.approx(stats.f.ppf(0.95, 4, 19), rel=1e-10)
    assert result.number("p_precision") == pytest.approx(stats.f.sf(result.number("F"), 4, 19), rel=1e-9)


@pytest.mark.parametrize(
    "bad",
    [{"today": 1.0}, {"history": [1.0, 1.0, 1.0], "today": 1.0}, {"history": QUIET}, {"s_process": 0, "today": 1}],
)
def test_a_check_standard_without_history_or_value_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        compute("check_standard", **bad)


def test_a_point_is_judged_by_the_base_period_and_not_by_itself() -> None:
    result = compute("individuals_chart", data=[*QUIET, 12.0], base_points=20)

    assert [row["order"] for row in result.tables["points"] if row["out"]] == [21]
    assert result.values["center"].value == pytest.approx(sum(QUIET) / 20)
    assert result.verdict.state == "bad"


def test_a_chart_without_a_base_period_says_so() -> None:
    result = compute("individuals_chart", data=QUIET)

    assert any("nền ổn định" in each.text for each in result.warnings)


def test_a_base_period_longer_than_the_data_is_refused() -> None:
    with pytest.raises(UserError, match="base_points"):
        compute("individuals_chart", data=QUIET, base_points=30)


def test_equal_values_leave_no_limits() -> None:
    result = compute("individuals_chart", data=[5.0] * 25)

    assert result.values["UCL_x"].value is None
    assert result.verdict.state == "none"
    assert any("độ phân giải" in each.text for each in result.warnings)


def test_one_value_is_no_chart() -> None:
    with pytest.raises(UserError, match="ít nhất 2 giá trị"):
        compute("individuals_chart", data=[5.0])


def test_strongly_dependent_values_are_warned_of() -> None:
    result = compute("individuals_chart", data=[float(each) for each in range(30)])

    assert any("phụ thuộc nhau" in each.text for each in result.warnings)


LIMITS = Limits(0.0, -3.0, 3.0)


@pytest.mark.parametrize(
    ("values", "rules", "rule"),
    [
        ([0, 3.1], Rules(), "beyond"),
        ([0, 3.0], Rules(), ""),
        ([2.1, 0, 2.2], Rules(two_of_three=True), "2_of_3"),
        ([2.1, 0, 2.2], Rules(), ""),
        ([2.1, 0, -2.2], Rules(two_of_three=True), ""),
        ([1.1, 1.2, 0, 1.3, 1.4], Rules(four_of_five=True), "4_of_5"),
        ([0.1] * 8, Rules(eight_in_row=True), "8_in_row"),
        ([0.1] * 7, Rules(eight_in_row=True), ""),
    ],
)
def test_run_rules_signal_only_where_they_are_chosen(values: list[float], rules: Rules, rule: str) -> None:
    found = signals(values, 0.0, 1.0, LIMITS, rules)

    assert found[-1] == rule


GROUPS = [{"subgroup": str(at), "value": 10 + value} for at in range(20) for value in (-1.0, 0.5, 0.0, 1.0, -0.5)]


def test_means_and_ranges_use_the_printed_factors() -> None:
    """AIAG and ISO 7870-2, n = 5: A2 0.577, D3 0, D4 2.114, d2 2.326."""
    result = compute("xbar_r_chart", data=GROUPS)

    assert result.number("A2") == pytest.approx(0.577, abs=5e-4)
    assert result.number("D4") == pytest.approx(2.114, abs=1e-3)
    assert result.number("D3") == 0
    assert result.number("d2") == pytest.approx(2.326, abs=5e-4)
    assert result.number("UCL_x") == pytest.approx(10 + result.number("A2") * 2.0)


def test_a_plain_list_may_be_cut_into_subgroups() -> None:
    cut = compute("xbar_r_chart", data=[row["value"] for row in GROUPS], subgroup_size=5)

    assert cut.values == compute("xbar_r_chart", data=GROUPS).values


def test_an_unlike_subgroup_is_refused_by_its_name() -> None:
    with pytest.raises(UserError, match="Nhóm “19”"):
        compute("xbar_r_chart", data=GROUPS[:-1])


def test_subgroups_of_one_are_sent_to_the_chart_of_single_values() -> None:
    with pytest.raises(UserError, match="giá trị đơn"):
        compute("xbar_r_chart", data=[{"subgroup": "1", "value": 3}, {"subgroup": "2", "value": 4}])


@given(
    st.lists(st.integers(-50, 50), min_size=4, max_size=40).filter(lambda each: len(set(each)) > 1),
    st.sampled_from([0.01, 3.0, 100.0]),
    st.integers(-500, 500),
)
def test_which_points_signal_does_not_change_with_scale_or_origin(values: list[int], scale: float, shift: int) -> None:
    plain = compute("individuals_chart", data=values, base_points=2 + len(values) // 2)

    moved = compute(
        "individuals_chart", data=[each * scale + shift for each in values], base_points=2 + len(values) // 2
    )

    if plain.values["UCL_x"].available:
        assert moved.number("sigma_from_mr") == pytest.approx(plain.number("sigma_from_mr") * scale, rel=1e-6)
        assert moved.number("center") == pytest.approx(plain.number("center") * scale + shift, rel=1e-6, abs=1e-6)
