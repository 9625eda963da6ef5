"""Tolerances as they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.domain.tolerances import Tolerance, read_tolerance


def limits(text: str, nominal: str = "") -> tuple[str, str]:
    read = read_tolerance(text, Decimal(nominal) if nominal else None)
    return (str(read.low) if read.low is not None else "", str(read.high) if read.high is not None else "")


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("25 ± 0,25 kg", "24.75", "25.25"),
        ("25 kg ± 0,25 kg", "24.75", "25.25"),
        ("1.500 ± 15 g", "1485", "1515"),
        ("-18 ± 2 °C", "-20", "-16"),
        ("490…510 g", "490", "510"),
        ("490 ÷ 510 g", "490", "510"),
        ("10 +0,2/-0,1 mm", "9.9", "10.2"),
        ("500 (+10/−5) g", "495", "510"),
        ("≥ 500 g", "500", ""),
        ("không dưới 98 %", "98", ""),
        ("Tối đa 3 %", "", "3"),
        ("≤ 0,5 %", "", "0.5"),
    ],
)
def test_printed_limits_are_read(printed: str, low: str, high: str) -> None:
    assert limits(printed) == (low, high)


def test_a_share_is_taken_of_the_nominal_value() -> None:
    assert limits("25 kg ± 1 %") == ("24.75", "25.25")
    assert limits("±1 %", "500") == ("495", "505")


def test_a_deviation_is_laid_round_the_nominal_value_that_is_known() -> None:
    assert limits("±0,25", "25") == ("24.75", "25.25")
    assert limits("+0,2 −0,1", "10") == ("9.9", "10.2")


@pytest.mark.parametrize("printed", ["", "±0,25", "theo đơn hàng", "25 kg ± 250 g", "khoảng 5", "25 ±"])
def test_nothing_is_guessed_where_limits_cannot_be_told(printed: str) -> None:
    assert read_tolerance(printed) == Tolerance()


def test_the_nominal_value_and_the_unit_come_along() -> None:
    read = read_tolerance("121 ± 0,5 °C")

    assert (read.nominal, read.unit) == (Decimal(121), "°C")
