"""The error of an instrument over its calibrations, U as whiskers, in the band of the maximum permissible error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.calibration_points import left_error
from app.domain.instruments import Calibration, CalibrationPoint, Instrument
from app.domain.metrology.calibration_status import is_in_unit
from app.domain.printed_ranges import read_limit
from app.formats import show_date, show_number
from app.ui import theme
from app.wording import _

HEIGHT = 150


@dataclass(frozen=True, slots=True)
class Point:
    """error: that it was left with; found: before adjustment, None where nothing was adjusted."""

    on: date
    error: Decimal
    uncertainty: Decimal | None
    certificate: str
    found: Decimal | None = None
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ErrorSeries:
    """Errors at one point of the range (at, in at_unit), oldest first, in unit; mpe: None where it is no number in it.

    A balance of 60 kg has its errors in grams: unit is that of the results.
    """

    at: Decimal | None
    at_unit: str
    unit: str
    mpe: Decimal | None
    factor: Decimal | None
    points: tuple[Point, ...]

    @property
    def title(self) -> str:
        if self.at is not None:
            return _(
                "Sai số ở {point} {point_unit}, {unit}",
                point=show_number(self.at),
                point_unit=self.at_unit,
                unit=self.unit,
            )
        return _("Sai số, {unit}", unit=self.unit) if self.unit else _("Sai số")


PointsOf = Mapping[str, Sequence[CalibrationPoint]]


def point_choices(calibrations: Sequence[Calibration], points: PointsOf) -> list[Decimal]:
    """The points of the range at which errors are known point by point, from low to high."""
    own = (each for kept in calibrations for each in points.get(kept.id, ()))
    return sorted({each.point for each in own if each.point is not None and left_error(each) is not None})


def series_of(
    instrument: Instrument,
    calibrations: Sequence[Calibration],
    points: PointsOf | None = None,
    at: Decimal | None = None,
) -> ErrorSeries | None:
    """The series at a point of the range, else at that of the latest calibration that states an error.

    None when none does. An error at this point counts whether it is the headline of its calibration or one of many.
    """
    stated = [each for each in calibrations if each.performed_on and (each.error is not None or at is not None)]
    stated.sort(key=lambda each: str(each.performed_on))
    told = [(each, _at(each, (points or {}).get(each.id, ()), at)) for each in stated]
    told = [(each, point) for each, point in told if point is not None]
    if not told:
        return None
    newest, last = told[-1]
    shown_at = at if at is not None else newest.point
    same = [
        _at(each, (points or {}).get(each.id, ()), shown_at)
        for each, _point in told
        if each.result_unit == newest.result_unit
    ]
    own = is_in_unit(instrument, newest)
    unit = instrument.unit if own else newest.result_unit
    limits = [each.mpe for each in (points or {}).get(newest.id, ()) if each.point == shown_at and each.mpe]
    mpe = limits[0] if limits else instrument.mpe if own else read_limit(instrument.mpe_text, unit)
    factor = last.factor if last is not None else None
    return ErrorSeries(shown_at, instrument.unit, unit, mpe, factor, tuple(each for each in same if each is not None))


def _at(calibration: Calibration, points: Sequence[CalibrationPoint], at: Decimal | None) -> Point | None:
    """The error of one calibration at a point; of its headline where at is None or where it has no such point."""
    day, number = calibration.performed_on, calibration.certificate_number
    if day is None:
        return None
    for each in points:
        error = left_error(each)
        if each.point == at and at is not None and error is not None:
            found = each.as_found if each.as_found != error else None
            return Point(day, error, each.expanded_uncertainty, number, found, each.coverage_factor)
    if calibration.error is None or (at is not None and calibration.point != at):
        return None
    return Point(day, calibration.error, calibration.expanded_uncertainty, number, None, calibration.coverage_factor)


def signed(value: Decimal) -> str:
    """An error with its sign, also the plus."""
    return f"+{show_number(value)}" if value > 0 else show_number(value)


class ErrorChart(QWidget):
    """Takes focus; left and right read the values one by one."""

    def __init__(self) -> None:
        super().__init__()
        self._series: ErrorSeries | None = None
        self._chosen = -1
        self.setFixedHeight(theme.px(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(HEIGHT))

    def show_series(self, series: ErrorSeries) -> None:
        self._series = series
        self._chosen = len(series.points) - 1
        self.setAccessibleName(series.title)
        self.setAccessibleDescription("; ".join(self._told(place) for place in range(len(series.points))))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if self._series is None or not step:
            super().keyPressEvent(event)
            return
        self._chosen = max(0, min(len(self._series.points) - 1, self._chosen + step))
        self.update()
        place = self.mapToGlobal(self._place(self._chosen).toPoint())
        QToolTip.showText(place, self._told(self._chosen), self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._series is None:
            return
        painter = QPainter(self)
        painter.setFont(theme.font("small"))
        self._paint_band(painter)
        self._paint_days(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_points(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    # ---- where things stand

    def _plot(self) -> QRectF:
        metrics = self.fontMetrics()
        marks = [self._limit(), -self._limit()]
        wide = max(metrics.horizontalAdvance(_mark(each)) for each in marks) + 12
        return QRectF(wide, 10, self.width() - wide - 6, self.height() - 10 - theme.px(26))

    def _limit(self) -> float:
        """The value at the upper grid line: the MPE, or the largest error where there is none."""
        assert self._series is not None
        if self._series.mpe:
            return float(self._series.mpe)
        return max((abs(float(each.error)) for each in self._series.points), default=1.0) or 1.0

    def _reach(self) -> float:
        assert self._series is not None
        ends = [abs(float(each.error)) + float(each.uncertainty or 0) for each in self._series.points]
        ends += [abs(float(each.found)) for each in self._series.points if each.found is not None]
        return max(*ends, self._limit()) * 1.12

    def _y(self, value: float) -> float:
        plot = self._plot()
        return plot.center().y() - value / self._reach() * plot.height() / 2

    def _place(self, number: int) -> QPointF:
        """Points stand as far apart as their days are."""
        assert self._series is not None
        plot = self._plot().adjusted(28, 0, -28, 0)
        first, last = self._series.points[0].on, self._series.points[-1].on
        days = (last - first).days
        share = (self._series.points[number].on - first).days / days if days else 0.5
        return QPointF(plot.x() + share * plot.width(), self._y(float(self._series.points[number].error)))

    # ---- paint

    def _paint_band(self, painter: QPainter) -> None:
        assert self._series is not None
        plot, limit = self._plot(), self._limit()
        top, low = self._y(limit), self._y(-limit)
        if self._series.mpe:
            painter.fillRect(QRectF(plot.x(), top, plot.width(), low - top), theme.color("ok_tint"))
        dashed = QPen(theme.color("ok_fill" if self._series.mpe else "line2"), 1, Qt.PenStyle.DashLine)
        for value, pen in ((limit, dashed), (0.0, QPen(theme.color("line2"), 1)), (-limit, dashed)):
            y = round(self._y(value)) + 0.5
            painter.setPen(pen)
            painter.drawLine(QPointF(plot.x(), y), QPointF(plot.right(), y))
            painter.setPen(theme.color("text3"))
            box = QRectF(0, y - 10, plot.x() - 8, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _mark(value))

    def _paint_days(self, painter: QPainter) -> None:
        assert self._series is not None
        painter.setPen(theme.color("text3"))
        metrics, taken = painter.fontMetrics(), -1.0
        y = self.height() - theme.px(22)
        for number, each in enumerate(self._series.points):
            words = str(each.on.year)
            wide = metrics.horizontalAdvance(words)
            x = self._place(number).x() - wide / 2
            if x < taken + 6:
                continue
            painter.drawText(QRectF(x, y, wide + 2, theme.px(20)), Qt.AlignmentFlag.AlignCenter, words)
            taken = x + wide

    def _paint_points(self, painter: QPainter) -> None:
        assert self._series is not None
        accent = theme.color("accent")
        places = [self._place(number) for number in range(len(self._series.points))]
        painter.setPen(QPen(theme.color("chart2"), 1.5))
        for before, after in pairwise(places):
            painter.drawLine(before, after)
        for number, (place, each) in enumerate(zip(places, self._series.points, strict=True)):
            painter.setPen(QPen(accent, 1.5))
            if each.uncertainty:
                top = self._y(float(each.error + each.uncertainty))
                low = self._y(float(each.error - each.uncertainty))
                painter.drawLine(QPointF(place.x(), top), QPointF(place.x(), low))
                for y in (top, low):
                    painter.drawLine(QPointF(place.x() - 4, y), QPointF(place.x() + 4, y))
            if each.found is not None:  # a hollow ring: before it was adjusted
                painter.setPen(QPen(theme.color("text2"), 1.5))
                painter.setBrush(theme.color("surface"))
                painter.drawEllipse(QPointF(place.x(), self._y(float(each.found))), 3.5, 3.5)
                painter.setPen(QPen(accent, 1.5))
            painter.setBrush(accent)
            large = self.hasFocus() and number == self._chosen
            painter.drawEllipse(place, 5.0 if large else 3.5, 5.0 if large else 3.5)

    def _told(self, number: int) -> str:
        assert self._series is not None
        each, unit = self._series.points[number], self._series.unit
        values = {"day": show_date(each.on), "error": signed(each.error), "unit": unit}
        if each.uncertainty is None:
            words = _("{day}: {error} {unit}", **values)
        else:
            words = _(
                "{day}: {error} {unit}, U = {uncertainty} {unit}", **values, uncertainty=show_number(each.uncertainty)
            )
        if each.found is None:
            return words
        return _("{words}; trước khi chỉnh {found} {unit}", words=words, found=signed(each.found), unit=unit)


def _mark(value: float) -> str:
    exact = Decimal(repr(value)).normalize()
    return signed(exact if exact else Decimal(0))
