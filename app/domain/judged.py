"""An instrument with what is known of it as of a day, and what its line in the register lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.instruments import Calibration, Instrument
from app.domain.legal import LegalCheck, Verdict
from app.domain.metrology.calibration_status import CalibrationStatus
from app.formats import fold
from app.wording import _

REQUIRED_FIELDS = ("name", "serial", "range_text", "location", "group")
"""What a register must say of each instrument (programme.md 3.1); a code may stand in for a serial number."""
LEGAL_TROUBLE = frozenset({Verdict.EXPIRED, Verdict.FAILED, Verdict.NONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An instrument with what is known of it as of the day of analysis."""

    instrument: Instrument
    status: CalibrationStatus
    legal: LegalCheck
    calibrations: Sequence[Calibration] = ()


def called(instrument: Instrument) -> str:
    """What the factory calls it: its code, or else name and serial number."""
    if instrument.code:
        return instrument.code
    named = f"{instrument.name} {instrument.serial}".strip()
    return named or _("(chưa ghi tên)")


def missing_fields(instrument: Instrument) -> tuple[str, ...]:
    """The required fields that are blank."""
    blank = [name for name in REQUIRED_FIELDS if not getattr(instrument, name)]
    if "serial" in blank and instrument.code:
        blank.remove("serial")
    return tuple(blank)


def duplicates(instruments: Iterable[Instrument]) -> tuple[tuple[Instrument, ...], ...]:
    """Groups of live instruments that carry the same code, or the same name and serial number."""
    groups: dict[tuple[str, ...], list[Instrument]] = {}
    folded = lru_cache(maxsize=None)(fold)  # names come again and again
    for each in instruments:
        if each.code:
            groups.setdefault(("code", fold(each.code)), []).append(each)
        if each.serial:
            groups.setdefault(("serial", folded(each.name), folded(each.serial)), []).append(each)
    seen: set[frozenset[str]] = set()
    found = []
    for group in groups.values():
        ids = frozenset(each.id for each in group)
        if len(group) > 1 and ids not in seen:
            seen.add(ids)
            found.append(tuple(group))
    return tuple(found)
