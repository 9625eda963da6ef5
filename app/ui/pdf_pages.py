"""Pages of a PDF as pictures. Everything here runs in the background thread alone: PDFium knows one thread."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class PageSizes:
    """Width and height of each page in points, and what a screen reader says of each."""

    sizes: tuple[tuple[float, float], ...]
    words: tuple[str, ...]


def read_sizes(content: bytes) -> PageSizes:
    pdf = pdfium.PdfDocument(content)
    try:
        sizes, words = [], []
        for page in pdf:
            sizes.append(page.get_size())
            text = page.get_textpage()
            words.append(" ".join(str(text.get_text_range()).split()))
            text.close()
            page.close()
        return PageSizes(tuple(sizes), tuple(words))
    finally:
        pdf.close()


def render_page(content: bytes, number: int, scale: float) -> QImage:
    """One page; scale: pixels for each point. Paper is white in every theme."""
    pdf = pdfium.PdfDocument(content)
    try:
        page = pdf[number]
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        form = QImage.Format.Format_RGBX8888 if bitmap.n_channels == 4 else QImage.Format.Format_RGB888
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
        bitmap.close()
        page.close()
        return picture
    finally:
        pdf.close()
