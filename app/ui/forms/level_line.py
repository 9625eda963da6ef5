"""The levels of one question over the cycles, as a small painted line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.wording import _

MOST, LEFT, FOOT, TOP = 5, 18, 18, 6
"""At most so many cycles; px at 100 % for the levels at the left, the years below, and the air above."""


@dataclass(frozen=True, slots=True)
class At:
    """One cycle of the line; level None where the question was not answered with one."""

    year: int
    level: int | None


class LevelLine(QWidget):
    """Levels start at 1. The last point is this cycle: filled, its year in 600; earlier ones are rings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Sequence[At] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_levels(self, points: Sequence[At]) -> None:
        """The oldest first, this cycle last; hidden where there is nothing to compare."""
        self._points = points[-MOST:]
        known = [each for each in self._points if each.level is not None]
        self.setVisible(bool(known) and len(self._points) > 1)
        self.setFixedSize(theme.px(LEFT + 6 + 38 * len(self._points)), theme.px(88))
        said = ", ".join(_("{year}: mức {level}", year=each.year, level=each.level) for each in known)
        self.setAccessibleName(_("Mức qua các chu kỳ: {levels}", levels=said))
        self.setToolTip(said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        field = QRectF(self.rect()).adjusted(theme.px(LEFT), theme.px(TOP), 0, -theme.px(FOOT))
        for level in (5, 3, 1):
            height = _height(field, level)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(field.left(), height), QPointF(field.right(), height))
            painter.setPen(theme.color("text3"))
            place = QRectF(0, height - theme.px(9), theme.px(LEFT - 5), theme.px(18))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(level))
        places = [field.left() + theme.px(19 + 38 * number) for number in range(len(self._points))]
        self._paint_line(painter, field, places)
        for number, (at, each) in enumerate(zip(places, self._points, strict=True)):
            is_last = number == len(self._points) - 1
            self._paint_year(painter, field, at, each.year, strong=is_last)
            if each.level is not None:
                painter.setPen(QPen(theme.color("accent" if is_last else "text2"), 1.6))
                painter.setBrush(theme.color("accent" if is_last else "surface"))
                radius = 4.5 if is_last else 3.5
                painter.drawEllipse(QPointF(at, _height(field, each.level)), radius, radius)

    def _paint_line(self, painter: QPainter, field: QRectF, places: Sequence[float]) -> None:
        painter.setPen(QPen(theme.color("accent"), 1.6))
        known = [
            QPointF(at, _height(field, each.level))
            for at, each in zip(places, self._points, strict=True)
            if each.level is not None
        ]
        for before, after in pairwise(known):
            painter.drawLine(before, after)

    def _paint_year(self, painter: QPainter, field: QRectF, at: float, year: int, *, strong: bool) -> None:
        painter.setFont(theme.font("cap" if strong else "small"))
        painter.setPen(theme.color("text" if strong else "text3"))
        place = QRectF(at - theme.px(20), field.bottom() + 2, theme.px(40), theme.px(FOOT - 2))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(year))


def _height(field: QRectF, level: int) -> float:
    return field.bottom() - theme.px(4) - (level - 1) / 4 * (field.height() - theme.px(8))
