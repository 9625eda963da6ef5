from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui import dialogs, theme
from app.ui.background import Background
from app.ui.language import speak
from app.ui.preferences import Preferences, load_preferences
from app.ui.settings_dialog import SettingsDialog
from app.ui.window import MainWindow
from tests.ui.conftest import TODAY


@pytest.fixture
def window(qtbot: QtBot, preferences: Preferences, background: Background) -> Iterator[MainWindow]:
    made = MainWindow(preferences, background, TODAY)
    qtbot.addWidget(made)
    made.start(None)
    made.show()
    yield made
    preferences.language, preferences.theme, preferences.text_size = "vi", "light", 100
    made.rebuild()
    speak("vi")


def the_dialog(window: MainWindow) -> SettingsDialog:
    return next(each for each in window.findChildren(SettingsDialog) if each.isVisible())


def pick(dialog: SettingsDialog, field: str, value: str) -> None:
    choice = getattr(dialog, field)
    choice.show_value(value)
    choice.picked.emit(value)


def test_a_language_acts_at_once_on_the_window_and_on_the_dialog(window: MainWindow) -> None:
    dialogs.show_settings(window)

    pick(the_dialog(window), "language", "en")

    assert the_dialog(window).windowTitle() == "Settings"
    assert window.home.page.accessibleName() == "Home"
    assert load_preferences().language == "en"


def test_a_theme_acts_at_once(window: MainWindow) -> None:
    dialogs.show_settings(window)

    pick(the_dialog(window), "theme", "contrast")

    assert theme.name() == "contrast"
    assert load_preferences().theme == "contrast"


def test_a_text_size_acts_at_once(window: MainWindow) -> None:
    dialogs.show_settings(window)

    the_dialog(window).sizes[2].click()

    assert theme.text_size() == 130
    assert [each.isChecked() for each in the_dialog(window).sizes] == [False, False, True]


def test_a_name_is_written_with_the_changes_from_now_on(
    qtbot: QtBot, window: MainWindow, type_text: Callable[[QWidget, str], None]
) -> None:
    dialogs.show_settings(window)
    editor = the_dialog(window).person.editor
    editor.selectAll()

    type_text(editor, "Lê Văn Bình")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert window.top._person.text() == "Lê Văn Bình"
    assert load_preferences().person == "Lê Văn Bình"
