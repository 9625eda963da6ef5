"""The rows of the floor walk: 84 high, the current one open with its answers below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from app.services.floor import FloorRow
from app.ui import theme
from app.ui.pages.floor_answers import AnswerBar
from app.ui.pages.floor_delegate import FloorDelegate
from app.ui.pages.floor_keys import KeyBurst
from app.ui.pages.floor_looks import ROW, spoken
from app.wording import _

Index = QModelIndex | QPersistentModelIndex
RECORD = Qt.ItemDataRole.UserRole

MOVES = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    *(Qt.Key.Key_Home, Qt.Key.Key_End),
)
SHIFTS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock)


class FloorModel(QAbstractListModel):
    """The rows that are listed now."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.rows: list[FloorRow] = []
        self._today = today
        self._places: dict[str, int] = {}

    def show_rows(self, rows: Sequence[FloorRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self._places = {each.id: place for place, each in enumerate(rows)}
        self.endResetModel()

    def replace(self, rows: Iterable[FloorRow]) -> None:
        for each in rows:
            place = self._places.get(each.id, -1)
            if place >= 0:
                self.rows[place] = each
                self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, key: str) -> int:
        return self._places.get(key, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record = self.rows[index.row()]
        if role == RECORD:
            return record
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(record, self._today)
        return None


class FloorList(QTableView):
    """pressed(letter): a key alone. scanned(code, ended): a code typed at once. went_on: Enter. moved: another row."""

    pressed = Signal(str)
    scanned = Signal(str, bool)
    moved = Signal()
    went_on = Signal()
    next_wanted = Signal()

    def __init__(self, today: date, *, writable: bool) -> None:
        super().__init__()
        self.floor = FloorModel(today)
        self.sought = ""
        self._writable = writable
        self.bar = AnswerBar(self.viewport())
        self.bar.resized.connect(self._open_current)
        self.burst = KeyBurst(self)
        self.burst.pressed.connect(self.pressed)
        self.burst.scanned.connect(self.scanned)
        self.setItemDelegate(FloorDelegate(today, self))
        self.setModel(self.floor)
        self._dress()

    def _dress(self) -> None:
        self.setAccessibleName(_("Phương tiện đo tại hiện trường"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.px(ROW))
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))

    # ---- rows

    def show_rows(self, rows: Sequence[FloorRow], current: str) -> None:
        """List these; the current one stays current where it is among them, else the first."""
        if self.currentIndex().isValid():
            self.setRowHeight(self.currentIndex().row(), theme.px(ROW))  # heights outlive the rows they were made for
        self.floor.show_rows(rows)
        place = max(0, self.floor.place_of(current))
        if rows:
            self.setCurrentIndex(self.floor.index(place))
        self._open_current()

    def go_to(self, key: str) -> bool:
        place = self.floor.place_of(key)
        if place < 0:
            return False
        self.setCurrentIndex(self.floor.index(place))
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def current(self) -> FloorRow | None:
        index = self.currentIndex()
        return self.floor.rows[index.row()] if index.isValid() else None

    def step(self, by: int) -> bool:
        """So many rows on; False where there are no more."""
        row = self.currentIndex().row() + by
        if not 0 <= row < self.floor.rowCount():
            return False
        self.setCurrentIndex(self.floor.index(row))
        return True

    def show_sought(self, typed: str) -> None:
        """Mark these letters in the code and serial number of the current row."""
        self.sought = typed
        self.viewport().update()

    # ---- Qt's events

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if previous.isValid() and previous.row() != current.row():
            self.setRowHeight(previous.row(), theme.px(ROW))
        self.moved.emit()
        self._open_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters, key = event.text(), event.key()
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if with_control:
                self.next_wanted.emit()
            elif not self.burst.enter():
                self.went_on.emit()
        elif key in MOVES and not with_control:
            self.burst.flush()
            if key in (Qt.Key.Key_Home, Qt.Key.Key_End):  # of a table Qt would take the ends of the row
                self.setCurrentIndex(self.floor.index(0 if key == Qt.Key.Key_Home else self.floor.rowCount() - 1))
            elif key == Qt.Key.Key_Down and self.currentIndex().row() == self.floor.rowCount() - 1:
                self.went_on.emit()  # the end of the list is said, or the next digit would answer the last row again
            else:
                super().keyPressEvent(event)
        elif key in SHIFTS:
            event.ignore()  # a scanner, too, presses Shift between its letters
        elif letters and letters.isprintable() and not with_control:
            if not event.isAutoRepeat():
                self.burst.take(letters)
        else:
            self.burst.flush()
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.burst.flush()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._open_current()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_bar()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.burst.flush()
        super().focusOutEvent(event)
        self.viewport().update()

    # ---- the open row

    def _open_current(self) -> None:
        row = self.currentIndex().row()
        if row < 0 or not self._writable:
            self.bar.hide()
            return
        self.setRowHeight(row, theme.px(ROW) + self.bar.sizeHint().height())
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        self.bar.show()
        self._place_bar()
        self.viewport().update()

    def _place_bar(self) -> None:
        row = self.currentIndex().row()
        if row >= 0 and self._writable:
            top = self.rowViewportPosition(row) + theme.px(ROW) - 2
            self.bar.setGeometry(2, top, self.viewport().width() - 4, self.bar.sizeHint().height())
