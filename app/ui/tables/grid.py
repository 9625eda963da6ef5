"""A table one works in as in a spreadsheet: typing edits, blocks are copied and pasted, values are filled down."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from app.ui import theme
from app.ui.parts import dress_table
from app.ui.tables.delegates import CellDelegate, Index
from app.ui.tables.model import RECORD, TableModel

_COMMITTED = QAbstractItemDelegate.EndEditHint.SubmitModelCache
SHORT_OF = 40
"""The column that takes what is left is never narrower than this many px."""


class Grid(QTableView):
    """opened: Enter on a row. current_changed: another row. pasted(text), filled_down, cleared: on the chosen cells."""

    opened = Signal()
    row_changed = Signal()
    pasted = Signal(str)
    filled_down = Signal()
    cleared = Signal()
    search_wanted = Signal()
    focus_moved = Signal()

    def __init__(self, model: TableModel[Any], name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.table = model
        dress_table(self)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out_columns()
        self.setSortingEnabled(True)
        self._kept: tuple[Any, int] | None = None
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        for place, column in enumerate(self.table.columns):
            if column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(place, theme.px(column.width))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(SHORT_OF)
        header.setSortIndicatorShown(True)

    def show_columns(self, hidden: set[int]) -> None:
        for place in range(len(self.table.columns)):
            self.setColumnHidden(place, place in hidden)

    def current_record(self) -> Any | None:
        index = self.currentIndex()
        return index.data(RECORD) if index.isValid() else None

    def choose(self, row: int) -> None:
        """Make this row the current one, in the column that is current."""
        column = max(0, self.currentIndex().column())
        if 0 <= row < self.table.rowCount():
            self.setCurrentIndex(self.table.index(row, column))

    def chosen(self) -> list[QModelIndex]:
        """The chosen cells that are shown, row by row; the current one where none is chosen."""
        cells = [each for each in self.selectedIndexes() if not self.isColumnHidden(each.column())]
        if not cells and self.currentIndex().isValid():
            cells = [self.currentIndex()]
        return sorted(cells, key=lambda each: (each.row(), each.column()))

    def columns_from(self, column: int) -> list[str]:
        """The fields of the shown columns from this one to the right, up to the first that is not typed in."""
        fields: list[str] = []
        for place in range(column, len(self.table.columns)):
            if self.isColumnHidden(place):
                continue
            if not self.table.columns[place].field:
                break
            fields.append(self.table.columns[place].field)
        return fields

    def copy(self) -> str:
        """The chosen block as lines and tabs, also into the clipboard."""
        lines: dict[int, dict[int, str]] = {}
        for cell in self.chosen():
            words = cell.data(Qt.ItemDataRole.EditRole if self._is_typed(cell) else Qt.ItemDataRole.DisplayRole)
            lines.setdefault(cell.row(), {})[cell.column()] = _quoted(str(words or ""))
        columns = sorted({column for line in lines.values() for column in line})
        block = "\n".join("\t".join(line.get(column, "") for column in columns) for line in lines.values())
        QGuiApplication.clipboard().setText(block)
        return block

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:  # what the editor leaves over is not for the table
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.filled_down.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.text() == "/":
            self.search_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.currentIndex().isValid():
            self.table.give_up(self.currentIndex())
            event.ignore()
        elif event.key() == Qt.Key.Key_F2 and not self._is_typed(self.currentIndex()):
            self.opened.emit()
        elif event.text() == " ":
            event.ignore()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on to the row below, as in a spreadsheet; a refused text keeps the cursor where it is."""
        super().closeEditor(editor, hint)
        here = self.currentIndex()
        if hint == _COMMITTED and here.isValid() and not self.table.has_drafts():
            below = self.table.index(here.row() + 1, here.column())
            if below.isValid():
                self.setCurrentIndex(below)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):
            if index.isValid():
                self.viewport().update(0, self.rowViewportPosition(index.row()), self.width(), theme.px(34) + 1)
        if current.row() != previous.row():
            self.row_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def _is_typed(self, index: QModelIndex) -> bool:
        return index.isValid() and bool(self.table.columns[index.column()].field)

    def _remember(self) -> None:
        index = self.currentIndex()
        self._kept = (self.table.key_of(index.data(RECORD)), index.column()) if index.isValid() else None

    def _return(self) -> None:
        if self._kept is None:
            return
        row = self.table.row_of(self._kept[0])
        index = self.table.index(row, self._kept[1]) if row >= 0 else QModelIndex()
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.scrollTo(index)


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"' if any(each in words for each in '\t\n"') else words
