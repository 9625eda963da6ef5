"""Readings at planned days and out of turn; what cannot be right is refused, what was not read stays a gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.goals import Goal
from app.domain.planned_readings import Slot
from app.domain.reading_fields import Typed
from app.services import indicator_readings as deeds
from tests.services.monitored import TODAY, Case, a_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = a_case(tmp_path)
    yield made
    made.store.close()


def slots(case: Case, goal: Goal) -> tuple[Slot, ...]:
    with case.store.reading() as unit:
        return deeds.slots_of_goal(unit, goal, TODAY)


def keep(case: Case, goal: Goal, key: str = "", **typed: str) -> None:
    with case.writing() as unit:
        deeds.keep_reading(unit, goal.id, Typed(**({"read_on": "01/11/2026"} | typed)), TODAY, key)


def test_reading_into_a_proposed_day_keeps_the_whole_plan(case: Case) -> None:
    goal = case.goal()
    first = slots(case, goal)[0]

    keep(
        case,
        goal,
        first.key,
        read_on="02/05/2026",
        value="72,5 %",
        expanded_uncertainty="1,5",
        coverage_factor="2",
        source="Danh mục",
    )

    found = slots(case, goal)
    assert [each.state for each in found] == ["read", "missed", "missed", "coming"]
    read = next(each.reading for each in found if each.state == "read")
    assert read is not None
    assert (read.planned_on, read.value, read.expanded_uncertainty) == (
        date(2026, 4, 30),
        Decimal("72.5"),
        Decimal("1.5"),
    )
    assert read.read_by == "Thu Hà"
    case.store.undo()
    assert [each.reading for each in slots(case, goal)] == [None] * 4


def test_a_reading_out_of_turn_stands_beside_the_plan(case: Case) -> None:
    goal = case.goal()

    keep(case, goal, value="80")

    found = slots(case, goal)
    assert [each.state for each in found] == ["missed", "missed", "near", "read", "coming"]


def test_a_planned_day_without_a_value_is_a_gap_with_a_reason(case: Case) -> None:
    goal = case.goal()

    keep(case, goal, slots(case, goal)[1].key, value="", note="Cân hỏng cả tháng.")
    with pytest.raises(UserError, match="ghi lý do"):
        keep(case, goal, slots(case, goal)[0].key, value="")

    assert [each.state for each in slots(case, goal)] == ["missed", "gap", "missed", "coming"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"value": "cao"}, "không phải là số"),
        ({"value": "101"}, "từ 0 đến 100"),
        ({"value": "80 mm"}, "tính bằng %, không phải mm"),
        ({"value": "80", "read_on": "25/11/2026"}, "chưa tới"),
        ({"value": "80", "read_on": "01/01/2026"}, "ngày của giá trị ban đầu"),
        ({"value": "80", "read_on": "11/2026"}, "đủ ngày"),
        ({"value": "80", "expanded_uncertainty": "-1"}, "lớn hơn 0"),
        ({"value": "80", "k": "8"}, "cả số đạt và tổng số"),
        ({"value": "80", "k": "9", "n": "8"}, "phải từ 0 đến tổng số"),
        ({"value": "80", "k": "3", "n": "10"}, "3 trên 10 là 30 %"),
        ({"value": "80", "k": "x", "n": "10"}, "số nguyên không âm"),
        ({"value": ""}, "cần có giá trị"),
    ],
)
def test_what_cannot_be_right_is_refused_in_words_and_changes_nothing(
    case: Case, typed: dict[str, str], sentence: str
) -> None:
    goal = case.goal()

    with pytest.raises(UserError, match=sentence):
        keep(case, goal, **typed)

    assert all(each.reading is None for each in slots(case, goal))


def test_a_value_far_from_all_others_needs_a_note_that_says_why(case: Case) -> None:
    goal = case.goal(unit="triệu đồng/năm", baseline=Decimal(120), target=Decimal(60))

    with pytest.raises(UserError, match="cách xa mọi giá trị"):
        keep(case, goal, value="1.150")
    keep(case, goal, value="1.150", note="Tính cả dây chuyền mới.")

    assert [each.state for each in slots(case, goal)].count("read") == 1


def test_counts_give_the_share(case: Case) -> None:
    goal = case.goal()

    keep(case, goal, value="", k="34", n="42")

    read = next(each.reading for each in slots(case, goal) if each.state == "read")
    assert read is not None
    assert (read.value, read.k, read.n) == (Decimal("81.0"), 34, 42) or read.value == Decimal(81)


def test_a_computed_indicator_is_taken_from_the_data_with_its_counts_and_source(case: Case) -> None:
    goal = case.goal(indicator_key="group1_in_plan")
    for code, until in (("PI-1", "31/12/2026"), ("PI-2", "30/06/2026")):
        instrument = case.instrument(code, until)
        with case.writing() as unit:
            unit.instruments.keep(replace(unit.instruments.get(instrument), period_months=12))

    with case.writing() as unit:
        reading = deeds.measure_again(unit, goal.id, TODAY)

    assert (reading.value, reading.k, reading.n, reading.read_on) == (Decimal(50), 1, 2, TODAY)
    assert "1 trong 2" in reading.source


def test_an_indicator_that_is_not_measured_says_why_and_a_typed_one_has_no_data(case: Case) -> None:
    computed, typed = case.goal(indicator_key="group2_valid"), case.goal()

    with pytest.raises(UserError, match="chưa có phương tiện đo nhóm 2"), case.writing() as unit:
        deeds.measure_again(unit, computed.id, TODAY)
    with pytest.raises(UserError, match="bằng tay"), case.writing() as unit:
        deeds.measure_again(unit, typed.id, TODAY)


def test_the_plan_can_be_kept_moved_extended_and_made_anew(case: Case) -> None:
    goal = case.goal()
    with case.writing() as unit:
        deeds.plan_readings(unit, goal.id)
    first = slots(case, goal)[0]
    with case.writing() as unit:
        deeds.move_planned_day(unit, first.key, "15/05/2026")
        deeds.add_planned_day(unit, goal.id, "01/09/2026")
    with pytest.raises(UserError, match="đã có trong lịch đo"), case.writing() as unit:
        deeds.add_planned_day(unit, goal.id, "01/09/2026")

    assert [each.planned_on for each in slots(case, goal)] == [
        date(2026, 5, 15),
        date(2026, 7, 31),
        date(2026, 9, 1),
        date(2026, 10, 31),
        date(2026, 12, 31),
    ]
    with case.writing() as unit:
        deeds.plan_readings(unit, goal.id)
    assert len(slots(case, goal)) == 4


def test_a_reading_taken_back_leaves_its_planned_day_waiting(case: Case) -> None:
    goal = case.goal()
    keep(case, goal, slots(case, goal)[0].key, value="70")
    keep(case, goal, value="75", read_on="10/11/2026")
    read = [each.reading for each in slots(case, goal) if each.state == "read" and each.reading]

    with case.writing() as unit:
        for each in read:
            deeds.clear_reading(unit, each.id, "Ghi nhầm.")

    assert [each.state for each in slots(case, goal)] == ["missed", "missed", "missed", "coming"]


def test_the_forecast_stands_with_the_goal(case: Case) -> None:
    goal = case.goal(target=Decimal(90))
    for day, value in (("30/04/2026", "66"), ("31/07/2026", "73"), ("31/10/2026", "80")):
        keep(case, goal, value=value, read_on=day)

    with case.store.reading() as unit:
        found = deeds.monitored_goals(unit, case.cycle_id, TODAY)[0]

    assert found.forecast.answer == "will_not"
    assert found.last is not None and found.last.value == Decimal(80)
    assert (found.read, found.missed) == (3, 0)
