"""How one choice is drawn: key cap, name, description, and a tick when it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import theme
from app.ui.forms.layouts import Run, Wrapped
from app.ui.icons import paint_icon
from app.ui.parts.buttons import paint_cap

if TYPE_CHECKING:
    from app.ui.forms.choice_picker import ChoicePicker

Index = QModelIndex | QPersistentModelIndex
RIGHT, TICK = 14, 20
CHOSEN = "✓"
"""The mark of a chosen row; never drawn as a letter."""


def _left() -> int:
    """Where the words begin, behind the key cap."""
    return 20 + theme.px(22)


class ChoiceRow(NamedTuple):
    """name: what is kept; key: on its cap, "" for none; mark: "" when not chosen, else ✓ or the place in a ranking."""

    name: str
    title: str
    hint: str
    key: str
    mark: str


class ChoiceDelegate(QStyledItemDelegate):
    """Rows as high as their words need: up to three lines, or one where one_line is set and the row is not chosen."""

    def __init__(self, picker: ChoicePicker) -> None:
        super().__init__(picker)
        self._picker = picker
        self.one_line = False

    def row_height(self, row: ChoiceRow, width: int) -> int:
        """How high a row is at this width."""
        set_out = self._set_out(row, width)
        least = theme.px(28 if self.one_line else 31)
        return max(least, round(set_out.height) + theme.px(10))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: ChoiceRow = index.data(Qt.ItemDataRole.UserRole)
        width = self._picker.viewport().width()
        return QSize(width, self.row_height(row, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ChoiceRow = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        current = self._picker.currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, row, hovered=hovered, index=index)
        self._paint_cap(painter, rect, row)
        set_out = self._set_out(row, rect.width())
        set_out.paint(painter, rect.x() + _left(), rect.y() + (rect.height() - set_out.height) / 2)
        if row.mark:
            place = QRectF(rect.right() - 28, rect.center().y() - 9, 18, 18)
            paint_icon(painter, "check", place, "text2" if self._picker.read_only else "accent")
        framed = row.mark and not (self._picker.read_only and self._picker.is_several())
        if framed or (current and self._picker.hasFocus()):
            self._paint_frame(painter, rect)
        painter.restore()

    def _set_out(self, row: ChoiceRow, width: int) -> Wrapped:
        strong, plain = theme.font("strong"), theme.font("body")
        name = Run(row.title, strong if row.hint or row.mark else plain, "text")
        runs = (name, Run("   " + row.hint, plain, "text2")) if row.hint else (name,)
        return Wrapped(
            runs, width - _left() - RIGHT - (TICK if row.mark else 0), 1 if self.one_line and not row.mark else 3
        )

    def _paint_ground(self, painter: QPainter, rect: QRect, row: ChoiceRow, *, hovered: bool, index: Index) -> None:
        still = self._picker.read_only
        ground = "sunken" if still else "select" if row.mark else "hover" if hovered else "surface"
        painter.fillRect(rect, theme.color(ground))
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))

    def _paint_cap(self, painter: QPainter, rect: QRect, row: ChoiceRow) -> None:
        side = theme.px(22)
        place = QRectF(rect.x() + 10, rect.center().y() - side / 2 + 1, side, side)
        if row.mark not in ("", CHOSEN):
            paint_cap(painter, place, row.mark, chosen=True)
        elif row.key and self._picker.shows_keys():
            paint_cap(painter, place, row.key, chosen=bool(row.mark))
        elif row.key and row.key == row.name:
            painter.setPen(theme.color("text2"))
            painter.setFont(theme.font("strong" if row.mark else "small"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, row.key)
        else:
            self._paint_mark(painter, place.adjusted(4, 4, -4, -4), chosen=bool(row.mark))

    def _paint_mark(self, painter: QPainter, place: QRectF, *, chosen: bool) -> None:
        """A ring for one choice, a box for several, where no key acts."""
        ink = "text2" if self._picker.read_only else "accent" if chosen else "edge"
        painter.setPen(QPen(theme.color(ink), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = place.adjusted(4, 4, -4, -4)
        if self._picker.is_several():
            painter.drawRoundedRect(place, 3, 3)
        else:
            painter.drawEllipse(place)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ink))
            if self._picker.is_several():
                painter.drawRoundedRect(inner, 1, 1)
            else:
                painter.drawEllipse(inner)

    def _paint_frame(self, painter: QPainter, rect: QRect) -> None:
        token = "edge" if self._picker.read_only else "accent"
        painter.setPen(QPen(theme.color(token), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
