"""Days of work by owner and week."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.schedule import Planned
from app.domain.workload import days_by_week, loads, monday

MONDAY = date(2027, 1, 4)


def a_task(id: str, first: date, last: date, owner: str = "Phòng chất lượng", effort: str | None = "5") -> Planned:
    return Planned(id=id, first=first, last=last, owner=owner, effort=None if effort is None else Decimal(effort))


def test_effort_is_spread_over_the_working_days_of_each_week() -> None:
    friday, next_friday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=11)

    (load,) = loads([a_task("a", friday, next_friday, effort="6")])

    assert [(each.week, each.days) for each in load.weeks] == [
        (MONDAY, Decimal("1.00")),
        (MONDAY + timedelta(days=7), Decimal("5.00")),
    ]


def test_a_week_with_more_days_of_work_than_it_has_is_over() -> None:
    friday = MONDAY + timedelta(days=4)

    (load,) = loads([a_task("a", MONDAY, friday, effort="4"), a_task("b", MONDAY, friday, effort="1.5")])
    (fits,) = loads([a_task("a", MONDAY, friday, effort="4"), a_task("b", MONDAY, friday, effort="1")])

    assert [each.days for each in load.over()] == [Decimal("5.50")]
    assert load.over()[0].task_ids == ("a", "b")
    assert fits.over() == ()
    assert len(fits.over(Decimal("4.5"))) == 1


def test_a_task_without_an_estimate_is_counted_as_unknown_and_never_as_zero_work() -> None:
    (load,) = loads([a_task("a", MONDAY, MONDAY, effort=None), a_task("b", MONDAY, MONDAY, effort="2")])

    assert (load.weeks[0].days, load.weeks[0].unknown, load.unknown) == (Decimal("2.00"), 1, ("a",))


def test_one_owner_written_two_ways_is_one_and_nobody_carries_what_has_no_owner_or_dates() -> None:
    tasks = [
        a_task("a", MONDAY, MONDAY, "Phòng QA"),
        a_task("b", MONDAY, MONDAY, "phòng qa"),
        a_task("c", MONDAY, MONDAY, "  "),
        Planned(id="d", owner="Kho"),
    ]

    found = loads(tasks)

    assert [(each.owner, each.weeks[0].task_ids) for each in found] == [("Phòng QA", ("a", "b"))]


def test_a_task_on_a_weekend_alone_is_work_of_its_days() -> None:
    saturday = MONDAY + timedelta(days=5)

    assert days_by_week(saturday, saturday + timedelta(days=1)) == {MONDAY: 2}
    assert days_by_week(saturday, saturday + timedelta(days=2)) == {MONDAY + timedelta(days=7): 1}


@given(st.integers(0, 40), st.integers(0, 60), st.decimals(0, 200, places=1))
@settings(deadline=None)
def test_no_work_is_lost_or_made_by_spreading_it(offset: int, length: int, effort: Decimal) -> None:
    first = MONDAY + timedelta(days=offset)

    (load,) = loads([a_task("a", first, first + timedelta(days=length), effort=str(effort))])

    assert abs(sum(each.days for each in load.weeks) - effort) <= Decimal("0.005") * len(load.weeks)
    assert all(each.week == monday(each.week) for each in load.weeks)
