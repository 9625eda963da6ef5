"""The sample factory surveyed in full at the keyboard: 268 level questions with notes and reasons, profile, closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.answers import Answer
from app.domain.forms.definition import Choice, Question, QuestionType
from app.services import dossiers, inventory, survey
from app.services.sample import read_sample
from app.storage.store import Store
from app.ui.pages.form_page import FormPage
from app.ui.pages.survey import SurveyPage
from tests.journeys.test_survey_by_keys import Keys, OpenWindow, page_of
from tests.journeys.test_survey_by_keys import open_window as open_window

pytestmark = [pytest.mark.qt_log_level_fail("WARNING"), pytest.mark.qt_log_ignore("propagateSizeHints")]

SAMPLE = read_sample()
LEVELS = {row["question"]: row for row in SAMPLE.survey}


@pytest.fixture
def factory(tmp_path: Path) -> Path:
    """The factory's own list is taken in; nothing is asked yet."""
    path = tmp_path / "nha-may.dochuan"
    store = dossiers.create_dossier(path, person=SAMPLE.person, **SAMPLE.dossier)
    with store.unit("Nhập danh mục") as unit:
        keys = {row["code"]: inventory.add_instrument(unit, **row).id for row in SAMPLE.instruments}
        for row in SAMPLE.calibrations:
            inventory.keep_calibration(unit, keys[row["code"]], **{name: row[name] for name in row if name != "code"})
    store.close()
    return path


def survey_the_plant(page: SurveyPage, keys: Keys) -> None:
    """Every question as the sample answers it: level, reason or text, and the note; Ctrl+Enter to the next."""
    session = page.session
    assert session is not None
    left = session.outline.count().total * 3
    while session.outline.next_unanswered() is not None and left:
        question = session.question(page.detail.path)
        if question.is_level:
            level(keys, LEVELS[question.name])
        else:
            plain(keys, question, SAMPLE.forms["survey"][question.name], session.filling.choices(page.detail.path))
        keys.ctrl(Qt.Key.Key_Return)
        left -= 1


def level(keys: Keys, row: Mapping[str, str]) -> None:
    if row["not_applicable"]:
        keys.press("0")
        keys.type(row["not_applicable"])
        keys.press(Qt.Key.Key_Return)
    else:
        keys.press(row["level"])
    if row["note"]:
        keys.press("n")
        keys.type(row["note"])
        keys.press(Qt.Key.Key_Escape)


def plain(keys: Keys, question: Question, typed: str, choices: Sequence[Choice]) -> None:
    names = [each.name for each in choices]
    if question.type in (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE):
        keys.press(*(str(names.index(each) + 1) for each in typed.split()))
    else:
        keys.type(typed)


def fill_in(page: FormPage, keys: Keys, answers: Mapping[str, str]) -> None:
    """Ctrl+Enter leads from one unanswered question to the next; what the sample leaves blank is passed by."""
    session = page.session
    assert session is not None
    met: set[str] = set()
    keys.ctrl(Qt.Key.Key_Return)
    while (path := page.place()) not in met:
        met.add(path)
        question = session.question(path)
        if typed := answers.get(question.name, ""):
            plain(keys, question, typed, session.filling.choices(path))
        keys.ctrl(Qt.Key.Key_Return)


def kept(path: Path, form: str) -> dict[str, Answer]:
    store = Store.open(path, read_only=True, backups=False)
    with store.reading() as unit:
        answers = survey.answers_of(unit, dossiers.current_cycle(unit).id, form)
    store.close()
    return {each.question.rpartition("/")[2]: each for each in answers.values()}


def test_the_sample_factory_is_surveyed_in_full_by_keys_alone(
    factory: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window, keys = open_window(factory), Keys(qtbot)
    page = page_of(window)

    survey_the_plant(page, keys)

    assert page.session is not None
    count = page.session.outline.count()
    assert count.answered == count.total == 274
    window.close()
    answers = kept(factory, "survey")
    assert {name: answers[name].value for name, row in LEVELS.items()} == {
        name: row["level"] for name, row in LEVELS.items()
    }
    assert {name: answers[name].reason for name, row in LEVELS.items()} == {
        name: row["not_applicable"] for name, row in LEVELS.items()
    }
    assert {name: answers[name].note for name, row in LEVELS.items()} == {
        name: row["note"] for name, row in LEVELS.items()
    }


@pytest.mark.parametrize("form", ["profile", "closing_meeting"])
def test_the_other_forms_of_the_first_step_are_filled_in_by_keys_alone(
    factory: Path, open_window: OpenWindow, qtbot: QtBot, form: str
) -> None:
    window, keys = open_window(factory), Keys(qtbot)
    assert window.dossier is not None
    window.dossier.go(form)
    page = window.dossier.page()
    assert isinstance(page, FormPage)
    QApplication.processEvents()  # the page takes the focus once it stands

    fill_in(page, keys, SAMPLE.forms[form])

    window.close()
    answers = kept(factory, form)
    asked = {name for name, typed in SAMPLE.forms[form].items() if typed}
    assert {name for name in asked if name not in answers or not answers[name].value} == set()
