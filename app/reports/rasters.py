"""A vector drawing as a picture of points, for files that cannot hold vectors."""

from __future__ import annotations

import io

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing

DOTS = 200
"""Points an inch: sharp on paper; in 64 colours, which drawings of ours do not need more of, small in the file."""


def raster(drawing: Drawing) -> bytes:
    """The drawing as PNG."""
    import pypdfium2
    from PIL.Image import Palette

    document = pypdfium2.PdfDocument(renderPDF.drawToString(drawing))
    try:
        page = document[0]
        held = io.BytesIO()
        page.render(scale=DOTS / 72).to_pil().convert("P", palette=Palette.ADAPTIVE, colors=64).save(held, "PNG")
        return held.getvalue()
    finally:
        document.close()
