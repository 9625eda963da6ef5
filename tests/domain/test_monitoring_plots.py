"""The readings of an indicator as a plot: gaps break the line, the target has its flag, days are written as days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.forecast import forecast_of
from app.domain.goals import Goal
from app.domain.monitoring import IndicatorReading
from app.domain.monitoring_plots import reading_plot
from app.domain.planned_readings import slots_of
from app.domain.plot_scales import day_ticks
from app.domain.plots import Band, Chart, Flag, Limit, Series
from app.domain.plots_told import table, told
from app.domain.statistics_plots import statistics_plots
from app.domain.task_statistics import task_statistics
from app.domain.tasks import Task

TODAY = date(2026, 11, 24)
GOAL = Goal(
    id="g", cycle_id="c", number=1, title="Đúng hạn", indicator="Tỷ lệ đúng hạn", unit="%", baseline=Decimal(60),
    baseline_on=date(2026, 1, 31), target=Decimal(90), due_on=date(2026, 12, 31), measured_every=3,
)  # fmt: skip


def a_reading(month: int, value: str | None, u: str | None = None, note: str = "") -> IndicatorReading:
    day = date(2026, month, 15)
    return IndicatorReading(
        id=f"{month}",
        goal_id="g",
        planned_on=day,
        read_on=day if value else None,
        value=Decimal(value) if value else None,
        expanded_uncertainty=Decimal(u) if u else None,
        note=note,
    )


def plot(*readings: IndicatorReading, goal: Goal = GOAL) -> Chart:
    slots = slots_of(goal, readings, None, None, TODAY)
    made = reading_plot(goal, slots, forecast_of(goal, readings, TODAY))
    assert made is not None
    return made


def test_a_gap_breaks_the_line_and_is_named_at_its_day() -> None:
    made = plot(a_reading(3, "66"), a_reading(6, None, note="Dừng lò."), a_reading(9, "78"))

    runs = [each for each in made.marks if isinstance(each, Series) and each.dots]
    assert [[point.y for point in each.points] for each in runs] == [[60.0, 66.0], [78.0]]
    gaps = [each for each in made.marks if isinstance(each, Limit) and each.upright]
    assert [(each.words, date.fromordinal(int(each.value))) for each in gaps] == [("chưa đọc", date(2026, 6, 15))]


def test_values_carry_their_uncertainty_as_whiskers() -> None:
    made = plot(a_reading(3, "66", u="2"))

    point = next(each for each in made.marks if isinstance(each, Series) and each.dots).points[-1]
    assert (point.low, point.y, point.high) == (64.0, 66.0, 68.0)


def test_the_target_has_a_line_and_a_flag_on_its_day_and_the_forecast_a_band() -> None:
    made = plot(a_reading(3, "66"), a_reading(6, "72"), a_reading(9, "79"))

    flag = next(each for each in made.marks if isinstance(each, Flag))
    assert (date.fromordinal(int(flag.x)), flag.y) == (date(2026, 12, 31), 90.0)
    band = next(each for each in made.marks if isinstance(each, Band))
    assert date.fromordinal(int(band.points[-1][0])) == date(2026, 12, 31)
    assert "mức 90 %" in made.note


def test_without_value_and_target_there_is_no_plot_and_too_few_readings_say_so_below_it() -> None:
    blank = Goal(id="g", cycle_id="c", number=1, title="Đúng hạn")

    assert reading_plot(blank, (), forecast_of(blank, (), TODAY)) is None
    assert "mới có 2 lần đọc" in plot(a_reading(3, "66")).note


def test_the_plot_is_told_and_tabled_by_days() -> None:
    made = plot(a_reading(3, "66"), a_reading(6, None, note="Dừng lò."), a_reading(9, "78"))

    _heads, rows = table(made)

    assert ("đã đọc", "15/09/2026") in [row[:2] for row in rows]
    assert ("chưa đọc", "15/06/2026") in [row[:2] for row in rows]
    assert "/2026" in told(made)


@given(start=st.dates(date(2000, 1, 1), date(2090, 1, 1)), days=st.integers(1, 9000), most=st.integers(2, 8))
def test_day_ticks_lie_within_the_axis_rise_and_are_few(start: date, days: int, most: int) -> None:
    low, high = float(start.toordinal()), float(start.toordinal() + days)

    found = day_ticks(low, high, most)

    places = [value for value, _words in found]
    assert places == sorted(set(places))
    assert all(low <= each <= high for each in places)
    assert 1 <= len(places) <= most


def test_shares_are_bars_with_their_counts_and_a_group_without_tasks_says_so() -> None:
    task = Task(id="t", cycle_id="c", number=1, kind="training", title="Đào tạo", state="done", percent=100)
    found = task_statistics([task], {"t": ["g"]}, {"g": "MT-01", "h": "MT-02"}, TODAY)

    by_goal = statistics_plots(found)[0]

    assert [(each.label, each.value, each.shown, each.why) for each in by_goal.rows] == [
        ("MT-01", 100.0, "1/1", ""),
        ("MT-02", None, "—", "chưa có nhiệm vụ"),
    ]
    assert statistics_plots(task_statistics([], {}, {}, TODAY)) == ()
