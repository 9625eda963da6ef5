from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.work_copies import META_SHEET
from tests.services.work_copy_builders import Plant, Sheet, a_plant, with_instruments


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    made = a_plant(tmp_path)
    with_instruments(made)
    yield made
    made.store.close()


def test_the_sheet_is_ready_to_print_and_to_fill_in(plant: Plant) -> None:
    sheet: Any = Sheet(plant.export("survey")).sheet

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.freeze_panes == "D6"
    assert sheet.row_dimensions[4].hidden
    assert not sheet.merged_cells.ranges


def test_the_facts_of_the_copy_are_well_hidden(plant: Plant) -> None:
    book = openpyxl.load_workbook(plant.export("instruments"))

    assert book[META_SHEET].sheet_state == "veryHidden"
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"] == [
        "Phương tiện đo",
        "Kiểm định, hiệu chuẩn",
        "Hướng dẫn",
    ]


def test_levels_are_chosen_from_a_list_with_a_message(plant: Plant) -> None:
    sheet = Sheet(plant.export("survey"))
    place = sheet.cell(sheet.row_of("5.1.1"), "answer").coordinate

    rule = next(each for each in sheet.sheet.data_validations.dataValidation if place in each.sqref)

    assert rule.type == "list" and "5" in rule.prompt
    name, cells = rule.formula1.replace("'", "").split("!")
    words = [cell.value for row in sheet.book[name][cells.replace("$", "")] for cell in row]
    assert words[0] == "1 – Chưa có" and words[-1] == "0 – Không áp dụng"


def test_what_is_only_read_is_grey_and_what_is_filled_in_is_white(plant: Plant) -> None:
    sheet = Sheet(plant.export("survey"))
    row = sheet.row_of("5.1.1")

    assert sheet.cell(row, "question").fill.start_color.rgb.endswith("E9EDF1")
    assert sheet.key(row).fill.start_color.rgb.endswith("E9EDF1")
    assert sheet.cell(row, "answer").fill.fill_type is None


def test_numbers_are_numbers_days_are_days_and_texts_stay_texts(plant: Plant) -> None:
    path = plant.export("instruments")
    instruments, calibrations = Sheet(path), Sheet(path, 1)

    serials = [instruments.cell(instruments.row_of(f"TB-0{n}"), "serial") for n in (1, 2, 3, 4)]
    assert [(cell.value, cell.data_type) for cell in serials] == [
        ("0012", "s"),
        ("=1+1", "s"),
        ("-5", "s"),
        ("+84 912", "s"),
    ]
    assert [bool(cell.quotePrefix) for cell in serials] == [False, True, True, True]
    first = calibrations.first
    assert calibrations.cell(first, "performed_on").is_date
    assert calibrations.cell(first, "error").value == -0.05
    assert calibrations.cell(first, "error").number_format == "#,##0.000"
    assert calibrations.cell(first, "valid_until").value == "03/2027"


def test_columns_that_would_be_empty_are_left_out(plant: Plant) -> None:
    profile, survey = Sheet(plant.export("profile", "a.xlsx")), Sheet(plant.export("survey", "b.xlsx"))

    assert "where" not in profile.columns and "evidence" not in profile.columns
    assert "where" in survey.columns and "evidence" not in survey.columns
    assert "section" in survey.columns and "section" not in Sheet(plant.export("survey:5", "c.xlsx")).columns


def test_a_row_is_as_high_as_its_longest_text(plant: Plant) -> None:
    sheet = Sheet(plant.export("instruments"))
    heights = sheet.sheet.row_dimensions

    assert heights[sheet.row_of("TB-03")].height > heights[sheet.row_of("TB-01")].height


def test_the_instructions_speak_both_languages(plant: Plant) -> None:
    book = openpyxl.load_workbook(plant.export("people", spoken="en"))

    lines = [[cell.value for cell in row] for row in book["Instructions"].iter_rows(min_row=2)]

    assert lines[0][1:] == ["How to fill in the work copy", "Cách điền bản làm việc"]
    assert all(len(set(line[1:])) == 2 for line in lines)
