from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.sites import StepState
from app.domain.solutions import Alternative, FundingItem, Solution
from app.services import funding
from app.services.task_plan import solution_plan
from app.services.tasks import new_task
from app.storage.unit import Unit
from app.ui.page import Frame
from app.ui.pages.solutions import SolutionsPage
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]


def solutions(workspace: Workspace) -> list[Solution]:
    return workspace.read(lambda unit: unit.solutions.all())


def alternatives(workspace: Workspace) -> list[Alternative]:
    return workspace.read(lambda unit: unit.alternatives.all())


def items(workspace: Workspace) -> list[FundingItem]:
    return workspace.read(lambda unit: sorted(unit.funding.all(), key=lambda each: each.place))


@pytest.fixture
def tasks(workspace: Workspace) -> list[str]:
    def work(unit: Unit) -> list[str]:
        names = ("Hiệu chuẩn cân", "Soạn quy trình")
        return [new_task(unit, workspace.cycle_id, each, owner="KCS").id for each in names]

    return workspace.run("Lập nhiệm vụ", work)


@pytest.fixture
def page(workspace: Workspace, tasks: list[str], qtbot: QtBot) -> Iterator[SolutionsPage]:
    """Two tasks without solutions."""
    made = SolutionsPage(workspace)
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
def drafted(page: SolutionsPage, tasks: list[str]) -> SolutionsPage:
    page.draft(tasks)
    return page


def column_texts(page: SolutionsPage, field: str) -> list[str]:
    return [each.fields[field].value() for each in page.side.alternatives.columns]


