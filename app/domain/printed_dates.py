"""Dates as certificates and lists print them: a whole day, or only a month, a quarter or a year.

What is no whole day is never turned into one. A printed month still says something: the day lies
between its first and its last day, and that is what bounds() gives.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.domain.errors import UserError
from app.formats import add_months, fold, nfc, read_date, tidy
from app.wording import _

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# All three are matched against folded text.
_MONTH = re.compile(r"(?:thang\s*|th\.?\s*|t)?(\d{1,2})\s*[/.\-]\s*(\d{4})|(\d{4})\s*[/.\-]\s*(\d{1,2})")
_QUARTER = re.compile(r"q(?:uy|ui)?\s*\.?\s*(iv|i{1,3}|[1-4])\s*(?:[/.\-]|nam)?\s*(\d{4})")
_YEAR = re.compile(r"(?:nam\s*)?(\d{4})")
_WHOLE = re.compile(r"\s*(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})\s*")


def bounds(text: str) -> tuple[date, date] | None:
    """First and last day of the month, quarter or year that is printed; None when it is nothing of the kind."""
    printed = fold(tidy(text))
    if match := _MONTH.fullmatch(printed):
        year, month = (int(match[2]), int(match[1])) if match[1] else (int(match[3]), int(match[4]))
        return _span(year, month, 1) if 1 <= month <= 12 else None
    if match := _QUARTER.fullmatch(printed):
        quarter = ROMAN.get(match[1]) or int(match[1])
        return _span(int(match[2]), quarter * 3 - 2, 3)
    if match := _YEAR.fullmatch(printed):
        return _span(int(match[1]), 1, 12)
    return None


def _span(year: int, month: int, months: int) -> tuple[date, date] | None:
    if not 1900 <= year <= 2200:
        return None
    first = date(year, month, 1)
    return first, add_months(first, months) - timedelta(days=1)


def read_printed_date(text: str) -> tuple[date | None, str]:
    """A date as typed into a field: (day, "") for a whole date, (None, text) for a month, quarter or year.

    Raises UserError, saying what is wrong with it, for anything else.
    """
    typed = nfc(text).strip()
    if not typed:
        return None, ""
    if day := read_date(typed):
        return day, ""
    if bounds(typed):
        return None, tidy(typed)
    raise UserError(_why_no_date(typed))


def _why_no_date(typed: str) -> str:
    numbers = _WHOLE.fullmatch(typed)
    if numbers and len(numbers[1]) <= 2:
        day, month, year = (int(each) for each in numbers.groups())
        if not 1 <= month <= 12:
            return _("Không có tháng {month}. Nhập ngày trước, tháng sau, như 25/11/2026.", month=month)
        if 1900 <= year <= 2200 or year < 100:
            first = date(year if year >= 100 else year + 2000, month, 1)
            last = (add_months(first, 1) - timedelta(days=1)).day
            if not 1 <= day <= last:
                return _("Tháng {month} có {last} ngày. Nhập lại theo giấy chứng nhận.", month=month, last=last)
    return _("“{typed}” không phải là ngày. Nhập như 25/11/2026, hoặc 11/2026 nếu giấy chỉ in tháng.", typed=typed)
