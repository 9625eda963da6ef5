"""Plots drawn: in the colours given, inside their drawing, with no name over another."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from reportlab.graphics.shapes import Circle, Drawing, Group, Polygon, Rect, String

from app.domain.metrology.pictures import pictures_of
from app.domain.plots import Axis, BarRow, Bars, Chart, Limit, Plot, Point, Series, SpanRow, Spans
from app.reports import plots
from app.reports.charts import svg
from app.reports.fonts import text_width
from app.reports.plots.labels import spread, stagger
from tests.domain.metrology import picture_results as some

EVERY = (
    *pictures_of(some.GAUGE, some.a_gauge_result(), {"tolerance_low": -3, "tolerance_high": 3, "unit": "mm"}),
    *pictures_of(some.TYPE1, some.a_type1_result(), {"reference": -4, "tolerance": 15, "K_percent": 20}),
    *pictures_of(some.LOT, some.a_lot_result()),
    Spans(title="s", axis=Axis("x", "mm"), rows=(SpanRow("Có một cái tên rất dài để phải xuống dòng", 1, 3, 2, "2"),)),
    Bars(title="b", rows=(BarRow("Không có", None, "—", why="chưa tính"), BarRow("Có", 3.0, "3"))),
)


def strings(drawn: Drawing | Group) -> list[String]:
    found: list[String] = []
    for each in drawn.contents:
        found += strings(each) if isinstance(each, Group) else [each] if isinstance(each, String) else []
    return found


@pytest.mark.parametrize("plot", EVERY, ids=lambda plot: plot.title)
@pytest.mark.parametrize("width", (300.0, 467.0, 900.0))
def test_every_word_lies_inside_the_drawing(plot: Plot, width: float) -> None:
    drawn = plots.draw(plot, width)

    for each in strings(drawn):
        wide = text_width(each.text, each.fontName, each.fontSize)
        start = each.x - {"start": 0.0, "middle": wide / 2, "end": wide}[each.textAnchor]
        assert start > -0.6, each.text
        assert start + wide < width + 0.6, each.text
        assert 0 <= each.y <= drawn.height - each.fontSize * 0.7, each.text


def test_the_colours_are_those_of_the_window_that_asks() -> None:
    dark = dict.fromkeys(plots.PAPER.tokens, "#000000") | {"accent": "#7FB2FF"}

    text = svg(plots.draw(EVERY[0], 500, plots.Inks(dark, 12)))

    assert "rgb(49%,69%,100%)" in text
    assert "rgb(10%,35%,70%)" not in text
    assert "font-size: 12" in text


def test_series_differ_by_shape_not_by_colour_alone() -> None:
    points = (Point(1, 1.0), Point(2, 2.0))
    chart = Chart(title="t", x=Axis(""), y=Axis(""), marks=tuple(Series(f"s{n}", points, n) for n in range(3)))

    kinds = {type(each) for each in plots.draw(chart, 400).contents}

    assert {Circle, Polygon, Rect} <= kinds


def test_names_at_the_right_are_spread_until_none_covers_another() -> None:
    places = spread([(50.0, 12.0), (51.0, 12.0), (52.0, 12.0), (100.0, 12.0)], 0.0, 120.0)

    ordered = sorted(places)
    assert all(b - a > 11.5 for a, b in pairwise(ordered))
    assert places[3] == 100.0


def test_names_of_upright_limits_take_a_higher_row_where_they_would_touch() -> None:
    found = stagger([(100.0, "Qn − T = 485"), (104.0, "Qn 500"), (300.0, "trung bình")], plots.PAPER, (0.0, 400.0))

    rows = {each.words: each.row for each in found}
    assert rows["Qn − T = 485"] != rows["Qn 500"]
    assert rows["trung bình"] == 0


def test_a_bar_without_value_says_why() -> None:
    text = svg(plots.draw(EVERY[-1], 400))

    assert "chưa tính" in text


def test_a_marked_point_is_ringed_and_says_its_rule() -> None:
    plain = Chart(title="t", x=Axis(""), y=Axis(""), marks=(Series("", (Point(1, 1.0), Point(2, 9.0))),))
    marked = Chart(
        title="t", x=Axis(""), y=Axis(""), marks=(Series("", (Point(1, 1.0), Point(2, 9.0, state="bad", why="Q1"))),)
    )

    assert "Q1" in svg(plots.draw(marked, 400))
    assert (
        len(re.findall("<polygon", svg(plots.draw(marked, 400))))
        == len(re.findall("<polygon", svg(plots.draw(plain, 400)))) + 1
    )


def test_limits_are_named_on_the_line() -> None:
    chart = Chart(
        title="t", x=Axis(""), y=Axis(""), marks=(Limit(2.95, "giới hạn trên 2,95"), Series("", (Point(1, 2.9),)))
    )

    (name,) = [each for each in strings(plots.draw(chart, 400)) if each.text == "giới hạn trên 2,95"]
    assert name.x > 200
