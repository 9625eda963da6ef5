"""The editor of an uncertainty budget: model, rows and correlations by keys, pasted blocks, refusals, undo."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.services import evaluations
from app.ui.frames import Frame
from app.ui.pages.budget_editor import BudgetEditor
from app.ui.pages.evaluations import EvaluationsPage
from app.ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
BLOCK = "a\t10,00\tmm\t\tU và k\t0,02\t2\t\nb\t2,00\tmm\t\t± a, chữ nhật\t0,05\t\t\nc\t0\tmm\t\ts và n\t0,03\t5\t"


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> EvaluationsPage:
    made = EvaluationsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.use_frame(Frame.WIDE)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def opened(page: EvaluationsPage, workspace: Workspace, calculation: str, **inputs: Any) -> BudgetEditor:
    made = workspace.run(
        "Thêm", lambda unit: evaluations.add_evaluation(unit, workspace.cycle_id, calculation, inputs=inputs)
    )
    page.show_target(made.id)
    return editor(page)


def editor(page: EvaluationsPage) -> BudgetEditor:
    found = page.view.form.special
    assert isinstance(found, BudgetEditor)
    return found


def computed(qtbot: QtBot, page: EvaluationsPage) -> None:
    session = page.view.session
    qtbot.waitUntil(lambda: session.result is not None and not session.is_waiting)


def paste(qtbot: QtBot, page: EvaluationsPage, block: str) -> None:
    QGuiApplication.clipboard().setText(block)
    grid = editor(page).grid
    grid.setFocus()
    grid.setCurrentIndex(grid.table.index(grid.table.count(), 0))
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)


def type_model(qtbot: QtBot, page: EvaluationsPage, words: str) -> None:
    line = editor(page).model.editor
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_a_budget_is_written_and_computed_by_keys_alone(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    opened(page, workspace, "uncertainty_budget")

    type_model(qtbot, page, "y = a - b + c")
    paste(qtbot, page, BLOCK)
    computed(qtbot, page)

    result = page.view.session.result
    assert result is not None
    assert result.number("u_c") == pytest.approx((0.01**2 + 0.05**2 / 3 + 0.03**2 / 5) ** 0.5)
    assert result.values["U"].unit == "mm"
    assert page.view.session.inputs["inputs"][0] == {"name": "a", "value": "10.00", "unit": "mm", "U": "0.02", "k": "2"}
    assert page.view.answer.lead.text() == result.verdict.said.text
    assert not page.view.answer.unit_message.isVisibleTo(page)


def test_rows_the_model_lacks_are_added_by_one_key(qtbot: QtBot, page: EvaluationsPage, workspace: Workspace) -> None:
    opened(page, workspace, "uncertainty_budget")
    type_model(qtbot, page, "y = a*b")

    editor(page).fit.followed.emit()

    assert [each.name for each in editor(page).sheet.rows] == ["a", "b"]
    assert editor(page).grid.currentIndex().row() == 0
    assert not editor(page).fit.isVisibleTo(page)


def test_a_model_outside_the_grammar_is_refused_beside_the_line_and_not_kept(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    opened(page, workspace, "uncertainty_budget", model="y = a")

    type_model(qtbot, page, "y = a^2")

    assert "ký tự thứ 6" in editor(page).model.error()
    assert page.view.session.inputs["model"] == "y = a"
    assert editor(page).model.value() == "y = a^2"


def test_a_row_that_the_model_does_not_name_is_told(qtbot: QtBot, page: EvaluationsPage, workspace: Workspace) -> None:
    rows = [{"name": "a", "value": "1", "u": "0.1"}, {"name": "b", "value": "1", "u": "0.1"}]

    made = opened(page, workspace, "uncertainty_budget", model="y = a", inputs=rows)

    assert made.fit.isVisibleTo(page)


def test_a_cell_is_typed_and_undo_brings_back_what_stood_there(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    opened(page, workspace, "uncertainty_budget", model="y = a", inputs=[{"name": "a", "value": "1", "u": "0.1"}])
    grid = editor(page).grid
    QAbstractItemModelTester(grid.table)
    grid.setFocus()
    grid.setCurrentIndex(grid.table.index(0, _column(page, "first")))

    qtbot.keyClick(grid, Qt.Key.Key_F2)
    cell = grid.viewport().findChild(QLineEdit)
    assert isinstance(cell, QLineEdit)
    assert cell.text() == "0,1"
    cell.selectAll()
    qtbot.keyClicks(cell, "0,25")
    qtbot.keyClick(cell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.state() == grid.State.NoState)

    assert page.view.session.inputs["inputs"] == [{"name": "a", "value": "1", "u": "0.25"}]
    assert workspace.undo() == "Sửa số liệu đánh giá"
    assert [each.first for each in editor(page).sheet.rows] == ["0.1"]


def test_a_text_that_cannot_be_read_stays_in_its_cell_with_the_reason(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    rows = [{"name": "a", "value": "1", "u": "0.1"}]
    opened(page, workspace, "uncertainty_budget", model="y = a", inputs=rows)
    grid = editor(page).grid
    grid.setFocus()
    grid.setCurrentIndex(grid.table.index(0, _column(page, "first")))

    QGuiApplication.clipboard().setText("không rõ")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)

    assert len(grid.table.draft_cells()) == 1
    assert page.view.session.inputs["inputs"] == rows
    assert editor(page).message.isVisibleTo(page)


def test_a_pasted_row_that_cannot_be_read_adds_nothing(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    opened(page, workspace, "uncertainty_budget")

    paste(qtbot, page, "a\t10,00\tmm\t\tđoán mò\t0,02")

    assert editor(page).sheet.rows == []
    assert "inputs" not in page.view.session.inputs
    assert editor(page).message.isVisibleTo(page)


def test_a_cleared_row_goes(qtbot: QtBot, page: EvaluationsPage, workspace: Workspace) -> None:
    rows = [{"name": "a", "value": "1", "u": "0.1"}, {"name": "b", "value": "1", "u": "0.1"}]
    opened(page, workspace, "uncertainty_budget", model="y = a", inputs=rows)
    grid = editor(page).grid
    grid.setFocus()
    grid.setCurrentIndex(grid.table.index(1, 0))
    qtbot.keyClick(grid, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)

    qtbot.keyClick(grid, Qt.Key.Key_Delete)

    assert page.view.session.inputs["inputs"] == rows[:1]


def test_correlations_are_typed_below_and_used(qtbot: QtBot, page: EvaluationsPage, workspace: Workspace) -> None:
    rows = [{"name": "a", "value": "1", "u": "0.1"}, {"name": "b", "value": "1", "u": "0.1"}]
    opened(page, workspace, "uncertainty_budget", model="y = a + b", inputs=rows)
    editor(page).fold.open()
    QGuiApplication.clipboard().setText("a\tb\t1")
    grid = editor(page).joint.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.table.index(0, 1))

    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    computed(qtbot, page)

    assert page.view.session.result is not None
    assert page.view.session.result.number("u_c") == pytest.approx(0.2)
    assert editor(page).fold.is_open


def test_a_simulation_runs_beside_the_window_and_can_be_stopped(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    rows = [{"name": "a", "value": "1", "u": "0.1"}, {"name": "b", "value": "1", "u": "0.1"}]
    told: list[float] = []
    page.view.session.went.connect(lambda share, _words: told.append(share))
    opened(page, workspace, "monte_carlo", model="y = a*b", inputs=rows)
    computed(qtbot, page)
    kept = page.view.session.evaluation.result

    page.view.session.compute()
    page.view.session.cancel()
    qtbot.waitUntil(workspace.background.is_idle)

    assert told and kept
    assert page.view.session.evaluation.result == kept
    assert not page.view.session.is_computing


def test_m_checks_a_budget_by_monte_carlo_on_the_same_inputs(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    rows = [{"name": "a", "value": "1", "u": "0.1"}, {"name": "b", "value": "1", "u": "0.1"}]
    opened(page, workspace, "uncertainty_budget", model="y = a*b", inputs=rows)
    page.view.answer.card.setFocus()

    qtbot.keyClick(page.view.answer.card, "m")
    computed(qtbot, page)

    assert page.view.session.evaluation.calculation == "monte_carlo"
    assert [each.name for each in editor(page).sheet.rows] == ["a", "b"]
    assert page.view.session.result is not None
    assert page.view.session.result.number("u_first_order") == pytest.approx(0.02**0.5)


def test_who_may_only_read_sees_the_budget_and_changes_nothing(qtbot: QtBot, dressed: None) -> None:
    made = BudgetEditor()
    qtbot.addWidget(made)
    made.set_still(True)
    made.show_inputs({"model": "y = a", "inputs": [{"name": "a", "value": "1", "u": "0.1"}]})
    QGuiApplication.clipboard().setText("b\t1")
    made.show()
    made.grid.setFocus()

    qtbot.keyClick(made.grid, Qt.Key.Key_V, CTRL)

    line = made.model.editor
    assert isinstance(line, QLineEdit) and line.isReadOnly()
    assert [each.name for each in made.sheet.rows] == ["a"]
    assert made.grid.table.rowCount() == 1


def _column(page: EvaluationsPage, field: str) -> int:
    return [each.field for each in editor(page).grid.table.columns].index(field)


def test_tab_goes_on_to_the_next_cell_while_the_words_of_a_cell_are_open(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    grid = opened(page, workspace, "uncertainty_budget", components=[{"name": "a", "value": "1"}]).grid
    place = grid.table.place_of("way")
    grid.setFocus()
    grid.setCurrentIndex(grid.table.index(0, place))
    qtbot.keyClick(grid, "U")
    cell = grid.indexWidget(grid.currentIndex())
    assert isinstance(cell, QLineEdit)
    words = cell.completer().popup()
    qtbot.waitUntil(words.isVisible)

    qtbot.keyClick(words, Qt.Key.Key_Tab)

    assert grid.currentIndex().column() == place + 1
    assert grid.table.index(0, place).data() == "U và k"
