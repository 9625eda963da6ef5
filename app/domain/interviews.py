"""Interviews: who was asked, and what was said to which question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One talk with one post. Names are kept only where they serve; ended_at None while it goes on."""

    id: str
    cycle_id: str
    post: str = ""
    name: str = ""
    department: str = ""
    place: str = ""
    section: str = ""
    note: str = ""
    held_by: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one interview said to one question. question: the path in form. level: "1" to "5" as the person sees it, or
    "". to_check: "yes" when the words are to be checked against a record, "done" when they were, else ""."""

    id: str
    interview_id: str
    form: str
    question: str
    words: str = ""
    level: str = ""
    to_check: str = ""
    said_at: datetime | None = None
