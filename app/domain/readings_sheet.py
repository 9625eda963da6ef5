"""The sheet of a study: which cells it has, in what order they are filled, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from app.domain.errors import UserError
from app.domain.readings import kept_reading, value_of
from app.domain.studies import Reading, Study
from app.wording import _


class Cell(NamedTuple):
    """Where a reading belongs; each counts from 1."""

    part: int
    operator: int
    trial: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """readings: what stands in the cells of the shape. outside: kept readings that have no cell of their own, because
    the shape was made smaller or two laptops filled the same cell; they are never left out of lists."""

    study: Study
    readings: Mapping[Cell, Reading]
    outside: tuple[Reading, ...] = ()

    @property
    def wanted(self) -> int:
        return self.study.parts * self.study.operators * self.study.trials

    @property
    def entered(self) -> int:
        return len(self.readings)

    @property
    def is_complete(self) -> bool:
        return self.entered == self.wanted


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What stands over a sheet on paper. facts: name and value of each line; a blank value is a line to write on."""

    code: str
    title: str
    site: str
    facts: tuple[tuple[str, str], ...]


def cell_of(reading: Reading) -> Cell:
    return Cell(reading.part, reading.operator, reading.trial)


def sheet_of(study: Study, readings: Iterable[Reading]) -> Sheet:
    """readings: all of the study. Of two for one cell the later one stands in it."""
    inside: dict[Cell, Reading] = {}
    outside = []
    for each in sorted(readings, key=lambda reading: reading.id):
        cell = cell_of(each)
        if not has_cell(study, cell):
            outside.append(each)
            continue
        if cell in inside:
            outside.append(inside[cell])
        inside[cell] = each
    return Sheet(study, inside, tuple(outside))


def has_cell(study: Study, cell: Cell) -> bool:
    return 1 <= cell.part <= study.parts and 1 <= cell.operator <= study.operators and 1 <= cell.trial <= study.trials


def guided_cells(study: Study) -> list[Cell]:
    """The order in which one measures: each person measures all parts once, then all again, then the next person."""
    return [
        Cell(part, operator, trial)
        for operator in range(1, study.operators + 1)
        for trial in range(1, study.trials + 1)
        for part in range(1, study.parts + 1)
    ]


def next_empty(sheet: Sheet, after: Cell | None = None) -> Cell | None:
    """The next cell without a reading in the order of measuring, around the end; None when the sheet is full."""
    cells = guided_cells(sheet.study)
    start = cells.index(after) + 1 if after in cells else 0
    return next((each for each in cells[start:] + cells[:start] if each not in sheet.readings), None)


def names_of(text: str) -> list[str]:
    """One name a line; blank lines are left out."""
    return [each.strip() for each in text.splitlines() if each.strip()]


def operator_name(study: Study, number: int) -> str:
    names = names_of(study.operator_names)
    return names[number - 1] if number <= len(names) else _("Người {number}", number=number)


def part_name(study: Study, number: int) -> str:
    """The name that was given, else its plain number."""
    names = names_of(study.part_names)
    return names[number - 1] if number <= len(names) else str(number)


def is_turned(study: Study, lines: Sequence[Sequence[str]]) -> bool:
    """Whether a whole gauge study lies in this block with one part a line, as many workbooks have it.

    The sheet has one part a column; where both ways fit nobody can tell, and the block is taken as the sheet has it.
    """
    tall, wide = study.parts, study.operators * study.trials
    turned = len(lines) == tall and all(len(each) == wide for each in lines)
    return study.kind == "gauge_rr" and tall != wide and turned


def part_reference(study: Study, number: int) -> Decimal | None:
    """Of a linearity study the reference value of a part, which is its name; None where it is none."""
    names = names_of(study.part_names)
    if study.kind != "linearity" or number > len(names):
        return None
    try:
        return value_of(kept_reading(names[number - 1].removesuffix(study.unit)))
    except (UserError, ArithmeticError):
        return None


def cell_words(study: Study, cell: Cell) -> str:
    """Where one is, in words: "Hạnh, vật đo 3, lần 2"."""
    match study.kind:
        case "gauge_rr":
            named = cell.part <= len(names_of(study.part_names))
            part = part_name(study, cell.part) if named else _("vật đo {number}", number=cell.part)
            return _(
                "{person}, {part}, lần {trial}",
                person=operator_name(study, cell.operator),
                part=part,
                trial=cell.trial,
            )
        case "linearity":
            return _("mẫu {part}, lần {trial}", part=part_name(study, cell.part), trial=cell.trial)
        case "lot":
            named = cell.part <= len(names_of(study.part_names))
            return part_name(study, cell.part) if named else _("Đơn vị {number}", number=cell.part)
        case _:
            return _("Lần {number}", number=cell.trial)
