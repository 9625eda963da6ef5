from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.parts import column
from app.ui.typing_undo import TypingUndo


def a_window_with_a_field(qtbot: QtBot) -> tuple[QWidget, QLineEdit, list[str]]:
    window, field, undone = QWidget(), QLineEdit(), []
    window.setLayout(column(field))
    action = QAction(window)
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: undone.append("deed"))
    window.addAction(action)
    TypingUndo(window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return window, field, undone


def test_typing_is_taken_back_before_any_deed(qtbot: QtBot, type_text: Callable[[QWidget, str], None]) -> None:
    _window, field, undone = a_window_with_a_field(qtbot)
    type_text(field, "Cân")

    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert undone == []
    assert field.text() == ""


def test_where_nothing_was_typed_the_last_deed_is_taken_back(qtbot: QtBot) -> None:
    _window, field, undone = a_window_with_a_field(qtbot)
    field.setText("đã lưu")

    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert undone == ["deed"]
    assert field.text() == "đã lưu"
