"""Who surveys what: chosen by keys, given to a name, with how far each one has come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services import assignments, inventory
from app.ui.pages.assignments import AssignmentsPage
from app.ui.workspace import Workspace

Typing = Callable[[QWidget, str], None]


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> AssignmentsPage:
    workspace.run("Nhập", lambda unit: inventory.add_instrument(unit, code="A1", name="Cân", location="Kho A"))
    made = AssignmentsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.model.count() > 0)
    return made


def row_of(page: AssignmentsPage, title: str) -> int:
    return next(at for at, each in enumerate(page.model.records()) if each.title == title)


def auditor_of(page: AssignmentsPage, title: str) -> str:
    return page.model.record(row_of(page, title)).auditor


def given(page: AssignmentsPage) -> dict[tuple[str, str], str]:
    return page.workspace.read(lambda unit: assignments.assigned(unit, page.workspace.cycle_id))


def test_the_sections_of_the_survey_stand_above_the_areas_of_the_floor(page: AssignmentsPage) -> None:
    kinds = [each.kind for each in page.model.records()]

    assert kinds == sorted(kinds, reverse=True)
    assert page.model.records()[-1].title == "Kho A"


def test_several_rows_are_given_to_a_name_by_keys_alone(page: AssignmentsPage, qtbot: QtBot, type_text: Typing) -> None:
    page.grid.choose(row_of(page, "Tổ chức và quản lý"))
    qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    qtbot.keyClick(page.grid, Qt.Key.Key_G)
    type_text(page.name, "Lê Văn Bình")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)

    assert given(page) == {("section", "/survey/s1"): "Lê Văn Bình", ("section", "/survey/s1/s1_1"): "Lê Văn Bình"}
    qtbot.waitUntil(lambda: auditor_of(page, "Nguồn lực") == "Lê Văn Bình")
    assert page.shares.records.records[0].auditor == "Lê Văn Bình"


def test_delete_leaves_a_part_to_nobody_and_undo_gives_it_back(page: AssignmentsPage, qtbot: QtBot) -> None:
    page.grid.choose(row_of(page, "Kho A"))
    page.name.setText("Hà")
    page.give()
    qtbot.waitUntil(lambda: auditor_of(page, "Kho A") == "Hà")

    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    free = given(page)
    page.workspace.undo()

    assert (free, given(page)) == ({}, {("area", "khoa"): "Hà"})


def test_without_a_name_it_says_what_to_do(page: AssignmentsPage) -> None:
    page.give()

    assert "Gõ tên" in page.wrong.words()
    assert given(page) == {}


def test_the_names_known_so_far_are_suggested_without_accents(
    page: AssignmentsPage, qtbot: QtBot, type_text: Typing
) -> None:
    page.start_naming()

    type_text(page.name, "thu ha")

    assert page.name.suggested() == ["Nguyễn Thu Hà"]
