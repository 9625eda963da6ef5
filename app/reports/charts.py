"""Charts, each drawn once: vectors in the PDF, SVG on the screen. Direct labels, hairline grid, no legend, no frame."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import ceil

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String, Wedge
from reportlab.lib.colors import HexColor, white

from app.domain.document import Bar, BarChart, RingChart, Slice
from app.formats import show_number
from app.reports import fonts
from app.reports.colours import EDGE, FILLS, LINE, LINE2, SUNKEN, TEXT, TEXT2, TEXT3, bar_colour
from app.reports.glyphs import glyph
from app.wording import _

WIDTH = 467.0
"""The width of the text on an A4 page in points."""

ROW, BAR = 19.0, 8.5
LABEL_SHARE, RIGHT_ROOM = 0.42, 58.0
LEAST_SLICE = 3.0
"""Degrees: a part of the ring that is not zero never disappears."""


def drawing(chart: BarChart | RingChart, width: float = WIDTH) -> Drawing:
    fonts.register()
    return bar_drawing(chart, width) if isinstance(chart, BarChart) else ring_drawing(chart, width)


def bar_drawing(chart: BarChart, width: float = WIDTH) -> Drawing:
    """Horizontal bars from the natural bottom of the scale, the required level as a dashed line named on it."""
    left = width * LABEL_SHARE
    room = width - left - RIGHT_ROOM
    rows = [_label_lines(bar.label, left - 10) for bar in chart.bars]
    heights = [max(ROW, 11.0 * len(lines) + 6) for lines in rows]
    body = sum(heights)
    note = fonts.wrapped_lines(chart.note, fonts.SANS, 8.5, width) * 11.0 + 4 if chart.note else 0.0
    drawn = Drawing(width, body + 28 + note)
    top, bottom = body + note + 10, note + 10

    def across(value: float) -> float:
        return left + room * (min(max(value, chart.low), chart.high) - chart.low) / (chart.high - chart.low)

    for mark in _grid(chart):
        drawn.add(Line(across(mark), bottom - 3, across(mark), top, strokeColor=HexColor(LINE), strokeWidth=0.6))
        drawn.add(_text(across(mark), top + 5, show_number(mark, 0), TEXT3, anchor="middle"))
    y = top
    for bar, lines, height in zip(chart.bars, rows, heights, strict=True):
        y -= height
        _draw_bar(drawn, bar, lines, (left, across), y + height / 2, width)
        if bar.required is not None:
            drawn.add(_dashed(across(bar.required), y, y + height))
        if bar.previous is not None:
            x, middle = across(bar.previous), y + height / 2
            drawn.add(Line(x, middle - BAR, x, middle + BAR, strokeColor=HexColor(TEXT), strokeWidth=1.8))
    _name_required(drawn, chart, across, bottom)
    if chart.note:
        for number, line_text in enumerate(_label_lines(chart.note, width, 8.5, limit=9)):
            drawn.add(_text(0, note - 12 - 11 * number, line_text, TEXT3, size=8.5))
    return drawn


def _dashed(x: float, low: float, high: float) -> Line:
    line = Line(x, low, x, high, strokeColor=HexColor(TEXT2), strokeWidth=1.0)
    line.strokeDashArray = [3, 2]
    return line


def _name_required(drawn: Drawing, chart: BarChart, across: Callable[[float], float], bottom: float) -> None:
    """The dashed line is named where it ends; where the bars differ in what they should reach, it says so."""
    levels = [bar.required for bar in chart.bars if bar.required is not None]
    if not levels:
        return
    named = (
        _("mức cần đạt {level}", level=_level(levels[0]))
        if len(set(levels)) == 1
        else _("mức cần đạt của từng nội dung")
    )
    drawn.add(_text(across(levels[-1]) + 4, bottom - 9, named, TEXT2, size=8))


def _level(value: float) -> str:
    return show_number(value, 0 if value == int(value) else 1)


def _grid(chart: BarChart) -> list[float]:
    """At most five lines, at whole numbers."""
    step = max(1, ceil((chart.high - chart.low) / 4))
    count = int((chart.high - chart.low) / step)
    return [chart.low + step * number for number in range(count + 1)]


def _draw_bar(
    drawn: Drawing, bar: Bar, lines: list[str], scale: tuple[float, Callable[[float], float]], y: float, width: float
) -> None:
    left, across = scale
    for number, line in enumerate(lines):
        drawn.add(_text(0, y - 3 + 5.5 * (len(lines) - 1) - 11 * number, line, TEXT))
    if bar.value is None:
        wide = fonts.text_width(bar.reason, fonts.SANS_ITALIC, 8.5)
        drawn.add(Rect(left + 1, y - 6, wide + 4, 12, fillColor=white, strokeColor=None))
        drawn.add(_text(left + 3, y - 3, bar.reason, TEXT3, size=8.5, font=fonts.SANS_ITALIC))
        drawn.add(_text(width - 24, y - 3, "—", TEXT3, anchor="end"))
        return
    end = max(across(bar.value), left + 1.2)
    colour = HexColor(bar_colour(bar.state))
    drawn.add(Rect(left, y - BAR / 2, end - left, BAR, fillColor=colour, strokeColor=None))
    drawn.add(_text(width - 24, y - 3.3, bar.shown, TEXT, anchor="end", font=fonts.SANS_BOLD, size=9.5))
    drawn.add(glyph(bar.state, width - 16, y - 6, 12))


def ring_drawing(chart: RingChart, width: float = WIDTH) -> Drawing:
    """Parts of one whole as a ring; beside it each part's glyph, word, number and share."""
    total = sum(each.count for each in chart.slices)
    height = max(116.0, 19.0 * len(chart.slices) + 12)
    drawn = Drawing(width, height)
    radius, centre = 52.0, (58.0, height / 2)
    angle = 90.0
    for each, degrees in zip(chart.slices, _angles(chart.slices), strict=True):
        if degrees:
            _draw_slice(drawn, centre, radius, (angle - degrees, angle), each.state)
            angle -= degrees
    if not total:
        drawn.add(Circle(*centre, radius, fillColor=HexColor(SUNKEN), strokeColor=HexColor(EDGE), strokeWidth=0.8))
    drawn.add(Circle(*centre, radius * 0.68, fillColor=white, strokeColor=None))
    drawn.add(_text(centre[0], centre[1], chart.middle, TEXT, anchor="middle", font=fonts.SANS_BOLD, size=17))
    drawn.add(_text(centre[0], centre[1] - 12, chart.middle_label, TEXT3, anchor="middle", size=8.5))
    _draw_key(drawn, chart.slices, total, height)
    return drawn


