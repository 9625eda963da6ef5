"""Names beside what they name: at the ends of lines, spread so that none covers another, and on upright limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from app.domain.plots import Band, Chart, Limit, Series
from app.reports.plots.inks import Inks
from app.reports.plots.shapes import line, point


@dataclass(frozen=True, slots=True)
class EndLabel:
    """The name of a line at its right end. at: the height in the units of the plot. look: of a series, None for
    others."""

    at: float
    lines: tuple[str, ...]
    token: str
    look: int | None
    wide: float


@dataclass(frozen=True, slots=True)
class TopLabel:
    """The name of an upright limit. number: which limit; row: 0 is nearest to the plot."""

    number: int
    x: float
    words: str
    anchor: str
    row: int


def end_labels(plot: Chart, inks: Inks, room: float) -> list[EndLabel]:
    """The names of all that runs to the right edge. A series or band without words has none."""
    found: list[EndLabel] = []
    for mark in plot.marks:
        match mark:
            case Limit() if not mark.upright and mark.words:
                found.append(_label(mark.value, mark.words, inks.words(mark.tone), None, inks, room))
            case Series() if mark.words and mark.points:
                look = mark.look if mark.dots or mark.joined else None
                found.append(_label(mark.points[-1].y, mark.words, "text", look, inks, room))
            case Band() if mark.words and mark.points:
                _x, _low, high = mark.points[-1]
                found.append(_label(high, mark.words, inks.words(mark.tone), None, inks, room))
    return found


def _label(at: float, words: str, token: str, look: int | None, inks: Inks, room: float) -> EndLabel:
    before = inks.size * 1.2 if look is not None else 0.0
    lines = tuple(inks.lines(words, room - before - inks.size, 3))
    return EndLabel(at, lines, token, look, before + max(map(inks.wide, lines)))


def draw_end_labels(
    drawn: Drawing,
    labels: Sequence[EndLabel],
    up: Callable[[float], float],
    ends: tuple[float, float],
    right: float,
    inks: Inks,
) -> None:
    wanted = [(up(each.at), len(each.lines) * inks.line) for each in labels]
    for each, middle, (natural, high) in zip(labels, spread(wanted, *ends), wanted, strict=True):
        x = right + inks.size * 0.8
        if abs(middle - natural) > inks.size * 0.6:  # moved away: a hair leads back to its line
            start, end = (right + inks.size * 0.1, natural), (x - inks.size * 0.15, middle)
            drawn.add(line(start, end, inks.colour("line2"), inks.hair))
        if each.look is not None:
            drawn.add(point(inks, x + inks.size * 0.45, middle, each.look, inks.size * 0.33))
            x += inks.size * 1.2
        for number, words in enumerate(each.lines):
            drawn.add(inks.text(x, middle + high / 2 - inks.line * number - inks.size * 0.98, words, each.token))


def spread(wanted: Sequence[tuple[float, float]], low: float, high: float) -> list[float]:
    """Middles of labels (middle, height) moved as little as needed so that they do not overlap, within both ends."""
    order = sorted(range(len(wanted)), key=lambda number: wanted[number][0])
    placed = [wanted[number][0] for number in order]
    half = [wanted[number][1] / 2 for number in order]
    for _again in range(60):
        moved = False
        for here in range(len(order) - 1):
            lack = placed[here] + half[here] + half[here + 1] - placed[here + 1]
            if lack > 0.01:
                placed[here] -= lack / 2
                placed[here + 1] += lack / 2
                moved = True
        for here, each in enumerate(placed):
            placed[here] = min(max(each, low + half[here] * 0.6), max(high - half[here] * 0.6, low))
        if not moved:
            break
    result = [0.0] * len(order)
    for number, place in zip(order, placed, strict=True):
        result[number] = place
    return result


def stagger(wanted: Sequence[tuple[float, str]], inks: Inks, ends: tuple[float, float]) -> list[TopLabel]:
    """Names of upright limits above the plot, each in the lowest row where it does not touch another."""
    taken: list[list[tuple[float, float]]] = []
    made: list[TopLabel] = []
    for number in sorted(range(len(wanted)), key=lambda each: wanted[each][0]):
        x, words = wanted[number]
        half = inks.wide(words) / 2
        middle = min(max(x, ends[0] + half), ends[1] - half)
        start, end = middle - half - inks.size * 0.6, middle + half + inks.size * 0.6
        row = next((row for row, used in enumerate(taken) if all(end < a or start > b for a, b in used)), len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append((start, end))
        made.append(TopLabel(number, middle, words, "middle", row))
    return made
