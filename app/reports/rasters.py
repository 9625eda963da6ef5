"""A vector drawing as a picture of points, for files that cannot hold vectors."""

from __future__ import annotations

import io

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing

from app.reports.pdfium import TURN

DOTS = 200
"""Points an inch: sharp on paper; in 64 colours, which drawings of ours do not need more of, small in the file."""


def raster(drawing: Drawing) -> bytes:
    """The drawing as PNG."""
    import pypdfium2
    from PIL.Image import Palette

    drawn = renderPDF.drawToString(drawing)
    held = io.BytesIO()
    with TURN:
        document = pypdfium2.PdfDocument(drawn)
        try:
            picture = document[0].render(scale=DOTS / 72).to_pil().convert("P", palette=Palette.ADAPTIVE, colors=64)
        finally:
            document.close()
    picture.save(held, "PNG")
    return held.getvalue()
