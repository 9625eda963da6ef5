"""Three lists side by side: the last cycle's, the enterprise's own book, and what was seen on the floor."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.domain.floor import PRESENT_STATES
from app.wording import N_


class Match(StrEnum):
    """What the three lists say together, the one that needs most looking at first."""

    MISSING = "missing"
    NOT_FOUND = "not_found"
    GONE = "gone"
    UNLISTED = "unlisted"
    UNSEEN = "unseen"
    UNSEEN_UNLISTED = "unseen_unlisted"
    NEW = "new"
    SEEN = "seen"
    AGREED = "agreed"


MATCH_WORDS: Mapping[Match, str] = {
    Match.MISSING: N_("Có trong sổ, không thấy"),
    Match.NOT_FOUND: N_("Không thấy"),
    Match.GONE: N_("Không thấy, không có trong sổ"),
    Match.UNLISTED: N_("Thấy, không có trong sổ"),
    Match.UNSEEN: N_("Chưa xem lại"),
    Match.UNSEEN_UNLISTED: N_("Chưa xem lại, không có trong sổ"),
    Match.NEW: N_("Khớp, mới so với chu kỳ trước"),
    Match.SEEN: N_("Thấy, chưa có sổ để so"),
    Match.AGREED: N_("Khớp"),
}

MATCH_GLYPHS: Mapping[Match, str] = {
    Match.MISSING: "bad",
    Match.NOT_FOUND: "bad",
    Match.GONE: "bad",
    Match.UNLISTED: "warn",
    Match.UNSEEN: "todo",
    Match.UNSEEN_UNLISTED: "todo",
    Match.NEW: "ok",
    Match.SEEN: "part",
    Match.AGREED: "ok",
}


def match(in_previous: bool | None, in_book: bool | None, state: str) -> Match:
    """in_previous, in_book: None while there is no such list. state: a word of SIGHTING_STATES, "" when not looked for.

    Without a book nothing is called missing from it: what was not found is then only not found.
    """
    if not state:
        return Match.UNSEEN_UNLISTED if in_book is False else Match.UNSEEN
    if state not in PRESENT_STATES:
        return Match.NOT_FOUND if in_book is None else Match.MISSING if in_book else Match.GONE
    if in_book is None:
        return Match.SEEN
    if not in_book:
        return Match.UNLISTED
    return Match.NEW if in_previous is False else Match.AGREED
