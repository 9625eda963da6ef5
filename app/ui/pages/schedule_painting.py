"""How the schedule is drawn: the axis, bars with their progress, the critical path, flags and what waits for what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from app.ui import theme
from app.ui.pages.schedule_axis import Axis
from app.ui.pages.schedule_rows import Band, TaskLine, dates
from app.ui.parts import paint_glyph

BAR_SHARE = 0.42
"""Of a row's height."""

GRIP = 7.0
"""Pixels at the ends of a bar that stretch it; and the radius of the knob that ties another task to it."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def bar_rect(axis: Axis, first: date, last: date, row: QRectF, left: float) -> QRectF:
    """The bar of these days in a row; left: where the axis begins on the screen."""
    x, wide = axis.span(first, last)
    high = row.height() * BAR_SHARE
    return QRectF(left + x, row.center().y() - high / 2, max(wide, 3.0), high)


def knob(bar: QRectF) -> QPointF:
    """Where a line to the task that waits begins."""
    return QPointF(bar.right() + GRIP + 3, bar.center().y())


def paint_head(painter: QPainter, rect: QRectF, axis: Axis, left: float) -> None:
    """Two lines of names over the axis, with what is out of sight cut off."""
    painter.fillRect(rect, theme.color("surface"))
    half = rect.height() / 2
    seen = rect.x() - left, rect.right() - left
    for top, found, role in ((rect.y(), axis.upper(*seen), "cap"), (rect.y() + half, axis.lower(*seen), "small")):
        painter.setFont(theme.font(role))
        for mark in found:
            x, wide = axis.span(mark.first, mark.last)
            place = QRectF(left + x, top, wide, half)
            shown = place.intersected(QRectF(rect.x(), top, rect.width(), half)).adjusted(5, 0, -3, 0)
            if shown.width() > 10:
                painter.setPen(theme.color(theme.ROLES[role].token))
                words = mark.name if painter.fontMetrics().horizontalAdvance(mark.name) <= shown.width() else ""
                painter.drawText(shown, _LEFT, words or _short(painter, mark.name, shown.width()))
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(left + x, top + 3), QPointF(left + x, top + half))
    painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.color("edge"))


def _short(painter: QPainter, words: str, room: float) -> str:
    """Only its beginning where it is a number and a year: 03 of 03/2027."""
    first = words.split("/")[0]
    return first if painter.fontMetrics().horizontalAdvance(first) <= room + 4 else ""


def paint_grid(painter: QPainter, rect: QRectF, axis: Axis, left: float, today: date) -> None:
    """A hairline for each mark of the upper line, weekends tinted where days can be told, today dashed."""
    seen = rect.x() - left, rect.right() - left
    if axis.zoom == "day":
        for mark in axis.lower(*seen):
            if mark.first.weekday() >= 5:
                x, wide = axis.span(mark.first, mark.last)
                painter.fillRect(QRectF(left + x, rect.y(), wide, rect.height()), theme.color("window"))
    painter.setPen(QPen(theme.color("line"), 1))
    for mark in axis.lower(*seen) if axis.zoom == "month" else axis.upper(*seen):
        x = left + axis.x(mark.first)
        painter.drawLine(QPointF(x, rect.y()), QPointF(x, rect.bottom()))


def paint_today(painter: QPainter, rect: QRectF, axis: Axis, left: float, today: date, word: str) -> None:
    x = left + axis.x(today) + axis.day_width / 2
    painter.setPen(QPen(theme.color("text"), 1.2, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, rect.y()), QPointF(x, rect.bottom()))
    painter.setFont(theme.font("small"))
    wide = painter.fontMetrics().horizontalAdvance(word) + 8
    place = QRectF(x + 3, rect.bottom() - theme.px(20), wide, theme.px(18))
    ground = QColor(theme.color("surface"))
    ground.setAlpha(220)
    painter.fillRect(place, ground)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)


def paint_label(painter: QPainter, rect: QRectF, line: TaskLine, *, strong: bool) -> None:
    """Code and title over days and owner, the state's glyph before them; a triangle where something contradicts."""
    task = line.task
    state = {"done": "ok", "doing": "doing", "stopped": "na"}.get(task.state, "todo")
    glyph = QRectF(rect.x() + 12, rect.center().y() - 8, 16, 16)
    paint_glyph(painter, glyph, state, task.percent / 100)
    right = rect.right() - 10
    if line.told:
        paint_glyph(painter, QRectF(right - 16, rect.center().y() - 8, 16, 16), "warn")
        right -= 22
    words = QRectF(rect.x() + 36, rect.y(), right - rect.x() - 36, rect.height())
    half = rect.height() / 2
    _words(
        painter,
        QRectF(words.x(), words.y() + 2, words.width(), half),
        f"{line.code}  {task.title}",
        "strong" if strong else "body",
        "text",
    )
    under = f"{dates(task)}  ·  {task.owner}" if task.owner else dates(task)
    _words(painter, QRectF(words.x(), words.y() + half - 3, words.width(), half), under, "small", "text3")


