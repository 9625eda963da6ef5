"""A survey of many questions: found by code, read level by level, with notes, guidance and repeated sections."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.forms.reading import convert_text
from app.storage.unit import Unit
from app.ui.page import Frame
from app.ui.pages.survey import SurveyPage
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]

LEVELS = "Mô tả mức này dài đến hai dòng chữ, nói rõ nhìn thấy gì ở xưởng và ở kho khi đạt đúng mức đang xét, số {}"


def source() -> str:
    """Three subjects of two sections with five level questions each; a note, guidance, a repeated section."""
    columns = "".join(f" bind::audit:level{number}_vi |" for number in range(1, 6))
    rows = [
        "| survey |",
        "| | type | name | label::Tiếng Việt (vi) | guidance_hint::Tiếng Việt (vi) | bind::audit:code "
        f"| bind::audit:subject |{columns}",
        "| | begin group | s0 | 0. Phạm vi | | | |" + " |" * 5,
        "| | text | who | Ai trả lời | Hỏi thẻ nhân viên. | 0.1 | |" + " |" * 5,
        "| | note | thanks | Cảm ơn ${who}. | | | |" + " |" * 5,
        "| | text | what | Sản phẩm | | 0.2 | |" + " |" * 5,
        "| | begin repeat | lot | Lô | | | |" + " |" * 5,
        "| | text | code | Số lô | | | |" + " |" * 5,
        "| | end repeat | | | | | |" + " |" * 5,
        "| | end group | | | | | |" + " |" * 5,
    ]
    for subject in range(1, 4):
        rows.append(f"| | begin group | s{subject} | {subject}. Nội dung {subject} | | | |" + " |" * 5)
        for section in (1, 2):
            rows.append(
                f"| | begin group | s{subject}_{section} | {subject}.{section} Mục {section} | | | |" + " |" * 5
            )
            for number in range(1, 6):
                levels = "".join(f" {LEVELS.format(level)} |" for level in range(1, 6))
                code = f"{subject}.{section}.{number}"
                rows.append(
                    f"| | select_one level | q{subject}{section}{number} | Câu {code} có làm không? | | {code} "
                    f"| {subject} |{levels}"
                )
            rows.append("| | end group | | | | | |" + " |" * 5)
        rows.append("| | end group | | | | | |" + " |" * 5)
    rows += ["| choices |", "| | list_name | name | label::Tiếng Việt (vi) |"]
    rows += [f"| | level | {number} | Mức {number} |" for number in range(1, 6)]
    rows += ["| settings |", "| | form_title | namespaces |"]
    rows.append('| | Khảo sát | audit="https://dochuan.vn/xforms/audit" |')
    return "\n".join(rows)


@pytest.fixture(scope="module")
def xform() -> str:
    return convert_text(source(), "survey").xform


@pytest.fixture
def page(workspace: Workspace, xform: str, qtbot: QtBot) -> Iterator[SurveyPage]:
    def pin(unit: Unit) -> None:
        form = next(iter(unit.forms.all(name="survey")))
        unit.forms.keep(dataclasses.replace(form, xform=xform))

    workspace.run("Ghim phiếu", pin)
    made = SurveyPage(workspace)
    qtbot.addWidget(made)
    made.resize(1146, 690)
    made.use_frame(Frame.MEDIUM)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    if isValid(made):
        made.hide()


def rows_of(page: SurveyPage) -> list[str]:
    assert page.session is not None
    return list(page.session.outline.rows)


def path_of(page: SurveyPage, name: str) -> str:
    return next(path for path in rows_of(page) if path.endswith(f"/{name}"))


def test_typing_a_code_and_enter_goes_to_that_question(page: SurveyPage, qtbot: QtBot, type_text: TypeText) -> None:
    page.browser.start_search()
    type_text(page.browser.search, "2.2.4")

    qtbot.keyClick(page.browser.search, Qt.Key.Key_Return)

    assert page.detail.path == path_of(page, "q224")


def test_the_beginning_of_a_code_finds_what_is_below_it(page: SurveyPage, type_text: TypeText) -> None:
    page.browser.start_search()

    type_text(page.browser.search, "3.1.")

    assert [path.rpartition("/")[2] for path in page.browser.list.paths()] == [f"q31{n}" for n in range(1, 6)]


def test_one_subject_is_unfolded_at_a_time(page: SurveyPage) -> None:
    tree = page.browser.tree
    page.go_to(path_of(page, "q111"))

    page.go_to(path_of(page, "q311"))

    unfolded = [tree.model().index(at, 0).data() for at in range(tree.model().rowCount())]
    unfolded = [each for at, each in enumerate(unfolded) if tree.isExpanded(tree.model().index(at, 0))]
    assert [each.split()[0] for each in unfolded] == ["3"]


def test_each_level_says_in_full_what_one_sees_there(page: SurveyPage) -> None:
    page.go_to(path_of(page, "q111"))
    QApplication.processEvents()

    picker = page.detail.editor.picker  # type: ignore[union-attr]
    assert not picker._delegate.one_line
    assert picker.viewport().height() >= picker.visualRect(picker.model().index(4)).bottom()
    assert page.detail.proof.note.visibleRegion().boundingRect().height() > 20


def test_on_a_small_screen_the_level_one_is_on_is_shown_in_full(page: SurveyPage, qtbot: QtBot) -> None:
    page.resize(851, 434)
    page.use_frame(Frame.SMALL)
    page.go_to(path_of(page, "q111"))
    page.detail.focus_answer()
    QApplication.processEvents()
    picker = page.detail.editor.picker  # type: ignore[union-attr]

    picker.setCurrentIndex(picker.model().index(2))
    picker.doItemsLayout()

    heights = [picker.visualRect(picker.model().index(at)).height() for at in range(5)]
    assert picker._delegate.one_line
    assert heights[2] > heights[0] == heights[4]


def test_a_note_before_a_question_and_its_guidance_are_told(page: SurveyPage) -> None:
    assert page.session is not None
    page.session.answer(path_of(page, "who"), "chị Lan")

    page.go_to(path_of(page, "what"))
    assert page.detail.head.notes.text() == "Cảm ơn chị Lan."
    page.go_to(path_of(page, "who"))

    assert page.detail.head.notes.isHidden()
    assert page.detail.head.guidance.words() == "Hỏi thẻ nhân viên."


def test_a_repeated_section_grows_and_shrinks_in_the_list(page: SurveyPage, qtbot: QtBot) -> None:
    page.go_to(path_of(page, "who"))

    page.browser.add_wanted.emit("/survey/s0/lot")
    assert page.detail.path == "/survey/s0/lot[2]/code"
    assert page.session is not None
    assert page.session.outline.rows["/survey/s0/lot[2]/code"].instance == "Lô 2"

    page.detail._drop_instance()

    assert "/survey/s0/lot[2]/code" not in rows_of(page)
    assert page.detail.path in rows_of(page)
    page.workspace.undo()
    assert "/survey/s0/lot[2]/code" in rows_of(page)
