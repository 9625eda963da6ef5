"""Measuring on the spot: studies are begun, readings typed, pasted, doubted; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.instruments import Instrument
from app.domain.keys import new_key
from app.domain.readings_sheet import Cell
from app.domain.studies import Study
from app.services import inventory, studies
from app.ui.frames import Frame
from app.ui.pages.instrument_ways import measure_with
from app.ui.pages.instruments import InstrumentsPage
from app.ui.pages.measuring_model import SheetModel
from app.ui.pages.studies import StudiesPage
from app.ui.workspace import Workspace

Type = Callable[[QWidget, str], None]


def start(workspace: Workspace, kind: str = "bias", shape: dict[str, str] | None = None, **fields: str) -> Study:
    def work(unit: object) -> Study:
        study = studies.start_study(unit, workspace.cycle_id, kind, shape=shape)  # type: ignore[arg-type]
        for name, text in fields.items():
            studies.edit_study(unit, study.id, name, text)  # type: ignore[arg-type]
        return study

    return workspace.run("Đo", work)


def overdue(workspace: Workspace) -> Instrument:
    def work(unit: object) -> Instrument:
        made = unit.instruments.keep(  # type: ignore[attr-defined]
            Instrument(id=new_key(), code="PN-002", name="Panme", unit="mm", resolution="0,001")
        )
        inventory.keep_calibration(
            unit,  # type: ignore[arg-type]
            made.id,
            kind="calibration",
            performed_on=date(2024, 1, 5),
            valid_until=date(2025, 1, 5),
        )
        return made  # type: ignore[no-any-return]

    return workspace.run("Thêm", work)


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> StudiesPage:
    made = StudiesPage(workspace)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.use_frame(Frame.WIDE)
    made.show()
    qtbot.waitExposed(made)
    return made


def open_study(page: StudiesPage, study: Study) -> None:
    page.show_target(study.id)
    page.activateWindow()
    page.sheet.grid.setFocus()


def editor(page: StudiesPage) -> QLineEdit:
    found = page.sheet.grid.indexWidget(page.sheet.grid.currentIndex())
    assert isinstance(found, QLineEdit)
    return found


def type_reading(qtbot: QtBot, page: StudiesPage, words: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    qtbot.keyClick(page.sheet.grid, words[0])
    for letter in words[1:]:
        qtbot.keyClick(editor(page), letter)
    qtbot.keyClick(editor(page), key)


def values(workspace: Workspace, study: Study) -> dict[Cell, str]:
    sheet = workspace.read(lambda unit: studies.readings_grid(unit, study.id))
    return {cell: each.value for cell, each in sheet.readings.items()}


def test_an_empty_cycle_offers_to_begin(page: StudiesPage) -> None:
    assert page.list.empty.isVisible()
    assert page.keys() == [("N", "đo mới")]


def test_a_study_is_begun_by_keys_alone(qtbot: QtBot, page: StudiesPage, workspace: Workspace) -> None:
    page.activateWindow()
    page.list.setFocus()
    qtbot.keyClick(page.list, "n")
    qtbot.keyClick(page.new.kinds["gauge_rr"], "4")
    page.new.first_shape().setFocus()
    field = page.new.shape["trials"].editor
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "5")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert page.part() is page.sheet
    assert page.head.title.text().startswith("DC-01")
    assert page.sheet.model is not None
    assert page.sheet.model.rowCount() == 5


def test_a_wrong_shape_is_told_beside_its_field(page: StudiesPage, workspace: Workspace) -> None:
    page.begin()
    page.new.shape["parts"].show_value("0")
    page.new.begin()

    assert "từ 1 đến" in page.new.shape["parts"].error()
    assert workspace.read(lambda unit: unit.studies.count()) == 0


def test_too_many_cells_are_refused_as_a_whole(page: StudiesPage, workspace: Workspace) -> None:
    page.begin()
    page.new.shape["parts"].show_value("5000")
    page.new.shape["trials"].show_value("500")
    page.new.begin()

    assert "10000 ô" in page.new.shape["parts"].error()
    assert workspace.read(lambda unit: unit.studies.count()) == 0


def test_the_floor_walk_brings_its_instrument_and_the_warning_stays(page: StudiesPage, workspace: Workspace) -> None:
    instrument = overdue(workspace)

    page.show_target(f"new:{instrument.id}")
    assert page.new.instrument.message.isVisible()
    page.new.begin()

    assert page.sheet.open is not None
    study = page.sheet.open.sheet.study
    assert (study.instrument_id, study.unit, str(study.resolution)) == (instrument.id, "mm", "0.001")
    assert page.sheet.notice.isVisible()


def test_enter_goes_down_and_each_reading_is_kept_when_it_is_left(
    qtbot: QtBot, page: StudiesPage, workspace: Workspace
) -> None:
    study = start(workspace, trials="3")
    open_study(page, study)

    for words in ("12,480", "12.481", "12,479"):
        type_reading(qtbot, page, words)

    assert list(values(workspace, study).values()) == ["12,480", "12,481", "12,479"]
    assert page.head.pill.isVisible()
    assert ("Trung bình", "12,4800") in page.sheet.figures.lines
    assert ("Độ lệch chuẩn mẫu s", "0,0010") in page.sheet.figures.lines


def test_too_few_readings_are_said_and_no_zero_is_shown(page: StudiesPage, workspace: Workspace) -> None:
    open_study(page, start(workspace))

    assert ("Trung bình", "chưa đủ số đọc") in page.sheet.figures.lines
    assert ("Độ lệch chuẩn mẫu s", "chưa đủ số đọc") in page.sheet.figures.lines


def test_a_refused_text_stays_in_its_cell_and_holds_it(qtbot: QtBot, page: StudiesPage, workspace: Workspace) -> None:
    study = start(workspace)
    open_study(page, study)

    type_reading(qtbot, page, "1,2,3")

    model, cell = page.sheet.model, page.sheet.grid.cell()
    assert model is not None
    assert cell == Cell(1, 1, 1)
    assert model.index(0, 0).data() == "1,2,3"
    assert "1,2,3" in model.trouble(Cell(1, 1, 1))
    assert values(workspace, study) == {}

    type_reading(qtbot, page, "1,23")

    assert values(workspace, study) == {Cell(1, 1, 1): "1,23"}
    assert model.trouble(Cell(1, 1, 1)) == ""


def test_escape_gives_a_refused_text_up_before_it_leaves(qtbot: QtBot, page: StudiesPage, workspace: Workspace) -> None:
    open_study(page, start(workspace))
    type_reading(qtbot, page, "1,2,3")

    qtbot.keyClick(page.sheet.grid, Qt.Key.Key_Escape)
    assert page.part() is page.sheet
    assert page.sheet.model is not None
    assert page.sheet.model.troubled_cells() == []

    qtbot.keyClick(page.sheet.grid, Qt.Key.Key_Escape)
    assert page.part() is page.list


def test_shift_enter_goes_up_and_tab_to_the_right(qtbot: QtBot, page: StudiesPage, workspace: Workspace) -> None:
    open_study(page, start(workspace, "gauge_rr", {"parts": "2", "operators": "2", "trials": "2"}))
    grid = page.sheet.grid

    qtbot.keyClick(grid, "1")
    qtbot.keyClick(editor(page), Qt.Key.Key_Tab)
    assert grid.cell() == Cell(2, 1, 1)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert grid.cell() == Cell(2, 1, 2)
    qtbot.keyClick(grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert grid.cell() == Cell(2, 1, 1)
    qtbot.keyClick(grid, Qt.Key.Key_Backtab)
    assert grid.cell() == Cell(1, 1, 1)


def test_down_a_column_and_then_the_top_of_the_next(qtbot: QtBot, page: StudiesPage, workspace: Workspace) -> None:
    open_study(page, start(workspace, "gauge_rr", {"parts": "2", "operators": "1", "trials": "2"}))

    type_reading(qtbot, page, "1")
    type_reading(qtbot, page, "2")

    assert page.sheet.grid.cell() == Cell(2, 1, 1)


def test_the_guided_order_says_what_to_measure_next(qtbot: QtBot, page: StudiesPage, workspace: Workspace) -> None:
    shape = {"parts": "2", "operators": "2", "trials": "2"}
    study = start(workspace, "gauge_rr", shape, operator_names="Hạnh\nCường")
    open_study(page, study)
    qtbot.keyClick(page.sheet.grid, "o")

    type_reading(qtbot, page, "1")
    assert "Hạnh, vật đo 2, lần 1" in page.sheet._guide.text()
    type_reading(qtbot, page, "2")

    assert page.sheet.grid.cell() == Cell(1, 1, 2)
    assert workspace.preferences.notes["studies.order"] == "guided"


def test_the_pad_and_an_input_method_write_the_decimal_sign_of_the_language(
    qtbot: QtBot, page: StudiesPage, workspace: Workspace
) -> None:
    study = start(workspace)
    open_study(page, study)
    qtbot.keyClick(page.sheet.grid, "1")
    qtbot.keyClick(editor(page), Qt.Key.Key_Period, Qt.KeyboardModifier.KeypadModifier)
    event = QInputMethodEvent()
    event.setCommitString("480")
    QApplication.sendEvent(editor(page), event)

    assert editor(page).text() == "1,480"
    qtbot.keyClick(editor(page), Qt.Key.Key_Enter)

    assert values(workspace, study) == {Cell(1, 1, 1): "1,480"}


def test_leaving_the_page_keeps_what_is_being_typed(qtbot: QtBot, page: StudiesPage, workspace: Workspace) -> None:
    study = start(workspace)
    open_study(page, study)
    qtbot.keyClick(page.sheet.grid, "7")

    page.sheet.tabs.setFocus()
    qtbot.waitUntil(lambda: values(workspace, study) != {})

    assert values(workspace, study) == {Cell(1, 1, 1): "7"}


def test_undo_takes_back_one_cell(qtbot: QtBot, page: StudiesPage, workspace: Workspace) -> None:
    study = start(workspace)
    open_study(page, study)
    type_reading(qtbot, page, "1")
    type_reading(qtbot, page, "2")

    workspace.undo()

    assert values(workspace, study) == {Cell(1, 1, 1): "1"}
    assert page.sheet.model is not None
    assert page.sheet.model.index(1, 0).data() == ""


def test_a_block_goes_over_the_cells_and_what_is_wrong_or_beyond_is_told(
    qtbot: QtBot, page: StudiesPage, workspace: Workspace
) -> None:
    study = start(workspace, "gauge_rr", {"parts": "2", "operators": "1", "trials": "2"})
    open_study(page, study)
    QGuiApplication.clipboard().setText("2,871\t2,9x\t1\n2,873\t2,875\n2,8\n")

    qtbot.keyClick(page.sheet.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert values(workspace, study) == {Cell(1, 1, 1): "2,871", Cell(1, 1, 2): "2,873", Cell(2, 1, 2): "2,875"}
    assert page.sheet.model is not None
    assert page.sheet.model.index(0, 1).data() == "2,9x"
    assert "1 ô chưa ghi được" in page.sheet.message.words()
    assert "2 số nằm ngoài phiếu" in page.sheet.message.words()
    qtbot.keyClick(page.sheet.grid, Qt.Key.Key_F8)
    assert page.sheet.grid.cell() == Cell(2, 1, 1)


def test_a_doubt_is_shown_and_the_auditor_marks_it_with_a_reason(
    qtbot: QtBot, page: StudiesPage, workspace: Workspace, type_text: Type
) -> None:
    study = start(workspace, reference="2,87")
    open_study(page, study)
    type_reading(qtbot, page, "28,7")
    qtbot.keyClick(page.sheet.grid, Qt.Key.Key_F8)
    assert page.sheet.model is not None
    assert page.sheet.model.state(Cell(1, 1, 1)) == "doubt"
    assert "sai dấu phẩy" in page.sheet.line._words.text()

    qtbot.keyClick(page.sheet.grid, "m")
    type_text(page.sheet.line.reason, "đọc nhầm")
    qtbot.keyClick(page.sheet.line.reason, Qt.Key.Key_Return)

    assert page.sheet.model.state(Cell(1, 1, 1)) == "marked"
    assert values(workspace, study) == {Cell(1, 1, 1): "28,7"}
    assert ("Số đọc, n", "1") in page.sheet.figures.lines

    qtbot.keyClick(page.sheet.grid, Qt.Key.Key_Delete)

    assert values(workspace, study) == {Cell(1, 1, 1): "28,7"}
    assert "nghi ngờ" in page.sheet.message.words()


def test_a_reading_that_was_looked_at_is_doubted_no_more(
    qtbot: QtBot, page: StudiesPage, workspace: Workspace, type_text: Type
) -> None:
    study = start(workspace, reference="2,87")
    open_study(page, study)
    type_reading(qtbot, page, "28,7")
    qtbot.keyClick(page.sheet.grid, Qt.Key.Key_F8)

    page.sheet.line.ask(suspect=False)
    type_text(page.sheet.line.reason, "mẫu khác")
    qtbot.keyClick(page.sheet.line.reason, Qt.Key.Key_Return)

    assert page.sheet.model is not None
    assert page.sheet.model.state(Cell(1, 1, 1)) == ""
    assert "mẫu khác" in page.sheet.line._words.text()


def test_digits_beyond_the_resolution_are_pointed_out_quietly(
    qtbot: QtBot, page: StudiesPage, workspace: Workspace
) -> None:
    open_study(page, start(workspace, resolution="0,01"))
    type_reading(qtbot, page, "1,234", Qt.Key.Key_Up)

    assert page.sheet.model is not None
    assert page.sheet.model.state(Cell(1, 1, 1)) == ""
    assert "độ chia" in page.sheet.line._words.text()


def test_a_smaller_shape_says_what_lies_outside_and_keeps_it(
    qtbot: QtBot, page: StudiesPage, workspace: Workspace
) -> None:
    study = start(workspace, trials="3")
    open_study(page, study)
    for words in "123":
        type_reading(qtbot, page, words)

    page.sheet._edit("trials", "2")

    assert page.sheet.model is not None
    assert page.sheet.model.rowCount() == 2
    assert "1 số đọc nằm ngoài phiếu" in page.sheet.message.words()
    assert workspace.read(lambda unit: unit.readings.count()) == 3


def test_a_wrong_field_of_the_sheet_keeps_its_text_with_the_reason(page: StudiesPage, workspace: Workspace) -> None:
    study = start(workspace)
    open_study(page, study)
    field = page.sheet.form.fields["humidity"]
    assert isinstance(field.editor, QLineEdit)
    field.editor.setText("140")
    field.commit()

    assert "Độ ẩm" in field.error()
    assert field.value() == "140"
    assert workspace.read(lambda unit: unit.studies.get(study.id)).humidity is None


def test_a_withdrawn_study_leads_back_to_the_list(page: StudiesPage, workspace: Workspace) -> None:
    study = start(workspace)
    open_study(page, study)

    page.sheet._retire("đo nhầm mẫu")

    assert page.part() is page.list
    assert workspace.read(lambda unit: unit.studies.count()) == 0


def test_the_list_opens_a_study_and_shows_how_far_it_is(qtbot: QtBot, page: StudiesPage, workspace: Workspace) -> None:
    study = start(workspace, title="Chiều dày")
    page.show_list()

    assert page.list.model.records()[0].wanted == 25
    qtbot.keyClick(page.list.grid, Qt.Key.Key_Return)

    assert page.place() == study.id


def test_an_older_cycle_is_only_looked_at(qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    study = start(workspace, trials="2")
    monkeypatch.setattr(Workspace, "read_only", property(lambda _self: True))
    page = StudiesPage(workspace)
    qtbot.addWidget(page)
    page.show()
    open_study(page, study)

    qtbot.keyClick(page.sheet.grid, "1")

    assert page.sheet.grid.indexWidget(page.sheet.grid.currentIndex()) is None
    assert not page._add.isVisible()


def test_the_model_keeps_the_rules_of_qt(page: StudiesPage, workspace: Workspace) -> None:
    study = start(workspace, "gauge_rr", {"parts": "2", "operators": "2", "trials": "2"})
    sheet = workspace.read(lambda unit: studies.readings_grid(unit, study.id))
    model = SheetModel(sheet, None)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.show_sheet(sheet)

    assert tester.model() is model


def test_the_chart_reads_its_values_by_arrows(qtbot: QtBot, page: StudiesPage, workspace: Workspace) -> None:
    open_study(page, start(workspace, trials="3"))
    for words in "123":
        type_reading(qtbot, page, words)

    qtbot.keyClick(page.sheet.chart, Qt.Key.Key_Left)

    assert page.sheet.grid.cell() == Cell(1, 1, 2)
    assert "3 số đọc, trung bình 2,0" in page.sheet.chart.accessibleDescription()


def test_a_composition_begins_to_type_in_the_sheet(qtbot: QtBot, page: StudiesPage, workspace: Workspace) -> None:
    study = start(workspace)
    open_study(page, study)
    event = QInputMethodEvent()
    event.setCommitString("12,5")

    QApplication.sendEvent(page.sheet.grid, event)
    qtbot.keyClick(editor(page), Qt.Key.Key_Return)

    assert values(workspace, study) == {Cell(1, 1, 1): "12,5"}


def test_what_stood_in_a_cell_before_is_told(qtbot: QtBot, page: StudiesPage, workspace: Workspace) -> None:
    open_study(page, start(workspace))
    type_reading(qtbot, page, "1,50")
    qtbot.keyClick(page.sheet.grid, Qt.Key.Key_Up)

    type_reading(qtbot, page, "1,52")
    qtbot.keyClick(page.sheet.grid, Qt.Key.Key_Up)

    assert "Trước đó: 1,50." in page.sheet.line._words.text()


def test_the_sheet_is_printed_where_the_person_wants_it(
    qtbot: QtBot, page: StudiesPage, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_study(page, start(workspace))
    target = tmp_path / "phiếu đo"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))

    qtbot.keyClick(page.sheet.grid, "p")
    qtbot.waitUntil(lambda: page.sheet.message.words() != "")

    assert target.with_name("phiếu đo.pdf").read_bytes().startswith(b"%PDF")
    assert "Đã ghi" in page.sheet.message.words()


def test_the_register_leads_to_a_study_with_its_instrument(qtbot: QtBot, workspace: Workspace) -> None:
    instrument = overdue(workspace)
    register = InstrumentsPage(workspace)
    qtbot.addWidget(register)
    register.show()
    register.show_target(instrument.id)
    went: list[tuple[str, str]] = []
    workspace.go.connect(lambda key, target: went.append((key, target)))

    measure_with(register)

    assert went == [("studies", f"new:{instrument.id}")]


def test_tab_goes_through_the_fields_of_the_sheet_in_their_order(
    qtbot: QtBot, page: StudiesPage, workspace: Workspace
) -> None:
    open_study(page, start(workspace, "type1"))
    form = page.sheet.form
    form.instrument.editor.setFocus()
    went = []

    for _each in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        went.append(QApplication.focusWidget())

    assert went == [form.fields[name].editor for name in ("title", "trials", "unit", "resolution")]


def test_a_whole_study_with_one_part_a_line_is_turned_to_fit_the_sheet(
    qtbot: QtBot, page: StudiesPage, workspace: Workspace
) -> None:
    study = start(workspace, "gauge_rr", {"parts": "3", "operators": "2", "trials": "2"})
    open_study(page, study)
    QGuiApplication.clipboard().setText("1,1\t1,2\t1,3\t1,4\n2,1\t2,2\t2,3\t2,4\n3,1\t3,2\t3,3\t3,4\n")

    qtbot.keyClick(page.sheet.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    kept = values(workspace, study)
    assert (kept[Cell(1, 1, 2)], kept[Cell(1, 2, 1)], kept[Cell(3, 2, 2)]) == ("1,2", "1,3", "3,4")
    assert len(kept) == 12
    assert "đã xoay" in page.sheet.message.words()
