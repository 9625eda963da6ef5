"""The table one types readings into: Enter goes down or on in the order of measuring; refused text holds its cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from app.domain.readings_sheet import Cell
from app.formats import nfc
from app.ui import theme
from app.ui.pages.measuring_layout import DOUBT, MEAN
from app.ui.pages.measuring_looks import LineHeader
from app.ui.pages.measuring_model import SheetModel
from app.ui.pages.measuring_typing import ReadingDelegate, ReadingEdit
from app.ui.parts import dress_table

ROW_HEIGHT, MEAN_WIDTH, READING_WIDTH, LEAST_WIDTH = 30, 82, 132, 56
_PICK = QItemSelectionModel.SelectionFlag.ClearAndSelect


class SheetGrid(QTableView):
    """moved: another cell is current. mark_wanted: M on a reading. pasted(block from this cell). filled: past the end.

    guided: Enter follows the order of measuring; else it goes down.
    """

    moved = Signal()
    mark_wanted = Signal()
    pasted = Signal(object, list)
    emptied = Signal(list)
    focus_moved = Signal()
    filled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        dress_table(self, row_height=ROW_HEIGHT)
        self.guided = False
        self.header = LineHeader(self)
        self.setVerticalHeader(self.header)
        self.setItemDelegate(ReadingDelegate(self, self.left_editor))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )

    def sheet(self) -> SheetModel:
        model = self.model()
        assert isinstance(model, SheetModel)
        return model

    def show_model(self, model: SheetModel) -> None:
        self.setModel(model)
        model.modelReset.connect(self.fit)
        self.fit()

    # ---- widths

    def fit(self) -> None:
        """Parts share the width, the words of a doubt take what is left; narrower than that it scrolls sideways."""
        model = self.sheet()
        columns = model.layout_of.columns
        self.header.fit(model)
        room = self.viewport().width()
        if model.layout_of.is_crossed:
            each = max(theme.px(LEAST_WIDTH), (room - theme.px(MEAN_WIDTH)) // max(1, len(columns) - 1))
            for place, what in enumerate(columns):
                self.setColumnWidth(place, theme.px(MEAN_WIDTH) if what == MEAN else each)
            return
        wide = theme.px(READING_WIDTH)
        for place, what in enumerate(columns):
            self.setColumnWidth(place, max(theme.px(160), room - wide * (len(columns) - 1)) if what == DOUBT else wide)

    def fit_height(self) -> None:
        """A crossed sheet is as high as its lines, so that the chart gets the rest; others take what they get."""
        model = self.sheet()
        high = theme.px(ROW_HEIGHT) * model.rowCount() + theme.px(32) + 4 + self._bar_height()
        self.setMaximumHeight(high if model.layout_of.is_crossed else 16_777_215)

    def _bar_height(self) -> int:
        bar = self.horizontalScrollBar()
        return bar.sizeHint().height() if bar.maximum() > 0 else 0

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        if isinstance(self.model(), SheetModel):
            self.fit()

    # ---- moving

    def cell(self) -> Cell | None:
        """The cell the cursor stands on, None on what is worked out."""
        model = self.model()
        return model.cell_at(self.currentIndex()) if isinstance(model, SheetModel) else None

    def go_to(self, cell: Cell) -> None:
        index = self.sheet().index_of(cell)
        self.selectionModel().setCurrentIndex(index, _PICK)
        self.scrollTo(index)

    def step(self, way: str, by: int) -> bool:
        """One cell on: "on" (down or guided), "below" or "beside"; False past the end."""
        cell, layout = self.cell(), self.sheet().layout_of
        if cell is None:
            return False
        ways = {"below": layout.below, "beside": layout.beside, "on": layout.guided if self.guided else layout.below}
        following = ways[way](cell, by)
        if following is None:
            if way == "on" and by > 0:
                self.filled.emit()
            return False
        self.go_to(following)
        return True

    def left_editor(self, way: str, by: int) -> None:
        """An editor was left by a key; a refused text holds its cell."""
        cell = self.cell()
        if cell is not None and not self.sheet().trouble(cell):
            self.step(way, by)

    def go_to_trouble(self, step: int = 1) -> bool:
        """The next cell that wants to be looked at, around the end."""
        cells, here = self.sheet().troubled_cells(), self.cell()
        if not cells:
            return False
        order = cells if step > 0 else cells[::-1]
        place = self.sheet().layout_of.place_of
        behind = (each for each in order if here is not None and (place(each) > place(here)) == (step > 0))
        self.go_to(next((each for each in behind if each != here), order[0]))
        return True

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step("on", -1 if shifted else 1)
        elif plain and key == Qt.Key.Key_F8:
            self.go_to_trouble(-1 if shifted else 1)
        elif not self._own_deed(event, key):
            super().keyPressEvent(event)

    def _own_deed(self, event: QKeyEvent, key: Qt.Key) -> bool:
        deeds: Sequence[tuple[bool, Callable[[], object]]] = (
            (event.matches(QKeySequence.StandardKey.Paste), self._paste),
            (event.matches(QKeySequence.StandardKey.Copy), self._copy),
            (key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace), self._empty),
            (event.text().casefold() == "m", self.mark_wanted.emit),
        )
        for asked, act in deeds:
            if asked:
                act()
                return True
        if key == Qt.Key.Key_Escape:
            return self.sheet().give_up(self.cell())
        if event.text() and event.text() not in "0123456789.,+-−":
            event.ignore()  # other letters are the page's keys
            return True
        return False

    def event(self, event: QEvent) -> bool:
        """Tab is a step in the sheet before it leads out of it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            and self.state() != QAbstractItemView.State.EditingState
            and self.step("beside", 1 if event.key() == Qt.Key.Key_Tab else -1)
        ):
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method commits at once begins to type, as a key does."""
        can = bool(self.sheet().flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable)
        waits = can and self.state() != QAbstractItemView.State.EditingState
        if waits and event.commitString() and not event.preeditString():
            self.edit(self.currentIndex())
            editor = self.indexWidget(self.currentIndex())
            if isinstance(editor, ReadingEdit):
                editor.selectAll()
                QApplication.sendEvent(editor, event)
                return
        super().inputMethodEvent(event)

    # ---- blocks

    def chosen_cells(self) -> list[Cell]:
        """The chosen readings, line by line."""
        indexes = sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column()))
        cells = [cell for each in indexes if (cell := self.sheet().cell_at(each)) is not None]
        here = self.cell()
        return cells or ([here] if here else [])

    def _copy(self) -> None:
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column())):
            lines.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(each) for each in lines.values()))

    def _paste(self) -> None:
        here = self.cell()
        lines = [line.split("\t") for line in nfc(QGuiApplication.clipboard().text()).rstrip("\r\n").splitlines()]
        if here is not None and lines:
            self.pasted.emit(here, lines)

    def _empty(self) -> None:
        cells = self.chosen_cells()
        for each in cells:
            self.sheet().give_up(each)
        self.emptied.emit(cells)

    # ---- what Qt tells

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.header.viewport().update()
        self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()
