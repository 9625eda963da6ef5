from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from app.domain.errors import UserError
from app.domain.work_copies import META_SHEET
from app.exchange.work_copies import looks_like_work_copy, read_work_copy
from tests.exchange.builders import a_workbook
from tests.services.work_copy_builders import Plant, Sheet, a_plant, edited, with_instruments


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    made = a_plant(tmp_path)
    with_instruments(made)
    yield made
    made.store.close()


def without_part(path: Path, part: str) -> Path:
    """The same archive without one part, or with junk in its place."""
    out = path.with_name("broken.xlsx")
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(out, "w") as made:
        for each in given.infolist():
            made.writestr(each, b"<broken" if each.filename == part else given.read(each))
    return out


def test_a_plain_workbook_is_no_work_copy(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "list.xlsx", {"DM": [["Tên", "Số"], ["Áp kế", "1"]]})

    assert not looks_like_work_copy(path)
    with pytest.raises(UserError, match="không phải bản làm việc"):
        read_work_copy(path)


def test_a_workbook_with_spoilt_bytes_is_no_work_copy(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "list.xlsx", {"DM": [["Tên", "Số"]]})
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as whole:
        begin = whole.getinfo("xl/workbook.xml").header_offset + 30 + len("xl/workbook.xml")
    content[begin : begin + 40] = b"\xff" * 40
    path.write_bytes(content)

    assert not looks_like_work_copy(path)


def test_a_copy_without_its_hidden_page_is_refused(plant: Plant) -> None:
    path = plant.export("people")
    assert looks_like_work_copy(path)
    book = openpyxl.load_workbook(path)
    del book[META_SHEET]
    book.save(path)

    with pytest.raises(UserError, match="mất trang ẩn"):
        read_work_copy(path)


@pytest.mark.parametrize(("row", "column"), [(2, 2), (5, 5), (4, 4), (8, 1)])
def test_an_edited_hidden_page_is_refused(plant: Plant, row: int, column: int) -> None:
    path = plant.export("instruments")
    book = openpyxl.load_workbook(path)
    book[META_SHEET].cell(row, column).value = "sửa"
    book.save(path)

    with pytest.raises(UserError, match=r"đã bị sửa|không phải bản làm việc"):
        read_work_copy(path)


def test_a_copy_of_a_newer_program_is_refused(plant: Plant) -> None:
    path = plant.export("people")
    book = openpyxl.load_workbook(path)
    book[META_SHEET]["B1"].value = "2"
    book.save(path)

    with pytest.raises(UserError, match="mới hơn"):
        read_work_copy(path)


@pytest.mark.parametrize("ending", [".xlsm", ".ods", ".xls"])
def test_other_kinds_of_files_are_refused_in_words(plant: Plant, ending: str) -> None:
    path = plant.export("people")
    macros = path.with_suffix(".xlsm")
    other = Path(shutil.copy(path, macros)) if ending == ".xlsm" else _converted(path, ending[1:])

    with pytest.raises(UserError, match=rf"\{ending}.*lưu lại dạng .xlsx"):
        read_work_copy(other)


def test_a_damaged_file_is_refused(plant: Plant) -> None:
    path = without_part(plant.export("people"), "xl/workbook.xml")

    with pytest.raises(UserError, match="bị hỏng"):
        read_work_copy(path)


def test_a_copy_without_the_column_of_keys_is_refused(plant: Plant) -> None:
    path = edited(plant.export("instruments"), lambda sheet: sheet.sheet.delete_cols(1))

    with pytest.raises(UserError, match="không còn cột mã dòng"):
        read_work_copy(path)


def test_a_row_of_an_archive_bomb_is_not_unpacked(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plant.export("instruments")
    monkeypatch.setattr("app.exchange.opening.MAX_INFLATED", 10_000)

    with pytest.raises(UserError, match="bung ra"):
        read_work_copy(path)


@pytest.mark.parametrize("key", ["instruments", "survey"])
def test_a_copy_saved_by_libreoffice_reads_the_same(plant: Plant, key: str) -> None:
    def edit(sheet: Sheet) -> None:
        if key == "instruments":
            sheet.put(sheet.row_of("TB-02"), "serial", "=2")
            sheet.put(sheet.row_of("TB-03"), "period_months", 24)
        else:
            sheet.put(sheet.row_of("5.2.6"), "answer", 2.25)
            sheet.put(sheet.row_of("7.1.1"), "answer", "-5")

    path = edited(plant.export(key), edit)

    preview = plant.preview(_converted(path, "xlsx"))

    values = {(each.column, each.value) for each in preview.cells}
    assert values == (
        {("serial", "=2"), ("period_months", "24")} if key == "instruments" else {("answer", "2.25"), ("answer", "-5")}
    )
    assert (preview.told, preview.gone, preview.new) == ((), (), ())


def _converted(path: Path, ending: str) -> Path:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed here")
    out = path.parent / "converted"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", ending, "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return out / f"{path.stem}.{ending}"
