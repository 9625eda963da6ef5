"""Days on the screen: where a day of the schedule stands at the zoom in use, and which day a place means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.timescale import Mark, begin, following, marks
from app.services.schedule import ScheduleView
from app.ui import theme

ZOOMS = ("day", "week", "month")
DAY_WIDTHS = {"day": 24.0, "week": 7.5, "month": 2.3}
UPPER = {"day": "month", "week": "month", "month": "year"}
AIR = {"day": 7, "week": 21, "month": 62}
"""Days left free before the first and behind the last one."""


@dataclass(frozen=True, slots=True)
class Axis:
    """first to last: the days that can be scrolled to. zoom: a key of ZOOMS. x is counted from the first day on."""

    first: date
    last: date
    zoom: str = "week"

    @property
    def day_width(self) -> float:
        return DAY_WIDTHS[self.zoom] * theme.px(100) / 100

    @property
    def width(self) -> float:
        return ((self.last - self.first).days + 1) * self.day_width

    def x(self, day: date) -> float:
        """Where a day begins."""
        return (day - self.first).days * self.day_width

    def span(self, first: date, last: date) -> tuple[float, float]:
        """Left and width of first to last, both included."""
        return self.x(first), ((last - first).days + 1) * self.day_width

    def day(self, x: float) -> date:
        return self.first + timedelta(days=int(x // self.day_width))

    def days(self, across: float) -> int:
        """So many whole days a way on the screen is."""
        return round(across / self.day_width)

    def upper(self, left: float, right: float) -> Iterator[Mark]:
        """The marks of the upper line that are seen between two places."""
        return marks(UPPER[self.zoom], self.day(left), self.day(right))

    def lower(self, left: float, right: float) -> Iterator[Mark]:
        return marks(self.zoom, self.day(left), self.day(right))


def axis_of(view: ScheduleView, today: date, zoom: str, room: float) -> Axis:
    """Holds every task, goal, the programme's period and today, and fills the room there is."""
    days = list(_days(view)) or [today]
    air = timedelta(days=AIR[zoom])
    first = begin(UPPER[zoom] if zoom == "month" else "week", min([*days, today]) - air)
    last = max([*days, today]) + air
    fill = first + timedelta(days=int(room / Axis(first, first, zoom).day_width))
    last = max(last, fill)
    return Axis(first, following("week", begin("week", last)) - timedelta(days=1), zoom)


def _days(view: ScheduleView) -> Iterable[date]:
    plan = view.plan
    for each in plan.tasks:
        yield from (day for day in (each.starts_on, each.ends_on) if day)
    yield from (each.due_on for each in plan.goals if each.due_on)
    yield from (day for day in (plan.starts_on, plan.ends_on) if day)
