"""Evidence: photos and files as they were given, links to what they prove, and the picture that is shown of each."""

from __future__ import annotations

import dataclasses
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.findings import Link
from app.domain.keys import new_key
from app.formats import now, tidy
from app.services.dossiers import set_setting, setting
from app.services.photo_copies import copies_of
from app.services.photos import read_photo
from app.storage.unit import Unit
from app.wording import _

MEGABYTE = 1_000_000
LARGEST = 50 * MEGABYTE
KEEP_POSITION = "evidence.keep_position"
PLAIN = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file that was read and judged and only waits to be kept. said: how content differs from what was given."""

    name: str
    content: bytes
    media_type: str
    taken_at: datetime | None = None
    position: str = ""
    said: str = ""


def prepare(content: bytes, name: str, *, keep_position: bool = False) -> Prepared:
    """Judge a file; UserError, in one sentence, for one that is empty, too large or a spoilt photo. Needs no dossier,
    so it can be done beside the window and without keeping others from it."""
    name = tidy(PurePath(name.replace("\\", "/")).name) or _("không tên")
    if not content:
        raise UserError(_("Tệp “{name}” trống nên không thêm làm bằng chứng.", name=name))
    if len(content) > LARGEST:
        raise too_heavy(name)
    photo = read_photo(content, name, keep_position=keep_position)
    if photo is None:
        return Prepared(name=name, content=content, media_type=_type_of(name))
    if photo.media_type == "image/jpeg" and photo.said and not name.casefold().endswith((".jpg", ".jpeg", ".jpe")):
        name = f"{PurePath(name).stem}.jpg"
    return Prepared(
        name=name,
        content=photo.content,
        media_type=photo.media_type,
        taken_at=photo.taken_at,
        position=photo.position if keep_position else "",
        said=photo.said,
    )


def too_heavy(name: str) -> UserError:
    size = LARGEST // MEGABYTE
    return UserError(_("Tệp “{name}” lớn hơn {size} MB. Hãy cắt ngắn hoặc giảm cỡ rồi thêm lại.", name=name, size=size))


def keep_evidence(
    unit: Unit, ready: Prepared, *, linked_to: tuple[str, str] | None = None, note: str = "", place: str = ""
) -> Evidence:
    """Keep a prepared file and link it to a record (kind, key). The same bytes given twice are one piece of evidence.

    Its working copy and thumbnail are made afterwards (make_copies), whoever is in a hurry meanwhile shows none.
    """
    sha256 = unit.keep_file(ready.content)
    found = next(iter(unit.evidence.all(sha256=sha256)), None)
    evidence = found or unit.evidence.keep(
        Evidence(
            id=new_key(),
            name=ready.name,
            media_type=ready.media_type,
            sha256=sha256,
            size=len(ready.content),
            taken_at=ready.taken_at,
            place=tidy(place),
            note=tidy(note),
            cycle_id=_newest_cycle(unit),
            position=ready.position,
            added_by=unit.person,
            added_at=now(),
        ),
        reason=ready.said,
    )
    if linked_to:
        link_evidence(unit, evidence.id, linked_to)
    return evidence


def add_evidence(
    unit: Unit, content: bytes, name: str, *, linked_to: tuple[str, str] | None = None, note: str = "", place: str = ""
) -> Evidence:
    """Judge and keep in one go, with or without its position as this dossier wants it."""
    ready = prepare(content, name, keep_position=keeps_position(unit))
    return keep_evidence(unit, ready, linked_to=linked_to, note=note, place=place)


def keeps_position(unit: Unit) -> bool:
    """Whether photos keep where they were taken ("Giữ vị trí chụp")."""
    return setting(unit, KEEP_POSITION) == "yes"


def set_keeps_position(unit: Unit, wanted: bool) -> None:
    """Holds for what is added from now on."""
    set_setting(unit, KEEP_POSITION, "yes" if wanted else "")


def link_evidence(unit: Unit, evidence_id: str, linked_to: tuple[str, str]) -> None:
    """Say that this evidence proves that record; once is enough."""
    kind, key = linked_to
    ends = {"from_kind": "evidence", "from_id": evidence_id, "to_kind": kind, "to_id": key}
    if not unit.links.count(**ends):
        unit.links.keep(Link(id=new_key(), **ends))


def unlink_evidence(unit: Unit, evidence_id: str, linked_to: tuple[str, str]) -> None:
    """Take a piece of evidence away from a record; the dossier keeps it, to be linked elsewhere."""
    kind, key = linked_to
    for link in unit.links.all(from_kind="evidence", from_id=evidence_id, to_kind=kind, to_id=key):
        unit.links.retire(link.id)
    for link in unit.links.all(from_kind=kind, from_id=key, to_kind="evidence", to_id=evidence_id):
        unit.links.retire(link.id)


def evidence_of(unit: Unit, kind: str, id: str) -> list[Evidence]:
    """What proves this record, in the order in which it was added."""
    ids = [each.from_id for each in unit.links.all(from_kind="evidence", to_kind=kind, to_id=id)]
    ids += [each.to_id for each in unit.links.all(from_kind=kind, from_id=id, to_kind="evidence")]
    found = (unit.evidence.find(each) for each in dict.fromkeys(ids))
    return [each for each in found if each is not None]


def describe_evidence(unit: Unit, ids: Iterable[str], *, note: str | None = None, place: str | None = None) -> None:
    """Write the caption or the place of one piece or of many; None leaves it as it is."""
    pieces = [unit.evidence.get(each) for each in ids]
    if note is not None:
        pieces = [dataclasses.replace(each, note=tidy(note)) for each in pieces]
    if place is not None:
        pieces = [dataclasses.replace(each, place=tidy(place)) for each in pieces]
    unit.evidence.keep_all(pieces)


def retire_evidence(unit: Unit, id: str, reason: str) -> None:
    """Withdraw a piece of evidence everywhere; its bytes stay in the file, so that this can be undone."""
    if not tidy(reason):
        raise UserError(_("Nêu lý do bỏ bằng chứng này, để người sau hiểu vì sao không dùng."))
    for link in _links_of(unit, id):
        unit.links.retire(link.id, reason)
    unit.evidence.retire(id, reason)


def restore_evidence(unit: Unit, id: str) -> None:
    """Take withdrawn evidence back, and the links that went with it."""
    withdrawal = [each for each in unit.history("evidence", id) if each.field == "retired" and each.new == 1]
    unit.evidence.bring_back(id)
    if not withdrawal:
        return
    for link in unit.links.withdrawn():
        if ("evidence", id) not in ((link.from_kind, link.from_id), (link.to_kind, link.to_id)):
            continue
        last = [each for each in unit.history("links", link.id) if each.field == "retired"][-1:]
        if last and last[0].deed_id == withdrawal[-1].deed_id:
            unit.links.bring_back(link.id)


def shown_sha256(evidence: Evidence) -> str:
    """Of the picture that is shown and printed: the edited one where there is one."""
    return evidence.edited_sha256 or evidence.sha256


def picture_of(unit: Unit, evidence: Evidence) -> bytes:
    """The picture to show or print: edited, small, upright, without particulars; made now where it is not at hand.

    The bytes of a file that is no picture, or of one that cannot be decoded, come back as they are.
    """
    sha256 = shown_sha256(evidence)
    if (working := unit.small_copy(sha256)) is not None:
        return working
    content = unit.file(sha256)
    made = copies_of(content) if evidence.media_type.startswith("image/") else None
    return made[0] if made else content


def make_copies(unit: Unit, sha256: str) -> bool:
    """Make working copy and thumbnail of a kept photo; False when it cannot be decoded."""
    made = copies_of(unit.file(sha256))
    if made:
        unit.keep_copies(sha256, working=made[0], thumbnail=made[1])
    return made is not None


def _links_of(unit: Unit, id: str) -> list[Link]:
    there = unit.links.all(from_kind="evidence", from_id=id)
    return [*there, *unit.links.all(to_kind="evidence", to_id=id)]


def _newest_cycle(unit: Unit) -> str:
    cycles = unit.cycles.all()
    return cycles[-1].id if cycles else ""


def _type_of(name: str) -> str:
    """Of a file that is no photo, whatever its name says."""
    guessed = mimetypes.guess_type(name)[0] or PLAIN
    return PLAIN if guessed.startswith("image/") else guessed
