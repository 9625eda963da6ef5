"""The data of plots: ends and ticks of axes, numbers on them, and what a reader who cannot see them is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.plot_scales import ends, reach, step_for, ticks, written
from app.domain.plots import Axis, Band, BarRow, Bars, Chart, Column, Columns, Limit, Point, Series, SpanRow, Spans
from app.domain.plots_told import table, told

NUMBERS = st.floats(-1e6, 1e6).map(lambda each: round(each, 4))


@given(NUMBERS, st.floats(1e-3, 1e6))
def test_ticks_lie_within_the_axis_and_are_few(low: float, width: float) -> None:
    found = ticks(low, low + width)

    assert 1 <= len(found) <= 5
    assert all(low - 1e-6 * width <= each <= low + width * (1 + 1e-6) for each in found)


def test_ticks_are_round_numbers() -> None:
    assert ticks(2.83, 2.97) == pytest.approx([2.85, 2.875, 2.9, 2.925, 2.95])
    assert ticks(0, 10) == [0, 2.5, 5, 7.5, 10]
    assert step_for(0, 10, whole=True) == 5


def test_ticks_are_written_with_the_decimals_that_tell_them_apart() -> None:
    assert written([2.85, 2.875, 2.9]) == ["2,850", "2,875", "2,900"]
    assert written([-1.0, 0.0, 1.0]) == ["−1", "0", "1"]
    assert written([0.0, 2e-8]) == ["0", "2,0·10⁻⁸"]


def test_an_axis_with_one_value_still_has_two_ends() -> None:
    low, high = ends(Axis("x"), [5.0])

    assert low < 5.0 < high


def test_fixed_ends_and_names_rule_over_the_marks() -> None:
    chart = Chart(
        title="t",
        x=Axis("x", names=("A", "B", "C")),
        y=Axis("y", low=0.0),
        marks=(Series("s", (Point(1, 5.0, 4.0, 6.0),)), Limit(10.0, "L")),
    )

    across, up = reach(chart)

    assert across == (0.5, 3.5)
    assert up[0] == 0.0
    assert up[1] > 10.0


def test_whiskers_bands_and_columns_have_room() -> None:
    chart = Chart(
        title="t",
        x=Axis("x", margin=0.0),
        y=Axis("y", margin=0.0),
        marks=(
            Series("s", (Point(2, 5.0, 1.0, 6.0),)),
            Band("b", ((1.0, -3.0, 2.0),)),
            Columns("c", (Column(4.0, 9.0, 7.0),)),
        ),
    )

    assert reach(chart) == ((1.0, 9.0), (-3.0, 7.0))


def test_a_chart_is_told_with_its_axes_limits_and_marked_points() -> None:
    points = (Point(1, 2.0), Point(2, 9.0, state="bad", why="1"))
    chart = Chart(
        title="Biểu đồ kiểm soát",
        x=Axis("Thứ tự"),
        y=Axis("Giá trị", "mm"),
        marks=(Limit(8.0, "giới hạn trên 8"), Series("", points)),
    )

    words = told(chart)

    assert words.startswith("Biểu đồ kiểm soát.")
    assert "Giá trị, mm" in words
    assert "giới hạn trên 8" in words
    assert "1 điểm được đánh dấu: 2" in words


def test_the_table_of_a_chart_holds_every_point_and_limit() -> None:
    chart = Chart(
        title="t",
        x=Axis("Vật đo", names=("P1", "P2")),
        y=Axis("Trung bình", "mm"),
        marks=(Limit(8.5, "giới hạn trên"), Series("Hạnh", (Point(1, 2.0, 1.0, 3.0), Point(2, 9.0)))),
    )

    heads, rows = table(chart)

    assert heads[1:3] == ("Vật đo", "Trung bình, mm")
    assert rows[0][:3] == ("giới hạn trên", "", "8,500")
    assert rows[1][0:2] == ("Hạnh", "P1")
    assert len(rows) == 3


def test_bars_and_spans_give_their_rows_as_tables() -> None:
    bars = Bars(title="b", rows=(BarRow("Người đo", 20.9, "20,9 %", "AV", "22,7 %"),), heads=("%", "% dung sai"))
    spans = Spans(title="s", axis=Axis("Giá trị", "đ"), rows=(SpanRow("Thiệt hại", 1.0, 3.0, 2.0, "2"),))

    assert table(bars) == (("", "%", "% dung sai"), (("Người đo", "20,9 %", "22,7 %"),))
    assert table(spans)[1][0][0] == "Thiệt hại"
    assert "Người đo: 20,9 %, 22,7 %" in told(bars)


def test_numbers_of_order_and_counts_are_whole_in_the_table() -> None:
    run = Series("", (Point(1, 2.9), Point(2, 2.95)))
    counts = Columns("", (Column(0.0, 0.5, 6.0), Column(0.5, 1.0, 11.0)))
    chart = Chart(title="Lô", x=Axis("Lần đọc"), y=Axis("Số đọc"), marks=(run, counts))

    _heads, rows = table(chart)

    assert [row[1] for row in rows[:2]] == ["1", "2"]
    assert [row[2] for row in rows[2:]] == ["6", "11"]
