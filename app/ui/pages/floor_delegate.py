"""Painting a row of the floor walk: what it is, where it stands, and what was found."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.services.floor import FloorRow
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.pages.floor_looks import name_words, paint_sighting, place_words, second_words, state_words, walk_font

Index = QModelIndex | QPersistentModelIndex
NARROW = 1100
"""Below this width in px the columns move together."""


class FloorDelegate(QStyledItemDelegate):
    """The view tells by sought which letters were looked for; they are underlined in the current row."""

    def __init__(self, today: date, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._today = today

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: FloorRow = index.data(Qt.ItemDataRole.UserRole)
        view, rect = option.widget, option.rect
        current = isinstance(view, QAbstractItemView) and view.currentIndex().row() == index.row()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(rect, theme.color("select" if current else "hover" if hovered else "surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))
        if current:
            self._paint_frame(painter, rect, focused=view.hasFocus())
        self._paint_row(painter, rect, row, getattr(view, "sought", "") if current else "")
        painter.restore()

    def _paint_frame(self, painter: QPainter, rect: QRect, *, focused: bool) -> None:
        accent = theme.color("accent")
        painter.fillRect(rect.x(), rect.y(), 6, rect.height(), accent)
        if focused:
            painter.fillRect(rect.x(), rect.y(), rect.width(), 2, accent)
            painter.fillRect(rect.x(), rect.bottom() - 1, rect.width(), 2, accent)
            painter.fillRect(rect.right() - 1, rect.y(), 2, rect.height(), accent)

    def _paint_row(self, painter: QPainter, rect: QRect, row: FloorRow, sought: str) -> None:
        narrow = rect.width() < theme.px(NARROW)
        pad = theme.px(18 if narrow else 28)
        code_width = theme.px(118 if narrow else 150)
        right = theme.px(226 if narrow else 306)
        upper, lower = rect.y() + theme.px(14), rect.y() + theme.px(44)
        first, second = theme.px(29), theme.px(26)
        left = rect.x() + pad
        code, serial = QRectF(left, upper, code_width, first), QRectF(left, lower, code_width, second)
        _line(painter, code, row.instrument.code or row.instrument.serial or "—", walk_font(20, 600), "text", sought)
        if row.instrument.code:
            _line(painter, serial, row.instrument.serial or "—", walk_font(16, 500), "text2", sought)
        middle = left + code_width + theme.px(12)
        state_left = rect.right() - pad - right
        glyph_side = theme.px(26)
        marks = self._paint_marks(painter, row, state_left - glyph_side - theme.px(24), upper)
        name = QRectF(middle, upper, marks - middle, first)
        place = QRectF(middle, lower, state_left - glyph_side - theme.px(24) - middle, second)
        _line(painter, name, name_words(row), walk_font(18, 500), "text")
        _line(painter, place, place_words(row), walk_font(16), "text2")
        self._paint_state(
            painter, row, QRectF(state_left, upper, right, first), QRectF(state_left, lower, right, second)
        )

    def _paint_state(self, painter: QPainter, row: FloorRow, word: QRectF, below: QRectF) -> None:
        side = theme.px(26)
        box = QRectF(word.x() - side - theme.px(10), word.y() + (below.bottom() - word.y() - side) / 2, side, side)
        paint_sighting(painter, box, row.state)
        _line(painter, word, state_words(row), walk_font(18, 600), "text")
        said, tone = second_words(row, self._today)
        _line(painter, below, said, walk_font(16, 600 if tone in ("warn", "bad") else 400), tone)

    def _paint_marks(self, painter: QPainter, row: FloorRow, right: float, top: float) -> float:
        """A camera with the count of photos, and a note; returns where the room left of them ends."""
        side = theme.px(18)
        if row.photos:
            words = str(row.photos)
            font = walk_font(16)
            wide = QFontMetricsF(font).horizontalAdvance(words)
            _line(painter, QRectF(right - wide, top, wide + 2, theme.px(29)), words, font, "text2")
            right -= wide + theme.px(6) + side
            paint_icon(painter, "camera", QRectF(right, top + theme.px(5), side, side), "text2")
            right -= theme.px(10)
        if row.sighting is not None and row.sighting.note:
            right -= side
            paint_icon(painter, "note", QRectF(right, top + theme.px(5), side, side), "text2")
            right -= theme.px(10)
        return right


def _line(painter: QPainter, rect: QRectF, words: str, font: QFont, token: str, sought: str = "") -> None:
    """One line, ended with … where it is longer, the letters that were looked for underlined."""
    painter.setFont(font)
    painter.setPen(theme.color(token))
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter.value), shown)
    at = shown.casefold().rfind(sought.casefold().strip()) if sought.strip() else -1
    if at >= 0:
        begin = rect.x() + metrics.horizontalAdvance(shown[:at])
        wide = metrics.horizontalAdvance(shown[at : at + len(sought.strip())])
        below = rect.center().y() + metrics.height() / 2 - 1
        painter.fillRect(QRectF(begin, below, wide, 3), theme.color("accent"))
