"""Plots drawn once, as vectors: into the PDF, and as SVG onto the screen."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing

from app.domain.plots import Bars, Chart, Plot, Spans
from app.reports import fonts
from app.reports.plots.bars import draw_bars
from app.reports.plots.chart import draw_chart
from app.reports.plots.inks import PAPER, Inks
from app.reports.plots.spans import draw_spans

__all__ = ["PAPER", "Inks", "draw"]


def draw(plot: Plot, width: float, inks: Inks = PAPER, height: float | None = None) -> Drawing:
    """The plot in a drawing of this width. height: of a chart; None takes the usual one."""
    fonts.register()
    match plot:
        case Chart():
            return draw_chart(plot, width, inks, height)
        case Bars():
            return draw_bars(plot, width, inks)
        case Spans():
            return draw_spans(plot, width, inks)