def type_in(page: SolutionsPage, place: int, field: str, words: str, qtbot: QtBot, type_text: TypeText) -> None:
    editor = page.side.alternatives.columns[place].fields[field].editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    type_text(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def choose_with(page: SolutionsPage, place: int, why: str, qtbot: QtBot, type_text: TypeText) -> None:
    page.side.alternatives.columns[place].choose.click()
    editor = page.side.alternatives.reason.editor
    type_text(editor, why)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_tasks_without_a_solution_are_named_with_the_next_step(page: SolutionsPage, workspace: Workspace) -> None:
    assert page.head.note.text() == "0 giải pháp cho 0/2 nhiệm vụ"
    assert not page.side.tabs["ways"].isEnabled()

    page.loose._all.click()

    assert [(each.title, each.owner) for each in solutions(workspace)] == [
        ("Tổ chức, quản lý: Hiệu chuẩn cân", "KCS"),
        ("Tổ chức, quản lý: Soạn quy trình", "KCS"),
    ]
    assert not page.loose.isVisible()
    assert page.side.tabs["ways"].isChecked()


def test_a_task_that_needs_no_solution_says_why_and_may_take_it_back(
    page: SolutionsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    page.loose.excuse.open()
    qtbot.keyClick(page.loose.excuse.field.editor, Qt.Key.Key_Return)
    assert page.loose.excuse.field.error() == "Nêu lý do, để người sau hiểu."

    type_text(page.loose.excuse.field.editor, "Việc thường ngày.")
    qtbot.keyClick(page.loose.excuse.field.editor, Qt.Key.Key_Return)
    told = [page.loose.list.records.index(row).data() for row in range(2)]
    page.loose.list.choose(1)

    assert told[1] == "NV-01: Hiệu chuẩn cân. Không cần giải pháp: Việc thường ngày."
    page.loose._back.click()
    assert workspace.read(lambda unit: [each.why_no_solution for each in unit.tasks.all()]) == ["", ""]


def test_a_task_can_be_aimed_at(page: SolutionsPage, tasks: list[str]) -> None:
    page.show_target(f"task:{tasks[1]}")

    current = page.loose.list.current()
    assert current is not None
    assert current.id == tasks[1]


def test_alternatives_stand_side_by_side_and_what_is_not_estimated_has_an_empty_bar(
    drafted: SolutionsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    drafted.side.alternatives.add()
    type_in(drafted, 0, "title", "Thuê ngoài", qtbot, type_text)
    drafted.side.alternatives.add()
    type_in(drafted, 0, "cost", "10", qtbot, type_text)
    type_in(drafted, 1, "cost", "40", qtbot, type_text)

    first, second = drafted.side.alternatives.columns
    assert column_texts(drafted, "title") == ["Thuê ngoài", "Phương án 2"]
    assert first.bars["cost"].accessibleName() == "Chi phí một lần, 10 triệu đồng, tốt nhất"
    assert second.bars["cost"].accessibleName() == "Chi phí một lần, 40 triệu đồng"
    assert second.bars["effect"].accessibleName() == "Hiệu quả, chưa ước tính"


def test_a_mistyped_cost_stands_below_its_field_and_changes_nothing(
    drafted: SolutionsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    drafted.side.alternatives.add()

    type_in(drafted, 0, "cost", "mười", qtbot, type_text)

    field = drafted.side.alternatives.columns[0].fields["cost"]
    assert "không phải là số" in field.error()
    assert field.value() == "mười"
    assert alternatives(workspace)[0].cost is None


def test_an_alternative_is_chosen_with_a_reason_that_can_be_edited(
    drafted: SolutionsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    drafted.side.alternatives.add()
    drafted.side.alternatives.columns[0].choose.click()
    qtbot.keyClick(drafted.side.alternatives.reason.editor, Qt.Key.Key_Return)
    assert drafted.side.alternatives.reason.error() == "Nêu lý do chọn phương án này."

    type_text(drafted.side.alternatives.reason.editor, "Rẻ hơn.")
    qtbot.keyClick(drafted.side.alternatives.reason.editor, Qt.Key.Key_Return)
    (column,) = drafted.side.alternatives.columns
    assert column.pill.isVisible()
    editor = column.fields["reason"].editor
    assert isinstance(editor, QPlainTextEdit)
    editor.setFocus()
    editor.setPlainText("Rẻ hơn và nhanh hơn.")
    drafted.list.setFocus()

    assert [(each.chosen, each.reason) for each in alternatives(workspace)] == [(1, "Rẻ hơn và nhanh hơn.")]


def test_rows_pasted_from_excel_become_lines_of_funding(drafted: SolutionsPage, workspace: Workspace) -> None:
    drafted.side.open_tab("means")
    QGuiApplication.clipboard().setText(
        "Nguồn lực\tKhoản\tSố lượng\tĐVT\tĐơn giá\tNguồn\r\n"
        "Tài chính\tPhí hiệu chuẩn\t24\tcái\t0,65\tChi phí\r\n"
        "Nhân lực\tNgười đi cùng\t4\tngày\t\tQuỹ lương\r\n"
    )
    drafted.side.funding.table.grid.go_to("", 0)

    drafted.side.funding.table.deeds.do("paste_new")

    assert [(each.kind, each.title, each.amount, each.source) for each in items(workspace)] == [
        ("money", "Phí hiệu chuẩn", Decimal("15.6"), "Chi phí"),
        ("people", "Người đi cùng", None, "Quỹ lương"),
    ]
    assert drafted.side.funding.table._sum.text() == "một lần 15,6 triệu đồng  ·  1 khoản chưa ước tính"
    assert drafted.side.funding.table._unknown.text() == "Chưa ước tính: Người đi cùng"


def test_a_cell_is_typed_in_place_and_money_meant_in_dong_is_refused(
    drafted: SolutionsPage, workspace: Workspace
) -> None:
    id = solutions(workspace)[0].id
    workspace.run("Thêm", lambda unit: funding.add_item(unit, "solutions", id, title="Phí"))
    model = drafted.side.funding.table.model
    amount = next(place for place, each in enumerate(model.columns) if each.field == "amount")

    model.setData(model.index(0, amount), "650.000")
    assert items(workspace)[0].amount is None
    model.setData(model.index(0, amount), "0,65")

    assert items(workspace)[0].amount == Decimal("0.65")


def test_the_difference_to_the_chosen_alternative_is_pointed_out(
    drafted: SolutionsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    drafted.side.alternatives.add()
    type_in(drafted, 0, "cost", "10", qtbot, type_text)
    choose_with(drafted, 0, "Rẻ", qtbot, type_text)
    id = solutions(workspace)[0].id

    workspace.run("Thêm", lambda unit: funding.add_item(unit, "solutions", id, title="Phí", amount="12"))

    assert "phương án chọn 10, các khoản 12, chênh 2 triệu đồng" in drafted.side.funding.difference.words()


def test_totals_name_what_is_not_estimated_and_lead_there(drafted: SolutionsPage, workspace: Workspace) -> None:
    id = solutions(workspace)[1].id
    workspace.run("Thêm", lambda unit: funding.add_item(unit, "solutions", id, title="Truyền thông"))
    drafted.show_target("totals")
    assert drafted.side.totals.isVisible()

    drafted.side.totals.went.emit("solutions", id)

    current = drafted.list.current()
    assert current is not None
    assert current.solution.id == id
    assert drafted.side.tabs["means"].isChecked()


def test_chosen_lines_of_funding_are_taken_out_and_come_back(drafted: SolutionsPage, workspace: Workspace) -> None:
    id = solutions(workspace)[0].id
    workspace.run("Thêm", lambda unit: funding.add_item(unit, "solutions", id, title="Phí", amount="3"))
    table = drafted.side.funding.table
    table.grid.choose(0)

    table.drop_lines()
    assert items(workspace) == []
    workspace.undo()

    assert [each.title for each in items(workspace)] == ["Phí"]


def test_a_step_that_was_handed_in_can_be_read_and_not_written(drafted: SolutionsPage, workspace: Workspace) -> None:
    drafted.side.alternatives.add()

    def hand_in(unit: Unit) -> None:
        (state,) = unit.steps.all(cycle_id=workspace.cycle_id, step=5)
        unit.steps.keep(StepState(id=state.id, cycle_id=workspace.cycle_id, step=5, state="submitted"))

    workspace.run("Nộp", hand_in)

    (column,) = drafted.side.alternatives.columns
    editor = column.fields["title"].editor
    assert isinstance(editor, QLineEdit)
    assert editor.isReadOnly()
    assert not drafted._add.isVisible()
    assert not column.choose.isVisible()
    assert drafted.side.funding.table.model.rowCount() == 0  # no empty line to type into
    workspace.undo()
    assert drafted.side.funding.table.model.rowCount() == 1


def test_a_removed_alternative_comes_back_with_undo(drafted: SolutionsPage, workspace: Workspace) -> None:
    drafted.side.alternatives.add()
    drafted.side.alternatives.add()

    drafted.side.alternatives.columns[0].drop.click()
    QApplication.processEvents()
    assert column_texts(drafted, "title") == ["Phương án 2"]
    workspace.undo()

    assert column_texts(drafted, "title") == ["Phương án 1", "Phương án 2"]


def test_a_solution_is_retired_with_a_reason(drafted: SolutionsPage, workspace: Workspace) -> None:
    drafted.side.form.removed.emit("Trùng.")

    assert [each.number for each in solutions(workspace)] == [2]
    served = workspace.read(lambda unit: solution_plan(unit, workspace.cycle_id)).tasks_of
    assert [each.title for own in served.values() for each in own] == ["Soạn quy trình"]


def test_a_line_of_funding_is_typed_by_keys_alone(
    drafted: SolutionsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    drafted.side.open_tab("means")
    grid = drafted.side.funding.table.grid
    names = [each.field for each in grid.table.columns]
    grid.setFocus()
    grid.setCurrentIndex(grid.table.index(0, names.index("title")))

    for words in ("Phí hiệu chuẩn", "24", "cái", "0,5"):
        qtbot.keyClick(grid, Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        type_text(editor, words)
        qtbot.keyClick(editor, Qt.Key.Key_Tab)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)  # Tab opens the next cell
        qtbot.keyClick(editor, Qt.Key.Key_Escape)

    assert [(each.title, each.quantity, each.unit, each.amount) for each in items(workspace)] == [
        ("Phí hiệu chuẩn", Decimal(24), "cái", Decimal(12))
    ]
    assert grid.currentIndex().column() == names.index("amount")
