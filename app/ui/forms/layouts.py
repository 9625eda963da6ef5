"""Text of two weights, wrapped to a few lines and ended with …, for painted rows."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from app.ui import theme


class Run(NamedTuple):
    """Words in one font and colour (a token of the theme)."""

    words: str
    font: QFont
    token: str


class Wrapped:
    """Runs of text set to a width in at most so many lines."""

    def __init__(self, runs: tuple[Run, ...], width: float, most_lines: int) -> None:
        self._text = "".join(run.words for run in runs)
        self._runs = runs
        self._layout = _layout(runs, self._text, width)
        self._lines = min(self._layout.lineCount(), most_lines)
        self._width = width
        self.is_cut = self._layout.lineCount() > most_lines

    @property
    def height(self) -> float:
        return sum(self._layout.lineAt(number).height() for number in range(self._lines))

    @property
    def line_count(self) -> int:
        return self._lines

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        for number in range(self._lines):
            line = self._layout.lineAt(number)
            start, length = line.textStart(), line.textLength()
            last_cut = self.is_cut and number == self._lines - 1
            self._paint_line(painter, left, top + line.y() + line.ascent(), start, length, cut=last_cut)

    def _paint_line(self, painter: QPainter, left: float, base: float, start: int, length: int, *, cut: bool) -> None:
        at, x = 0, left
        for run in self._runs:
            begin, end = max(start, at), min(start + length, at + len(run.words))
            at += len(run.words)
            reaches_on = cut and begin < at
            if end <= begin and not (reaches_on and begin < end):
                continue
            words = self._text[begin : at if cut else end]
            metrics = QFontMetricsF(run.font)
            room = self._width - (x - left)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room) if cut else words
            painter.setFont(run.font)
            painter.setPen(theme.color(run.token))
            painter.drawText(QPointF(x, base), shown)
            x += metrics.horizontalAdvance(shown)
            if shown != words:
                return


def _layout(runs: tuple[Run, ...], text: str, width: float) -> QTextLayout:
    made = QTextLayout(text, runs[0].font)
    ranges = []
    at = 0
    for run in runs:
        each = QTextLayout.FormatRange()
        each.start, each.length = at, len(run.words)
        each.format.setFont(run.font)
        ranges.append(each)
        at += len(run.words)
    made.setFormats(ranges)
    made.setTextOption(_OPTION)
    made.beginLayout()
    top = 0.0
    while (line := made.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, top))
        top += line.height()
    made.endLayout()
    return made


_OPTION = QTextOption()
_OPTION.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
