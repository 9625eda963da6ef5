"""What a plot shows, before it is drawn: plain data, the same for screen, paper and the reader who cannot see it.

All texts are already in the language of the reader; coordinates are in the units that the axes name. Three kinds:
Chart (points over two axes), Bars (parts of one whole, as horizontal bars), Spans (intervals on one scale).
"""

from __future__ import annotations

from dataclasses import dataclass

TONES = ("accent", "text2", "chart2", "ok", "warn", "bad", "none")
"""What a mark is coloured by: a token of the theme or a state; a shape or a word always says the same."""


@dataclass(frozen=True, slots=True)
class Axis:
    """words: what is along it; unit as written, "" for a pure number. low, high: fixed ends, None to fit the marks.

    names: a place 1, 2, 3 … for each of these instead of a scale. whole: ticks at whole numbers alone. margin: share
    of the range that is left free at a fitted end. days: places are days (date.toordinal), written as months.
    """

    words: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    names: tuple[str, ...] = ()
    whole: bool = False
    margin: float = 0.06
    days: bool = False

    @property
    def title(self) -> str:
        return f"{self.words}, {self.unit}" if self.unit and self.words else self.words or self.unit


@dataclass(frozen=True, slots=True)
class Point:
    """low, high: ends of its whisker (range or uncertainty). state: "" or a state that marks it; why: the word for
    it."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None
    state: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together, named at the end of their line. look: 0 disc and full line, 1 triangle and dashes,
    2 square and dots, then hollow shapes again. joined: with a line; dots: with a shape at each point; small: tiny
    ones."""

    words: str
    points: tuple[Point, ...]
    look: int = 0
    joined: bool = True
    dots: bool = True
    small: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The room between two lines: a confidence band, or limits that change along x. points: (x, low, high)."""

    words: str
    points: tuple[tuple[float, float, float], ...]
    tone: str = "accent"


@dataclass(frozen=True, slots=True)
class Limit:
    """A straight line over the whole plot, named on it. upright: at an x; otherwise at a y. dashed: limits are,
    centre lines are not."""

    value: float
    words: str
    tone: str = "ok"
    upright: bool = False
    dashed: bool = True


@dataclass(frozen=True, slots=True)
class Zone:
    """A tinted strip; an end that is None reaches the edge of the plot."""

    low: float | None
    high: float | None
    tone: str = "ok"
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One bar of a histogram, from low to high on x."""

    low: float
    high: float
    height: float
    tone: str = "accent"


@dataclass(frozen=True, slots=True)
class Columns:
    words: str
    bars: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A small flag whose staff stands at x, y: where something shall be. It has no words; a Limit beside it has."""

    x: float
    y: float
    tone: str = "accent"


Mark = Series | Band | Limit | Zone | Columns | Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Marks over two axes, painted in their order. note: how to read it, below. high: its height as a share of the
    usual one."""

    title: str
    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    note: str = ""
    high: float = 1.0


@dataclass(frozen=True, slots=True)
class BarRow:
    """detail: the short sign beside the label ("EV"). value None: the row says why. shown: the value as it is written;
    second: a figure beside it that has no bar."""

    label: str
    value: float | None
    shown: str
    detail: str = ""
    second: str = ""
    tone: str = "accent"
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Horizontal bars from zero. most: the end of the scale, None for the largest value. heads: what the figures at the
    right are. limits: (value, words) drawn across all bars."""

    title: str
    rows: tuple[BarRow, ...]
    most: float | None = None
    heads: tuple[str, str] = ("", "")
    limits: tuple[tuple[float, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class SpanRow:
    """An interval and the value in it. low and high may be None (then only the value stands there)."""

    label: str
    low: float | None
    high: float | None
    at: float | None = None
    shown: str = ""
    second: str = ""
    tone: str = "accent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Intervals one below the other on a common scale, with limits and zones across all of them."""

    title: str
    axis: Axis
    rows: tuple[SpanRow, ...]
    limits: tuple[Limit, ...] = ()
    zones: tuple[Zone, ...] = ()
    heads: tuple[str, str] = ("", "")
    note: str = ""


Plot = Chart | Bars | Spans
