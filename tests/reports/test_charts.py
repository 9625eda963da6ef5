"""One drawing for paper and screen."""

from __future__ import annotations

import re

from app.domain.document import Bar, BarChart, RingChart, Slice
from app.reports import charts


def test_the_svg_is_drawn_in_the_windows_face_and_has_no_clip_path() -> None:
    chart = BarChart("Chín nội dung", (Bar("Nhân lực", 2.9, "2,9", "part", required=3.0),), note="Ghi chú")

    text = charts.svg(charts.drawing(chart))

    assert "clip" not in text
    assert "Helvetica" not in text
    assert "'IBM Plex Sans'" in text
    assert "Nhân lực" in text
    assert "mức cần đạt 3" in text


def test_a_bar_without_value_shows_the_reason_and_no_bar() -> None:
    unknown = charts.svg(charts.drawing(BarChart("", (Bar("Hiệu quả", None, "", "none", "Chưa tính"),))))
    known = charts.svg(charts.drawing(BarChart("", (Bar("Hiệu quả", 5.0, "5,0", "ok"),))))

    assert "Chưa tính" in unknown
    assert "rgb(10%,35%,70%)" not in unknown
    assert "rgb(10%,35%,70%)" in known


def test_bars_begin_at_the_bottom_of_the_scale() -> None:
    drawn = charts.bar_drawing(BarChart("", (Bar("a", 3.0, "3", "ok"), Bar("b", 5.0, "5", "ok"))))

    bars = [each for each in drawn.contents if getattr(each, "height", None) == charts.BAR]
    assert len(bars) == 2
    assert bars[0].x == bars[1].x
    assert bars[1].width == 2 * bars[0].width


def test_a_sliver_of_the_ring_keeps_three_degrees_and_the_ring_is_whole() -> None:
    angles = charts._angles((Slice("a", 5000, "ok"), Slice("b", 1, "bad"), Slice("c", 0, "na")))

    assert angles[1] == charts.LEAST_SLICE
    assert angles[2] == 0
    assert abs(sum(angles) - 360) < 1e-9


def test_shares_of_the_ring_stand_beside_it_and_an_empty_ring_has_none() -> None:
    full = charts.svg(charts.drawing(RingChart("", (Slice("Còn hạn", 999, "ok"), Slice("Quá hạn", 1, "bad")))))
    empty = charts.svg(charts.drawing(RingChart("", (Slice("Còn hạn", 0, "ok"),))))

    assert re.search("&lt; 1.%", full)
    assert "100 %" in full
    assert "—" in empty


def test_each_bar_has_its_own_required_level() -> None:
    bars = (Bar("a", 3.1, "3,1", "ok", required=3.0), Bar("b", 3.1, "3,1", "part", required=4.0))

    text = charts.svg(charts.drawing(BarChart("", bars)))

    assert "mức cần đạt của từng nội dung" in text
    assert text.count("stroke-dasharray") == 2


def test_the_last_cycle_is_a_short_stroke_at_its_score() -> None:
    bars = (Bar("a", 3.0, "3", "ok", previous=2.0), Bar("b", 3.0, "3", "ok"))

    drawn = charts.bar_drawing(BarChart("", bars, low=1.0, high=5.0))

    strokes = [each for each in drawn.contents if getattr(each, "strokeWidth", 0) == 1.8]
    first = next(each for each in drawn.contents if getattr(each, "height", None) == charts.BAR)
    assert len(strokes) == 1
    assert strokes[0].x1 == first.x + first.width / 2
