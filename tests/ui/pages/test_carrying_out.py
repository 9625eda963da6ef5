"""The page of step 7: single keys move a task, notes and evidence stand at its side, mistakes below their fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.tasks import Task
from app.services.evidence import add_evidence
from app.ui.pages.carrying_out import CarryingOutPage
from app.ui.workspace import Workspace
from tests.services.monitored import Case


@pytest.fixture
def case(workspace: Workspace) -> Case:
    return Case(workspace.store, workspace.cycle_id)


def shown(qtbot: QtBot, workspace: Workspace) -> CarryingOutPage:
    page = CarryingOutPage(workspace)
    qtbot.addWidget(page)
    page.resize(1220, 800)
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(workspace.background.is_idle)
    return page


def kept(workspace: Workspace, task: Task) -> Task:
    return workspace.read(lambda unit: unit.tasks.get(task.id))


def test_without_tasks_the_page_leads_to_step_4(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace)

    assert page._empty.isVisible()
    assert not page.list.isVisible()
    assert page.keys() == []


def test_digits_set_the_progress_of_the_chosen_task_and_x_ends_it(
    qtbot: QtBot, workspace: Workspace, case: Case
) -> None:
    first, second = case.task(), case.task()
    page = shown(qtbot, workspace)
    page.list.setFocus()

    qtbot.keyClick(page.list, Qt.Key.Key_4)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_X)

    assert (kept(workspace, first).percent, kept(workspace, first).state) == (40, "doing")
    assert kept(workspace, second).state == "done"
    assert kept(workspace, second).done_on == workspace.today
    current = page.list.current()
    assert current is not None and current.task.id == second.id
    workspace.undo()
    assert kept(workspace, second).state == "planned"


def test_a_note_is_typed_at_the_side_and_a_wrong_percent_is_said_below_its_field(
    qtbot: QtBot, workspace: Workspace, case: Case, type_text: Callable[[QWidget, str], None]
) -> None:
    task = case.task()
    page = shown(qtbot, workspace)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_N)
    type_text(page.side.fields["words"].editor, "Đã gửi 6 áp kế.")
    page.side.fields["percent"].show_value("140")

    page.side.keep_note()
    wrong = page.side.fields["percent"].error()
    words_stay = page.side.fields["words"].value()
    page.side.fields["percent"].show_value("50")
    page.side.keep_note()

    assert "từ 0 đến 100" in wrong
    assert words_stay == "Đã gửi 6 áp kế."
    notes = workspace.read(lambda unit: unit.progress_notes.all(task_id=task.id))
    assert [(each.percent, each.words) for each in notes] == [(50, "Đã gửi 6 áp kế.")]
    assert page.side.fields["words"].value() == ""


def test_the_late_ones_are_shown_alone_and_counted(qtbot: QtBot, workspace: Workspace, case: Case) -> None:
    in_time = case.task()
    late = case.task(ends_on=workspace.today - timedelta(days=3))
    page = shown(qtbot, workspace)
    page.list.setFocus()

    qtbot.keyClick(page.list, Qt.Key.Key_L)

    assert [each.task.id for each in page.list.records.records] == [late.id]
    assert page.filters["late"].text().endswith("1")
    page.show_target(in_time.id)
    assert page.list.records.rowCount() == 2
    assert page.place() == in_time.id


def test_only_the_tasks_of_one_owner_are_shown(qtbot: QtBot, workspace: Workspace, case: Case) -> None:
    case.task(owner="KCS")
    case.task(owner="Cơ điện")
    page = shown(qtbot, workspace)

    page.owner.show_value("Cơ điện")
    page.owner.picked.emit("Cơ điện")

    assert [each.task.owner for each in page.list.records.records] == ["Cơ điện"]


def test_a_task_done_without_evidence_asks_for_it_or_for_the_reason(
    qtbot: QtBot, workspace: Workspace, case: Case
) -> None:
    task = case.task()
    page = shown(qtbot, workspace)
    page.set_percent(100)
    asked = page.side.why.isVisible()

    workspace.run("Thêm", lambda unit: add_evidence(unit, b"%PDF-1.4", "a.pdf", linked_to=("tasks", task.id)))

    assert asked
    assert not page.side.why.isVisible()
    assert page.list.records.records[0].lacks == ()


def test_stopping_asks_for_the_reason_in_place(qtbot: QtBot, workspace: Workspace, case: Case) -> None:
    task = case.task()
    page = shown(qtbot, workspace)

    page.side.stop.open()
    page.side.stop.do.click()
    refused = page.side.stop.field.error()
    page.side.stop.field.show_value("Dây chuyền đã bán.")
    page.side.stop.do.click()

    assert refused
    assert kept(workspace, task).why_stopped == "Dây chuyền đã bán."
    assert page.side.resume.isVisible()
    page.side.resume.click()
    assert kept(workspace, task).state == "planned"


def test_a_handed_in_step_is_read_and_not_written(qtbot: QtBot, workspace: Workspace, case: Case) -> None:
    task = case.task()
    with case.writing() as unit:
        step = next(iter(unit.steps.all(cycle_id=case.cycle_id, step=7)))
        unit.steps.keep(replace(step, state="submitted"))
    page = shown(qtbot, workspace)
    page.list.setFocus()

    qtbot.keyClick(page.list, Qt.Key.Key_5)

    assert kept(workspace, task).percent == 0
    assert not page.side.stop.isVisible()
    assert page.keys() == [("↑↓", "nhiệm vụ")]
