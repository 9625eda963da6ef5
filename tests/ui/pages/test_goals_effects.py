"""The page of goals: the programme, its effects, chips, cost and gain, doubts; by keys and by clicks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.effects import Effect
from app.domain.findings import Link
from app.domain.keys import new_key
from app.domain.programme_papers import ProgrammePlan
from app.domain.tasks import Task
from app.services.effects import edit_effect, link_effect, new_effect
from app.services.findings import add_finding
from app.services.goals import edit_goal, keep_goal, new_goal
from app.services.losses import add_loss, edit_loss
from app.services.plans import edit_plan, plan_of
from app.storage.unit import Unit
from app.ui.page import Frame
from app.ui.pages.goal_chips import placed
from app.ui.pages.goal_list import chips_place
from app.ui.pages.goals import GoalsPage
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]


def fill(unit: Unit, cycle_id: str) -> None:
    """A goal in money with U, its costs, an effect of it, and a programme of five years."""
    finding = add_finding(unit, cycle_id, "Bao đóng thừa", subject="9")
    goal = keep_goal(unit, new_goal(unit, cycle_id, "Đóng thừa còn một nửa"), [finding.id])
    typed = {"unit": "triệu đồng/năm", "baseline": "150 ± 30", "target": "75", "investment": "180", "running_cost": "0"}
    for field, words in typed.items():
        edit_goal(unit, goal.id, field, words)
    effect = new_effect(unit, cycle_id, "economic", "Bớt đóng thừa", goal.id)
    for field, words in {"expected": "75", "expected_low": "50", "expected_high": "90", "basis": "Sổ kho"}.items():
        edit_effect(unit, effect.id, field, words)
    for field, words in {"starts_on": "01/01/2027", "ends_on": "31/12/2031", "discount_rate": "10"}.items():
        edit_plan(unit, cycle_id, field, words)


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[GoalsPage]:
    workspace.run("Chuẩn bị", lambda unit: fill(unit, workspace.cycle_id))
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
    if isValid(made):
        made.hide()


def effects(workspace: Workspace) -> list[Effect]:
    return workspace.read(lambda unit: unit.effects.all())


def plan(workspace: Workspace) -> ProgrammePlan:
    return workspace.read(lambda unit: plan_of(unit, workspace.cycle_id))


def commit(editor: QWidget, words: str, qtbot: QtBot, type_text: TypeText) -> None:
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_the_card_is_open_while_the_programme_lacks_something_and_tells_it_in_one_line(page: GoalsPage) -> None:
    card = page.desk.card

    assert card.fold.is_open
    assert card.fold.note.text() == "chưa có tên chương trình  ·  01/01/2027 đến 31/12/2031  ·  1 hiệu quả"


def complete(unit: Unit, cycle_id: str) -> None:
    edit_plan(unit, cycle_id, "name", "Chương trình 2027–2031")
    edit_plan(unit, cycle_id, "general_aim", "Mọi bao đúng lượng.")


def test_a_complete_programme_is_folded_at_first(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.run("Chuẩn bị", lambda unit: fill(unit, workspace.cycle_id))
    workspace.run("Ghi", lambda unit: complete(unit, workspace.cycle_id))
    made = GoalsPage(workspace)
    qtbot.addWidget(made)

    made.show()
    qtbot.waitUntil(workspace.background.is_idle)

    assert not made.desk.card.fold.is_open


def test_it_does_not_fold_itself_under_the_hands_of_who_fills_it_in(page: GoalsPage, workspace: Workspace) -> None:
    page.refresh(workspace.run("Ghi", lambda unit: complete(unit, workspace.cycle_id) or unit.changes))

    assert page.desk.card.fold.is_open


def test_in_a_small_window_the_unfolded_card_takes_the_room_of_the_goals(page: GoalsPage, workspace: Workspace) -> None:
    page.use_frame(Frame.SMALL)
    folded = page.list.isVisible()

    page.desk.card.fold.open()
    page.refresh(workspace.run("Ghi", lambda unit: complete(unit, workspace.cycle_id) or unit.changes))

    assert folded
    assert page.desk.card.fold.is_open and page.desk.card.list.isVisible()
    assert not page.list.isVisible()


def test_what_is_typed_into_the_programme_is_kept_and_a_mistake_stands_below_its_field(
    page: GoalsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    fields = page.desk.card.fields
    commit(fields["name"].editor, "Chương trình 2027", qtbot, type_text)
    commit(fields["ends_on"].editor, "01/06/2027", qtbot, type_text)
    aim = fields["general_aim"].editor
    assert isinstance(aim, QPlainTextEdit)
    aim.setFocus()
    type_text(aim, "Mọi bao đúng lượng.")
    page.list.setFocus()

    kept = plan(workspace)
    assert (kept.name, kept.general_aim) == ("Chương trình 2027", "Mọi bao đúng lượng.")
    assert "từ một năm trở lên" in fields["ends_on"].error()
    assert kept.ends_on is not None and kept.ends_on.year == 2031


def test_name_and_period_are_proposed_by_one_button(page: GoalsPage, workspace: Workspace, qtbot: QtBot) -> None:
    (propose,) = (each for each in page.findChildren(QPushButton) if each.text() == "Đề xuất")

    qtbot.mouseClick(propose, Qt.MouseButton.LeftButton)

    assert plan(workspace).name.startswith("Chương trình đảm bảo đo lường tại")
    workspace.undo()
    assert plan(workspace).name == ""


def test_enter_on_an_effect_opens_its_fields_and_escape_goes_back_to_the_goals(
    page: GoalsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    page.desk.card.list.setFocus()
    qtbot.keyClick(page.desk.card.list, Qt.Key.Key_Return)
    assert page.desk.side.isVisible() and not page.side.isVisible()

    page.desk.side.go_to("expected_low")
    commit(page.desk.side.fields["expected_low"].editor, "80", qtbot, type_text)
    assert "theo thứ tự" in page.desk.side.fields["expected_low"].error()
    commit(page.desk.side.fields["expected_low"].editor, "60", qtbot, type_text)
    qtbot.keyClick(page.desk.side.fields["expected_low"].editor, Qt.Key.Key_Escape)

    assert effects(workspace)[0].expected_low == Decimal(60)
    assert page.side.isVisible() and not page.desk.side.isVisible()
    assert page.list.hasFocus()


def test_h_adds_the_effect_of_the_goal_with_its_kind_and_figure(
    page: GoalsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.list.setFocus()

    qtbot.keyClick(page.list, Qt.Key.Key_H)

    made = effects(workspace)[-1]
    assert (made.kind, made.expected, made.expected_low, made.expected_high) == (
        "economic",
        Decimal(75),
        Decimal(45),
        Decimal(105),
    )
    assert page.desk.open_id == made.id
    assert page.desk.side.fields["title"].editor.hasFocus()


def test_an_effect_is_made_of_a_loss_from_the_menu(page: GoalsPage, workspace: Workspace) -> None:
    def lose(unit: Unit) -> None:
        made = add_loss(unit, workspace.cycle_id, "loss_downtime")
        figures = {"events_per_year": 5, "hours_per_event": 8, "rate_per_hour": 2_000_000}
        edit_loss(unit, made.id, {"currency": "VND", "year": 2026, **figures})

    page.desk.card.losses.aboutToShow.emit()
    nothing = [each.isEnabled() for each in page.desk.card.losses.actions()]
    workspace.run("Thất thoát", lose)
    page.desk.card.losses.aboutToShow.emit()
    (action,) = page.desk.card.losses.actions()

    action.trigger()

    assert nothing == [False]
    assert "80 triệu đồng/năm" in action.text()
    assert effects(workspace)[-1].expected == Decimal(80)


def test_removing_an_effect_asks_why_and_undo_brings_it_back(page: GoalsPage, workspace: Workspace) -> None:
    page.desk.open(effects(workspace)[0].id)

    page.desk.side.asker.given.emit("Tính trùng")

    assert effects(workspace) == []
    assert not page.desk.side.isVisible()
    workspace.undo()
    assert len(effects(workspace)) == 1


def test_cost_and_gain_of_a_goal_stand_with_payback_present_value_and_bars(page: GoalsPage) -> None:
    page.edit_goal("investment")

    told = [each.accessibleName() for each in page.side.economics.findChildren(QWidget)]

    assert "Tiết kiệm mỗi năm (HQ-01): 75 (từ 50 đến 90) triệu đồng" in told
    assert "Thời gian hoàn vốn: 2,4 năm (từ 2 đến 3,6)" in told
    assert "Giá trị hiện tại ròng, 5 năm từ khi đạt mục tiêu: 104 (từ 9,5 đến 161) triệu đồng" in told
    bars = page.side.economics.bars
    first = bars.records.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(first).startswith("Tiết kiệm mỗi năm từ 50 đến 90: giá trị hiện tại ròng từ 9,5 đến 161")


def test_an_estimate_is_typed_beside_its_consequence(
    page: GoalsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    page.edit_goal("investment")
    field = page.side.economics.fields["investment"]

    commit(field.editor, "nhiều", qtbot, type_text)
    wrong = field.error()
    commit(field.editor, "75", qtbot, type_text)

    told = [each.accessibleName() for each in page.side.economics.findChildren(QWidget)]
    assert "không phải là số" in wrong
    assert workspace.read(lambda unit: unit.goals.all())[0].investment == Decimal(75)
    assert any(each.startswith("Thời gian hoàn vốn: 1 năm") for each in told)


def test_without_an_effect_in_money_the_reason_stands_in_place_of_the_figure(
    page: GoalsPage, workspace: Workspace
) -> None:
    page.desk.open(effects(workspace)[0].id)
    page.desk.side.asker.given.emit("Tính trùng")

    page.edit_goal("running_cost")

    told = [each.accessibleName() for each in page.side.economics.findChildren(QWidget)]
    assert any(each.startswith("Tiết kiệm mỗi năm: Chưa ước tính") for each in told)
    assert not page.side.economics.bars.isVisible()


def chip_point(page: GoalsPage, kind: str) -> QPoint:
    index = page.list.currentIndex()
    row = index.data(Qt.ItemDataRole.UserRole)
    place = chips_place(QRectF(page.list.visualRect(index)))
    return next(body.center().toPoint() for chip, body in placed(row, place) if chip.kind == kind)


def test_the_chips_name_the_whole_thread_in_order_and_missing_ones_are_dashed(page: GoalsPage) -> None:
    row = page.list.current()
    assert row is not None

    chips = [chip for chip, _body in placed(row, QRectF(0, 0, 700, 22))]

    assert [each.words for each in chips] == ["PH-01", "MT-01", "Thêm nhiệm vụ", "Thêm giải pháp", "HQ-01"]
    assert [each.look for each in chips] == ["plain", "current", "missing", "missing", "plain"]


@pytest.mark.parametrize("wide", [270, 330, 420, 560])
def test_no_link_of_the_thread_is_dropped_in_a_narrow_row(page: GoalsPage, workspace: Workspace, wide: int) -> None:
    def many(unit: Unit) -> None:
        goal = unit.goals.all()[0]
        for number in range(1, 6):
            task = Task(id=new_key(), cycle_id=workspace.cycle_id, number=number, kind="equipment", title="Sửa cân")
            unit.tasks.keep(task)
            unit.links.keep(Link(id=new_key(), from_kind="tasks", from_id=task.id, to_kind="goals", to_id=goal.id))
            link_effect(unit, new_effect(unit, workspace.cycle_id, "social", f"Yên tâm {number}").id, "goals", goal.id)

    workspace.run("Thêm", many)
    page.refresh(workspace.run("Đọc", lambda unit: unit.changes))
    row = page.list.current()
    assert row is not None

    kinds = list(dict.fromkeys(chip.kind for chip, _body in placed(row, QRectF(0, 0, wide, 22))))

    assert kinds == ["findings", "goals", "tasks", "solutions", "effects"]


def test_a_missing_task_leads_to_adding_it_for_this_goal(page: GoalsPage, workspace: Workspace, qtbot: QtBot) -> None:
    goal = workspace.read(lambda unit: unit.goals.all()[0])

    with qtbot.waitSignal(workspace.go) as gone:
        qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=chip_point(page, "tasks"))

    assert gone.args == ["tasks", f"goal:{goal.id}"]


def test_a_click_on_an_effect_opens_it_and_not_the_goal(page: GoalsPage, workspace: Workspace, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=chip_point(page, "effects"))

    assert page.desk.open_id == effects(workspace)[0].id
    assert page.desk.side.isVisible()
    assert not page.side.isVisible()


def test_a_target_inside_its_own_uncertainty_is_said_in_the_row_and_over_the_fields(
    page: GoalsPage, workspace: Workspace
) -> None:
    goal = workspace.read(lambda unit: unit.goals.all()[0])
    workspace.run("Sửa", lambda unit: edit_goal(unit, goal.id, "target", "130"))
    page.refresh(workspace.run("Đọc", lambda unit: unit.changes))

    spoken = str(page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    assert "Không phân biệt được với giá trị hiện tại: cách 20, trong khi U = 30 triệu đồng/năm." in spoken
    assert "150 ± 30 triệu đồng/năm (U, k = 2)" in spoken


@pytest.mark.parametrize(("target", "field"), [("plan:general_aim", "general_aim"), ("plan:name", "name")])
def test_what_the_gate_misses_of_the_programme_is_one_click_away(page: GoalsPage, target: str, field: str) -> None:
    page.desk.card.fold.close_up()

    page.gate.here.emit(target)

    assert page.desk.card.fold.is_open
    assert page.desk.card.fields[field].editor.hasFocus()


def test_an_effect_the_gate_misses_is_opened_or_made(page: GoalsPage, workspace: Workspace) -> None:
    page.gate.here.emit(f"effect:{effects(workspace)[0].id}")
    opened = page.desk.open_id

    page.gate.here.emit("effect:")

    assert opened == effects(workspace)[0].id
    assert len(effects(workspace)) == 2
    assert page.desk.open_id == effects(workspace)[1].id


def test_what_became_of_a_goal_stands_under_its_fields(page: GoalsPage, workspace: Workspace) -> None:
    goal = workspace.read(lambda unit: unit.goals.all()[0])
    workspace.run("Sửa mục tiêu", lambda unit: edit_goal(unit, goal.id, "target", "70"))

    page.edit_goal()
    page.refresh(workspace.run("Đọc", lambda unit: unit.changes))

    told = [each.text() for each in page.side.form.past.findChildren(QWidget) if hasattr(each, "text")]
    assert any("Sửa mục tiêu. Giá trị cần đạt: 75 → 70" in each for each in told)
