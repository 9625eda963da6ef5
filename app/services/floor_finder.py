"""Finding one instrument while standing in front of it: three digits, part of a word, or a scanned code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.instruments import Instrument
from app.formats import fold
from app.services.floor import FloorRow, plain

EXACT, SERIAL_ENDS, SERIAL_HOLDS, CODE_HOLDS, WORDS, NONE = range(6)


@dataclass(frozen=True, slots=True)
class Found:
    """hits: in the order of the rows. best: the likeliest, None when nothing fits; certain: no other is as likely."""

    hits: tuple[FloorRow, ...]
    best: FloorRow | None
    certain: bool


def find(rows: Sequence[FloorRow], typed: str) -> Found:
    """A code or serial number in full comes first, then the last digits of a serial number, then parts of anything."""
    key, words = plain(typed), fold(typed).split()
    if not key:
        return Found((), None, False)
    first = words[0]
    likely = [each for each in rows if key in each.keys or first in each.searchable]
    hits = [(rank, each) for each in likely if (rank := _rank(each, key, words)) < NONE]
    least = min((rank for rank, _each in hits), default=NONE)
    likeliest = [each for rank, each in hits if rank == least]
    return Found(tuple(each for _r, each in hits), likeliest[0] if likeliest else None, len(likeliest) == 1)


def is_exact(row: FloorRow, typed: str) -> bool:
    key = plain(typed)
    return bool(key) and key in (row.code_key, row.serial_key, row.id)


def scanned(rows: Sequence[FloorRow], code: str) -> FloorRow | None:
    """The instrument a code belongs to: as a whole, else by a part of it that is a code or serial number in full.

    Labels of laboratories hold a link or several fields behind each other. None when no instrument, or several, fit.
    """
    whole = next((each for each in rows if is_exact(each, code)), None)
    if whole is not None:
        return whole
    found = find(rows, code)
    if found.certain:
        return found.best
    parts = [part for part in re.split(r"[\s;,|/=?&:]+", code) if len(part) > 2]
    hits = {each.id: each for each in rows if any(is_exact(each, part) for part in parts)} if len(parts) > 1 else {}
    return next(iter(hits.values())) if len(hits) == 1 else None


def label_code(instrument: Instrument) -> str:
    """What the code on a label holds: the instrument's own code, else its serial number, else its key in the file."""
    return instrument.code or instrument.serial or instrument.id


def _rank(row: FloorRow, key: str, words: list[str]) -> int:
    if key in (row.code_key, row.serial_key, row.id):
        return EXACT
    if row.serial_key.endswith(key):
        return SERIAL_ENDS
    if key in row.serial_key:
        return SERIAL_HOLDS
    if key in row.code_key:
        return CODE_HOLDS
    if all(word in row.searchable for word in words):
        return WORDS
    return NONE
