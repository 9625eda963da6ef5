"""Plots of any numbers: drawing never fails, every word stays inside, scales begin and end where they should."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.plots import (
    Axis,
    Band,
    BarRow,
    Bars,
    Chart,
    Column,
    Columns,
    Limit,
    Point,
    Series,
    SpanRow,
    Spans,
    Zone,
)
from app.domain.plots_told import table, told
from app.reports import plots
from tests.reports.test_plots import strings

NUMBER = st.floats(-1e9, 1e9, allow_subnormal=False) | st.floats(-1e-6, 1e-6, allow_subnormal=False)
WORDS = st.text("aăâ đêô ơư 0123 mm%", max_size=40)


@st.composite
def a_point(draw: st.DrawFn) -> Point:
    y, half = draw(NUMBER), abs(draw(NUMBER))
    spread = (y - half, y + half) if draw(st.booleans()) else (None, None)
    return Point(draw(NUMBER), y, *spread, state=draw(st.sampled_from(["", "bad", "warn"])), why=draw(WORDS)[:6])


MARKS = st.one_of(
    st.builds(Series, WORDS, st.lists(a_point(), min_size=1, max_size=70).map(tuple), st.integers(0, 7), st.booleans()),
    st.builds(Limit, NUMBER, WORDS, st.sampled_from(["ok", "bad", "none", "accent"]), st.booleans()),
    st.builds(Zone, NUMBER | st.none(), NUMBER | st.none(), st.just("ok"), st.booleans()),
    st.builds(Band, WORDS, st.lists(st.tuples(NUMBER, NUMBER, NUMBER), min_size=1, max_size=5).map(tuple)),
    st.builds(
        Columns,
        WORDS,
        st.lists(st.builds(Column, NUMBER, NUMBER, st.floats(0, 1e6)), min_size=1, max_size=5).map(tuple),
    ),
)
AXES = st.builds(Axis, WORDS, st.sampled_from(["", "mm", "%"]), whole=st.booleans())
CHARTS = st.builds(Chart, title=WORDS, x=AXES, y=AXES, marks=st.lists(MARKS, max_size=5).map(tuple), note=WORDS)


def assert_inside(drawn: object, width: float) -> None:
    for each in strings(drawn):  # type: ignore[arg-type]
        assert math.isfinite(each.x)
        assert math.isfinite(each.y)
    assert drawn.width == width  # type: ignore[attr-defined]
    assert 0 < drawn.height < 5000  # type: ignore[attr-defined]


@settings(deadline=None, max_examples=60)
@given(CHARTS, st.floats(240, 1200))
def test_any_chart_is_drawn_and_told(chart: Chart, width: float) -> None:
    drawn = plots.draw(chart, width)

    assert_inside(drawn, width)
    assert told(chart).startswith(chart.title)
    assert all(len(row) == len(table(chart)[0]) for row in table(chart)[1])


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.builds(BarRow, WORDS, st.floats(0, 1e9) | st.none(), WORDS, WORDS, WORDS), max_size=8),
    st.floats(240, 1200),
)
def test_any_bars_are_drawn(rows: list[BarRow], width: float) -> None:
    assert_inside(plots.draw(Bars(title="b", rows=tuple(rows)), width), width)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.builds(SpanRow, WORDS, NUMBER | st.none(), NUMBER | st.none(), NUMBER | st.none(), WORDS), max_size=8),
    st.lists(st.builds(Limit, NUMBER, WORDS), max_size=3),
    st.floats(240, 1200),
)
def test_any_spans_are_drawn(rows: list[SpanRow], limits: list[Limit], width: float) -> None:
    spans = Spans(title="s", axis=Axis("x"), rows=tuple(rows), limits=tuple(limits))

    assert_inside(plots.draw(spans, width), width)
