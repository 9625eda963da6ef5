"""A vector drawing as a picture of points, for files that cannot hold vectors."""

from __future__ import annotations

import io

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing

DOTS = 220
"""Points an inch: sharp on paper, small in the file."""


def raster(drawing: Drawing) -> bytes:
    """The drawing as PNG."""
    import pypdfium2

    document = pypdfium2.PdfDocument(renderPDF.drawToString(drawing))
    try:
        page = document[0]
        held = io.BytesIO()
        page.render(scale=DOTS / 72).to_pil().save(held, "PNG", optimize=True)
        return held.getvalue()
    finally:
        document.close()
