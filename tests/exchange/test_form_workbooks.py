"""Forms as Excel workbooks: the text tables and the workbook hold the same, cell by cell."""

from __future__ import annotations

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.domain.errors import UserError
from app.domain.forms.reading import convert, mistakes_in, read_xform
from app.domain.forms.tables import FormTables, read_markdown, same_tables, sheet_of, write_markdown
from app.exchange.form_workbooks import convert_form, read_form
from app.formats import nfc

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


TEXT = st.one_of(
    st.text(alphabet=st.sampled_from("ab01.Đồ |\\n␣-#\n'\"${}_x=+\t&<>\r"), max_size=12),
    st.sampled_from(["_x0041_", "=1+1", "001", "1.0", "TRUE", "#N/A", "  x ", "a\r\nb", "1e5", "2026-11-24", "'a"]),
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(TEXT, min_size=1, max_size=5), min_size=1, max_size=5))
def test_whatever_stands_in_a_cell_comes_back_from_excel(rows: list[list[str]]) -> None:
    plain = [[nfc(cell) if cell.strip() else "" for cell in row] for row in rows]
    tables = FormTables((sheet_of("survey", [["type", "name", "label"], *plain]), sheet_of("ghi chú", [["a"], ["b"]])))
    with TemporaryDirectory() as folder:
        text, book, again = (Path(folder) / name for name in ("form.md", "form.xlsx", "again.md"))
        text.write_text(write_markdown(tables), "utf-8", newline="")

        convert_form(text, book)
        convert_form(book, again)

        assert same_tables(read_form(book), read_form(text))
        assert same_tables(read_form(again), read_form(text))


SHARED = Path(__file__).parents[3] / "shared" / "xforms" / "forms"


@pytest.mark.skipif(not SHARED.exists(), reason="the public forms (../shared/xforms) are not on this machine")
@pytest.mark.parametrize("name", sorted(each.name for each in SHARED.glob("*.xls*")))
def test_public_forms_go_to_text_and_back_to_excel(name: str, tmp_path: Path) -> None:
    convert_form(SHARED / name, tmp_path / "form.md")
    convert_form(tmp_path / "form.md", tmp_path / "form.xlsx")

    assert same_tables(read_form(tmp_path / "form.xlsx"), read_form(tmp_path / "form.md"))
    assert len(list(read_xform(convert(tmp_path / "form.xlsx").xform, "a").questions())) == len(
        list(read_xform(convert(SHARED / name).xform, "a").questions())
    )


@pytest.mark.parametrize(
    "source",
    [
        "| một trang có tên dài quá ba mươi mốt chữ |\n| | a |\n",
        "| a/b |\n| | a |\n",
        "| Survey |\n| | a |\n| survey |\n| | b |\n",
        "| survey |\n| | a |\n| | x\x01y |\n",
        f"| survey |\n| | a |\n| | {'x' * 40_000} |\n",
    ],
)
def test_what_excel_cannot_hold_is_said_and_nothing_is_written(source: str, tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(source, "utf-8")

    with pytest.raises(UserError, match="Excel không nhận"):
        convert_form(tmp_path / "form.md", tmp_path / "form.xlsx")

    assert [each.name for each in tmp_path.iterdir()] == ["form.md"]


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("content", [b"", b"not a workbook", OLD + bytes(600), OLD + bytes(range(256)) * 100])
def test_a_damaged_old_workbook_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "form.xls").write_bytes(content)

    with pytest.raises(UserError, match=r"form\.xls"):
        convert_form(tmp_path / "form.xls", tmp_path / "form.md")
    with pytest.raises(UserError, match=r"form\.xls"):
        mistakes_in(tmp_path / "form.xls")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_workbook_with_a_broken_part_is_named(part: str, tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(FORM, "utf-8")
    convert_form(tmp_path / "form.md", tmp_path / "whole.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "whole.xlsx") as whole,
        zipfile.ZipFile(tmp_path / "form.xlsx", "w") as broken,
    ):
        for each in whole.namelist():
            content = whole.read(each)
            broken.writestr(each, content[: len(content) // 2] if each == part else content)

    with pytest.raises(UserError, match=r"form\.xlsx"):
        convert_form(tmp_path / "form.xlsx", tmp_path / "form2.md")
    with pytest.raises(UserError, match=r"form\.xlsx"):
        mistakes_in(tmp_path / "form.xlsx")


@pytest.mark.parametrize("target", ["form.md", "form.xlsx"])
def test_a_place_that_is_no_folder_is_told(target: str, tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(FORM, "utf-8")

    with pytest.raises(UserError, match="Không ghi được tệp"):
        convert_form(tmp_path / "form.md", tmp_path / "form.md" / target)


def test_what_the_reader_of_old_workbooks_notices_stays_out_of_the_answer(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "form.xls").write_bytes(OLD + bytes(520))

    with pytest.raises(UserError):
        mistakes_in(tmp_path / "form.xls")

    assert capfd.readouterr().out == ""
