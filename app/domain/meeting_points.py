"""What a closing meeting is shown: each point made of chosen fields alone, so that nothing internal can slip in.

Internal, and in none of these: notes and reasons of answers and who gave them; what was heard in interviews; findings
that were set aside or merged, and of the others their origin, rule, reason and classes of detection and occurrence;
proposals nobody decided on; comments on the draft and from reviews, and how they were answered; notes of tasks,
solutions, evidence, calibrations and instruments; ways that were weighed against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from app.domain.economics import Figure
from app.domain.scores import SubjectScore


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The overall picture: the sentence, what follows it, the nine subjects; previous: scores of the last cycle."""

    lead: str
    sentences: tuple[str, ...]
    subjects: tuple[SubjectScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPoint:
    """level: priority 1 to 4, None while it is not judged; word: what it means. goals: codes of the goals it led to."""

    id: str
    code: str
    title: str
    detail: str
    level: int | None
    word: str
    severity: str
    cause: str
    clause: str
    proposal: str
    owner: str
    due_on: date | None
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPoint:
    """saving, payback and npv have a reason under their name where they are None. doubts: what speaks against it.

    effects: titles with their figures; notes: what a reader has to know of the figures.
    """

    id: str
    code: str
    title: str
    indicator: str
    unit: str
    baseline: Decimal | None
    baseline_on: date | None
    baseline_source: str
    target: Decimal | None
    due_on: date | None
    owner: str
    justification: str
    findings: tuple[str, ...]
    investment: Decimal | None
    running: Decimal | None
    saving: Figure | None
    payback: Figure | None
    payback_has_end: bool
    npv: Figure | None
    reasons: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def reason(self, name: str) -> str:
        return dict(self.reasons).get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPoint:
    id: str
    code: str
    title: str
    owner: str
    partner: str
    starts_on: date | None
    ends_on: date | None
    result: str
    goal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was agreed or not, about a record or the whole. about: its code, "" for the whole; title: its name."""

    id: str
    code: str
    kind: str
    words: str
    given_by: str
    given_on: date | None
    about_kind: str
    about_id: str
    about: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Who is there, post first: one line each. chairs and signers as "post; name". Taken over from the forms."""

    place: str = ""
    started_at: datetime | None = None
    scope: str = ""
    enterprise: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    enterprise_signer: tuple[str, str] = ("", "")
    team_signer: tuple[str, str] = ("", "")

    @property
    def posts(self) -> tuple[str, ...]:
        """Who may say something: the posts without names, those of the enterprise first."""
        every = (each.split(";")[0].strip() for each in (*self.enterprise, *self.team))
        return tuple(dict.fromkeys(each for each in every if each))


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What the closing meeting's own form says of its outcome: (label, words), as far as it was answered."""

    agreed: tuple[tuple[str, str], ...] = ()
    next_steps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ClosingView:
    """All that the meeting walks through, in its order."""

    enterprise: str
    site: str
    cycle: str
    attendance: Attendance
    picture: Picture
    findings: Sequence[FindingPoint] = ()
    goals: Sequence[GoalPoint] = ()
    tasks: Sequence[TaskPoint] = ()
    said: Sequence[Said] = ()
    closing: Closing = field(default_factory=Closing)

    def said_of(self, kind: str, id: str) -> tuple[Said, ...]:
        return tuple(each for each in self.said if (each.about_kind, each.about_id) == (kind, id))

    @property
    def agreements(self) -> tuple[Said, ...]:
        return tuple(each for each in self.said if each.kind == "agreement")

    @property
    def disagreements(self) -> tuple[Said, ...]:
        return tuple(each for each in self.said if each.kind == "disagreement")
