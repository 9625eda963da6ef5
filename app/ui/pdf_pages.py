"""Pages of a PDF as pictures, made in the background: one thread at a time, as PDFium asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
from PySide6.QtGui import QImage

from app.reports.pdfium import TURN


@dataclass(frozen=True, slots=True)
class PageSizes:
    """Width and height of each page in points, and what a screen reader says of each."""

    sizes: tuple[tuple[float, float], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A line of the contents: level 0 is a chapter, 1 a part of one; page from 1."""

    title: str
    level: int
    page: int


def read_sizes(content: bytes) -> PageSizes:
    sizes, words = [], []
    with _opened(content) as pdf:
        for page in pdf:
            sizes.append(page.get_size())
            text = page.get_textpage()
            words.append(" ".join(str(text.get_text_range()).split()))
            text.close()
            page.close()
    return PageSizes(tuple(sizes), tuple(words))


def read_chapters(content: bytes) -> list[Chapter]:
    """The outline of the file; a line that leads nowhere is left out."""
    found = []
    with _opened(content) as pdf:
        for each in pdf.get_toc():
            place = each.get_dest()
            if place is not None:
                found.append(Chapter(each.get_title(), each.level, place.get_index() + 1))
    return found


def render_page(content: bytes, number: int, scale: float) -> QImage:
    """One page; scale: pixels for each point. Paper is white in every theme."""
    with _opened(content) as pdf:
        page = pdf[number]
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        form = QImage.Format.Format_RGBX8888 if bitmap.n_channels == 4 else QImage.Format.Format_RGB888
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
        bitmap.close()
        page.close()
    return picture


@contextmanager
def _opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document, for as long as no other thread works with PDFium."""
    with TURN:
        pdf = pdfium.PdfDocument(content)
        try:
            yield pdf
        finally:
            pdf.close()
