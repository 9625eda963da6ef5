"""Label sheets: A4 sheets of stickers as they are sold, each with a QR code and the words a person reads beside it.

Everything is black on white, so that it survives a grey copier; a QR module is never thinner than a printer's dot.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.domain.labels import Label, Layout
from app.formats import show_date
from app.reports import fonts
from app.reports.placing import place
from app.wording import _, language

PADDING, GAP = 2.2 * mm, 1.8 * mm
QUIET = 2
"""White modules kept around the code inside its own square; the sticker's white adds to them."""


def write_labels(labels: Sequence[Label], layout: Layout, path: Path, *, start: int = 1) -> Path:
    """The sheets as a PDF at this path, whole or not at all."""
    return place(path, lambda beside: _draw(labels, layout, start, str(beside)))


def labels_pdf(labels: Sequence[Label], layout: Layout, *, start: int = 1) -> bytes:
    """The same in memory, for the preview."""
    held = io.BytesIO()
    _draw(labels, layout, start, held)
    return held.getvalue()


def _draw(labels: Sequence[Label], layout: Layout, start: int, target: str | io.BytesIO) -> None:
    fonts.register()
    canvas = Canvas(target, pagesize=A4, invariant=1, initialFontName=fonts.SANS, lang=language())
    canvas.setTitle(_("Nhãn phương tiện đo"))
    canvas.setCreator(_("Đo Chuẩn"))
    for number, label in enumerate(labels, start - 1):
        on_page = number % layout.count
        if on_page == 0 and number >= start:
            canvas.showPage()
        row, column = divmod(on_page, layout.columns)
        left = (layout.left + column * layout.across) * mm
        top = A4[1] - (layout.top + row * layout.down) * mm
        _draw_label(canvas, label, left, top, layout)
    canvas.save()


def _draw_label(canvas: Canvas, label: Label, left: float, top: float, layout: Layout) -> None:
    """The code at the left, as high as the sticker allows; beside it the words, the most needed first."""
    width, height = layout.width * mm, layout.height * mm
    side = min(height - 2 * PADDING, width * 0.42)
    _draw_code(canvas, label.held, left + PADDING, top - (height + side) / 2, side)
    words = left + PADDING + side + GAP
    _Words(canvas, words, left + width - PADDING - words, top - PADDING, height - 2 * PADDING).write(label)


def _draw_code(canvas: Canvas, held: str, left: float, bottom: float, side: float) -> None:
    """A QR code of error correction M as rectangles, one for each run of dark modules in a row."""
    import segno

    matrix = [bytes(row) for row in segno.make(held, micro=False, error="m", boost_error=True).matrix]
    module = side / (len(matrix) + 2 * QUIET)
    canvas.setFillColor(black)
    for y, row in enumerate(matrix):
        begin = 0
        while (begin := row.find(1, begin)) >= 0:
            end = row.find(0, begin)
            end = len(row) if end < 0 else end
            high = bottom + side - (y + 1 + QUIET) * module
            canvas.rect(left + (begin + QUIET) * module, high, (end - begin) * module, module, stroke=0, fill=1)
            begin = end


class _Words:
    """The words of one label, written downwards into a box; what does not fit is left out, the least needed first."""

    def __init__(self, canvas: Canvas, left: float, width: float, top: float, height: float) -> None:
        self.canvas, self.left, self.width = canvas, left, width
        self.top, self.room = top, height
        self.size = max(6.0, min(9.5, height / 9.5))

    def write(self, label: Label) -> None:
        size = self.size
        below: list[tuple[str, str, float]] = []
        if label.serial:
            below.append((_("Số {serial}", serial=label.serial), fonts.SANS, size))
        if label.valid_until:
            below.append((_("Có giá trị đến"), fonts.SANS, size * 0.9))
            below.append((show_date(label.valid_until), fonts.SANS_BOLD, size))
        heading = [(label.code, fonts.SANS_BOLD, size * 1.5)] if label.code else []
        foot = [(label.site, fonts.SANS, size * 0.8)] if label.site else []
        for code, bold, big in heading:
            self._line(self._shrunk(code, bold, big))
        free = self.room - sum(_leading(each[2]) for each in below)
        with_foot = free - sum(_leading(each[2]) for each in foot)
        lines = max(int(with_foot // _leading(size)), min(2, int(free // _leading(size))), 1)
        names = _wrapped(label.name, fonts.SANS_MEDIUM, size, self.width, min(3, lines))
        for part in names:
            self._line((part, fonts.SANS_MEDIUM, size))
        for each in (*below, *foot):
            if self.room >= _leading(each[2]) - 0.5:
                self._line((cut(each[0], each[1], each[2], self.width), each[1], each[2]))

    def _line(self, line: tuple[str, str, float]) -> None:
        words, font, size = line
        self.canvas.setFillColor(black)
        self.canvas.setFont(font, size)
        self.canvas.drawString(self.left, self.top - size, words)
        self.top -= _leading(size)
        self.room -= _leading(size)

    def _shrunk(self, words: str, font: str, size: float) -> tuple[str, str, float]:
        """A code is not cut while a smaller size holds it whole."""
        wide = fonts.text_width(words, font, size)
        small = max(self.size, size * min(1.0, self.width / wide)) if wide else size
        return cut(words, font, small, self.width), font, small


def _leading(size: float) -> float:
    return size * 1.24


def _wrapped(text: str, font: str, size: float, width: float, most: int) -> list[str]:
    """At most so many lines, broken at spaces, the last one ended with … where more would follow."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and fonts.text_width(f"{line} {words[0]}", font, size) <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        lines[-1] = cut(" ".join((lines[-1], *words)), font, size, width)
    return [cut(each, font, size, width) for each in lines]


def cut(words: str, font: str, size: float, width: float) -> str:
    """The words in one line of this width, ended with … where they are longer."""
    if fonts.text_width(words, font, size) <= width:
        return words
    fits = bisect_right(range(len(words)), width, key=lambda most: fonts.text_width(f"{words[:most]}…", font, size))
    return f"{words[: max(0, fits - 1)].rstrip()}…"
