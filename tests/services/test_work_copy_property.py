"""Export → import changes nothing; export → any edits → import brings exactly those edits, wherever rows and columns
were moved to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.work_copies import Outcome, Spec, is_same
from app.domain.work_copy_preview import Decisions
from app.services import history, survey, work_copies
from tests.services.work_copy_builders import Plant, Sheet, a_plant, with_instruments


@dataclass(frozen=True)
class Typed:
    """What stands in the cell afterwards, and the value that it means."""

    cell: object
    value: str


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plant]:
    made = a_plant(tmp_path_factory.mktemp("property"))
    with_instruments(made)
    with made.store.unit("Trả lời") as unit:
        filling = survey.open_form(unit, made.cycle_id, "survey")
        for path, text in (("s5/plan", "3"), ("s5/share", "2,50"), ("s7/who", "=1+1"), ("s7/places", "hall lab")):
            survey.answer_question(unit, made.cycle_id, filling, f"/survey/{path}", text)
        survey.mark_not_applicable(unit, made.cycle_id, filling, "/survey/s5/labels", "thuê ngoài")
    yield made
    made.store.close()


def as_cells(words: str) -> st.SearchStrategy[Typed]:
    """A text as people leave it: composed or not, with spaces behind it, always a text."""
    words = " ".join(words.split())
    kept = unicodedata.normalize("NFC", words)
    ways = [words, unicodedata.normalize("NFD", words), f"{words}  ", f" {words}"]
    return st.sampled_from(ways).map(lambda cell: Typed(cell, kept))


plain_texts = st.one_of(
    st.sampled_from(["-5", "=1", "0012", "+84 912", "@x", "1.234,5", "31/02/2026", "TRUE", "#N/A", "_x0041_", "Độ ẩm"]),
    st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x1EFF), min_size=1, max_size=25),
).filter(lambda text: bool(text.strip()) and text.strip().casefold() not in ("n/a", "na"))
texts = plain_texts.flatmap(as_cells)
blank = st.just(Typed(None, ""))
numbers = st.decimals(-9999, 9999, places=3).flatmap(
    lambda number: st.sampled_from(
        [
            Typed(float(number), f"{number}"),
            Typed(f"{number:f}".replace(".", ","), f"{number}"),
            Typed(f" {number:,.3f}".translate(str.maketrans(",.", ".,")), f"{number}"),
        ]
    )
)
wholes = st.integers(0, 500).flatmap(
    lambda number: st.sampled_from([Typed(number, str(number)), Typed(f"{number}", str(number))])
)
days = st.dates(date(2001, 1, 1), date(2026, 9, 1)).flatmap(
    lambda day: st.sampled_from(
        [
            Typed(datetime(day.year, day.month, day.day), day.isoformat()),
            Typed(f"{day:%d/%m/%Y}", day.isoformat()),
            Typed(f"{day.day}-{day.month}-{day.year} ", day.isoformat()),
        ]
    )
)


def words(options: dict[str, list[object]]) -> st.SearchStrategy[Typed]:
    return st.sampled_from([Typed(cell, value) for value, cells in options.items() for cell in cells])


levels = words({"1": [1, "1", "Chưa có"], "3": [3, "3 – Phần lớn", "3 - phần lớn "], "5": ["Đầy đủ và được rà soát"]})
ANSWERS = {
    "5.1.1": levels,
    "5.2.5": wholes,
    "5.2.6": numbers,
    "5.2.7": days,
    "5.2.8": words({"14:30:00": ["14:30", "14h30"], "06:05:00": ["6:05"]}),
    "7.1.1": texts,
    "7.1.2": words(
        {"office lab": ["Văn phòng; Phòng thử nghiệm", "van phong;phong thu nghiem"], "hall": ["Xưởng, dây 2"]}
    ),
    "7.1.3": words({"office": ["Văn phòng", "office"], "hall": ["xưởng, dây 2 "]}),
}
FIELDS = {
    "name": texts,
    "location": texts | blank,
    "note": texts | blank,
    "serial": texts | blank,
    "resolution": texts | blank,
    "period_months": wholes.filter(lambda each: each.value != "0") | blank,
    "status": words({"broken": ["Hỏng", "hong"], "spare": ["Dự phòng"], "in_use": ["Đang dùng"]}),
    "group": words({"1": ["Nhóm 1", 1], "2": ["nhóm 2"]}) | blank,
}
CALIBRATION_FIELDS = {"performed_on": days, "body": texts, "error": numbers | blank, "certificate_number": texts}


def moved(sheet: Sheet, data: st.DataObject, rows: int) -> None:
    """Rows and columns in any order."""
    last = sheet.sheet.max_column
    columns = [1, *data.draw(st.permutations(range(2, last + 1)))]
    order = data.draw(st.permutations(range(sheet.first, sheet.first + rows)))
    numbers_ = [sheet.marks[0].row, sheet.first - 1, *order]
    held = [
        [(cell.value, cell.data_type, cell.number_format) for cell in (sheet.sheet.cell(n, c) for c in columns)]
        for n in numbers_
    ]
    targets = [sheet.marks[0].row, sheet.first - 1, *range(sheet.first, sheet.first + rows)]
    for number, row in zip(targets, held, strict=True):
        for column, (value, kind, number_format) in enumerate(row, start=1):
            cell: Any = sheet.sheet.cell(number, column)
            cell.value = value
            if value is not None:
                cell.data_type = kind
            cell.number_format = number_format


def values_now(plant: Plant, key: str, table: int) -> dict[tuple[str, str], str]:
    with plant.store.reading() as unit:
        made = work_copies.make_copy(unit, plant.cycle_id, key).tables[table]
    return {(row.id, column.key): row.values.get(column.key, "") for row in made.rows for column in made.columns}


def check(plant: Plant, key: str, table: int, edits: dict[tuple[str, str], Typed], data: st.DataObject) -> None:
    with plant.store.reading() as unit:
        copy = work_copies.make_copy(unit, plant.cycle_id, key)
    path = work_copies.write_copy(copy, plant.folder / "property.xlsx")
    rows = {
        (row.values["code"] if "code" in row.values else row.values["owner"].split()[0]): row
        for row in copy.tables[table].rows
    }
    columns = {column.key: column for column in copy.tables[table].columns}
    sheet = Sheet(path, table)
    at = dict(zip(rows, range(sheet.first, sheet.first + len(rows)), strict=True))
    wanted: dict[tuple[str, str], str] = {}
    for (code, column), typed in edits.items():
        sheet.put(at[code], column, typed.cell)
        row = rows[code]
        if not is_same(row.spec(columns[column]), row.values.get(column, ""), typed.value):
            wanted[row.id, column] = typed.value
    moved(sheet, data, len(rows))
    sheet.save()
    before = values_now(plant, key, table)

    read = work_copies.read_work_copy(path)
    with plant.store.reading() as unit:
        preview = work_copies.preview_copy(unit, plant.cycle_id, read)

    brought = {(each.record, each.column): each.value for each in preview.cells}
    specs = {(row.id, name): row.spec(column) for row in rows.values() for name, column in columns.items()}
    assert brought.keys() == wanted.keys()
    assert all(is_same(specs[place], brought[place], value) for place, value in wanted.items())
    assert all(each.outcome is Outcome.TAKE for each in preview.cells)
    assert (preview.new, preview.gone, preview.told) == ((), (), ())
    if not wanted:
        return
    with plant.store.unit("Nhận") as unit:
        work_copies.take_copy(unit, plant.cycle_id, read, preview, Decisions())
    after = values_now(plant, key, table)
    changed = {
        place for place, value in after.items() if not is_same(specs.get(place, Spec()), value, before.get(place, ""))
    }
    assert changed == wanted.keys()
    history.undo(plant.store)
    assert values_now(plant, key, table) == before


few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(data=st.data())
def test_answers_come_back_exactly_as_they_were_edited(plant: Plant, data: st.DataObject) -> None:
    codes = data.draw(st.lists(st.sampled_from(sorted(ANSWERS)), unique=True))
    edits = {(code, "answer"): data.draw(ANSWERS[code]) for code in codes if code != "7.1.3"}
    noted = data.draw(st.lists(st.sampled_from(sorted(ANSWERS)), unique=True))
    edits |= {(code, "note"): data.draw(texts | blank) for code in noted}

    check(plant, "survey", 0, edits, data)


@few
@given(data=st.data())
def test_a_register_comes_back_exactly_as_it_was_edited(plant: Plant, data: st.DataObject) -> None:
    places = data.draw(
        st.lists(st.tuples(st.integers(1, 4), st.sampled_from(sorted(FIELDS))), unique=True, max_size=10)
    )

    check(plant, "instruments", 0, {(f"TB-0{row}", field): data.draw(FIELDS[field]) for row, field in places}, data)


@few
@given(data=st.data())
def test_calibrations_come_back_exactly_as_they_were_edited(plant: Plant, data: st.DataObject) -> None:
    fields = sorted(CALIBRATION_FIELDS)
    places = data.draw(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(fields)), unique=True, max_size=6))
    edits = {(f"TB-0{row}", field): data.draw(CALIBRATION_FIELDS[field]) for row, field in places}

    check(plant, "instruments", 1, edits, data)
