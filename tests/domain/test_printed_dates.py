from __future__ import annotations

from datetime import date

import pytest

from app.domain.errors import UserError
from app.domain.printed_dates import bounds, read_printed_date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("03/2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("tháng 2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("T12-2025", date(2025, 12, 1), date(2025, 12, 31)),
        ("2024-03", date(2024, 3, 1), date(2024, 3, 31)),
        ("Quý I/2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("Q4 2025", date(2025, 10, 1), date(2025, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_month_a_quarter_and_a_year_are_bounded(text: str, first: date, last: date) -> None:
    assert bounds(text) == (first, last)


@pytest.mark.parametrize("text", ["", "13/2025", "sắp tới", "15/03/2025", "Quý 5/2025"])
def test_anything_else_has_no_bounds(text: str) -> None:
    assert bounds(text) is None


def test_a_whole_date_is_a_day_and_a_month_stays_text() -> None:
    assert read_printed_date("25/11/2026") == (date(2026, 11, 25), "")
    assert read_printed_date(" 11/2026 ") == (None, "11/2026")
    assert read_printed_date("") == (None, "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/11/2026", "Tháng 11 có 30 ngày. Nhập lại theo giấy chứng nhận."),
        ("30/2/26", "Tháng 2 có 28 ngày. Nhập lại theo giấy chứng nhận."),
        ("05/13/2026", "Không có tháng 13. Nhập ngày trước, tháng sau, như 25/11/2026."),
        ("hôm qua", "“hôm qua” không phải là ngày. Nhập như 25/11/2026, hoặc 11/2026 nếu giấy chỉ in tháng."),
    ],
)
def test_what_is_no_date_is_refused_with_the_way_to_mend_it(text: str, sentence: str) -> None:
    with pytest.raises(UserError) as refusal:
        read_printed_date(text)

    assert str(refusal.value) == sentence
