"""How a sheet of readings is painted: its cells, and the lines' heads with a mark for each person."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from app.domain.readings_sheet import operator_name, part_name
from app.ui import theme
from app.ui.pages.measuring_model import LAST_OF_PERSON, QUIET, STATE, WORKED_OUT, SheetModel
from app.ui.parts import paint_glyph
from app.ui.tables.column import Index

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_GLYPHS = {"refused": "bad", "marked": "warn", "doubt": "warn"}
_TINTS = {"refused": "bad_tint", "marked": "warn_tint"}
SERIES = ("accent", "text2", "chart2")
"""Tokens of the people's marks; shapes repeat with them: disc, triangle, square."""


def paint_mark(painter: QPainter, place: QPointF, number: int, size: float) -> None:
    """The mark of a person (from 1): shape and ink, so that they differ without colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(SERIES[(number - 1) % len(SERIES)]))
    half = size / 2
    match (number - 1) % len(SERIES):
        case 0:
            painter.drawEllipse(place, half, half)
        case 1:
            x, y = place.x(), place.y()
            corners = [QPointF(x, y - half * 1.1), QPointF(x + half * 1.1, y + half), QPointF(x - half * 1.1, y + half)]
            painter.drawPolygon(QPolygonF(corners))
        case _:
            painter.drawRect(QRectF(place.x() - half * 0.9, place.y() - half * 0.9, half * 1.8, half * 1.8))


def paint_cell(painter: QPainter, option: QStyleOptionViewItem, index: Index, view: QTableView) -> None:
    rect, state = option.rect, str(index.data(STATE) or "")
    chosen = bool(option.state & QStyle.StateFlag.State_Selected) and len(view.selectedIndexes()) > 1
    painter.fillRect(rect, theme.color("select" if chosen else _TINTS.get(state, "surface")))
    if index.data(LAST_OF_PERSON):
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))
    if state:
        paint_glyph(painter, QRectF(rect.x() + 3, rect.center().y() - 5, 12, 12), _GLYPHS[state])
    _paint_words(painter, rect, index)
    if view.currentIndex() == index:
        _paint_frame(painter, rect, focused=view.hasFocus())


def _paint_words(painter: QPainter, rect: QRect, index: Index) -> None:
    words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    if not words:
        return
    alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
    at_left = bool(int(alignment) & int(Qt.AlignmentFlag.AlignLeft)) if alignment is not None else False
    painter.setFont(index.data(Qt.ItemDataRole.FontRole) or theme.font("small" if at_left else "body"))
    tone = "text2" if index.data(WORKED_OUT) and at_left else "text"
    painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or theme.color(tone))
    room = rect.adjusted(8 if at_left else 2, 0, -7, 0)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(QRectF(room), _LEFT if at_left else _RIGHT, shown)
    if index.data(QUIET):
        wide, y = painter.fontMetrics().horizontalAdvance(shown), rect.center().y() + theme.px(9)
        painter.setPen(QPen(theme.color("text3"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(room.right() - wide, y, room.right(), y)


def _paint_frame(painter: QPainter, rect: QRect, *, focused: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent" if focused else "edge"), 2 if focused else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3)


class LineHeader(QHeaderView):
    """The head of each line: the person with a mark and the trial, or the number or name of the unit."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(theme.px(30))
        self.setMinimumSectionSize(theme.px(30))
        self._wide = theme.px(64)

    def fit(self, model: SheetModel) -> None:
        """As wide as the names want, within reason."""
        study, metrics = model.sheet.study, self.fontMetrics()
        names = [model.mean_title()]
        if model.layout_of.is_crossed:
            names += [operator_name(study, number) for number in range(1, study.operators + 1)]
        elif study.kind == "lot":
            names = [part_name(study, number) for number in range(1, min(study.parts, 400) + 1)]
        else:
            names = [str(study.trials)]
        widest = max(map(metrics.horizontalAdvance, names))
        extra = theme.px(50 if model.layout_of.is_crossed else 34)
        self._wide = max(theme.px(56), min(theme.px(190), int(widest * 1.1) + extra))
        self.setFixedWidth(self._wide)

    def sizeHint(self) -> QSize:
        return QSize(self._wide, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        model = self._view.model()
        if not isinstance(model, SheetModel) or not rect.isValid():
            return
        painter.save()
        painter.fillRect(rect, theme.color("surface"))
        if model.index(row, 0).data(LAST_OF_PERSON):
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))
        if row == self._view.currentIndex().row():
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.color("accent"))
        if model.layout_of.is_crossed:
            self._paint_person(painter, rect, row, model)
        else:
            self._paint_number(painter, rect, str(model.headerData(row, Qt.Orientation.Vertical)))
        painter.restore()

    def _paint_person(self, painter: QPainter, rect: QRect, row: int, model: SheetModel) -> None:
        if row >= model.layout_of.lines:
            painter.setFont(theme.font("cap"))
            painter.setPen(theme.color("text2"))
            painter.drawText(rect.adjusted(12, 0, -8, 0), _LEFT, model.mean_title())
            return
        cell = model.layout_of.cell_of_line(row)
        if cell.trial == 1:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_mark(painter, QPointF(rect.x() + 17, rect.center().y() + 0.5), cell.operator, 9)
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.color("text"))
            room = rect.adjusted(30, 0, -theme.px(24), 0)
            name = operator_name(model.sheet.study, cell.operator)
            painter.drawText(
                room, _LEFT, painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            )
        self._paint_number(painter, rect, str(cell.trial))

    def _paint_number(self, painter: QPainter, rect: QRect, words: str) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        room = rect.adjusted(10, 0, -10, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _RIGHT, shown)
