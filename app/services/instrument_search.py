"""Finding one instrument among thousands: by code, by the last digits of its serial number, by words of its name."""

from __future__ import annotations

from collections.abc import Iterable

from app.formats import fold
from app.services.inventory import InstrumentRow

SHOWN = 40


def find_instruments(rows: Iterable[InstrumentRow], words: str, most: int = SHOWN) -> list[InstrumentRow]:
    """Those that hold every word, without accents or case; the likeliest first, at most so many.

    A code that is typed in full comes before one that begins so, then serial numbers that end so, then the rest.
    """
    wanted = fold(words).split()
    hits = [each for each in rows if all(word in each.searchable for word in wanted)]
    if wanted:
        whole = " ".join(wanted)
        hits.sort(key=lambda each: (_rank(each, whole), fold(each.instrument.code)))
    return hits[:most]


def _rank(row: InstrumentRow, typed: str) -> int:
    code, serial = fold(row.instrument.code), fold(row.instrument.serial)
    if code == typed or serial == typed:
        return 0
    if code.startswith(typed):
        return 1
    if serial.endswith(typed):
        return 2
    return 3 if fold(row.instrument.name).startswith(typed) else 4
