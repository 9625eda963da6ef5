"""Photos as cameras, phones and scanners give them: recognised by their bytes, judged, and made ready to be kept.

The original is kept as it was given, with one exception: unless the position is wanted, it is taken out. A JPEG loses
it without a change to its pixels (photo_position). In HEIC, WebP, PNG and TIFF a position cannot be cut out safely, so
such a photo that has one is kept as a JPEG of full size, upright, with its time alone; `said` tells so, and goes into
the journal. Without a position these, too, stay as they were given.

Pixels are not looked at here where that would take long (JPEG, HEIC): a cut-off file shows in its structure. Working
copies are made later, by photo_copies.
"""

from __future__ import annotations

import contextlib
import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.formats import show_number
from app.services.heic_boxes import demand_whole
from app.services.jpeg_segments import Jpeg, take_apart
from app.services.photo_position import position_of, tells_position, without_position
from app.wording import _

if TYPE_CHECKING:
    from PIL import Image

MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "TIFF": "image/tiff",
    "WEBP": "image/webp",
    "BMP": "image/bmp",
    "HEIF": "image/heic",
}
ENDINGS = frozenset(("jpg", "jpeg", "jpe", "jfif", "png", "gif", "tif", "tiff", "webp", "bmp", "heic", "heif"))
"""Endings of names that promise a photo."""
HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
MOST_PIXELS, MOST_JPEG_PIXELS, MOST_PROGRESSIVE = 50_000_000, 120_000_000, 64_000_000
"""A JPEG is decoded at a half to an eighth of its size and takes little memory; others are decoded whole (4 bytes each
pixel), and a progressive JPEG keeps all its coefficients meanwhile."""
TAKEN, ORIGINAL, OFFSET, ORIENTATION = 306, 36867, 36881, 274  # EXIF: DateTime, DateTimeOriginal, OffsetTimeOriginal
EXIF_BLOCK, GPS_BLOCK = 0x8769, 0x8825
UNREADABLE = (
    *(OSError, ValueError, SyntaxError, EOFError, LookupError, ArithmeticError, RuntimeError, TypeError),
    *(struct.error, zlib.error),
)
"""What decoders raise over spoilt bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """content: the bytes to keep; media_type: of these. taken_at: as the camera says. position: "" unless it was
    wanted. said: why content is not what was given, in a sentence; "" when it is."""

    content: bytes
    media_type: str
    taken_at: datetime | None
    position: str = ""
    said: str = ""


def read_photo(content: bytes, name: str, *, keep_position: bool = False) -> Photo | None:
    """None for a file that neither is nor claims to be a photo; UserError for one that is spoilt, too large or none."""
    kind = kind_of(content, name)
    if kind is None:
        _refuse_false_photo(content, name)
        return None
    return _read_jpeg(content, name, keep_position) if kind == "JPEG" else _read_other(content, name, keep_position)


def kind_of(content: bytes, name: str = "") -> str | None:
    """A key of MEDIA_TYPES, by the bytes. TIFF and BMP begin like other files do: there the name must agree."""
    ending = ending_of(name)
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return "HEIF"
    if content[:4] in (b"II*\0", b"MM\0*") and ending in ("tif", "tiff"):
        return "TIFF"
    return "BMP" if content[:2] == b"BM" and ending == "bmp" else None


def ending_of(name: str) -> str:
    return PurePath(name).suffix.removeprefix(".").casefold()


@contextlib.contextmanager
def opened(content: bytes, kind: str) -> Iterator[Image.Image]:
    """The picture, not yet decoded; ValueError for a mangled HEIC.

    Its size is ours to judge: PIL's own warning says nothing more.
    """
    from PIL import Image

    if kind == "HEIF":
        demand_whole(content)
        import pi_heif  # type: ignore[import-untyped]

        pi_heif.register_heif_opener()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(content), formats=(kind,)) as picture:
            yield picture


def spoilt(name: str) -> UserError:
    return UserError(_("Ảnh “{name}” bị hỏng, không đọc được. Hãy chép lại từ máy ảnh hoặc điện thoại.", name=name))


def _read_jpeg(content: bytes, name: str, keep_position: bool) -> Photo:
    try:
        parts = take_apart(content)
        exif, gps = _exif_of(parts)
    except UNREADABLE as failed:
        raise spoilt(name) from failed
    most = MOST_PROGRESSIVE if parts.is_progressive else MOST_JPEG_PIXELS
    _refuse_too_large(name, parts.width, parts.height, most)
    taken = taken_at(exif)
    if keep_position or not tells_position(parts, gps):
        return Photo(content=content, media_type="image/jpeg", taken_at=taken, position=position_of(gps))
    try:
        cleaned = without_position(parts)
        if tells_position(*_judged(take_apart(cleaned))):
            raise ValueError("the position is still there")
    except ValueError:
        return _converted(content, "JPEG", name, taken)
    said = _("Đã bỏ vị trí chụp khỏi ảnh; điểm ảnh giữ nguyên.")
    return Photo(content=cleaned, media_type="image/jpeg", taken_at=taken, said=said)


def _judged(parts: Jpeg) -> tuple[Jpeg, Mapping[int, object]]:
    return parts, _exif_of(parts)[1]


def _exif_of(parts: Jpeg) -> tuple[Any, Mapping[int, object]]:
    from PIL import Image

    exif = Image.Exif()
    with warnings.catch_warnings(), contextlib.suppress(*UNREADABLE):  # a muddled one tells no time
        warnings.simplefilter("ignore")
        exif.load(b"Exif\0\0" + parts.exif if parts.exif else b"")
    return exif, _block(exif, GPS_BLOCK)


def _read_other(content: bytes, name: str, keep_position: bool) -> Photo:
    kind = kind_of(content, name) or ""
    try:
        with opened(content, kind) as picture:
            _refuse_too_large(name, *picture.size, MOST_PIXELS)
            exif = picture.getexif()
            gps = _block(exif, GPS_BLOCK)
            located = bool(set(gps) - {0}) or _tells_in_words(picture)
            taken = taken_at(exif)
            if kind != "HEIF":
                picture.load()
    except UserError:
        raise
    except _bombs() as failed:
        raise _too_large(name) from failed
    except UNREADABLE as failed:
        raise spoilt(name) from failed
    if keep_position or not located:
        return Photo(content=content, media_type=MEDIA_TYPES[kind], taken_at=taken, position=position_of(gps))
    return _converted(content, kind, name, taken)


def _tells_in_words(picture: Image.Image) -> bool:
    """XMP of PNG, WebP, TIFF and HEIC."""
    said = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return "GPSL" in (said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said))


def _converted(content: bytes, kind: str, name: str, taken: datetime | None) -> Photo:
    """The same photo as an upright JPEG of full size that knows its time and nothing else."""
    from PIL import Image, ImageOps

    try:
        with opened(content, kind) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except UNREADABLE as failed:
        raise spoilt(name) from failed
    fresh = Image.new("RGB", upright.size)
    fresh.paste(upright)
    exif = Image.Exif()
    if taken is not None:
        exif.get_ifd(EXIF_BLOCK)[ORIGINAL] = taken.strftime("%Y:%m:%d %H:%M:%S")
        exif.get_ifd(EXIF_BLOCK)[OFFSET] = re.sub(r"(\d\d)(\d\d)$", r"\1:\2", taken.strftime("%z"))
    written = io.BytesIO()
    fresh.save(written, "JPEG", quality=93, exif=exif)
    said = _("Ảnh {kind} được lưu thành JPEG đứng thẳng để bỏ vị trí chụp.", kind="HEIC" if kind == "HEIF" else kind)
    return Photo(content=written.getvalue(), media_type="image/jpeg", taken_at=taken, said=said)


def taken_at(exif: Any) -> datetime | None:
    """When the camera says it was taken; a camera that names no zone is taken to keep local time."""
    block = _block(exif, EXIF_BLOCK)
    text = str(block.get(ORIGINAL) or exif.get(TAKEN) or "").strip("\x00 ")
    try:
        moment = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
    try:
        return datetime.strptime(f"{text} {block.get(OFFSET, '')}", "%Y:%m:%d %H:%M:%S %z")
    except ValueError:
        return _local(moment)


def _local(moment: datetime) -> datetime | None:
    try:
        return moment.astimezone()
    except (OSError, OverflowError, ValueError):  # before the clocks of this system begin
        return None


def _block(exif: Any, tag: int) -> Mapping[int, object]:
    with warnings.catch_warnings(), contextlib.suppress(*UNREADABLE):
        warnings.simplefilter("ignore")
        return dict(exif.get_ifd(tag))
    return {}


def _bombs() -> tuple[type[Exception], ...]:
    from PIL import Image

    return (Image.DecompressionBombError, MemoryError)


def _refuse_too_large(name: str, width: int, height: int, most: int) -> None:
    if width * height > most:
        raise _too_large(name, width * height, most)


def _too_large(name: str, pixels: int = 0, most: int = MOST_PIXELS) -> UserError:
    if not pixels:
        return UserError(_("Ảnh “{name}” quá nhiều điểm ảnh. Hãy giảm cỡ ảnh rồi thêm lại.", name=name))
    return UserError(
        _(
            "Ảnh “{name}” có {pixels} triệu điểm ảnh, nhiều hơn mức {most} triệu. Hãy giảm cỡ ảnh rồi thêm lại.",
            name=name,
            pixels=show_number(round(pixels / 1_000_000)),
            most=show_number(most // 1_000_000),
        )
    )


def _refuse_false_photo(content: bytes, name: str) -> None:
    ending = ending_of(name)
    if ending in ("svg", "svgz") or (ending in ENDINGS and _is_drawing(content)):
        raise UserError(
            _("“{name}” là hình vẽ SVG, không thêm được. Hãy lưu lại thành PNG hoặc PDF rồi thêm.", name=name)
        )
    if ending in ENDINGS:
        raise UserError(
            _(
                "Tệp “{name}” không phải là ảnh, dù tên kết thúc bằng .{ending}. Hãy chép lại ảnh gốc rồi thêm.",
                name=name,
                ending=ending,
            )
        )


def _is_drawing(content: bytes) -> bool:
    return re.search(rb"<svg[\s>]", content[:2000], re.IGNORECASE) is not None
