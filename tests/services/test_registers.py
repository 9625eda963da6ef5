"""The registers of standards, processes, people, procedures and environment: what is typed, and the states of lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import UserError
from app.services import inventory
from app.services.instrument_search import find_instruments
from app.services.register_rows import (
    environment_rows,
    people_rows,
    procedure_rows,
    process_rows,
    stop_using,
    use_instrument,
)
from app.services.registers import (
    ENVIRONMENT,
    INSTRUMENTS,
    PEOPLE,
    PROCEDURES,
    PROCESSES,
    STANDARDS,
    CellText,
    Register,
    add_line,
    add_lines,
    edit_field,
    withdraw,
    write_cells,
)
from app.storage.store import Store

AS_OF = date(2026, 11, 24)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.create(tmp_path / "mill.dochuan", person="Nguyễn Thu Hà")
    yield opened
    opened.close()


def added(store: Store, register: Register, **typed: Any) -> Any:
    with store.unit("Thêm") as unit:
        return add_line(unit, register, **typed)


def test_a_block_is_written_and_what_cannot_be_read_is_refused_cell_by_cell(store: Store) -> None:
    first, second = (added(store, INSTRUMENTS, code=code) for code in ("A", "B"))

    with store.unit("Dán") as unit:
        written = write_cells(
            unit,
            INSTRUMENTS,
            [
                CellText(first.id, "location", "Kho"),
                CellText(first.id, "period_months", "hằng năm"),
                CellText(second.id, "period_months", "2 năm"),
            ],
        )

    with store.reading() as unit:
        kept = {each.code: each for each in unit.instruments.all()}
    assert (kept["A"].location, kept["A"].period_months, kept["B"].period_months) == ("Kho", None, 24)
    assert written.cells == 2
    assert [(each.cell.field, each.trouble) for each in written.refused] == [
        ("period_months", "“hằng năm” không phải là số tháng. Nhập như 12.")
    ]


def test_limits_are_read_in_a_unit_that_comes_in_the_same_block(store: Store) -> None:
    gauge = added(store, INSTRUMENTS, code="A")

    with store.unit("Dán") as unit:
        write_cells(unit, INSTRUMENTS, [CellText(gauge.id, "mpe_text", "±0,5 °C"), CellText(gauge.id, "unit", "°C")])

    with store.reading() as unit:
        assert unit.instruments.get(gauge.id).mpe == Decimal("0.5")


def test_new_lines_keep_their_order_and_blank_ones_are_left_out(store: Store) -> None:
    with store.unit("Dán") as unit:
        written = add_lines(unit, PEOPLE, [{"name": "Bình"}, {"name": " "}, {"name": "Hoa", "skill_result": "Đạt"}])

    with store.reading() as unit:
        assert [each.name for each in unit.people.all()] == ["Bình", "Hoa"]
    assert len(written.keys) == 2 and written.cells == 3


def test_a_line_is_withdrawn_with_a_reason_and_its_links_go_with_it(store: Store) -> None:
    process = added(store, PROCESSES, name="Cân bao")
    scale = added(store, INSTRUMENTS, code="CB-01")
    with store.unit("Chọn") as unit:
        use_instrument(unit, process.id, scale.id)
    with pytest.raises(UserError, match="Nêu lý do"), store.unit("Bỏ") as unit:
        withdraw(unit, PROCESSES, [process.id], " ")

    with store.unit("Bỏ") as unit:
        withdraw(unit, PROCESSES, [process.id], "Không còn làm")

    with store.reading() as unit:
        assert unit.processes.all() == [] and unit.links.all() == []
    store.undo()
    with store.reading() as unit:
        assert len(unit.processes.all()) == len(unit.links.all()) == 1


def test_a_standard_is_judged_by_its_certificate_and_never_becomes_an_instrument(store: Store) -> None:
    weight = added(store, STANDARDS, code="QC-1", kind="Chuẩn đo lường", traceable_to="VMI")
    material = added(store, STANDARDS, code="CRM-1", kind="chất chuẩn")
    with store.unit("Ghi") as unit:
        inventory.keep_calibration(
            unit, weight.id, performed_on="01/10/2025", valid_until="01/10/2026", certificate_number="HC-1"
        )

    with pytest.raises(UserError, match="chuẩn đo lường hoặc chất chuẩn"), store.unit("Sửa") as unit:
        edit_field(unit, STANDARDS, material.id, "kind", "instrument")

    with store.reading() as unit:
        rows = inventory.instrument_rows(unit, AS_OF, kinds=inventory.STANDARDS)
        assert [each.status.word for each in rows] == ["Quá hạn", "Chưa hiệu chuẩn"]
        assert inventory.instrument_rows(unit, AS_OF) == []


def test_a_printed_tolerance_sets_limits_nominal_value_and_unit(store: Store) -> None:
    process = added(store, PROCESSES, name="Cân bao", tolerance_text="25 ± 0,25 kg")

    assert (process.nominal, process.tolerance_low, process.tolerance_high, process.unit) == (
        Decimal(25),
        Decimal("24.75"),
        Decimal("25.25"),
        "kg",
    )


def test_a_deviation_follows_the_nominal_value(store: Store) -> None:
    process = added(store, PROCESSES, tolerance_text="±0,5", nominal="121")
    assert (process.tolerance_low, process.tolerance_high) == (Decimal("120.5"), Decimal("121.5"))

    with store.unit("Sửa") as unit:
        process = edit_field(unit, PROCESSES, process.id, "nominal", "118")

    assert (process.tolerance_low, process.tolerance_high) == (Decimal("117.5"), Decimal("118.5"))


def test_a_process_says_what_it_lacks(store: Store) -> None:
    process = added(store, PROCESSES, name="Cân bao")
    scale = added(store, INSTRUMENTS, code="CB-01")

    def state() -> str:
        with store.reading() as unit:
            return process_rows(unit, AS_OF)[0].state.word

    assert state() == "Chưa chọn phương tiện"
    with store.unit("Chọn") as unit:
        use_instrument(unit, process.id, scale.id)
        use_instrument(unit, process.id, scale.id)
    assert state() == "Phương tiện hết hạn"
    with store.unit("Ghi") as unit:
        inventory.keep_calibration(
            unit, scale.id, performed_on="01/10/2026", valid_until="01/10/2027", certificate_number="KĐ-1"
        )
    assert state() == "Chưa có dung sai"
    with store.unit("Sửa") as unit:
        edit_field(unit, PROCESSES, process.id, "tolerance_text", "25 ± 0,25 kg")
    assert state() == "Chưa có U cần đạt"
    with store.unit("Sửa") as unit:
        edit_field(unit, PROCESSES, process.id, "needed_uncertainty", "0,05")
    assert state() == "Đủ thông tin"
    with store.unit("Bỏ") as unit:
        stop_using(unit, process.id, scale.id)
    assert state() == "Chưa chọn phương tiện"


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ({}, "Chưa giao quyền"),
        ({"authorised_for": "Thử pH"}, "Đã giao quyền"),
        ({"authorised_for": "Thử pH", "valid_until": "06/2026"}, "Hết hạn giao quyền"),
        ({"authorised_for": "Thử pH", "valid_until": "10/12/2026"}, "Sắp hết hạn"),
        ({"authorised_for": "Thử pH", "valid_until": "12/2027"}, "Còn quyền"),
        ({"authorised_for": "Thử pH", "valid_until": "12/2027", "skill_result": "Không đạt"}, "Tay nghề không đạt"),
    ],
)
def test_an_authorisation_holds_until_its_end(store: Store, typed: dict[str, str], word: str) -> None:
    added(store, PEOPLE, **typed)

    with store.reading() as unit:
        assert people_rows(unit, AS_OF)[0].state.word == word


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ({}, "Chưa rõ hiệu lực"),
        ({"status": "Dự thảo", "review_due_on": "01/01/2020"}, "Dự thảo"),
        ({"status": "Đang hiệu lực"}, "Đang hiệu lực"),
        ({"status": "Đang hiệu lực", "review_due_on": "Quý I/2026"}, "Quá hạn soát xét"),
        ({"status": "Đang hiệu lực", "review_due_on": "01/12/2026"}, "Sắp soát xét"),
        ({"status": "Đã hủy bỏ"}, "Đã hủy bỏ"),
    ],
)
def test_a_procedure_holds_and_is_reviewed(store: Store, typed: dict[str, str], word: str) -> None:
    added(store, PROCEDURES, **typed)

    with store.reading() as unit:
        assert procedure_rows(unit, AS_OF)[0].state.word == word


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ({}, "Chưa có yêu cầu"),
        ({"limit_high": "65"}, "Chưa đọc"),
        ({"limit_low": "20", "limit_high": "26", "observed_low": "21,5", "observed_high": "25,8"}, "Trong giới hạn"),
        ({"limit_high": "65", "observed_low": "48", "observed_high": "72"}, "Ngoài giới hạn"),
    ],
)
def test_conditions_lie_inside_what_is_required(store: Store, typed: dict[str, str], word: str) -> None:
    added(store, ENVIRONMENT, **typed)

    with store.reading() as unit:
        assert environment_rows(unit, AS_OF)[0].state.word == word


def test_a_printed_month_stays_as_printed_and_a_period_takes_its_first_and_last_day(store: Store) -> None:
    person = added(store, PEOPLE, trained_on="03/2024")
    record = added(store, ENVIRONMENT, observed_from="02/2026", observed_to="02/2026")

    assert (person.trained_on, person.trained_text) == (None, "03/2024")
    assert PEOPLE.texts(person)["trained_on"] == "03/2024"
    assert (record.observed_from, record.observed_to) == (date(2026, 2, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("register", "field", "typed", "sentence"),
    [
        (PEOPLE, "valid_until", "31/11/2026", "Tháng 11 có 30 ngày. Nhập lại theo giấy chứng nhận."),
        (PEOPLE, "skill_result", "khá", "“khá” không có trong danh sách. Chọn một trong: Đạt, Không đạt."),
        (PROCESSES, "price", "-5", "Giá trị này không thể âm. Nhập phần độ lớn, không dấu."),
        (ENVIRONMENT, "observed_low", "ấm", "“ấm” không phải là số. Nhập như 1.234,5 hoặc 0,02."),
    ],
)
def test_what_cannot_be_read_says_why(store: Store, register: Register, field: str, typed: str, sentence: str) -> None:
    record = added(store, register)

    with pytest.raises(UserError) as refusal, store.unit("Sửa") as unit:
        edit_field(unit, register, record.id, field, typed)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("register", [INSTRUMENTS, STANDARDS, PROCESSES, PEOPLE, PROCEDURES, ENVIRONMENT])
def test_what_is_shown_is_read_back_as_it_was(store: Store, register: Register) -> None:
    texts = {
        name: next(word for key, word in field.choices.items() if key)
        if field.choices
        else "2026-05-01"
        if field.example == "dd/mm/yyyy"
        else "12"
        for name, field in register.fields.items()
        if name != "legal_code"
    }
    first = added(store, register, **texts)

    again = added(store, register, **{name: text for name, text in register.texts(first).items() if text})

    assert register.texts(again) == register.texts(first)


def test_the_likeliest_instrument_comes_first(store: Store) -> None:
    for code, name, serial in (("A-231", "Cân", "9"), ("B-1", "Cân", "44-231"), ("231", "Áp kế", "8")):
        added(store, INSTRUMENTS, code=code, name=name, serial=serial)

    with store.reading() as unit:
        rows = inventory.instrument_rows(unit, AS_OF)

    assert [each.instrument.code for each in find_instruments(rows, "231")] == ["231", "B-1", "A-231"]
    assert len(find_instruments(rows, "", most=2)) == 2
