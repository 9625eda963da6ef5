"""A number between two ends: a graduated scale to point at, and the value beside it, which can be typed."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.forms.definition import Question
from app.formats import read_number, show_number
from app.ui import theme
from app.ui.forms.line_editors import LineEditor
from app.ui.parts import row
from app.wording import _

SETTLE_MILLISECONDS = 350
MOST_TICKS = 40


class RangeEditor(LineEditor):
    """Arrows step on the scale; the typed value may be any that the form takes, and is judged by the form."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        self.scale = GraduatedScale(question)
        shown = QWidget()
        super().__init__(question, parent, shown=shown)
        self.line.setFixedWidth(theme.px(96))
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = row(gap=14)
        line.addWidget(self.scale, 1)
        line.addWidget(self.line, 0, Qt.AlignmentFlag.AlignTop)
        shown.setLayout(line)
        shown.setMaximumWidth(theme.px(620))
        self.control = self.scale
        self.setFocusProxy(self.scale)
        self.scale.moved.connect(lambda value: self.line.setText(show_number(value)))
        self.scale.settled.connect(self.flush)

    def show_value(self, value: str) -> None:
        super().show_value(value)
        if not self.unread():
            self.scale.show_number(read_number(value.replace(",", ".")) if value else None)

    def set_read_only(self, still: bool) -> None:
        super().set_read_only(still)
        self.scale.set_still(still)

    def tab_order(self) -> list[QWidget]:
        return [self.scale, self.line]

    def marked(self) -> list[QWidget]:
        return [self.line]

    def name(self, words: str) -> None:
        super().name(words)
        self.line.setAccessibleName(words)


class GraduatedScale(QWidget):
    """moved(Decimal): the mark is somewhere else. settled: it has stood still for a moment, or the keyboard left."""

    moved = Signal(object)
    settled = Signal()

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start, self._end = _exact(question.start, 0), _exact(question.end, 10)
        step = abs(_exact(question.step, 1)) or Decimal(1)
        self._step = step if self._end >= self._start else -step
        self._value: Decimal | None = None
        self._still = False
        self._pause = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._pause.timeout.connect(self.settled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._tell()

    def show_number(self, value: Decimal | None) -> None:
        """Put the mark there; None takes it away."""
        self._value = value
        self._tell()
        self.update()

    def set_still(self, still: bool) -> None:
        self._still = still
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, theme.px(48))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, theme.px(48))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = _KEYS.get(Qt.Key(event.key()))
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or self._still:
            event.ignore()
        elif steps is not None:
            self._go(self._nearest(self._value) + steps * self._step if self._value is not None else self._start)
        elif event.key() == Qt.Key.Key_Home:
            self._go(self._start)
        elif event.key() == Qt.Key.Key_End:
            self._go(self._end)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and not self._still:
            self._point(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and not self._still:
            self._point(event.position().x())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._settle()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._settle()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide:
            self._settle()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        left, right, top = self._left(), self._right(), theme.px(14)
        bar = QRectF(left, top, right - left, 6)
        painter.fillRect(bar, theme.color("sunken" if theme.name() != "contrast" else "hover"))
        self._paint_ticks(painter, left, right, top + 7)
        self._paint_ends(painter, left, right, top + 16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._value is not None:
            x = left + (right - left) * self._share()
            painter.fillRect(QRectF(left, top, x - left, 6), theme.color("text2" if self._still else "accent"))
            self._paint_mark(painter, x, top)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    # ---- inside

    def _left(self) -> int:
        return theme.px(14)

    def _right(self) -> int:
        return self.width() - theme.px(14)

    def _share(self) -> float:
        span = self._end - self._start
        share = float((self._value - self._start) / span) if self._value is not None and span else 0.0
        return max(0.0, min(1.0, share))

    def _nearest(self, value: Decimal) -> Decimal:
        """The step next to a value, within the ends."""
        steps = round((value - self._start) / self._step)
        low, high = sorted((self._start, self._end))
        return max(low, min(high, self._start + steps * self._step))

    def _point(self, x: float) -> None:
        share = (x - self._left()) / max(1, self._right() - self._left())
        self._go(self._start + (self._end - self._start) * Decimal(str(round(max(0.0, min(1.0, share)), 6))))

    def _go(self, value: Decimal) -> None:
        value = self._nearest(value)
        if value != self._value:
            self.show_number(value)
            self.moved.emit(value)
            self._pause.start()

    def _settle(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.settled.emit()

    def _paint_ticks(self, painter: QPainter, left: int, right: int, top: int) -> None:
        steps = round(abs((self._end - self._start) / self._step))
        ticks = steps if 0 < steps <= MOST_TICKS else 10
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for tick in range(ticks + 1):
            x = round(left + (right - left) * tick / ticks)
            long = tick % 5 == 0 or tick == ticks
            painter.drawLine(x, top, x, top + (6 if long else 3))

    def _paint_ends(self, painter: QPainter, left: int, right: int, top: int) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        high = theme.px(18)
        middle = (self._start + self._end) / 2
        flags = Qt.AlignmentFlag
        painter.drawText(QRectF(left - 10, top, 160, high), flags.AlignLeft, show_number(self._start))
        painter.drawText(QRectF(right - 150, top, 160, high), flags.AlignRight, show_number(self._end))
        if right - left > 260 and self._nearest(middle) == middle:
            painter.drawText(QRectF((left + right) / 2 - 60, top, 120, high), flags.AlignHCenter, _plain(middle))

    def _paint_mark(self, painter: QPainter, x: float, top: int) -> None:
        """A pointer like that of a balance: its tip on the scale."""
        painter.setPen(QPen(theme.color("surface"), 1.5))
        painter.setBrush(theme.color("text2" if self._still else "accent"))
        tip, high = top + 3.0, theme.px(11)
        painter.drawPolygon(QPolygonF([QPointF(x, tip + 5), QPointF(x - 7, tip - high), QPointF(x + 7, tip - high)]))

    def _tell(self) -> None:
        ends = {"start": show_number(self._start), "end": show_number(self._end)}
        value = _plain(self._value) if self._value is not None else _("chưa chọn")
        self.setAccessibleDescription(_("{value}, từ {start} đến {end}", value=value, **ends))


_KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_PageUp: 10,
}


def _exact(value: float | None, otherwise: int) -> Decimal:
    """A bound as it was written: 0.1 is a tenth, 10.0 is 10."""
    if value is None:
        return Decimal(otherwise)
    number = Decimal(str(value))
    return number.to_integral_value() if number == number.to_integral_value() else number


def _plain(value: Decimal) -> str:
    return show_number(value.normalize() if value != value.to_integral_value() else value.to_integral_value())
