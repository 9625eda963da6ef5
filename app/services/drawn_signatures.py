"""Signatures drawn on the screen under working copies: kept with what they were given for; they replace no digital one.

A person without mouse, pen or touch screen signs the printed paper by hand, or digitally: a typed name is no signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.document import Document, DrawnSignature, Signatures
from app.domain.dossier import Dossier
from app.domain.errors import UserError
from app.domain.frozen_content import canonical, digest
from app.domain.keys import new_key
from app.domain.programme_content import Content
from app.domain.programme_papers import Comment, Meeting, Signature
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
    found = _signed_by(people, signed)
    return tuple(DrawnSignature(each.strokes, each.stale) if each else None for each in found)


def _signed_by(people: Sequence[tuple[str, str]], signed: Iterable[HandSigned]) -> list[HandSigned | None]:
    """By name; where the paper knows only the post, by the post."""
    drawn = [each for each in signed if each.strokes]
    by_name = {fold(each.signature.name): each for each in drawn}
    by_post = {fold(each.signature.position): each for each in drawn}
    return [by_name.get(fold(name)) if name else by_post.get(fold(position)) for position, name in people]


MEETING_OF = {"comment_minutes": ("comments", "draft"), "closing_minutes": ("closing", "meeting")}
"""Minutes -> kind of their meeting, and stage of the comments they tell."""


def with_drawn(document: Document, dossier: Dossier, paper: str, content: Content | None = None) -> Document:
    """The document with the drawn signatures that the dossier holds for this paper, fresh ones and stale ones told
    apart; the same document where there are none. content: what the paper says, where it is not the present one."""
    if not any(each.paper == paper for each in dossier.signatures):
        return document
    stands = stands_in(dossier, paper) if content is None else digest(canonical(content))
    return with_signed(document, signed_under(dossier.signatures, paper, stands))


def with_signed(document: Document, signed: Sequence[HandSigned]) -> Document:
    """The document with these signatures in its blocks of signatures."""
    blocks = (_with(each, signed) if isinstance(each, Signatures) else each for each in document.blocks)
    return replace(document, blocks=tuple(blocks))


def signers_of(document: Document) -> list[tuple[str, str]]:
    """Who is to sign a paper: (position, name)."""
    return [person for each in document.blocks if isinstance(each, Signatures) for person in each.people]


def _with(block: Signatures, signed: Sequence[HandSigned]) -> Signatures:
    """Who signed under a post alone is named."""
    by = _signed_by(block.people, signed)
    people = tuple(
        (position, name or (each.signature.name if each else ""))
        for (position, name), each in zip(block.people, by, strict=True)
    )
    return replace(block, people=people, drawn=drawn_for(people, signed))


def stands_in(dossier: Dossier, paper: str) -> str:
    """SHA-256 of what a paper says now: of the programme (that of a version frozen from it is the same), or of the
    minutes with what was said in the meeting."""
    from app.services.programme_papers import content_in

    if paper not in MEETING_OF:
        return digest(canonical(content_in(dossier)))
    return _minutes_stand(dossier.meetings, dossier.comments, paper)


def stands_now(unit: Unit, cycle_id: str, paper: str = "programme") -> str:
    """The same, read from the dossier's file."""
    from app.services.approval import content_of

    if paper not in MEETING_OF:
        return digest(canonical(content_of(unit, cycle_id)))
    return _minutes_stand(unit.meetings.all(cycle_id=cycle_id), unit.comments.all(cycle_id=cycle_id), paper)


def _minutes_stand(meetings: Iterable[Meeting], comments: Iterable[Comment], paper: str) -> str:
    kind, stage = MEETING_OF[paper]
    held = sorted((each for each in meetings if each.kind == kind), key=lambda each: each.number)[-1:]
    said = sorted((each for each in comments if each.stage == stage), key=lambda each: each.number)
    return digest(repr(([replace(each, revision=0, fingerprint="") for each in held], said)))
