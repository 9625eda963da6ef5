"""The minutes of the opening and the closing meeting as papers; those of the closing meeting frozen at one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.document import Document
from app.domain.dossier import Dossier
from app.domain.keys import new_key
from app.domain.meeting_points import ClosingView
from app.domain.programme_papers import Meeting
from app.reports import closing_minutes, opening_minutes
from app.services.meeting_view import (
    OPENING,
    moment_of,
    opening_people,
    view_of,
    words_of,
)
from app.services.meetings import CLOSING, freeze_minutes, minutes_file, newest_meeting
from app.services.reporting import file_stem, gather_dossier, material_of
from app.storage.unit import Unit
from app.wording import _, language, speaking

if TYPE_CHECKING:
    from app.services.papers import Occasion

Progress = Callable[[float], None]


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """Minutes that are ready to be written: the meeting as frozen, the paper, the name of its file."""

    meeting: Meeting
    document: Document
    name: str


def freeze_closing(unit: Unit, meeting_id: str, as_of: date, at: datetime) -> Frozen:
    """Gathers the dossier, then freezes the minutes on exactly this state; the paper is made of what was gathered."""
    cycle_id = unit.meetings.get(meeting_id).cycle_id
    dossier = gather_dossier(unit, cycle_id, pictures=False)
    material = material_of(dossier, as_of)
    view = view_of(unit, material)
    meeting = freeze_minutes(unit, meeting_id, at)
    return Frozen(
        meeting=meeting,
        document=closing_minutes.build(material, view, meeting),
        name=minutes_name(dossier, as_of, meeting),
    )


def minutes_name(dossier: Dossier, as_of: date, meeting: Meeting) -> str:
    return f"{file_stem(dossier, as_of)}_bien-ban-hop-ket-thuc_b{meeting.revision}.pdf"


def write_frozen(frozen: Frozen, path: Path, progress: Progress | None = None) -> bytes:
    """The minutes as a PDF at this path; its bytes."""
    from app.reports.pdf import write_pdf

    return write_pdf(frozen.document, path, progress).read_bytes()


# ---- as papers of the catalogue


def write_closing(occasion: Occasion, path: Path, progress: Progress | None = None) -> Path:
    """The minutes that were frozen last, byte for byte; before that a draft of what the meeting would say now."""
    kept = occasion.read(lambda unit: _kept_minutes(unit, occasion.dossier.cycle.id))
    if kept is not None:
        from app.reports.placing import place

        content = kept
        return place(path, lambda beside: _write(beside, content))
    from app.reports.pdf import write_pdf

    with speaking(occasion.spoken):
        material = material_of(occasion.dossier, occasion.day, occasion.spoken)
        view = occasion.read(lambda unit: view_of(unit, material))
        return write_pdf(closing_minutes.build(material, view, _draft(occasion.dossier, view)), path, progress)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _kept_minutes(unit: Unit, cycle_id: str) -> bytes | None:
    meeting = newest_meeting(unit, cycle_id)
    paper = minutes_file(unit, meeting.id) if meeting is not None and meeting.fingerprint else None
    return unit.file(paper.sha256) if paper is not None else None


def _draft(dossier: Dossier, view: ClosingView) -> Meeting:
    """The meeting that is being held, or what the form says of it."""
    held = [each for each in dossier.meetings if each.kind == CLOSING and not each.fingerprint]
    if held:
        return max(held, key=lambda each: each.number)
    there = view.attendance
    return Meeting(
        id=new_key(),
        cycle_id=dossier.cycle.id,
        number=0,
        kind=CLOSING,
        place=there.place,
        started_at=there.started_at,
        chair="; ".join(each for each in there.team_signer if each),
    )


def opening_document(dossier: Dossier, as_of: date, spoken: str = "") -> Document:
    """The minutes of the opening meeting, from its form."""
    spoken = spoken or language()
    with speaking(spoken):
        material = material_of(dossier, as_of, spoken)
        words = words_of(material, OPENING)
        enterprise, team = opening_people(material)
        meeting = Meeting(
            id=new_key(),
            cycle_id=dossier.cycle.id,
            number=0,
            kind="opening",
            place=words.get("opening_place", ""),
            started_at=moment_of(words.get("opening_date", ""), words.get("opening_time", "")),
            chair=words.get("team_speaker", ""),
        )
        sides = ((_("Phía doanh nghiệp"), enterprise), (_("Phía đoàn khảo sát"), team))
        speakers = (words.get("enterprise_speaker", ""), words.get("team_speaker", ""))
        return opening_minutes.build(material, meeting, sides, speakers)


def write_opening(occasion: Occasion, path: Path, progress: Progress | None = None) -> Path:
    from app.reports.pdf import write_pdf

    return write_pdf(opening_document(occasion.dossier, occasion.day, occasion.spoken), path, progress)
