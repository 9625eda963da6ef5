"""A plot for the screen: SVG in the colours of the window, with a text for who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.plots import Plot
from app.domain.plots_told import told


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plot as SVG. width, height in the pixels it was drawn for."""

    title: str
    svg: bytes
    told: str
    width: float
    height: float


def drawn(
    plot: Plot, theme: Mapping[str, str], width: float, *, height: float | None = None, text_px: float = 12.0
) -> Drawn:
    """One plot as SVG, drawn for this width. height: of a chart; None takes the usual one.

    theme: colours by the window's tokens. text_px: the size of the letters. The first call imports reportlab: call it
    in the background.
    """
    from app.reports import plots
    from app.reports.charts import svg

    made = plots.draw(plot, width, plots.Inks(theme, text_px), height)
    return Drawn(plot.title, _exact(svg(made), theme).encode(), told(plot), made.width, made.height)


def _exact(text: str, theme: Mapping[str, str]) -> str:
    """The colours as they are: the drawing wrote them in whole percents, cut off."""
    for colour in {each.upper() for each in theme.values()}:
        percents = ",".join(f"{int(int(colour[place : place + 2], 16) / 255 * 100)}%" for place in (1, 3, 5))
        text = text.replace(f"rgb({percents})", colour)
    return text
