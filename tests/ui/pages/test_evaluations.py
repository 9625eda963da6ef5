"""Evaluations on screen: begun by keys, computed beside the window, changed, undone, told when they do not hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.changes import Changes
from app.domain.evaluations import Evaluation
from app.domain.findings import Finding
from app.domain.keys import new_key
from app.domain.sites import StepState
from app.services import evaluations, studies
from app.storage.unit import Unit
from app.ui.frames import Frame
from app.ui.pages.evaluation_inputs import InputField
from app.ui.pages.evaluations import EvaluationsPage
from app.ui.pages.studies import StudiesPage
from app.ui.workspace import Workspace

Type = Callable[[QWidget, str], None]
VALUES = ("2,904", "2,906", "2,905", "2,907", "2,903", "2,905", "2,906", "2,904", "2,905", "2,905", "2,906", "2,904")


def a_sheet(unit: Unit, cycle_id: str) -> str:
    study = studies.start_study(unit, cycle_id, "type1", shape={"trials": str(len(VALUES))})
    fields = {"unit": "mm", "reference": "2,905", "tolerance_low": "2,85", "tolerance_high": "2,95"}
    for name, text in fields.items():
        studies.edit_study(unit, study.id, name, text)
    for trial, value in enumerate(VALUES, 1):
        studies.keep_reading(unit, study.id, 1, 1, trial, value)
    return study.id


def evaluated(workspace: Workspace) -> Evaluation:
    def work(unit: Unit) -> Evaluation:
        study_id = a_sheet(unit, workspace.cycle_id)
        made = evaluations.add_evaluation(unit, workspace.cycle_id, "type1", study_id=study_id)
        return evaluations.compute(unit, made.id)

    return workspace.run("Đánh giá", work)


def typed_in(workspace: Workspace, *values: str) -> Evaluation:
    """A type 1 study whose readings are typed here."""
    inputs = {"data": list(values)} if values else {}
    return workspace.run(
        "Thêm", lambda unit: evaluations.add_evaluation(unit, workspace.cycle_id, "type1", inputs=inputs)
    )


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


def computed(qtbot: QtBot, page: EvaluationsPage) -> None:
    """Until what is shown was computed from what stands there."""
    session = page.view.session
    qtbot.waitUntil(lambda: session.result is not None and not session.is_waiting)


def field(page: EvaluationsPage, name: str) -> tuple[InputField, QLineEdit]:
    found = page.view.form.fields[name]
    assert isinstance(found.editor, QLineEdit)
    return found, found.editor


def type_into(qtbot: QtBot, page: EvaluationsPage, name: str, words: str) -> None:
    _field, editor = field(page, name)
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_an_evaluation_is_begun_and_computed_by_keys_alone(qtbot: QtBot, page: EvaluationsPage) -> None:
    qtbot.keyClick(page.list, "n")
    qtbot.keyClicks(page.new.search, "loai 1")
    qtbot.keyClick(page.new.search, Qt.Key.Key_Return)
    QGuiApplication.clipboard().setText("\n".join(VALUES))
    grid = page.view.form.grids["data"]
    qtbot.keyClick(grid.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    for name, words in (("unit", "mm"), ("reference", "2,905"), ("tolerance", "0,1")):
        type_into(qtbot, page, name, words)

    computed(qtbot, page)

    session = page.view.session
    assert session.evaluation.calculation == "type1"
    assert session.inputs["data"] == [each.replace(",", ".") for each in VALUES]
    assert session.evaluation.result
    assert page.view.answer.lead.text() == session.result.verdict.said.text  # type: ignore[union-attr]
    assert all(each.value for each in page.view.figures.figures)


def test_a_new_evaluation_may_take_the_readings_of_a_sheet_that_fits(
    page: EvaluationsPage, workspace: Workspace
) -> None:
    study_id = workspace.run("Đo", lambda unit: a_sheet(unit, workspace.cycle_id))
    page.begin("type1")
    page.new.study.show_value(study_id)

    page.new.begin()

    assert page.view.session.evaluation.study_id == study_id
    assert page.view.session.inputs["data"][0] == "2.904"
    page.begin("en_score")
    assert not page.new.study.isVisible()


def test_the_report_is_written_where_one_chooses(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_target(evaluated(workspace).id)
    target = tmp_path / "DG-01.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), "Excel (*.xlsx)"))

    qtbot.keyClick(page, "p")
    qtbot.waitUntil(page.view.answer.message.isVisible)

    assert target.stat().st_size > 0
    assert "DG-01.xlsx" in page.view.answer.message.words()


def test_what_is_missing_is_named_instead_of_a_result(page: EvaluationsPage, workspace: Workspace) -> None:
    made = typed_in(workspace)

    page.show_target(made.id)

    assert "Số đọc" in page.view.answer.basis.text()
    assert page.view.session.result is None
    assert not page.view.plots.isVisible()


def test_a_changed_setting_is_computed_anew_and_undo_brings_setting_and_result_back(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    page.show_target(evaluated(workspace).id)
    before = page.view.session.result
    assert before is not None
    type_into(qtbot, page, "K_percent", "10")
    computed(qtbot, page)
    after = page.view.session.result
    assert after is not None

    undone = workspace.undo()

    assert after.number("Cg") == pytest.approx(before.number("Cg") / 2)
    assert undone == "Sửa số liệu đánh giá"
    assert page.view.session.result == before
    assert field(page, "K_percent")[1].text() == "20"


def test_what_can_be_done_again_outlives_computing_after_an_undo(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    page.show_target(evaluated(workspace).id)
    type_into(qtbot, page, "K_percent", "10")
    computed(qtbot, page)
    type_into(qtbot, page, "L", "4")
    computed(qtbot, page)
    workspace.undo()
    workspace.undo()

    workspace.redo()
    computed(qtbot, page)

    assert workspace.redo() == "Sửa số liệu đánh giá"


def test_a_setting_that_cannot_be_used_is_told_beside_its_field_and_changes_nothing(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    made = evaluated(workspace)
    page.show_target(made.id)

    type_into(qtbot, page, "L", "-1")

    shown, editor = field(page, "L")
    assert "lớn hơn 0" in shown.error()
    assert editor.text() == "-1"
    assert page.view.session.evaluation == made


def test_a_block_that_could_mean_two_things_is_not_taken(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    made = workspace.run("Thêm", lambda unit: evaluations.add_evaluation(unit, workspace.cycle_id, "type1"))
    page.show_target(made.id)
    grid = page.view.form.grids["data"]
    QGuiApplication.clipboard().setText("2.905\n2.906")

    qtbot.keyClick(grid.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert "2,905 hoặc 2905" in grid.message.words()
    assert grid.lines() == []


def test_a_block_that_tells_its_decimal_sign_is_taken(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    made = workspace.run("Thêm", lambda unit: evaluations.add_evaluation(unit, workspace.cycle_id, "type1"))
    page.show_target(made.id)
    grid = page.view.form.grids["data"]
    QGuiApplication.clipboard().setText("2.905\n2.91\n")

    qtbot.keyClick(grid.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert page.view.session.inputs["data"] == ["2.905", "2.91"]
    assert [line.cells["value"] for line in grid.lines()] == ["2.905", "2.91"]


def test_the_grid_of_inputs_is_a_sound_model_and_a_cleared_cell_leaves_the_list(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    made = workspace.run(
        "Thêm",
        lambda unit: evaluations.add_evaluation(unit, workspace.cycle_id, "type1", inputs={"data": ["1", "2", "3"]}),
    )
    page.show_target(made.id)
    grid = page.view.form.grids["data"]
    QAbstractItemModelTester(grid.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    grid.grid.setCurrentIndex(grid.model.index(1, 1))

    qtbot.keyClick(grid.grid, Qt.Key.Key_Delete)

    assert page.view.session.inputs["data"] == ["1", "3"]
    assert grid.model.count() == 2


def test_readings_changed_on_the_sheet_are_told_and_read_again_on_demand(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    made = evaluated(workspace)
    page.show_target(made.id)
    workspace.run("Đo lại", lambda unit: studies.keep_reading(unit, made.study_id, 1, 1, 1, "2,930"))
    message = page.view.answer.sheet_message
    assert message.isVisible()
    kept = page.view.session.result

    message.followed.emit()
    computed(qtbot, page)

    assert not message.isVisible()
    assert page.view.session.result != kept
    assert page.view.session.inputs["data"][0] == "2.930"


def test_f_raises_a_finding_with_sentence_method_and_what_it_rests_on(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    made = evaluated(workspace)
    page.show_target(made.id)
    told: list[str] = []
    workspace.told.connect(told.append)

    qtbot.keyClick(page, "f")

    def kept(unit: Unit) -> tuple[Finding, set[tuple[str, str]]]:
        finding = unit.findings.all()[0]
        links = unit.links.all(from_kind="findings", from_id=finding.id)
        return finding, {(each.to_kind, each.to_id) for each in links}

    finding, sources = workspace.read(kept)
    assert page.view.session.result is not None
    assert finding.title == page.view.session.result.verdict.said.text
    assert "M05" in finding.detail and "DG-01" in finding.detail
    assert sources == {("evaluations", made.id), ("studies", made.study_id)}
    assert any("PH-01" in each for each in told)


def test_f_on_an_evaluation_that_has_its_finding_leads_there(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    page.show_target(evaluated(workspace).id)
    went: list[tuple[str, str]] = []
    workspace.go.connect(lambda key, target: went.append((key, target)))
    qtbot.keyClick(page, "f")

    qtbot.keyClick(page, "f")

    found = workspace.read(lambda unit: unit.findings.all())
    assert [each.number for each in found] == [1]
    assert went == [("findings", found[0].id)]


def test_a_long_simulation_tells_how_far_it_is_and_stops_on_demand(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    components = [{"name": each, "value": "1", "unit": "mm", "u": "0.1", "df": "5"} for each in "abcdef"]
    inputs = {"model": "y = a+b+c+d+e+f", "inputs": components, "trials": "20000000", "adaptive": False}
    made = workspace.run(
        "Thêm", lambda unit: evaluations.add_evaluation(unit, workspace.cycle_id, "monte_carlo", inputs=inputs)
    )
    page.show_target(made.id)
    qtbot.waitUntil(lambda: page.view.answer.progress.value() > 0)

    qtbot.keyClick(page, Qt.Key.Key_Escape)

    assert "F9" in page.view.answer.basis.text()
    assert page.part() is page.view
    qtbot.waitUntil(workspace.background.is_idle)
    assert page.view.session.result is None


def test_nothing_can_be_changed_while_the_step_waits_for_approval(page: EvaluationsPage, workspace: Workspace) -> None:
    made = evaluated(workspace)
    workspace.run(
        "Nộp",
        lambda unit: unit.steps.keep(StepState(id=new_key(), cycle_id=workspace.cycle_id, step=2, state="submitted")),
    )

    page.show_target(made.id)

    assert field(page, "K_percent")[1].isReadOnly()
    assert page.view.answer.lock_message.isVisible()
    assert not page._find.isVisible()
    page.show_list()
    page.begin()
    assert page.part() is page.list
    assert "đã nộp" in page.head.note.text()


def test_a_number_without_unit_is_never_shown_in_silence(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    made = workspace.run(
        "Thêm",
        lambda unit: evaluations.add_evaluation(unit, workspace.cycle_id, "type1", inputs={"data": list("12345")}),
    )

    page.show_target(made.id)
    computed(qtbot, page)

    assert page.view.answer.unit_message.isVisible()
    page.view.answer.unit_message.followed.emit()
    assert field(page, "unit")[1].hasFocus()


def test_a_method_this_edition_does_not_know_is_told_and_its_result_stays(
    page: EvaluationsPage, workspace: Workspace
) -> None:
    made = evaluated(workspace)
    workspace.run("Tương lai", lambda unit: unit.evaluations.keep(replace(made, calculation="type7")))

    page.show_target(made.id)

    assert page.view.session.result is not None
    assert "type7" in page.head.title.text()


def test_the_list_finds_by_words_without_marks_and_filters_by_verdict(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    evaluated(workspace)
    workspace.run("Thêm", lambda unit: evaluations.add_evaluation(unit, workspace.cycle_id, "linearity"))
    page.show_list()

    qtbot.keyClicks(page.list.search, "tuyen tinh")
    found = [each.code for each in page.list.model.records()]
    page.list.clear_filters()
    page.list.choose_filter("todo")

    assert found == ["DG-02"]
    assert [each.code for each in page.list.model.records()] == ["DG-02"]


def test_a_folded_part_opens_and_folds_by_the_arrow_keys(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    page.show_target(evaluated(workspace).id)
    fold = page.view.source.folds[0]
    fold.bar.setFocus()

    qtbot.keyClick(fold.bar, Qt.Key.Key_Right)
    is_open = fold.is_open
    qtbot.keyClick(fold.bar, Qt.Key.Key_Left)

    assert (is_open, fold.is_open) == (True, False)


def test_doubted_readings_are_left_out_by_choice_and_named(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    made = evaluated(workspace)

    def doubt(unit: Unit) -> None:
        reading = unit.readings.all(study_id=made.study_id, trial=3)[0]
        studies.mark_reading(unit, reading.id, suspect=True, reason="mẫu bẩn")

    workspace.run("Nghi ngờ", doubt)
    page.show_target(made.id)
    page.view.answer.sheet_message.followed.emit()
    computed(qtbot, page)

    page.view.about.leave_out.click()
    computed(qtbot, page)

    result = page.view.session.result
    assert result is not None
    assert [each.row for each in result.left_out] == ["3"]
    assert page.view.warnings.isVisible()


def test_d_on_a_sheet_offers_the_methods_that_fit_the_usual_one_first(qtbot: QtBot, workspace: Workspace) -> None:
    study_id = workspace.run("Đo", lambda unit: a_sheet(unit, workspace.cycle_id))
    sheet_page = StudiesPage(workspace)
    qtbot.addWidget(sheet_page)
    sheet_page.show()
    qtbot.waitExposed(sheet_page)
    sheet_page.show_target(study_id)
    went: list[tuple[str, str]] = []
    workspace.go.connect(lambda key, target: went.append((key, target)))
    opened = sheet_page.sheet.open
    assert opened is not None
    made = sheet_page.evaluating.menu(study_id, [], list(sheet_page.evaluating.fitting(opened.sheet)))

    made.actions()[0].trigger()

    found = workspace.read(lambda unit: unit.evaluations.all())
    assert [(each.calculation, each.study_id) for each in found] == [("type1", study_id)]
    assert went == [("evaluations", found[0].id)]


@pytest.mark.parametrize(
    "inputs", ["", "[]", "{", '{"data": 5}', '{"data": [[1, 2], [3]], "sheet": 7}', '{"data": ["1", null], "unit": 5}']
)
@pytest.mark.parametrize("result", ["", "{}", "[]", "7", '{"verdict": null}'])
def test_what_another_program_spoilt_is_told_and_harms_nothing(
    page: EvaluationsPage, workspace: Workspace, inputs: str, result: str
) -> None:
    made = evaluated(workspace)
    workspace.run("Hỏng", lambda unit: unit.evaluations.keep(replace(made, inputs=inputs, result=result)))

    page.show_target(made.id)

    assert page.part() is page.view
    assert page.view.answer.lead.text()


def test_n_begins_a_new_one_while_the_list_of_others_has_the_focus(page: EvaluationsPage, workspace: Workspace) -> None:
    evaluated(workspace)
    page.refresh(Changes())
    page.list.grid.setFocus()

    QTest.keyClick(page.list.grid, Qt.Key.Key_N)

    assert page.part() is page.new


def test_f9_takes_the_readings_that_changed_on_the_sheet(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    made = evaluated(workspace)
    page.show_target(made.id)
    workspace.run("Đo lại", lambda unit: studies.keep_reading(unit, made.study_id, 1, 1, 1, "2,930"))

    QTest.keyClick(page, Qt.Key.Key_F9)
    computed(qtbot, page)

    assert page.view.session.inputs["data"][0] == "2.930"


def test_what_could_not_be_computed_is_read_again_from_the_mended_sheet(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    made = workspace.run("Đánh giá", lambda unit: _of_one_reading(unit, workspace.cycle_id))
    page.show_target(made.id)
    qtbot.waitUntil(lambda: bool(page.view.session.trouble))
    workspace.run("Đo nốt", lambda unit: studies.keep_reading(unit, made.study_id, 1, 1, 2, "2,910"))
    message = page.view.answer.sheet_message
    qtbot.waitUntil(message.isVisible)

    message.followed.emit()
    computed(qtbot, page)

    assert page.view.session.inputs["data"] == ["2.905", "2.910"]


def _of_one_reading(unit: Unit, cycle_id: str) -> Evaluation:
    study = studies.start_study(unit, cycle_id, "type1", shape={"trials": "12"})
    studies.keep_reading(unit, study.id, 1, 1, 1, "2,905")
    return evaluations.add_evaluation(unit, cycle_id, "type1", study_id=study.id)


@pytest.mark.parametrize(
    ("typed", "method"), [("En", "en_score"), ("do khong dam bao", "uncertainty_budget"), ("M11", "monte_carlo")]
)
def test_what_one_types_leads_to_the_method_of_that_name(page: EvaluationsPage, typed: str, method: str) -> None:
    page.begin()

    page.new.search.setText(typed)

    assert page.new.chosen() == method


def test_a_unit_is_asked_for_only_where_a_figure_has_it(
    qtbot: QtBot, page: EvaluationsPage, workspace: Workspace
) -> None:
    made = workspace.run(
        "Thêm",
        lambda unit: evaluations.add_evaluation(
            unit, workspace.cycle_id, "calibration_status", inputs={"as_of": "2026-10-20"}
        ),
    )

    page.show_target(made.id)
    qtbot.waitUntil(lambda: page.view.session.result is not None)

    assert not page.view.answer.unit_message.isVisibleTo(page)
