"""The programme (chương trình) as one paper: what it says besides goals, tasks and solutions; comments on it, meetings
about it, its frozen versions and the signatures under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from app.wording import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePlan:
    """What a cycle's programme says of itself; a cycle has at most one. name: as on its cover.

    starts_on, ends_on: its period, at least one year. general_aim: the general goal in words. discount_rate: percent a
    year, for present values. review_every: months between two reviews. in_force: the id of the frozen version that the
    last approval of step 6 put in force, "" before.
    """

    id: str
    cycle_id: str
    name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    general_aim: str = ""
    discount_rate: Decimal | None = None
    review_every: int | None = None
    in_force: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text that a person wrote into one paper of a cycle. paper: "programme", "decision", "effect_report",
    "progress_report", "improvement", "confirmation" …; name: which of its parts. Blank ones are not kept."""

    id: str
    cycle_id: str
    paper: str
    name: str
    words: str


COMMENT_DECISIONS: Mapping[str, str] = {
    "": N_("Chưa trả lời"),
    "accepted": N_("Tiếp thu"),
    "partly": N_("Tiếp thu một phần"),
    "kept": N_("Giữ nguyên, có giải trình"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What a unit or a person said of the draft or in a meeting. number: within its cycle, shown as YK-03.

    stage: "draft" (step 6), "meeting" (closing meeting) or "review" (step 10). kind: "comment", "disagreement" or
    "agreement". about_kind, about_id: the record it is about ("goals", "findings", "tasks" …), "" for the whole.
    given_by: the unit or post, not the person's name, unless it is needed. decision: a key of COMMENT_DECISIONS.
    """

    id: str
    cycle_id: str
    number: int
    stage: str
    words: str
    kind: str = "comment"
    about_kind: str = ""
    about_id: str = ""
    given_by: str = ""
    given_on: date | None = None
    decision: str = ""
    answer: str = ""
    answered_by: str = ""
    answered_on: date | None = None


def comment_code(comment: Comment) -> str:
    return f"YK-{comment.number:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting with minutes. kind: "closing", "comments" (on the draft) or "review". number: within cycle and kind.

    present: one a line, "post; name". revision, fingerprint: of the dossier when its minutes were frozen, 0 and ""
    before. Internal notes never stand here.
    """

    id: str
    cycle_id: str
    number: int
    kind: str
    place: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    chair: str = ""
    secretary: str = ""
    present: str = ""
    course: str = ""
    conclusion: str = ""
    revision: int = 0
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A frozen edition of the programme (Bản 1, 2 …). content: canonical JSON of all it says; sha256: of that text in
    UTF-8. reason: why it was changed ("" for the first). decided_on, decision_number, signer_position, signer_name: of
    the decision that put it in force. recipients: separated by semicolons. Never changed after; links: evidence →
    versions (the signed files)."""

    id: str
    cycle_id: str
    number: int
    content: str
    sha256: str
    reason: str = ""
    decision_number: str = ""
    decided_on: date | None = None
    signer_position: str = ""
    signer_name: str = ""
    recipients: str = ""
    frozen_by: str = ""
    frozen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature drawn on the screen under the working copy of a paper; it has no legal value of its own.

    paper: key of the report; about_id: the record it belongs to (a version, a meeting), "" for the cycle. strokes:
    JSON, a list of lines of [x, y] with 0 ≤ x ≤ 3, 0 ≤ y ≤ 1. signed_of: SHA-256 of what stood on the paper (the
    dossier's fingerprint or the version's hash).
    """

    id: str
    cycle_id: str
    paper: str
    about_id: str
    position: str
    name: str
    strokes: str
    signed_of: str = ""
    signed_at: datetime | None = None
