from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.keys import new_key
from app.domain.sites import StepState
from app.services import progress
from app.services.findings import add_finding
from app.services.goals import edit_goal, keep_goal, new_goal
from app.storage.unit import Unit
from app.ui.pages.step_gate import StepGate
from app.ui.workspace import Workspace
from tests.services.programme_dossier import expect_an_effect

TypeText = Callable[[QWidget, str], None]


@pytest.fixture
def gate(workspace: Workspace, qtbot: QtBot) -> StepGate:
    """The gate of step 3, with effect, plan and one complete goal, and the steps before it approved."""

    def work(unit: Unit) -> None:
        cycle_id = workspace.cycle_id
        finding = add_finding(unit, cycle_id, "Cân kho thiếu niêm phong", subject="4")
        goal = keep_goal(unit, new_goal(unit, cycle_id, "Mọi cân kho có niêm phong"), [finding.id])
        values = {"indicator": "Tỷ lệ cân có niêm phong", "unit": "%", "baseline": "50", "target": "100"}
        values |= {"due_on": "30/06/2027", "owner": "Cơ điện", "justification": "Tránh chỉnh sửa sai phép."}
        for field, words in values.items():
            edit_goal(unit, goal.id, field, words)
        expect_an_effect(unit, cycle_id)
        for step in (1, 2):
            known = unit.steps.all(cycle_id=cycle_id, step=step)
            key = known[0].id if known else new_key()
            unit.steps.keep(StepState(id=key, cycle_id=cycle_id, step=step, state="approved", version=1))

    workspace.run("Chuẩn bị", work)
    made = StepGate(workspace, 3, "goals")
    qtbot.addWidget(made)
    made.show()
    show(made, workspace)
    return made


def show(gate: StepGate, workspace: Workspace) -> None:
    views = workspace.read(lambda unit: progress.step_views(unit, workspace.cycle_id, workspace.as_of))
    gate.show_view(views[2])


def state(workspace: Workspace) -> str:
    (kept,) = workspace.read(lambda unit: unit.steps.all(cycle_id=workspace.cycle_id, step=3))
    return kept.state


def follow(gate: StepGate, workspace: Workspace) -> None:
    gate.message.followed.emit()
    show(gate, workspace)


def test_a_complete_step_is_handed_in_approved_and_then_locked(gate: StepGate, workspace: Workspace) -> None:
    assert gate.message.accessibleName().startswith("Đủ điều kiện nộp bước 3.")

    follow(gate, workspace)
    assert state(workspace) == "submitted"
    assert gate.message.accessibleName().startswith("Bước 3 đã nộp, chờ duyệt.")

    follow(gate, workspace)
    assert state(workspace) == "approved"
    assert "Bản 1" in gate.message.words()


def test_returning_a_step_asks_why_in_place(
    gate: StepGate, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    follow(gate, workspace)
    gate._other.click()
    editor = gate._reason.field.editor

    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert gate._reason.field.error() == "Nêu lý do, để người sau hiểu."
    assert state(workspace) == "submitted"

    type_text(editor, "Thiếu kinh phí")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert state(workspace) == "needs_work"

    workspace.run("Thêm", lambda unit: new_goal(unit, workspace.cycle_id, "Mục tiêu mới"))
    show(gate, workspace)
    assert gate.message.words().endswith(". Lý do trả lại: Thiếu kinh phí")


def test_an_approved_step_is_opened_again_with_a_reason(
    gate: StepGate, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    follow(gate, workspace)
    follow(gate, workspace)

    gate._other.click()
    type_text(gate._reason.field.editor, "Thêm mục tiêu đào tạo")
    qtbot.keyClick(gate._reason.field.editor, Qt.Key.Key_Return)

    assert state(workspace) in ("doing", "needs_work")


def test_what_is_missing_leads_to_its_place(gate: StepGate, workspace: Workspace, qtbot: QtBot) -> None:
    goal = workspace.run("Thêm", lambda unit: new_goal(unit, workspace.cycle_id, "Mục tiêu mới"))
    show(gate, workspace)
    assert gate.message.accessibleName().startswith("Chưa nộp được bước 3. MT-02 thiếu")

    with qtbot.waitSignal(gate.here) as led:
        gate.message.followed.emit()

    assert led.args == [goal.id]


def test_what_is_missing_on_another_page_leads_there(gate: StepGate, workspace: Workspace, qtbot: QtBot) -> None:
    def reopen(unit: Unit) -> None:
        (kept,) = unit.steps.all(cycle_id=workspace.cycle_id, step=2)
        unit.steps.keep(StepState(id=kept.id, cycle_id=kept.cycle_id, step=2, state="doing"))

    workspace.run("Mở", reopen)
    show(gate, workspace)

    with qtbot.waitSignal(workspace.go) as gone:
        gate.message.followed.emit()

    assert gone.args is not None
    assert gone.args[0] == "analysis"
