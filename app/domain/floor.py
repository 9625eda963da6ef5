"""The floor walk: what was seen of each instrument, and which lists it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.wording import N_


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
SIGHTING_WORDS: Mapping[str, str] = {
    "seen": N_("Thấy, tốt"),
    "label_wrong": N_("Thấy, nhãn sai hoặc hỏng"),
    "damaged": N_("Thấy, đang hư"),
    "not_seen": N_("Không thấy"),
    "moved": N_("Chuyển chỗ"),
    "new": N_("Mới"),
}
SIGHTING_GLYPHS: Mapping[str, str] = {
    "seen": "ok",
    "label_wrong": "part",
    "damaged": "warn",
    "not_seen": "bad",
    "moved": "part",
    "new": "info",
    "": "todo",
}
"""The shape each state is drawn with."""

PRESENT_STATES = frozenset({"seen", "label_wrong", "damaged", "moved", "new"})
"""The instrument itself was there to be seen."""

BOOK, PREVIOUS = "book", "previous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """That an instrument stands in a list of a cycle. source: "book" (the enterprise's own list) or "previous" (it was
    carried over from the last cycle)."""

    id: str
    cycle_id: str
    instrument_id: str
    source: str


_CUT = re.compile(r"\s*[,;–—]\s*|\s+-\s+")


def area_of(location: str) -> tuple[str, str]:
    """An area and the spot in it: what stands before the first comma or dash, and what follows ("" for none).

    A hyphen inside a word ("PX-1") cuts nothing.
    """
    parts = _CUT.split(location.strip(), maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""
