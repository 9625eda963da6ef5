"""Interview mode by keys: whom to ask, one question at a time, kept as it is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.interviews import Interview, Statement
from app.services import interviews
from app.ui.page import Frame
from app.ui.pages.interview import InterviewPage
from app.ui.workspace import Workspace

Typing = Callable[[QWidget, str], None]
SECTION = "/survey/s1/s1_1"


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> InterviewPage:
    made = InterviewPage(workspace)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.use_frame(Frame.MEDIUM)
    made.show()
    made.activateWindow()
    made.show_target("new")
    return made


def begin(page: InterviewPage, post: str = "Trưởng ca", section: str = SECTION) -> Interview:
    page.begin({"post": post, "section": section})
    assert page.session.interview is not None
    return page.session.interview


def kept(page: InterviewPage, interview: Interview) -> dict[str, Statement]:
    return page.workspace.read(lambda unit: interviews.said_in(unit, interview.id, "survey"))


def test_the_questions_naming_a_post_are_offered_first_once_it_is_typed(
    page: InterviewPage, qtbot: QtBot, type_text: Typing
) -> None:
    type_text(page.start.post, "Giám đốc")
    qtbot.waitUntil(lambda: page.start.ranges.records.records[0].key == interviews.NAMED)

    page.start.start()

    assert page.session.interview is not None
    assert page.session.paths == interviews.questions_to_ask(page.session.outline, interviews.NAMED, "Giám đốc")


def test_a_talk_without_a_post_is_refused_beside_the_field(page: InterviewPage) -> None:
    page.start.start()

    assert "chức danh" in page.start.fields["post"].error()
    assert page.session.interview is None


def test_words_are_kept_when_one_goes_on_and_stand_there_when_one_comes_back(
    page: InterviewPage, qtbot: QtBot, type_text: Typing
) -> None:
    interview = begin(page)
    first = page.session.path

    type_text(page.talk.note, "Chưa thấy văn bản.")
    qtbot.keyClick(page.talk.note, Qt.Key.Key_PageDown)
    emptied = page.talk.note.toPlainText()
    qtbot.keyClick(page.talk.note, Qt.Key.Key_PageUp)

    assert kept(page, interview)[first].words == "Chưa thấy văn bản."
    assert (emptied, page.talk.note.toPlainText()) == ("", "Chưa thấy văn bản.")


def test_words_are_kept_by_themselves_after_a_pause(page: InterviewPage, qtbot: QtBot, type_text: Typing) -> None:
    interview = begin(page)

    type_text(page.talk.note, "Có.")

    qtbot.waitUntil(lambda: [each.words for each in kept(page, interview).values()] == ["Có."])


def test_a_composition_that_is_still_open_is_kept_whole_and_never_rewritten(page: InterviewPage, qtbot: QtBot) -> None:
    interview = begin(page)
    QApplication.sendEvent(page.talk.note, QInputMethodEvent("trưở", []))
    page.talk.press("2")
    while_composing = page.talk.note.toPlainText()
    ending = QInputMethodEvent("", [])
    ending.setCommitString("trưởng")
    QApplication.sendEvent(page.talk.note, ending)

    qtbot.keyClick(page.talk.note, Qt.Key.Key_PageDown)

    assert while_composing == ""
    (said,) = kept(page, interview).values()
    assert (said.words, said.level) == ("trưởng", "2")


def test_digits_and_k_answer_alone_outside_the_field_and_with_alt_inside(page: InterviewPage, qtbot: QtBot) -> None:
    interview = begin(page)
    first = page.session.path
    qtbot.keyClick(page.talk.note, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(page.talk.note, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    in_the_field = kept(page, interview)[first]

    qtbot.keyClick(page.talk.note, Qt.Key.Key_Escape)
    qtbot.keyClick(page, Qt.Key.Key_4)
    qtbot.keyClick(page, Qt.Key.Key_K)

    assert (in_the_field.level, in_the_field.to_check, in_the_field.words) == ("3", "yes", "")
    assert (kept(page, interview)[first].level, kept(page, interview)[first].to_check) == ("4", "")


def test_the_same_level_again_takes_it_back(page: InterviewPage) -> None:
    interview = begin(page)

    page.talk.press("2")
    page.talk.press("2")

    assert kept(page, interview) == {}


def test_an_undo_goes_to_the_question_it_changed(page: InterviewPage) -> None:
    begin(page)
    first = page.session.path
    page.talk.press("2")
    page.step(1)

    page.workspace.undo()

    assert page.session.path == first
    assert not any(each.isChecked() for each in page.talk.levels)


def test_undoing_the_beginning_leads_back_to_the_choice_of_whom_to_ask(page: InterviewPage) -> None:
    begin(page)

    page.workspace.undo()

    assert page.session.interview is None
    assert page.start.isVisible()


def test_a_second_person_sees_who_was_asked_before_but_not_what_was_said(page: InterviewPage) -> None:
    begin(page, "Giám đốc")
    page.session.say("Có quyết định.")
    page.show_target("new")

    begin(page, "Trưởng ca")

    assert page.session.asked().others == "Đã hỏi câu này: Giám đốc"
    assert page.talk.note.toPlainText() == ""


def test_a_question_one_comes_from_is_asked_though_it_is_outside_of_the_section(page: InterviewPage) -> None:
    interview = begin(page)
    elsewhere = next(path for path in page.session.outline.rows if path.startswith("/survey/s5/"))

    page.show_target(f"{interview.id} {elsewhere}")

    assert page.session.path == elsewhere


def test_a_talk_of_a_dossier_that_is_only_read_can_be_looked_at(qtbot: QtBot, page: InterviewPage) -> None:
    interview = begin(page)
    page.talk.press("2")
    page.session.locked = "khóa"

    page.show_target(interview.id)

    assert page.talk.note.isReadOnly()
    assert not page.talk.press("5")
    assert kept(page, interview)[page.session.paths[0]].level == "2"


def test_it_ends_in_the_list_and_is_marked_as_over(page: InterviewPage) -> None:
    interview = begin(page)
    went: list[tuple[str, str]] = []
    page.workspace.go.connect(lambda key, target: went.append((key, target)))

    page.end()

    assert went == [("interviews", interview.id)]
    found = page.session.find(interview.id)
    assert found is not None and found.ended_at is not None


def test_suggested_posts_are_those_asked_before_without_accents(
    page: InterviewPage, qtbot: QtBot, type_text: Typing
) -> None:
    begin(page, "Thủ kho")
    page.show_target("new")

    type_text(page.start.post, "kho")

    assert page.start.post.suggested() == ["Thủ kho"]
    assert page.start.post.text() == "kho"


def test_one_who_came_from_a_question_goes_back_to_it(page: InterviewPage) -> None:
    interview = begin(page)
    path = page.session.path
    went: list[tuple[str, str]] = []
    page.workspace.go.connect(lambda key, target: went.append((key, target)))

    page.show_target(f"{interview.id} {path} survey")
    page.leave()

    assert went == [("survey", path)]
