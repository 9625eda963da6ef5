"""Studies on the spot: numbers, sheets, readings kept as typed, doubts, and what is never lost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.instruments import Instrument
from app.domain.keys import new_key
from app.domain.processes import Process
from app.domain.readings_sheet import Cell
from app.domain.studies import Study, study_code
from app.services import dossiers
from app.services.studies import (
    TypedReading,
    edit_study,
    history_of,
    keep_reading,
    keep_readings,
    live_statistics,
    mark_reading,
    readings_grid,
    retire_study,
    start_study,
    study_limits,
    study_rows,
)
from app.services.studies_paper import paper_sheet
from app.storage.store import Store
from app.storage.unit import Unit


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = dossiers.create_dossier(tmp_path / "a.dochuan", person="Thu Hà", enterprise="Công ty An Lạc")
    yield made
    made.close()


def begin(unit: Unit, kind: str = "gauge_rr", **given: str) -> Study:
    return start_study(unit, dossiers.current_cycle(unit).id, kind, **given)  # type: ignore[arg-type]


def a_study(store: Store, kind: str = "bias", *values: str) -> Study:
    with store.unit("Đo") as unit:
        study = begin(unit, kind)
        for trial, value in enumerate(values, 1):
            keep_reading(unit, study.id, 1, 1, trial, value)
    return study


def test_each_kind_counts_for_itself_and_a_number_is_never_given_again(store: Store) -> None:
    with store.unit("Đo") as unit:
        codes = [study_code(begin(unit, kind)) for kind in ("gauge_rr", "lot", "gauge_rr", "type1", "bias")]
    with store.unit("Đo thêm") as unit:
        begin(unit)
    store.undo()
    with store.unit("Bỏ") as unit:
        retire_study(unit, unit.studies.all(kind="lot")[0].id, "nhầm dây chuyền")

    with store.unit("Đo") as unit:
        later = [study_code(begin(unit, kind)) for kind in ("gauge_rr", "lot")]

    assert codes == ["RR-01", "LO-01", "RR-02", "T1-01", "DC-01"]
    assert later == ["RR-04", "LO-02"]


def test_a_study_takes_over_what_the_registers_know(store: Store) -> None:
    with store.unit("Danh mục") as unit:
        instrument = unit.instruments.keep(
            Instrument(id=new_key(), code="PN-002", unit="mm", resolution="0,001 mm", location="Xưởng phôi")
        )
        process = unit.processes.keep(
            Process(
                id=new_key(),
                measured="Chiều dày thành phôi PET",
                unit="mm",
                nominal=Decimal("2.90"),
                tolerance_low=Decimal("2.85"),
                tolerance_high=Decimal("2.95"),
            )
        )

    with store.unit("Đo") as unit:
        study = begin(unit, instrument_id=instrument.id, process_id=process.id)

    assert (study.title, study.unit, study.resolution) == ("Chiều dày thành phôi PET", "mm", Decimal("0.001"))
    assert (study.tolerance_low, study.tolerance_high) == (Decimal("2.85"), Decimal("2.95"))
    assert (study.location, study.measured_by) == ("Xưởng phôi", "Thu Hà")
    assert (study.parts, study.operators, study.trials) == (10, 3, 3)


def test_a_reading_is_kept_digit_for_digit_with_who_and_when(store: Store) -> None:
    study = a_study(store, "bias", "12,480")

    with store.reading() as unit:
        reading = readings_grid(unit, study.id).readings[Cell(1, 1, 1)]

    assert reading.value == "12,480"
    assert reading.read_by == "Thu Hà"
    assert reading.read_at is not None


def test_typing_over_keeps_one_reading_and_the_history_the_other(store: Store) -> None:
    study = a_study(store, "bias", "12,48", "12,49")

    with store.unit("Sửa") as unit:
        again = keep_reading(unit, study.id, 1, 1, 1, "12,50")

    with store.reading() as unit:
        assert again is not None
        assert history_of(unit, again) == ["12,48"]
        assert readings_grid(unit, study.id).entered == 2
    store.undo()
    with store.reading() as unit:
        assert readings_grid(unit, study.id).readings[Cell(1, 1, 1)].value == "12,48"


def test_a_refused_text_changes_nothing(store: Store) -> None:
    study = a_study(store, "bias", "12,48")

    with pytest.raises(UserError), store.unit("Sửa") as unit:
        keep_reading(unit, study.id, 1, 1, 1, "12,4x")

    with store.reading() as unit:
        assert readings_grid(unit, study.id).readings[Cell(1, 1, 1)].value == "12,48"


def test_a_smaller_shape_leaves_the_readings_and_a_larger_one_shows_them_again(store: Store) -> None:
    study = a_study(store, "bias", *["1,0"] * 6)

    with store.unit("Sửa") as unit:
        edit_study(unit, study.id, "trials", "4")
    with store.reading() as unit:
        smaller = readings_grid(unit, study.id)
    with store.unit("Sửa") as unit:
        edit_study(unit, study.id, "trials", "10")
    with store.reading() as unit:
        larger = readings_grid(unit, study.id)

    assert (smaller.entered, len(smaller.outside), smaller.wanted) == (4, 2, 4)
    assert (larger.entered, len(larger.outside), larger.wanted) == (6, 0, 10)


def test_a_cell_outside_the_sheet_takes_no_reading(store: Store) -> None:
    study = a_study(store, "bias", "1")

    with pytest.raises(UserError, match="ngoài phiếu"), store.unit("Đo") as unit:
        keep_reading(unit, study.id, 2, 1, 1, "1,0")


def test_a_doubted_reading_stays_in_all_lists_and_is_not_emptied(store: Store) -> None:
    study = a_study(store, "bias", "1,0", "1,1", "9,0")
    with store.unit("Đánh dấu") as unit:
        mark_reading(unit, readings_grid(unit, study.id).readings[Cell(1, 1, 3)].id, suspect=True, reason="tay run")

    with pytest.raises(UserError, match="nghi ngờ"), store.unit("Xóa") as unit:
        keep_reading(unit, study.id, 1, 1, 3, "")

    with store.reading() as unit:
        sheet = readings_grid(unit, study.id)
        assert live_statistics(sheet).count == 3
        assert live_statistics(sheet, marked=False).mean == Decimal("1.05")
        assert study_rows(unit, study.cycle_id)[0].suspect == 1


def test_a_new_number_settles_the_doubt_on_the_one_before(store: Store) -> None:
    study = a_study(store, "bias", "9,0")
    with store.unit("Đánh dấu") as unit:
        mark_reading(unit, readings_grid(unit, study.id).readings[Cell(1, 1, 1)].id, suspect=True, reason="tay run")

    with store.unit("Đo lại") as unit:
        again = keep_reading(unit, study.id, 1, 1, 1, "1,0")

    assert again is not None
    assert (again.value, again.mark, again.reason) == ("1,0", "", "")


def test_a_mark_asks_for_its_reason(store: Store) -> None:
    study = a_study(store, "bias", "1")

    with pytest.raises(UserError, match="lý do"), store.unit("Đánh dấu") as unit:
        mark_reading(unit, readings_grid(unit, study.id).readings[Cell(1, 1, 1)].id, suspect=True, reason="  ")


def test_an_emptied_cell_is_empty_and_undo_brings_it_back(store: Store) -> None:
    study = a_study(store, "bias", "1,0")
    with store.unit("Xóa ô") as unit:
        assert keep_reading(unit, study.id, 1, 1, 1, " ") is None

    store.undo()

    with store.reading() as unit:
        assert readings_grid(unit, study.id).entered == 1


def test_of_a_block_the_wrong_cells_are_refused_alone(store: Store) -> None:
    study = a_study(store, "bias")
    texts = ["12.48", "12.480", "abc", "12.5"]

    with store.unit("Dán") as unit:
        kept = keep_readings(
            unit, study.id, [TypedReading(Cell(1, 1, trial), text) for trial, text in enumerate(texts, 1)]
        )

    with store.reading() as unit:
        readings = readings_grid(unit, study.id).readings
    assert kept.written == 3
    assert [each.typed.text for each in kept.refused] == ["abc"]
    assert [readings[Cell(1, 1, trial)].value for trial in (1, 2, 4)] == ["12,48", "12,480", "12,5"]


def test_a_withdrawn_study_goes_with_its_readings_and_comes_back_with_them(store: Store) -> None:
    study = a_study(store, "bias", "1", "2")
    with store.unit("Bỏ") as unit:
        retire_study(unit, study.id, "đo nhầm mẫu")
        assert unit.readings.count() == 0

    store.undo()

    with store.reading() as unit:
        assert readings_grid(unit, study.id).entered == 2


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("trials", "0", "từ 1 đến 500"),
        ("trials", "2,5", "số nguyên"),
        ("trials", "", "số nguyên"),
        ("humidity", "140", "Độ ẩm"),
        ("temperature", "2300", "°C"),
        ("resolution", "0", "lớn hơn 0"),
        ("tolerance_high", "1", "nhỏ hơn"),
        ("nominal", "abc", "không phải là số"),
        ("lot_size", "0", "Cỡ lô"),
    ],
)
def test_a_wrong_field_says_what_is_wrong_and_changes_nothing(store: Store, field: str, text: str, said: str) -> None:
    study = a_study(store, "bias")
    with store.unit("Sửa") as unit:
        before = edit_study(unit, study.id, "tolerance_low", "2,85")

    with pytest.raises(UserError, match=said), store.unit("Sửa") as unit:
        edit_study(unit, study.id, field, text)

    with store.reading() as unit:
        assert unit.studies.get(study.id) == before


def test_a_lot_is_seen_against_t_and_2t_with_the_tare_taken_off(store: Store) -> None:
    study = a_study(store, "lot")
    with store.unit("Sửa") as unit:
        for field, text in (("unit", "g"), ("nominal", "500"), ("tare", "12,5"), ("lot_size", "1200")):
            edit_study(unit, study.id, field, text)
        keep_reading(unit, study.id, 1, 1, 1, "513,0")

    with store.reading() as unit:
        sheet = readings_grid(unit, study.id)

    assert live_statistics(sheet).mean == Decimal("500.5")
    assert [each.value for each in study_limits(sheet.study)] == [470, 485, 500]


def test_a_sheet_of_too_many_cells_is_refused(store: Store) -> None:
    study = a_study(store, "gauge_rr")

    with pytest.raises(UserError, match="10000 ô"), store.unit("Sửa") as unit:
        edit_study(unit, study.id, "parts", "5000")


def test_the_paper_sheet_tells_what_is_known_and_leaves_lines_for_the_rest(store: Store) -> None:
    study = a_study(store, "type1")
    with store.unit("Sửa") as unit:
        for field, text in (
            ("title", "Chốt chuẩn"),
            ("unit", "mm"),
            ("reference", "20,00"),
            ("location", "Xưởng phôi"),
        ):
            edit_study(unit, study.id, field, text)

    with store.reading() as unit:
        _sheet, head = paper_sheet(unit, study.id)

    facts = dict(head.facts)
    assert (head.code, head.title) == ("T1-01", "Chốt chuẩn")
    assert "Công ty An Lạc" in head.site
    assert (facts["Giá trị quy chiếu"], facts["Nơi đo"]) == ("20,00", "Xưởng phôi")
    assert (facts["Ngày đo"], facts["Người ghi"], facts["Phương tiện đo"]) == ("", "", "")
