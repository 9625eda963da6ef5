"""From baseline to target on a graduated scale: a ring where one stands, a flag where one shall be."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from app.domain.baseline import SHARE, interval_of
from app.domain.goals import Goal
from app.formats import show_number
from app.ui import theme
from app.wording import _

TICKS = 10


def scale_end(goal: Goal, before: Decimal | None = None) -> Decimal | None:
    """Where the scale ends: 100 for a share, else the next round number above all values; None without any."""
    interval = interval_of(goal)
    upper = Decimal(repr(interval.high)) if interval is not None else None
    values = [abs(each) for each in (goal.baseline, goal.target, upper, before) if each is not None]
    if not values:
        return None
    if goal.unit == "%":
        return Decimal(100)
    most = max(values)
    if not most:
        return Decimal(1)
    step = Decimal(10) ** most.adjusted()
    return next(factor * step for factor in (Decimal(1), Decimal(2), Decimal(5), Decimal(10)) if factor * step >= most)


def paint_goal_scale(painter: QPainter, rect: QRectF, goal: Goal, before: Decimal | None = None) -> None:
    """Draw into rect, about 64 high: values above the line, 0 and the end below it. before: where the last cycle began,
    a short stroke across the line."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = rect.y() + rect.height() * 0.62
    left, right = rect.x() + 14, rect.right() - 22
    end = scale_end(goal, before)
    _paint_ruler(painter, left, right, line, end)
    if end is None:
        _say(painter, rect, line, _("chưa có giá trị"), left)
    else:
        if before is not None:
            paint_stroke(painter, left + (right - left) * max(0.0, min(1.0, float(before / end))), line)
        _paint_way(painter, rect, goal, end, left, right, line)
    painter.restore()


def _paint_ruler(painter: QPainter, left: float, right: float, line: float, end: Decimal | None) -> None:
    painter.setPen(QPen(theme.color("edge"), 1))
    painter.drawLine(QPointF(left, line), QPointF(right, line))
    for tick in range(TICKS + 1):
        x = left + (right - left) * tick / TICKS
        painter.drawLine(QPointF(x, line), QPointF(x, line + (7 if tick % 5 == 0 else 4)))
    if end is not None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        for x, value in ((left, Decimal(0)), (right, end)):
            place = QRectF(x - 40, line + 6, 80, theme.px(16))
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, show_number(value))


def _say(painter: QPainter, rect: QRectF, line: float, words: str, left: float) -> None:
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("bad"))
    place = QRectF(left, line - theme.px(28), rect.right() - left, theme.px(18))
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, fitting)


def _paint_way(
    painter: QPainter, rect: QRectF, goal: Goal, end: Decimal, left: float, right: float, line: float
) -> None:
    def at(value: Decimal) -> float:
        share = max(0.0, min(1.0, float(value / end)))
        return left + (right - left) * share

    now = at(goal.baseline) if goal.baseline is not None else None
    then = at(goal.target) if goal.target is not None else None
    if now is not None and then is not None:
        _paint_band(painter, now, then, line)
    elif now is None and then is not None:
        painter.setPen(QPen(theme.color("bad_fill"), 1.5, Qt.PenStyle.DashLine))
        open_end = right if right - then > then - left else left
        painter.drawLine(QPointF(then, line - 5), QPointF(open_end, line - 5))
    if interval := interval_of(goal):
        ends = [at(Decimal(repr(each))) for each in (interval.low, interval.high)]
        if ends[1] - ends[0] > 3:
            paint_whisker(painter, ends[0], ends[1], line, sampled=interval.kind == SHARE)
    if then is not None:
        paint_flag(painter, then, line)
    if now is not None:
        paint_ring(painter, QPointF(now, line - 6))
    _paint_values(painter, rect, goal, now, then, line)


