"""Gauge R&R by crossed analysis of variance: published studies, verdicts, warnings."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, chosen, run
from app.domain.metrology.result_json import from_json, to_json
from app.domain.metrology.results import Result
from app.wording import speaking
from tests.domain.metrology.cases import assert_meets, case, expected, run_case

GOLDEN = {
    "GRR-AIAG-ANOVA": "AIAG MSA 4th edition; SPC for Excel, three methods (2015)",
    "GRR-AIAG-ANOVA-NOPOOL": "AIAG data, interaction kept; recomputed",
    "GRR-AIAG-TOL": "mfgQC documentation, %tolerance of the AIAG data",
    "GRR-EXACT-3x2x2": "exact fractions",
    "GRR-FOUR-INTERACTION": "JASP quality control module, checked against Minitab",
    "GRR-TEN-TOL10": "JASP quality control module, checked against Minitab",
    "GRR-TEN-HIST3": "JASP quality control module, historical standard deviation",
    "GRR-VDA5-POOL05": "VDA volume 5 (2011), table 13",
    "GRR-VDA5-POOL25": "VDA volume 5 data, interaction kept; recomputed",
}


def anova(rows: list[dict[str, Any]], **more: Any) -> Result:
    return run(calculations()["gauge_rr_anova"], {"data": rows, **more})


def study(cells: dict[str, dict[str, list[float]]]) -> list[dict[str, Any]]:
    """Rows from part → operator → readings."""
    return [
        {"part": part, "operator": operator, "trial": trial, "value": value}
        for part, operators in cells.items()
        for operator, readings in operators.items()
        for trial, value in enumerate(readings, 1)
    ]


EXACT = study(
    {
        "P1": {"O1": [10, 12], "O2": [13, 15]},
        "P2": {"O1": [20, 21], "O2": [21, 25]},
        "P3": {"O1": [30, 33], "O2": [35, 34]},
    }
)


def told(result: Result) -> str:
    return "\n".join(each.text for each in result.warnings)


@pytest.mark.parametrize("case_id", GOLDEN, ids=[f"{name}: {source}" for name, source in GOLDEN.items()])
def test_a_published_study_is_met(case_id: str) -> None:
    result = run_case("gauge_rr_anova", case_id)

    assert_meets(result, dict(expected(case_id)))


@pytest.mark.parametrize("case_id", GOLDEN)
def test_the_method_alone_finds_the_crossed_analysis_for_a_golden_case(case_id: str) -> None:
    assert chosen("M08", case(case_id)).key == "gauge_rr_anova"


def test_the_pooling_level_decides_for_the_study_of_vda5_and_is_among_the_settings() -> None:
    """VDA volume 5: p = 0.055 pools at 0.05 and not at 0.25."""
    pooled, kept = (run_case("gauge_rr_anova", f"GRR-VDA5-POOL{level}") for level in ("05", "25"))

    assert pooled.settings["alpha_pool"] == 0.05
    assert kept.settings["alpha_pool"] == 0.25
    assert pooled.values["interaction_pooled"].value is True
    assert kept.values["interaction_pooled"].value is False
    assert "Đã gộp" in told(pooled)
    assert "Giữ tương tác" in told(kept)


def test_both_denominators_of_f_are_given_as_aiag_prints_one_and_the_random_model_asks_the_other() -> None:
    """AIAG MSA appendix A divides by the error within cells: F of operators 34.44, of parts 213.52."""
    result = run_case("gauge_rr_anova", "GRR-AIAG-ANOVA-NOPOOL")

    assert result.number("f_operator_error") == pytest.approx(34.44, abs=0.005)
    assert result.number("f_part_error") == pytest.approx(213.52, abs=0.005)
    assert result.number("f_operator") == pytest.approx(1.58363111111 / 0.0199434567901, rel=1e-9)
    assert result.number("f_part") == pytest.approx(9.81799271605 / 0.0199434567901, rel=1e-9)


def test_a_negative_component_is_0_and_said_with_its_raw_value() -> None:
    """Four parts of JASP: the raw component of the operators is -0.000208."""
    result = run_case("gauge_rr_anova", "GRR-FOUR-INTERACTION")

    assert result.number("var_operator") == 0
    assert result.number("var_operator_before_clamp") == pytest.approx(-0.000208333, abs=1e-9)
    assert "ước lượng âm (−0,0002083) nên lấy bằng 0" in told(result)


def test_percent_of_tolerance_and_of_variation_are_shown_apart_and_the_verdict_names_its_basis() -> None:
    """Four parts of JASP: 9.8 % of the tolerance, 29.5 % of the variation."""
    by_tolerance = run_case("gauge_rr_anova", "GRR-FOUR-INTERACTION")
    by_study = run_case("gauge_rr_anova", "GRR-FOUR-INTERACTION", verdict_basis="study")

    assert (by_tolerance.verdict.state, by_study.verdict.state) == ("ok", "part")
    assert "9,76 % dung sai" in by_tolerance.verdict.said.text
    assert "29,45 % độ biến động" in by_study.verdict.said.text
    assert by_tolerance.verdict.basis is not None and "phần trăm dung sai" in by_tolerance.verdict.basis.text
    assert by_study.verdict.basis is not None and "phần trăm độ biến động" in by_study.verdict.basis.text
    assert "giống nhau quá" in told(by_tolerance)


def test_the_cell_with_too_wide_a_range_is_named() -> None:
    """AIAG MSA: part 4 of operator B, range 1.02 above 0.880."""
    result = run_case("gauge_rr_anova", "GRR-AIAG-ANOVA")

    assert "Khoảng 1,02 ở ô vật 4, người B vượt giới hạn trên 0,8797" in told(result)


def test_the_limits_of_the_components_are_those_of_the_published_example() -> None:
    """AIAG data, modified large sample, 90 %: as mfgQC documents them."""
    values = run_case("gauge_rr_anova", "GRR-AIAG-ANOVA").values

    limits = {name: (values[f"sd_{name}"].low, values[f"sd_{name}"].high) for name in ("EV", "AV", "GRR", "PV")}

    assert limits["EV"] == pytest.approx((0.177, 0.231), abs=6e-4)
    assert limits["AV"] == pytest.approx((0.128, 1.014), abs=6e-4)
    assert limits["GRR"] == pytest.approx((0.235, 1.033), abs=6e-4)
    assert limits["PV"] == pytest.approx((0.759, 1.717), abs=6e-4)


def test_the_basis_says_when_the_interval_of_grr_covers_a_limit() -> None:
    result = run_case("gauge_rr_anova", "GRR-AIAG-ANOVA")
    sure = run_case("gauge_rr_anova", "GRR-AIAG-ANOVA", limit_ok_percent=1, limit_bad_percent=5)

    share = result.values["pct_sv_GRR"]
    assert share.low is not None and share.high is not None
    assert share.low < 27.9 < 30 < share.high
    assert result.verdict.basis is not None and "chưa đủ dữ liệu để chắc chắn" in result.verdict.basis.text
    assert sure.verdict.basis is not None and "chưa đủ dữ liệu" not in sure.verdict.basis.text


def test_with_a_known_total_the_interval_of_the_share_is_that_of_grr_over_it() -> None:
    """Ten parts of JASP, historical standard deviation 3."""
    values = run_case("gauge_rr_anova", "GRR-TEN-HIST3").values

    low = values["sd_GRR"].low
    assert low is not None
    assert values["pct_sv_GRR"].low == pytest.approx(100 * low / 3)


def test_the_historic_multiplier_changes_the_tolerance_share_alone() -> None:
    usual = run_case("gauge_rr_anova", "GRR-TEN-TOL10")
    historic = run_case("gauge_rr_anova", "GRR-TEN-TOL10", settings={"study_multiplier": 5.15, "tolerance": 10})

    assert historic.number("pct_sv_GRR") == pytest.approx(usual.number("pct_sv_GRR"), rel=1e-12)
    assert historic.number("pct_tol_GRR") == pytest.approx(usual.number("pct_tol_GRR") * 5.15 / 6, rel=1e-12)


@pytest.mark.parametrize(
    ("given", "width"),
    [
        ({"tolerance_high": 40}, 2 * (40 - 22.5)),
        ({"USL": 40}, 2 * (40 - 22.5)),
        ({"tolerance_low": 10}, 2 * (22.5 - 10)),
        ({"tolerance": [10, 40]}, 30),
        ({"tolerance_low": 10, "tolerance_high": 40, "tolerance": 30}, 30),
    ],
)
def test_a_tolerance_may_be_given_in_several_ways(given: dict[str, Any], width: float) -> None:
    """One-sided: against twice the distance from the mean, which is 22.5 here, to the limit."""
    rows = [dict(each) for each in case("GRR-EXACT-3x2x2")["data"]]

    result = anova(rows, locale="en", **given)

    assert result.number("pct_tol_GRR") == pytest.approx(100 * 6 * result.number("sd_GRR") / width, rel=1e-9)


def test_a_one_sided_tolerance_may_be_left_without_a_percentage() -> None:
    result = anova(EXACT, tolerance_high=40, one_sided="none")

    assert result.values["pct_tol_GRR"].value is None
    assert "một giới hạn" in result.values["pct_tol_GRR"].why.text  # type: ignore[union-attr]
    assert result.verdict.basis is not None and "độ biến động" in result.verdict.basis.text


def test_a_mean_beyond_the_only_limit_gives_no_percentage_of_the_tolerance() -> None:
    result = anova(EXACT, tolerance_high=15)

    assert result.values["pct_tol_GRR"].value is None
    assert "nằm ngoài giới hạn" in result.values["pct_tol_GRR"].why.text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "given",
    [{"tolerance": 0}, {"tolerance": -1}, {"LSL": 5, "USL": 5}, {"LSL": 6, "USL": 5}, {"tolerance": [40, 10]}],
)
def test_a_tolerance_that_cannot_be_takes_away_its_percentage_and_leaves_the_other(given: dict[str, Any]) -> None:
    """bad_input.json, M08: tolerance 0 or USL <= LSL."""
    result = anova(EXACT, **given)

    assert result.values["pct_tol_GRR"].value is None
    assert result.number("pct_sv_GRR") > 0
    assert "giới hạn" in told(result) or "lớn hơn 0" in told(result)


def test_two_ways_of_giving_a_tolerance_that_disagree_take_its_percentage_away() -> None:
    result = anova(EXACT, tolerance=20, tolerance_low=10, tolerance_high=40)

    assert result.values["pct_tol_GRR"].value is None
    assert "không khớp" in told(result)


def test_few_categories_make_a_good_share_conditional() -> None:
    """With looser limits the AIAG study is good by its share, yet tells four groups apart only."""
    result = run_case("gauge_rr_anova", "GRR-AIAG-ANOVA", limit_ok_percent=28)

    assert result.verdict.state == "part"
    assert "chỉ phân biệt được 4 nhóm, cần từ 5" in result.verdict.said.text


def test_a_known_total_below_grr_takes_the_share_of_the_parts_away_and_says_so() -> None:
    result = anova(EXACT, historical_total_sd=1)

    assert result.number("sd_PV") == 0
    assert result.number("sd_TV") == 1
    assert result.number("ndc") == 0
    assert "Riêng GRR đã lớn hơn" in told(result)


def test_parts_that_do_not_differ_have_no_category_and_warn() -> None:
    alike = study({name: {"A": [1.0, 1.2], "B": [1.2, 1.0]} for name in ("1", "2", "3")})

    result = anova(alike)

    assert result.number("ndc") == 0
    assert "Không thấy các vật khác nhau" in told(result)
    assert result.verdict.state == "bad"


def test_a_resolution_of_half_the_spread_within_cells_is_called_too_coarse() -> None:
    """Ten parts of JASP are read in steps of 0.5: three possible ranges within the limit."""
    assert "Độ phân giải 0,5 quá thô" in told(run_case("gauge_rr_anova", "GRR-TEN-TOL10"))


def test_a_resolution_above_a_tenth_of_the_tolerance_is_said() -> None:
    result = anova(EXACT, tolerance=8, resolution=1)

    assert "lớn hơn một phần mười dung sai (8)" in told(result)


def test_a_small_study_is_said_to_be_small() -> None:
    assert "Nghiên cứu có 3 vật và 2 người đo" in told(anova(EXACT))


def test_limits_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(UserError, match="limit_ok_percent"):
        anova(EXACT, limit_ok_percent=30, limit_bad_percent=10)


def test_figures_carry_the_unit_of_the_readings_and_variances_its_square() -> None:
    result = anova(EXACT, unit="mm", tolerance=40)

    assert result.values["sd_GRR"].unit == "mm"
    assert result.values["var_part"].unit == "mm²"
    assert result.values["ss_total"].unit == "mm²"
    assert result.values["pct_tol_GRR"].unit == "%"
    assert anova(EXACT, unit="kg/m³").values["var_part"].unit == "(kg/m³)²"


def test_the_tables_hold_what_screen_and_plots_read() -> None:
    result = run_case("gauge_rr_anova", "GRR-FOUR-INTERACTION")

    assert [row["component"] for row in result.tables["components"]] == ["GRR", "EV", "AV", "OP", "INT", "PV", "TV"]
    assert [row["source"] for row in result.tables["anova"]] == [
        "part",
        "operator",
        "interaction",
        "equipment",
        "total",
    ]
    assert len(result.tables["cells"]) == 12
    assert len(result.tables["readings"]) == result.used == 24


def test_a_kept_result_reads_back_and_speaks_english() -> None:
    result = run_case("gauge_rr_anova", "GRR-FOUR-INTERACTION")

    read = from_json(to_json(result))

    with speaking("en"):
        assert "9.76 % of the tolerance" in read.verdict.said.text
        assert "estimated as negative (−0.0002083)" in "\n".join(each.text for each in read.warnings)
