"""What the marks of the schedule mean, beside each in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.pages.schedule_painting import paint_flag
from app.wording import N_, _

SIGNS = (("done", N_("đã làm")), ("critical", N_("đường găng")), ("flag", N_("hạn của mục tiêu")))
SIGN, GAP = 22, 14


class GanttLegend(QWidget):
    """One line; cut off where there is no room for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(_(words) for _sign, words in SIGNS))

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("small"))
        return QSize(sum(SIGN + 4 + metrics.horizontalAdvance(_(words)) + GAP for _sign, words in SIGNS), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 0.0, self.height() / 2
        for sign, words in SIGNS:
            box = QRectF(x + 1, middle - 6, SIGN - 2, 12)
            match sign:
                case "flag":
                    paint_flag(painter, x + SIGN / 2 + 4, QRectF(x, middle - 11, SIGN, 22))
                case "critical":
                    painter.setPen(QPen(theme.color("text"), 2.2))
                    painter.setBrush(theme.color("accent_tint"))
                    painter.drawRoundedRect(box, 3, 3)
                case _:
                    painter.setPen(QPen(theme.color("accent"), 1))
                    painter.setBrush(theme.color("chart2"))
                    painter.drawRoundedRect(box, 3, 3)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text2"))
            wide = painter.fontMetrics().horizontalAdvance(_(words))
            painter.drawText(QPointF(x + SIGN + 4, middle + painter.fontMetrics().ascent() / 2 - 1), _(words))
            x += SIGN + 4 + wide + GAP
        painter.end()
