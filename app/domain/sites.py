"""The site a dossier is about, its cycles of ten steps, and the settings printed on its papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site of one enterprise; a dossier has exactly one. kind: a word of SITE_KINDS."""

    id: str
    enterprise: str
    name: str = ""
    kind: str = ""
    address: str = ""
    province: str = ""
    tax_code: str = ""
    representative: str = ""
    contact: str = ""


SITE_KINDS = ("manufacturing", "prepackaged", "meters", "laboratory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """One programme period of ten steps. surveyed_on is the day as of which the law and validity are judged.

    previous_id: the cycle it was started from, "" for the first.
    """

    id: str
    name: str
    starts_on: date
    ends_on: date | None = None
    surveyed_on: date | None = None
    previous_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """How far one of the ten steps of a cycle has come.

    state: todo, doing, submitted, needs_work or approved (locked). version counts approvals.
    """

    id: str
    cycle_id: str
    step: int
    state: str = "todo"
    version: int = 0
    reason: str = ""
    changed_by: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting that travels with the dossier: letterhead, signer, place. name is its key."""

    id: str
    name: str
    value: str
