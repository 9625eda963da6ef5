"""Where the ends and the ticks of an axis lie, and how its numbers are written."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from app.domain.plots import Axis, Band, Chart, Columns, Flag, Limit, Mark, Series, Spans, Zone
from app.formats import add_months, show_date, show_number

MOST_TICKS = 5
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def step_for(low: float, high: float, most: int = MOST_TICKS, whole: bool = False) -> float:
    """The smallest step of 1, 2, 2.5 or 5 times a power of ten that needs at most so many ticks; at least 1 if whole.

    low < high.
    """
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    for _again in range(2):
        for each in STEPS:
            step = each * power
            if whole and step != int(step):
                continue
            if len(ticks_of(low, high, step)) <= most:
                return step
        power *= 10
    return 10 * power


def ticks_of(low: float, high: float, step: float) -> list[float]:
    """Multiples of the step within both ends."""
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def ticks(low: float, high: float, most: int = MOST_TICKS, whole: bool = False) -> list[float]:
    return ticks_of(low, high, step_for(low, high, most, whole))


def written(values: Sequence[float]) -> list[str]:
    """Ticks with the same number of decimals, as few as tell them apart; far from zero with a power of ten."""
    if not values:
        return []
    apart = min((abs(b - a) for a, b in pairwise(values)), default=abs(values[0]) or 1.0)
    largest = max(map(abs, values))
    places = next((each for each in range(10) if abs(apart - round(apart, each)) < apart * 1e-6), 10)
    if places > 6 or largest >= 1e9:
        return [_powered(each) for each in values]
    return [show_number(each if abs(each) > apart / 1e6 else 0.0, places) for each in values]


def _powered(value: float) -> str:
    """1.2·10⁻⁸ as a person writes it."""
    if not value:
        return "0"
    power = math.floor(math.log10(abs(value)))
    raised = str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{show_number(value / 10.0**power, 1)}·10{raised}"


def day_ticks(low: float, high: float, most: int = MOST_TICKS) -> list[tuple[float, str]]:
    """First days of months within both ends, evenly spaced in months, at most so many, each as "mm/yyyy".

    A range without any has its own first and last day.
    """
    first, last = date.fromordinal(math.ceil(low)), date.fromordinal(math.floor(high))
    begins = first if first.day == 1 else add_months(first.replace(day=1), 1)
    months = [begins]
    while (following := add_months(months[-1], 1)) <= last:
        months.append(following)
    if begins > last:
        return [(float(each.toordinal()), show_date(each)) for each in dict.fromkeys((first, last))]
    for step in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200):
        shown = [each for each in months if (each.year * 12 + each.month - 1) % step == 0]
        if len(shown) <= most:
            break
    return [(float(each.toordinal()), f"{each.month:02d}/{each.year}") for each in shown or months[:1]]


def ends(axis: Axis, values: Iterable[float]) -> tuple[float, float]:
    """The ends of an axis: those it fixes, and room for all values elsewhere; never the same."""
    if axis.names:
        return 0.5, len(axis.names) + 0.5
    held = [each for each in values if math.isfinite(each)] or [0.0, 1.0]
    low, high = min(held), max(held)
    air = (high - low) * axis.margin if high > low else abs(high) * 0.01 or 1.0
    low = low - air if axis.low is None else axis.low
    high = high + air if axis.high is None else axis.high
    return (low, high) if high > low else (low, low + (abs(low) * 0.01 or 1.0))


def reach(chart: Chart) -> tuple[tuple[float, float], tuple[float, float]]:
    """The ends of both axes of a chart."""
    return (
        ends(chart.x, (each for mark in chart.marks for each in _across(mark))),
        ends(chart.y, (each for mark in chart.marks for each in _up(mark))),
    )


def span_ends(plot: Spans) -> tuple[float, float]:
    held = [each for row in plot.rows for each in (row.low, row.high, row.at) if each is not None]
    return ends(plot.axis, [*held, *(each.value for each in plot.limits)])


def _across(mark: Mark) -> Iterator[float]:
    match mark:
        case Series():
            yield from (each.x for each in mark.points)
        case Band():
            yield from (each[0] for each in mark.points)
        case Columns():
            yield from (end for each in mark.bars for end in (each.low, each.high))
        case Flag():
            yield mark.x
        case Limit() if mark.upright:
            yield mark.value
        case Zone() if mark.upright:
            yield from (each for each in (mark.low, mark.high) if each is not None)


def _up(mark: Mark) -> Iterator[float]:
    match mark:
        case Series():
            yield from (end for each in mark.points for end in (each.low, each.y, each.high) if end is not None)
        case Band():
            yield from (end for each in mark.points for end in each[1:])
        case Columns():
            yield from (each.height for each in mark.bars)
        case Flag():
            yield mark.y
        case Limit() if not mark.upright:
            yield mark.value
        case Zone() if not mark.upright:
            yield from (each for each in (mark.low, mark.high) if each is not None)
