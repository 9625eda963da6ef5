from __future__ import annotations

from decimal import Decimal

import pytest

from app.exchange.number_formats import date_precision, shown


@pytest.mark.parametrize(
    ("number_format", "precision"),
    [
        ("dd/mm/yyyy", "day"),
        ("[$-42A]d mmmm yyyy;@", "day"),
        ("mm/yyyy", "month"),
        ("mmm-yy", "month"),
        ("yyyy", "year"),
        ("h:mm:ss", "time"),
        ("General", ""),
        ("00000", ""),
        ('0.00" mm"', ""),
        ('"ngày "0', ""),
        ("#,##0", ""),
        ("@", ""),
    ],
)
def test_a_format_tells_how_much_of_a_date_it_shows(number_format: str, precision: str) -> None:
    assert date_precision(number_format) == precision


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        ("123", "00000", "00123"),
        ("20187734", "General", "20187734"),
        ("7", '"SN-"000', "SN-007"),
        ("123456", "00-0000", "12-3456"),
        ("0.1", '0.00" mm"', "0.10 mm"),
        ("0.005", "0.0%", "0.5%"),
        ("2200000", "#,##0", "2200000"),
        ("-5", "0;(0)", "(5)"),
        ("12345678901234567890", "General", "12345678901234567890"),
        ("1.5", "0.##", "1.5"),
        ("2", "0.##", "2"),
    ],
)
def test_a_number_is_text_as_its_format_shows_it(number: str, number_format: str, text: str) -> None:
    assert shown(Decimal(number), number_format) == text
