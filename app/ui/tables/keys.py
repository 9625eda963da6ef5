"""The keys of a grid and what each asks for: as in a spreadsheet, so that nobody need learn them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_PLAIN = Qt.KeyboardModifier.NoModifier
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier

_DEEDS: dict[tuple[Qt.KeyboardModifier, Qt.Key], str] = {
    (_CTRL, Qt.Key.Key_D): "fill_down",
    (_CTRL, Qt.Key.Key_R): "fill_right",
    (_CTRL | _SHIFT, Qt.Key.Key_V): "paste_new",
    (_CTRL | _SHIFT, Qt.Key.Key_C): "copy_titled",
    (_PLAIN, Qt.Key.Key_Delete): "clear",
    (_PLAIN, Qt.Key.Key_Backspace): "clear",
    (_SHIFT, Qt.Key.Key_F2): "many",
    (_PLAIN, Qt.Key.Key_F2): "edit",
    (_CTRL, Qt.Key.Key_Space): "columns",
    (_SHIFT, Qt.Key.Key_Space): "rows",
    (_PLAIN, Qt.Key.Key_Space): "leave",
    (_PLAIN, Qt.Key.Key_Return): "open",
    (_PLAIN, Qt.Key.Key_Enter): "open",
    (_PLAIN, Qt.Key.Key_Escape): "give_up",
    (_PLAIN, Qt.Key.Key_F8): "next_draft",
    (_SHIFT, Qt.Key.Key_F8): "draft_before",
    (_ALT | _SHIFT, Qt.Key.Key_Left): "left",
    (_ALT | _SHIFT, Qt.Key.Key_Right): "right",
}
_STANDARD = (
    (QKeySequence.StandardKey.Copy, "copy"),
    (QKeySequence.StandardKey.Cut, "cut"),
    (QKeySequence.StandardKey.Paste, "paste"),
)


def key_deed(event: QKeyEvent) -> str:
    """The deed a key asks for; "" for one that is the table's own or begins to type."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    found = _DEEDS.get((modifiers, Qt.Key(event.key())), "")
    if found:
        return found
    for standard, deed in _STANDARD:
        if event.matches(standard):
            return deed
    return "search" if event.text() == "/" else ""
