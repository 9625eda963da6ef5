"""Smaller copies of a photo: upright, without particulars; made in the background, or when a report needs one."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from app.services.photos import UNREADABLE, kind_of, opened

if TYPE_CHECKING:
    from PIL import Image

WORKING_PIXELS, THUMBNAIL_PIXELS = 1600, 320
_SHRINKS_AS_IT_IS = ("RGB", "L", "RGBA", "LA")
"""Modes made smaller before all else, so that only one copy of full size is in memory."""


def copies_of(content: bytes) -> tuple[bytes, bytes] | None:
    """A working copy of at most 1600 px and a thumbnail of at most 320 px, JPEG; None when it cannot be decoded."""
    working = decoded(content, WORKING_PIXELS)
    if working is None:
        return None
    small = working.copy()
    small.thumbnail((THUMBNAIL_PIXELS, THUMBNAIL_PIXELS), reducing_gap=2.0)
    return as_jpeg(working, 85), as_jpeg(small, 80)


def decoded(content: bytes, most: int) -> Image.Image | None:
    """The picture upright, in RGB, its longer side at most so many pixels; None when its bytes are spoilt.

    A JPEG is decoded at the nearest eighth above that size, so a photo of 60 megapixels takes some tens of megabytes.
    A picture that can be seen through stands on white.
    """
    from PIL import Image, ImageOps

    kind = kind_of(content, "a.tiff") or kind_of(content, "a.bmp")
    if kind is None:
        return None
    try:
        with opened(content, kind) as picture, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if kind == "JPEG":
                picture.draft("RGB", (most, most))
            picture.thumbnail((most, most), reducing_gap=2.0) if picture.mode in _SHRINKS_AS_IT_IS else picture.load()
            upright = ImageOps.exif_transpose(picture)
            shown = _on_white(upright)
            shown.thumbnail((most, most), reducing_gap=2.0)
    except (*UNREADABLE, Image.DecompressionBombError, MemoryError):
        return None
    fresh = Image.new("RGB", shown.size)
    fresh.paste(shown)  # a fresh picture, so that nothing of the old one's particulars travels along
    return fresh


def as_jpeg(picture: Image.Image, quality: int = 85) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=quality)
    return written.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    ground = Image.new("RGB", seen.size, (255, 255, 255))
    ground.paste(seen, mask=seen.getchannel("A"))
    return ground
