"""Bars of parts, each on a pale track to the end of the scale, so that a share is seen as one."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing, Rect

from app.domain.plots import BarRow, Bars
from app.reports.plots import row_parts
from app.reports.plots.inks import Inks
from app.reports.plots.labels import stagger


def draw_bars(plot: Bars, width: float, inks: Inks) -> Drawing:
    most = plot.most or max((each.value or 0.0 for each in plot.rows), default=0.0) or 1.0
    rows = [row_parts.RowWords(each.label, each.detail, each.shown, each.second) for each in plot.rows]
    notes = row_parts.notes_of(plot.note, width, inks)
    layout = row_parts.lay_out(rows, plot.heads, width, inks.line * len(notes) + inks.size * 0.4, inks)

    def across(value: float) -> float:
        return layout.left + min(max(value, 0.0), most) / most * (layout.right - layout.left)

    names = stagger([(across(value), words) for value, words in plot.limits], inks, (layout.left, width))
    drawn = Drawing(width, layout.top + row_parts.head_room(names, plot.heads, inks))
    row_parts.draw_heads(drawn, plot.heads, layout, inks)
    for each, middle in zip(plot.rows, layout.middles(), strict=True):
        _bar(drawn, each, (layout.left, layout.right, across(each.value or 0.0)), middle, inks)
    for value, _words in plot.limits:
        row_parts.draw_upright(drawn, across(value), (layout.foot, layout.top), "text2", True, inks)
    row_parts.draw_names(drawn, names, layout.top, ["text2"] * len(names), inks)
    row_parts.draw_words(drawn, rows, layout, inks)
    row_parts.draw_notes(drawn, notes, inks)
    return drawn


def _bar(drawn: Drawing, row: BarRow, place: tuple[float, float, float], middle: float, inks: Inks) -> None:
    left, right, end = place
    high = inks.size * 0.92
    if row.value is None:
        drawn.add(inks.text(left, middle - inks.size * 0.34, row.why, "text3"))
        return
    low = middle - high / 2
    drawn.add(Rect(left, low, right - left, high, fillColor=inks.colour("sunken"), strokeColor=None))
    if row.value > 0:
        wide = max(end - left, inks.size * 0.1)
        drawn.add(Rect(left, low, wide, high, fillColor=inks.fill(row.tone), strokeColor=None))
