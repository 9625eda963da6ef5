"""One paper seen large: fitted to the width, zoomed, moved and turned by keys or the mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.wording import _

STEP, CLOSEST, FARTHEST = 1.25, 8.0, 0.25
PAN = 0.15
"""Share of the view that one press of an arrow moves."""


class PaperSheet(QWidget):
    """One picture, fitted to the width unless zoomed; dragged by the mouse, zoomed by Ctrl and the wheel."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self._words = ""
        self._zoom = 1.0
        self._corner = QPointF()
        self._dragged: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Giấy chứng nhận"))
        self.setMinimumSize(200, 160)
        self.moves: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Left: lambda: self.pan(-PAN, 0),
            Qt.Key.Key_Right: lambda: self.pan(PAN, 0),
            Qt.Key.Key_Up: lambda: self.pan(0, -PAN),
            Qt.Key.Key_Down: lambda: self.pan(0, PAN),
            Qt.Key.Key_Plus: lambda: self.zoom_by(STEP),
            Qt.Key.Key_Equal: lambda: self.zoom_by(STEP),
            Qt.Key.Key_Minus: lambda: self.zoom_by(1 / STEP),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_R: self.turn,
        }

    def show_picture(self, picture: QImage, words: str = "") -> None:
        """words: stand where there is no picture."""
        self._picture, self._words = picture, words
        self._zoom, self._corner = 1.0, QPointF()
        self.update()

    def words(self) -> str:
        """What stands where there is no picture."""
        return self._words

    def has_picture(self) -> bool:
        return not self._picture.isNull()

    def zoom(self) -> float:
        return self._zoom

    def corner(self) -> QPointF:
        return QPointF(self._corner)

    def turn(self) -> None:
        """A quarter to the right."""
        self.show_picture(self._picture.transformed(QTransform().rotate(90)), self._words)

    def zoom_by(self, factor: float) -> None:
        """Closer or farther; the middle of what is seen stays."""
        before = self._scale()
        middle = QPointF(self.width() / 2, self.height() / 2)
        point = (self._corner + middle) / before if before else QPointF()
        self._zoom = min(CLOSEST, max(FARTHEST, self._zoom * factor))
        self._corner = point * self._scale() - middle
        self._settle()

    def fit(self) -> None:
        self._zoom, self._corner = 1.0, QPointF()
        self.update()

    def pan(self, across: float, down: float) -> None:
        """Move by shares of what is seen."""
        self._corner += QPointF(across * self.width(), down * self.height())
        self._settle()

    def _scale(self) -> float:
        """px of the widget for each px of the picture."""
        if self._picture.isNull():
            return 1.0
        return self.width() / self._picture.width() * self._zoom

    def _settle(self) -> None:
        whole = QSize(round(self._picture.width() * self._scale()), round(self._picture.height() * self._scale()))
        self._corner = QPointF(
            max(0.0, min(self._corner.x(), whole.width() - self.width())),
            max(0.0, min(self._corner.y(), whole.height() - self.height())),
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sunken"))
        if self._picture.isNull():
            painter.setPen(theme.color("text2"))
            painter.setFont(theme.font("body"))
            painter.drawText(self.rect().adjusted(24, 0, -24, 0), _CENTRED, self._words)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = self._scale()
        seen = QRectF(self._corner / scale, QSizeF(self.width(), self.height()) / scale)
        painter.drawImage(QRectF(self.rect()), self._picture, seen)
        if self.hasFocus():
            painter.setPen(theme.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._settle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._corner += self._dragged - event.position()
            self._dragged = event.position()
            self._settle()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged = None
        self.unsetCursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With the focus on the paper the keys need no Alt."""
        act = self.moves.get(Qt.Key(event.key()))
        if act is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            act()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP**turned)
        else:
            self.pan(0, -turned * PAN)


_CENTRED = int(Qt.AlignmentFlag.AlignCenter.value) | int(Qt.TextFlag.TextWordWrap.value)
