"""The small shapes of plots: points of a series, whiskers, dashed lines. They differ without colour."""

from __future__ import annotations

from reportlab.graphics.shapes import Circle, Group, Line, Polygon, PolyLine, Rect
from reportlab.lib.colors import Color

from app.reports.plots.inks import Inks

LOOK_TONES = ("accent", "text2", "chart2")
DASHES: tuple[list[float] | None, ...] = (None, [0.55, 0.33], [0.14, 0.3])
"""In sizes of the letters."""


def tone_of(look: int) -> str:
    return LOOK_TONES[look % 3]


def point(inks: Inks, x: float, y: float, look: int, radius: float, tone: str = "") -> object:
    """The shape of a look: disc, triangle, square; from the fourth on hollow."""
    colour = inks.fill(tone or tone_of(look))
    hollow = look >= 3
    style = {
        "fillColor": inks.colour("surface") if hollow else colour,
        "strokeColor": colour if hollow else None,
        "strokeWidth": radius * 0.4,
    }
    match look % 3:
        case 0:
            return Circle(x, y, radius, **style)
        case 1:
            tall = radius * 1.2
            return Polygon([x, y + tall, x + tall, y - tall * 0.8, x - tall, y - tall * 0.8], **style)
        case _:
            half = radius * 0.92
            return Rect(x - half, y - half, 2 * half, 2 * half, **style)


def ring(inks: Inks, x: float, y: float, state: str) -> object:
    """Round a point that one must look at: an octagon, as the glyph of what is bad."""
    reach, bevel = inks.size * 0.62, inks.size * 0.26
    corners = [
        *(x - bevel, y + reach, x + bevel, y + reach, x + reach, y + bevel, x + reach, y - bevel),
        *(x + bevel, y - reach, x - bevel, y - reach, x - reach, y - bevel, x - reach, y + bevel),
    ]
    return Polygon(corners, fillColor=None, strokeColor=inks.fill(state), strokeWidth=inks.size / 8)


def line(
    start: tuple[float, float], end: tuple[float, float], colour: Color, width: float, dash: list[float] | None = None
) -> Line:
    drawn = Line(*start, *end, strokeColor=colour, strokeWidth=width)
    if dash:
        drawn.strokeDashArray = dash
    return drawn


def polyline(points: list[float], colour: Color, width: float, dash: list[float] | None = None) -> PolyLine:
    drawn = PolyLine(points, strokeColor=colour, strokeWidth=width)
    drawn.strokeLineJoin = drawn.strokeLineCap = 1
    if dash:
        drawn.strokeDashArray, drawn.strokeLineCap = dash, 0
    return drawn


def dash_of(inks: Inks, look: int) -> list[float] | None:
    pattern = DASHES[look % 3]
    return [each * inks.size for each in pattern] if pattern else None


def whisker(inks: Inks, x: float, low: float, high: float, colour: Color) -> Group:
    half = inks.size * 0.17
    return Group(
        *(
            line((a, b), (c, d), colour, inks.hair * 1.5)
            for a, b, c, d in (
                (x, low, x, high),
                (x - half, low, x + half, low),
                (x - half, high, x + half, high),
            )
        )
    )
