"""Intervals one below the other on a common scale, over tinted zones, the limits named above."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.graphics.shapes import Drawing, Rect

from app.domain.plot_scales import span_ends, ticks, written
from app.domain.plots import SpanRow, Spans
from app.reports.plots import row_parts
from app.reports.plots.inks import Inks
from app.reports.plots.labels import stagger
from app.reports.plots.row_parts import Layout
from app.reports.plots.shapes import line, point


def draw_spans(plot: Spans, width: float, inks: Inks) -> Drawing:
    low, high = span_ends(plot)
    rows = [row_parts.RowWords(each.label, "", each.shown, each.second) for each in plot.rows]
    notes = row_parts.notes_of(plot.note, width, inks)
    titles = 1 if plot.axis.title else 0
    foot = inks.line * (1 + titles + len(notes)) + inks.size * 0.9
    layout = row_parts.lay_out(rows, plot.heads, width, foot, inks)

    def across(value: float) -> float:
        share = (min(max(value, low), high) - low) / (high - low)
        return layout.left + share * (layout.right - layout.left)

    named = [each for each in plot.limits if each.words]
    names = stagger([(across(each.value), each.words) for each in named], inks, (layout.left * 0.5, width))
    drawn = Drawing(width, layout.top + row_parts.head_room(names, plot.heads, inks))
    row_parts.draw_heads(drawn, plot.heads, layout, inks)
    for zone in plot.zones:
        start, end = across(low if zone.low is None else zone.low), across(high if zone.high is None else zone.high)
        box = (start, layout.foot, end - start, layout.top - layout.foot)
        drawn.add(Rect(*box, fillColor=inks.tint(zone.tone), strokeColor=None))
    _scale(drawn, plot, layout, across, inks)
    for each in plot.limits:
        row_parts.draw_upright(drawn, across(each.value), (foot, layout.top), each.tone, each.dashed, inks)
    row_parts.draw_names(drawn, names, layout.top, [each.tone for each in named], inks)
    for row, middle in zip(plot.rows, layout.middles(), strict=True):
        _span(drawn, row, across, middle, inks)
    row_parts.draw_words(drawn, rows, layout, inks)
    row_parts.draw_notes(drawn, notes, inks)
    return drawn


def _scale(drawn: Drawing, plot: Spans, layout: Layout, across: Callable[[float], float], inks: Inks) -> None:
    low, high = span_ends(plot)
    room = layout.right - layout.left
    found = ticks(low, high, most=max(2, min(6, int(room / (inks.size * 6)))), whole=plot.axis.whole)
    drawn.add(line((layout.left, layout.foot), (layout.right, layout.foot), inks.colour("line2"), inks.hair))
    base = layout.foot - inks.size * 0.2 - inks.line
    for value, words in zip(found, written(found), strict=True):
        x = across(value)
        drawn.add(line((x, layout.foot), (x, layout.foot - inks.size * 0.3), inks.colour("line2"), inks.hair))
        drawn.add(inks.text(x, base, words, "text3", "middle"))
        strong = value == 0 and low < 0
        drawn.add(line((x, layout.foot), (x, layout.top), inks.colour("line2") if strong else inks.grid, inks.hair))
    if plot.axis.title:
        middle = (layout.left + layout.right) / 2
        drawn.add(inks.text(middle, base - inks.line, plot.axis.title, "text3", "middle"))


def _span(drawn: Drawing, row: SpanRow, across: Callable[[float], float], middle: float, inks: Inks) -> None:
    colour = inks.fill(row.tone)
    if row.low is not None and row.high is not None:
        start, end = across(row.low), across(row.high)
        half = inks.size * 0.36
        drawn.add(line((start, middle), (end, middle), colour, inks.size * 0.22))
        for x in (start, end):
            drawn.add(line((x, middle - half), (x, middle + half), colour, inks.hair * 2))
    if row.at is not None:
        drawn.add(point(inks, across(row.at), middle, 0, inks.size * 0.36, row.tone))
