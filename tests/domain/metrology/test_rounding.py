from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.metrology.rounding import kept_digit, rounded, rounded_uncertainty


@pytest.mark.parametrize(
    ("value", "uncertainty", "wanted"),
    [
        (50000838.0, 92.48327, ("50000838", "92")),
        (10000.025, 0.05829, ("10000.025", "0.058")),
        (1002.69972, 1.6704, ("1002.7", "1.7")),
        (1.7266e-5, 3.52e-6, ("0.0000173", "0.0000035")),
        (123456.0, 9960.0, ("1.23E+5", "1.0E+4")),
        (12.3456, 0.0996, ("12.35", "0.10")),
        (-0.4, 0.123, ("-0.40", "0.12")),
        (1.5, 0.0, ("1.5", "0")),
    ],
)
def test_a_result_is_stated_to_the_place_of_two_digits_of_its_uncertainty(
    value: float, uncertainty: float, wanted: tuple[str, str]
) -> None:
    """JCGM 100:2008, 7.2.6."""
    found = rounded(value, uncertainty)

    assert found.value == Decimal(wanted[0])
    assert found.uncertainty == Decimal(wanted[1])
    assert found.value.as_tuple().exponent == found.uncertainty.as_tuple().exponent or uncertainty == 0


@given(st.floats(1e-12, 1e12))
def test_an_uncertainty_is_never_rounded_down_by_more_than_five_percent(uncertainty: float) -> None:
    found = rounded_uncertainty(uncertainty)

    assert float(found) >= 0.95 * uncertainty
    assert len(found.as_tuple().digits) == 2


@given(st.integers(10, 99), st.integers(-9, 9))
def test_two_digits_stay_as_they_are_at_every_power_of_ten(digits: int, power: int) -> None:
    assert rounded_uncertainty(float(f"{digits}e{power}")) == Decimal(digits).scaleb(power)


@pytest.mark.parametrize(("u", "delta"), [(2.0, 0.05), (10.15, 0.5), (0.0539, 0.0005), (0.0, 0.0), (9.96, 0.5)])
def test_the_numerical_tolerance_is_half_the_last_kept_digit(u: float, delta: float) -> None:
    """JCGM 101:2008, 7.9.2."""
    assert kept_digit(u) == pytest.approx(delta)


@pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf")])
def test_what_is_no_uncertainty_is_not_rounded(wrong: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        rounded_uncertainty(wrong)
