"""A figure of an alternative as a bar beside the others'; what is not estimated is an empty dashed track."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.alternatives import Measure
from app.ui import theme
from app.wording import _

THICK = 6


class MeasureBar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._measure: Measure | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_measure(self, measure: Measure) -> None:
        self._measure = measure
        best = _("tốt nhất") if measure.best else ""
        said = (_(measure.criterion.words), measure.words, best)
        self.setAccessibleName(", ".join(each for each in said if each))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, theme.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._measure is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        share = self._measure.share
        words = _("chưa ước tính") if share is None else _("tốt nhất") if self._measure.best else ""
        wide = painter.fontMetrics().horizontalAdvance(_("tốt nhất")) + 8
        room = self.width() - (painter.fontMetrics().horizontalAdvance(words) + 8 if share is None else wide)
        track = QRectF(0.5, (self.height() - THICK) / 2, max(12.0, room - 1), THICK)
        if share is None:
            painter.setPen(QPen(theme.color("warn_fill"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track, 3, 3)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sunken"))
            painter.drawRoundedRect(track, 3, 3)
            painter.setBrush(theme.color("accent" if self._measure.best else "chart2"))
            painter.drawRoundedRect(QRectF(track.x(), track.y(), max(3.0, track.width() * share), THICK), 3, 3)
        painter.setPen(theme.color("warn" if share is None else "text2"))
        place = QRectF(0, 0, self.width(), self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