def _draw_slice(
    drawn: Drawing, centre: tuple[float, float], radius: float, sweep: tuple[float, float], state: str
) -> None:
    fill = HexColor(FILLS.get(state, EDGE) if state != "todo" else LINE2)
    if sweep[1] - sweep[0] > 359.9:
        drawn.add(Circle(*centre, radius, fillColor=fill, strokeColor=None))
        return
    drawn.add(Wedge(*centre, radius, *sweep, fillColor=fill, strokeColor=white, strokeWidth=1.2))


def _draw_key(drawn: Drawing, slices: tuple[Slice, ...], total: int, height: float) -> None:
    y = height / 2 + 19.0 * len(slices) / 2
    for each in slices:
        y -= 19.0
        drawn.add(glyph(each.state, 136, y + 2.5, 12))
        drawn.add(_text(154, y + 5.5, each.label, TEXT))
        drawn.add(_text(330, y + 5.5, show_number(each.count), TEXT, anchor="end", font=fonts.SANS_BOLD))
        drawn.add(_text(372, y + 5.5, _share(each.count, total), TEXT3, anchor="end"))
        drawn.add(Line(154, y, 372, y, strokeColor=HexColor(LINE), strokeWidth=0.5))


def _share(count: int, total: int) -> str:
    if not total:
        return "—"
    percent = 100 * count / total
    return "< 1 %" if 0 < percent < 0.5 else f"{show_number(percent, 0)} %"


def _angles(slices: tuple[Slice, ...]) -> list[float]:
    """Degrees of each part, slivers widened to LEAST_SLICE at the cost of the others; together 360."""
    total = sum(each.count for each in slices)
    if not total:
        return [0.0 for _each in slices]
    raw = [360.0 * each.count / total for each in slices]
    small = [0 < angle < LEAST_SLICE for angle in raw]
    large = sum(angle for angle, is_small in zip(raw, small, strict=True) if not is_small)
    rest = 360.0 - LEAST_SLICE * sum(small)
    return [LEAST_SLICE if is_small else angle * rest / large for angle, is_small in zip(raw, small, strict=True)]


def _text(
    x: float, y: float, text: str, colour: str, *, anchor: str = "start", font: str = fonts.SANS, size: float = 9
) -> String:
    return String(x, y, text, fontName=font, fontSize=size, fillColor=HexColor(colour), textAnchor=anchor)


def _label_lines(text: str, width: float, size: float = 9.0, limit: int = 3) -> list[str]:
    """The text broken at spaces to this width; what does not fit into so many lines ends in an ellipsis."""
    lines = [""]
    for word in text.split():
        candidate = f"{lines[-1]} {word}".strip()
        if lines[-1] and fonts.text_width(candidate, fonts.SANS, size) > width:
            lines.append(word)
        else:
            lines[-1] = candidate
    return lines if len(lines) <= limit else [*lines[: limit - 1], lines[limit - 1] + "…"]


_FACES = {
    f"font-family: {fonts.SANS_ITALIC};": "font-family: 'IBM Plex Sans'; font-style: italic;",
    f"font-family: {fonts.SANS_BOLD};": "font-family: 'IBM Plex Sans'; font-weight: 600;",
    f"font-family: {fonts.SANS};": "font-family: 'IBM Plex Sans'; font-weight: 400;",
    "font-family: Helvetica;": "",
    "fill: None;": "fill: none;",
}


def svg(drawn: Drawing) -> str:
    """The drawing for the screen. The clip path is taken out: Qt would paint a black ground for it."""
    text: str = re.sub(r"<clipPath.*?</clipPath>", "", renderSVG.drawToString(drawn), flags=re.S)
    text = text.replace(' style="clip-path: url(#clip)"', "")
    text = re.sub(r'(<path d="M [^"LZ]+ L [^"LZ]+) Z"', r'\1"', text)  # a line drawn there and back spoils its dashes
    for written, meant in _FACES.items():
        text = text.replace(written, meant)
    return text
