"""What the mouse takes hold of in the schedule, and what letting go of it means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF

from app.ui.pages.schedule_axis import Axis
from app.ui.pages.schedule_painting import GRIP, knob
from app.ui.pages.schedule_rows import TaskLine

LEAST_WAY = 4.0
"""Pixels: a shorter way is a click and no pull."""


@dataclass(frozen=True, slots=True)
class Drag:
    """kind: "move", "start", "end", "tie" (a line to the task that shall wait) or "draw" (days for a task without).

    row: the line that was taken hold of. start, now: on the viewport.
    """

    kind: str
    row: int
    start: QPointF
    now: QPointF

    def pulled(self, to: QPointF) -> Drag:
        return replace(self, now=to)

    @property
    def is_pull(self) -> bool:
        way = self.now - self.start
        return abs(way.x()) >= LEAST_WAY or (self.kind == "tie" and abs(way.y()) >= LEAST_WAY)

    def days(self, axis: Axis) -> int:
        return axis.days(self.now.x() - self.start.x())


def kind_at(place: QPointF, bar: QRectF | None, *, ties: bool) -> str:
    """What would be taken hold of here; "" for nothing. bar: of the row, None where it has no days.

    ties: the knob behind the bar is shown.
    """
    if bar is None:
        return "draw"
    end = knob(bar)
    if ties and abs(place.x() - end.x()) <= GRIP + 1 and abs(place.y() - end.y()) <= bar.height():
        return "tie"
    if not bar.adjusted(-GRIP / 2, -4, GRIP / 2, 4).contains(place):
        return ""
    grip = min(GRIP, bar.width() / 3)
    if place.x() <= bar.left() + grip:
        return "start"
    if place.x() >= bar.right() - grip:
        return "end"
    return "move"


def dragged_days(drag: Drag, line: TaskLine, axis: Axis, left: float) -> tuple[date, date] | None:
    """First and last day the bar would have if it were let go of here; at least one day."""
    task, days = line.task, timedelta(days=drag.days(axis))
    if drag.kind == "draw":
        one, other = axis.day(drag.start.x() - left), axis.day(drag.now.x() - left)
        return min(one, other), max(one, other)
    if task.starts_on is None or task.ends_on is None:
        return None
    match drag.kind:
        case "move":
            return task.starts_on + days, task.ends_on + days
        case "start":
            return min(task.starts_on + days, task.ends_on), task.ends_on
        case "end":
            return task.starts_on, max(task.ends_on + days, task.starts_on)
        case _:
            return task.starts_on, task.ends_on
