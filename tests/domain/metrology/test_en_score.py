"""M18 on exact arithmetic, and its rules for bad input."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, cases


def en(**inputs: Any) -> Result:
    told = {"x_lab": 10.012, "U_lab": 0.01, "x_ref": 10.0, "U_ref": 0.008, **inputs}
    return run(calculations()["en_score"], told)


@pytest.mark.parametrize("row", cases()["EN-BASIC"]["rows"], ids=lambda row: str(row["x_lab"]))
def test_the_score_of_iso_17043(row: dict[str, Any]) -> None:
    """EN-BASIC: definition of ISO/IEC 17043 and ISO 13528; exactly 1 is satisfactory."""
    result = en(**row)

    assert_meets(result, {"En": row["En"], "satisfactory": row["satisfactory"]})


def test_two_uncertainties_of_zero_leave_no_score() -> None:
    """BAD-INPUT M18: both expanded uncertainties 0."""
    result = en(U_lab=0, U_ref=0)

    assert result.values["En"].value is None
    assert result.verdict.state == "none"


@pytest.mark.parametrize("lacking", [{"U_lab": None}, {"U_ref": None}, {"U_lab": None, "u_lab": 0.005}])
def test_a_missing_uncertainty_leaves_no_score(lacking: dict[str, Any]) -> None:
    result = en(**lacking)

    assert result.values["En"].value is None


def test_a_standard_uncertainty_is_expanded_first() -> None:
    result = en(U_lab=None, u_lab=0.005, k_lab=2)

    assert result.number("En") == en().number("En")


def test_different_units_leave_no_score() -> None:
    result = en(unit_lab="mm", unit_ref="µm")

    assert result.values["En"].value is None
    assert "đơn vị" in result.verdict.said.text


def test_a_covariance_is_taken_off_twice() -> None:
    result = en(covariance=1e-5)

    assert result.number("En") == pytest.approx(0.012 / (0.01**2 + 0.008**2 - 2e-5) ** 0.5)


def test_a_covariance_that_leaves_nothing_gives_no_score() -> None:
    result = en(covariance=1.0)

    assert result.values["En"].value is None


def test_a_laboratory_calibrated_by_the_reference_is_asked_for_the_covariance() -> None:
    result = en(same_reference=True)

    assert any("hiệp phương sai" in each.text for each in result.warnings)


def test_an_uncertainty_below_the_best_capability_is_a_finding_though_the_score_is_good() -> None:
    result = en(best_capability=0.02)

    assert result.values["satisfactory"].value is True
    assert any("không tin được" in each.text for each in result.warnings)


def test_a_very_large_uncertainty_does_not_hide_the_error() -> None:
    result = en(x_lab=10.5, U_lab=1.0, mpe=0.1)

    assert result.values["satisfactory"].value is True
    assert result.number("difference_pct_mpe") == pytest.approx(500)
    assert len(result.warnings) == 2


def test_a_negative_uncertainty_is_refused() -> None:
    with pytest.raises(UserError, match="U_lab"):
        en(U_lab=-0.01)


@given(st.integers(-500, 500), st.floats(0.01, 5), st.floats(0.01, 5), st.floats(0.01, 1000))
def test_the_score_does_not_change_with_scale_and_turns_with_the_sides(
    cents: int, a: float, b: float, s: float
) -> None:
    x = cents / 100
    plain = en(x_lab=x, U_lab=a, x_ref=0.0, U_ref=b)

    scaled = en(x_lab=x * s, U_lab=a * s, x_ref=0.0, U_ref=b * s)
    turned = en(x_lab=0.0, U_lab=b, x_ref=x, U_ref=a)

    assert scaled.number("En") == pytest.approx(plain.number("En"), rel=1e-9, abs=1e-12)
    assert turned.number("En") == pytest.approx(-plain.number("En"), rel=1e-12, abs=1e-15)
