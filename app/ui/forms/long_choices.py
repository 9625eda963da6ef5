"""Choosing from a long list (5 000 villages): a finder without accents over rows of one height."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.forms.definition import Choice, text_in
from app.formats import fold
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.parts import dress_list

Index = QModelIndex | QPersistentModelIndex
CHOICE, CHOSEN = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ROWS_SHOWN = 7
ROWS_AT_ONCE = 100
"""Further rows of a long list are laid out between two key presses."""


class LongChoiceModel(QAbstractListModel):
    """The choices that hold every word sought, in the order of the form; those that begin with it stand first. Where
    none does, the codes of choices are looked through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._titles: list[str] = []
        self._names: list[str] = []
        self._folded: list[str] | None = None
        self._found: Sequence[int] = ()
        self._chosen: frozenset[str] = frozenset()

    def offer(self, choices: Sequence[Choice], language: str) -> None:
        self.beginResetModel()
        self._titles = [(text_in(each.label, language) or each.name).replace("\n", " ") for each in choices]
        self._names = [each.name for each in choices]
        self._folded = None
        self._found = range(len(choices))
        self.endResetModel()

    def seek(self, sought: str, *, only_chosen: bool = False) -> None:
        """Leave only what holds these words, accents or not."""
        words = fold(sought).split()
        self.beginResetModel()
        found: Sequence[int] = range(len(self._names))
        if only_chosen:
            found = [place for place in found if self._names[place] in self._chosen]
        self._found = self._holding(words, found) if words else found
        self.endResetModel()

    def mark(self, chosen: frozenset[str]) -> None:
        """Say which are chosen."""
        if chosen != self._chosen:
            self._chosen = chosen
            if self._found:
                self.dataChanged.emit(self.index(0), self.index(len(self._found) - 1))

    def title_of(self, name: str) -> str:
        """What a choice is called; its name where the list does not hold it."""
        return self._titles[self._names.index(name)] if name in self._names else name

    def name_at(self, row: int) -> str:
        return self._names[self._found[row]] if 0 <= row < len(self._found) else ""

    def row_of(self, name: str) -> int:
        """The row of a choice among those found; -1 when it is not there."""
        return next((row for row, place in enumerate(self._found) if self._names[place] == name), -1)

    def in_order(self, names: Sequence[str]) -> list[str]:
        """These names in the order of the form; those it does not know stay at the end."""
        wanted = set(names)
        known = [each for each in self._names if each in wanted]
        return [*known, *(each for each in names if each not in set(known))]

    def whole(self) -> int:
        """How many choices there are, found or not."""
        return len(self._names)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place = self._found[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._titles[place]
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if self._names[place] in self._chosen else Qt.CheckState.Unchecked
            case _:
                return self._names[place] in self._chosen if role == CHOSEN else None

    def _holding(self, words: list[str], among: Sequence[int]) -> list[int]:
        if self._folded is None:
            self._folded = fold("\n".join(self._titles)).split("\n")
        keys, found = self._folded, among
        for word in words:
            found = [place for place in found if word in keys[place]]
        if not found:
            return [place for place in among if self._names[place].casefold().startswith(words[0])]
        return sorted(found, key=lambda place: not keys[place].startswith(words[0]))


class LongChoiceList(QListView):
    """picked(name): by Enter, space or a click. left_upwards: an arrow out of the first row, back to the finder."""

    picked = Signal(str)
    left_upwards = Signal()

    def __init__(self, *, several: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = LongChoiceModel(self)
        self.still = False
        self.most_rows = ROWS_SHOWN
        self.setModel(self.rows)
        self.setItemDelegate(LongChoiceDelegate(self, several=several))
        dress_list(self)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(ROWS_AT_ONCE)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda index: self.pick(index.row()))

    def pick(self, row: int) -> None:
        name = self.rows.name_at(row)
        if name and not self.still:
            self.picked.emit(name)

    def fit(self) -> None:
        """As high as its rows need, up to most_rows of them."""
        high = theme.px(32) * max(1, min(self.most_rows, self.rows.rowCount())) + 2
        if high != self.height():
            self.setFixedHeight(high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if not event.modifiers():
                self.pick(self.currentIndex().row())
            case Qt.Key.Key_Up if self.currentIndex().row() <= 0:
                self.left_upwards.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_Home | Qt.Key.Key_End:
                super().keyPressEvent(event)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                super().keyPressEvent(event)
            case _:
                event.ignore()


class LongChoiceDelegate(QStyledItemDelegate):
    """32 high: a ring or a box, and the words in one line."""

    def __init__(self, view: QListView, *, several: bool) -> None:
        super().__init__(view)
        self._several = several

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, theme.px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        view = option.widget
        current = isinstance(view, QAbstractItemView) and view.currentIndex().row() == index.row()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        chosen = bool(index.data(CHOSEN))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.color("select" if chosen else "hover" if hovered or current else "surface"))
        self._paint_mark(painter, QRectF(rect.x() + 12, rect.center().y() - 7, 15, 15), chosen=chosen)
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.setPen(theme.color("text"))
        room = rect.adjusted(38, 0, -12, 0)
        words = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if current:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def _paint_mark(self, painter: QPainter, place: QRectF, *, chosen: bool) -> None:
        painter.setPen(QPen(theme.color("accent" if chosen else "edge"), 1.5))
        painter.setBrush(theme.color("accent") if chosen and self._several else Qt.BrushStyle.NoBrush)
        if self._several:
            painter.drawRoundedRect(place, 3, 3)
            if chosen:
                paint_icon(painter, "check", place.adjusted(1, 1, -1, -1), "on_accent")
        else:
            painter.drawEllipse(place)
            if chosen:
                painter.setBrush(theme.color("accent"))
                painter.drawEllipse(place.adjusted(4, 4, -4, -4))
