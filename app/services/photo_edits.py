"""Cropping, arrows, numbers and blurring, baked into a picture of its own; the original stays as it was given.

Blurring leaves a handful of averaged squares of the area in the picture that is kept, so what was there cannot be told
from it. It is done before anything else is drawn, and the result knows no particulars.
"""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING

from app import paths
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.photo_marks import SMALLEST, Edits, Mark, edits_as_text
from app.services.photo_copies import THUMBNAIL_PIXELS, WORKING_PIXELS, as_jpeg, decoded
from app.storage.unit import Unit
from app.wording import _

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

RED, WHITE = (196, 34, 26, 255), (255, 255, 255, 255)
SQUARES = 7
"""A blurred area keeps at most so many squares along its longer side."""
SHARPER = 2
"""Marks are drawn this much larger and then reduced, for smooth edges."""


@dataclasses.dataclass(frozen=True, slots=True)
class Baked:
    """The edited picture (JPEG, at most 1600 px) and its thumbnail."""

    content: bytes
    thumbnail: bytes


def bake(content: bytes, edits: Edits, name: str) -> Baked:
    """The photo as it is shown from now on; UserError when its bytes cannot be read. Takes a moment: do it aside."""
    picture = decoded(content, WORKING_PIXELS * 2 if edits.crop else WORKING_PIXELS)
    if picture is None:
        raise UserError(_("Không đọc được ảnh “{name}” nên không chỉnh được.", name=name))
    for mark in edits.marks:
        if mark.kind == "blur":
            _blur(picture, mark)
    left, top, right, bottom = edits.crop or (0.0, 0.0, 1.0, 1.0)
    wide, high = picture.size
    box = (round(left * wide), round(top * high), round(right * wide), round(bottom * high))
    if edits.crop:
        picture = picture.crop((box[0], box[1], max(box[2], box[0] + 1), max(box[3], box[1] + 1)))
    picture.thumbnail((WORKING_PIXELS, WORKING_PIXELS))
    _draw(picture, edits, (left, top, max(right - left, SMALLEST), max(bottom - top, SMALLEST)))
    small = picture.copy()
    small.thumbnail((THUMBNAIL_PIXELS, THUMBNAIL_PIXELS))
    return Baked(as_jpeg(picture, 88), as_jpeg(small, 80))


def keep_edits(unit: Unit, id: str, edits: Edits, baked: Baked | None) -> Evidence:
    """Show the edited picture from now on; no edits, and None, show the original again."""
    sha256 = unit.keep_file(baked.content, baked.content, baked.thumbnail) if baked and edits else ""
    kept = dataclasses.replace(unit.evidence.get(id), edits=edits_as_text(edits), edited_sha256=sha256)
    return unit.evidence.keep(kept)


def squares_of(width: float, height: float) -> tuple[int, int]:
    """Into how many squares a blurred area of this shape falls, across and down."""
    longer = max(width, height, 1e-9)
    return max(1, round(SQUARES * width / longer)), max(1, round(SQUARES * height / longer))


def _blur(picture: Image.Image, mark: Mark) -> None:
    from PIL import Image

    left, top, right, bottom = mark.box
    wide, high = picture.size
    box = (math.floor(left * wide), math.floor(top * high), math.ceil(right * wide), math.ceil(bottom * high))
    if box[2] <= box[0] or box[3] <= box[1]:
        return
    area = picture.crop(box)
    few = area.resize(squares_of(*area.size), Image.Resampling.BOX)
    picture.paste(few.resize(area.size, Image.Resampling.NEAREST), box)


def _draw(picture: Image.Image, edits: Edits, crop: tuple[float, float, float, float]) -> None:
    """Arrows and numbers in the frame of the cropped picture: left, top, width, height of crop."""
    from PIL import Image, ImageDraw

    drawn = [(mark, number) for mark, number in edits.numbered() if mark.kind != "blur"]
    if not drawn:
        return
    wide, high = picture.size[0] * SHARPER, picture.size[1] * SHARPER
    layer = Image.new("RGBA", (wide, high), (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    unit = line_width(wide, high)
    for mark, number in drawn:
        points = [
            ((x - crop[0]) / crop[2] * wide, (y - crop[1]) / crop[3] * high)
            for x, y in ((mark.x1, mark.y1), (mark.x2, mark.y2))
        ]
        if number:
            _draw_number(draw, points[0], number, unit)
        else:
            _draw_arrow(draw, points[0], points[1], unit)
    reduced = layer.resize(picture.size, Image.Resampling.LANCZOS)
    picture.paste(reduced, (0, 0), reduced)


def line_width(wide: float, high: float) -> float:
    """Of an arrow in a picture of this size."""
    return max(2.0, max(wide, high) / 200)


Point = tuple[float, float]


def arrow_outline(start: Point, tip: Point, unit: float) -> list[Point]:
    """The outline of an arrow whose shaft is 2 units wide, its head 8 long and 7 wide, no longer than the arrow."""
    length = math.dist(start, tip) or 1.0
    head, half = min(8 * unit, length), 3.5 * unit
    ux, uy = (tip[0] - start[0]) / length, (tip[1] - start[1]) / length
    neck = (tip[0] - ux * head, tip[1] - uy * head)

    def beside(point: Point, away: float) -> Point:
        return point[0] - uy * away, point[1] + ux * away

    return [
        beside(start, unit),
        beside(neck, unit),
        beside(neck, half),
        tip,
        beside(neck, -half),
        beside(neck, -unit),
        beside(start, -unit),
    ]


def _draw_arrow(draw: ImageDraw.ImageDraw, start: Point, tip: Point, unit: float) -> None:
    outline = arrow_outline(start, tip, unit)
    draw.line([*outline, *outline[:2]], fill=WHITE, width=round(1.6 * unit), joint="curve")
    draw.polygon(outline, fill=RED)


def _draw_number(draw: ImageDraw.ImageDraw, middle: Point, number: int, unit: float) -> None:
    from PIL import ImageFont

    x, y = middle
    radius = 5 * unit
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=RED, outline=WHITE, width=round(0.8 * unit))
    face = paths.shipped("resources", "fonts", "IBMPlexSans_600SemiBold.ttf")
    draw.text(middle, str(number), font=ImageFont.truetype(str(face), round(6.4 * unit)), fill=WHITE, anchor="mm")
