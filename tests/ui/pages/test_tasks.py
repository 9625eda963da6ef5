from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.changes import Changes
from app.domain.sites import StepState
from app.domain.tasks import Task
from app.services import tasks as deeds
from app.services.findings import add_finding, edit_finding
from app.services.goals import edit_goal, link_findings, new_goal
from app.storage.unit import Unit
from app.ui.page import Frame
from app.ui.pages.tasks import TasksPage
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]


def tasks(workspace: Workspace) -> list[Task]:
    return workspace.read(lambda unit: unit.tasks.all())


def add_goals(unit: Unit, cycle_id: str) -> list[str]:
    """Two goals with a finding each; their ids."""
    made = []
    for title, proposal, subject in (("Cân đạt chuẩn", "Kiểm định lại các cân", "5"), ("Người cân", "Đào tạo", "2")):
        finding = add_finding(unit, cycle_id, f"{title} chưa ổn", subject=subject)
        edit_finding(unit, finding.id, "proposal", proposal)
        goal = new_goal(unit, cycle_id, title)
        edit_goal(unit, goal.id, "due_on", "30/06/2027")
        edit_goal(unit, goal.id, "owner", "KCS")
        link_findings(unit, goal.id, [finding.id])
        made.append(goal.id)
    return made


@pytest.fixture
def goals(workspace: Workspace) -> list[str]:
    return workspace.run("Lập mục tiêu", lambda unit: add_goals(unit, workspace.cycle_id))


@pytest.fixture
def page(workspace: Workspace, goals: list[str], qtbot: QtBot) -> Iterator[TasksPage]:
    """Two goals without tasks."""
    made = TasksPage(workspace)
    qtbot.addWidget(made)
    made.resize(1220, 822)
    made.use_frame(Frame.WIDE)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(workspace.background.is_idle)
    QApplication.processEvents()
    yield made
    qtbot.waitUntil(workspace.background.is_idle)
    if isValid(made):
        made.hide()


@pytest.fixture
def drafted(page: TasksPage, goals: list[str]) -> TasksPage:
    page.deeds.draft(goals)
    return page


def type_into(page: TasksPage, field: str, words: str, qtbot: QtBot, type_text: TypeText) -> None:
    page.edit_task(field)
    editor = page.side.form.fields[field].editor
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def choose_all(page: TasksPage, qtbot: QtBot) -> None:
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def test_goals_without_tasks_are_named_with_the_next_step(page: TasksPage, qtbot: QtBot) -> None:
    assert page.loose.isVisible()
    assert not page.list.isVisible()
    assert page.head.note.text() == "0 nhiệm vụ cho 0/2 mục tiêu"

    page.loose._all.click()

    assert [each.task.title for each in page.list.records.records] == ["Kiểm định lại các cân", "Đào tạo"]
    assert not page.loose.isVisible()
    assert page.head.note.text() == "2 nhiệm vụ cho 2/2 mục tiêu"


