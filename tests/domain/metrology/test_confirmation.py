"""M03: confirmation and simple ratios (ISO 10012:2003, 7.1; ILAC-G8:09/2019; JCGM 106:2012)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.confirmation import judge_point
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, case, run_case

RATIOS = ("TUR", "TAR", "U_to_MPE_ratio")


def confirm(**inputs: Any) -> Result:
    return run(calculations()["confirmation"], inputs)


def point(error: float, u: float | None = 0.1, k: float | None = 2.0, **more: Any) -> dict[str, Any]:
    return {"point": 10, "error": error, "U": u, "k": k, "mpe": 1.0, **more}


@pytest.mark.parametrize("row", case("TUR-TAR-BASIC")["rows"], ids=str)
def test_the_ratios_of_tur_tar_basic_are_met_row_by_row(row: dict[str, Any]) -> None:
    result = run(calculations()["tur"], row)

    assert_meets(result, {name: row[name] for name in RATIOS if name in row})


def test_the_whole_case_tur_tar_basic_gives_a_row_each() -> None:
    result = run_case("tur", "TUR-TAR-BASIC")

    assert [each["TUR"] for each in result.tables["rows"]] == [pytest.approx(5), None, pytest.approx(2.5)]


def test_a_one_sided_tolerance_has_no_tur_and_says_why() -> None:
    """Golden row 2 of TUR-TAR-BASIC: never a number."""
    result = run(calculations()["tur"], {"upper": 50, "U95": 0.5})

    assert result.values["TUR"].value is None
    assert result.values["TUR"].why is not None
    assert result.verdict.state == "none"


def test_tar_warns_that_it_ignores_most_of_the_uncertainty() -> None:
    result = run(calculations()["tur"], {"lower": 9.9, "upper": 10.1, "U95": 0.02, "accuracy_of_standard": 0.01})

    assert "TAR" in " ".join(each.text for each in result.warnings)


@pytest.mark.parametrize(
    ("error", "u", "rule", "verdict"),
    [
        (0.5, 0.2, "simple", "pass"),
        (1.0, 0.2, "simple", "pass"),
        (1.1, 0.2, "simple", "fail"),
        (0.5, 0.4, "simple", "conditional"),
        (0.8, 0.2, "guarded", "pass"),
        (0.9, 0.2, "guarded", "conditional"),
        (1.1, 0.2, "guarded", "conditional"),
        (1.3, 0.2, "guarded", "fail"),
        (-1.3, 0.2, "guarded", "fail"),
    ],
)
def test_a_point_is_judged_by_its_rule(error: float, u: float, rule: str, verdict: str) -> None:
    """MPE 1; limits of ILAC-G8:09/2019, 4.2; U/MPE at most 1/3."""
    assert judge_point(error, u, 1.0, rule).verdict == verdict


def test_a_decimal_limit_that_is_met_exactly_counts_as_met() -> None:
    assert judge_point(0.1 + 0.2, 0.0, 0.3, "guarded").verdict == "pass"


def test_without_uncertainty_nothing_is_confirmed() -> None:
    result = confirm(data=[point(0.1, None)], k=2)

    assert result.verdict.state == "none"
    assert result.values["largest_U"].value is None


def test_the_worst_point_decides_and_carries_its_margin() -> None:
    result = confirm(data=[point(0.1), {**point(-0.85), "point": 20}, point(0.3)])

    assert result.number("worst_point") == 20
    assert result.number("worst_margin") == pytest.approx(0.05)
    assert result.verdict.state == "ok"


def test_an_uncertainty_at_k_3_is_brought_to_k_2_and_said() -> None:
    result = confirm(data=[point(0.1, 0.3, 3.0)])

    assert result.number("largest_U") == pytest.approx(0.2)
    assert result.warnings


def test_an_uncertainty_without_k_is_asked_for_not_assumed() -> None:
    with pytest.raises(UserError, match="Điểm 1"):
        confirm(data=[point(0.1, 0.3, None)])


def test_a_use_beyond_the_calibrated_points_is_told() -> None:
    result = confirm(data=[point(0.1), {**point(0.1), "point": 50}], use_low=10, use_high=60)

    assert result.values["range_covered"].value is False
    assert result.verdict.state == "part"


def test_a_coarse_resolution_warns() -> None:
    result = run(calculations()["tur"], {"lower": -1, "upper": 1, "U95": 0.1, "resolution": 0.2})

    assert result.number("resolution_percent") == pytest.approx(10)
    assert result.warnings


def test_reversed_limits_are_refused() -> None:
    with pytest.raises(UserError):
        run(calculations()["tur"], {"lower": 2, "upper": 1, "U95": 0.1})


@given(
    error=strategies.floats(-5, 5),
    u=strategies.floats(0, 2),
    mpe=strategies.floats(0.1, 5),
    scale=strategies.sampled_from([1e-6, 0.125, 8.0, 1024.0]),
    rule=strategies.sampled_from(["simple", "guarded"]),
)
def test_a_change_of_unit_never_changes_a_verdict(error: float, u: float, mpe: float, scale: float, rule: str) -> None:
    near = abs(abs(error) + u - mpe) < 1e-9 or abs(abs(error) - u - mpe) < 1e-9 or abs(abs(error) - mpe) < 1e-9
    edge = near or abs(u / mpe - 1 / 3) < 1e-9

    moved = judge_point(error * scale, u * scale, mpe * scale, rule).verdict

    assert edge or moved == judge_point(error, u, mpe, rule).verdict


@given(error=strategies.floats(0, 5), u=strategies.floats(0.01, 2))
def test_a_guarded_pass_is_always_a_simple_pass_as_far_as_the_error_goes(error: float, u: float) -> None:
    guarded = judge_point(error, u, 3.0, "guarded").verdict
    simple = judge_point(error, u, 3.0, "simple", 1.0).verdict

    assert not (guarded == "pass" and simple == "fail")
