from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.instruments import Instrument
from app.domain.metrology.calibration_status import State
from app.services.inventory import (
    add_instrument,
    edit_calibration,
    edit_instrument,
    instrument_row,
    instrument_rows,
    keep_calibration,
    retire_calibration,
    retire_instrument,
)
from app.services.legal_groups import accept_group, propose_groups
from app.storage.store import Store

AS_OF = date(2026, 11, 24)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.create(tmp_path / "mill.dochuan", person="Nguyễn Thu Hà")
    yield opened
    opened.close()


def two_gauges(store: Store) -> list[str]:
    with store.unit("Thêm phương tiện đo") as unit:
        return [add_instrument(unit, code=f"PI-{n}", name="Đồng hồ áp suất", unit="bar").id for n in (1, 2)]


def kept(store: Store, instrument_id: str) -> Instrument:
    with store.reading() as unit:
        return unit.instruments.get(instrument_id)


def refusal_of(store: Store, instrument_id: str, field: str, text: str) -> str:
    with pytest.raises(UserError) as refusal, store.unit("Sửa") as unit:
        edit_instrument(unit, instrument_id, field, text)
    return str(refusal.value)


def test_rows_carry_state_group_check_and_folded_words(store: Store) -> None:
    first, second = two_gauges(store)
    with store.unit("Ghi lần kiểm định") as unit:
        accept_group(unit, [first], "2", "31")
        keep_calibration(unit, first, kind="Kiểm định", performed_on="10/01/2026", valid_until="31/01/2027")

    with store.reading() as unit:
        rows = {row.instrument.id: row for row in instrument_rows(unit, AS_OF)}

    assert rows[first].legal.valid is True
    assert rows[first].status.state == State.NO_EVIDENCE
    assert rows[second].status.state == State.NEVER
    assert "dong ho ap suat" in rows[first].searchable


def test_a_text_is_kept_tidy_and_a_number_as_typed(store: Store) -> None:
    first, _second = two_gauges(store)

    with store.unit("Sửa") as unit:
        edit_instrument(unit, first, "name", "  Áp kế   hơi ")
        edit_instrument(unit, first, "range_high", "1.230,50")
        edit_instrument(unit, first, "period_months", "1 năm")
        edit_instrument(unit, first, "status", "hong")

    instrument = kept(store, first)
    assert (instrument.name, str(instrument.range_high)) == ("Áp kế hơi", "1230.50")
    assert (instrument.period_months, instrument.status) == (12, "broken")


def test_a_printed_range_sets_its_bounds_and_a_printed_limit_the_mpe(store: Store) -> None:
    first, _second = two_gauges(store)

    with store.unit("Sửa") as unit:
        edit_instrument(unit, first, "range_text", "0 ÷ 16 bar")
        edit_instrument(unit, first, "mpe_text", "±0,25 bar")

    instrument = kept(store, first)
    assert (instrument.range_low, instrument.range_high) == (Decimal(0), Decimal(16))
    assert instrument.mpe == Decimal("0.25")


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("range_high", "mười", "“mười” không phải là số. Nhập như 1.234,5 hoặc 0,02."),
        ("period_months", "0", "Chu kỳ phải từ 1 đến 600 tháng."),
        ("period_months", "hằng năm", "“hằng năm” không phải là số tháng. Nhập như 12."),
        ("group", "3", "“3” không có trong danh sách. Chọn một trong: Nhóm 1, Nhóm 2."),
        ("legal_code", "99z", "Không có dòng “99z” trong danh mục nhóm 2."),
        ("mpe", "-1", "Giá trị này không thể âm. Nhập phần độ lớn, không dấu."),
    ],
)
def test_what_cannot_be_read_is_refused_and_changes_nothing(store: Store, field: str, text: str, sentence: str) -> None:
    first, _second = two_gauges(store)
    before = kept(store, first)

    assert refusal_of(store, first, field, text) == sentence
    assert kept(store, first) == before


