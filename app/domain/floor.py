"""The floor walk: what was seen of each instrument, and which lists it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What one walk over the floor found of one instrument; one for each instrument and cycle, the latest rules.

    state: a word of SIGHTING_STATES. place: where it stands now, when it was moved. reason: why it was not seen, or
    what is wrong with label or instrument. note: whatever else was noticed there.
    """

    id: str
    cycle_id: str
    instrument_id: str
    state: str
    place: str = ""
    reason: str = ""
    seen_by: str = ""
    note: str = ""
    seen_at: datetime | None = None


SIGHTING_STATES = ("seen", "label_wrong", "damaged", "not_seen", "moved", "new")
"""seen and in order · label missing, illegible or wrong · damaged · not found · found elsewhere · not in any list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """That an instrument stands in a list of a cycle. source: "book" (the enterprise's own list) or "previous" (it was
    carried over from the last cycle)."""

    id: str
    cycle_id: str
    instrument_id: str
    source: str
