"""What lies in a chart: first the grounds (zones, bands, columns), then the lines and points above the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.graphics.shapes import Drawing, Polygon, Rect

from app.domain.plots import Band, Chart, Columns, Flag, Limit, Point, Series, Zone
from app.reports.plots import shapes
from app.reports.plots.inks import Inks

if TYPE_CHECKING:
    from app.reports.plots.chart import Frame

MANY_POINTS = 60


def draw_grounds(drawn: Drawing, plot: Chart, frame: Frame, inks: Inks) -> None:
    for mark in plot.marks:
        match mark:
            case Zone():
                _zone(drawn, mark, frame, inks)
            case Band():
                _band(drawn, mark, frame, inks)


def draw_lines(drawn: Drawing, plot: Chart, frame: Frame, inks: Inks) -> None:
    for mark in plot.marks:
        match mark:
            case Columns():
                _columns(drawn, mark, frame, inks)
            case Limit():
                _limit(drawn, mark, frame, inks)
            case Series():
                _series(drawn, mark, frame, inks)
            case Flag():
                _flag(drawn, mark, frame, inks)


def _zone(drawn: Drawing, zone: Zone, frame: Frame, inks: Inks) -> None:
    place, first, last = (
        (frame.across, frame.left, frame.right) if zone.upright else (frame.up, frame.bottom, frame.top)
    )
    low = first if zone.low is None else min(max(place(zone.low), first), last)
    high = last if zone.high is None else min(max(place(zone.high), first), last)
    if high <= low:
        return
    box = (
        (low, frame.bottom, high - low, frame.top - frame.bottom)
        if zone.upright
        else (frame.left, low, frame.right - frame.left, high - low)
    )
    drawn.add(Rect(*box, fillColor=inks.tint(zone.tone), strokeColor=None))


def _band(drawn: Drawing, band: Band, frame: Frame, inks: Inks) -> None:
    if not band.points:
        return
    upper = [end for x, _low, high in band.points for end in (frame.across(x), frame.up(high))]
    lower = [end for x, low, _high in reversed(band.points) for end in (frame.across(x), frame.up(low))]
    drawn.add(Polygon(upper + lower, fillColor=inks.tint(band.tone), strokeColor=None))
    back = [end for x, low, _high in band.points for end in (frame.across(x), frame.up(low))]
    colour = inks.fill("chart2" if band.tone == "accent" else band.tone)
    for edge in (upper, back):
        if len(edge) > 2:
            drawn.add(shapes.polyline(edge, colour, inks.hair * 1.2, [inks.size * 0.4, inks.size * 0.25]))


def _columns(drawn: Drawing, columns: Columns, frame: Frame, inks: Inks) -> None:
    for each in columns.bars:
        left, right = frame.across(each.low), frame.across(each.high)
        gap = min((right - left) * 0.12, inks.size * 0.1)
        top, bottom = frame.up(each.height), frame.up(0.0)
        if each.height:
            box = (left + gap / 2, bottom, max(right - left - gap, 0.4), top - bottom)
            drawn.add(Rect(*box, fillColor=inks.fill(each.tone), strokeColor=None))


def _limit(drawn: Drawing, limit: Limit, frame: Frame, inks: Inks) -> None:
    dash = [inks.size * 0.4, inks.size * 0.25] if limit.dashed else None
    colour, width = inks.fill(limit.tone), inks.hair * (1.8 if limit.dashed else 1.3)
    if limit.upright:
        x = frame.across(limit.value)
        drawn.add(shapes.line((x, frame.bottom), (x, frame.top + inks.size * 0.3), colour, width, dash))
    else:
        y = frame.up(limit.value)
        drawn.add(shapes.line((frame.left, y), (frame.right, y), colour, width, dash))


def _flag(drawn: Drawing, flag: Flag, frame: Frame, inks: Inks) -> None:
    """As on the goals page: the staff stands on its point, the cloth flies to the left, where there is room."""
    x, y, colour = frame.across(flag.x), frame.up(flag.y), inks.fill(flag.tone)
    top, size = y + inks.size * 1.5, inks.size
    drawn.add(shapes.line((x, y), (x, top), colour, inks.hair * 2))
    cloth = [x, top, x - size * 0.7, top - size * 0.28, x, top - size * 0.56]
    drawn.add(Polygon(cloth, fillColor=colour, strokeColor=None))


def _series(drawn: Drawing, series: Series, frame: Frame, inks: Inks) -> None:
    colour = inks.fill(shapes.tone_of(series.look))
    many = len(series.points) > MANY_POINTS
    width = inks.size / (11 if many else 8)
    placed = [(frame.across(each.x), frame.up(each.y)) for each in series.points]
    if series.joined and len(placed) > 1:
        flat = [end for each in placed for end in each]
        drawn.add(shapes.polyline(flat, colour, width, shapes.dash_of(inks, series.look)))
    for each, (x, _y) in zip(series.points, placed, strict=True):
        if each.low is not None and each.high is not None:
            drawn.add(shapes.whisker(inks, x, frame.up(each.low), frame.up(each.high), colour))
    for each, place in zip(series.points, placed, strict=True):
        above = place[1] > (frame.bottom + frame.top) / 2
        _point(drawn, each, place, series, (inks, many, above))


def _point(
    drawn: Drawing, each: Point, place: tuple[float, float], series: Series, with_what: tuple[Inks, bool, bool]
) -> None:
    inks, many, above = with_what
    radius = inks.size * (0.16 if series.small else 0.22 if many else 0.34)
    if series.dots:
        drawn.add(shapes.point(inks, *place, series.look, radius))
    if each.state:
        drawn.add(shapes.point(inks, *place, 0, inks.size * 0.26, each.state))
        drawn.add(shapes.ring(inks, *place, each.state))
        if each.why:
            aside = inks.size * (0.85 if above else -1.55)
            drawn.add(inks.text(place[0], place[1] + aside, each.why, inks.words(each.state), "middle"))
