"""The register in the window: filter, edit, blocks of cells, the side form and its calibrations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.instruments import Calibration, Instrument
from app.services import inventory
from app.storage.unit import Unit
from app.ui.page import Frame
from app.ui.pages.error_chart import series_of
from app.ui.pages.instrument_columns import PLACES
from app.ui.pages.instruments import InstrumentsPage
from app.ui.tables.column import TROUBLE
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]

LISTED = (
    ("AP-031", "Áp kế lò xo", "4410-231", "Chiết, dây 2", "2", date(2025, 10, 14), date(2026, 10, 14)),
    ("CB-007", "Cân bàn điện tử 60 kg", "1190-33", "Kho thành phẩm", "2", date(2025, 12, 5), date(2026, 12, 5)),
    ("NK-006", "Nhiệt kế điện trở Pt100", "77120", "Tiệt trùng", "1", date(2026, 3, 1), date(2027, 3, 1)),
    ("TC-011", "Thước cặp điện tử", "09932", "Cơ điện", "1", None, None),
)


def fill(unit: Unit) -> None:
    for code, name, serial, location, group, performed, due in LISTED:
        made = inventory.add_instrument(
            unit, code=code, name=name, serial=serial, location=location, group=group, range_text="0…10 bar"
        )
        if performed:
            inventory.keep_calibration(
                unit, made.id, kind="verification", performed_on=performed, valid_until=due, certificate_number="KĐ-1"
            )


@pytest.fixture
def empty_page(workspace: Workspace, qtbot: QtBot) -> Iterator[InstrumentsPage]:
    made = InstrumentsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1220, 822)
    made.use_frame(Frame.WIDE)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    if isValid(made):  # closing may have come first
        made.hide()


@pytest.fixture
def page(workspace: Workspace, empty_page: InstrumentsPage) -> InstrumentsPage:
    workspace.run("Nhập danh mục", fill)
    QApplication.processEvents()
    return empty_page


def codes(page: InstrumentsPage) -> list[str]:
    return [each.instrument.code for each in page.model.records()]


def cell(page: InstrumentsPage, code: str, column: str) -> QModelIndex:
    return page.model.index(codes(page).index(code), PLACES.index(column))


def go(page: InstrumentsPage, code: str, column: str = "code") -> None:
    page.grid.setFocus()
    chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
    page.grid.selectionModel().setCurrentIndex(cell(page, code, column), chosen)


def choose(page: InstrumentsPage, first: QModelIndex, last: QModelIndex) -> None:
    block = QItemSelection(first, last)
    page.grid.setCurrentIndex(first)
    page.grid.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def instrument(workspace: Workspace, code: str) -> Instrument:
    return workspace.read(lambda unit: unit.instruments.all(code=code)[0])


def calibrations(workspace: Workspace, code: str) -> list[Calibration]:
    key = instrument(workspace, code).id
    return workspace.read(lambda unit: unit.calibrations.all(instrument_id=key))


def test_the_overdue_stand_on_top(page: InstrumentsPage) -> None:
    assert codes(page) == ["AP-031", "TC-011", "CB-007", "NK-006"]


def test_the_filters_count_and_filter(page: InstrumentsPage) -> None:
    shown = {key: each.text() for key, each in page.filters.items()}
    page.filters["due_soon"].click()

    assert shown == {
        "all": "Tất cả 4",
        "overdue": "Quá hạn 1",
        "due_soon": "Sắp hết hạn 1",
        "no_papers": "Chưa có giấy 1",
        "group2": "Nhóm 2 2",
    }
    assert codes(page) == ["CB-007"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("can ban", "CB-007"), ("ÁP KẾ", "AP-031"), ("932", "TC-011"), ("tiệt", "NK-006"), ("cb-007 kho", "CB-007")],
)
def test_the_search_needs_no_accents_and_knows_code_name_serial_and_place(
    page: InstrumentsPage, type_text: TypeText, typed: str, found: str
) -> None:
    type_text(page.search, typed)

    assert codes(page) == [found]
    assert page.table.count.text() == "1 trong 4 phương tiện đo"


def test_a_search_without_a_hit_says_so_and_offers_the_way_back(page: InstrumentsPage, type_text: TypeText) -> None:
    type_text(page.search, "không có")

    assert page.table.nothing.isVisible() and not page.grid.isVisible()
    page.clear_filters()
    assert len(codes(page)) == 4 and page.grid.isVisible()


def test_a_slash_goes_to_the_search_and_enter_comes_back(page: InstrumentsPage, qtbot: QtBot) -> None:
    go(page, "CB-007")

    qtbot.keyClick(page.grid, Qt.Key.Key_Slash)
    assert page.search.hasFocus()
    qtbot.keyClick(page.search, Qt.Key.Key_Return)

    assert page.grid.hasFocus()


def test_an_empty_register_offers_two_ways_to_begin(empty_page: InstrumentsPage) -> None:
    assert empty_page.table.empty.isVisible()
    assert not empty_page.grid.isVisible() and not empty_page.form.isVisible()
    assert empty_page.keys() == [("Insert", "thêm phương tiện đo")]


def test_typing_in_a_cell_edits_it_and_undo_takes_it_back(
    page: InstrumentsPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    go(page, "CB-007", "name")

    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    editor = page.grid.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, "Cân sàn")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: instrument(workspace, "CB-007").name == "Cân sàn")
    assert page.grid.hasFocus() and page.grid.current_record().instrument.code == "NK-006"
    assert workspace.store.next_undo() == "Sửa phương tiện đo"
    workspace.undo()
    assert cell(page, "CB-007", "name").data() == "Cân bàn điện tử 60 kg"


def test_a_refused_cell_keeps_what_was_typed_and_says_why(page: InstrumentsPage, workspace: Workspace) -> None:
    place = cell(page, "CB-007", "group")

    page.model.setData(place, "9")

    assert place.data() == "9"
    assert instrument(workspace, "CB-007").group == "2"
    assert page.wrong.isVisible()


def test_a_block_is_copied_as_lines_and_tabs(page: InstrumentsPage, qtbot: QtBot) -> None:
    page.close_form()
    QApplication.processEvents()
    choose(page, cell(page, "AP-031", "code"), page.model.index(1, PLACES.index("serial")))

    qtbot.keyClick(page.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "AP-031\tÁp kế lò xo\t4410-231\nTC-011\tThước cặp điện tử\t09932"


def test_a_block_from_a_spreadsheet_is_pasted_as_one_deed(
    page: InstrumentsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    go(page, "AP-031", "location")
    QGuiApplication.clipboard().setText("Kho A\t1\r\nKho B\t2\r\n")

    qtbot.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    pasted = [instrument(workspace, code) for code in ("AP-031", "TC-011")]
    assert [(each.location, each.group) for each in pasted] == [("Kho A", "1"), ("Kho B", "2")]
    workspace.undo()
    assert instrument(workspace, "AP-031").location == "Chiết, dây 2"
    assert instrument(workspace, "TC-011").location == "Cơ điện"


def test_a_wrong_cell_of_a_block_stays_with_its_reason_and_the_others_are_written_as_one_deed(
    page: InstrumentsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    go(page, "AP-031", "location")
    QGuiApplication.clipboard().setText("Kho A\tchín\nKho B\t1")

    qtbot.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    refused = cell(page, "AP-031", "group")
    assert [instrument(workspace, each).location for each in ("AP-031", "TC-011")] == ["Kho A", "Kho B"]
    assert instrument(workspace, "AP-031").group == "2"
    assert refused.data() == "chín" and "không có trong danh sách" in refused.data(TROUBLE)
    assert page.table.message.isVisible()
    assert page.table.message.words().startswith("Đã ghi 3 ô. 1 ô không đọc được")
    workspace.undo()
    assert [instrument(workspace, each).location for each in ("AP-031", "TC-011")] == ["Chiết, dây 2", "Cơ điện"]


def test_f8_goes_to_the_refused_cell_and_escape_gives_its_text_up(page: InstrumentsPage, qtbot: QtBot) -> None:
    go(page, "AP-031", "location")
    QGuiApplication.clipboard().setText("Kho A\tchín")
    qtbot.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    go(page, "NK-006", "code")

    qtbot.keyClick(page.grid, Qt.Key.Key_F8)
    assert page.grid.currentIndex() == cell(page, "AP-031", "group")
    qtbot.keyClick(page.grid, Qt.Key.Key_Escape)

    assert cell(page, "AP-031", "group").data() == "2"


def test_a_worked_out_column_takes_no_paste_and_says_why(page: InstrumentsPage, qtbot: QtBot) -> None:
    go(page, "AP-031", "due")
    QGuiApplication.clipboard().setText("01/01/2030")

    qtbot.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert page.wrong.isVisible()


def test_a_value_is_filled_down_and_cells_are_cleared(
    page: InstrumentsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    place = PLACES.index("location")
    choose(page, page.model.index(0, place), page.model.index(2, place))

    qtbot.keyClick(page.grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert {instrument(workspace, code).location for code in codes(page)[:3]} == {"Chiết, dây 2"}
    choose(page, page.model.index(0, place), page.model.index(2, place))
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)

    assert {instrument(workspace, code).location for code in codes(page)[:3]} == {""}
    workspace.undo()
    assert {instrument(workspace, code).location for code in codes(page)[:3]} == {"Chiết, dây 2"}


def test_enter_opens_the_form_and_escape_closes_it(page: InstrumentsPage, qtbot: QtBot) -> None:
    page.close_form()
    go(page, "CB-007")

    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert page.form.isVisible() and page.form.fields["code"].editor.hasFocus()
    qtbot.keyClick(page.form.fields["code"].editor, Qt.Key.Key_Escape)

    assert not page.form.isVisible() and page.grid.hasFocus()


def test_a_field_of_the_form_is_kept_when_it_is_left(page: InstrumentsPage, workspace: Workspace) -> None:
    go(page, "CB-007")
    field = page.form.fields["location"]
    assert isinstance(field.editor, QLineEdit)

    field.editor.setText("Kho 3")
    field.commit()

    assert instrument(workspace, "CB-007").location == "Kho 3"
    assert cell(page, "CB-007", "location").data() == "Kho 3"


def test_a_wrong_field_says_why_and_keeps_what_was_typed(page: InstrumentsPage, workspace: Workspace) -> None:
    go(page, "CB-007")
    field = page.form.fields["period_months"]
    assert isinstance(field.editor, QLineEdit)

    field.editor.setText("hàng năm")
    field.commit()

    assert "không phải là số tháng" in field.error()
    assert field.value() == "hàng năm"
    assert instrument(workspace, "CB-007").period_months is None


def test_a_new_instrument_is_typed_at_once(page: InstrumentsPage, workspace: Workspace, qtbot: QtBot) -> None:
    go(page, "CB-007")

    qtbot.keyClick(page.grid, Qt.Key.Key_Insert)

    assert len(codes(page)) == 5
    editor = page.form.fields["code"].editor
    assert isinstance(editor, QLineEdit) and editor.hasFocus()
    editor.setText("XX-001")
    page.form.fields["code"].commit()
    assert instrument(workspace, "XX-001").code == "XX-001"


def test_an_instrument_is_withdrawn_with_a_reason(page: InstrumentsPage, workspace: Workspace) -> None:
    go(page, "TC-011")
    page.form.withdraw.open()

    page.form.withdraw.do.click()
    assert page.form.withdraw.field.error() and "TC-011" in codes(page)
    page.form.withdraw.field.editor.setText("Đã thanh lý")  # type: ignore[attr-defined]
    page.form.withdraw.do.click()

    assert codes(page) == ["AP-031", "CB-007", "NK-006"]
    workspace.undo()
    assert "TC-011" in codes(page)


def write_calibration(page: InstrumentsPage, **typed: str) -> None:
    page.form.start_calibration()
    for name, words in typed.items():
        page.panel.fields[name].editor.setText(words)  # type: ignore[attr-defined]
        page.panel.fields[name].commit()
    page.panel.keep.click()


def test_a_new_calibration_makes_an_overdue_instrument_valid(page: InstrumentsPage, workspace: Workspace) -> None:
    go(page, "AP-031")

    write_calibration(page, performed_on="20/11/2026", valid_until="20/11/2027", certificate_number="KĐ-26/77")

    newest = calibrations(workspace, "AP-031")[-1]
    assert (newest.performed_on, newest.certificate_number) == (date(2026, 11, 20), "KĐ-26/77")
    assert newest.point is None and newest.coverage_factor is None
    assert not page.panel.isVisible()
    assert cell(page, "AP-031", "state").data() == "Còn hạn"
    assert page.filters["overdue"].text() == "Quá hạn 0"


def test_a_day_that_does_not_exist_is_said_beside_its_field(page: InstrumentsPage, workspace: Workspace) -> None:
    go(page, "AP-031")

    write_calibration(page, performed_on="31/11/2026")

    assert "Tháng 11 có 30 ngày" in page.panel.fields["performed_on"].error()
    assert page.panel.fields["performed_on"].value() == "31/11/2026"
    assert len(calibrations(workspace, "AP-031")) == 1


def test_an_empty_calibration_is_not_kept(page: InstrumentsPage, workspace: Workspace) -> None:
    go(page, "AP-031")

    write_calibration(page)

    assert page.panel.fields["performed_on"].error()
    assert len(calibrations(workspace, "AP-031")) == 1


def test_a_kept_calibration_is_edited_and_withdrawn(page: InstrumentsPage, workspace: Workspace) -> None:
    go(page, "AP-031")
    page.form.open_calibration(calibrations(workspace, "AP-031")[0])

    page.panel.fields["body"].editor.setText("Trung tâm KT3")  # type: ignore[attr-defined]
    page.panel.fields["body"].commit()
    assert calibrations(workspace, "AP-031")[0].body == "Trung tâm KT3"
    page.panel.fields["valid_until"].editor.setText("01/01/2020")  # type: ignore[attr-defined]
    page.panel.fields["valid_until"].commit()
    assert "sớm hơn ngày làm" in page.panel.fields["valid_until"].error()
    page.panel.withdraw.field.editor.setText("Ghi nhầm")  # type: ignore[attr-defined]
    page.panel.withdraw.do.click()

    assert calibrations(workspace, "AP-031") == []
    assert not page.panel.isVisible()


def test_the_legal_check_stands_in_the_form_of_a_group_2_instrument(page: InstrumentsPage) -> None:
    go(page, "AP-031")
    assert page.form.legal.verdict.isVisible()
    assert "Hết hiệu lực kiểm định từ 14/10/2026" in page.form.legal.verdict.accessibleName()

    go(page, "NK-006")
    assert not page.form.legal.verdict.isVisible()


def test_a_decision_on_a_name_holds_for_all_that_carry_it(page: InstrumentsPage, workspace: Workspace) -> None:
    def add(unit: Unit) -> None:
        for code in ("CB-101", "CB-102"):
            inventory.add_instrument(unit, code=code, name="Cân bàn")

    workspace.run("Nhập danh mục", add)
    go(page, "CB-101")
    best = page.form.legal.candidates(page.form.row)[0]  # type: ignore[arg-type]

    page.form.legal.settled.emit("2", best.code)

    settled = [instrument(workspace, code) for code in ("CB-101", "CB-102")]
    assert {(each.group, each.legal_code) for each in settled} == {("2", best.code)}
    assert page.form.fields["legal_code"].value() == best.code
    assert instrument(workspace, "CB-007").legal_code == ""


def test_the_page_goes_to_an_instrument_that_a_filter_hides(page: InstrumentsPage, workspace: Workspace) -> None:
    page.choose_filter("overdue")

    page.show_target(instrument(workspace, "NK-006").id)

    assert page.grid.current_record().instrument.code == "NK-006"
    assert page.place() == instrument(workspace, "NK-006").id


def test_a_small_screen_keeps_code_name_validity_and_state(page: InstrumentsPage) -> None:
    page.use_frame(Frame.SMALL)
    page.resize(851, 440)
    QApplication.processEvents()

    shown = {key for place, key in enumerate(PLACES) if not page.grid.isColumnHidden(place)}
    assert shown == {"code", "name", "due", "state"}
    assert page.table.filter_choice.isVisible() and not page.filters["overdue"].isVisible()


def test_errors_in_grams_of_a_balance_in_kilograms_are_drawn_against_the_printed_limit() -> None:
    balance = Instrument(id="1", unit="kg", mpe_text="30 g")
    done = [
        Calibration(
            id=str(year), instrument_id="1", performed_on=date(year, 5, 1), error=Decimal(error), point=Decimal(60),
            result_unit="g",
        )
        for year, error in ((2025, 15), (2024, 9))
    ]  # fmt: skip

    series = series_of(balance, done)

    assert series is not None
    assert [each.error for each in series.points] == [9, 15]
    assert (series.unit, series.mpe, series.title) == ("g", 30, "Sai số ở 60 kg, g")


def test_an_instrument_without_errors_has_no_chart() -> None:
    assert (
        series_of(Instrument(id="1"), [Calibration(id="1", instrument_id="1", performed_on=date(2025, 1, 1))]) is None
    )


def test_after_an_import_the_arrows_are_those_of_the_list(
    workspace: Workspace, empty_page: InstrumentsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.pages.import_dialog.ImportDialog.exec", lambda _it: workspace.run("Nhập", fill))
    workspace.changed.connect(empty_page.refresh)

    empty_page.import_list()

    qtbot.waitUntil(lambda: empty_page.model.rowCount() > 0)
    assert empty_page.focusWidget() is empty_page.grid
