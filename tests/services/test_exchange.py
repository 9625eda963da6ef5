from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import UserError
from app.exchange.preview import Decisions, ListPreview
from app.services.exchange import (
    TakenIn,
    already_present,
    group2_names,
    preview_list,
    take_in,
)
from app.storage.store import Store
from tests.exchange.builders import a_workbook

HEADER = (
    "STT", "Mã TB", "Tên thiết bị", "Số máy", "Phạm vi đo", "Độ chia", "Sai số cho phép", "Ngày KĐ", "Hạn KĐ",
    "Số GCN", "Đơn vị KĐ", "Tình trạng", "Nhóm", "SL",
)  # fmt: skip
FIRST = (1, "C-01", "Cân bàn điện tử", "00123", "Max 300 kg", "0,1 kg", "±0,2 kg", "05/03/2026", "05/03/2027")
SECOND = (2, "C-02", "Nhiệt kế", "N1", "0 ÷ 100 °C", "1", "±2 %", "T3/2026", "Quý I/2027", "00046", "QUATEST 1")
ROWS: tuple[tuple[Any, ...], ...] = (
    (*FIRST, "00045", "QUATEST 1", "Đang dùng", "2", 1),
    (*SECOND, "Hỏng", "", 1),
    (3, "C-03", "Thước dây", "", "0-5 m", "1 mm", "", "31/02/2026", "", "", "", "Dự phòng", "", 3),
    (4, "C-04", "Áp kế", "P1", "0-10 bar", "0,2", "", "", "", "", "Nội bộ", "", "", 1),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.create(tmp_path / "mill.dochuan", person="Nguyễn Thu Hà")
    yield opened
    opened.close()


def a_preview(tmp_path: Path, rows: Sequence[Sequence[Any]] = ROWS, **settled: Any) -> ListPreview:
    path = a_workbook(tmp_path / "danh mục.xlsx", {"DM": [HEADER, *rows]})
    return preview_list(path, Decisions(**settled))


def taken(store: Store, preview: ListPreview) -> TakenIn:
    with store.unit("Nhập danh mục") as unit:
        return take_in(unit, preview)


def test_rows_become_instruments_with_their_last_calibration(tmp_path: Path, store: Store) -> None:
    result = taken(store, a_preview(tmp_path))

    with store.reading() as unit:
        scale, thermometer, tape, gauge = unit.instruments.all()
        first, second, third = unit.calibrations.all()
    assert result == TakenIn(instruments=4, calibrations=3)
    assert (scale.code, scale.serial, scale.unit, scale.range_high, scale.range_low) == (
        "C-01",
        "00123",
        "kg",
        300,
        None,
    )
    assert (scale.group, scale.status, scale.status_text) == ("2", "in_use", "Đang dùng")
    assert str(scale.mpe) == "0.2" and thermometer.mpe is None
    assert (thermometer.status, tape.status) == ("broken", "spare")
    assert (first.performed_on, first.valid_until, first.kind) == (date(2026, 3, 5), date(2027, 3, 5), "verification")
    assert (first.certificate_number, first.body) == ("00045", "QUATEST 1")
    assert (second.performed_on, second.performed_text) == (None, "T3/2026")
    assert second.valid_until_text == "Quý I/2027"
    assert (third.performed_on, third.performed_text) == (None, "31/02/2026")
    assert tape.note == "Số lượng: 3"
    assert gauge.note == "Nơi kiểm định, hiệu chuẩn: Nội bộ"


def test_one_undo_takes_all_back(tmp_path: Path, store: Store) -> None:
    taken(store, a_preview(tmp_path))

    undone = store.undo()

    assert undone is not None and undone[0] == "Nhập danh mục"
    with store.reading() as unit:
        assert (unit.instruments.count(), unit.calibrations.count()) == (0, 0)
    assert store.next_undo() is None


def test_a_preview_alone_writes_nothing(tmp_path: Path, store: Store) -> None:
    preview = a_preview(tmp_path)

    with store.reading() as unit:
        assert already_present(unit, preview) == {}
        assert unit.instruments.count() == 0


def test_the_last_day_of_a_month_is_taken_only_when_the_person_says_so(tmp_path: Path, store: Store) -> None:
    taken(store, a_preview(tmp_path, answers={"partial_date|DM": "last_day"}))

    with store.reading() as unit:
        second = unit.calibrations.all()[1]
    assert (second.performed_on, second.performed_text) == (date(2026, 3, 31), "")
    assert second.valid_until == date(2027, 3, 31)


def test_pieces_become_records_of_their_own_when_asked(tmp_path: Path, store: Store) -> None:
    taken(store, a_preview(tmp_path, answers={"quantity|DM": "each"}))

    with store.reading() as unit:
        tapes = unit.instruments.all(code="C-03")
    assert [each.note for each in tapes] == ["Cái 1/3", "Cái 2/3", "Cái 3/3"]


def test_known_instruments_are_updated_and_keep_what_the_file_leaves_empty(tmp_path: Path, store: Store) -> None:
    taken(store, a_preview(tmp_path))
    changed = [list(ROWS[0]), list(ROWS[1])]
    changed[0][7:10] = ["06/09/2026", "06/09/2027", "00099"]
    changed[0][5] = ""
    preview = a_preview(tmp_path, changed)

    with store.reading() as unit:
        present = already_present(unit, preview)
    result = taken(store, preview)

    assert sorted(present) == [("DM", 2, ""), ("DM", 3, "")]
    assert result == TakenIn(calibrations=1)
    with store.reading() as unit:
        scale = unit.instruments.all(code="C-01")[0]
        assert scale.resolution == "0,1 kg"
        assert [each.certificate_number for each in unit.calibrations.all(instrument_id=scale.id)] == ["00045", "00099"]
        assert unit.instruments.count() == 4


@pytest.mark.parametrize(("existing", "count", "left_out"), [("skip", 4, 4), ("add", 8, 0), ("update", 4, 0)])
def test_what_happens_to_known_instruments_is_the_persons_choice(
    tmp_path: Path, store: Store, existing: str, count: int, left_out: int
) -> None:
    taken(store, a_preview(tmp_path))

    result = taken(store, a_preview(tmp_path, existing=existing))

    with store.reading() as unit:
        assert unit.instruments.count() == count
    assert result.left_out == left_out


def test_the_same_code_on_another_name_and_serial_is_another_instrument(tmp_path: Path, store: Store) -> None:
    taken(store, a_preview(tmp_path))
    other = list(ROWS[0])
    other[2:4] = ["Máy đo ánh sáng", "X9"]

    with store.reading() as unit:
        assert already_present(unit, a_preview(tmp_path, [other])) == {}


def test_true_duplicates_come_in_once_when_the_person_wants_it(tmp_path: Path, store: Store) -> None:
    again = list(ROWS[0])
    again[1] = "C-09"

    result = taken(store, a_preview(tmp_path, [*ROWS, again], duplicates="first"))

    assert (result.instruments, result.left_out) == (4, 1)


def test_an_instrument_of_two_sheets_comes_in_once_when_the_person_wants_it(tmp_path: Path, store: Store) -> None:
    path = a_workbook(tmp_path / "x.xlsx", {"Tổng hợp": [HEADER, *ROWS], "Xưởng": [HEADER, *ROWS[:2]]})

    result = taken(store, preview_list(path, Decisions(duplicates="first")))

    assert (result.instruments, result.left_out) == (4, 2)


def test_rows_that_are_left_out_stay_out(tmp_path: Path, store: Store) -> None:
    result = taken(store, a_preview(tmp_path, left_out=frozenset({("DM", 2), ("DM", 3)})))

    assert (result.instruments, result.left_out) == (2, 2)


def test_nothing_left_to_take_is_said_and_nothing_written(tmp_path: Path, store: Store) -> None:
    rows = frozenset(("DM", row) for row in range(2, 6))

    with pytest.raises(UserError, match="Không còn dòng"):
        taken(store, a_preview(tmp_path, left_out=rows))

    assert store.next_undo() is None


def test_an_open_question_stops_the_taking_in(tmp_path: Path, store: Store) -> None:
    days = [date(2026, 3, 5), "25/03/2026", date(2026, 11, 2), "13/04/2026"]
    rows = [(n, f"C-{n}", "Cân", f"S{n}", "60 kg", "", "", day, "", "", "", "", "", 1) for n, day in enumerate(days)]

    with pytest.raises(UserError, match="Còn câu hỏi"):
        taken(store, a_preview(tmp_path, rows))

    assert store.next_undo() is None


def test_a_changed_mapping_is_remembered_for_the_next_list_of_that_form(tmp_path: Path, store: Store) -> None:
    taken(store, a_preview(tmp_path, mapping={"DM!1": {"K": ("owner",)}}))

    preview = a_preview(tmp_path)

    columns = {column.letter: column for column in preview.tables[0].columns}
    assert (columns["K"].fields, columns["K"].source) == (("owner",), "remembered")


def test_names_that_could_stand_in_the_group_2_list_are_proposed(tmp_path: Path) -> None:
    names = group2_names(a_preview(tmp_path), date(2026, 11, 24))

    assert "Cân bàn điện tử" in names
    assert "Thước dây" not in names or names["Thước dây"]


def test_instruments_side_by_side_in_one_row_are_known_apart(tmp_path: Path, store: Store) -> None:
    header = ("STT", "Tên cân", "Số máy", "Hạn KĐ", None, "STT", "Tên áp kế", "Số máy", "Hạn KĐ")
    row = (1, "Cân", "A1", "01/02/2027", None, 1, "Áp kế", "B1", "01/03/2027")
    twice = (2, "Nhiệt kế", "C1", "01/02/2027", None, 2, "Áp kế", "B1", "01/03/2027")
    path = a_workbook(tmp_path / "two.xlsx", {"DM": [header, row, twice]})
    taken(store, preview_list(path, Decisions(duplicates="first")))

    again = taken(store, preview_list(path, Decisions(duplicates="first")))

    with store.reading() as unit:
        names = [each.name for each in unit.instruments.all()]
    assert names == ["Cân", "Nhiệt kế", "Áp kế"]
    assert again.instruments == 0
