"""What became of a goal or of an effect, in words: who changed what from what to what, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from app.domain.effect_fields import EFFECT_FIELD_NAMES
from app.domain.effects import EFFECT_KINDS
from app.domain.goal_gaps import GOAL_FIELD_NAMES
from app.domain.journal import JournalEntry
from app.formats import show_date, show_number
from app.storage.unit import Unit
from app.wording import _

NAMES: Mapping[str, Mapping[str, str]] = {"goals": GOAL_FIELD_NAMES, "effects": EFFECT_FIELD_NAMES}
LONGEST = 40
"""Letters of a text that are shown; the whole stands in the field."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One deed on the record. changes: a sentence for each field that it changed."""

    at: datetime
    person: str
    deed: str
    changes: tuple[str, ...]
    reason: str


def history_of(unit: Unit, kind: str, id: str) -> list[Turn]:
    """The deeds on a goal or an effect ("goals", "effects"), the last first."""
    deeds: dict[str, Turn] = {}
    for entry in unit.history(kind, id):
        before = deeds.get(entry.deed_id)
        changes = (*(before.changes if before else ()), *_told(NAMES[kind], entry))
        deed = _("Hoàn tác: {deed}", deed=entry.deed) if entry.role == "undo" else entry.deed
        deeds[entry.deed_id] = Turn(entry.at, entry.person, deed, changes, entry.reason)
    return list(deeds.values())[::-1]


def _told(names: Mapping[str, str], entry: JournalEntry) -> tuple[str, ...]:
    if entry.field not in names:
        return ()
    return (_("{field}: {old} → {new}", field=_(names[entry.field]), old=_shown(entry.old), new=_shown(entry.new)),)


def _shown(value: object) -> str:
    """A kept value as it is read; "—" for none."""
    if value in (None, ""):
        return "—"
    text = str(value)
    if text in EFFECT_KINDS:
        return _(EFFECT_KINDS[text])
    if isinstance(value, int | float | Decimal):
        return show_number(value)
    for read in (_as_date, _as_number):
        if shown := read(text):
            return shown
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _as_date(text: str) -> str:
    try:
        return show_date(date.fromisoformat(text)) if len(text) == len("2026-01-01") else ""
    except ValueError:
        return ""


def _as_number(text: str) -> str:
    plain = text.removeprefix("-").replace(".", "", 1)
    return show_number(Decimal(text)) if plain.isdigit() and plain.isascii() else ""
