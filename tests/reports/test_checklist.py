"""The checklist of a dossier: every question asked, every instrument, to print and to fill in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from app.services import reporting
from tests.reports.samples import AS_OF, a_dossier


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reporting.write_checklist(
        a_dossier(60, pictures=0), AS_OF, tmp_path_factory.mktemp("ra") / "phieu.xlsx", "vi"
    )


@pytest.fixture(scope="module")
def book(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def row_of(sheet: Any, code: str) -> list[Any]:
    return next([cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == code)


def test_the_sheets_stand_in_the_order_of_the_work(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [
        "Tóm tắt",
        "Khảo sát",
        "Thang mức",
        "Hồ sơ doanh nghiệp",
        "Phương tiện đo",
        "Cần xử lý",
        "Lịch sử kiểm định",
        "Phát hiện",
        "Mục tiêu",
        "Họp kết thúc",
        "Danh mục",
    ]
    assert book["Danh mục"].sheet_state == "hidden"


def test_another_reader_sees_the_same_vietnamese(path: Path, book: openpyxl.Workbook) -> None:
    read = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Khảo sát").to_python()

    assert read[0][0] == "PHIẾU KHẢO SÁT HIỆN TRẠNG ĐO LƯỜNG"
    assert [cell.value or "" for cell in book["Khảo sát"][read.index(read[6]) + 1]] == [each or "" for each in read[6]]


def test_a_question_has_all_that_an_auditor_needs(book: openpyxl.Workbook) -> None:
    sheet = book["Khảo sát"]

    _code, label, where, evidence, clause, level, *_rest = row_of(sheet, "1.1.1")

    assert label.startswith("Có bộ phận hoặc người được giao bằng văn bản")
    assert where.startswith("Hỏi giám đốc")
    assert evidence.startswith("Quyết định phân công")
    assert "ISO 10012:2003 5.1" in clause
    assert level in {"1 – Chưa có", "2 – Rời rạc", "3 – Phần lớn", "4 – Đầy đủ", "5 – Đầy đủ và được rà soát"}
    assert any("Tổ chức và quản lý" in str(cell.value) for cell in sheet["A"])


def test_a_level_is_chosen_from_its_own_list_and_zero_asks_for_the_reason(book: openpyxl.Workbook) -> None:
    sheet = book["Khảo sát"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "1.1.1")
    rule = next(each for each in sheet.data_validations.dataValidation if f"F{row}" in each.sqref)
    lists, cells = rule.formula1.split("!")
    options = [cell[0].value for cell in book[lists.strip("'")][cells.replace("$", "")]]

    assert rule.type == "list"
    assert options[0].startswith("1 – ")
    assert options[-1] == "0 – Không áp dụng"
    assert "ghi lý do" in rule.prompt


def test_what_does_not_apply_has_its_reason_and_a_finding_its_code(book: openpyxl.Workbook) -> None:
    rows = [[cell.value for cell in row] for row in book["Khảo sát"].iter_rows()]

    left_out = [row for row in rows if row[5] == "0 – Không áp dụng"]
    traced = [row for row in rows if row[8] == "PH-02"]

    assert left_out
    assert {row[6] for row in left_out} == {"Cơ sở không tự hiệu chuẩn."}
    assert len(traced) == 1


def test_a_note_that_looks_like_a_formula_is_text(book: openpyxl.Workbook) -> None:
    notes = [row[7] for row in book["Khảo sát"].iter_rows() if str(row[7].value).startswith("=")]

    assert [cell.data_type for cell in notes] == ["s"]
    assert notes[0].quotePrefix


def test_instruments_have_real_dates_states_and_text_that_stays_text(book: openpyxl.Workbook) -> None:
    sheet = book["Phương tiện đo"]
    titles = [cell.value for cell in sheet[5]]

    values = dict(zip(titles, row_of(sheet, "AK-002"), strict=True))

    assert values["Số chế tạo"] == "004712"
    assert isinstance(values["Có giá trị đến"], datetime)
    assert values["Tình trạng"] in {"Còn hạn", "Quá hạn", "Sắp hết hạn", "Thiếu hồ sơ"}
    assert values["Kiểm định nhóm 2"] in {"Còn hiệu lực", "Hết hiệu lực"}
    assert values["Phát hiện"] == "PH-01"
    assert sheet.auto_filter.ref.startswith("A5:")


def test_states_are_those_of_the_day_asked_for(tmp_path: Path) -> None:
    later = reporting.write_checklist(a_dossier(20, pictures=0), date(2030, 1, 1), tmp_path / "a.xlsx")

    sheet = openpyxl.load_workbook(later)["Phương tiện đo"]
    column = next(cell.column for cell in sheet[5] if cell.value == "Tình trạng")
    states = {sheet.cell(row, column).value for row in range(6, 26)}

    assert states <= {"Quá hạn", "Chưa hiệu chuẩn", "Ngừng dùng"}


def test_figures_of_the_overview_agree_with_the_sheets(book: openpyxl.Workbook) -> None:
    rows = {row[0].value: row[1].value for row in book["Tóm tắt"].iter_rows()}
    states = [row[15].value for row in book["Phương tiện đo"].iter_rows(min_row=6)]

    assert rows["Tất cả phương tiện đo trong danh mục"] == 60
    assert rows["Quá hạn"] == states.count("Quá hạn")
    assert rows["Phát hiện"] == 2


def test_findings_and_goals_name_each_other(book: openpyxl.Workbook) -> None:
    finding, goal = row_of(book["Phát hiện"], "PH-01"), row_of(book["Mục tiêu"], "MT-01")

    assert finding[-1] == "MT-01"
    assert goal[-1] == "PH-01"
    assert goal[4] == 81.6
    assert row_of(book["Mục tiêu"], "MT-02")[4] == "chưa đo"


def test_a_finding_tells_its_priority_its_rule_and_what_was_merged_into_it(book: openpyxl.Workbook) -> None:
    finding, other = row_of(book["Phát hiện"], "PH-01"), row_of(book["Phát hiện"], "PH-02")

    assert "1, làm ngay" in str(finding[4])
    assert str(finding[6]).startswith("Phương tiện đo nhóm 2 đang dùng")
    assert str(finding[2]).endswith("Gồm cả PH-04.")
    assert "chưa xếp" in str(other[4])
    assert other[6] == "người đánh giá tự thêm"
    assert "PH-04" not in [row[0].value for row in book["Phát hiện"].iter_rows()]


def test_an_unchecked_clause_is_marked(book: openpyxl.Workbook) -> None:
    clause = row_of(book["Phát hiện"], "PH-02")[5]

    assert "chưa đối chiếu" in clause
    assert clause.count("chưa đối chiếu") == 1


def test_every_sheet_can_be_printed(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets[:-1]:
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows
        assert sheet.print_area
        assert sheet.freeze_panes
        assert "2026-" in sheet.oddFooter.left.text


def test_an_english_checklist_is_english(tmp_path: Path) -> None:
    path = reporting.write_checklist(a_dossier(6, pictures=0), AS_OF, tmp_path / "en.xlsx", "en")

    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:2] == ["Overview", "Survey"]
    assert row_of(book["Survey"], "1.1.1")[1].startswith("Is a unit or person assigned in writing")
    assert book.properties.language == "en-GB"
