"""The state glyphs as vectors: drawn, never typed, so that no font has to hold them. Shape first, colour last."""

from __future__ import annotations

from math import cos, pi, sin

from reportlab.graphics.shapes import Circle, Group, Line, Polygon, PolyLine, Rect, Wedge
from reportlab.lib.colors import HexColor, white

from app.reports.colours import EDGE, FILLS


def glyph(key: str, x: float, y: float, size: float) -> Group:
    """The glyph of a state with its lower left corner at (x, y).

    ok = disc with tick, part = half-filled disc, warn = triangle with !, bad = octagon with a cross,
    na and none = ring with a dash, todo = empty ring.
    """
    drawn = Group()
    unit = size / 16
    for shape in _SHAPES.get(key, _todo)(HexColor(FILLS.get(key, EDGE)), unit):
        drawn.add(shape)
    drawn.translate(x, y)
    return drawn


def tick_box(x: float, y: float, size: float, ticked: bool) -> Group:
    """A box to tick by hand, or ticked already."""
    drawn = Group(Rect(0, 0, size, size, fillColor=None, strokeColor=HexColor(EDGE), strokeWidth=0.8))
    if ticked:
        drawn.add(_stroke([0.2, 0.5, 0.42, 0.25, 0.82, 0.78], size, HexColor("#17202B"), 1.2))
    drawn.translate(x, y)
    return drawn


def _stroke(points: list[float], scale: float, colour: object, width: float) -> PolyLine:
    line = PolyLine([each * scale for each in points], strokeColor=colour, strokeWidth=width)
    line.strokeLineCap = line.strokeLineJoin = 1
    return line


def _disc(fill: object, unit: float) -> Circle:
    return Circle(8 * unit, 8 * unit, 7 * unit, fillColor=fill, strokeColor=None)


def _ring(fill: object, unit: float) -> Circle:
    return Circle(8 * unit, 8 * unit, 6.2 * unit, fillColor=None, strokeColor=fill, strokeWidth=1.6 * unit)


def _ok(fill: object, unit: float) -> list[object]:
    return [_disc(fill, unit), _stroke([4.8, 8, 7.1, 5.6, 11.3, 10.6], unit, white, 1.8 * unit)]


def _part(fill: object, unit: float) -> list[object]:
    half = Wedge(8 * unit, 8 * unit, 6.2 * unit, 90, 270, fillColor=fill, strokeColor=None)
    return [_ring(fill, unit), half]


def _warn(fill: object, unit: float) -> list[object]:
    triangle = Polygon([each * unit for each in (8, 15, 15.2, 1.8, 0.8, 1.8)], fillColor=fill, strokeColor=fill)
    triangle.strokeWidth, triangle.strokeLineJoin = unit, 1
    bar = Line(8 * unit, 10.6 * unit, 8 * unit, 6.6 * unit, strokeColor=white, strokeWidth=1.7 * unit)
    return [triangle, bar, Circle(8 * unit, 4.2 * unit, 1.05 * unit, fillColor=white, strokeColor=None)]


def _bad(fill: object, unit: float) -> list[object]:
    corners: list[float] = []
    for number in range(8):
        angle = pi / 8 + number * pi / 4
        corners += [(8 + 7.5 * cos(angle)) * unit, (8 + 7.5 * sin(angle)) * unit]
    cross = [
        Line(5.4 * unit, 5.4 * unit, 10.6 * unit, 10.6 * unit, strokeColor=white, strokeWidth=1.8 * unit),
        Line(5.4 * unit, 10.6 * unit, 10.6 * unit, 5.4 * unit, strokeColor=white, strokeWidth=1.8 * unit),
    ]
    for line in cross:
        line.strokeLineCap = 1
    return [Polygon(corners, fillColor=fill, strokeColor=None), *cross]


def _na(fill: object, unit: float) -> list[object]:
    dash = Line(5 * unit, 8 * unit, 11 * unit, 8 * unit, strokeColor=fill, strokeWidth=1.6 * unit)
    dash.strokeLineCap = 1
    return [_ring(fill, unit), dash]


def _todo(fill: object, unit: float) -> list[object]:
    return [_ring(fill, unit)]


_SHAPES = {"ok": _ok, "part": _part, "warn": _warn, "bad": _bad, "na": _na, "none": _na, "todo": _todo}
