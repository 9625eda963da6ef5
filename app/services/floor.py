"""The walk over the floor: what there is to see by area, and what was seen of each instrument."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from app.domain.errors import UserError
from app.domain.floor import SIGHTING_STATES, Sighting, area_of
from app.domain.instruments import Instrument
from app.domain.keys import new_key
from app.domain.metrology.calibration_status import CalibrationStatus
from app.formats import fold, now, tidy
from app.services import inventory
from app.services.inventory import InstrumentRow
from app.storage.unit import Unit
from app.wording import _


@dataclass(frozen=True, slots=True)
class FloorRow:
    """One instrument as it is looked for. area: the folded name of its area, "" where no location is written.

    code_key, serial_key: folded, without spaces; keys: both, and its own. photos: how many pieces of evidence show it.
    """

    instrument: Instrument
    status: CalibrationStatus
    sighting: Sighting | None
    area: str
    area_name: str
    code_key: str
    serial_key: str
    keys: str
    searchable: str
    photos: int = 0

    @property
    def id(self) -> str:
        return self.instrument.id

    @property
    def state(self) -> str:
        """A word of SIGHTING_STATES; "" where nobody has looked yet."""
        return self.sighting.state if self.sighting else ""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the site by the locations written in the register. seen: how many of total were looked for."""

    key: str
    name: str
    seen: int
    total: int


def floor_rows(unit: Unit, cycle_id: str, as_of: date) -> list[FloorRow]:
    """Every measuring instrument, area by area and there by code."""
    sightings, photos = sightings_of(unit, cycle_id), photo_counts(unit)
    return in_order(
        _row(each, sightings.get(each.instrument.id), photos.get(each.instrument.id, 0))
        for each in inventory.instrument_rows(unit, as_of)
    )


def in_order(rows: Iterable[FloorRow]) -> list[FloorRow]:
    """Area by area, and there by code, AP-9 before AP-10; what has no location comes last."""
    return sorted(rows, key=lambda each: (not each.area, each.area, _natural(each.code_key or each.serial_key)))


def photo_counts(unit: Unit) -> dict[str, int]:
    """How many pieces of evidence show each instrument, by its id."""
    return dict(Counter(each.to_id for each in unit.links.all(from_kind="evidence", to_kind="instruments")))


def floor_row(unit: Unit, cycle_id: str, instrument_id: str, as_of: date) -> FloorRow:
    """One row read anew."""
    photos = unit.links.count(from_kind="evidence", to_kind="instruments", to_id=instrument_id)
    row = inventory.instrument_row(unit, instrument_id, as_of)
    return _row(row, _sighting(unit, cycle_id, instrument_id), photos)


def sightings_of(unit: Unit, cycle_id: str) -> dict[str, Sighting]:
    """By instrument; where two laptops saw the same one, the latest sighting rules."""
    ordered = sorted(unit.sightings.all(cycle_id=cycle_id), key=_moment)
    return {each.instrument_id: each for each in ordered}


def areas(rows: Iterable[FloorRow]) -> list[Area]:
    """The areas in order, each under its commonest spelling; instruments without a location come last."""
    spelt = Counter((each.area, each.area_name, each.sighting is not None) for each in rows)
    names: dict[str, Counter[str]] = {}
    seen: Counter[str] = Counter()
    for (key, name, was_seen), count in spelt.items():
        names.setdefault(key, Counter())[name] += count
        seen[key] += count if was_seen else 0
    return [
        Area(key, spellings.most_common(1)[0][0], seen[key], spellings.total())
        for key, spellings in sorted(names.items(), key=lambda each: (not each[0], each[0]))
    ]


def next_unseen(rows: Sequence[FloorRow], after: str = "") -> str:
    """The id of the next row nobody has looked for yet, behind this one and then from the top; "" when all were."""
    start = next((place + 1 for place, each in enumerate(rows) if each.id == after), 0)
    return next((each.id for each in (*rows[start:], *rows[:start]) if each.sighting is None), "")


