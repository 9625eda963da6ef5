"""What plots made of rows share: names at the left, two columns of figures at the right, heads above, notes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing

from app.reports.plots.inks import Inks
from app.reports.plots.labels import TopLabel
from app.reports.plots.shapes import line

ROW = 2.1
"""The least height of a row in sizes of the letters."""

LABELS = 0.36
"""The most that names may take of the width."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words of one row. detail: a short sign beside the label; first: the strong figure, second: the pale one."""

    label: str
    detail: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things lie: rows from top to foot, the picture between left and right, second ends at the width."""

    width: float
    left: float
    right: float
    foot: float
    heights: tuple[float, ...]
    lines: tuple[list[str], ...]
    second: float

    @property
    def top(self) -> float:
        return self.foot + sum(self.heights)

    def middles(self) -> list[float]:
        y, found = self.top, []
        for height in self.heights:
            found.append(y - height / 2)
            y -= height
        return found


def lay_out(rows: Sequence[RowWords], heads: tuple[str, str], width: float, foot: float, inks: Inks) -> Layout:
    lines = tuple(_label_lines(each, width, inks) for each in rows)
    labels = max((_label_wide(each, words, inks) for each, words in zip(rows, lines, strict=True)), default=0.0)
    first = _figure_room([each.first for each in rows], heads[0], inks, strong=True)
    second = _figure_room([each.second for each in rows], heads[1], inks)
    heights = tuple(max(ROW * inks.size, (len(each) + 0.6) * inks.line) for each in lines)
    right = width - first - second - inks.size * 0.4
    return Layout(width, labels + inks.size * 1.2, right, foot, heights, lines, second)


def draw_words(drawn: Drawing, rows: Sequence[RowWords], layout: Layout, inks: Inks) -> None:
    for each, lines, middle in zip(rows, layout.lines, layout.middles(), strict=True):
        base = middle + inks.line * (len(lines) - 1) / 2 - inks.size * 0.34
        for number, words in enumerate(lines):
            drawn.add(inks.text(0, base - inks.line * number, words, "text"))
        if each.detail:
            x = inks.wide(lines[-1]) + inks.size * 0.6
            drawn.add(inks.text(x, base - inks.line * (len(lines) - 1), each.detail, "text3"))
        low = middle - inks.size * 0.34
        drawn.add(inks.text(layout.width - layout.second, low, each.first, "text", "end", bold=True))
        if each.second:
            drawn.add(inks.text(layout.width, low, each.second, "text3", "end"))


def draw_heads(drawn: Drawing, heads: tuple[str, str], layout: Layout, inks: Inks) -> None:
    for words, x in zip(heads, (layout.width - layout.second, layout.width), strict=True):
        if words:
            drawn.add(inks.text(x, drawn.height - inks.size, words, "text3", "end"))


def draw_upright(drawn: Drawing, at: float, ends: tuple[float, float], tone: str, dashed: bool, inks: Inks) -> None:
    dash = [inks.size * 0.4, inks.size * 0.25] if dashed else None
    width = inks.hair * (1.8 if dashed else 1.3)
    drawn.add(line((at, ends[0]), (at, ends[1] + inks.size * 0.2), inks.fill(tone), width, dash))


def draw_names(drawn: Drawing, names: Sequence[TopLabel], top: float, tones: Sequence[str], inks: Inks) -> None:
    """Names of upright limits above the rows."""
    for each in names:
        y = top + inks.size * 0.5 + inks.line * each.row
        drawn.add(inks.text(each.x, y, each.words, inks.words(tones[each.number]), each.anchor))


def notes_of(note: str, width: float, inks: Inks) -> list[str]:
    return inks.lines(note, width) if note else []


def draw_notes(drawn: Drawing, notes: Sequence[str], inks: Inks) -> None:
    for number, words in enumerate(reversed(notes)):
        drawn.add(inks.text(0, inks.size * 0.3 + inks.line * number, words, "text3"))


def head_room(names: Sequence[TopLabel], heads: tuple[str, str], inks: Inks) -> float:
    levels = max((each.row + 1 for each in names), default=0) + (1 if any(heads) else 0)
    return inks.line * levels + inks.size * 0.5


def _label_lines(row: RowWords, width: float, inks: Inks) -> list[str]:
    room = width * LABELS - (inks.wide(row.detail) + inks.size if row.detail else 0.0)
    return inks.lines(row.label, room, 2)


def _label_wide(row: RowWords, lines: Sequence[str], inks: Inks) -> float:
    after = inks.wide(row.detail) + inks.size * 0.6 if row.detail else 0.0
    return max([*map(inks.wide, lines[:-1]), inks.wide(lines[-1]) + after])


def _figure_room(figures: Sequence[str], head: str, inks: Inks, strong: bool = False) -> float:
    wide = max([*(inks.wide(each, strong) for each in figures), inks.wide(head)], default=0.0)
    return wide + inks.size * 1.4 if wide else 0.0
