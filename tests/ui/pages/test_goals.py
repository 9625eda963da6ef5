from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.changes import Changes
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.sites import StepState
from app.services.analysis import proposals_by_key
from app.services.findings import accept_proposal, add_finding
from app.services.goals import draft_goal, keep_goal
from app.storage.unit import Unit
from app.ui.page import Frame
from app.ui.pages.goal_scale import scale_end
from app.ui.pages.goals import GoalsPage
from app.ui.workspace import Workspace
from tests.ui.conftest import TODAY
from tests.ui.pages.test_analysis import add_gauges

TypeText = Callable[[QWidget, str], None]


def goals(workspace: Workspace) -> list[Goal]:
    return workspace.read(lambda unit: unit.goals.all())


def accept_expired(workspace: Workspace) -> str:
    """The finding on expired group 2 gauges, accepted; its id."""
    add_gauges(workspace)

    def work(unit: Unit) -> str:
        proposal = proposals_by_key(unit, workspace.cycle_id, TODAY)["register:group2_overdue"]
        return accept_proposal(unit, workspace.cycle_id, proposal).id

    return workspace.run("Nhận phát hiện", work)


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[GoalsPage]:
    """One goal from the expired gauges, and one finding without a goal."""
    finding = accept_expired(workspace)
    workspace.run("Lập mục tiêu", lambda unit: keep_goal(unit, draft_goal(unit, finding, TODAY), [finding]))
    workspace.run("Thêm", lambda unit: add_finding(unit, workspace.cycle_id, "Cân kho thiếu niêm phong", subject="4"))
    made = GoalsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1220, 822)
    made.use_frame(Frame.WIDE)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(workspace.background.is_idle)
    QApplication.processEvents()
    yield made
    qtbot.waitUntil(workspace.background.is_idle)
    if isValid(made):  # closing may have come first
        made.hide()


def type_into(page: GoalsPage, field: str, words: str, qtbot: QtBot, type_text: TypeText) -> None:
    page.edit_goal(field)
    editor = page.side.form.fields[field].editor
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_the_goals_stand_with_their_way_and_what_they_lack(page: GoalsPage) -> None:
    spoken = page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)

    assert str(spoken).startswith("MT-01 100 % phương tiện đo nhóm 2")
    assert "0 → 100 %" in str(spoken)
    assert "thiếu luận chứng" in str(spoken)
    assert page.head.note.text() == "1 mục tiêu, nối 1/2 phát hiện"


def test_the_gate_says_why_the_step_cannot_be_handed_in(page: GoalsPage) -> None:
    assert page.gate.message.accessibleName().startswith("Chưa nộp được bước 3.")


def test_the_thread_of_the_current_goal_stands_beside_it(page: GoalsPage) -> None:
    codes = [each.code for each in page.side.knots.records.records]

    assert codes[0] == "Điều khoản"
    assert codes[-5:] == ["PH-01", "MT-01", "Chưa có nhiệm vụ", "Chưa có giải pháp", "Chưa có hiệu quả"]


