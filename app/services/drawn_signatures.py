"""Signatures drawn on the screen under working copies: kept with what they were given for; they replace no digital one.

A person without mouse, pen or touch screen signs the printed paper by hand, or digitally: a typed name is no signature.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.document import DrawnSignature
from app.domain.errors import UserError
from app.domain.frozen_content import canonical, digest
from app.domain.keys import new_key
from app.domain.programme_papers import Signature
from app.domain.signed_files import Stroke
from app.domain.strokes import is_signature, read_strokes, write_strokes
from app.formats import fold, now, tidy
from app.storage.unit import Unit
from app.wording import _


@dataclass(frozen=True, slots=True)
class HandSigned:
    """A drawn signature with its strokes. stale: what stood on the paper has changed since."""

    signature: Signature
    strokes: tuple[Stroke, ...]
    stale: bool


def sign_by_hand(
    unit: Unit,
    cycle_id: str,
    paper: str,
    *,
    position: str,
    name: str,
    strokes: Sequence[Stroke],
    signed_of: str,
    about_id: str = "",
) -> Signature:
    """Keep one drawn signature; the same person's earlier one under the same paper is withdrawn.

    signed_of: SHA-256 of what stands on the paper now (stands_now, or a version's hash).
    """
    position, name = tidy(position), tidy(name)
    if not name or not position:
        raise UserError(_("Ghi họ tên và chức vụ của người ký."))
    if not is_signature(strokes):
        raise UserError(_("Chưa có chữ ký. Ký vào ô bằng chuột, bút hoặc ngón tay."))
    for each in unit.signatures.all(cycle_id=cycle_id, paper=paper, about_id=about_id):
        if fold(each.name) == fold(name) and fold(each.position) == fold(position):
            unit.signatures.retire(each.id, _("Người này ký lại."))
    return unit.signatures.keep(
        Signature(
            id=new_key(),
            cycle_id=cycle_id,
            paper=paper,
            about_id=about_id,
            position=position,
            name=name,
            strokes=write_strokes(strokes),
            signed_of=signed_of,
            signed_at=now(),
        )
    )


def hand_signed(unit: Unit, cycle_id: str, paper: str, signed_of: str, about_id: str = "") -> list[HandSigned]:
    """The drawn signatures under a paper, in the order in which they were given."""
    return signed_under(unit.signatures.all(cycle_id=cycle_id), paper, signed_of, about_id)


def signed_under(signatures: Iterable[Signature], paper: str, signed_of: str, about_id: str = "") -> list[HandSigned]:
    """The same from records at hand (those of a Dossier, where papers are written)."""
    return [
        HandSigned(each, read_strokes(each.strokes), each.signed_of != signed_of)
        for each in signatures
        if (each.paper, each.about_id) == (paper, about_id)
    ]


def withdraw_signature(unit: Unit, id: str, reason: str) -> None:
    if not tidy(reason):
        raise UserError(_("Nêu lý do bỏ chữ ký này."))
    unit.signatures.retire(id, tidy(reason))


def drawn_for(people: Sequence[tuple[str, str]], signed: Iterable[HandSigned]) -> tuple[DrawnSignature | None, ...]:
    """For the block of signatures of a paper: which of its people (position, name) has drawn one."""
    by_name = {fold(each.signature.name): each for each in signed if each.strokes}
    found = [by_name.get(fold(name)) if name else None for _position, name in people]
    return tuple(DrawnSignature(each.strokes, each.stale) if each else None for each in found)


def stands_now(unit: Unit, cycle_id: str, meeting_id: str = "") -> str:
    """SHA-256 of what the programme says now, or of the minutes of a meeting with what was said in it."""
    from app.services.approval import content_of

    if not meeting_id:
        return digest(canonical(content_of(unit, cycle_id)))
    meeting = replace(unit.meetings.get(meeting_id), revision=0, fingerprint="")
    said = sorted(unit.comments.all(cycle_id=cycle_id, stage="meeting"), key=lambda each: each.number)
    return hashlib.sha256(repr((meeting, said)).encode()).hexdigest()
