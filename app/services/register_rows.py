"""The lines of the registers of processes, people, procedures and environment, each with its state as of a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.environment_register import environment_state
from app.domain.findings import Link
from app.domain.keys import new_key
from app.domain.people_register import authorisation_of
from app.domain.procedures_register import holding_of
from app.domain.processes_register import process_state
from app.domain.register_states import RegisterState
from app.formats import fold
from app.services.inventory import MEASURING, STANDARDS, InstrumentRow, instrument_rows, judge
from app.services.registers import ENVIRONMENT, PEOPLE, PROCEDURES, PROCESSES, Register
from app.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A record with its state. searchable: folded words to filter by. used: the instruments of a measuring process."""

    record: Any
    state: RegisterState
    searchable: str
    used: tuple[InstrumentRow, ...] = ()


def people_rows(unit: Unit, as_of: date) -> list[RegisterRow]:
    return [RegisterRow(each, authorisation_of(each, as_of), _words(PEOPLE, each)) for each in unit.people.all()]


def procedure_rows(unit: Unit, as_of: date) -> list[RegisterRow]:
    return [RegisterRow(each, holding_of(each, as_of), _words(PROCEDURES, each)) for each in unit.procedures.all()]


def environment_rows(unit: Unit, _as_of: date) -> list[RegisterRow]:
    return [RegisterRow(each, environment_state(each), _words(ENVIRONMENT, each)) for each in unit.environment.all()]


def process_rows(unit: Unit, as_of: date) -> list[RegisterRow]:
    """Measuring processes with the instruments that they use, in the order in which these were chosen."""
    processes = unit.processes.all()
    links = unit.links.all(from_kind="processes", to_kind="instruments")
    known = {each.instrument.id: each for each in _used_rows(unit, {each.to_id for each in links}, as_of)}
    by_process: dict[str, list[InstrumentRow]] = {}
    for link in links:
        if link.to_id in known:
            by_process.setdefault(link.from_id, []).append(known[link.to_id])
    return [_process_row(each, by_process.get(each.id, [])) for each in processes]


def _process_row(process: Any, used: list[InstrumentRow]) -> RegisterRow:
    words = " ".join((_words(PROCESSES, process), *(fold(each.instrument.code) for each in used)))
    return RegisterRow(process, process_state(process, [each.status for each in used]), words, tuple(used))


SOME = 200
"""Up to so many instruments are read one by one."""


def _used_rows(unit: Unit, ids: set[str], as_of: date) -> list[InstrumentRow]:
    if len(ids) > SOME:
        every = instrument_rows(unit, as_of, kinds=(*MEASURING, *STANDARDS))
        return [each for each in every if each.instrument.id in ids]
    found = [each for each in map(unit.instruments.find, sorted(ids)) if each is not None]
    calibrations = [kept for each in found for kept in unit.calibrations.all(instrument_id=each.id)]
    return judge(found, calibrations, as_of)


def use_instrument(unit: Unit, process_id: str, instrument_id: str) -> None:
    """Say that this process measures with that instrument; once is enough."""
    ends = _ends(process_id, instrument_id)
    unit.processes.get(process_id)
    unit.instruments.get(instrument_id)
    if not unit.links.count(**ends):
        unit.links.keep(Link(id=new_key(), **ends))


def stop_using(unit: Unit, process_id: str, instrument_id: str) -> None:
    """This process measures with that instrument no more."""
    for link in unit.links.all(**_ends(process_id, instrument_id)):
        unit.links.retire(link.id)


def _ends(process_id: str, instrument_id: str) -> dict[str, str]:
    return {
        "from_kind": "processes",
        "from_id": process_id,
        "to_kind": "instruments",
        "to_id": instrument_id,
    }


def _words(register: Register, record: Any) -> str:
    return " ".join(map(fold, _texts(register, record)))


def _texts(register: Register, record: Any) -> Iterable[str]:
    return (text for name in register.fields if (text := getattr(record, name)) and isinstance(text, str))
