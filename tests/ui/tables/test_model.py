"""The one table model: order, filter, editing in place with refused text kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.ui.tables.model import RECORD, SORT, STATE, TROUBLE, Column, Draft, TableModel


@dataclass(frozen=True)
class Gauge:
    id: str
    name: str
    days: int | None = None


GAUGES = [Gauge("1", "Đồng hồ", 5), Gauge("2", "áp kế", None), Gauge("3", "Cân", -3), Gauge("4", "", 9)]
COLUMNS: tuple[Column[Gauge], ...] = (
    Column(title="Tên", show=lambda each: each.name, field="name"),
    Column(
        title="Còn",
        show=lambda each: "" if each.days is None else str(each.days),
        sort=lambda each: each.days,
        state=lambda each: ("ok", "Còn hạn"),
    ),
)


def a_model(kept: list[tuple[str, str]] | None = None) -> TableModel[Gauge]:
    def write(gauge: Gauge, field: str, text: str) -> None:
        if text == "sai":
            raise ValueError("Tên này sai.")
        if kept is not None:
            kept.append((gauge.id, text))
        model.replace([replace(gauge, name=text)])

    model = TableModel(COLUMNS, key=lambda each: each.id, write=write if kept is not None else None)
    model.show_records(GAUGES)
    return model


def names(model: QAbstractItemModel) -> list[str]:
    return [str(model.index(row, 0).data() or "") for row in range(model.rowCount())]


def test_the_model_keeps_qt_s_rules(qtbot: QtBot) -> None:
    model = a_model([])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.sort(1)
    model.filter_by(lambda each: each.days is not None)
    model.setData(model.index(0, 0), "Mới")
    model.show_records(GAUGES[:1])

    assert tester.model() is model


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_what_is_blank_comes_last_in_both_directions(order: Qt.SortOrder) -> None:
    model = a_model()

    model.sort(1, order)

    assert names(model)[-1] == "áp kế"


def test_words_are_sorted_without_regard_to_case_and_accents() -> None:
    model = a_model()

    model.sort(0)

    assert names(model) == ["áp kế", "Cân", "Đồng hồ", ""]


def test_a_filter_keeps_the_order() -> None:
    model = a_model()
    model.sort(1)

    model.filter_by(lambda each: "n" in each.name or each.days == 9)

    assert names(model) == ["Cân", "Đồng hồ", ""]
    assert (model.row_of("1"), model.row_of("2")) == (1, -1)


def test_typed_text_goes_to_its_record() -> None:
    kept: list[tuple[str, str]] = []
    model = a_model(kept)

    done = model.setData(model.index(model.row_of("3"), 0), "Cân bàn")

    assert done
    assert kept == [("3", "Cân bàn")]
    assert model.index(model.row_of("3"), 0).data() == "Cân bàn"


def test_text_that_did_not_change_is_not_written() -> None:
    kept: list[tuple[str, str]] = []
    model = a_model(kept)

    assert model.setData(model.index(model.row_of("3"), 0), "Cân")

    assert kept == []


def test_refused_text_stays_with_its_reason_until_put_right() -> None:
    model = a_model([])
    said: list[str] = []
    model.refused.connect(said.append)
    cell = model.index(model.row_of("3"), 0)

    done = model.setData(cell, "sai")

    assert not done
    assert said == ["Tên này sai."]
    assert (cell.data(), cell.data(TROUBLE)) == ("sai", "Tên này sai.")
    assert cell.data(Qt.ItemDataRole.EditRole) == "sai"
    assert model.setData(cell, "Cân tốt")
    assert (cell.data(), cell.data(TROUBLE)) == ("Cân tốt", "")


def test_refused_text_can_be_given_up() -> None:
    model = a_model([])
    cell = model.index(model.row_of("3"), 0)
    model.setData(cell, "sai")

    model.give_up(cell)

    assert cell.data() == "Cân"
    assert not model.has_drafts()


def test_a_cell_tells_its_sort_value_record_state_and_words_for_a_screen_reader() -> None:
    model = a_model()
    cell = model.index(model.row_of("3"), 1)

    assert (cell.data(SORT), cell.data(RECORD).id, cell.data(STATE)) == (-3, "3", ("ok", "Còn hạn"))
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Còn: -3"


def test_only_columns_with_a_field_are_typed_in_and_only_where_one_may_write() -> None:
    editable = Qt.ItemFlag.ItemIsEditable
    writing, reading = a_model([]), a_model()

    assert writing.flags(writing.index(0, 0)) & editable
    assert not writing.flags(writing.index(0, 1)) & editable
    assert not reading.flags(reading.index(0, 0)) & editable


def a_growing_model(added: list[tuple[str, str]]) -> TableModel[Gauge]:
    """One whose empty line makes gauges that are pinned as they come."""

    def add(field: str, text: str) -> None:
        added.append((field, text))
        model.pin(["9"])
        model.show_records([*model._all, Gauge("9", text)])

    model = TableModel(COLUMNS, key=lambda each: each.id, write=lambda *_given: None, add=add)
    model.show_records(GAUGES)
    return model


def test_typing_into_the_empty_line_adds_a_record_that_stays_last(qtbot: QtBot) -> None:
    added: list[tuple[str, str]] = []
    model = a_growing_model(added)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.filter_by(lambda each: each.days is not None)
    last = model.rowCount() - 1

    done = model.setData(model.index(last, 0), "An")

    assert done and tester.model() is model
    assert added == [("name", "An")]
    assert model.index(last, 0).data() == "An" and model.is_empty_line(last + 1)
    assert model.count() == last + 1


def test_the_empty_line_holds_nothing_and_a_blank_adds_nothing() -> None:
    added: list[tuple[str, str]] = []
    model = a_growing_model(added)
    cell = model.index(model.count(), 0)

    model.setData(cell, "  ")

    assert added == []
    assert (cell.data(), cell.data(RECORD), cell.data(STATE)) == ("", None, None)


def test_what_was_added_is_sorted_in_once_one_sorts_again() -> None:
    model = a_growing_model([])
    model.setData(model.index(model.count(), 0), "An")

    model.sort(0)

    assert names(model)[0] == "An"


def test_lines_keep_their_places_when_their_records_are_read_again() -> None:
    model = a_model()
    model.sort(0)
    before = names(model)

    model.show_records([replace(each, days=0) for each in reversed(GAUGES)])

    assert names(model) == before


def test_refused_texts_of_a_block_are_found_in_the_order_of_the_table() -> None:
    model = a_model([])
    model.keep_drafts({("3", "name"): Draft("x", "Sai."), ("1", "name"): Draft("y", "Sai.")})

    cells = model.draft_cells()

    assert [each.data() for each in cells] == ["x", "y"]


def test_a_refused_text_goes_when_its_field_was_put_right_elsewhere() -> None:
    model = a_model([])
    model.keep_drafts({("3", "name"): Draft("x", "Sai.")})

    model.replace([replace(GAUGES[2], days=7)])
    assert model.has_drafts()
    model.replace([replace(GAUGES[2], name="Cân bàn")])

    assert not model.has_drafts()