def test_enter_opens_the_fields_and_a_field_is_kept_when_it_is_left(
    page: GoalsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.side.form.isVisible()

    type_into(page, "due_on", "30/06/2027", qtbot, type_text)
    type_into(page, "owner", "Trần Văn Hùng, cơ điện", qtbot, type_text)

    (goal,) = goals(workspace)
    assert (goal.due_on and goal.due_on.isoformat(), goal.owner) == ("2027-06-30", "Trần Văn Hùng, cơ điện")


def test_a_mistake_stands_below_its_field_and_the_typed_text_stays(
    page: GoalsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    (before,) = goals(workspace)

    type_into(page, "due_on", "31/11/2027", qtbot, type_text)

    field = page.side.form.fields["due_on"]
    assert field.error() == "Tháng 11 có 30 ngày. Nhập lại theo giấy chứng nhận."
    assert field.value() == "31/11/2027"
    assert goals(workspace) == [before]

    type_into(page, "due_on", "30/11/2027", qtbot, type_text)
    assert field.error() == ""


def test_the_justification_is_kept_when_it_is_left(page: GoalsPage, workspace: Workspace, type_text: TypeText) -> None:
    page.edit_goal("justification")
    editor = page.side.form.fields["justification"].editor
    assert isinstance(editor, QPlainTextEdit)
    type_text(editor, "Bắt buộc theo Luật Đo lường.")

    page.list.setFocus()

    assert goals(workspace)[0].justification == "Bắt buộc theo Luật Đo lường."


def test_t_adds_a_goal_and_its_name_is_typed_at_once(
    page: GoalsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_T)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    type_text(field, "Giảm hàng trả lại")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert [each.title for each in goals(workspace)][-1] == "Giảm hàng trả lại"
    current = page.list.current()
    assert current is not None
    assert current.state == "bad"


def test_enter_on_a_finding_without_a_goal_makes_one(page: GoalsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.loose.list.setFocus()

    qtbot.keyClick(page.loose.list, Qt.Key.Key_Return)

    assert [each.title for each in goals(workspace)][-1] == "Cân kho thiếu niêm phong"
    assert not page.loose.isVisible()


def test_choosing_an_indicator_fills_unit_and_baseline(page: GoalsPage, workspace: Workspace) -> None:
    page.add_goal()

    page.side.form.fields["indicator_key"].committed.emit("register_complete")

    goal = goals(workspace)[-1]
    assert (goal.unit, goal.baseline) == ("%", Decimal(100))
    assert page.side.form.fields["baseline"].value() == "100"


def test_removing_asks_why_in_place(page: GoalsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.edit_goal()

    page.side.form.removed.emit("Gộp vào mục tiêu khác")

    assert goals(workspace) == []
    workspace.undo()
    assert len(goals(workspace)) == 1


def test_alt_and_arrows_walk_the_thread(page: GoalsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    knot = page.side.knots.current()
    assert knot is not None
    assert knot.code == "PH-01"

    with qtbot.waitSignal(workspace.go) as gone:
        qtbot.keyClick(page.side.knots, Qt.Key.Key_Return)

    assert gone.args == ["findings", knot.id]


def test_a_target_leads_to_the_goal_or_to_the_goal_of_a_finding(page: GoalsPage, workspace: Workspace) -> None:
    page.add_goal()
    first = goals(workspace)[0]

    page.show_target(first.id)

    assert page.place() == first.id


def test_a_dossier_without_goals_says_how_they_get_here(workspace: Workspace, qtbot: QtBot) -> None:
    made = GoalsPage(workspace)
    qtbot.addWidget(made)

    made.show()
    qtbot.waitUntil(workspace.background.is_idle)

    assert made._empty.isVisible()
    assert not made.list.isVisible()


@pytest.mark.parametrize(("width", "height", "frame"), [(1146, 634, Frame.MEDIUM), (851, 442, Frame.SMALL)])
def test_nothing_is_wider_than_a_small_window(
    page: GoalsPage, qtbot: QtBot, width: int, height: int, frame: Frame
) -> None:
    page.use_frame(frame)
    page.head.hide()
    page.resize(width, height)

    qtbot.waitUntil(lambda: page.minimumSizeHint().height() <= height)
    assert page.minimumSizeHint().width() <= width


@pytest.mark.parametrize(
    ("baseline", "target", "unit", "end"),
    [
        ("88.5", "100", "%", 100),
        ("6.4", "2", "mL", 10),
        ("0", "2", "phép", 2),
        (None, "36", "g", 50),
        (None, None, "", None),
    ],
)
def test_a_scale_ends_at_a_round_number(baseline: str | None, target: str | None, unit: str, end: int | None) -> None:
    goal = Goal(
        id="g",
        cycle_id="y",
        number=1,
        title="t",
        unit=unit,
        baseline=Decimal(baseline) if baseline else None,
        target=Decimal(target) if target else None,
    )

    assert scale_end(goal) == end


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_a_step_that_was_handed_in_offers_no_change(
    page: GoalsPage, workspace: Workspace, qtbot: QtBot, state: str
) -> None:
    page.edit_goal()

    workspace.run("Nộp", lambda unit: put_step_3(unit, workspace.cycle_id, state))
    page.refresh(Changes())
    page.add_goal()

    assert len(goals(workspace)) == 1
    shown = page.keys()
    assert ("T", "thêm mục tiêu") not in shown
    offered = {each.text() for each in page.findChildren(QPushButton) if each.isVisible() and each.isEnabled()}
    assert not offered & {"Thêm mục tiêu", "Lập mục tiêu", "Bỏ mục tiêu này…", "Lấy từ dữ liệu"}
    title = page.side.form.fields["title"].editor
    assert isinstance(title, QLineEdit)
    assert title.isReadOnly()


def put_step_3(unit: Unit, cycle_id: str, state: str) -> None:
    known = unit.steps.all(cycle_id=cycle_id, step=3)
    key = known[0].id if known else new_key()
    unit.steps.keep(StepState(id=key, cycle_id=cycle_id, step=3, state=state, version=1))
