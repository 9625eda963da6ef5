"""Reading QR and bar codes out of a photo, as a camera or a telephone gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.formats import tidy
from app.services.photos import MOST_JPEG_PIXELS, MOST_PIXELS, UNREADABLE, kind_of, opened
from app.wording import _

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 50_000_000
"""Bytes, as for evidence."""
READING_SIDES = (2400, 1200)
"""The longer side at which a photo is read: once as sharp as is useful, once coarser, which smooths out noise."""


def read_codes(content: bytes, name: str) -> list[str]:
    """The texts of all codes in the picture, the largest code first; UserError when there is none to be read.

    name: of the file, for the sentence. A picture that pretends to be small and unpacks huge is refused unread.
    """
    import zxingcpp

    picture = _grey(content, name)
    for side in READING_SIDES:
        smaller = picture.copy()
        smaller.thumbnail((side, side))
        codes = sorted(zxingcpp.read_barcodes(smaller), key=lambda each: -_extent(each.position))
        texts = [text for each in codes if (text := tidy(each.text))]
        if texts:
            return list(dict.fromkeys(texts))
    raise UserError(
        _("Không đọc được mã nào trong ảnh “{name}”. Chụp thẳng, gần và đủ sáng, hoặc gõ ba số cuối.", name=name)
    )


def read_code(content: bytes, name: str) -> str:
    """The text of the largest code in the picture."""
    return read_codes(content, name)[0]


def _grey(content: bytes, name: str) -> Image.Image:
    """The picture without colours, the right way up."""
    if not content:
        raise UserError(_("Tệp “{name}” trống nên không có mã để đọc.", name=name))
    if len(content) > LARGEST:
        raise UserError(_("Ảnh “{name}” lớn hơn {size} MB. Hãy chụp lại ở cỡ nhỏ hơn.", name=name, size=50))
    kind = kind_of(content, name)
    if kind is None:
        raise _no_photo(name)
    try:
        return _decoded(content, kind, name)
    except UNREADABLE as failed:
        raise _no_photo(name) from failed


def _decoded(content: bytes, kind: str, name: str) -> Image.Image:
    from PIL import Image, ImageOps

    try:
        with opened(content, kind) as picture:
            if picture.width * picture.height > (MOST_JPEG_PIXELS if kind == "JPEG" else MOST_PIXELS):
                raise _too_large(name)
            picture.draft("L", (READING_SIDES[0], READING_SIDES[0]))
            return ImageOps.exif_transpose(picture).convert("L")
    except Image.DecompressionBombError as failed:
        raise _too_large(name) from failed


def _too_large(name: str) -> UserError:
    return UserError(_("Ảnh “{name}” quá lớn để đọc mã. Hãy chụp lại ở cỡ nhỏ hơn.", name=name))


def _no_photo(name: str) -> UserError:
    return UserError(_("“{name}” không phải là ảnh đọc được. Hãy chọn ảnh JPG, PNG hoặc HEIC.", name=name))


def _extent(position: Any) -> int:
    left, right = position.top_left, position.bottom_right
    return abs(int(right.x) - int(left.x)) + abs(int(right.y) - int(left.y))
