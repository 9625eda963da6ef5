"""A month as a sheet: each day with the worst of what is due on it, walked by arrows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.formats import add_months, show_date
from app.ui import theme
from app.ui.parts import paint_glyph
from app.wording import N_, _

WEEKDAYS = (N_("T2"), N_("T3"), N_("T4"), N_("T5"), N_("T6"), N_("T7"), N_("CN"))
WEEKS = 6
Marks = Mapping[date, tuple[str, int]]
"""By day: the worst state of what is due, and how much it is."""


class MonthSheet(QWidget):
    """chosen(day): a day was clicked or walked to. turned: another month is shown."""

    chosen = Signal(object)
    turned = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today, self.day = today, today
        self._marks: dict[date, tuple[str, int]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(7 * 42), theme.px(26 + WEEKS * 40))

    def month_words(self) -> str:
        return _("Tháng {month}/{year}", month=self.day.month, year=self.day.year)

    def show_marks(self, marks: Marks) -> None:
        self._marks = dict(marks)
        self._tell()
        self.update()

    def choose(self, day: date) -> None:
        month_changed = (day.year, day.month) != (self.day.year, self.day.month)
        self.day = day
        self._tell()
        self.update()
        if month_changed:
            self.turned.emit()
        self.chosen.emit(day)

    def turn(self, months: int) -> None:
        self.choose(add_months(self.day, months))

    def _tell(self) -> None:
        _state, count = self._marks.get(self.day, ("", 0))
        words = _("{day}, {n} việc đến hạn", day=show_date(self.day), n=count) if count else show_date(self.day)
        self.setAccessibleName(_("Lịch, {words}", words=words))

    def _first(self) -> date:
        """The Monday at the head of the sheet."""
        first = self.day.replace(day=1)
        return first - timedelta(days=first.weekday())

    def _cell(self, place: int) -> QRectF:
        wide, high, top = self.width() / 7, theme.px(40), theme.px(26)
        return QRectF(place % 7 * wide, top + place // 7 * high, wide, high)

    # --- by hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place in range(7 * WEEKS):
            if self._cell(place).contains(event.position()):
                self.choose(self._first() + timedelta(days=place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.choose(self.day + timedelta(days=steps[key]))
        elif key in months:
            self.turn(months[key])
        elif key == Qt.Key.Key_Home:
            self.choose(self._today)
        else:
            super().keyPressEvent(event)

    # --- painted

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("cap"))
        painter.setPen(theme.color("text3"))
        for place, word in enumerate(WEEKDAYS):
            box = QRectF(place * self.width() / 7, 0, self.width() / 7, theme.px(22))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _(word))
        for place in range(7 * WEEKS):
            self._paint_day(painter, self._cell(place), self._first() + timedelta(days=place))

    def _paint_day(self, painter: QPainter, cell: QRectF, day: date) -> None:
        inner, own = cell.adjusted(2, 2, -2, -2), day == self.day
        state, count = self._marks.get(day, ("", 0))
        if own or day == self._today:
            focus = own and self.hasFocus()
            painter.setPen(QPen(theme.color("accent"), 2 if focus else 1) if focus or not own else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("select") if own else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 5, 5)
        inside = day.month == self.day.month
        painter.setFont(theme.font("strong" if count else "body"))
        painter.setPen(theme.color("text" if inside else "text3"))
        number = inner.adjusted(0, 3, 0, -inner.height() / 2 + 4)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if count:
            self._paint_mark(painter, inner, state, count)

    def _paint_mark(self, painter: QPainter, inner: QRectF, state: str, count: int) -> None:
        words, side = str(count) if count > 1 else "", 11.0
        painter.setFont(theme.font("small"))
        wide = side + (painter.fontMetrics().horizontalAdvance(words) + 3 if words else 0)
        left = inner.center().x() - wide / 2
        paint_glyph(painter, QRectF(left, inner.bottom() - side - 4, side, side), state)
        painter.setPen(theme.color("text2"))
        place = QRectF(left + side + 3, inner.bottom() - side - 6, wide, side + 4)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