def twin_of(rows: Iterable[FloorRow], *, serial: str = "", code: str = "") -> FloorRow | None:
    """The instrument that has this serial number or this code already."""
    serial_key, code_key = plain(serial), plain(code)
    return next(
        (
            each
            for each in rows
            if (serial_key and each.serial_key == serial_key) or (code_key and each.code_key == code_key)
        ),
        None,
    )


def sight(unit: Unit, cycle_id: str, instrument_id: str, state: str, *, place: str = "", reason: str = "") -> Sighting:
    """Keep what was found of an instrument; another answer takes the place of the first, its note stays.

    seen_at is the moment of the answer: a reason or a place that is added later does not change it.
    """
    if state not in SIGHTING_STATES:
        raise ValueError(f"no such state: {state}")
    unit.instruments.get(instrument_id)
    before = _sighting(unit, cycle_id, instrument_id)
    place, reason = tidy(place), tidy(reason)
    if before is not None and (before.state, before.place, before.reason) == (state, place, reason):
        return before
    same = before is not None and before.state == state
    sighting = before or Sighting(id=new_key(), cycle_id=cycle_id, instrument_id=instrument_id, state=state)
    if not same:
        sighting = replace(sighting, seen_by=unit.person, seen_at=now())
    return unit.sightings.keep(replace(sighting, state=state, place=place, reason=reason), reason)


def take_back(unit: Unit, cycle_id: str, instrument_id: str) -> None:
    """The instrument counts again as not looked for."""
    before = _sighting(unit, cycle_id, instrument_id)
    if before is not None:
        unit.sightings.retire(before.id)


def write_note(unit: Unit, cycle_id: str, instrument_id: str, note: str) -> Sighting:
    """What else was noticed there; UserError before it was answered whether the instrument was seen."""
    before = _sighting(unit, cycle_id, instrument_id)
    if before is None:
        raise UserError(_("Ghi nhận bằng phím 1 đến 5 trước, rồi ghi chú."))
    return unit.sightings.keep(replace(before, note=tidy(note)))


def write_place_into_register(unit: Unit, cycle_id: str, instrument_id: str) -> Instrument:
    """The place where a moved instrument was found becomes its location in the register."""
    sighting = _sighting(unit, cycle_id, instrument_id)
    if sighting is None or not sighting.place:
        raise UserError(_("Ghi nơi thấy phương tiện đo trước, rồi mới sửa nơi dùng trong danh mục."))
    return inventory.edit_instrument(unit, instrument_id, "location", sighting.place)


def add_found(
    unit: Unit, cycle_id: str, *, name: str, serial: str = "", code: str = "", location: str = "", range_text: str = ""
) -> Instrument:
    """An instrument that stands on the floor and in no list: into the register, and seen as new."""
    if not tidy(name):
        raise UserError(_("Ghi tên phương tiện đo, ví dụ “Áp kế lò xo”."))
    given = {"name": name, "serial": serial, "code": code, "location": location, "range_text": range_text}
    instrument = inventory.add_instrument(unit, **{field: text for field, text in given.items() if tidy(text)})
    sight(unit, cycle_id, instrument.id, "new")
    return instrument


@lru_cache(50_000)
def plain(text: str) -> str:
    """Folded and without spaces: codes and serial numbers are written in many ways."""
    return "".join(fold(text).split())


def _row(row: InstrumentRow, sighting: Sighting | None, photos: int) -> FloorRow:
    instrument = row.instrument
    name, _spot = area_of(instrument.location)
    code, serial = plain(instrument.code), plain(instrument.serial)
    return FloorRow(
        instrument=instrument,
        status=row.status,
        sighting=sighting,
        area=plain(name),
        area_name=name,
        code_key=code,
        serial_key=serial,
        keys=f"{code} {serial} {instrument.id}",
        searchable=row.searchable,
        photos=photos,
    )


def _sighting(unit: Unit, cycle_id: str, instrument_id: str) -> Sighting | None:
    return max(unit.sightings.all(cycle_id=cycle_id, instrument_id=instrument_id), key=_moment, default=None)


def _moment(sighting: Sighting) -> float:
    return sighting.seen_at.timestamp() if isinstance(sighting.seen_at, datetime) else 0.0


@lru_cache(50_000)
def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """AP-9 before AP-10."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", text))
