"""The assessment report on screen: made in the background, walked by its contents, written by its buttons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.page import Frame
from app.ui.pages.assessment import AssessmentPage
from app.ui.pages.catalogue import entry
from app.ui.workspace import Workspace

WAIT = 20_000


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[AssessmentPage]:
    made = AssessmentPage(workspace)
    qtbot.addWidget(made)
    made.resize(1180, 700)
    made.use_frame(Frame.WIDE)
    with qtbot.waitSignal(made.preview.view.page_changed, timeout=WAIT, check_params_cb=lambda page, of: of > 0):
        made.show()
    yield made


def titles(page: AssessmentPage) -> list[str]:
    return [each.title for each in page.contents.records.records]


def test_the_contents_name_the_nine_subjects_and_their_pages(page: AssessmentPage) -> None:
    found = titles(page)

    assert found[0] == "1. Kết luận chung"
    assert sum(each.startswith("4.") for each in found) == 10
    assert page.contents.records.records[-1].page > 1


def test_a_chapter_chosen_by_arrows_is_brought_into_view(qtbot: QtBot, page: AssessmentPage) -> None:
    last = len(titles(page)) - 1
    page.contents.setFocus()

    page.contents.choose(last)

    assert page.preview.view.current_page() == page.contents.records.records[last].page


def test_a_target_is_a_chapter_and_the_page_finds_back_to_it(qtbot: QtBot, page: AssessmentPage) -> None:
    page.show_target("4.8")

    assert page.place() == "4.8"


def test_a_target_given_before_the_report_is_made_is_reached_all_the_same(qtbot: QtBot, workspace: Workspace) -> None:
    made = AssessmentPage(workspace)
    qtbot.addWidget(made)
    made.resize(1180, 700)
    made.use_frame(Frame.WIDE)
    made.show_target("9")

    made.show()

    qtbot.waitUntil(lambda: made.preview.view.current_page() > 1, timeout=WAIT)
    assert made.place() == "9"


@pytest.mark.parametrize(("press", "ending"), [("_pdf", ".pdf"), ("_excel", ".xlsx")])
def test_the_buttons_write_the_report_beside_the_dossier(
    qtbot: QtBot, page: AssessmentPage, workspace: Workspace, press: str, ending: str
) -> None:
    with qtbot.waitSignal(page.exported, timeout=WAIT) as written:
        qtbot.mouseClick(getattr(page, press), Qt.MouseButton.LeftButton)

    (made,) = written.args[0]
    assert made.path.name.endswith(f"danh-gia-hien-trang{ending}")
    assert made.path.parent == workspace.store.path.parent / "2026-11-24"
    assert made.path.name in page.result.words()


def test_f9_makes_the_report_again(qtbot: QtBot, page: AssessmentPage) -> None:
    with qtbot.waitSignal(page.made, timeout=WAIT):
        qtbot.keyClick(page, Qt.Key.Key_F9)

    assert titles(page)


def test_the_page_is_reached_from_the_analysis() -> None:
    found = entry("assessment")

    assert found is not None
    assert (found.in_rail, found.home) == (False, "analysis")
