"""The marks of a time axis: weeks, months, quarters or years, as fine as there is room for. For screen and paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.formats import add_months
from app.wording import _


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the axis that has a name: first to last day, both included."""

    first: date
    last: date
    name: str


MONTHS = {"month": 1, "quarter": 3, "year": 12}


def begin(unit: str, day: date) -> date:
    """The first day of the week, month, quarter or year that holds this day; itself for "day"."""
    match unit:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)
        case _:
            return day.replace(month=1, day=1)


def following(unit: str, first: date) -> date:
    """The first day of the stretch after the one that begins here."""
    if unit in MONTHS:
        return add_months(first, MONTHS[unit])
    return first + timedelta(days=7 if unit == "week" else 1)


def marks(unit: str, first: date, last: date) -> Iterator[Mark]:
    """The stretches that touch first to last, each whole."""
    start = begin(unit, first)
    while start <= last:
        after = following(unit, start)
        yield Mark(start, after - timedelta(days=1), name(unit, start))
        start = after


def name(unit: str, first: date) -> str:
    """As short as it can stand over an axis."""
    match unit:
        case "day":
            return str(first.day)
        case "week":
            return f"{first:%d/%m}"
        case "month":
            return f"{first:%m/%Y}"
        case "quarter":
            return _("Q{number}/{year}", number=(first.month + 2) // 3, year=first.year)
        case _:
            return str(first.year)


def fitting_unit(days: int, room: float, least: float) -> str:
    """The finest of month, quarter and year whose stretches are at least so wide when so many days fill the room."""
    for unit, long in (("month", 28), ("quarter", 90)):
        if room * long / max(days, 1) >= least:
            return unit
    return "year"
