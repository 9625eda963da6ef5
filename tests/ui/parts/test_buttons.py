"""A button is pressed by the keys one expects."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.ui.parts import button, column

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus_as_space_does(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[str] = []
    made = button("Nhập", lambda: pressed.append("Nhập"))
    qtbot.addWidget(made)

    qtbot.keyClick(made, key)

    assert pressed == ["Nhập"]


def test_enter_with_ctrl_is_left_to_the_page(qtbot: QtBot) -> None:
    pressed: list[str] = []
    made = button("Nhập", lambda: pressed.append("Nhập"))
    qtbot.addWidget(made)

    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert pressed == []


def test_enter_on_cancel_does_not_take_the_default_of_the_dialog(qtbot: QtBot) -> None:
    pressed: list[str] = []
    dialog = QDialog()
    make, cancel = button("Tạo", lambda: pressed.append("Tạo")), button("Hủy", lambda: pressed.append("Hủy"))
    make.setDefault(True)
    dialog.setLayout(column(make, cancel))
    qtbot.addWidget(dialog)

    qtbot.keyClick(cancel, Qt.Key.Key_Return)

    assert pressed == ["Hủy"]
