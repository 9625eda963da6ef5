"""The marks over a time axis."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.timescale import fitting_unit, marks

UNITS = ("day", "week", "month", "quarter", "year")


@given(st.sampled_from(UNITS), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
@settings(deadline=None)
def test_the_stretches_follow_each_other_without_gap_and_cover_all_days(unit: str, first: date, days: int) -> None:
    last = first + timedelta(days=days)

    found = list(marks(unit, first, last))

    assert found[0].first <= first and found[-1].last >= last
    assert found[0].last >= first and found[-1].first <= last
    assert all(one.last + timedelta(days=1) == other.first for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("unit", "names"),
    [("day", ["15"]), ("week", ["11/01"]), ("month", ["01/2027"]), ("quarter", ["Q1/2027"]), ("year", ["2027"])],
)
def test_each_stretch_has_a_short_name(unit: str, names: list[str]) -> None:
    day = date(2027, 1, 15)

    assert [each.name for each in marks(unit, day, day)] == names


def test_the_finest_unit_is_taken_whose_names_have_room() -> None:
    assert fitting_unit(200, 300, 34) == "month"
    assert fitting_unit(600, 300, 34) == "quarter"
    assert fitting_unit(4000, 300, 34) == "year"
