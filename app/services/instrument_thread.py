"""What hangs on one instrument: the findings that name it, and what the walks over the floor saw of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.findings import Finding, stands
from app.domain.floor import Sighting
from app.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class SeenIn:
    """What one walk saw. cycle: its name."""

    cycle: str
    sighting: Sighting


@dataclass(frozen=True, slots=True)
class InstrumentThread:
    """findings: that stand, by number. sightings: the latest cycle first."""

    findings: tuple[Finding, ...]
    sightings: tuple[SeenIn, ...]


def thread_of_instrument(unit: Unit, instrument_id: str) -> InstrumentThread:
    ends = {
        *(each.from_id for each in unit.links.all(from_kind="findings", to_kind="instruments", to_id=instrument_id)),
        *(each.to_id for each in unit.links.all(from_kind="instruments", from_id=instrument_id, to_kind="findings")),
    }
    found = (unit.findings.find(each) for each in ends)
    standing = [each for each in found if each is not None and stands(each)]
    cycles = unit.cycles.all()
    seen = {each.cycle_id: each for each in unit.sightings.all(instrument_id=instrument_id)}
    return InstrumentThread(
        tuple(sorted(standing, key=lambda each: each.number)),
        tuple(SeenIn(each.name, seen[each.id]) for each in reversed(cycles) if each.id in seen),
    )
