"""How texts, numbers and dates are written and read in Vietnam: NFC, 1.234,56 and dd/mm/yyyy."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation

from app import wording

MINUS = "−"


def nfc(text: str) -> str:
    """The text in Unicode NFC: the one form in which it is kept, compared and printed."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """NFC, with runs of white space as one space, trimmed: for values that come from outside."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """The text without accents, case or đ, for searching: 'Đồng hồ' -> 'dong ho'."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each)).replace("đ", "d")


def show_number(value: Decimal | float | int, places: int | None = None) -> str:
    """1234.5 -> '1.234,5' (vi) or '1,234.5' (en), with a real minus; digits as typed unless places is given."""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    text = f"{number:,f}" if places is None else f"{number:,.{places}f}"
    if wording.language() == "vi":
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", MINUS)


_VIETNAMESE = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_THOUSANDS_SPACE = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")


def read_number(text: str) -> Decimal | None:
    """A number as typed: '1.234,56', '12,5', '0.02', '−3'; None when it is no number.

    A single point before exactly three digits ('1.234') is a thousands mark in Vietnam and is read
    as one; a point before any other count of digits is a decimal point, as instruments print it.
    """
    candidate = _THOUSANDS_SPACE.sub("", text.strip().replace(MINUS, "-"))
    try:
        if _VIETNAMESE.fullmatch(candidate):
            return Decimal(candidate.replace(".", "").replace(",", "."))
        if _PLAIN.fullmatch(candidate):
            return Decimal(candidate)
    except InvalidOperation:
        return None
    return None


def show_date(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def read_date(text: str) -> date | None:
    """A whole date as typed, day first: 5/3/2026, 05-03-2026, 5.3.26 or ISO; None when it is no date."""
    numbers = re.fullmatch(r"\s*(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})\s*", text)
    if not numbers:
        return None
    first, month, last = numbers.groups()
    day_text, year_text = (last, first) if len(first) == 4 else (first, last)
    if len(year_text) not in (2, 4) or len(day_text) > 2:
        return None
    year = int(year_text) + (2000 if len(year_text) == 2 else 0)
    try:
        return date(year, int(month), int(day_text))
    except ValueError:
        return None


def show_time(moment: datetime, zone: tzinfo | None = None) -> str:
    """The local time of day of a UTC moment: 10:42:07."""
    return moment.astimezone(zone).strftime("%H:%M:%S")


def now() -> datetime:
    """This moment in UTC; the one place that asks the clock for moments."""
    return datetime.now(UTC)


def add_months(day: date, months: int) -> date:
    """Calendar arithmetic; the end of the month clamps (31 Jan + 1 month = last of February)."""
    import calendar  # here, because it brings the locale machinery: 4 ms that a start does not wait for

    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def from_day_number(number: int, epoch_1904: bool = False) -> date:
    """A spreadsheet's day number as a date; 1904 is the date system of old Macintosh workbooks."""
    start = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)
    return start + timedelta(days=number)
