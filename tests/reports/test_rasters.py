from __future__ import annotations

import io

from PIL import Image
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor

from app.reports.rasters import DOTS, raster


def test_a_drawing_becomes_a_picture_of_its_own_size_and_colours() -> None:
    drawn = Drawing(144, 72)
    drawn.add(Rect(0, 0, 72, 72, fillColor=HexColor("#1D5FBF"), strokeColor=None))

    with Image.open(io.BytesIO(raster(drawn))) as picture:
        assert picture.size == (2 * DOTS, DOTS)
        colours = picture.convert("RGB")
        left, right = colours.getpixel((DOTS // 2, DOTS // 2)), colours.getpixel((DOTS * 3 // 2, DOTS // 2))

    assert left == (0x1D, 0x5F, 0xBF)
    assert right == (255, 255, 255)
