"""Readings as they are typed: digits, signs, what may be meant either way, and the resolution they go with."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import wording
from app.domain.errors import UserError
from app.domain.readings import block_decimal, kept_reading, resolution_doubt, shown_reading, value_of


@pytest.mark.parametrize(
    ("typed", "kept", "value"),
    [
        ("12,480", "12,480", "12.480"),
        ("12.48", "12,48", "12.48"),
        ("0.480", "0,480", "0.480"),
        ("  −0,02 ", "-0,02", "-0.02"),
        ("1.234,50", "1.234,50", "1234.50"),
        ("1 234,5", "1234,5", "1234.5"),
        ("1.234.567", "1.234.567", "1234567"),
        ("0012", "0012", "12"),
        ("1234.567", "1234,567", "1234.567"),
        ("+3", "+3", "3"),
        ("", "", None),
    ],
)
def test_every_digit_is_kept_as_typed(typed: str, kept: str, value: str | None) -> None:
    found = kept_reading(typed)

    assert found == kept
    if value is not None:
        assert str(value_of(found)) == value


@pytest.mark.parametrize("typed", ["abc", "12,", ",5", "1,2,3", "1.23,4.5", "12 mm", "1e5", "١٢", "=1", "--2", "1.2.3"])
def test_what_is_no_number_is_refused_with_its_text(typed: str) -> None:
    with pytest.raises(UserError) as refusal:
        kept_reading(typed)

    assert typed in str(refusal.value)


def test_a_point_before_three_digits_may_be_either_and_is_asked_back() -> None:
    with pytest.raises(UserError) as refusal:
        kept_reading("12.480")

    assert "12,480" in str(refusal.value)
    assert "12480" in str(refusal.value)


def test_the_numeric_pad_and_a_clear_block_tell_what_a_point_means() -> None:
    assert kept_reading("12.480", decimal=".") == "12,480"
    assert block_decimal(["12.48", "12.480", "9"]) == "."
    assert block_decimal(["12.480", "12.481"]) == ""
    assert block_decimal(["12.480", "12,4"]) == ""


def test_a_reading_is_the_same_in_both_languages() -> None:
    with wording.speaking("en"):
        kept = kept_reading("12.480")
        shown = shown_reading(kept)
        with pytest.raises(UserError):
            kept_reading("12,480")

    assert kept == "12,480"
    assert shown == "12.480"
    assert shown_reading(kept) == "12,480"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_any_decimal_comes_back_digit_for_digit(number: Decimal) -> None:
    typed = f"{number:f}".replace(".", ",")

    kept = kept_reading(typed)

    assert kept == typed
    assert value_of(kept) == number


def test_too_long_a_number_is_refused() -> None:
    with pytest.raises(UserError, match="18"):
        kept_reading("1" * 19)


@pytest.mark.parametrize(
    ("value", "resolution", "word"),
    [
        ("2.873", "0.001", ""),
        ("2.8731", "0.001", "Nhiều"),
        ("2.87", "0.001", "Ít"),
        ("2.873", "0.002", "bội"),
        ("2.874", "0.002", ""),
        ("15", "5", ""),
        ("17", "5", "bội"),
        ("15.0", "5", "Nhiều"),
        ("2.87", None, ""),
    ],
)
def test_digits_that_do_not_go_with_the_resolution_are_pointed_out(
    value: str, resolution: str | None, word: str
) -> None:
    doubt = resolution_doubt(Decimal(value), Decimal(resolution) if resolution else None)

    assert word in doubt if word else doubt == ""
