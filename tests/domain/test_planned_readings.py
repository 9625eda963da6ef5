"""The days at which an indicator is to be read, and the row of readings they make."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.goals import Goal
from app.domain.monitoring import IndicatorReading
from app.domain.planned_readings import last_read, proposed_days, slots_of

TODAY = date(2026, 11, 24)


def a_goal(**given: object) -> Goal:
    usual = {"baseline_on": date(2026, 1, 31), "due_on": date(2026, 12, 31), "measured_every": 3}
    return Goal(id="g", cycle_id="c", number=1, title="Đúng hạn", **(usual | given))  # type: ignore[arg-type]


def test_the_days_come_every_period_from_the_baseline_on_and_end_with_the_day_the_goal_is_due() -> None:
    days = proposed_days(a_goal(), None, None)

    assert days == (date(2026, 4, 30), date(2026, 7, 31), date(2026, 10, 31), date(2026, 12, 31))


def test_a_goal_without_its_own_period_is_read_once_a_year() -> None:
    days = proposed_days(a_goal(measured_every=None, due_on=date(2028, 1, 31)), None, None)

    assert days == (date(2027, 1, 31), date(2028, 1, 31))


def test_the_programmes_period_serves_where_the_goal_has_no_days() -> None:
    goal = a_goal(baseline_on=None, due_on=None, measured_every=6)

    days = proposed_days(goal, date(2026, 1, 1), date(2026, 12, 31))

    assert days == (date(2026, 7, 1), date(2026, 12, 31))


def test_nothing_is_proposed_while_an_end_is_not_known() -> None:
    assert proposed_days(a_goal(due_on=None), None, None) == ()
    assert proposed_days(a_goal(due_on=date(2025, 1, 1)), None, None) == ()


@given(
    first=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    length=st.integers(1, 3000),
    months=st.integers(1, 24),
)
def test_the_days_rise_and_the_last_is_the_end(first: date, length: int, months: int) -> None:
    last = date.fromordinal(first.toordinal() + length)

    days = proposed_days(a_goal(baseline_on=first, due_on=last, measured_every=months), None, None)

    assert list(days) == sorted(set(days))
    assert days[-1] == last
    assert all(day > first for day in days)


def test_a_day_without_a_reading_is_missed_when_past_and_a_gap_once_a_reason_is_given() -> None:
    readings = [
        IndicatorReading(
            id="1", goal_id="g", planned_on=date(2026, 4, 30), read_on=date(2026, 5, 2), value=Decimal(80)
        ),
        IndicatorReading(id="2", goal_id="g", planned_on=date(2026, 7, 31)),
        IndicatorReading(id="3", goal_id="g", planned_on=date(2026, 10, 31), note="Dừng lò."),
        IndicatorReading(id="4", goal_id="g", planned_on=date(2026, 12, 31)),
        IndicatorReading(id="5", goal_id="g", read_on=date(2026, 11, 1), value=Decimal(85)),
        IndicatorReading(id="6", goal_id="other", value=Decimal(1)),
    ]

    slots = slots_of(a_goal(), readings, None, None, TODAY)

    assert [(each.key, each.state) for each in slots] == [
        ("1", "read"),
        ("2", "missed"),
        ("3", "gap"),
        ("5", "read"),
        ("4", "coming"),
    ]
    last = last_read(slots)
    assert last is not None and last.id == "5"


def test_proposed_days_stand_beside_readings_out_of_turn_until_a_person_takes_them() -> None:
    out_of_turn = IndicatorReading(id="1", goal_id="g", read_on=date(2026, 5, 2), value=Decimal(80))

    slots = slots_of(a_goal(), [out_of_turn], None, None, TODAY)

    assert [each.state for each in slots] == ["near", "read", "missed", "missed", "coming"]
    assert slots[0].key == "g:2026-04-30"


def test_a_day_near_a_reading_does_not_wait_any_more_and_one_farther_away_does() -> None:
    def states(day: date) -> list[str]:
        reading = IndicatorReading(id="1", goal_id="g", read_on=day, value=Decimal(80))
        return [each.state for each in slots_of(a_goal(), [reading], None, None, TODAY) if each.reading is None]

    assert states(date(2026, 8, 30)) == ["missed", "near", "missed", "coming"]
    assert states(date(2026, 9, 1)) == ["missed", "missed", "missed", "coming"]
