"""The drop-down that stands for the tree of sections where the window is small."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.ui import theme
from app.ui.icons import paint_icon
from app.wording import _


class SectionButton(QPushButton):
    """The section's name, cut where it must be, its count, and an arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = self._count = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: str, count: str) -> None:
        """Name a section and how far it is ("4/7")."""
        self._words, self._count = words, count
        self.setToolTip(words)
        self.setAccessibleName(_("Nội dung khảo sát: {section} {count}", section=words, count=count).strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        inside = self.rect().adjusted(11, 0, -9, 0)
        paint_icon(painter, "down", QRectF(inside.right() - 13, inside.center().y() - 6, 14, 14), "text2")
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text2"))
        wide = painter.fontMetrics().horizontalAdvance(self._count)
        right = inside.right() - 19 - wide
        painter.drawText(QRect(right, 0, wide + 1, self.height()), flags, self._count)
        room = QRect(inside.x(), 0, right - inside.x() - 8, self.height())
        painter.setPen(theme.color("text"))
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags, shown)
