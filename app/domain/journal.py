"""One line of the audit trail: which field of which record changed, from what to what, by whom, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """A change as it was written. field "" is the making of the record, "retired" its withdrawal (1) or return (0).

    old and new are the stored values: text, whole numbers or None; new of a making is a mapping of its fields.
    parent: the change this one replaced, "" for a making. deed: the shown name of the deed; role: do, undo or redo.
    """

    number: int
    id: str
    device: str
    person: str
    sequence: int
    deed_id: str
    deed: str
    role: str
    kind: str
    record_id: str
    field: str
    parent: str
    old: object
    new: object
    reason: str
    at: datetime
