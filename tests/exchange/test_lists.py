"""Lists of plants that are untidy in their own ways, from the file to the preview."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from python_calamine import CalamineWorkbook

from app.exchange.books import read_book
from app.exchange.grid import column_number
from app.exchange.lists import preview_list
from app.exchange.preview import Decisions, ListPreview
from app.exchange.preview_json import preview_as_json
from tests.exchange.builders import HEADER, a_workbook, raw_workbook, text_row

DATA = Path(__file__).parent / "data"


def _preview(tmp_path: Path, rows: list[list[Any]], decisions: Decisions | None = None, **more: Any) -> ListPreview:
    return preview_list(a_workbook(tmp_path / "list.xlsx", {"DM": rows}, **more), decisions)


def _fields(preview: ListPreview) -> dict[str, tuple[str, ...]]:
    return {column.letter: column.fields for column in preview.tables[0].columns if column.fields}


def _asked(preview: ListPreview) -> set[str]:
    return {each.code for each in preview.ask}


def test_three_header_rows_with_bounds_in_columns_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["CÔNG TY ABC", None, None, None, None, None, "BM-01"],
        ["STT", "Thông tin thiết bị", None, None, "Đặc trưng kỹ thuật", None, None, "Hiệu chuẩn", None, None],
        [None, "Tên", "Ký hiệu", "Số máy", "Phạm vi đo", None, "ĐVT", "Lần cuối", "Chu kỳ", "Lần tới"],
        [None, None, None, None, "Từ", "Đến", None, None, "(tháng)", None],
        [1, "Thước cặp", "TC-01", "A1", 0, 150, "mm", date(2024, 3, 5), 12, date(2025, 3, 5)],
        [2, "Panme", "PM-01", "A2", 0, 25, "mm", "Quý I/2025", 6, "Q3-2025"],
        [3, "Đồng hồ so", "DH-01", "A3", 0, 10, "mm", "tháng 3 năm 2024", 6, 2025],
    ]
    merges = ("A2:A4", "B2:D2", "E2:G2", "H2:J2", "E3:F3", "B3:B4", "C3:C4", "D3:D4", "G3:G4", "H3:H4", "J3:J4")

    preview = _preview(tmp_path, rows, merges=merges)

    assert preview.tables[0].header_rows == (2, 3, 4)
    assert _fields(preview) == {
        "B": ("name",),
        "C": ("code",),
        "D": ("serial",),
        "E": ("range_low",),
        "F": ("range_high",),
        "G": ("unit",),
        "H": ("last_calibration_date",),
        "I": ("period_months",),
        "J": ("due_date",),
    }
    assert preview.rows[0].text("range_text") == "0 ÷ 150 mm"
    assert [row.due.partial for row in preview.rows] == ["", "2025-Q3", "2025"]


def test_two_header_rows_of_a_text_file_belong_together_without_merging(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "DANH SÁCH PTĐ,,,,,,\n"
        "STT,Tên PTĐ,Số máy,Kiểm định,,,Ghi chú\n"
        ",,,Ngày,Hạn,Đơn vị,\n"
        "(1),(2),(3),(4),(5),(6),(7)\n"
        "I,Phòng thí nghiệm,,,,,\n"
        '1,"Cân phân tích, 220 g",00123,05/03/2024,05/03/2025,QUATEST 3,\n'
        "2,Tủ sấy,K/có,06.03.24,06.03.25,nt,\n"
        "Tổng,2,,,,,\n"
        '"Hà Nội, ngày 12 tháng 3 năm 2025",,,,,,\n'
        "Người lập,,,,Giám đốc,,\n",
        "utf-8",
    )

    preview = preview_list(path)

    assert preview.delimiter == ","
    assert preview.tables[0].header_rows == (2, 3)
    assert preview.tables[0].columns[3].header == "Kiểm định / Ngày"
    assert [row.text("body") for row in preview.rows] == ["QUATEST 3", "QUATEST 3"]
    assert preview.rows[1].text("serial") == ""
    assert preview.rows[0].text("location") == "Phòng thí nghiệm"
    assert preview.around[0].skipped["signature"] == (9, 10)
    assert {"section_as_location", "ditto"} <= _asked(preview)


def test_a_header_in_two_languages_is_one_header(tmp_path: Path) -> None:
    rows = [
        ["STT", "Tên thiết bị", "Số máy", "Phạm vi đo", "Ngày hiệu chuẩn", "Hạn hiệu chuẩn", "Ghi chú"],
        ["No.", "Equipment", "Serial No.", "Range", "Cal. date", "Due date", "Remarks"],
        [1, "Thước cặp", "A1", "0-150 mm", "05/03/2024", "05/03/2025", None],
    ]

    preview = _preview(tmp_path, rows)

    assert [table.header_rows for table in preview.tables] == [(1, 2)]
    assert preview.tables[0].columns[2].header == "Số máy / Serial No."
    assert [row.row for row in preview.rows] == [3]


def test_a_header_repeated_at_once_is_a_repeated_header(tmp_path: Path) -> None:
    rows = [list(HEADER), list(HEADER), [1, "Cân", "S1", "60 kg", None]]

    preview = _preview(tmp_path, rows)

    assert preview.tables[0].header_rows == (1,)
    assert preview.around[0].skipped == {"repeated_header": (2,)}


def test_two_lists_under_each_other_are_two_tables(tmp_path: Path) -> None:
    rows = [
        ["A. CÂN"],
        ["STT", "Tên cân", "Mức cân lớn nhất", "Số máy", "Hạn KĐ"],
        [1, "Cân bàn", "60 kg", "S1", "31/12/2025"],
        [2, "Cân sàn", "3 tấn", "S2", "31/12/2025"],
        [],
        ["B. ĐỒNG HỒ"],
        ["STT", "Tên đồng hồ", "Thang đo", "Số hiệu", "Ngày HC", "Hạn HC"],
        [1, "Áp kế", "0-10 bar", "P1", "01/02/2025", "01/02/2026"],
    ]

    preview = _preview(tmp_path, rows)

    assert [(table.header_rows, len(table.rows)) for table in preview.tables] == [((2,), 2), ((7,), 1)]
    assert [row.text("location") for row in preview.rows] == ["CÂN", "CÂN", "ĐỒNG HỒ"]


def test_dates_that_a_foreign_machine_may_have_changed_are_asked_about(tmp_path: Path) -> None:
    days = [date(2024, 3, 5), "25/03/2024", date(2024, 11, 2), "13/04/2024", date(2024, 1, 12), "30/06/2024"]
    rows = [list(HEADER), *([index, "Cân", f"S{index}", "60 kg", day] for index, day in enumerate(days, start=1))]

    preview = _preview(tmp_path, rows)
    question = next(each for each in preview.ask if each.code == "day_month_swapped")
    swapped = _preview(tmp_path, rows, Decisions(answers={question.key: "swap"}))
    kept = _preview(tmp_path, rows, Decisions(answers={question.key: "keep"}))

    assert question.required and preview.open_questions == (question,)
    assert question.rows == (2, 4, 6)
    assert [row.last_day for row in swapped.rows][:3] == [date(2024, 5, 3), date(2024, 3, 25), date(2024, 2, 11)]
    assert kept.rows[0].last_day == date(2024, 3, 5)
    assert swapped.open_questions == kept.open_questions == ()


def test_dates_of_one_honest_machine_raise_no_question(tmp_path: Path) -> None:
    days = [date(2024, 3, 5), "05/03/2024", date(2024, 11, 22), "13/04/2024"]
    rows = [list(HEADER), *([index, "Cân", f"S{index}", "60 kg", day] for index, day in enumerate(days, start=1))]

    assert "day_month_swapped" not in _asked(_preview(tmp_path, rows))


def test_texts_with_the_month_first_are_told_and_turned_only_when_asked(tmp_path: Path) -> None:
    days = ["03/25/2024", "04/30/2024", "05/06/2024"]
    rows = [list(HEADER), *([n, "Cân", f"S{n}", "60 kg", day] for n, day in enumerate(days))]

    preview = _preview(tmp_path, rows)
    question = next(each for each in preview.ask if each.code == "day_month_swapped")
    turned = _preview(tmp_path, rows, Decisions(answers={question.key: "swap"}))

    assert [each.code for each in preview.report] == ["impossible_date", "impossible_date"]
    assert question.required
    assert [row.last_day for row in turned.rows] == [date(2024, 3, 25), date(2024, 4, 30), date(2024, 5, 6)]
    assert turned.report == ()


def test_rows_prepared_in_advance_are_no_instruments(tmp_path: Path) -> None:
    rows = [list(HEADER), [1, "Cân", "S1", "60 kg", None], [2], [3, None, None, None, 0], ["", "", "-", "", ""]]

    preview = _preview(tmp_path, rows)

    assert [row.row for row in preview.rows] == [2]
    assert preview.report == ()


def test_a_serial_of_few_digits_makes_no_section_of_its_row(tmp_path: Path) -> None:
    preview = _preview(tmp_path, [["Tên thiết bị", "Số máy"], ["Cân", "1"], ["Áp kế", 2]])

    assert [(row.text("name"), row.text("serial")) for row in preview.rows] == [("Cân", "1"), ("Áp kế", "2")]


def test_signatures_under_a_list_are_no_instruments(tmp_path: Path) -> None:
    rows = [
        list(HEADER),
        [1, "Cân", "S1", "60 kg", None],
        [2, "Áp kế", "S2", "0-10 bar", None],
        ["Cộng", 2],
        [None, "NGƯỜI LẬP BIỂU", None, "THỦ TRƯỞNG ĐƠN VỊ"],
        [None, "(Ký, họ tên)", None, "(Ký, đóng dấu)"],
        [None, "Nguyễn Văn A", None, "Trần Thị B"],
    ]

    preview = _preview(tmp_path, rows)

    assert [row.row for row in preview.rows] == [2, 3]
    assert preview.around[0].skipped == {"total": (4,), "signature": (5, 6, 7)}


def test_a_summary_sheet_that_repeats_the_others_is_told(tmp_path: Path) -> None:
    table = [list(HEADER), [1, "Cân", "S1", "60 kg", None], [2, "Áp kế", "S2", "0-10 bar", None]]
    path = a_workbook(tmp_path / "x.xlsx", {"Tổng hợp": table, "Xưởng 1": table[:2]})

    question = next(each for each in preview_list(path).ask if each.code == "sheets_overlap")

    assert question.sheets == ("Tổng hợp", "Xưởng 1")


def test_day_numbers_count_from_1904_in_workbooks_of_old_macintoshes(tmp_path: Path) -> None:
    rows = [list(HEADER), [1, "Cân", "S1", "60 kg", date(2024, 5, 1)], [2, "Cân", "S2", "60 kg", 43900]]

    preview = _preview(tmp_path, rows, change=lambda book: setattr(book, "epoch", CALENDAR_MAC_1904))

    assert preview.date_system == 1904
    assert [row.last_day for row in preview.rows] == [date(2024, 5, 1), date(2024, 3, 11)]
    assert "number_as_date" in _asked(preview)


def test_bare_day_numbers_can_be_left_out(tmp_path: Path) -> None:
    rows = [list(HEADER), [1, "Cân", "S1", "60 kg", 45636], [2, "Cân", "S2", "60 kg", "01/02/2025"]]

    asked = _preview(tmp_path, rows)
    without = _preview(tmp_path, rows, Decisions(answers={"number_as_date|DM|E": "empty"}))

    assert asked.rows[0].last_day == date(2024, 12, 10)
    assert without.rows[0].last_day is None


def test_numbers_are_text_as_their_format_shows_them(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        formats = {"C2": "00000", "C3": '"SN-"000', "E2": "mm/yyyy", "E3": "mmm-yy", "F2": '0.00" mm"', "G2": "0.0%"}
        for cell, number_format in formats.items():
            sheet[cell].number_format = number_format

    rows = [
        [*HEADER, "Độ chia", "Sai số"],
        [1, "Thước", 123, "60 mm", date(2024, 5, 1), 0.1, 0.005],
        [2, "Thước", 7, "60 mm", date(2024, 6, 1), 0.01, "±1"],
        [3, "Thước", 20187734.0, "60 mm", None, 0.02, None],
    ]

    preview = _preview(tmp_path, rows, change=change)

    assert [row.text("serial") for row in preview.rows] == ["00123", "SN-007", "20187734"]
    assert [row.last.partial for row in preview.rows] == ["2024-05", "2024-06", ""]
    assert preview.rows[0].text("resolution") == "0,10 mm"
    assert preview.rows[0].text("mpe_text") == "0,5%"


def test_a_formula_counts_by_its_stored_result_and_is_told_when_it_has_none(tmp_path: Path) -> None:
    row = (
        '<row r="2"><c r="B2" t="str"><f>"Cân"</f><v>Cân bàn</v></c><c r="C2" t="inlineStr"><is><t>S1</t></is></c>'
        '<c r="E2"><f>TODAY()</f><v>45636</v></c></row>'
        '<row r="3"><c r="B3" t="inlineStr"><is><t>Cân sàn</t></is></c><c r="C3" t="inlineStr"><is><t>S2</t></is></c>'
        '<c r="E3"><f>E2+365</f></c></row>'
    )
    path = raw_workbook(tmp_path / "x.xlsx", text_row(1, *HEADER) + row)

    preview = preview_list(path)

    assert preview.rows[0].text("name") == "Cân bàn"
    assert preview.rows[0].last_day == date(2024, 12, 10)
    assert [(each.code, each.rows) for each in preview.report] == [("formula_without_result", (3,))]


def test_an_instrument_over_merged_rows_is_one_instrument(tmp_path: Path) -> None:
    rows = [
        list(HEADER),
        [1, "Đồng hồ vạn năng", "V1", "0-600 V", date(2024, 5, 1)],
        [None, None, None, "0-10 A", None],
        [2, "Ampe kìm", "V2", "0-1000 A", date(2024, 5, 1)],
    ]

    preview = _preview(tmp_path, rows, merges=("A2:A3", "B2:B3", "C2:C3", "E2:E3"))

    assert [row.row for row in preview.rows] == [2, 4]
    assert preview.rows[0].text("range_text") == "0-600 V; 0-10 A"
    assert {"continued_rows", "two_quantities"} <= _asked(preview)


def test_a_combined_column_is_cut_where_most_of_its_cells_can_be(tmp_path: Path) -> None:
    rows = [
        ["TT", "Tên thiết bị/Mã hiệu", "Số seri", "Phạm vi đo (°C)", "Chu kỳ (năm)"],
        [1, "Nhiệt kế / NK-1", "1E5", "0-100", "1"],
        [2, "Nhiệt kế / NK-2", "12", "-50-300", "2"],
        [3, "Nhiệt kế", "13", "0-100", "1"],
    ]

    preview = _preview(tmp_path, rows)

    assert [(row.text("name"), row.text("model")) for row in preview.rows] == [
        ("Nhiệt kế", "NK-1"),
        ("Nhiệt kế", "NK-2"),
        ("Nhiệt kế", ""),
    ]
    assert next(each for each in preview.ask if each.code == "combined_column").rows == (4,)
    assert [row.period_months for row in preview.rows] == [12, 24, 12]
    assert preview.rows[1].text("unit") == "°C"


def test_small_periods_without_a_unit_are_read_as_years_and_asked(tmp_path: Path) -> None:
    rows = [["Tên thiết bị", "Số máy", "Chu kỳ"], ["Cân", "1", 1], ["Cân", "2", 2], ["Cân", "3", 1]]

    preview = _preview(tmp_path, rows)

    assert [row.period_months for row in preview.rows] == [12, 24, 12]
    assert "period_unit" in _asked(preview)


def test_a_column_of_pieces_is_no_unit_of_measurement(tmp_path: Path) -> None:
    rows = [
        ["Tên thiết bị", "Số máy", "Phạm vi đo", "Đơn vị tính", "SL"],
        ["Cân", "1", "60", "Cái", 1],
        ["Cân", "", "60", "Bộ", 3],
    ]

    preview = _preview(tmp_path, rows)

    assert "unit" not in {name for fields in _fields(preview).values() for name in fields}
    assert preview.rows[0].text("unit") == ""
    assert next(each for each in preview.ask if each.code == "quantity").rows == (3,)


def test_hidden_rows_are_read_unless_the_person_leaves_them_out(tmp_path: Path) -> None:
    rows = [list(HEADER), [1, "Cân", "S1", "60 kg", None], [2, "Cân", "S2", "60 kg", None]]

    def change(book: openpyxl.Workbook) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True

    shown = _preview(tmp_path, rows, change=change)
    without = _preview(tmp_path, rows, Decisions(answers={"hidden_rows|DM": "out"}), change=change)

    assert [row.row for row in shown.rows] == [2, 3]
    assert [row.row for row in without.rows] == [2]
    assert "hidden_rows" in _asked(shown) and "hidden_rows" in _asked(without)


def test_sheets_can_be_left_out_and_hidden_ones_asked_for(tmp_path: Path) -> None:
    table = [list(HEADER), [1, "Cân", "S1", "60 kg", None]]
    path = a_workbook(
        tmp_path / "x.xlsx",
        {"Bìa": [["HỒ SƠ"]], "A": table, "B": table, "Cũ": table, "Trống": []},
        change=lambda book: setattr(book["Cũ"], "sheet_state", "hidden"),
    )

    preview = preview_list(path)
    other = preview_list(path, Decisions(sheets={"A": False, "Cũ": True}))

    assert [table.sheet for table in preview.tables] == ["A", "B"]
    assert {each.sheet: each.kind for each in preview.other_sheets} == {
        "Bìa": "cover",
        "Cũ": "hidden",
        "Trống": "empty",
    }
    assert {"several_sheets", "hidden_sheet"} <= _asked(preview)
    assert [table.sheet for table in other.tables] == ["B", "Cũ"]


def test_a_list_of_kinds_is_no_list_of_instruments(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "x.xlsx",
        {
            "DM": [list(HEADER), [1, "Cân", "S1", "60 kg", None]],
            "Loại": [["Mã loại", "Tên loại thiết bị", "Chu kỳ"], ["C", "Cân", 12]],
            "NCC": [["STT", "Tên nhà cung cấp", "Địa chỉ", "Điện thoại"], [1, "Quatest", "HN", "09"]],
            "Bộ phận": [["Mã", "Tên bộ phận", "Trưởng bộ phận"], ["BP1", "Kho", "Anh Tú"]],
        },
    )

    preview = preview_list(path)

    assert [table.sheet for table in preview.tables] == ["DM"]
    assert [each.sheet for each in preview.other_sheets] == ["Loại", "NCC", "Bộ phận"]


def test_the_mapping_of_the_person_rules_over_the_guess(tmp_path: Path) -> None:
    rows = [[*HEADER, "Đặc biệt"], [1, "Cân", "S1", "60 kg", None, "Kho"], [2, "Cân", "S2", "60 kg", None, "Xưởng"]]

    preview = _preview(tmp_path, rows, Decisions(mapping={"DM!1": {"F": ("location",), "C": ()}}))

    assert [row.text("location") for row in preview.rows] == ["Kho", "Xưởng"]
    assert preview.rows[0].text("serial") == ""
    assert {column.letter: column.source for column in preview.tables[0].columns}["F"] == "person"


def test_a_table_stays_while_the_person_takes_its_columns_away(tmp_path: Path) -> None:
    rows = [["Tên thiết bị", "Số máy", "Hạn KĐ"], ["Cân", "S1", "1/1/2026"], ["Áp kế", "S2", "1/1/2026"]]

    preview = _preview(tmp_path, rows, Decisions(mapping={"DM!1": {"A": (), "B": ()}}))

    assert [(row.text("name"), row.due.day) for row in preview.rows] == [("", date(2026, 1, 1))] * 2


def test_a_remembered_mapping_is_used_for_the_same_header_only(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "x.xlsx", {"DM": [[*HEADER, "Đặc biệt"], [1, "Cân", "S1", "60 kg", None, "Kho"]]})
    signature = preview_list(path).tables[0].signature

    known = preview_list(path, remembered={signature: {"F": ("location",)}})
    other = preview_list(path, remembered={"something else": {"F": ("location",)}})

    assert known.rows[0].text("location") == "Kho"
    assert other.rows[0].text("location") == ""


def test_the_same_code_on_two_instruments_is_told_apart_from_a_true_duplicate(tmp_path: Path) -> None:
    rows = [
        ["Mã TB", "Tên thiết bị", "Số máy"],
        ["C1", "Cân", "S1"],
        ["C1", "Nhiệt kế", "S2"],
        ["C3", "Áp kế", "S3"],
        ["C4", "áp kế", "s3 "],
        ["C5", "Áp kế", "Không có"],
        ["C6", "Áp kế", "N/A"],
    ]

    report = _preview(tmp_path, rows).report

    assert [(each.rows, each.by) for each in report] == [((2, 3), ("code",)), ((4, 5), ("name", "serial"))]


def test_decimal_points_and_commas_are_told_apart_by_the_list(tmp_path: Path) -> None:
    points = [
        ["Tên thiết bị", "Số máy", "Phạm vi đo", "Độ chia"],
        ["A", "1", "0 - 1.250 m", "0.02 mm"],
        ["B", "2", "0.5 - 10 mm", "0.05 mm"],
    ]
    commas = [
        ["Tên thiết bị", "Số máy", "Phạm vi đo", "Độ chia"],
        ["A", "1", "0 - 1.250 m", "0,02 mm"],
        ["B", "2", "0,5 - 10 mm", "0,05 mm"],
    ]

    with_points, with_commas = _preview(tmp_path, points), _preview(tmp_path, commas)

    assert with_points.decimal == "." and float(with_points.rows[0].range_high or 0) == 1.25
    assert with_commas.decimal == "," and with_commas.rows[0].range_high == 1250
    assert "thousands" in _asked(with_points)


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_workbooks_of_other_programs_are_read_like_excels_own(ending: str) -> None:
    preview = preview_list(DATA / f"small.{ending}")

    assert (preview.kind, preview.date_system) == (ending, 1904)
    assert [row.text("serial") for row in preview.rows] == ["00123", "00077", "1E5", "N1"]
    assert [row.text("name") for row in preview.rows][:2] == ["Đồng hồ áp suất", "Đồng hồ áp suất"]
    assert preview.rows[0].last_day == date(2024, 5, 1)
    assert preview.rows[1].last.partial == "2024-03"
    assert [(each.code, each.rows) for each in preview.report] == [("impossible_date", (5,))]
    assert preview.around[0].hidden_rows == (6,) and preview.around[0].trailing_empty_rows == 0
    assert [(each.sheet, each.state) for each in preview.other_sheets] == [("Cũ", "hidden")]


def test_a_second_reader_finds_the_same_texts_in_every_shared_workbook(shared: Path) -> None:
    for path in sorted((shared / "lists").glob("0*.xlsx")):
        ours = {sheet.name: sheet.cells for sheet in read_book(path).sheets}
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            top, left = sheet.start or (0, 0)
            theirs = {
                (top + row + 1, left + column + 1): value.strip()
                for row, values in enumerate(sheet.to_python(skip_empty_area=True))
                for column, value in enumerate(values)
                if isinstance(value, str) and value.strip()
            }
            assert theirs == {
                (row, column): cell.text.strip()
                for row, cells in ours[name].items()
                for column, cell in cells.items()
                if cell.number is None and cell.day is None
            }


def test_the_json_of_a_preview_is_plain_data(tmp_path: Path) -> None:
    shown = preview_as_json(_preview(tmp_path, [list(HEADER), [1, "Cân", "S1", "60 kg", "T3/2024"]]))

    assert shown["rows"] == [
        {
            "sheet": "DM",
            "row": 2,
            "name": "Cân",
            "serial": "S1",
            "range_text": "60 kg",
            "unit": "kg",
            "range_high": 60,
            "last_calibration_date": {"partial": "2024-03"},
        }
    ]
    assert column_number("AA") == 27


COLUMNS = {
    "TT": [1, 2],
    "Mã số": ["A-1", "A-2"],
    "Tên phương tiện đo": ["Cân bàn", "Áp kế"],
    "Hãng sản xuất": ["CAS", "Wika"],
    "Kiểu": ["DB-II", "213.53"],
    "Số máy": ["00123", "1E5"],
    "Phạm vi đo": ["Max 60 kg", "0 ÷ 10 bar"],
    "Độ chia": ["20 g", "0,2 bar"],
    "Cấp chính xác": ["III", "1,6"],
    "Nơi đặt": ["Kho", "Lò hơi"],
    "Ngày kiểm định": ["05/03/2025", "T3/2025"],
    "Chu kỳ": ["12 tháng", "1 năm"],
    "Hạn kiểm định": ["05/03/2026", "31/02/2026"],
    "Số GCN": ["00045", "046"],
    "Đơn vị kiểm định": ["QUATEST 1", "Nội bộ"],
    "Ghi chú": ["", "mới"],
}


@given(order=st.permutations(sorted(COLUMNS)), above=st.integers(0, 6), mark=st.sampled_from([";", ",", "\t", "|"]))
@settings(max_examples=40, deadline=None)
def test_any_column_order_and_any_header_row_give_the_same_instruments(order: list[str], above: int, mark: str) -> None:
    def lines(columns: list[str], titles: int) -> str:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=mark)
        writer.writerows([["DANH MỤC"]] * titles)
        writer.writerows([columns, *([COLUMNS[name][row] for name in columns] for row in range(2))])
        return out.getvalue()

    with tempfile.TemporaryDirectory() as folder:
        plain, shuffled = Path(folder) / "plain.csv", Path(folder) / "shuffled.csv"
        plain.write_text(lines(list(COLUMNS), 0), "utf-8")
        shuffled.write_text(lines(order, above), "utf-8")
        expected, found = preview_list(plain), preview_list(shuffled)

    assert [(row.texts, row.last, row.due, row.period_months) for row in found.rows] == [
        (row.texts, row.last, row.due, row.period_months) for row in expected.rows
    ]
    assert found.tables[0].header_rows == (above + 1,)
    assert [each.code for each in found.report] == ["impossible_date"]


def test_a_unit_printed_beside_the_figure_of_a_bound_is_kept(tmp_path: Path) -> None:
    rows = [["Mã cân", "Tên cân", "Max", "d", "Hạn kiểm định"], ["C1", "Cân bàn", "60kg", "10g", date(2026, 3, 1)]]

    row = _preview(tmp_path, rows).rows[0]

    assert (row.range_high, row.text("unit")) == (60, "kg")


def test_lists_side_by_side_are_lists_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["DANH SÁCH CÂN", None, None, None, None, "DANH SÁCH ÁP KẾ"],
        ["STT", "Tên cân", "Số máy", "Hạn KĐ", None, "STT", "Tên áp kế", "Số máy", "Hạn KĐ"],
        [1, "Cân 1", "A1", date(2026, 1, 1), None, 1, "Áp kế 1", "B1", date(2026, 2, 1)],
        [2, "Cân 2", "A2", date(2026, 1, 2), None, 2, "Áp kế 2", "B2", date(2026, 2, 2)],
        [None, None, None, None, None, 3, "Áp kế 3", "B3", date(2026, 2, 3)],
    ]

    preview = _preview(tmp_path, rows)

    assert [[row.text("name") for row in table.rows] for table in preview.tables] == [
        ["Cân 1", "Cân 2"],
        ["Áp kế 1", "Áp kế 2", "Áp kế 3"],
    ]
    assert len({row.place for row in preview.rows}) == 5
    assert preview.report == ()


def test_lists_side_by_side_without_a_gap_are_told_by_their_headers(tmp_path: Path) -> None:
    rows = [
        ["Tên cân", "Số máy", "Hạn KĐ", "Tên áp kế", "Số máy", "Hạn KĐ"],
        ["Cân 1", "A1", date(2026, 1, 1), "Áp kế 1", "B1", date(2026, 2, 1)],
        ["Cân 2", "A2", date(2026, 1, 2), "Áp kế 2", "B2", date(2026, 2, 2)],
    ]

    preview = _preview(tmp_path, rows)

    assert [row.text("name") for row in preview.rows] == ["Cân 1", "Cân 2", "Áp kế 1", "Áp kế 2"]


def test_two_dates_of_one_cell_are_told_by_themselves(tmp_path: Path) -> None:
    header = ["STT", "Tên thiết bị", "Số máy", "Ngày hiệu chuẩn – Ngày hết hạn"]
    dates = ["15/03/2025 – 16/03/2026", "15/3/2025-16/3/2026", "15-03-2025 / 16-03-2026", "15.3.2025 đến 16.3.2026"]
    rows = [header, *([number, f"Cân {number}", f"A{number}", text] for number, text in enumerate(dates, start=1))]

    preview = _preview(tmp_path, rows)

    assert {(row.last.day, row.due.day) for row in preview.rows} == {(date(2025, 3, 15), date(2026, 3, 16))}
    assert [each.rows for each in preview.ask if each.code == "combined_column"] == [()]


def test_the_place_and_day_of_signing_is_no_section_under_a_date_column(tmp_path: Path) -> None:
    rows = [
        ["STT", "Tên thiết bị", "Số máy", "Ngày KĐ", "Hạn KĐ"],
        [1, "Cân", "A1", date(2025, 3, 1), date(2026, 3, 1)],
        [None, None, None, "Hưng Yên, ngày 12 tháng 3 năm 2025"],
        [None, "Người lập", None, "Phê duyệt"],
        [None, "Lê A", None, "Trần B"],
    ]

    preview = _preview(tmp_path, rows)

    assert preview.around[0].skipped == {"signature": (3, 4, 5)}
    assert "section_as_location" not in _asked(preview)
