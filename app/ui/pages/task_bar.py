"""The days of a task as a small bar on the programme's time scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.domain.task_checks import TaskPlan
from app.domain.tasks import Task
from app.domain.timescale import marks
from app.formats import show_date
from app.ui import theme
from app.wording import _


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of the scale; None while there is no day at all."""

    first: date | None = None
    last: date | None = None

    def share(self, day: date) -> float:
        """Where a day begins, 0 at the first, 1 behind the last."""
        assert self.first is not None
        assert self.last is not None
        days = (self.last - self.first).days + 1
        return min(1.0, max(0.0, (day - self.first).days / days))


def span_told(span: Span) -> str:
    """What the scales beside the tasks show, in words."""
    if span.first is None or span.last is None:
        return ""
    first, last = show_date(span.first), show_date(span.last)
    return _("Thang thời gian {first} – {last}, cờ là hạn của mục tiêu", first=first, last=last)


def span_of(plan: TaskPlan) -> Span:
    """The programme's period, widened to hold every day of a task and of a goal."""
    days = [plan.starts_on, plan.ends_on, *(each.due_on for each in plan.goals)]
    days += [day for each in plan.tasks for day in (each.starts_on, each.ends_on)]
    known = [each for each in days if each is not None]
    return Span(min(known), max(known)) if known else Span()


def paint_task_bar(painter: QPainter, rect: QRectF, task: Task, due_on: date | None, span: Span, state: str) -> None:
    """Draw the scale with the task's days and the flag of its earliest goal; both days stand above it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = rect.y() + rect.height() * 0.66
    _paint_scale(painter, rect, line, span)
    if span.first is not None:
        _paint_days(painter, rect, line, task, span, "bad_fill" if state == "bad" else "accent")
        if due_on is not None:
            _paint_due(painter, rect.x() + rect.width() * span.share(due_on), line)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text2" if task.starts_on and task.ends_on else "warn"))
    words = QRectF(rect.x(), rect.y(), rect.width(), theme.px(18))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, days_told(task))
    painter.restore()


def days_told(task: Task) -> str:
    """Both days as far as they are known."""
    if task.starts_on and task.ends_on:
        return f"{show_date(task.starts_on)} – {show_date(task.ends_on)}"
    if task.ends_on:
        return _("đến {day}", day=show_date(task.ends_on))
    if task.starts_on:
        return _("từ {day}", day=show_date(task.starts_on))
    return _("chưa đặt ngày")


def _paint_scale(painter: QPainter, rect: QRectF, line: float, span: Span) -> None:
    painter.setPen(QPen(theme.color("edge"), 1))
    painter.drawLine(QPointF(rect.x(), line), QPointF(rect.right(), line))
    if span.first is None or span.last is None:
        return
    unit = "quarter" if (span.last - span.first).days < 1500 else "year"
    for each in marks(unit, span.first, span.last):
        if each.first < span.first:
            continue
        x = rect.x() + rect.width() * span.share(each.first)
        new_year = each.first.month == 1
        painter.drawLine(QPointF(x, line), QPointF(x, line + (7 if new_year else 4)))


def _paint_days(painter: QPainter, rect: QRectF, line: float, task: Task, span: Span, token: str) -> None:
    first, last = task.starts_on or task.ends_on, task.ends_on or task.starts_on
    if first is None or last is None or span.last is None:
        return
    left = rect.x() + rect.width() * span.share(first)
    right = max(left + 4, rect.x() + rect.width() * span.share(last))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(token))
    painter.drawRoundedRect(QRectF(left, line - 9, right - left, 7), 2, 2)


def _paint_due(painter: QPainter, x: float, line: float) -> None:
    """When the goal is due: a small flag on the scale."""
    painter.setPen(QPen(theme.color("text2"), 1.5))
    painter.drawLine(QPointF(x, line), QPointF(x, line - 13))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("text2"))
    painter.drawPolygon([QPointF(x, line - 13), QPointF(x - 6, line - 10.5), QPointF(x, line - 8)])
