"""A table one works in as in a spreadsheet: typing edits, blocks are copied and pasted, values are filled on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from app.ui import theme
from app.ui.parts import dress_table
from app.ui.preferences import Preferences
from app.ui.tables.column import RECORD, TROUBLE, Index
from app.ui.tables.delegates import CellDelegate
from app.ui.tables.headers import Headers
from app.ui.tables.keys import key_deed
from app.ui.tables.model import TableModel

_COMMITTED = QAbstractItemDelegate.EndEditHint.SubmitModelCache
_ONWARD = {QAbstractItemDelegate.EndEditHint.EditNextItem: 1, QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1}
_PICK = QItemSelectionModel.SelectionFlag.ClearAndSelect


@dataclass(frozen=True, slots=True)
class Chosen:
    """The chosen cells as a block: row numbers from above, column numbers from left to right, hidden ones left out."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


class Grid(QTableView):
    """name: for screen readers. remembered: under which its columns are kept in the preferences.

    opened: Enter on a row. row_changed: another row is current. asked(deed): a key of app.ui.tables.keys was pressed.
    """

    opened = Signal()
    row_changed = Signal()
    asked = Signal(str)
    search_wanted = Signal()
    focus_moved = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(
        self, model: TableModel[Any], name: str, preferences: Preferences | None = None, remembered: str = ""
    ) -> None:
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
        self.headers = Headers(self, model.columns, preferences, remembered)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicatorShown(True)
        self._kept: tuple[str, int, int, int] | None = None
        self._tabbed_from = -1
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)

    # ---- which cells

    def current_record(self) -> Any | None:
        index = self.currentIndex()
        return index.data(RECORD) if index.isValid() else None

    def choose(self, row: int) -> None:
        """Make this row the current one, in the column that is current."""
        column = max(0, self.currentIndex().column())
        if 0 <= row < self.table.rowCount():
            self.setCurrentIndex(self.table.index(row, column))

    def go_to(self, key: str, column: int) -> None:
        """Make the cell of this record the current one."""
        row = self.table.row_of(key)
        if row >= 0:
            index = self.table.index(row, column)
            self.selectionModel().setCurrentIndex(index, _PICK)
            self.scrollTo(index)

    def go_to_draft(self, step: int = 1) -> bool:
        """The next cell with refused text (the one before for -1), around the end; False when there is none."""
        cells = self.table.draft_cells()
        if not cells:
            return False
        here = (self.currentIndex().row(), self.currentIndex().column())
        order = cells if step > 0 else cells[::-1]
        behind = (each for each in order if ((each.row(), each.column()) > here) == (step > 0))
        found = next((each for each in behind if (each.row(), each.column()) != here), order[0])
        if self.isColumnHidden(found.column()):
            self.headers.show(self.table.columns[found.column()].key, True)
        self.selectionModel().setCurrentIndex(found, _PICK)
        self.scrollTo(found)
        self.setFocus()
        return True

    def chosen(self) -> Chosen:
        """The chosen block; the current cell where nothing is chosen."""
        selection = self.selectionModel().selection()
        rows: set[int] = set()
        columns: set[int] = set()
        for part in (selection.at(number) for number in range(selection.count())):
            rows.update(range(part.top(), part.bottom() + 1))
            columns.update(range(part.left(), part.right() + 1))
        if not rows and self.currentIndex().isValid():
            rows, columns = {self.currentIndex().row()}, {self.currentIndex().column()}
        return Chosen(tuple(sorted(rows)), tuple(each for each in self.headers.visible() if each in columns))

    def is_chosen(self, row: int, column: int) -> bool:
        """Whether this cell itself is chosen: a choice made with Ctrl may have holes."""
        if self.is_one_range():
            return True
        index = self.table.index(row, column)
        return self.selectionModel().isSelected(index) or index == self.currentIndex()

    def fields_from(self, column: int) -> list[str]:
        """The fields of the shown columns from this one to the right; "" for one that is worked out."""
        shown = self.headers.visible()
        return [self.table.columns[place].field for place in shown[shown.index(column) :]] if column in shown else []

    def lines(self, *, with_titles: bool = False) -> list[list[str]]:
        """The words of the chosen block, as they would be typed; "" for a hole."""
        block = self.chosen()
        rows = [row for row in block.rows if row < self.table.count()]
        titles = [[self.table.columns[place].title for place in block.columns]] if with_titles else []
        one = self.is_one_range()
        return titles + [
            [self.table.words(row, place) if one or self.is_chosen(row, place) else "" for place in block.columns]
            for row in rows
        ]

    def is_one_range(self) -> bool:
        """Whether the choice has no holes."""
        return self.selectionModel().selection().count() <= 1

    def select_whole(self, *, rows: bool) -> None:
        """Widen the choice to whole rows, or to whole columns without the empty line."""
        block, selection = self.chosen(), QItemSelection()
        if not block.rows:
            return
        last = max(0, self.table.count() - 1)
        if rows:
            for row in block.rows:
                end = self.table.index(row, len(self.table.columns) - 1)
                selection.select(self.table.index(row, 0), end)
        else:
            for place in block.columns:
                selection.select(self.table.index(0, place), self.table.index(last, place))
        self.selectionModel().select(selection, _PICK)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:  # what the editor leaves over is not for the table
            super().keyPressEvent(event)
            return
        deed = key_deed(event)
        own: dict[str, Callable[[], object]] = {
            "rows": lambda: self.select_whole(rows=True),
            "columns": lambda: self.select_whole(rows=False),
            "open": self._open,
            "search": self.search_wanted.emit,
            "next_draft": self.go_to_draft,
            "draft_before": lambda: self.go_to_draft(-1),
            "left": lambda: self.headers.move(self.currentIndex().column(), -1),
            "right": lambda: self.headers.move(self.currentIndex().column(), 1),
        }
        if deed in own:
            own[deed]()
        elif deed == "give_up":
            if not self.table.give_up(self.currentIndex()):
                event.ignore()
        elif deed == "leave":
            event.ignore()
        elif deed == "edit" and not self._is_typed(self.currentIndex()):
            self.opened.emit()
        elif deed and deed != "edit":
            self.asked.emit(deed)
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        """Enter opens the form of a line; on the empty line it begins to write."""
        index = self.currentIndex()
        if index.isValid() and self.table.is_empty_line(index.row()):
            self.edit(index)
        else:
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cell = self.visualRect(self.currentIndex()).bottomLeft()
        self.menu_wanted.emit(self.viewport().mapToGlobal(cell) if by_key else event.globalPos())

    # ---- editing

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on to the row below and Tab to the next cell, as in a spreadsheet; a refused text holds it.

        After a run of Tabs, Enter goes below to where the run began.
        """
        onward = _ONWARD.get(hint)
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if onward else hint)
        here = self.currentIndex()
        if not here.isValid() or here.data(TROUBLE):
            return
        if onward:
            self._tabbed_from = here.column() if self._tabbed_from < 0 else self._tabbed_from
            self._edit_next(here, onward)
        elif hint == _COMMITTED:
            column = self._tabbed_from if self._tabbed_from >= 0 else here.column()
            self._tabbed_from = -1
            below = self.table.index(here.row() + 1, column)
            if below.isValid():
                self.setCurrentIndex(below)
        else:
            self._tabbed_from = -1

    def _edit_next(self, here: QModelIndex, step: int) -> None:
        """The next typed cell of the row, else the first of the row below (or the last of the one above)."""
        typed = [place for place in self.headers.visible() if self.table.columns[place].field]
        at = typed.index(here.column()) + step if here.column() in typed else 0
        row = here.row()
        if not 0 <= at < len(typed):
            row, at = row + step, 0 if step > 0 else len(typed) - 1
            self._tabbed_from = typed[0]
        index = self.table.index(row, typed[at])
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def _is_typed(self, index: QModelIndex) -> bool:
        return index.isValid() and bool(self.table.columns[index.column()].field)

    # ---- what Qt tells

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):
            if index.isValid():
                self.viewport().update(0, self.rowViewportPosition(index.row()), self.width(), theme.px(34) + 1)
        if current.row() != previous.row():
            self.row_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.table.rowCount():
            shown = self.headers.visible()
            self.setCurrentIndex(self.table.index(0, shown[0] if shown else 0))
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.headers.fit()

    def _remember(self) -> None:
        index = self.currentIndex()
        record = index.data(RECORD) if index.isValid() else None
        key = self.table.key_of(record) if record is not None else ""
        self._kept = (key, index.row(), index.column(), self.verticalScrollBar().value()) if index.isValid() else None

    def _return(self) -> None:
        if self._kept is None:
            return
        key, row, column, scrolled = self._kept
        at = self.table.row_of(key) if key else min(row, self.table.rowCount() - 1)
        index = self.table.index(at, column) if at >= 0 else QModelIndex()
        self.selectionModel().setCurrentIndex(index, _PICK)
        self.verticalScrollBar().setValue(scrolled)
        if index.isValid():
            self.scrollTo(index)
