"""What an auditor does in a register: fields and blocks of cells are written, lines added and withdrawn.

A block is one deed. A cell that cannot be read is refused alone and told; the others are kept, so that three misprints
in five hundred pasted lines are put right where they stand and not in the spreadsheet they came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain.environment import EnvironmentRecord
from app.domain.environment_register import ENVIRONMENT_FIELDS
from app.domain.errors import UserError
from app.domain.instruments import Instrument
from app.domain.keys import new_key
from app.domain.people import Person
from app.domain.people_register import PEOPLE_FIELDS
from app.domain.procedures import Procedure
from app.domain.procedures_register import PROCEDURE_FIELDS
from app.domain.processes import Process
from app.domain.processes_register import PROCESS_FIELDS
from app.domain.register_fields import TypedField
from app.domain.typed_fields import Fields
from app.services.instrument_fields import INSTRUMENT_FIELDS, STANDARD_FIELDS
from app.storage.unit import Unit
from app.wording import _


@dataclass(frozen=True, slots=True)
class Register:
    """kind: what its records are called in a Unit and in Changes. new(key): a blank record."""

    kind: str
    fields: Mapping[str, TypedField]
    new: Callable[[str], Any]

    def read(self, record: Any, field: str, text: str) -> Fields:
        """The values that this text sets; UserError says what is wrong with it."""
        return self.fields[field].read(record, text)

    def texts(self, record: Any) -> dict[str, str]:
        """Each field as it would be typed."""
        return {name: field.show(record) for name, field in self.fields.items()}


def _by_name(fields: Iterable[TypedField]) -> dict[str, TypedField]:
    return {each.name: each for each in fields}


INSTRUMENTS = Register("instruments", _by_name(INSTRUMENT_FIELDS), lambda key: Instrument(id=key))
STANDARDS = Register("instruments", _by_name(STANDARD_FIELDS), lambda key: Instrument(id=key, kind="standard"))
PROCESSES = Register("processes", _by_name(PROCESS_FIELDS), lambda key: Process(id=key))
PEOPLE = Register("people", _by_name(PEOPLE_FIELDS), lambda key: Person(id=key))
PROCEDURES = Register("procedures", _by_name(PROCEDURE_FIELDS), lambda key: Procedure(id=key))
ENVIRONMENT = Register("environment", _by_name(ENVIRONMENT_FIELDS), lambda key: EnvironmentRecord(id=key))


@dataclass(frozen=True, slots=True)
class CellText:
    """What is to stand in one cell: the record's key, the field, the text as typed or pasted."""

    key: str
    field: str
    typed: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that was not written, and the sentence that says why."""

    cell: CellText
    trouble: str


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a block. keys: the records it touched, new ones in their order. cells: how many were written."""

    keys: tuple[str, ...]
    cells: int
    refused: tuple[Refusal, ...] = ()


MANY = 20
"""From so many records on they are read at once and not one by one."""


def edit_field(unit: Unit, register: Register, key: str, field: str, text: str, reason: str = "") -> Any:
    """Sets one field from the text as typed; UserError says what is wrong with it and nothing changes."""
    records = getattr(unit, register.kind)
    record = records.get(key)
    return records.keep(replace(record, **register.read(record, field, text)), reason)


def write_cells(unit: Unit, register: Register, cells: Sequence[CellText]) -> Written:
    """Each text into its cell. What cannot be read is refused cell by cell, the rest is kept."""
    by_key: dict[str, list[CellText]] = {}
    for cell in cells:
        by_key.setdefault(cell.key, []).append(cell)
    known = _records(unit, register, list(by_key))
    written, refused, count = [], [], 0
    for key, own in by_key.items():
        record, wrong = with_cells(register, known[key], own)
        written.append(record)
        refused += wrong
        count += len(own) - len(wrong)
    getattr(unit, register.kind).keep_all(written)
    return Written(tuple(by_key), count, tuple(refused))


def add_lines(unit: Unit, register: Register, lines: Iterable[Mapping[str, str]]) -> Written:
    """A new record for each line that holds anything, in their order; texts by field."""
    made, refused, count = [], [], 0
    for line in lines:
        texts = {field: text for field, text in line.items() if text.strip()}
        if not texts:
            continue
        record = register.new(new_key())
        own = [CellText(record.id, field, text) for field, text in texts.items()]
        record, wrong = with_cells(register, record, own)
        made.append(record)
        refused += wrong
        count += len(own) - len(wrong)
    getattr(unit, register.kind).keep_all(made)
    return Written(tuple(each.id for each in made), count, tuple(refused))


def add_line(unit: Unit, register: Register, /, **given: Any) -> Any:
    """One new record. Texts are read as typed, other values kept as they are; UserError for a text that is wrong."""
    record = register.new(new_key())
    for field in sorted(given, key=lambda name: name != "unit"):
        value = given[field]
        read = isinstance(value, str) and field in register.fields
        record = replace(record, **(register.read(record, field, value) if read else {field: value}))
    return getattr(unit, register.kind).keep(record)


def withdraw(unit: Unit, register: Register, keys: Sequence[str], reason: str) -> None:
    """Takes lines out of a register, with the reason why; their links go with them, the history keeps them."""
    if not reason.strip():
        raise UserError(_("Nêu lý do, để người sau hiểu vì sao không còn trong danh mục."))
    for key in keys:
        getattr(unit, register.kind).retire(key, reason.strip())
        ends = (
            *unit.links.all(from_kind=register.kind, from_id=key),
            *unit.links.all(to_kind=register.kind, to_id=key),
        )
        for link in ends:
            unit.links.retire(link.id, reason.strip())


def _records(unit: Unit, register: Register, keys: Sequence[str]) -> dict[str, Any]:
    records = getattr(unit, register.kind)
    if len(keys) < MANY:
        return {key: records.get(key) for key in keys}
    return {each.id: each for each in records.all()}


def with_cells(register: Register, record: Any, cells: Sequence[CellText]) -> tuple[Any, list[Refusal]]:
    """The record with these texts, and those that were refused; the unit comes first, because limits are read in it."""
    refused = []
    for cell in sorted(cells, key=lambda each: each.field not in ("unit", "nominal")):
        try:
            record = replace(record, **register.read(record, cell.field, cell.typed))
        except UserError as trouble:
            refused.append(Refusal(cell, str(trouble)))
    return record, refused
