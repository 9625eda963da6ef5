"""Typing a reading in its cell: the decimal sign is written as the language does, and a key that leaves commits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QTableView, QWidget

from app import wording
from app.formats import nfc
from app.ui.pages.measuring_looks import paint_cell
from app.ui.parts import RowDelegate
from app.ui.tables.column import Index
from app.wording import _

_STEPS = {
    Qt.Key.Key_Return: ("on", 1),
    Qt.Key.Key_Enter: ("on", 1),
    Qt.Key.Key_Tab: ("beside", 1),
    Qt.Key.Key_Backtab: ("beside", -1),
    Qt.Key.Key_Up: ("below", -1),
    Qt.Key.Key_Down: ("below", 1),
}


class ReadingEdit(QLineEdit):
    """The decimal sign of either keyboard is written as the language does it, before one's eyes."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in (".", ",") and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.insert(_own_sign(event.text(), keypad=bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)))
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() in (".", ","):
            self.insert(_own_sign(event.commitString(), keypad=False))
            return
        super().inputMethodEvent(event)


def _own_sign(typed: str, *, keypad: bool) -> str:
    if wording.language() == "vi":
        return ","
    return "." if keypad else typed


class ReadingDelegate(RowDelegate):
    """Keys that leave a cell commit it first; what was refused is still there when it is edited again.

    left(way, by): the cell was left towards the next one; see SheetGrid.step.
    """

    def __init__(self, grid: QTableView, left: Callable[[str, int], object]) -> None:
        super().__init__(grid)
        self._grid, self._left = grid, left

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        paint_cell(painter, option, index, self._grid)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = ReadingEdit(parent)
        editor.setProperty("place", "cell")
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or _("Số đọc")))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, nfc(editor.text()))  # type: ignore[attr-defined]

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            way = _STEPS.get(Qt.Key(event.key()))
            if way is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                turned = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and way[0] == "on"
                self.commitData.emit(watched)
                self.closeEditor.emit(watched)
                self._left(way[0], -way[1] if turned else way[1])
                return True
        return super().eventFilter(watched, event)
