"""The cells of a study's sheet: shape, order, names, and readings that have no cell any more."""

from __future__ import annotations

from app.domain.readings_sheet import Cell, cell_words, guided_cells, next_empty, part_name, sheet_of
from app.domain.studies import Reading, Study


def a_study(**given: object) -> Study:
    values: dict[str, object] = {
        "id": "s",
        "cycle_id": "c",
        "kind": "gauge_rr",
        "number": 2,
        "parts": 3,
        "operators": 2,
        "trials": 2,
        "operator_names": "Hạnh\nCường",
        **given,
    }
    return Study(**values)  # type: ignore[arg-type]


def a_reading(id: str, part: int, operator: int, trial: int, value: str = "1") -> Reading:
    return Reading(id=id, study_id="s", part=part, operator=operator, trial=trial, value=value)


def test_a_smaller_shape_keeps_readings_outside_the_sheet() -> None:
    sheet = sheet_of(a_study(parts=2), [a_reading("1", 2, 1, 1), a_reading("2", 3, 1, 1)])

    assert sheet.entered == 1
    assert [each.id for each in sheet.outside] == ["2"]
    assert sheet.wanted == 8


def test_of_two_readings_for_one_cell_both_are_there() -> None:
    sheet = sheet_of(a_study(), [a_reading("2", 1, 1, 1, "5"), a_reading("1", 1, 1, 1, "4")])

    assert sheet.readings[Cell(1, 1, 1)].value == "5"
    assert [each.value for each in sheet.outside] == ["4"]


def test_each_person_measures_all_parts_before_the_next_trial() -> None:
    cells = guided_cells(a_study())

    assert cells[:4] == [Cell(1, 1, 1), Cell(2, 1, 1), Cell(3, 1, 1), Cell(1, 1, 2)]
    assert cells[-1] == Cell(3, 2, 2)


def test_the_next_empty_cell_goes_round_the_end() -> None:
    sheet = sheet_of(a_study(parts=1, trials=1), [a_reading("1", 1, 2, 1)])

    assert next_empty(sheet, Cell(1, 2, 1)) == Cell(1, 1, 1)
    assert next_empty(sheet_of(a_study(parts=1, operators=1, trials=1), [a_reading("1", 1, 1, 1)])) is None


def test_a_cell_is_told_in_words() -> None:
    study = a_study(part_names="phôi 1\nphôi 2\n")

    assert cell_words(study, Cell(2, 1, 2)) == "Hạnh, phôi 2, lần 2"
    assert cell_words(study, Cell(3, 2, 1)) == "Cường, vật đo 3, lần 1"
    assert cell_words(a_study(kind="lot"), Cell(7, 1, 1)) == "Đơn vị 7"
    assert cell_words(a_study(kind="bias"), Cell(1, 1, 4)) == "Lần 4"
    assert part_name(study, 3) == "3"
