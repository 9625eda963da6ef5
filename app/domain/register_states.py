"""The state of one line of a register in a word and a glyph, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.printed_dates import bounds
from app.wording import _

SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class RegisterState:
    """key: of the state, in the order of urgency its register declares. glyph: of the state glyphs. word, reason: in
    the language in use, the reason as one sentence or ""."""

    key: str
    glyph: str
    word: str
    reason: str = ""


def made_state(key: str, words: Mapping[str, tuple[str, str]], reason: str = "") -> RegisterState:
    """words: key → (glyph, word as declared)."""
    glyph, word = words[key]
    return RegisterState(key, glyph, _(word), reason)


def days_until(day: date | None, printed: str, as_of: date) -> int | None:
    """Days from as_of to the end of validity, negative when it is past; of a printed month or quarter to its last day.

    None where nothing is known.
    """
    if day is not None:
        return (day - as_of).days
    span = bounds(printed) if printed else None
    return (span[1] - as_of).days if span else None
