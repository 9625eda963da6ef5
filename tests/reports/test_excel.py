"""A workbook to print and to fill in: opened again with two other readers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from app.domain.document import State
from app.domain.errors import UserError
from app.reports import excel
from app.reports.excel import write_workbook
from app.reports.sheets import Entry, Row, Sheet, SheetColumn, Value, Workbook

LEVELS = ("1 – Chưa có", "2 – Rời rạc, một phần", "3 – Phần lớn", "0 – Không áp dụng")


def a_workbook(*rows: Row, columns: tuple[SheetColumn, ...] = (), **about: object) -> Workbook:
    sheet = Sheet("Khảo sát", "PHIẾU KHẢO SÁT", columns or (SheetColumn("Nội dung", 20),), rows, ("Công ty A",))
    return Workbook(title="Phiếu kiểm tra", sheets=(sheet,), footer="Hồ sơ 2026 · A & B", as_of=date(2026, 11, 24))


def written(workbook: Workbook, folder: Path) -> Worksheet:
    path = write_workbook(workbook, folder / "a.xlsx")
    return openpyxl.load_workbook(path)[workbook.sheets[0].name]


def one_cell(value: Value | State | Entry, folder: Path, kind: str = "text") -> openpyxl.cell.cell.Cell:
    sheet = written(a_workbook(Row((value,)), columns=(SheetColumn("Nội dung", 20, kind),)), folder)
    cell = sheet["A4"]
    assert isinstance(cell, openpyxl.cell.cell.Cell)
    return cell


@pytest.mark.parametrize("typed", ["=1", '=HYPERLINK("http://x")', "-5", "+84 912", "@SUM(A1)", "0012", "1e5", "TRUE"])
def test_what_a_person_typed_stays_text(typed: str, tmp_path: Path) -> None:
    cell = one_cell(typed, tmp_path)

    assert cell.value == typed
    assert cell.data_type == "s"
    assert cell.quotePrefix is (typed[0] in "=-+@")
    assert CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()[-1] == [typed]


def test_numbers_are_numbers_with_the_places_that_were_typed(tmp_path: Path) -> None:
    cell = one_cell(Decimal("1.230"), tmp_path, "number")

    assert (cell.value, cell.data_type, cell.number_format) == (1.23, "n", "#,##0.000")


def test_dates_are_dates_and_one_before_the_calendar_stays_text(tmp_path: Path) -> None:
    day = one_cell(date(2026, 3, 5), tmp_path, "date")
    old = one_cell(date(1899, 3, 5), tmp_path, "date")

    assert (day.value, day.number_format) == (datetime(2026, 3, 5), "dd/mm/yyyy")
    assert old.value == "05/03/1899"


def test_a_state_has_its_word_and_its_tint(tmp_path: Path) -> None:
    cell = one_cell(State("bad", "Quá hạn"), tmp_path, "state")

    assert cell.value == "Quá hạn"
    assert cell.fill.start_color.rgb == "00FBE7E5"


def test_signs_a_workbook_may_not_hold_are_left_out(tmp_path: Path) -> None:
    assert one_cell("Cân\x00 \x0bbàn", tmp_path).value == "Cân bàn"


def test_a_level_has_a_dropdown_whose_words_may_hold_commas(tmp_path: Path) -> None:
    rows = [Row((Entry(level, "choice", LEVELS, "Chọn mức"),)) for level in (LEVELS[0], None, LEVELS[1])]

    sheet = written(a_workbook(*rows, columns=(SheetColumn("Mức", 20, level_tint=True),)), tmp_path)

    (rule,) = sheet.data_validations.dataValidation
    assert str(rule.sqref) == "A4:A6"
    assert rule.formula1 == "'Danh mục'!$A$1:$A$4"
    assert (rule.prompt, rule.showErrorMessage, rule.allow_blank) == ("Chọn mức", True, True)
    assert [sheet.cell(row, 1).value for row in (4, 5, 6)] == [LEVELS[0], None, LEVELS[1]]
    lists = openpyxl.load_workbook(tmp_path / "a.xlsx")["Danh mục"]
    assert lists.sheet_state == "hidden"
    assert tuple(cell.value for cell in lists["A"]) == LEVELS
    assert len(sheet.conditional_formatting) == 1


def test_each_rule_of_a_cell_is_the_one_of_its_type(tmp_path: Path) -> None:
    rows = [Row((Entry(None, "whole", low=1, high=5),)), Row((Entry(None, "date"),)), Row((Entry(None, "decimal"),))]

    sheet = written(a_workbook(*rows), tmp_path)

    rules = {str(rule.sqref): (rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation}
    assert rules == {"A4": ("whole", "1"), "A5": ("date", "1"), "A6": ("decimal", "-1E+15")}


def test_a_sheet_is_ready_to_print(tmp_path: Path) -> None:
    columns = (SheetColumn("Mã", 8, "code"), SheetColumn("Câu hỏi", 40))

    sheet = written(a_workbook(Row(band="1. Tổ chức"), Row(("1.1", "Có không?")), columns=columns), tmp_path)

    assert (sheet["A1"].value, sheet["A2"].value) == ("PHIẾU KHẢO SÁT", "Công ty A")
    assert [cell.value for cell in sheet[3]] == ["Mã", "Câu hỏi"]
    assert sheet["A4"].value == "1. Tổ chức"
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'Khảo sát'!$A$1:$B$5"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P/&N" in str(sheet.oddFooter.right.text)
    assert "A && B" in str(sheet.oddFooter.left.text)


def test_rows_are_as_high_as_their_wrapped_text(tmp_path: Path) -> None:
    short, long = "Nhãn rõ?", "Nhãn tình trạng hiệu chuẩn đọc được tại nơi dùng không? " * 4

    sheet = written(a_workbook(Row((short,)), Row((long,)), Row(("một\nhai\nba",))), tmp_path)

    heights = [sheet.row_dimensions[row].height for row in (4, 5, 6)]
    assert heights[0] == pytest.approx(excel.LINE_HEIGHT + 4)
    assert heights[1] > 8 * excel.LINE_HEIGHT
    assert heights[2] == pytest.approx(3 * excel.LINE_HEIGHT + 4)


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    path = write_workbook(a_workbook(Row(("a",))), tmp_path / "a.xlsx")

    about = openpyxl.load_workbook(path).properties
    assert (about.title, about.language, about.created) == ("Phiếu kiểm tra", "vi-VN", datetime(2026, 11, 24, 5))


def test_an_open_or_closed_target_gives_one_sentence_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def refuse(*_given: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("app.reports.placing.os.replace", refuse)
    with pytest.raises(UserError, match="đang mở ở chương trình khác"):
        write_workbook(a_workbook(Row(("a",))), target)

    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_full_disk_gives_one_sentence_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.reports.placing.os.replace", refuse)
    with pytest.raises(UserError, match="Ổ đĩa đã đầy"):
        write_workbook(a_workbook(Row(("a",))), tmp_path / "a.xlsx")

    assert list(tmp_path.iterdir()) == []
