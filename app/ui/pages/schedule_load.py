"""Below the schedule: who carries how much in which week, under the same days; a week with too much is marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from app.domain.workload import OwnerLoad, WeekLoad
from app.formats import show_date, show_number
from app.ui import theme
from app.ui.pages.schedule_canvas import GanttCanvas
from app.ui.parts import paint_glyph
from app.wording import _

ROW, HEAD = 28, 26
LEAST_FOR_FIGURE = 30.0
"""Pixels a week needs to hold its figure."""


def told(load: OwnerLoad, capacity: Decimal) -> str:
    """The load of one owner as a sentence."""
    over = load.over(capacity)
    if not over:
        words = _("{owner}: vừa sức", owner=load.owner)
    else:
        worst = max(over, key=lambda each: each.days)
        words = _(
            "{owner}: quá tải {n} tuần, nặng nhất {days} ngày công ở tuần từ {week}",
            owner=load.owner,
            n=len(over),
            days=show_number(worst.days.normalize()),
            week=show_date(worst.week),
        )
    if load.unknown:
        return _("{words}; {n} nhiệm vụ chưa ước tính công.", words=words, n=len(load.unknown))
    return f"{words}."


class LoadStrip(QAbstractScrollArea):
    """Follows the days of the schedule over it."""

    def __init__(self, gantt: GanttCanvas) -> None:
        super().__init__()
        self._gantt = gantt
        self._loads: Sequence[OwnerLoad] = ()
        self._capacity = Decimal(5)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        gantt.travelled.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())
        self.show_loads((), Decimal(5))

    def show_loads(self, loads: Sequence[OwnerLoad], capacity: Decimal) -> None:
        """The heaviest first: those with a week that is too much stand on top."""
        self._loads = sorted(loads, key=lambda each: -len(each.over(capacity)))
        self._capacity = capacity
        words = [told(each, capacity) for each in self._loads]
        self.setAccessibleName(_("Tải theo người phụ trách"))
        self.setAccessibleDescription(" ".join(words))
        self.setToolTip("\n".join(words))
        self._lay_out()
        self.updateGeometry()
        self.viewport().update()

    def overloaded(self) -> int:
        return sum(bool(each.over(self._capacity)) for each in self._loads)

    def sizeHint(self) -> QSize:
        return QSize(300, self.height_for(len(self._loads)))

    def height_for(self, rows: int) -> int:
        return theme.px(HEAD) + rows * theme.px(ROW)

    def resizeEvent(self, _event: object) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        seen = self.viewport().height() - theme.px(HEAD)
        bar = self.verticalScrollBar()
        bar.setSingleStep(theme.px(ROW))
        bar.setPageStep(max(seen, 1))
        bar.setRange(0, max(len(self._loads) * theme.px(ROW) - seen, 0))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        whole = QRectF(self.viewport().rect())
        painter.fillRect(whole, theme.color("surface"))
        label = self._gantt.label_width
        for number, load in enumerate(self._loads):
            top = theme.px(HEAD) + number * theme.px(ROW) - self.verticalScrollBar().value()
            row = QRectF(0, top, whole.width(), theme.px(ROW))
            if row.bottom() < theme.px(HEAD) or row.top() > whole.bottom():
                continue
            painter.save()
            painter.setClipRect(QRectF(label, theme.px(HEAD), whole.width() - label, whole.height()))
            for week in load.weeks:
                self._paint_week(painter, row, week)
            painter.restore()
            self._paint_label(painter, QRectF(0, row.y(), label, row.height()), load)
            painter.fillRect(QRectF(0, row.bottom() - 1, whole.width(), 1), theme.color("line"))
        painter.fillRect(QRectF(label - 1, 0, 1, whole.height()), theme.color("line2"))
        self._paint_head(painter, QRectF(0, 0, whole.width(), theme.px(HEAD)))
        painter.end()

    def _paint_head(self, painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, theme.color("window"))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.color("line"))
        painter.setFont(theme.font("cap"))
        painter.setPen(theme.color("text2"))
        words = _("Tải theo người phụ trách: ngày công mỗi tuần, vừa sức là {days}", days=show_number(self._capacity))
        painter.drawText(rect.adjusted(12, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_label(self, painter: QPainter, rect: QRectF, load: OwnerLoad) -> None:
        painter.fillRect(rect, theme.color("surface"))
        over = load.over(self._capacity)
        paint_glyph(painter, QRectF(rect.x() + 12, rect.center().y() - 7, 14, 14), "warn" if over else "ok")
        right = self._paint_state(painter, rect, load)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        room = rect.adjusted(36, 0, -right - 16, 0)
        words = painter.fontMetrics().elidedText(load.owner, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_state(self, painter: QPainter, rect: QRectF, load: OwnerLoad) -> int:
        """What is wrong in a few words at the right; how wide they are."""
        over = load.over(self._capacity)
        words = _("quá tải {n} tuần", n=len(over)) if over else ""
        if load.unknown and not over:
            words = _("{n} chưa ước tính", n=len(load.unknown))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("warn" if over else "text3"))
        wide = painter.fontMetrics().horizontalAdvance(words)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -10, 0), flags, words)
        return wide

    def _paint_week(self, painter: QPainter, row: QRectF, week: WeekLoad) -> None:
        """A column as high as the week is full; what does not fit has a frame and its figure in amber."""
        x, wide = self._gantt.axis.span(week.week, week.week + timedelta(days=6))
        cell = QRectF(self._gantt.chart_left() + x, row.y() + 2, wide - 1, row.height() - 5)
        if cell.right() < self._gantt.label_width or cell.left() > row.right():
            return
        over = week.is_over(self._capacity)
        share = min(float(week.days / self._capacity), 1.0) if self._capacity else 1.0
        filled = QRectF(cell.x(), cell.bottom() - cell.height() * share, cell.width(), cell.height() * share)
        painter.fillRect(filled, theme.color("warn_tint" if over else "accent_tint"))
        painter.fillRect(QRectF(cell.x(), cell.bottom(), cell.width(), 1), theme.color("line2"))
        if over:
            painter.setPen(QPen(theme.color("warn_fill"), 1.5))
            painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5))
        if cell.width() >= LEAST_FOR_FIGURE * theme.px(100) / 100:
            figure = show_number(week.days.quantize(Decimal("0.1")).normalize())
            words = f"{figure} + ?" if week.unknown and week.days else "?" if week.unknown else figure
            painter.setFont(theme.font("strong" if over else "small"))
            painter.setPen(theme.color("warn" if over else "text2"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, words)
