"""How one choice is drawn: key cap, name, description, and a tick when it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import theme
from app.ui.forms.layouts import Run, Wrapped
from app.ui.icons import paint_icon
from app.ui.parts.buttons import paint_cap

if TYPE_CHECKING:
    from app.ui.forms.choice_picker import ChoicePicker

Index = QModelIndex | QPersistentModelIndex
RIGHT, TICK = 14, 20
PICTURE = 56
"""How high the picture of a choice is shown."""


def _left() -> int:
    """Where the words begin, behind the key cap."""
    return 20 + theme.px(22)


class ChoiceRow(NamedTuple):
    """name: what is kept; key: on its cap, "" for none; picture: at the end of the row, as the form gives it."""

    name: str
    title: str
    hint: str
    key: str
    is_chosen: bool = False
    picture: QPixmap | None = None


class ChoiceDelegate(QStyledItemDelegate):
    """Rows as high as their words need: up to three lines, or one where one_line is set and the row is not chosen."""

    def __init__(self, picker: ChoicePicker) -> None:
        super().__init__(picker)
        self._picker = picker
        self.one_line = False
        self.bare = False

    def row_height(self, row: ChoiceRow, width: int) -> int:
        """How high a row is at this width."""
        if self.bare:
            return theme.px(32)
        if self._is_stacked(width):
            return theme.px(38) + _stacked_height(row, width) + (theme.px(PICTURE + 6) if row.picture else 0)
        set_out = self._set_out(row, width)
        least = theme.px(28 if self.one_line else 31)
        return max(least, round(set_out.height) + theme.px(10), theme.px(PICTURE + 8) if row.picture else 0)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._picker.viewport().width()
        return QSize(self._picker.cell_width(width), self._picker.row_height(index.row(), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ChoiceRow = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        current = self._picker.currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, row, hovered=hovered, index=index)
        if self.bare:
            self._paint_mark(painter, _middle(rect, theme.px(16)), chosen=row.is_chosen)
        elif self._is_stacked(rect.width()):
            self._paint_stacked(painter, rect, row)
        else:
            self._paint_in_line(painter, rect, row)
        framed = row.is_chosen and not (self._picker.read_only and self._picker.is_several())
        if framed or (current and self._picker.hasFocus()):
            self._paint_frame(painter, rect)
        painter.restore()

    def _is_stacked(self, width: int) -> bool:
        """Whether the words stand below the cap, because there is little room beside it."""
        return width < theme.px(200) and self._picker.across(self._picker.viewport().width()) > 1

    def _paint_stacked(self, painter: QPainter, rect: QRect, row: ChoiceRow) -> None:
        side = theme.px(22)
        self._paint_cap(painter, QRectF(rect.center().x() - side / 2 + 0.5, rect.y() + theme.px(7), side, side), row)
        painter.setFont(theme.font("strong" if row.is_chosen else "body"))
        painter.setPen(theme.color("text"))
        painter.drawText(rect.adjusted(6, theme.px(33), -6, -2), _WRAPPED, row.title)
        if row.picture:
            size = row.picture.deviceIndependentSize()
            left = rect.center().x() - size.width() / 2
            painter.drawPixmap(QPointF(left, rect.bottom() - size.height() - 5), row.picture)

    def _paint_in_line(self, painter: QPainter, rect: QRect, row: ChoiceRow) -> None:
        side = theme.px(22)
        self._paint_cap(painter, QRectF(rect.x() + 10, rect.center().y() - side / 2 + 1, side, side), row)
        set_out = self._set_out(row, rect.width())
        set_out.paint(painter, rect.x() + _left(), rect.y() + (rect.height() - set_out.height) / 2)
        if row.picture:
            size = row.picture.deviceIndependentSize()
            left = rect.right() - RIGHT - TICK - size.width()
            painter.drawPixmap(QPointF(left, rect.center().y() - size.height() / 2), row.picture)
        if row.is_chosen:
            place = QRectF(rect.right() - 28, rect.center().y() - 9, 18, 18)
            paint_icon(painter, "check", place, "text2" if self._picker.read_only else "accent")

    def _set_out(self, row: ChoiceRow, width: int) -> Wrapped:
        strong, plain = theme.font("strong"), theme.font("body")
        name = Run(row.title, strong if row.hint or row.is_chosen else plain, "text")
        runs = (name, Run("   " + row.hint, plain, "text2")) if row.hint else (name,)
        lines = 1 if self.one_line and not row.is_chosen and not self._picker.is_current(row) else 3
        beside = round(row.picture.deviceIndependentSize().width()) + TICK + 8 if row.picture else 0
        return Wrapped(runs, width - _left() - RIGHT - max(beside, TICK if row.is_chosen else 0), lines)

    def _paint_ground(self, painter: QPainter, rect: QRect, row: ChoiceRow, *, hovered: bool, index: Index) -> None:
        still = self._picker.read_only
        ground = "sunken" if still else "select" if row.is_chosen else "hover" if hovered else "surface"
        painter.fillRect(rect, theme.color(ground))
        across = self._picker.across(self._picker.viewport().width())
        if index.row() + across < index.model().rowCount():
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))
        if across > 1 and (index.row() + 1) % across:
            painter.fillRect(rect.right(), rect.y(), 1, rect.height(), theme.color("line"))

    def _paint_cap(self, painter: QPainter, place: QRectF, row: ChoiceRow) -> None:
        if row.key and self._picker.shows_keys():
            paint_cap(painter, place, row.key, chosen=row.is_chosen)
        elif row.key and row.key == row.name:
            painter.setPen(theme.color("text2"))
            painter.setFont(theme.font("strong" if row.is_chosen else "small"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, row.key)
        else:
            self._paint_mark(painter, place.adjusted(4, 4, -4, -4), chosen=row.is_chosen)

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


_WRAPPED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def _stacked_height(row: ChoiceRow, width: int) -> int:
    metrics = QFontMetrics(theme.font("strong"))
    return metrics.boundingRect(0, 0, max(40, width - 12), 1000, _WRAPPED, row.title).height() + theme.px(4)


def _middle(rect: QRect, side: int) -> QRectF:
    return QRectF(rect.center().x() - side / 2 + 0.5, rect.center().y() - side / 2 + 0.5, side, side)
