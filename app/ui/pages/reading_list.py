"""A painted list one can read by arrows: a chart, a legend, the worst answers. Single letters are left to the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import theme
from app.ui.parts import dress_list

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
RECORD = Qt.ItemDataRole.UserRole
_TOLD = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class ReadingModel(QAbstractListModel, Generic[T]):
    """Records and what a screen reader says of each."""

    def __init__(self, told: Callable[[T], str]) -> None:
        super().__init__()
        self._told = told
        self.records: list[T] = []

    def show_records(self, records: Sequence[T]) -> None:
        self.beginResetModel()
        self.records = list(records)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.records)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        record = self.records[index.row()]
        if role == RECORD:
            return record
        if role in _TOLD:
            return self._told(record)
        return None


class RowsDelegate(QStyledItemDelegate):
    """Rows of the height the list gives them; the subclass paints."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        view = option.widget
        return QSize(0, view.row_height() if isinstance(view, ReadingList) else theme.px(34))


class ReadingList(QListView, Generic[T]):
    """opened(record): a row was clicked, or Enter pressed on it. shown(record): it became the current one.

    fills: the rows share the height there is, between least and most, so that a chart stands whole in its card.
    """

    opened = Signal(object)
    shown = Signal(object)

    def __init__(
        self, name: str, told: Callable[[T], str], *, height: int = 34, least: int = 0, fills: bool = False
    ) -> None:
        super().__init__()
        self._height, self._least, self._fills = height, least or height, fills
        self.records: ReadingModel[T] = ReadingModel(told)
        self.setModel(self.records)
        dress_list(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setProperty("surface", "clear")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda index: self.opened.emit(index.data(RECORD)))
        self.selectionModel().currentChanged.connect(self._tell)

    def show_records(self, records: Sequence[T], key: Callable[[T], object] | None = None) -> None:
        """Show these; with a key the current row stays on the same record, if it is still there."""
        before = key(self.current()) if key and self.current() is not None else None  # type: ignore[arg-type]
        self.records.show_records(records)
        if key and before is not None:
            for row, each in enumerate(records):
                if key(each) == before:
                    self.setCurrentIndex(self.records.index(row))
        self.scheduleDelayedItemsLayout()

    def current(self) -> T | None:
        index = self.currentIndex()
        return self.records.records[index.row()] if index.isValid() else None

    def choose(self, row: int) -> None:
        self.setCurrentIndex(self.records.index(row))

    def row_height(self) -> int:
        if not self._fills or not self.records.records:
            return theme.px(self._height)
        room = self.viewport().height() // len(self.records.records)
        return max(theme.px(self._least), min(theme.px(self._height), room))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.opened.emit(self.current())
        elif (
            event.text().isprintable() and event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # whoever stands around the list goes back, or along the thread
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fills:
            self.scheduleDelayedItemsLayout()

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.shown.emit(current.data(RECORD))
        self.viewport().update()
