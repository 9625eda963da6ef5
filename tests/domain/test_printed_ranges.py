from __future__ import annotations

from decimal import Decimal

import pytest

from app.domain.printed_ranges import read_limit, read_range


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("0 ÷ 10 bar", "0", "10", "bar"),
        ("(0-16) bar", "0", "16", "bar"),
        ("-20 ~ 50 °C", "-20", "50", "°C"),
        ("từ 0 đến 1.200 °C", "0", "1200", "°C"),
        ("Max 80 tấn", None, "80", "tấn"),
        ("60 kg", None, "60", "kg"),
        ("1 mg ÷ 200 g", None, None, ""),
        ("theo bảng", None, None, ""),
        ("10 ÷ 0 bar", None, None, ""),
    ],
)
def test_a_bound_that_is_not_printed_stays_empty(text: str, low: str | None, high: str | None, unit: str) -> None:
    expected = (Decimal(low) if low else None, Decimal(high) if high else None, unit)

    assert read_range(text) == expected


@pytest.mark.parametrize(
    ("text", "limit"),
    [("±0,5", "0.5"), ("±30 g", "30"), ("30", "30"), ("±2 %", None), ("cấp 1,6", None), ("±1 kg", None)],
)
def test_only_a_plain_number_in_the_unit_of_the_instrument_is_a_limit(text: str, limit: str | None) -> None:
    assert read_limit(text, "g") == (Decimal(limit) if limit else None)
