"""Dates as lists write them, day first always: whole, or only a month, a quarter or a year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from app.exchange.grid import Cell
from app.formats import fold, from_day_number, tidy

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_THG = r"(?:thang|thg|th|t)\.?\s*(\d{1,2})"

_BEFORE = r"(?:(?<=ngay)|(?<=kd)|(?<=hc)|(?<![a-z\d]))"
"""A letter glued to the figures is a slip of the pen for one of them, O5/06/2025, save in a known word."""

_WHOLE = re.compile(_BEFORE + r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_WORDS = re.compile(rf"(?:ngay\s*)?(?<!\d)(\d{{1,2}})[\s,\-/.]*{_THG}[\s,\-/.]*(?:nam\s*)?(\d{{4}}|\d{{2}})(?!\d)")
_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})[\s,\-/.]*({_NAME})[\s,\-/.]*(\d{{4}}|\d{{2}})(?!\d)")
_NAMED_FIRST = re.compile(rf"({_NAME})\.?\s+(\d{{1,2}})\s*,\s*(\d{{4}})(?!\d)")
_COMPACT = re.compile(r"(?:19|20)\d{6}")

_MONTH = re.compile(r"(?:(?:thang|thg|th|t)\.?\s*)?(\d{1,2})\s*[/.\-]\s*(\d{4})")
_MONTH_SHORT = re.compile(r"(?:(?:thang|thg|th|t)\.?\s*)(\d{1,2})\s*[/.\-]\s*(\d{2})|(\d{1,2})\s*/\s*(\d{2})")
_MONTH_WORDS = re.compile(r"(?:thang|thg|th|t)\.?\s*(\d{1,2})\s*(?:,|nam|-|/)?\s*(?:nam\s*)?(\d{4})")
_MONTH_ISO = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})")
_MONTH_NAMED = re.compile(rf"({_NAME})[\s,\-/.]*(\d{{4}}|\d{{2}})")
_QUARTER = re.compile(r"(?:quy|qui|q)\s*\.?\s*(iv|i{1,3}|[1-4])\s*(?:[/.\-]|nam|,)?\s*(?:nam\s*)?(\d{4})")
_YEAR = re.compile(r"(?:nam\s*)?(\d{4})")
_FIRST_YEAR, _LAST_YEAR = 1950, 2100
DAY_NUMBERS = (Decimal(25_000), Decimal(70_000))
"""1968 to 2091 in the 1900 system: day numbers that a calibration date can be."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What a cell says of a date. partial: "2024-03", "2024-Q1" or "2024". impossible: it is written like a date and
    is none. from_number: read from a bare day number. text: as printed.
    """

    day: date | None = None
    partial: str = ""
    impossible: bool = False
    from_number: bool = False
    text: str = ""
    stored: bool = False
    several: bool = False

    @property
    def is_known(self) -> bool:
        return self.day is not None or bool(self.partial)

    @property
    def first_month(self) -> str:
        """For comparing: the ISO text of the month in which it begins, "" when there is none."""
        if self.day:
            return self.day.isoformat()[:7]
        if "Q" in self.partial:
            return f"{self.partial[:4]}-{int(self.partial[-1]) * 3:02d}"
        return self.partial if len(self.partial) == 7 else ""


def read_date_cell(cell: Cell, epoch_1904: bool = False) -> ReadDate:
    """The date of one cell: stored, written out, or a bare day number."""
    if cell.day:
        if cell.precision == "day":
            return ReadDate(day=cell.day, text=cell.text, stored=True)
        partial = cell.day.isoformat()[: 7 if cell.precision == "month" else 4]
        return ReadDate(partial=partial, text=cell.text, stored=True)
    if cell.number is not None:
        return _from_number(cell.number, cell.text, epoch_1904)
    return read_date_text(cell.text, epoch_1904)


@lru_cache(20_000)
def read_date_text(text: str, epoch_1904: bool = False) -> ReadDate:
    """The date that a text prints. Words around one single date are overlooked; two dates are none."""
    printed = tidy(text)
    plain = re.sub(r"\s+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$", "", fold(printed)).strip(" .,;'")
    if re.fullmatch(r"\d+(?:[.,]\d+)?", plain) and not re.fullmatch(r"\d{1,2}[.,]\d{4}", plain):
        return _from_number(Decimal(plain.replace(",", ".")), printed, epoch_1904)
    partial = _partial(plain)
    if partial:
        return ReadDate(partial=partial, text=printed)
    found = _whole(plain)
    days = {day for day in found if day}
    if len(days) == 1 and None not in found:
        return ReadDate(day=days.pop(), text=printed)
    if len(found) > 1:
        return ReadDate(text=printed, several=True)
    if found or re.search(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2,4}", plain):
        return ReadDate(text=printed, impossible=True)
    if _MONTH.fullmatch(plain) or _MONTH_WORDS.fullmatch(plain):
        return ReadDate(text=printed, impossible=True)
    inside = {partial for partial in map(_partial, re.split(r"\s*[:;(),]\s*", plain)) if len(partial) > 4}
    if len(inside) == 1:
        return ReadDate(partial=inside.pop(), text=printed)
    return ReadDate(text=printed)


def two_dates(text: str) -> tuple[str, str] | None:
    """The texts of two whole dates in figures that stand in one cell, 15/03/2025 – 15/03/2026; None unless two."""
    found = [match[0] for match in _WHOLE.finditer(text)]
    return (found[0], found[1]) if len(found) == 2 else None


def between_dates(texts: Iterable[str]) -> str:
    """What most often stands between the two dates of a cell, "" when no cell holds two."""
    found: Counter[str] = Counter()
    for text in texts:
        days = list(_WHOLE.finditer(text))
        if len(days) == 2:
            found[text[days[0].end() : days[1].start()]] += 1
    return found.most_common(1)[0][0] if found else ""


def _from_number(number: Decimal, text: str, epoch_1904: bool) -> ReadDate:
    if number == int(number) and _FIRST_YEAR <= number <= _LAST_YEAR:
        return ReadDate(partial=str(int(number)), text=text)
    if _COMPACT.fullmatch(text):
        day = _day(text[:4], text[4:6], text[6:])
        return ReadDate(day=day, text=text, impossible=day is None)
    lowest, highest = DAY_NUMBERS
    if lowest <= number <= highest:
        return ReadDate(day=from_day_number(int(number), epoch_1904), text=text, from_number=True)
    return ReadDate(text=text)


def _whole(plain: str) -> list[date | None]:
    """Each thing written like a whole date, in order; None for one that the calendar does not have."""
    found: list[date | None] = [_day(match[3], match[2], match[1]) for match in _WHOLE.finditer(plain)]
    found += [_day(match[1], match[2], match[3]) for match in _ISO.finditer(plain)]
    found += [_day(match[3], match[2], match[1]) for match in _WORDS.finditer(plain)]
    found += [_day(match[3], str(_MONTHS.index(match[2][:3]) + 1), match[1]) for match in _NAMED.finditer(plain)]
    found += [_day(match[3], str(_MONTHS.index(match[1][:3]) + 1), match[2]) for match in _NAMED_FIRST.finditer(plain)]
    return found


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(_year(year), int(month), int(day))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < 70 else 1900)


def _partial(plain: str) -> str:
    if match := _QUARTER.fullmatch(plain):
        quarter = ROMAN.get(match[1]) or int(match[1])
        return f"{match[2]}-Q{quarter}" if _FIRST_YEAR <= int(match[2]) <= _LAST_YEAR else ""
    if match := _MONTH.fullmatch(plain) or _MONTH_WORDS.fullmatch(plain):
        return _month(match[2], match[1])
    if match := _MONTH_ISO.fullmatch(plain):
        return _month(match[1], match[2])
    if match := _MONTH_NAMED.fullmatch(plain):
        return _month(match[2], str(_MONTHS.index(match[1][:3]) + 1))
    if match := _MONTH_SHORT.fullmatch(plain):
        return _month(match[2] or match[4], match[1] or match[3])
    if (match := _YEAR.fullmatch(plain)) and _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return match[1]
    return ""


def _month(year: str, month: str) -> str:
    whole = _year(year)
    if 1 <= int(month) <= 12 and _FIRST_YEAR <= whole <= _LAST_YEAR:
        return f"{whole}-{int(month):02d}"
    return ""


def printed_partial(partial: str) -> str:
    """2024-03 -> 03/2024, 2025-Q1 -> Quý I/2025, 2024 -> 2024."""
    if "Q" in partial:
        numeral = next(word for word, number in ROMAN.items() if number == int(partial[-1]))
        return f"Quý {numeral.upper()}/{partial[:4]}"
    return f"{partial[5:]}/{partial[:4]}" if len(partial) == 7 else partial


_COUNT: dict[str, Decimal | int] = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "nua": Decimal("0.5")}
_PERIOD_NUMBER = r"(\d+(?:[.,]\d+)?|mot|hai|ba|bon|sau|nua)"
_TIMES = re.compile(
    rf"{_PERIOD_NUMBER}\s*(?:lan|times?|x)\s*(?:/|mot|moi|trong|tren|per|trong mot)?"
    rf"\s*{_PERIOD_NUMBER}?\s*(nam|years?|thang|months?|quy)"
)
_LENGTH = re.compile(
    rf"(?<![a-z]){_PERIOD_NUMBER}(?:(?<=\d)\s*|\s+)(nam|years?|yrs?|y|n|thang|months?|mths?|th|t|m|quy|tuan|ngay|days?|weeks?)\b"
)


@lru_cache(2_000)
def read_period(text: str, unit: str = "thang") -> int | None:
    """A period in whole months: 12 tháng, 1 năm/lần, 2 lần/năm, 12T, 06, hàng quý; None when it says none."""
    plain = fold(tidy(text)).strip(" .")
    if re.fullmatch(r"\d+(?:[.,]\d+)?", plain):
        return _months(Decimal(plain.replace(",", ".")), unit)
    if match := _TIMES.search(plain):
        times, length = _count(match[1]), _count(match[2]) if match[2] else Decimal(1)
        span = _months(length, match[3])
        return span // int(times) if span and times >= 1 and span % int(times) == 0 else None
    if match := _LENGTH.search(plain):
        return _months(_count(match[1]), match[2])
    for words, months in (
        ("nua nam", 6),
        ("quy", 3),
        ("thang", 1),
        ("nam", 12),
        ("annual", 12),
        ("year", 12),
        ("month", 1),
    ):
        if re.search(rf"(?:hang|moi|/|^)\s*{words}", plain):
            return months
    if match := re.fullmatch(r"(\d{1,2})\s*\(?\s*(?:thang)?\)?", plain):
        return _months(Decimal(match[1]), unit)
    return None


def _count(word: str) -> Decimal:
    return Decimal(_COUNT[word]) if word in _COUNT else Decimal(word.replace(",", "."))


def _months(count: Decimal, unit: str) -> int | None:
    factor = {"n": 12, "y": 12, "q": 3}.get(unit[:1], 1)
    if unit.startswith(("tuan", "week", "ngay", "day")):
        days = count * (7 if unit.startswith(("tuan", "week")) else 1)
        return {365: 12, 366: 12, 730: 24, 180: 6, 182: 6, 183: 6, 90: 3, 30: 1}.get(int(days))
    months_exact = count * factor
    return int(months_exact) if months_exact == int(months_exact) and 0 < months_exact <= 600 else None
