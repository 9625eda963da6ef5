"""Last year beside this year in the survey, and what people said under the note."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services import assignments, cycles, interviews, survey
from app.storage.unit import Unit
from app.ui.pages.survey import SurveyPage
from app.ui.workspace import Workspace

PATH = "/survey/s1/s1_1/metrology_function"
OTHER = "/survey/s1/s1_1/measurement_duties_known"


def answer(workspace: Workspace, path: str, level: str, note: str = "") -> None:
    def work(unit: Unit) -> None:
        filling = survey.open_form(unit, workspace.cycle_id, "survey")
        survey.answer_question(unit, workspace.cycle_id, filling, path, level)
        if note:
            survey.write_note(unit, workspace.cycle_id, filling, path, note)

    workspace.run("Trả lời", work)


def say_level(workspace: Workspace, post: str, level: str) -> None:
    def work(unit: Unit) -> None:
        made = interviews.start_interview(unit, workspace.cycle_id, post=post)
        interviews.see_level(unit, made.id, "survey", PATH, level)

    workspace.run("Hỏi", work)


def shown(qtbot: QtBot, workspace: Workspace, path: str = PATH) -> SurveyPage:
    page = SurveyPage(workspace)
    qtbot.addWidget(page)
    page.resize(1440, 900)
    page.show()
    page.go_to(path)
    return page


@pytest.fixture
def second_year(workspace: Workspace) -> Workspace:
    answer(workspace, PATH, "3", "Còn sót ở khu phụ trợ.")
    answer(workspace, OTHER, "2")
    workspace.run("Mở", lambda unit: cycles.start_cycle(unit, name="Chu kỳ 2027", starts_on=date(2027, 1, 4)))
    answer(workspace, PATH, "2")
    return workspace


def test_the_card_tells_level_note_and_how_it_moved(qtbot: QtBot, second_year: Workspace) -> None:
    card = shown(qtbot, second_year).detail.proof.before

    assert card._answer.text() == "Mức 3 – Phần lớn"
    assert card._note.text() == "“Còn sót ở khu phụ trợ.”"
    assert card.pill.accessibleName() == "Tụt 1 mức"
    assert card.line.accessibleName() == "Mức qua các chu kỳ: 2026: mức 3, 2027: mức 2"


def test_a_question_not_answered_again_says_so(qtbot: QtBot, second_year: Workspace) -> None:
    card = shown(qtbot, second_year, OTHER).detail.proof.before

    assert card.pill.accessibleName() == "Chưa xem lại"


def test_l_takes_the_note_over_and_undo_takes_it_out_again(qtbot: QtBot, second_year: Workspace) -> None:
    page = shown(qtbot, second_year)

    qtbot.keyClick(page.browser.list, Qt.Key.Key_L)
    taken = page.detail.proof.note.toPlainText()
    offered = not page.detail.proof.before.copy.isHidden()
    second_year.undo()

    assert (taken, offered) == ("Còn sót ở khu phụ trợ.", False)
    assert page.detail.proof.note.toPlainText() == ""


def test_what_was_never_looked_at_again_can_be_listed(qtbot: QtBot, second_year: Workspace) -> None:
    page = shown(qtbot, second_year)

    page.browser.column._marks.buttons["review"].click()

    assert page.browser.list.paths() == [OTHER]


def test_in_the_first_cycle_nothing_of_it_is_there(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace)

    assert page.detail.proof.before.isHidden()
    assert page.browser.column._marks.isHidden()
    assert ("L", "lấy lại ghi chú năm trước") not in page.more_keys()


def test_my_questions_are_listed_when_somebody_is_assigned(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace)
    workspace.run(
        "Giao",
        lambda unit: assignments.assign(
            unit, workspace.cycle_id, [("section", "/survey/s1/s1_1")], workspace.store.person
        ),
    )

    page.browser.column._marks.buttons["mine"].click()

    assert page.browser.list.paths()
    assert all(each.startswith("/survey/s1/s1_1/") for each in page.browser.list.paths())


def test_what_two_people_said_stands_under_the_note_with_their_difference(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace)
    box = page.detail.proof.said
    before = box.isHidden()

    say_level(workspace, "Giám đốc", "4")
    say_level(workspace, "Trưởng ca", "2")

    assert (before, box.isHidden()) == (True, False)
    assert len(box.openers) == 2
    assert "Trưởng ca nói mức 2, Giám đốc nói mức 4" in box._difference.words()
