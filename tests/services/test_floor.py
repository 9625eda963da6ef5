"""The floor walk: areas, sightings, the finder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.services import dossiers, floor, inventory
from app.services.floor import FloorRow, areas, floor_rows, next_unseen, sight, twin_of
from app.services.floor_finder import find, is_exact, label_code, scanned
from app.storage.store import Store

TODAY = date(2026, 11, 24)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = dossiers.create_dossier(tmp_path / "a.dochuan", person="Hà", enterprise="An Lạc", surveyed_on=TODAY)
    with made.unit("Nhập") as unit:
        for code, name, serial, location in (
            ("AP-10", "Áp kế lò xo", "20417", "Phân xưởng chiết, dây 2"),
            ("AP-9", "Áp kế lò xo", "20421", "phan xuong chiet – bình CO2"),
            ("CD-005", "Cân kiểm tra động", "CW-0091", "Phân xưởng chiết, dây 1"),
            ("NK-004", "Nhiệt kế điện trở", "T-0608", "PX-1 - thanh trùng"),
            ("", "Đồng hồ vạn năng", "91", ""),
        ):
            inventory.add_instrument(unit, code=code, name=name, serial=serial, location=location)
    yield made
    made.close()


def _rows(store: Store) -> list[FloorRow]:
    with store.reading() as unit:
        return floor_rows(unit, dossiers.current_cycle(unit).id, TODAY)


def _see(store: Store, code: str, state: str, **given: str) -> None:
    key = next(each.id for each in _rows(store) if each.instrument.code == code)
    with store.unit("Ghi nhận") as unit:
        sight(unit, dossiers.current_cycle(unit).id, key, state, **given)


def _row(store: Store, code: str) -> FloorRow:
    return next(each for each in _rows(store) if each.instrument.code == code)


def test_locations_are_one_area_however_they_are_spelt(store: Store) -> None:
    found = areas(_rows(store))

    assert [(each.name, each.total) for each in found] == [("Phân xưởng chiết", 3), ("PX-1", 1), ("", 1)]


def test_within_an_area_codes_are_in_the_order_of_their_numbers(store: Store) -> None:
    codes = [each.instrument.code for each in _rows(store)]

    assert codes == ["AP-9", "AP-10", "CD-005", "NK-004", ""]


def test_an_answer_says_who_saw_it_and_counts_in_its_area(store: Store) -> None:
    _see(store, "AP-10", "label_wrong")

    row = _row(store, "AP-10")
    assert row.state == "label_wrong"
    assert row.sighting is not None and row.sighting.seen_by == "Hà" and row.sighting.seen_at is not None
    assert areas(_rows(store))[0].seen == 1


def test_another_answer_takes_the_place_of_the_first_and_keeps_the_note(store: Store) -> None:
    _see(store, "AP-10", "not_seen", reason="Đang cho mượn")
    key = _row(store, "AP-10").id
    with store.unit("Ghi chú") as unit:
        floor.write_note(unit, dossiers.current_cycle(unit).id, key, "Hỏi lại anh Bình")

    _see(store, "AP-10", "seen")

    sighting = _row(store, "AP-10").sighting
    assert sighting is not None
    assert (sighting.state, sighting.reason, sighting.note) == ("seen", "", "Hỏi lại anh Bình")


def test_a_reason_that_is_added_later_leaves_the_moment_as_it_was(store: Store) -> None:
    _see(store, "AP-10", "not_seen")
    before = _row(store, "AP-10").sighting

    _see(store, "AP-10", "not_seen", reason="Đã thanh lý")

    after = _row(store, "AP-10").sighting
    assert before is not None and after is not None
    assert (after.seen_at, after.reason) == (before.seen_at, "Đã thanh lý")


def test_an_undone_answer_is_as_if_it_had_not_been_given(store: Store) -> None:
    _see(store, "AP-10", "seen")

    store.undo()

    assert _row(store, "AP-10").sighting is None


def test_what_was_taken_back_counts_as_not_looked_for(store: Store) -> None:
    _see(store, "AP-10", "seen")

    with store.unit("Bỏ ghi nhận") as unit:
        floor.take_back(unit, dossiers.current_cycle(unit).id, _row(store, "AP-10").id)

    assert _row(store, "AP-10").state == ""


def test_a_note_before_any_answer_is_refused_in_words(store: Store) -> None:
    with store.unit("Ghi chú") as unit, pytest.raises(UserError, match="phím 1 đến 5"):
        floor.write_note(unit, dossiers.current_cycle(unit).id, _row(store, "AP-10").id, "x")


def test_the_register_keeps_its_location_until_it_is_told(store: Store) -> None:
    _see(store, "AP-10", "moved", place="Kho")
    unchanged = _row(store, "AP-10").instrument.location

    with store.unit("Sửa nơi dùng") as unit:
        floor.write_place_into_register(unit, dossiers.current_cycle(unit).id, _row(store, "AP-10").id)

    assert unchanged == "Phân xưởng chiết, dây 2"
    assert _row(store, "AP-10").instrument.location == "Kho"


def test_an_instrument_in_no_list_comes_into_the_register_and_is_seen_as_new(store: Store) -> None:
    with store.unit("Thêm") as unit:
        made = floor.add_found(
            unit, dossiers.current_cycle(unit).id, name="Cân bàn", serial="B-7", location="Kho", range_text="0…30 kg"
        )

    row = next(each for each in _rows(store) if each.id == made.id)
    assert (row.state, row.area, row.instrument.range_text) == ("new", "kho", "0…30 kg")


def test_a_new_instrument_needs_a_name(store: Store) -> None:
    with store.unit("Thêm") as unit, pytest.raises(UserError, match="Ghi tên"):
        floor.add_found(unit, dossiers.current_cycle(unit).id, name=" ", serial="B-7")


def test_a_serial_number_that_is_there_already_is_found_however_it_is_spaced(store: Store) -> None:
    twin = twin_of(_rows(store), serial="cw - 0091")

    assert twin is not None and twin.instrument.code == "CD-005"
    assert twin_of(_rows(store), serial="", code="") is None


def test_the_next_unseen_one_is_behind_this_one_and_then_from_the_top(store: Store) -> None:
    _see(store, "AP-10", "seen")
    rows = _rows(store)
    by_code = {each.instrument.code: each.id for each in rows}

    assert next_unseen(rows, by_code["AP-9"]) == by_code["CD-005"]
    assert next_unseen(rows, by_code[""]) == by_code["AP-9"]


def test_three_digits_find_the_serial_number_that_ends_with_them(store: Store) -> None:
    found = find(_rows(store), "091")

    assert found.certain
    assert found.best is not None and found.best.instrument.code == "CD-005"


def test_a_whole_serial_number_comes_before_one_that_ends_so(store: Store) -> None:
    found = find(_rows(store), "91")

    assert found.best is not None and found.best.instrument.serial == "91"
    assert len(found.hits) == 2 and found.certain


def test_words_are_found_without_accents_and_two_equal_hits_are_not_certain(store: Store) -> None:
    found = find(_rows(store), "ap ke")

    assert [each.instrument.code for each in found.hits] == ["AP-9", "AP-10"]
    assert not found.certain


def test_nothing_typed_finds_nothing(store: Store) -> None:
    assert find(_rows(store), " ").best is None


def test_what_a_label_holds_leads_to_its_instrument_alone(store: Store) -> None:
    rows = _rows(store)

    held = {each.id: label_code(each.instrument) for each in rows}

    assert all([row.id for row in rows if is_exact(row, held[each])] == [each] for each in held)


def test_a_laboratory_s_label_leads_to_its_instrument_by_the_part_that_is_its_number(store: Store) -> None:
    rows = _rows(store)

    by_link = scanned(rows, "https://kd.example.vn/tem?so=CW-0091&den=2027-03")
    by_fields = scanned(rows, "QUATEST;AP-10;2026")

    assert by_link is not None and by_link.instrument.code == "CD-005"
    assert by_fields is not None and by_fields.instrument.code == "AP-10"
    assert scanned(rows, "https://kd.example.vn/") is None
