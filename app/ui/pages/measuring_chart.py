"""The readings in the order of measuring, with mean and limits; it moves with every reading that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.readings_limits import Limit
from app.domain.readings_sheet import Cell, Sheet, cell_words, operator_name
from app.domain.readings_statistics import LiveStatistics, show_mean
from app.domain.readings_suspicion import Suspicion
from app.formats import show_number
from app.ui import theme
from app.ui.pages.measuring_looks import paint_mark
from app.ui.pages.measuring_scale import Line, Mark, Scale, lines_of, marks_of, people_of, reach_of, ticks
from app.ui.parts import paint_glyph
from app.wording import _

HEIGHT, LEAST_HEIGHT = 200, 128
MANY = 120
"""From so many points on they are drawn small."""


class RunChart(QWidget):
    """Takes focus; left and right read the values one by one. chosen(cell): a point was clicked or read."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._marks: list[Mark] = []
        self._lines: list[Line] = []
        self._limits: Sequence[Limit] = ()
        self._reach = (0.0, 1.0)
        self._current: Cell | None = None
        self.setMinimumHeight(theme.px(LEAST_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Biểu đồ số đọc theo thứ tự đo"))

    def sizeHint(self) -> QSize:
        return QSize(300, theme.px(HEIGHT))

    def show_readings(
        self, sheet: Sheet, doubts: Mapping[Cell, Suspicion], limits: Sequence[Limit], statistics: LiveStatistics
    ) -> None:
        self._sheet, self._limits = sheet, limits
        self._marks = marks_of(sheet, doubts)
        self._reach = reach_of(self._marks, limits)
        self._lines = lines_of(limits, statistics, self._reach)
        self.setAccessibleDescription(_summary(statistics))
        self.update()

    def show_current(self, cell: Cell | None) -> None:
        """Ring the point of the cell one stands on."""
        if cell != self._current:
            self._current = cell
            self.update()

    # ---- keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step or not self._marks:
            super().keyPressEvent(event)
            return
        at = next((place for place, each in enumerate(self._marks) if each.cell == self._current), -step)
        mark = self._marks[max(0, min(len(self._marks) - 1, at + step))]
        self.chosen.emit(mark.cell)
        self.show_current(mark.cell)
        QToolTip.showText(self.mapToGlobal(self._scale().place(mark).toPoint()), self._told(mark), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        scale, x = self._scale(), event.position().x()
        nearest = min(self._marks, key=lambda each: abs(scale.place(each).x() - x), default=None)
        if nearest is not None and abs(scale.place(nearest).x() - x) < 20:
            self.chosen.emit(nearest.cell)

    def _told(self, mark: Mark) -> str:
        if self._sheet is None:
            return ""
        study = self._sheet.study
        return f"{cell_words(study, mark.cell)}: {show_number(mark.value)} {study.unit}".rstrip()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _scale(self) -> Scale:
        """Room at the left for the values, at the right for the names of the lines, below for the people."""
        metrics, (low, high) = QFontMetrics(theme.font("small")), self._reach
        left = max((metrics.horizontalAdvance(show_number(each)) for each in ticks(low, high)), default=20) + 14
        names = max((metrics.horizontalAdvance(each.words) + 14 for each in self._lines), default=10)
        across = max(20, self.width() - left - min(names, self.width() // 3))
        plot = QRectF(left, 8, across, max(20, self.height() - 8 - theme.px(24)))
        return Scale(plot, low, high, self._sheet.wanted if self._sheet else 1)

    # ---- paint

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        painter, scale = QPainter(self), self._scale()
        painter.setFont(theme.font("small"))
        self._paint_band(painter, scale)
        self._paint_grid(painter, scale)
        self._paint_people(painter, scale.plot, self._sheet)
        if not self._marks:
            painter.setPen(theme.color("text3"))
            painter.drawText(scale.plot, Qt.AlignmentFlag.AlignCenter, _("Số đầu tiên hiện ở đây ngay khi rời ô."))
        self._paint_lines(painter, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_marks(painter, scale)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_band(self, painter: QPainter, scale: Scale) -> None:
        lows = [each.value for each in self._limits if each.side == "low" and not each.doubt]
        highs = [each.value for each in self._limits if each.side == "high"]
        if lows and highs:
            top, low = scale.y(float(min(highs))), scale.y(float(max(lows)))
            painter.fillRect(QRectF(scale.plot.x(), top, scale.plot.width(), low - top), theme.color("ok_tint"))

    def _paint_grid(self, painter: QPainter, scale: Scale) -> None:
        if not self._marks and not self._limits:
            return
        for value in ticks(scale.low, scale.high):
            y = round(scale.y(float(value))) + 0.5
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(scale.plot.x(), y), QPointF(scale.plot.right(), y))
            painter.setPen(theme.color("text3"))
            box = QRectF(0, y - 10, scale.plot.x() - 8, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, show_number(value))

    def _paint_people(self, painter: QPainter, plot: QRectF, sheet: Sheet) -> None:
        """Below: whose turn it is where several measure, else the first and the last number."""
        y, high, people = plot.bottom() + 3, theme.px(20), people_of(sheet.study)
        if people == 1:
            painter.setPen(theme.color("text3"))
            painter.drawText(QRectF(plot.x(), y, plot.width(), high), 0, "1")
            painter.drawText(QRectF(plot.x(), y, plot.width(), high), Qt.AlignmentFlag.AlignRight, str(sheet.wanted))
            return
        wide = plot.width() / people
        for number in range(people):
            x = plot.x() + number * wide
            if number:
                painter.setPen(QPen(theme.color("line2"), 1))
                painter.drawLine(QPointF(round(x) + 0.5, plot.y()), QPointF(round(x) + 0.5, plot.bottom()))
            painter.setPen(theme.color("text3"))
            name = operator_name(sheet.study, number + 1)
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(wide) - 8)
            painter.drawText(QRectF(x + 4, y, wide - 8, high), Qt.AlignmentFlag.AlignHCenter, shown)

    def _paint_lines(self, painter: QPainter, scale: Scale) -> None:
        """Each line, and its words at its right end, pushed apart where lines lie close."""
        plot, high = scale.plot, theme.px(17)
        below = plot.y() - high
        for line in self._lines:
            y = round(scale.y(float(line.value))) + 0.5
            style = Qt.PenStyle.SolidLine if line.tone == "accent" else Qt.PenStyle.DashLine
            ink = f"{line.tone}_fill" if line.tone in ("ok", "none") else line.tone
            painter.setPen(QPen(theme.color(ink), 1, style))
            painter.drawLine(QPointF(plot.x(), y), QPointF(plot.right(), y))
            below = max(y - high / 2, below + high)
            painter.setPen(theme.color("text2" if line.tone == "none" else line.tone))
            box = QRectF(plot.right() + 8, below, self.width() - plot.right() - 8, high)
            shown = painter.fontMetrics().elidedText(line.words, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_marks(self, painter: QPainter, scale: Scale) -> None:
        places = [(each, scale.place(each)) for each in self._marks]
        painter.setPen(QPen(theme.color("chart2"), 1))
        runs: dict[int, list[QPointF]] = {}
        for mark, place in places:
            runs.setdefault(mark.person, []).append(place)
        for run in runs.values():
            painter.drawPolyline(QPolygonF(run))
        if len(places) > MANY:
            _paint_dots(painter, runs)
        for mark, place in places:
            if mark.doubt:
                paint_glyph(painter, QRectF(place.x() - 6, place.y() - 6, 12, 12), "warn")
            elif len(places) <= MANY:
                paint_mark(painter, place, mark.person, 7.0)
            if mark.cell == self._current:
                painter.setPen(QPen(theme.color("accent"), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(place, 8, 8)


def _paint_dots(painter: QPainter, runs: Mapping[int, Sequence[QPointF]]) -> None:
    """Many points at once, small; people are told apart by their stretch."""
    pen = QPen(theme.color("accent"), 4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for run in runs.values():
        painter.drawPoints(QPolygonF(run))


def _summary(statistics: LiveStatistics) -> str:
    if statistics.mean is None:
        return _("Chưa có số đọc.")
    mean = show_mean(statistics.mean, statistics.decimals)
    return _("{count} số đọc, trung bình {mean}.", count=statistics.count, mean=mean)
