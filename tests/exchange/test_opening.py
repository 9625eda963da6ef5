from __future__ import annotations

import contextlib
import os
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.exchange import opening
from app.exchange.books import read_book
from app.exchange.lists import preview_list
from app.exchange.opening import kind_of
from tests.exchange.builders import HEADER, a_workbook, raw_workbook, text_row

ROWS = text_row(1, *HEADER) + text_row(2, "1", "Cân", "S1", "60 kg", "05/03/2025")


def _refusal(path: Path) -> str:
    with pytest.raises(UserError) as refused:
        preview_list(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("list.xlsx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "PNG"),
        ("list.xlsx", b"\xff\xd8\xff\xe0" + b"\x00" * 200, "JPEG"),
        ("list.csv", b"", "rỗng"),
        ("list.xls", b"<html><table><tr><td>1</td></tr></table></html>", "trang web"),
        ("list.xlsx", b"%PDF-1.7\n", "PDF"),
        ("list.csv", b"abc\x00\x01\x02\x03\x00\x07" * 40, "không phải bảng tính"),
        ("list.xlsx", b"PK\x03\x04" + b"broken" * 30, "hỏng"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_refused_by_what_it_is(
    tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert word in _refusal(path)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "nowhere.xlsx") == f"Không có tệp {tmp_path / 'nowhere.xlsx'}."
    assert "là thư mục" in _refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "list.csv")

    assert "ống dẫn" in _refusal(tmp_path / "list.csv")


def test_a_workbook_with_a_password_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"))

    assert "mật khẩu" in _refusal(path)


def test_a_damaged_old_workbook_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x07" * 5000)

    assert "hỏng" in _refusal(path)


def test_external_entities_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật")
    before = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    path = raw_workbook(tmp_path / "x.xlsx", ROWS.replace("Cân", "&amp;e;"), before=before)

    assert "thực thể" in _refusal(path)


def test_names_that_lead_out_of_the_archive_are_refused(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "x.xlsx", ROWS, extra={"../../evil.txt": b"x"})

    assert "đường dẫn" in _refusal(path)


def test_an_archive_that_lies_about_its_size_is_stopped_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = raw_workbook(tmp_path / "x.xlsx", ROWS + "<row/>" * 200_000)
    monkeypatch.setattr(opening, "_check_archive", lambda *_: None)
    monkeypatch.setattr(opening, "MAX_INFLATED", 500_000)

    assert "bung ra" in _refusal(path)


def test_a_declared_size_beyond_any_list_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = raw_workbook(tmp_path / "x.xlsx", ROWS + "<row/>" * 200_000)
    monkeypatch.setattr(opening, "MAX_INFLATED", 500_000)

    with pytest.raises(UserError, match="bung ra"):
        kind_of(path)


def test_a_cell_longer_than_excel_allows_is_refused(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "x.xlsx", ROWS + text_row(3, "2", "A" * 40_000))

    assert "bung ra" in _refusal(path)


def test_more_rows_than_any_factory_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_ROWS", 100)
    path = tmp_path / "long.csv"
    path.write_text("Tên thiết bị;Số máy\n" + "Cân;1\n" * 1_000, "utf-8")

    assert "dòng có chữ" in _refusal(path)


def test_a_million_blank_lines_in_a_text_file_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "blank.csv"
    path.write_text("Tên thiết bị;Số máy;Hạn KĐ\nCân;1;05/03/2026\n" + ";;\n" * 200_000, "utf-8")

    preview = preview_list(path)

    assert [row.row for row in preview.rows] == [2]
    assert preview.around[0].trailing_empty_rows == 200_000


def test_formatted_cells_without_content_are_passed_over(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{row}"><c r="A{row}" s="2" t="n"/><c r="B{row}" s="2" /></row>' for row in range(3, 9))
    last = text_row(9, "2", "Áp kế", "a > b", "0-10 bar")
    path = raw_workbook(tmp_path / "x.xlsx", ROWS + empty + last + '<row r="10"><c r="A10" s="1"/></row>')

    preview = preview_list(path)

    assert [(row.row, row.text("serial")) for row in preview.rows] == [(2, "S1"), (9, "a > b")]
    assert preview.around[0].skipped == {"blank": (3, 4, 5, 6, 7, 8)}
    assert preview.around[0].trailing_empty_rows == 1


def test_a_list_without_a_header_is_one_sentence(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "x.xlsx", {"A": [(1, "Cân", "S1", "60 kg"), (2, "Cân", "S2", "60 kg")]})

    assert "tiêu đề" in _refusal(path)


def test_a_word_document_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")

    assert "văn bản" in _refusal(path)


def test_reading_leaves_nothing_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    path = raw_workbook(tmp_path / "x.xlsx", ROWS + text_row(3, "2", "A" * 40_000))

    _refusal(path)
    read_book(raw_workbook(tmp_path / "y.xlsx", ROWS))

    assert list((tmp_path / "temp").iterdir()) == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["temp", "x.xlsx", "y.xlsx"]


@pytest.mark.parametrize("name", ["small.xls", "small.ods"])
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), cut=st.floats(0.1, 1))
@settings(max_examples=60, deadline=None)
def test_a_damaged_workbook_is_read_or_refused_and_never_breaks(name: str, place: float, byte: int, cut: float) -> None:
    content = bytearray((Path(__file__).parent / "data" / name).read_bytes())
    content[int(place * len(content))] = byte
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content[: int(cut * len(content))])

        with contextlib.suppress(UserError):
            assert preview_list(path).kind


@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_a_damaged_sheet_is_read_or_refused_and_never_breaks(place: float, byte: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = raw_workbook(Path(folder) / "x.xlsx", ROWS)
        with zipfile.ZipFile(path) as archive:
            parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
        sheet = parts["xl/worksheets/sheet1.xml"]
        sheet[int(place * len(sheet))] = byte
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, bytes(content))

        with contextlib.suppress(UserError):
            assert preview_list(path).kind == "xlsx"


@pytest.mark.parametrize("content", ["\n" * 1_048_577, "a" + "," * 16_384])
def test_a_text_file_of_nothing_but_marks_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content, encoding="utf-8", newline="")

    assert "bung ra lớn hơn" in _refusal(path)
