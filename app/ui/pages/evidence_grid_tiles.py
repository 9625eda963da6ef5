"""How the evidence grid is drawn: the hour over its photos, the tile of each, its links, whether it is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.formats import show_number
from app.services.evidence_inbox import Held, Hour
from app.ui import theme
from app.ui.forms.evidence_tiles import MAKING, PICTURE, paint_piece
from app.ui.icons import paint_icon
from app.ui.pages.evidence_lines import GridModel, Index

GAP = 8
TILE = (148, 112)
HEADING = 34


class GridDelegate(QStyledItemDelegate):
    def __init__(self, view: QListView, lines: GridModel) -> None:
        super().__init__(view)
        self._view, self._lines = view, lines
        self.tile = self.heading = QSize()
        self.measure()

    def measure(self) -> None:
        """Once for each layout: Qt asks for the size of every line, several times over."""
        self.tile = QSize(theme.px(TILE[0]) + GAP, theme.px(TILE[1]) + GAP)
        self.heading = QSize(max(100, self._view.viewport().width() - 1), theme.px(HEADING))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.heading if isinstance(self._lines.lines[index.row()], Hour) else self.tile

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._lines.lines[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if isinstance(line, Hour):
            self._paint_heading(painter, option.rect, str(index.data()), show_number(len(line.items)))
        else:
            self._paint_tile(painter, option, index, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, words: str, count: str) -> None:
        painter.setFont(theme.font("cap"))
        painter.setPen(theme.color("text2"))
        room = rect.adjusted(1, 0, -GAP, -5)
        flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags, words)
        wide = painter.fontMetrics().horizontalAdvance(words)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        painter.drawText(room.adjusted(wide + 10, 0, 0, 0), flags, count)

    def _paint_tile(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, held: Held) -> None:
        rect = option.rect.adjusted(0, 0, -GAP, -GAP)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_piece(painter, rect, held.evidence, index.data(PICTURE), making=bool(index.data(MAKING)))
        if held.links:
            _paint_badge(painter, rect, held.links)
        if chosen:
            painter.setPen(QPen(theme.color("accent"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
            _paint_tick(painter, rect)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setPen(QPen(theme.color("text" if chosen else "accent"), 1.5, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(4.5, 4.5, -4.5, -4.5), 3, 3)


def _paint_badge(painter: QPainter, rect: QRect, links: int) -> None:
    """How many records it proves: a chain and a number, top right."""
    painter.setFont(theme.font("small"))
    words = show_number(links)
    wide = painter.fontMetrics().horizontalAdvance(words) + theme.px(26)
    place = QRectF(rect.right() - wide - 5, rect.y() + 6, wide, theme.px(20))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(place, 4, 4)
    side = theme.px(13)
    paint_icon(painter, "thread", QRectF(place.x() + 5, place.center().y() - side / 2, side, side), "text2")
    painter.setPen(theme.color("text"))
    painter.drawText(place.adjusted(0, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)


def _paint_tick(painter: QPainter, rect: QRect) -> None:
    """Chosen, said by a shape as well as by the frame."""
    side = theme.px(20)
    place = QRectF(rect.x() + 6, rect.y() + 6, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(place)
    paint_icon(painter, "check", place.adjusted(4, 4, -4, -4), "on_accent")
