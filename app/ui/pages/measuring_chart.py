"""The readings in the order of measuring, with mean and limits; it moves with every reading that is kept."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.readings_limits import Limit
from app.domain.readings_sheet import Cell, Sheet, cell_words, guided_cells, operator_name
from app.domain.readings_statistics import LiveStatistics, net_value, show_mean
from app.domain.readings_suspicion import Suspicion
from app.formats import show_number
from app.ui import theme
from app.ui.pages.measuring_looks import paint_mark
from app.ui.parts import paint_glyph
from app.wording import _

HEIGHT, LEAST_HEIGHT = 200, 128
MOST_GRID_LINES = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """One point. person: whose mark it carries, from 1; doubt: it is marked or looks wrong; far: not in the scale."""

    cell: Cell
    value: Decimal
    person: int
    doubt: bool
    far: bool


def marks_of(sheet: Sheet, doubts: dict[Cell, Suspicion]) -> list[Mark]:
    """The readings in the order of measuring."""
    marks = []
    for cell in guided_cells(sheet.study):
        reading = sheet.readings.get(cell)
        value = net_value(sheet.study, reading) if reading else None
        if reading is None or value is None:
            continue
        doubt = doubts.get(cell)
        person = cell.operator if sheet.study.kind == "gauge_rr" else 1
        is_far = doubt is not None and doubt.rule in ("slip", "far")
        marks.append(Mark(cell, value, person, bool(reading.mark) or doubt is not None, is_far))
    return marks


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
    return [each for each in found if float(each) <= high * (1 + 1e-12) + 1e-12]


class RunChart(QWidget):
    """Takes focus; left and right read the values one by one. chosen(cell): a point was clicked or read."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._marks: list[Mark] = []
        self._limits: Sequence[Limit] = ()
        self._statistics = LiveStatistics(0)
        self._current: Cell | None = None
        self.setMinimumHeight(theme.px(LEAST_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Biểu đồ số đọc theo thứ tự đo"))

    def sizeHint(self) -> QSize:
        return QSize(300, theme.px(HEIGHT))

    def show_readings(
        self, sheet: Sheet, doubts: dict[Cell, Suspicion], limits: Sequence[Limit], statistics: LiveStatistics
    ) -> None:
        self._sheet, self._limits, self._statistics = sheet, limits, statistics
        self._marks = marks_of(sheet, doubts)
        self.setAccessibleDescription(self._summary())
        self.update()

    def show_current(self, cell: Cell | None) -> None:
        """Ring the point of the cell one stands on."""
        if cell != self._current:
            self._current = cell
            self.update()

    def _summary(self) -> str:
        mean = self._statistics.mean
        if mean is None:
            return _("Chưa có số đọc.")
        return _(
            "{count} số đọc, trung bình {mean}.",
            count=self._statistics.count,
            mean=show_mean(mean, self._statistics.decimals),
        )

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
        place = self._place(self._marks.index(mark))
        QToolTip.showText(self.mapToGlobal(place.toPoint()), self._told(mark), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = [(abs(self._place(place).x() - event.position().x()), place) for place in range(len(self._marks))]
        if near and min(near)[0] < 20:
            self.chosen.emit(self._marks[min(near)[1]].cell)

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

    # ---- where things stand

    def _range(self) -> tuple[float, float]:
        """Values that are no slips, and the limits, with air above and below."""
        values = [float(each.value) for each in self._marks if not each.far]
        values += [float(each.value) for each in self._limits]
        if not values:
            values = [float(each.value) for each in self._marks]
        if not values:
            return 0.0, 1.0
        low, high = min(values), max(values)
        air = (high - low) * 0.08 or abs(high) * 0.01 or 1.0
        return low - air, high + air

    def _plot(self) -> QRectF:
        metrics = self.fontMetrics()
        low, high = self._range()
        wide = max((metrics.horizontalAdvance(show_number(each)) for each in ticks(low, high)), default=20) + 14
        names = max((metrics.horizontalAdvance(words) + 14 for _value, words, _token in self._lines()), default=10)
        across = self.width() - wide - min(names, self.width() // 3)
        return QRectF(wide, 8, max(20, across), max(20, self.height() - 8 - theme.px(24)))

    def _y(self, value: float) -> float:
        (low, high), plot = self._range(), self._plot()
        share = max(0.0, min(1.0, (value - low) / (high - low)))
        return plot.bottom() - share * plot.height()

    def _place(self, number: int) -> QPointF:
        """The slots are those of the whole sheet, so that points stand still while it fills."""
        plot, mark = self._plot(), self._marks[number]
        slots = self._sheet.wanted if self._sheet else len(self._marks)
        return QPointF(
            plot.x() + (self._slot(mark.cell) + 0.5) * plot.width() / max(1, slots), self._y(float(mark.value))
        )

    def _slot(self, cell: Cell) -> int:
        if self._sheet is None:
            return 0
        study = self._sheet.study
        return ((cell.operator - 1) * study.trials + cell.trial - 1) * study.parts + cell.part - 1

    # ---- paint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("small"))
        self.setFont(theme.font("small"))
        if self._sheet is None:
            return
        self._paint_band(painter)
        self._paint_grid(painter)
        if not self._marks:
            painter.setPen(theme.color("text3"))
            painter.drawText(self._plot(), Qt.AlignmentFlag.AlignCenter, _("Số đầu tiên hiện ở đây ngay khi rời ô."))
        self._paint_lines(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_marks(painter)
        self._paint_names(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_band(self, painter: QPainter) -> None:
        lows = [each.value for each in self._limits if each.side == "low" and not each.doubt]
        highs = [each.value for each in self._limits if each.side == "high"]
        if lows and highs:
            plot, top, low = self._plot(), self._y(float(min(highs))), self._y(float(max(lows)))
            painter.fillRect(QRectF(plot.x(), top, plot.width(), low - top), theme.color("ok_tint"))

    def _paint_grid(self, painter: QPainter) -> None:
        plot = self._plot()
        if self._marks or self._limits:
            for value in ticks(*self._range()):
                y = round(self._y(float(value))) + 0.5
                painter.setPen(QPen(theme.color("line"), 1))
                painter.drawLine(QPointF(plot.x(), y), QPointF(plot.right(), y))
                painter.setPen(theme.color("text3"))
                box = QRectF(0, y - 10, plot.x() - 8, 20)
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, show_number(value))
        self._paint_people(painter, plot)

    def _paint_people(self, painter: QPainter, plot: QRectF) -> None:
        """Below: the order of measuring, by person where several measure."""
        if self._sheet is None:
            return
        study = self._sheet.study
        y = plot.bottom() + 3
        painter.setPen(theme.color("text3"))
        if study.kind != "gauge_rr":
            painter.drawText(QRectF(plot.x(), y, plot.width(), theme.px(20)), 0, "1")
            painter.drawText(
                QRectF(plot.x(), y, plot.width(), theme.px(20)), Qt.AlignmentFlag.AlignRight, str(self._sheet.wanted)
            )
            return
        wide = plot.width() / study.operators
        for number in range(study.operators):
            x = plot.x() + number * wide
            if number:
                painter.setPen(QPen(theme.color("line2"), 1))
                painter.drawLine(QPointF(round(x) + 0.5, plot.y()), QPointF(round(x) + 0.5, plot.bottom()))
            painter.setPen(theme.color("text3"))
            box = QRectF(x + 4, y, wide - 8, theme.px(20))
            name = painter.fontMetrics().elidedText(
                operator_name(study, number + 1), Qt.TextElideMode.ElideRight, int(box.width())
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, name)

    def _lines(self) -> list[tuple[Decimal, str, str]]:
        """Value, words and ink token of each line; the mean stands last, and only where it is in sight."""
        lines = []
        for each in self._limits:
            words = f"{each.name} {show_number(each.value)}"
            if each.doubt:
                words = _("{limit} (chưa đối chiếu)", limit=words)
            lines.append((each.value, words, "none" if each.doubt else "ok" if each.side else "text3"))
        mean, (low, high) = self._statistics.mean, self._range()
        if mean is not None and self._statistics.count > 1 and low <= float(mean) <= high:
            shown = show_mean(mean, self._statistics.decimals)
            lines.append((mean, _("trung bình {mean}", mean=shown), "accent"))
        return lines

    def _paint_lines(self, painter: QPainter) -> None:
        plot = self._plot()
        for value, _words, token in self._lines():
            y = round(self._y(float(value))) + 0.5
            style = Qt.PenStyle.SolidLine if token == "accent" else Qt.PenStyle.DashLine
            painter.setPen(QPen(theme.color(f"{token}_fill" if token in ("ok", "none") else token), 1, style))
            painter.drawLine(QPointF(plot.x(), y), QPointF(plot.right(), y))

    def _paint_names(self, painter: QPainter) -> None:
        """The words of the lines at their right ends, pushed apart where lines lie close."""
        plot, high = self._plot(), theme.px(17)
        below = plot.y() - high
        for value, words, token in sorted(self._lines(), key=lambda each: -each[0]):
            top = max(self._y(float(value)) - high / 2, below + high)
            below = top
            painter.setPen(theme.color("text2" if token == "none" else token))
            box = QRectF(plot.right() + 8, top, self.width() - plot.right() - 8, high)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_marks(self, painter: QPainter) -> None:
        places = [self._place(number) for number in range(len(self._marks))]
        size = 7.0 if len(places) <= 120 else 4.0
        painter.setPen(QPen(theme.color("chart2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        runs: dict[int, list[QPointF]] = {}
        for mark, place in zip(self._marks, places, strict=True):
            runs.setdefault(mark.person, []).append(place)
        for run in runs.values():
            painter.drawPolyline(QPolygonF(run))
        for mark, place in zip(self._marks, places, strict=True):
            if mark.doubt:
                paint_glyph(painter, QRectF(place.x() - 6, place.y() - 6, 12, 12), "warn")
            else:
                paint_mark(painter, place, mark.person, size)
            if mark.cell == self._current:
                painter.setPen(QPen(theme.color("accent"), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(place, 8, 8)
