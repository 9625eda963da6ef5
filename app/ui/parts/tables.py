"""Tables and lists: fixed rows, hairlines, the accent edge of the current row."""

from __future__ import annotations

from PySide6 import QtWidgets
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.ui import theme

Index = QModelIndex | QPersistentModelIndex


def dress_table(view: QTableView, *, row_height: int = 34) -> None:
    """No grid but hairlines, rows of one height, whole rows chosen, the header left and sorted by a click."""
    view.setShowGrid(False)
    view.setAlternatingRowColors(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setCornerButtonEnabled(False)
    view.setTabKeyNavigation(False)
    upright = view.verticalHeader()
    upright.hide()
    upright.setSectionResizeMode(upright.ResizeMode.Fixed)
    upright.setDefaultSectionSize(theme.px(row_height))
    upright.setMinimumSectionSize(theme.px(row_height))
    flat = view.horizontalHeader()
    flat.setFixedHeight(theme.px(32))
    flat.setHighlightSections(False)
    flat.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    view.setItemDelegate(RowDelegate(view))


def dress_list(view: QListView) -> None:
    """A list of painted rows of one height."""
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setMouseTracking(True)


def paint_row_ground(
    painter: QPainter, option: QStyleOptionViewItem, *, first: bool, last: bool, current: bool
) -> None:
    """The ground of a cell or row: select or hover, hairline below, accent edge and focus frame of the current row."""
    rect: QRect = option.rect
    state = option.state
    flags = QtWidgets.QStyle.StateFlag  # named here alone: the type of QStyle costs 5 ms, which a start need not pay
    chosen = bool(state & flags.State_Selected) or current
    token = "select" if chosen else "hover" if state & flags.State_MouseOver else "surface"
    painter.fillRect(rect, theme.color(token))
    painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))
    if not current:
        return
    view = option.widget
    if isinstance(view, QAbstractItemView) and view.hasFocus():
        _paint_focus_frame(painter, rect, first, last)
    elif first:
        painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.color("accent"))


def _paint_focus_frame(painter: QPainter, rect: QRect, first: bool, last: bool) -> None:
    accent = theme.color("accent")
    painter.fillRect(rect.x(), rect.y(), rect.width(), 2, accent)
    painter.fillRect(rect.x(), rect.bottom() - 1, rect.width(), 2, accent)
    if first:
        painter.fillRect(rect.x(), rect.y(), 3, rect.height(), accent)
    if last:
        painter.fillRect(rect.right() - 1, rect.y(), 2, rect.height(), accent)


class RowDelegate(QStyledItemDelegate):
    """A cell of text: hairline, current row by accent edge and frame, "—" for an empty cell.

    The model gives DisplayRole, TextAlignmentRole, FontRole and ForegroundRole as usual; a subclass draws what
    else a cell holds by overriding paint_content(painter, rect, option, index).
    """

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, QAbstractItemView) and view.currentIndex().row() == index.row()
        first, last = self._is_edge(view, index)
        painter.save()
        paint_row_ground(painter, option, first=first, last=last, current=current)
        self.paint_content(painter, option.rect.adjusted(8, 0, -8, 0), option, index)
        painter.restore()

    def paint_content(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        words = index.data(Qt.ItemDataRole.DisplayRole)
        font = index.data(Qt.ItemDataRole.FontRole)
        painter.setFont(font if font is not None else theme.font("body"))
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(QPen(ink if ink is not None else theme.color("text" if words else "text3")))
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        flags = int(alignment) if alignment is not None else int(Qt.AlignmentFlag.AlignLeft)
        flags = (flags & int(Qt.AlignmentFlag.AlignHorizontal_Mask.value)) | int(Qt.AlignmentFlag.AlignVCenter.value)
        shown = painter.fontMetrics().elidedText(str(words or "—"), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QRectF(rect), flags, shown)

    def _is_edge(self, view: object, index: Index) -> tuple[bool, bool]:
        if not isinstance(view, QTableView):
            return True, True
        header = view.horizontalHeader()
        visible = [
            header.logicalIndex(place)
            for place in range(header.count())
            if not header.isSectionHidden(header.logicalIndex(place))
        ]
        return index.column() == visible[0], index.column() == visible[-1]


def paint_words(painter: QPainter, rect: QRectF, top: int, role: str, words: str, token: str = "") -> None:
    """One line of words of a row, top below its upper edge, in the type and colour of its role, or in this colour; cut
    off where full."""
    place = QRectF(rect.x(), rect.y() + top, rect.width(), theme.px(19))
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(token or theme.ROLES[role].token))
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, fitting)
