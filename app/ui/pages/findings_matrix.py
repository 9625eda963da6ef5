"""The printed 5 × 5 table of priorities, with the cell of the current finding framed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.metrology.priority import MATRIX
from app.ui import theme
from app.ui.pages.findings_words import PRIORITY_STATES
from app.ui.parts.states import tint_of, tone_of
from app.wording import _

CELL_WIDTH, CELL_HEIGHT, LEFT, BELOW, BESIDE = 30, 22, 22, 34, 8


class MatrixView(QWidget):
    """Consequence upwards, occurrence to the right; 1 is done first."""

    def __init__(self) -> None:
        super().__init__()
        self._cell: tuple[int, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_cell(None, None)

    def show_cell(self, consequence: int | None, occurrence: int | None) -> None:
        self._cell = (consequence, occurrence) if consequence and occurrence else None
        told = _("Bảng ưu tiên theo hậu quả và khả năng xảy ra.")
        if self._cell and consequence and occurrence:
            level = MATRIX[consequence - 1][occurrence - 1]
            told = _(
                "Bảng ưu tiên: hậu quả cấp {s}, khả năng xảy ra cấp {o} là ưu tiên {level}.",
                s=consequence,
                o=occurrence,
                level=level,
            )
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(LEFT + 5 * CELL_WIDTH + 2 * BESIDE), theme.px(5 * CELL_HEIGHT + BELOW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = Qt.AlignmentFlag.AlignCenter
        for consequence in range(5, 0, -1):
            top = (5 - consequence) * CELL_HEIGHT
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text3"))
            painter.drawText(self._box(0, top, LEFT, CELL_HEIGHT), centre, str(consequence))
            for occurrence in range(1, 6):
                self._paint_cell(painter, consequence, occurrence, top)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        for occurrence in range(1, 6):
            place = self._box(LEFT + (occurrence - 1) * CELL_WIDTH, 5 * CELL_HEIGHT, CELL_WIDTH, 16)
            painter.drawText(place, centre, str(occurrence))
        below = self._box(0, 5 * CELL_HEIGHT + 15, LEFT + 5 * CELL_WIDTH + 2 * BESIDE, 18)
        painter.drawText(below, centre, _("hậu quả ↑   xảy ra →"))
        painter.end()

    def _paint_cell(self, painter: QPainter, consequence: int, occurrence: int, top: int) -> None:
        level = MATRIX[consequence - 1][occurrence - 1]
        state = PRIORITY_STATES[level]
        box = self._box(LEFT + (occurrence - 1) * CELL_WIDTH, top, CELL_WIDTH, CELL_HEIGHT).adjusted(1, 1, -1, -1)
        own = self._cell == (consequence, occurrence)
        painter.setPen(QPen(theme.color("accent"), 2) if own else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(tint_of(state)))
        painter.drawRect(box)
        painter.setFont(theme.font("strong" if own else "small"))
        painter.setPen(theme.color(tone_of(state)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(level))

    def _box(self, x: int, y: int, width: int, height: int) -> QRectF:
        return QRectF(theme.px(x), theme.px(y), theme.px(width), theme.px(height))
