from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.ui.page import Frame
from app.ui.pages.form_page import FormPage
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[FormPage]:
    made = FormPage(workspace, "profile", "Hồ sơ doanh nghiệp")
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.use_frame(Frame.WIDE)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    if isValid(made):  # closing may have come first
        made.hide()


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def value(workspace: Workspace, name: str) -> str | None:
    found = workspace.read(lambda unit: unit.answers.all(form="profile"))
    return next((each.value for each in found if each.question.endswith(f"/{name}")), None)


def path_of(page: FormPage, name: str) -> str:
    assert page.session is not None
    return next(path for path in page.session.outline.rows if path.endswith(f"/{name}"))


def test_a_field_keeps_itself_when_it_is_left(
    page: FormPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    page.view.go_to(path_of(page, "enterprise_name"))
    type_text(focus(), "Công ty An Lạc Hưng Yên")

    qtbot.keyClick(focus(), Qt.Key.Key_Tab)

    assert value(workspace, "enterprise_name") == "Công ty An Lạc Hưng Yên"
    assert workspace.site.enterprise == "Công ty An Lạc Hưng Yên"


def test_a_broken_rule_is_told_below_its_own_field(
    page: FormPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    path = path_of(page, "tax_code")
    page.view.go_to(path)
    type_text(focus(), "12")

    qtbot.keyClick(focus(), Qt.Key.Key_Return)

    assert page.view.blocks[path].editor.problem().startswith("Mã số thuế có 10 chữ số")
    assert value(workspace, "tax_code") == "12"


def test_a_digit_picks_in_the_choice_that_has_the_keyboard(page: FormPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.view.go_to(path_of(page, "legal_form"))

    qtbot.keyClick(focus(), "2")

    assert value(workspace, "legal_form") not in (None, "")


def test_a_question_appears_when_it_is_called_for(page: FormPage, workspace: Workspace, qtbot: QtBot) -> None:
    other = page.view.blocks[path_of(page, "legal_form_other")]
    assert other.isHidden()
    page.view.go_to(path_of(page, "legal_form"))

    qtbot.keyClick(focus(), "7")

    assert not other.isHidden()


def test_ctrl_enter_goes_to_the_next_question_without_an_answer(
    page: FormPage, qtbot: QtBot, type_text: TypeText
) -> None:
    page.view.go_to(path_of(page, "enterprise_name"))
    type_text(focus(), "An Lạc")

    qtbot.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert page.place() == path_of(page, "tax_code")


def test_escape_leaves_the_field(page: FormPage, qtbot: QtBot) -> None:
    page.view.go_to(path_of(page, "enterprise_name"))

    qtbot.keyClick(focus(), Qt.Key.Key_Escape)

    assert focus() is page.pane


def test_undo_goes_to_the_field_it_changed(
    page: FormPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    page.view.go_to(path_of(page, "enterprise_name"))
    type_text(focus(), "An Lạc")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    page.view.go_to(path_of(page, "address"))

    workspace.undo()

    assert page.place() == path_of(page, "enterprise_name")
    assert value(workspace, "enterprise_name") == "Công ty CP Thực phẩm An Lạc"


def test_what_is_being_typed_is_kept_when_the_page_is_left(
    page: FormPage, workspace: Workspace, type_text: TypeText
) -> None:
    page.view.go_to(path_of(page, "address"))
    type_text(focus(), "Khu công nghiệp Phố Nối")

    page.hide()

    assert value(workspace, "address") == "Khu công nghiệp Phố Nối"


def test_the_tree_leads_to_a_section_and_follows_the_keyboard(page: FormPage) -> None:
    assert page.session is not None
    last = [each for each in page.session.outline.sections if each.depth == 0][-1]
    page.tree.go_to(last.path)

    page.tree.moved_to.emit(last.path)
    scrolled = page.view.area.verticalScrollBar().value()
    page.view.go_to(path_of(page, "address"))

    assert scrolled > 500
    assert page.tree.current_path() == page.session.outline.sections[0].path
