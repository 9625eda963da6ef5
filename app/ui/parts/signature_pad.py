"""A box to sign in, with mouse, pen or finger; the last line can be taken back. No key draws a signature."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.signed_files import Stroke
from app.domain.strokes import HIGH, MOST_POINTS, MOST_STROKES, WIDE, is_signature, simplified
from app.ui import theme
from app.wording import _

LINE_SHARE = 0.78
"""Where the line to sign on stands, of the height."""


class SignaturePad(QWidget):
    """changed: a line was drawn or taken back. Backspace takes the last line back, Delete all of them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[Stroke] = []
        self._now: list[tuple[float, float]] = []
        self._finger: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(160))
        self.setMinimumWidth(theme.px(300))
        self._name_it()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(160))

    # ---- what is drawn

    def strokes(self) -> tuple[Stroke, ...]:
        return tuple(self._strokes)

    def is_signed(self) -> bool:
        return is_signature(self._strokes)

    def take_back(self) -> None:
        """The last line away."""
        if self._strokes:
            self._strokes.pop()
            self._tell()

    def clear(self) -> None:
        if self._strokes or self._now:
            self._strokes, self._now = [], []
            self._tell()

    def _tell(self) -> None:
        self._name_it()
        self.update()
        self.changed.emit()

    def _name_it(self) -> None:
        words = _("Ô ký, đã có {n} nét", n=len(self._strokes)) if self._strokes else _("Ô ký, chưa có nét nào")
        self.setAccessibleName(words)

    # ---- drawing

    def _begin(self, at: QPointF) -> None:
        self._now = [self._place(at)]
        self.update()

    def _go(self, at: QPointF) -> None:
        if self._now and len(self._now) < MOST_POINTS:
            self._now.append(self._place(at))
            self.update()

    def _end(self) -> None:
        if not self._now:
            return
        line = simplified(self._now)
        self._now = []
        room = MOST_POINTS - sum(len(each) for each in self._strokes)
        if len(self._strokes) < MOST_STROKES and len(line) <= room:
            self._strokes.append(line)
        self._tell()

    def _box(self) -> QRectF:
        """The part of the widget with the shape of the box, in its middle."""
        scale = min(self.width() / WIDE, self.height() / HIGH)
        wide, high = WIDE * scale, HIGH * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def _place(self, at: QPointF) -> tuple[float, float]:
        box = self._box()
        scale = box.height() / HIGH
        return (at.x() - box.left()) / scale, (at.y() - box.top()) / scale

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._begin(event.position())
        elif kind == QEvent.Type.TabletMove:
            self._go(event.position())
        elif kind == QEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._touch(event)
            event.accept()
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        """One finger signs; a second one is a resting hand."""
        points = event.points()
        if event.type() == QEvent.Type.TouchBegin and points:
            self._finger = points[0].id()
            self._begin(points[0].position())
        elif event.type() == QEvent.Type.TouchUpdate:
            for each in points:
                if each.id() == self._finger:
                    self._go(each.position())
        else:
            self._finger = None
            self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.take_back()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    # ---- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("accent" if self.hasFocus() else "edge"), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(frame, 5, 5)
        self._paint_line(painter)
        box = self._box()
        painter.setPen(
            QPen(theme.color("accent"), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for each in (*self._strokes, tuple(self._now)):
            if each:
                painter.drawPath(_path(each, box))

    def _paint_line(self, painter: QPainter) -> None:
        level = self.height() * LINE_SHARE
        painter.setPen(QPen(theme.color("line2"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(24, level), QPointF(self.width() - 24, level))
        if not self._strokes and not self._now:
            painter.setPen(theme.color("text3"))
            painter.setFont(theme.font("small"))
            place = QRectF(0, level + 4, self.width(), self.height() - level - 6)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), _("Ký vào đây bằng chuột, bút hoặc ngón tay"))


def _path(stroke: Stroke, box: QRectF) -> QPainterPath:
    scale = box.height() / HIGH
    points = [QPointF(box.left() + x * scale, box.top() + y * scale) for x, y in stroke]
    path = QPainterPath(points[0])
    for each in points[1:] or [points[0] + QPointF(0.5, 0)]:
        path.lineTo(each)
    return path
