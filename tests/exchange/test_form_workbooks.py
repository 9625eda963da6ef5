"""Forms as Excel workbooks: the text tables and the workbook hold the same, cell by cell."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.domain.errors import UserError
from app.domain.forms.tables import read_markdown, same_tables
from app.exchange.form_workbooks import convert_form, read_form

FORM = """
| survey |
| | type            | name   | label::Tiếng Việt (vi)   | constraint               | own column |
| | text            | serial | Số hiệu \\| số chế tạo   | regex(., '^0\\d+$')       | giữ lại    |
|  |  |  |  |  |  |
| | select_one yn   | ok     | Dòng một\\nDòng hai       |                          | =SUM(A1)   |
| choices |
| | list_name | name | label::Tiếng Việt (vi) |
| | yn        | 001  | 1.0                    |
| | yn        | yes  | TRUE                   |
| ghi chú |
| | điều | việc |
| | 1    | xem  |
| settings |
| | form_title | version |
| | Thử        | 1.10    |
"""


def test_a_form_goes_to_excel_and_back_without_loss(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(FORM, "utf-8")

    convert_form(tmp_path / "form.md", tmp_path / "form.xlsx")
    convert_form(tmp_path / "form.xlsx", tmp_path / "again.md")

    assert same_tables(read_form(tmp_path / "again.md"), read_markdown(FORM))
    convert_form(tmp_path / "again.md", tmp_path / "again.xlsx")
    convert_form(tmp_path / "again.xlsx", tmp_path / "third.md")
    assert (tmp_path / "third.md").read_bytes() == (tmp_path / "again.md").read_bytes()


def test_in_excel_every_cell_is_a_text_and_never_a_formula(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(FORM, "utf-8")

    convert_form(tmp_path / "form.md", tmp_path / "form.xlsx")

    book = load_workbook(tmp_path / "form.xlsx")
    assert book.sheetnames == ["survey", "choices", "ghi chú", "settings"]
    assert [cell.value for cell in book["choices"][2]] == ["yn", "001", "1.0"]
    assert book["survey"]["E4"].data_type == "s"
    assert book["survey"].freeze_panes == "A2"


def test_numbers_typed_in_excel_are_read_as_their_author_sees_them(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "choices"
    for row in (("list_name", "name", "label"), ("level", 1, 2.5), ("level", True, None)):
        book.active.append(row)
    book.save(tmp_path / "form.xlsx")

    tables = read_form(tmp_path / "form.xlsx")

    assert [row.cells for row in tables.sheets[0].rows] == [("level", "1", "2.5"), ("level", "TRUE")]


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(300_000_000))

    with pytest.raises(UserError, match="bung ra quá lớn"):
        read_form(path)


def test_another_ending_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(FORM, "utf-8")

    with pytest.raises(UserError):
        convert_form(tmp_path / "form.md", tmp_path / "form.docx")

    assert not (tmp_path / "form.docx").exists()
