"""Evidence: photos and files as they were given, a smaller copy of each photo, and links to what they prove."""

from __future__ import annotations

import io
import mimetypes
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.findings import Link
from app.domain.keys import new_key
from app.formats import tidy
from app.storage.unit import Unit
from app.wording import _

MEGABYTE = 1_000_000
LARGEST = 50 * MEGABYTE
WORKING_PIXELS = 1600
TAKEN, ORIGINAL, OFFSET = 306, 36867, 36881  # EXIF: DateTime, DateTimeOriginal, OffsetTimeOriginal
EXIF_BLOCK = 0x8769
PHOTOS = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "TIFF": "image/tiff", "WEBP": "image/webp"}


@dataclass(frozen=True, slots=True)
class _Photo:
    media_type: str
    working: bytes
    taken_at: datetime | None


def add_evidence(
    unit: Unit, content: bytes, name: str, *, linked_to: tuple[str, str] | None = None, note: str = ""
) -> Evidence:
    """Keep a file and link it to a record (kind, key). The same bytes given twice are one piece of evidence.

    The original is kept as given; the working copy of a photo is at most 1600 px and knows neither place nor camera.
    """
    name = tidy(PurePath(name.replace("\\", "/")).name)
    if not content:
        raise UserError(_("Tệp “{name}” trống nên không thêm làm bằng chứng.", name=name))
    if len(content) > LARGEST:
        raise UserError(
            _("Tệp “{name}” lớn hơn {size} MB. Hãy cắt ngắn hoặc giảm cỡ rồi thêm lại.", name=name, size=50)
        )
    photo = _read_photo(content, name)
    sha256 = unit.keep_file(content, photo.working if photo else None)
    found = next(iter(unit.evidence.all(sha256=sha256)), None)
    evidence = found or unit.evidence.keep(
        Evidence(
            id=new_key(),
            name=name,
            media_type=photo.media_type if photo else mimetypes.guess_type(name)[0] or "application/octet-stream",
            sha256=sha256,
            size=len(content),
            taken_at=photo.taken_at if photo else None,
            note=tidy(note),
        )
    )
    if linked_to:
        link_evidence(unit, evidence.id, linked_to)
    return evidence


def link_evidence(unit: Unit, evidence_id: str, linked_to: tuple[str, str]) -> None:
    """Say that this evidence proves that record; once is enough."""
    kind, key = linked_to
    ends = {"from_kind": "evidence", "from_id": evidence_id, "to_kind": kind, "to_id": key}
    if not unit.links.count(**ends):
        unit.links.keep(Link(id=new_key(), **ends))


def evidence_of(unit: Unit, kind: str, id: str) -> list[Evidence]:
    """What proves this record, in the order in which it was added."""
    links = unit.links.all(from_kind="evidence", to_kind=kind, to_id=id)
    found = (unit.evidence.find(each.from_id) for each in links)
    return [each for each in found if each is not None]


def retire_evidence(unit: Unit, id: str, reason: str) -> None:
    """Withdraw a piece of evidence everywhere; its bytes stay in the file, so that this can be undone."""
    for link in unit.links.all(from_kind="evidence", from_id=id):
        unit.links.retire(link.id, reason)
    unit.evidence.retire(id, reason)


def _read_photo(content: bytes, name: str) -> _Photo | None:
    """None when it is no picture that is known here; UserError when it is one, but spoilt."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        opened = Image.open(io.BytesIO(content))
    except UnidentifiedImageError:
        return None
    except (OSError, Image.DecompressionBombError, ValueError) as failed:
        raise _spoilt(name) from failed
    media_type = PHOTOS.get(opened.format or "")
    if media_type is None:
        return None
    try:
        taken = _taken_at(opened)
        upright = ImageOps.exif_transpose(opened).convert("RGB")
        upright.thumbnail((WORKING_PIXELS, WORKING_PIXELS))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as failed:
        raise _spoilt(name) from failed
    fresh = Image.new("RGB", upright.size)
    fresh.paste(upright)  # a fresh picture, so that nothing of the old one's particulars travels along
    written = io.BytesIO()
    fresh.save(written, "JPEG", quality=85)
    return _Photo(media_type, written.getvalue(), taken)


def _taken_at(picture: object) -> datetime | None:
    """When the camera says it was taken; a camera that names no zone is taken to keep local time."""
    exif = picture.getexif()  # type: ignore[attr-defined]
    block = exif.get_ifd(EXIF_BLOCK)
    text = str(block.get(ORIGINAL) or exif.get(TAKEN) or "").strip("\x00 ")
    try:
        moment = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
    try:
        return datetime.strptime(f"{text} {block.get(OFFSET, '')}", "%Y:%m:%d %H:%M:%S %z")
    except ValueError:
        return moment.astimezone()


def _spoilt(name: str) -> UserError:
    return UserError(_("Ảnh “{name}” bị hỏng, không đọc được. Hãy chép lại từ máy ảnh hoặc điện thoại.", name=name))