def test_enter_on_a_goal_without_tasks_drafts_its_tasks(page: TasksPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.loose.list.setFocus()

    qtbot.keyClick(page.loose.list, Qt.Key.Key_Return)

    assert [(each.title, each.kind, each.owner) for each in tasks(workspace)] == [
        ("Kiểm định lại các cân", "calibration", "KCS")
    ]


def test_a_goal_without_a_task_can_be_aimed_at(page: TasksPage, goals: list[str]) -> None:
    page.show_target(f"goal:{goals[1]}")

    current = page.loose.list.current()
    assert current is not None
    assert current.id == goals[1]


def test_a_row_says_what_the_task_lacks(drafted: TasksPage) -> None:
    spoken = str(drafted.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    assert spoken.startswith("NV-01 Kiểm định lại các cân: ")
    assert "chưa ước tính công" in spoken


def test_fields_are_kept_when_left_and_a_mistake_stands_below_its_field(
    drafted: TasksPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    type_into(drafted, "effort", "12 ngày", qtbot, type_text)
    type_into(drafted, "ends_on", "31/11/2027", qtbot, type_text)

    field = drafted.side.form.fields["ends_on"]
    assert field.error() == "Tháng 11 có 30 ngày. Nhập lại theo giấy chứng nhận."
    assert field.value() == "31/11/2027"
    assert str(tasks(workspace)[0].effort) == "12"


def test_a_task_after_its_goal_is_said_in_the_panel(drafted: TasksPage, qtbot: QtBot, type_text: TypeText) -> None:
    type_into(drafted, "ends_on", "31/07/2027", qtbot, type_text)

    assert "kết thúc 31/07/2027, sau hạn của MT-01 là 30/06/2027" in drafted.side._problems.text()


def test_links_are_picked_by_words_without_accents(
    drafted: TasksPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    picker = drafted.side.form.links["goals"].picker
    picker.editor.setFocus()
    type_text(picker.editor, "nguoi can")
    qtbot.keyClick(picker.editor, Qt.Key.Key_Return)

    current = drafted.list.current()
    assert current is not None
    assert [each.title for each in current.goals] == ["Cân đạt chuẩn", "Người cân"]


def test_a_ring_of_waiting_is_refused_in_the_page(drafted: TasksPage, workspace: Workspace) -> None:
    first, second = tasks(workspace)
    drafted.side.form.linked.emit("tasks", second.id)
    current = drafted.list.current()
    assert current is not None
    assert [each.id for each in current.waits_for] == [second.id]

    drafted.side.shown_task.emit(second.id)
    offers = [each.id for each in drafted.side.form.links["tasks"].picker._offers]
    drafted.side.form.linked.emit("tasks", first.id)

    assert offers == [first.id]
    assert "NV-02 → NV-01 → NV-02" in drafted.side.form.links["tasks"].error()


def test_several_tasks_take_one_owner_in_one_deed(
    drafted: TasksPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    choose_all(drafted, qtbot)
    qtbot.keyClick(drafted, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    type_text(drafted.many.line, "Phòng cơ điện")
    qtbot.keyClick(drafted.many.line, Qt.Key.Key_Return)
    assert [each.owner for each in tasks(workspace)] == ["Phòng cơ điện"] * 2
    assert len(drafted.list.chosen()) == 2

    workspace.undo()

    assert [each.owner for each in tasks(workspace)] == ["KCS"] * 2


def test_a_day_that_does_not_fit_one_of_the_chosen_is_said_in_the_panel(
    drafted: TasksPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    choose_all(drafted, qtbot)
    drafted.edit_many()
    drafted.many.field.setCurrentIndex(drafted.many.field.findData("starts_on"))
    drafted.many.field.activated.emit(drafted.many.field.currentIndex())
    type_text(drafted.many.line, "01/07/2027")

    qtbot.keyClick(drafted.many.line, Qt.Key.Key_Return)

    assert "ở trước ngày bắt đầu 01/07/2027" in drafted.many._error.text()
    assert all(each.starts_on and each.starts_on.year == 2026 for each in tasks(workspace))


def test_t_adds_a_task_and_its_name_is_typed_at_once(
    drafted: TasksPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    drafted.list.setFocus()
    qtbot.keyClick(drafted.list, Qt.Key.Key_T)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    type_text(field, "Soạn quy trình cân")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert [each.title for each in tasks(workspace)][-1] == "Soạn quy trình cân"
    current = drafted.list.current()
    assert current is not None
    assert current.state == "bad"


def test_the_gate_leads_to_the_first_blank_field(drafted: TasksPage, workspace: Workspace, qtbot: QtBot) -> None:
    first = tasks(workspace)[0]
    workspace.run("Bỏ trống", lambda unit: deeds.edit_task(unit, first.id, "result", ""))

    drafted.gate.here.emit(first.id)

    assert drafted.side.form.fields["result"].editor.hasFocus()


def test_the_limit_of_a_week_is_typed_above_the_tasks(
    drafted: TasksPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    drafted.limit.editor.selectAll()
    type_text(drafted.limit.editor, "9")
    qtbot.keyClick(drafted.limit.editor, Qt.Key.Key_Return)
    assert drafted.limit._error.isVisible()

    drafted.limit.editor.selectAll()
    type_text(drafted.limit.editor, "5,5")
    qtbot.keyClick(drafted.limit.editor, Qt.Key.Key_Return)

    assert not drafted.limit._error.isVisible()
    assert workspace.read(lambda unit: [each.value for each in unit.settings.all(name="programme.days_a_week")]) == [
        "5.5"
    ]


def test_a_step_that_was_handed_in_can_be_read_and_not_written(drafted: TasksPage, workspace: Workspace) -> None:
    def hand_in(unit: Unit) -> None:
        (state,) = unit.steps.all(cycle_id=workspace.cycle_id, step=4)
        unit.steps.keep(StepState(id=state.id, cycle_id=workspace.cycle_id, step=4, state="submitted"))

    workspace.run("Nộp", hand_in)

    editor = drafted.side.form.fields["title"].editor
    assert isinstance(editor, QLineEdit)
    assert editor.isReadOnly()
    assert not drafted._add.isVisible()


def test_two_hundred_tasks_are_shown_and_read_from_one_reading(page: TasksPage, workspace: Workspace) -> None:
    def work(unit: Unit) -> None:
        for number in range(200):
            deeds.new_task(unit, workspace.cycle_id, f"Việc {number}")

    workspace.run("Nhiều", work)
    page.refresh(Changes())

    assert len(page.list.records.records) == 200


def test_drafts_for_many_goals_are_made_beside_the_window(page: TasksPage, workspace: Workspace, qtbot: QtBot) -> None:
    def work(unit: Unit) -> list[str]:
        return [new_goal(unit, workspace.cycle_id, f"Mục tiêu {number}").id for number in range(8)]

    workspace.run("Thêm", work)
    page.loose._all.click()
    qtbot.waitUntil(lambda: len(page.list.records.records) == 10)

    assert not page.loose.isVisible()
    workspace.undo()
    assert tasks(workspace) == []
