"""Two people are asked about one section, in the real window and by keys alone; what they said meets in the survey."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services import dossiers, interviews
from app.ui import theme
from app.ui.background import Background
from app.ui.pages.interview import InterviewPage
from app.ui.pages.interviews import InterviewsPage
from app.ui.pages.survey import SurveyPage
from app.ui.preferences import Preferences
from app.ui.window import MainWindow
from app.ui.workspace import Workspace

pytestmark = [pytest.mark.qt_log_level_fail("WARNING"), pytest.mark.qt_log_ignore("propagateSizeHints")]

SECTION = "/survey/s1/s1_1"
FIRST = f"{SECTION}/metrology_function"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "an-lac.dochuan"
    dossiers.create_dossier(path, person="Nguyễn Thu Hà", enterprise="Công ty An Lạc").close()
    return path


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, file: Path) -> Iterator[MainWindow]:
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.use("light")
    theme.apply(qapp)
    preferences = Preferences(person="Nguyễn Thu Hà", theme="light")
    background = Background()
    made = MainWindow(preferences, background, date(2026, 11, 24))
    made.resize(1440, 900)
    made.show()
    store = dossiers.open_dossier(file, person="Nguyễn Thu Hà")
    made.show_workspace(Workspace(store, preferences, background, date(2026, 11, 24)))
    made.activateWindow()
    qapp.processEvents()
    yield made
    if made.isVisible():
        made.close()


class Keys:
    """Every key goes to whatever has the focus."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self._window = qtbot, window

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self._qtbot.keyClick(self._focus(), key)
            QApplication.processEvents()

    def hold(self, modifier: Qt.KeyboardModifier, key: Qt.Key) -> None:
        self._qtbot.keyClick(self._focus(), key, modifier)
        QApplication.processEvents()

    def type(self, words: str) -> None:
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._focus(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        QApplication.processEvents()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window


def page_of(window: MainWindow) -> object:
    assert window.dossier is not None
    return window.dossier.page()


def until_page(qtbot: QtBot, window: MainWindow, kind: type) -> None:
    qtbot.waitUntil(lambda: isinstance(page_of(window), kind))
    QApplication.processEvents()


def choose_section(keys: Keys, page: InterviewPage) -> None:
    """Enter from field to field, and down the list to the section."""
    keys.press(*[Qt.Key.Key_Return] * 4)
    for _step in range(20):
        if page.start.chosen() == SECTION:
            return
        keys.press(Qt.Key.Key_Down)


ALT = Qt.KeyboardModifier.AltModifier


def test_two_people_are_asked_about_one_section_and_their_words_meet_in_the_survey(
    qtbot: QtBot, window: MainWindow, file: Path
) -> None:
    keys = Keys(qtbot, window)
    assert window.dossier is not None
    window.dossier.go("interviews")
    until_page(qtbot, window, InterviewsPage)

    def ask(post: str, words: str, level: Qt.Key) -> None:
        keys.type("n")
        until_page(qtbot, window, InterviewPage)
        page = page_of(window)
        assert isinstance(page, InterviewPage)
        qtbot.waitUntil(page.start.post.hasFocus)
        keys.type(post)
        choose_section(keys, page)
        keys.press(Qt.Key.Key_Return)
        qtbot.waitUntil(page.talk.note.hasFocus)
        keys.type(words)
        keys.hold(ALT, level)
        keys.hold(ALT, Qt.Key.Key_K)
        keys.press(Qt.Key.Key_PageDown)
        keys.type("Không rõ.")
        keys.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
        until_page(qtbot, window, InterviewsPage)

    ask("Giám đốc nhà máy", "Có quyết định giao người phụ trách.", Qt.Key.Key_4)
    ask("Trưởng ca chiết", "Tôi chưa thấy văn bản nào.", Qt.Key.Key_2)

    listed = page_of(window)
    assert isinstance(listed, InterviewsPage)
    assert [each.interview.post for each in listed.talks] == ["Trưởng ca chiết", "Giám đốc nhà máy"]
    assert [len(each.statements) for each in listed.talks] == [2, 2]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    keys.press(Qt.Key.Key_F6)
    keys.type("x")
    keys.press(Qt.Key.Key_Return)
    until_page(qtbot, window, SurveyPage)
    survey = page_of(window)
    assert isinstance(survey, SurveyPage)
    assert survey.detail.path == FIRST
    assert len(survey.detail.proof.said.openers) == 2
    assert "nói khác nhau 2 mức" in survey.detail.proof.said._difference.words()

    window.close()
    store = dossiers.open_dossier(file, person="Nguyễn Thu Hà")
    with store.reading() as unit:
        said = interviews.said_to(unit, dossiers.current_cycle(unit).id, "survey", FIRST)
    store.close()
    assert [(each.interview.post, each.statement.words, each.statement.level) for each in said] == [
        ("Giám đốc nhà máy", "Có quyết định giao người phụ trách.", "4"),
        ("Trưởng ca chiết", "Tôi chưa thấy văn bản nào.", "2"),
    ]
    assert sorted(each.statement.to_check for each in said) == ["done", "yes"]