def _paint_band(painter: QPainter, now: float, then: float, line: float) -> None:
    """The way still to go, with a small arrow towards the target."""
    painter.setPen(Qt.PenStyle.NoPen)
    band = theme.color("chart2")
    band.setAlpha(140)
    painter.setBrush(band)
    painter.drawRect(QRectF(min(now, then), line - 10, abs(then - now), 8))
    if abs(then - now) > 16:
        middle, step = (now + then) / 2, 3 if then > now else -3
        painter.setPen(QPen(theme.color("accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        tip = QPointF(middle + step, line - 6)
        painter.drawPolyline(QPolygonF([QPointF(middle - step, line - 10), tip, QPointF(middle - step, line - 2)]))


def paint_whisker(painter: QPainter, low: float, high: float, line: float, *, sampled: bool) -> None:
    """The interval of where one stands; dotted where it is the chance of a share, not an uncertainty of measuring."""
    painter.setPen(QPen(theme.color("text2"), 1.4, Qt.PenStyle.DotLine if sampled else Qt.PenStyle.SolidLine))
    painter.drawLine(QPointF(low, line - 6), QPointF(high, line - 6))
    painter.setPen(QPen(theme.color("text2"), 1.4))
    for x in (low, high):
        painter.drawLine(QPointF(x, line - 10), QPointF(x, line - 2))


def paint_stroke(painter: QPainter, x: float, line: float) -> None:
    """Where the last cycle began."""
    painter.setPen(QPen(theme.color("text3"), 2))
    painter.drawLine(QPointF(x, line - 5), QPointF(x, line + 5))


def paint_ring(painter: QPainter, centre: QPointF) -> None:
    """Where one stands."""
    painter.setPen(QPen(theme.color("text2"), 1.8))
    painter.setBrush(theme.color("surface"))
    painter.drawEllipse(centre, 5, 5)


def paint_flag(painter: QPainter, x: float, line: float) -> None:
    """Where one shall be; the staff stands on the line."""
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.drawLine(QPointF(x, line), QPointF(x, line - 18))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawPolygon(QPolygonF([QPointF(x, line - 18), QPointF(x + 7, line - 15), QPointF(x, line - 12)]))


def _paint_values(
    painter: QPainter, rect: QRectF, goal: Goal, now: float | None, then: float | None, line: float
) -> None:
    """The figures over ring and flag; where they would meet, they are set apart."""
    painter.setFont(theme.font("strong"))
    figures = [show_number(each) for each in (goal.baseline, goal.target) if each is not None]
    wide = max((painter.fontMetrics().horizontalAdvance(each) for each in figures), default=0) + 4
    now_x, then_x = now, then
    if now_x is not None and then_x is not None and abs(now_x - then_x) < wide + 6:
        apart = (wide + 6 - abs(now_x - then_x)) / 2
        now_x, then_x = (now_x - apart, then_x + apart) if now_x <= then_x else (now_x + apart, then_x - apart)
    top = line - 18 - theme.px(17)
    centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
    if now_x is not None and goal.baseline is not None:
        painter.setPen(theme.color("text2"))
        painter.drawText(QRectF(now_x - wide / 2, top, wide, theme.px(17)), centre, show_number(goal.baseline))
    if then_x is not None and goal.target is not None:
        painter.setPen(theme.color("accent"))
        painter.drawText(QRectF(then_x - wide / 2, top, wide, theme.px(17)), centre, show_number(goal.target))
    missing = _("chưa có giá trị hiện tại") if now is None else _("chưa có giá trị cần đạt") if then is None else ""
    if missing:
        _say_missing(painter, rect, missing, then if then is not None else now or rect.x(), line)


def _say_missing(painter: QPainter, rect: QRectF, words: str, x: float, line: float) -> None:
    """Beside the one mark there is, on the side with more room, so that it crosses neither mark nor figures."""
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("bad"))
    top, high = line - 17 - theme.px(9), theme.px(17)
    left, right = QRectF(rect.x(), top, x - 16 - rect.x(), high), QRectF(x + 16, top, rect.right() - x - 16, high)
    place = left if left.width() > right.width() else right
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()))
    side = Qt.AlignmentFlag.AlignRight if place is left else Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side, fitting)
