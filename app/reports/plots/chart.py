"""A chart over two axes: hairline grid, units on the axes, every line named where it ends, no frame and no legend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from app.domain.plot_scales import day_ticks, reach, ticks, written
from app.domain.plots import Axis, Chart, Limit
from app.reports.plots import marks
from app.reports.plots.inks import Inks
from app.reports.plots.labels import draw_end_labels, end_labels, stagger
from app.reports.plots.shapes import line

BODY = 18.0
"""The height of the plot itself, in sizes of the letters, at the usual height."""

END_SHARE = 0.3
"""The share of the width that names at the right may take."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plot itself lies in the drawing, and where a value lies in it."""

    left: float
    right: float
    bottom: float
    top: float
    across: Callable[[float], float]
    up: Callable[[float], float]


def draw_chart(plot: Chart, width: float, inks: Inks, height: float | None = None) -> Drawing:
    """height: of the whole drawing; None takes the usual one."""
    (x_low, x_high), (y_low, y_high) = reach(plot)
    y_ticks = ticks(y_low, y_high, whole=plot.y.whole)
    y_words = written(y_ticks)
    ends = end_labels(plot, inks, width * END_SHARE)
    left = max((inks.wide(each) for each in y_words), default=0.0) + inks.size * 0.7
    right = width - (max((each.wide for each in ends), default=0.0) + inks.size if ends else inks.size)
    limits = [each for each in plot.marks if isinstance(each, Limit) and each.upright and each.words]
    across = _scale(x_low, x_high, left, right)
    names = stagger([(across(each.value), each.words) for each in limits], inks, (left, width))
    notes = inks.lines(plot.note, width) if plot.note else []
    x_words = _x_words(plot.x, (x_low, x_high), right - left, inks)
    deepest = max((len(lines) for _value, lines in x_words), default=1)
    foot = inks.line * (deepest + len(notes) + (1 if plot.x.title else 0)) + inks.size * 0.9
    levels = 1 + max((each.row for each in names), default=-1)
    head = inks.line * (levels + (1 if plot.y.title else 0)) + inks.size * 0.8
    body = height - foot - head if height else BODY * inks.size * plot.high
    body = max(body, 6 * inks.size)
    drawn = Drawing(width, foot + body + head)
    frame = Frame(left, right, foot, foot + body, across, _scale(y_low, y_high, foot, foot + body))
    marks.draw_grounds(drawn, plot, frame, inks)
    _draw_y(drawn, plot.y, list(zip(y_ticks, y_words, strict=True)), frame, inks)
    _draw_x(drawn, plot.x, x_words, frame, inks)
    marks.draw_lines(drawn, plot, frame, inks)
    for each in names:
        y = frame.top + inks.size * 0.45 + inks.line * each.row
        drawn.add(inks.text(each.x, y, each.words, inks.words(limits[each.number].tone), each.anchor))
    draw_end_labels(drawn, ends, frame.up, (frame.bottom, frame.top), frame.right, inks)
    _draw_notes(drawn, notes, inks)
    return drawn


def _scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    return lambda value: start + (value - low) / (high - low) * (end - start)


def _draw_y(drawn: Drawing, axis: Axis, shown: list[tuple[float, str]], frame: Frame, inks: Inks) -> None:
    for value, words in shown:
        y = frame.up(value)
        strong = value == 0
        colour = inks.colour("line2") if strong else inks.grid
        drawn.add(line((frame.left, y), (frame.right, y), colour, inks.hair))
        drawn.add(inks.text(frame.left - inks.size * 0.5, y - inks.size * 0.34, words, "text3", "end"))
    if axis.title:
        drawn.add(inks.text(0, drawn.height - inks.size, axis.title, "text3"))


def _x_words(axis: Axis, ends: tuple[float, float], room: float, inks: Inks) -> list[tuple[float, list[str]]]:
    """Where each name or number stands along x, in lines; where there is no room for all, every second, third …"""
    most = max(2, min(8, int(room / (inks.size * 6))))
    if axis.days:
        return [(value, [words]) for value, words in day_ticks(*ends, most=most)]
    if not axis.names:
        found = ticks(*ends, most=most, whole=axis.whole)
        return [(value, [words]) for value, words in zip(found, written(found), strict=True)]
    each_room = room / len(axis.names)
    longest = max(inks.wide(each) for each in axis.names)
    if longest + inks.size > each_room and len(axis.names) <= 12 and each_room > inks.size * 4:
        return [(n, inks.lines(each, each_room - inks.size * 0.5, 2)) for n, each in enumerate(axis.names, 1)]
    every = max(1, -int(-(min(longest, room / 2) + inks.size * 0.8) // each_room))
    return [(n, [each]) for n, each in enumerate(axis.names, 1) if (n - 1) % every == 0]


def _draw_x(drawn: Drawing, axis: Axis, shown: list[tuple[float, list[str]]], frame: Frame, inks: Inks) -> None:
    base = frame.bottom - inks.size * 0.4
    drawn.add(line((frame.left, frame.bottom), (frame.right, frame.bottom), inks.colour("line2"), inks.hair))
    for value, lines in shown:
        x = frame.across(value)
        if not axis.names:
            tick = (x, frame.bottom - inks.size * 0.3)
            drawn.add(line((x, frame.bottom), tick, inks.colour("line2"), inks.hair))
        for number, words in enumerate(lines):
            drawn.add(inks.text(x, base - inks.line * (number + 1) + 0.2 * inks.size, words, "text3", "middle"))
    if axis.title:
        deep = max((len(lines) for _value, lines in shown), default=1)
        y = base - inks.line * (deep + 1) + 0.1 * inks.size
        drawn.add(inks.text((frame.left + frame.right) / 2, y, axis.title, "text3", "middle"))


def _draw_notes(drawn: Drawing, notes: list[str], inks: Inks) -> None:
    for number, words in enumerate(reversed(notes)):
        drawn.add(inks.text(0, inks.size * 0.3 + inks.line * number, words, "text3"))