def test_a_blank_empties_a_field(store: Store) -> None:
    first, _second = two_gauges(store)
    with store.unit("Sửa") as unit:
        edit_instrument(unit, first, "period_months", "12")

    with store.unit("Sửa") as unit:
        edit_instrument(unit, first, "period_months", "")

    assert kept(store, first).period_months is None


def test_a_month_without_a_day_is_kept_as_text(store: Store) -> None:
    first, _second = two_gauges(store)

    with store.unit("Ghi") as unit:
        calibration = keep_calibration(unit, first, performed_on="03/2024", certificate_number="1E5")

    assert (calibration.performed_on, calibration.performed_text) == (None, "03/2024")
    assert calibration.certificate_number == "1E5"


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("valid_until", "31/11/2026", "Tháng 11 có 30 ngày. Nhập lại theo giấy chứng nhận."),
        ("valid_until", "01/02/2025", "Hạn 01/02/2025 sớm hơn ngày làm 01/03/2026. Xem lại giấy chứng nhận."),
        ("performed_on", "01/01/2099", "Ngày làm không thể ở sau hôm nay. Nhập lại theo giấy chứng nhận."),
        ("expanded_uncertainty", "-0,1", "Giá trị này không thể âm. Nhập phần độ lớn, không dấu."),
    ],
)
def test_a_date_that_cannot_be_is_refused(store: Store, field: str, text: str, sentence: str) -> None:
    first, _second = two_gauges(store)
    with store.unit("Ghi") as unit:
        calibration = keep_calibration(unit, first, performed_on=date(2026, 3, 1))

    with pytest.raises(UserError) as refusal, store.unit("Sửa") as unit:
        edit_calibration(unit, calibration.id, field, text)

    assert str(refusal.value) == sentence


def test_taking_an_instrument_out_asks_why_and_takes_its_calibrations_along(store: Store) -> None:
    first, second = two_gauges(store)
    with store.unit("Ghi") as unit:
        keep_calibration(unit, first, performed_on="01/03/2026")

    with pytest.raises(UserError, match="Nêu lý do"), store.unit("Bỏ") as unit:
        retire_instrument(unit, first, "  ")
    with store.unit("Bỏ") as unit:
        retire_instrument(unit, first, "Thanh lý tháng 10/2026")

    with store.reading() as unit:
        assert [each.id for each in unit.instruments.all()] == [second]
        assert unit.calibrations.all() == []


def test_a_calibration_that_is_taken_out_no_longer_counts(store: Store) -> None:
    first, _second = two_gauges(store)
    with store.unit("Ghi") as unit:
        calibration = keep_calibration(unit, first, performed_on="01/03/2026")

    with store.unit("Bỏ") as unit:
        retire_calibration(unit, calibration.id, "Nhầm phương tiện đo")

    with store.reading() as unit:
        assert instrument_row(unit, first, AS_OF).status.state == State.NEVER


def test_group_2_is_proposed_by_name_and_settled_by_a_person(store: Store) -> None:
    ids = two_gauges(store)
    with store.reading() as unit:
        proposed = propose_groups(unit, AS_OF)

    assert [(each.name, each.candidates[0].code) for each in proposed] == [("Đồng hồ áp suất", "31")]
    assert (proposed[0].table.key, proposed[0].is_current) == ("group2_2020", False)
    assert kept(store, ids[0]).group == ""

    with store.unit("Xác nhận nhóm 2") as unit:
        accept_group(unit, ids, "2", "31")

    assert (kept(store, ids[0]).group, kept(store, ids[0]).legal_code) == ("2", "31")
    with store.reading() as unit:
        assert propose_groups(unit, AS_OF) == ()


def test_group_1_carries_no_line_of_the_list(store: Store) -> None:
    ids = two_gauges(store)

    with store.unit("Xác nhận nhóm 1") as unit:
        accept_group(unit, ids, "1", "31")

    assert kept(store, ids[0]).legal_code == ""
