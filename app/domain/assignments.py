"""Who of the team looks after which section of the survey and which area of the plant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """kind: "section" (target is the section's path in the survey) or "area" (target is its name)."""

    id: str
    cycle_id: str
    kind: str
    target: str
    auditor: str
    note: str = ""


ASSIGNMENT_KINDS = ("section", "area")
