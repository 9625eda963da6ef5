"""The road of approval at the left: six stations on an upright graduated scale, each with its state and one line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.approval_road import STATION_WORDS, Station
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import N_, _

STATE_WORDS = {"todo": N_("chưa làm"), "doing": N_("đang làm"), "warn": N_("cần xem"), "ok": N_("xong")}
TICKS = 5
HEIGHT = 62
LEAST = 130
"""Below this width only scale and state are drawn; the words are in the tooltip."""


def told(station: Station) -> str:
    return _(
        "{station}, {state}: {fact}",
        station=_(STATION_WORDS[station.key]),
        state=_(STATE_WORDS[station.state]),
        fact=station.fact,
    )


class RoadDelegate(RowsDelegate):
    """The scale runs down the left edge; as far as stations are done it is drawn full."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        station: Station = index.data(RECORD)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect)
        _paint_scale(painter, rect, station.state == "ok", index.row() == 0)
        paint_glyph(painter, QRectF(rect.x() + 42, rect.y() + theme.px(12), 16, 16), station.state)
        if rect.width() >= theme.px(LEAST):
            _paint_words(painter, rect.adjusted(68, 0, -8, 0), station, current)
        painter.restore()


def _paint_words(painter: QPainter, words: QRectF, station: Station, current: bool) -> None:
    paint_words(painter, words, theme.px(10), "strong" if current else "body", _(STATION_WORDS[station.key]))
    paint_words(painter, words, theme.px(32), "small", station.fact)


def _paint_scale(painter: QPainter, rect: QRectF, done: bool, first: bool) -> None:
    """A long tick at the station, four short ones down to the next."""
    x, top = rect.x() + 16, rect.y() + theme.px(20)
    painter.setPen(QPen(theme.color("edge"), 1))
    start = top if first else rect.y()
    painter.drawLine(QPointF(x, start), QPointF(x, rect.bottom() + 1))
    step = rect.height() / TICKS
    for tick in range(TICKS):
        y = top + tick * step
        if y > rect.bottom():
            y -= rect.height()
        if not first or y >= top:
            painter.drawLine(QPointF(x, y), QPointF(x + (14 if tick == 0 else 6), y))
    if done:
        painter.setPen(QPen(theme.color("accent"), 4))
        painter.drawLine(QPointF(x - 3, start), QPointF(x - 3, rect.bottom() + 1))


def approval_road() -> ReadingList[Station]:
    made: ReadingList[Station] = ReadingList(_("Đường phê duyệt"), told, height=HEIGHT, least=40, fills=True)
    made.setItemDelegate(RoadDelegate(made))
    return made