def paint_band(painter: QPainter, rect: QRectF, band: Band, room: float) -> None:
    painter.fillRect(rect, theme.color("window"))
    painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.color("line"))
    _words(painter, QRectF(rect.x() + 12, rect.y(), room - 16, rect.height()), band.title, "cap", "text2")


def paint_bar(painter: QPainter, bar: QRectF, line: TaskLine) -> None:
    """Light for what is left, accent for what is done; a thick frame in the colour of text on the critical path."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(bar, 3, 3)
    gone = line.task.state == "stopped"
    painter.fillPath(path, theme.color("sunken" if gone else "accent_tint"))
    if line.task.percent > 0:
        painter.save()
        painter.setClipPath(path)
        done = QRectF(bar.x(), bar.y(), bar.width() * min(line.task.percent, 100) / 100, bar.height())
        painter.fillRect(done, theme.color("chart3" if gone else "chart2"))
        painter.restore()
    frame = QPen(theme.color("text"), 2.2) if line.is_critical else QPen(theme.color("edge" if gone else "accent"), 1)
    painter.setPen(frame)
    painter.drawPath(path)
    painter.restore()


def paint_flag(painter: QPainter, x: float, row: QRectF, *, late: bool = False) -> None:
    """The day of the goal; the cloth is hollow and amber where the task ends behind it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top, foot = row.y() + row.height() * 0.14, row.bottom() - row.height() * 0.2
    token = "warn_fill" if late else "text2"
    painter.setPen(QPen(theme.color(token), 1.4))
    painter.drawLine(QPointF(x, foot), QPointF(x, top))
    painter.setBrush(theme.color("surface" if late else token))
    painter.drawPolygon(QPolygonF([QPointF(x, top), QPointF(x - 8, top + 4), QPointF(x, top + 8)]))
    painter.restore()


def paint_knob(painter: QPainter, bar: QRectF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent"), 1.5))
    painter.setBrush(theme.color("surface"))
    painter.drawEllipse(knob(bar), GRIP - 2, GRIP - 2)
    painter.restore()


def paint_wait(painter: QPainter, before: QRectF, bar: QRectF, *, critical: bool, clash: bool) -> None:
    """From the end of a bar to the start of the one that waits for it; dashed where they overlap in time."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    token = "warn_fill" if clash else "text" if critical else "text3"
    pen = QPen(theme.color(token), 1.8 if critical else 1.1)
    if clash:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    start, end = QPointF(before.right(), before.center().y()), QPointF(bar.left(), bar.center().y())
    painter.drawPolyline(QPolygonF(_way(start, end, before.height())))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(token))
    painter.drawPolygon(QPolygonF([end, end + QPointF(-6, -3.5), end + QPointF(-6, 3.5)]))
    painter.restore()


def _way(start: QPointF, end: QPointF, bar_high: float) -> list[QPointF]:
    turn = start.x() + 6
    if end.x() >= turn + 7:
        return [start, QPointF(turn, start.y()), QPointF(turn, end.y()), end - QPointF(5, 0)]
    between = start.y() + (bar_high if end.y() > start.y() else -bar_high)
    back = end.x() - 10
    return [
        start, QPointF(turn, start.y()), QPointF(turn, between), QPointF(back, between), QPointF(back, end.y()),
        end - QPointF(5, 0),
    ]  # fmt: skip


def paint_reach(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """The line that is being drawn from a knob to the pointer."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent"), 1.8, Qt.PenStyle.DashLine))
    painter.drawLine(start, end)
    painter.restore()


def slack_end(line: TaskLine) -> date | None:
    """The day until which a task can slip without moving the end; None where there is no room."""
    if line.timed is None or line.timed.slack <= 0 or line.task.ends_on is None:
        return None
    return max(line.timed.late_last, line.task.ends_on)


def paint_slack(painter: QPainter, bar: QRectF, axis: Axis, line: TaskLine) -> None:
    """A thin line as far as the task can slip."""
    end = slack_end(line)
    if end is None or line.task.ends_on is None:
        return
    long = axis.x(end + timedelta(days=1)) - axis.x(line.task.ends_on + timedelta(days=1))
    if long >= 2:
        y = bar.bottom() - 2
        painter.setPen(QPen(theme.color("line2"), 1.5, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(bar.right() + 1, y), QPointF(bar.right() + long, y))


def _words(painter: QPainter, rect: QRectF, words: str, role: str, token: str) -> None:
    font: QFont = theme.font(role)
    painter.setFont(font)
    painter.setPen(theme.color(token))
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, _LEFT, fitting)


Bars = Mapping[str, QRectF]
