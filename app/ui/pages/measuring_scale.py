"""What stands where in the run chart of a study: its points, its lines, and the scale they share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF

from app.domain.readings_limits import Limit
from app.domain.readings_sheet import Cell, Sheet, guided_cells
from app.domain.readings_statistics import LiveStatistics, net_value, show_mean
from app.domain.readings_suspicion import Suspicion
from app.domain.studies import Study
from app.formats import show_number
from app.wording import _

MOST_GRID_LINES = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """One point. slot: its place in the order of measuring, from 0; person: whose mark it carries, from 1; doubt: it is
    marked or looks wrong; far: the scale does not follow it."""

    cell: Cell
    slot: int
    value: Decimal
    person: int
    doubt: bool
    far: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A named line across the chart. tone: token of its ink: "ok", "none", "text3" or "accent" (the mean)."""

    value: Decimal
    words: str
    tone: str


def marks_of(sheet: Sheet, doubts: Mapping[Cell, Suspicion]) -> list[Mark]:
    """The readings in the order of measuring."""
    marks = []
    for slot, cell in enumerate(guided_cells(sheet.study)):
        reading = sheet.readings.get(cell)
        value = net_value(sheet.study, reading) if reading else None
        if reading is None or value is None:
            continue
        doubt = doubts.get(cell)
        person = cell.operator if sheet.study.kind == "gauge_rr" else 1
        is_far = doubt is not None and doubt.rule in ("slip", "far")
        marks.append(Mark(cell, slot, value, person, bool(reading.mark) or doubt is not None, is_far))
    return marks


def reach_of(marks: Sequence[Mark], limits: Sequence[Limit]) -> tuple[float, float]:
    """From where to where the scale goes: values that are no slips, and the limits, with air above and below."""
    values = [float(each.value) for each in marks if not each.far] + [float(each.value) for each in limits]
    values = values or [float(each.value) for each in marks]
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    air = (high - low) * 0.08 or abs(high) * 0.01 or 1.0
    return low - air, high + air


def lines_of(limits: Sequence[Limit], statistics: LiveStatistics, reach: tuple[float, float]) -> list[Line]:
    """The limits, and the mean where it is in sight; the highest first."""
    lines = []
    for each in limits:
        words = f"{each.name} {show_number(each.value)}"
        if each.doubt:
            words = _("{limit} (chưa đối chiếu)", limit=words)
        lines.append(Line(each.value, words, "none" if each.doubt else "ok" if each.side else "text3"))
    mean = statistics.mean
    if mean is not None and statistics.count > 1 and reach[0] <= float(mean) <= reach[1]:
        lines.append(Line(mean, _("trung bình {mean}", mean=show_mean(mean, statistics.decimals)), "accent"))
    return sorted(lines, key=lambda each: -each.value)


def ticks(low: float, high: float) -> list[Decimal]:
    """At most five round values inside: 1, 2 or 5 times a power of ten apart."""
    span = high - low
    if not span > 0:
        return []
    least = span / (MOST_GRID_LINES - 1)
    power = Decimal(1).scaleb(math.floor(math.log10(least)))
    step = next((power * each for each in (1, 2, 5) if float(power * each) >= least), power * 10)
    first = math.ceil(low / float(step))
    found = [step * number for number in range(first, first + MOST_GRID_LINES + 1)]
    return [each for each in found if float(each) <= high]


@dataclass(frozen=True, slots=True)
class Scale:
    """Values and slots in pixels. The slots are those of the whole sheet, so that points stand still while it fills."""

    plot: QRectF
    low: float
    high: float
    slots: int

    def y(self, value: float) -> float:
        share = max(0.0, min(1.0, (value - self.low) / (self.high - self.low)))
        return self.plot.bottom() - share * self.plot.height()

    def place(self, mark: Mark) -> QPointF:
        x = self.plot.x() + (mark.slot + 0.5) * self.plot.width() / max(1, self.slots)
        return QPointF(x, self.y(float(mark.value)))


def people_of(study: Study) -> int:
    """How many stretches the order of measuring has: one for each person."""
    return study.operators if study.kind == "gauge_rr" else 1
