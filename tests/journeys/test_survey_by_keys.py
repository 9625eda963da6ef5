"""A whole survey in the real window, by keys alone: answered, closed, opened again, undone and redone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.services import dossiers, survey
from app.storage.store import Store
from app.ui import theme
from app.ui.background import Background
from app.ui.pages.survey import SurveyPage
from app.ui.preferences import Preferences
from app.ui.window import MainWindow
from app.ui.workspace import Workspace

pytestmark = [pytest.mark.qt_log_level_fail("WARNING"), pytest.mark.qt_log_ignore("propagateSizeHints")]

TODAY = date(2026, 11, 24)
OpenWindow = Callable[[Path], MainWindow]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "an-lac.dochuan"
    dossiers.create_dossier(
        path, person="Nguyễn Thu Hà", enterprise="Công ty CP Thực phẩm An Lạc", surveyed_on=TODAY
    ).close()
    return path


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot) -> Iterator[OpenWindow]:
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.use("light")
    theme.apply(qapp)
    opened: list[MainWindow] = []

    def make(path: Path) -> MainWindow:
        preferences = Preferences(person="Nguyễn Thu Hà", theme="light")
        background = Background()
        window = MainWindow(preferences, background, TODAY)
        window.resize(1440, 900)
        window.show()
        window.show_workspace(
            Workspace(dossiers.open_dossier(path, person="Nguyễn Thu Hà"), preferences, background, TODAY)
        )
        window.activateWindow()
        qapp.processEvents()
        opened.append(window)
        return window

    yield make
    for window in opened:
        if window.isVisible():
            window.close()


def page_of(window: MainWindow) -> SurveyPage:
    assert window.dossier is not None
    page = window.dossier.page()
    assert isinstance(page, SurveyPage)
    return page


class Keys:
    """What a person does at the keyboard; every key goes to whatever has the focus."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def press(self, *keys: str | Qt.Key) -> None:
        for key in keys:
            self._qtbot.keyClick(focus(), key)

    def ctrl(self, key: str | Qt.Key) -> None:
        self._qtbot.keyClick(focus(), key, Qt.KeyboardModifier.ControlModifier)

    def type(self, words: str) -> None:
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focus(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def answer_everything(page: SurveyPage, keys: Keys) -> int:
    """Walks from one unanswered question to the next and answers each; how many there were."""
    answered = 0
    assert page.session is not None
    while page.session.outline.next_unanswered() is not None:
        question = page.session.question(page.detail.path)
        match question.name:
            case "plant_kind":
                keys.press("1", "2", "3", "4")
            case "survey_started_on":
                keys.type("20/11/2026")
            case "survey_ended_on":
                keys.type("24/11/2026")
            case _ if question.choices:
                keys.press("12345"[answered % 5] if question.is_level else "1")
            case _:
                keys.type(f"Xưởng chiết, kho thành phẩm, câu {question.code}")
        answered += 1
        keys.ctrl(Qt.Key.Key_Return)
        assert answered < 400
    return answered


def kept(path: Path) -> dict[str, tuple[str, str, str]]:
    """Value, reason and note of every answer in a closed file."""
    store = Store.open(path, read_only=True, backups=False)
    with store.reading() as unit:
        cycle_id = dossiers.current_cycle(unit).id
        answers = survey.answers_of(unit, cycle_id, "survey")
    store.close()
    return {each.question: (each.value, each.reason, each.note) for each in answers.values()}


def test_a_whole_survey_is_answered_by_keys_alone(file: Path, open_window: OpenWindow, qtbot: QtBot) -> None:
    keys = Keys(qtbot)
    window = open_window(file)
    page = page_of(window)

    answered = answer_everything(page, keys)

    assert page.session is not None
    count = page.session.outline.count()
    assert answered >= 60
    assert count.answered == count.total >= 60
    window.close()
    assert len(kept(file)) == count.total


def test_notes_reasons_and_answers_outlive_closing_undo_and_redo(
    file: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    keys = Keys(qtbot)
    window = open_window(file)
    page = page_of(window)
    keys.press("2")
    keys.ctrl(Qt.Key.Key_Return)
    keys.press("1")
    first_level = next(path for path in page.session.outline.rows if page.session.question(path).is_level)  # type: ignore[union-attr]
    page.show_target(first_level)
    page.detail.focus_answer()
    keys.press("2", "n")
    keys.type("Xem 10 phương tiện đo: 4 nhãn mờ")
    keys.press(Qt.Key.Key_Escape, "]", "0")
    keys.type("Không có phòng thử nghiệm")
    keys.press(Qt.Key.Key_Return, "]", "n")
    keys.type("đang gõ dở khi đóng cửa sổ")
    second, third = page.session.outline.visible(None)[7].path, page.detail.path  # type: ignore[union-attr]

    window.close()
    after_closing = kept(file)
    again = open_window(file)
    page = page_of(again)
    opened_at = page.detail.path
    keys.ctrl("z")
    keys.ctrl("z")
    undone = page.session.answer_to(second) if page.session else None
    shown = page.detail.path
    keys.ctrl("y")
    keys.ctrl("y")
    again.close()

    assert after_closing[first_level] == ("2", "", "Xem 10 phương tiện đo: 4 nhãn mờ")
    assert after_closing[second] == ("", "Không có phòng thử nghiệm", "")
    assert after_closing[third] == ("", "", "đang gõ dở khi đóng cửa sổ")
    assert opened_at
    assert undone is None
    assert shown == second
    assert kept(file) == after_closing


def test_tab_goes_from_the_answer_to_the_note_and_keys_work_from_the_top_bar(
    open_window: OpenWindow, file: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    window, keys = open_window(file), Keys(qtbot)
    page = page_of(window)
    page.go_to("/survey/s0/survey_ended_on")
    page.detail.focus_answer()
    qapp.processEvents()

    keys.press(Qt.Key.Key_Tab)
    after_tab = qapp.focusWidget()
    window.top.findChildren(QToolButton)[0].setFocus()
    keys.press("]")
    after_bracket = page.detail.path
    window.top.findChildren(QToolButton)[0].setFocus()
    keys.ctrl(Qt.Key.Key_Return)

    assert page.isAncestorOf(after_tab)
    assert after_bracket == "/survey/s0/areas_visited"
    assert page.detail.path == "/survey/s0/areas_left_out"


def test_the_language_is_switched_in_the_middle_of_a_note(open_window: OpenWindow, file: Path, qtbot: QtBot) -> None:
    window, keys = open_window(file), Keys(qtbot)
    page_of(window).show_target("/survey/s1/s1_1/metrology_function")
    page_of(window).detail.focus_answer()
    keys.press("4", "n")
    keys.type("Đang gõ dở")

    window.preferences.language = "en"
    window.rebuild()
    page = page_of(window)
    qtbot.waitUntil(lambda: page.session is not None)

    assert page.session is not None
    answer = page.session.answer_to("/survey/s1/s1_1/metrology_function")
    assert answer is not None and (answer.value, answer.note) == ("4", "Đang gõ dở")
    assert page.detail.path == "/survey/s1/s1_1/metrology_function"
    assert page.detail.head.question.text().startswith("Is ")
    assert page.session.outline.rows[page.detail.path].answer == "level 4"
