"""The list of talks, and what is still to be checked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services import interviews
from app.storage.unit import Unit
from app.ui.pages.interviews import InterviewsPage
from app.ui.workspace import Workspace

PATH = "/survey/s1/s1_1/metrology_function"


def talk(workspace: Workspace, post: str, words: str = "", *, to_check: bool = False) -> str:
    def work(unit: Unit) -> str:
        made = interviews.start_interview(unit, workspace.cycle_id, post=post)
        interviews.say(unit, made.id, "survey", PATH, words)
        if to_check:
            interviews.mark_to_check(unit, made.id, "survey", PATH, marked=True)
        return made.id

    return workspace.run("Phỏng vấn", work)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> InterviewsPage:
    talk(workspace, "Giám đốc", "Có quyết định.", to_check=True)
    talk(workspace, "Trưởng ca", "Chưa thấy.")
    made = InterviewsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def went(page: InterviewsPage) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    page.workspace.go.connect(lambda key, target: found.append((key, target)))
    return found


def test_it_opens_on_what_is_still_to_be_checked_the_newest_talk_on_top(page: InterviewsPage) -> None:
    assert [each.interview.post for each in page.talks] == ["Trưởng ca", "Giám đốc"]
    assert [each.statement.words for each in page.panel.list.records.records] == ["Có quyết định."]
    assert page.panel.list.records.records[0].code == "1.1.1"


def test_x_ticks_it_and_undo_takes_the_tick_back(page: InterviewsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.grid, Qt.Key.Key_X)
    ticked = page.panel.list.records.records
    page.workspace.undo()

    assert ticked == []
    assert len(page.panel.list.records.records) == 1


def test_enter_on_a_statement_leads_to_its_question_and_on_a_talk_goes_on_with_it(
    page: InterviewsPage, qtbot: QtBot
) -> None:
    ways = went(page)

    qtbot.keyClick(page.panel.list, Qt.Key.Key_Return)
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    qtbot.keyClick(page.grid, Qt.Key.Key_N)

    assert ways == [("survey", PATH), ("interview", page.talks[0].interview.id), ("interview", "new")]


def test_all_that_one_person_said_is_shown_for_the_chosen_talk(page: InterviewsPage) -> None:
    page.panel.choose("talk")
    first = [each.statement.words for each in page.panel.list.records.records]

    page.grid.choose(1)

    assert (first, [each.statement.words for each in page.panel.list.records.records]) == (
        ["Chưa thấy."],
        ["Có quyết định."],
    )


def test_a_talk_is_removed_by_delete_and_comes_back_by_undo(page: InterviewsPage, qtbot: QtBot) -> None:
    page.grid.choose(1)
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    left = [each.interview.post for each in page.talks]

    page.workspace.undo()

    assert (left, len(page.talks)) == (["Trưởng ca"], 2)


def test_a_post_is_put_right_in_place_and_never_emptied(page: InterviewsPage) -> None:
    column = page.model.place_of("post")

    page.model.setData(page.model.index(0, column), "Trưởng ca 2")
    page.model.setData(page.model.index(0, column), " ")

    assert page.talks[0].interview.post == "Trưởng ca 2"
    assert page.model.has_drafts()


def test_before_the_first_talk_the_page_says_how_one_begins(qtbot: QtBot, workspace: Workspace) -> None:
    empty = InterviewsPage(workspace)
    qtbot.addWidget(empty)
    empty.show()
    ways = went(empty)

    empty.new.click()

    assert empty._empty.isVisible()
    assert ways == [("interview", "new")]
