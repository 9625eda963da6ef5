"""Where the inputs of an evaluation come from: the sheet of a study, the instrument and the process behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations
from app.domain.metrology.declared import Calculation, Input
from app.domain.metrology.typed_inputs import kept_number
from app.domain.processes import Process
from app.domain.readings import number_of_reading
from app.domain.readings_sheet import Cell, Sheet, cell_of, guided_cells, names_of, part_name, sheet_of
from app.domain.readings_statistics import net_value
from app.domain.studies import Reading, Study
from app.storage.unit import Unit

PREFERRED: Mapping[str, tuple[str, ...]] = {
    "lot": ("prepackage_lot", "process_capability"),
    "gauge_rr": ("gauge_rr_anova", "gauge_rr_average_range"),
    "type1": ("type1", "bias"),
    "bias": ("bias", "type1"),
    "linearity": ("linearity",),
}
"""For each kind of study the methods that come first; others that can evaluate it follow."""
_READINGS = ("data", "readings", "values")
_GROSS = ("tare",)
"""A method that takes the tare itself gets the readings as weighed."""


@dataclass(frozen=True, slots=True)
class Given:
    """inputs by the names of a method. sheet: what there is to say of the sheet (see sheet_of_inputs)."""

    inputs: Mapping[str, Any]
    sheet: Mapping[str, Any] = field(default_factory=dict)


def inputs_from_study(unit: Unit, study: Study, calculation: Calculation, *, leave_out: bool = False) -> Given:
    """What the sheet gives to this method: the readings, and the fields of study, instrument and process it asks for.

    Readings with the names of parts and operators, plain numbers where they have none; in the order of measuring. A
    doubted reading goes in unless leave_out is chosen; it is named either way. Missing readings are named, never filled
    in.
    """
    sheet = sheet_of(study, unit.readings.all(study_id=study.id))
    process = unit.processes.find(study.process_id) if study.process_id else None
    scalars: dict[str, Any] = {}
    for each in calculation.inputs:
        value = _of_study(study, process, each)
        if value is not None:
            scalars[each.name] = value
    _leave_out_width(scalars)
    if study.unit:
        scalars["unit"] = study.unit
    used = [each for each in _readings(sheet) if not (leave_out and each.mark)]
    net = not any(each.name in _GROSS for each in calculation.inputs)
    told = {
        "taken": scalars,
        "leave_out": leave_out,
        "left_out": [
            {"row": row_words(study, cell_of(each)), "reason": each.reason}
            for each in _readings(sheet)
            if each.mark and leave_out
        ],
        "doubted": [row_words(study, cell_of(each)) for each in used if each.mark],
        "missing": [row_words(study, each) for each in guided_cells(study) if each not in sheet.readings],
    }
    return Given({**scalars, **_data(study, used, calculation, net=net)}, told)


def inputs_from_process(process: Process, calculation: Calculation) -> Given:
    """What the register knows of the process, by the names the method asks for."""
    known = {
        name: text
        for each in calculation.inputs
        if (name := each.name) and (text := _plain(_PROCESS_FIELDS.get(name, _nothing)(process))) is not None
    }
    _leave_out_width(known)
    return Given({**known, **({"unit": process.unit} if process.unit else {})})


def fitting_calculations(study: Study) -> list[Calculation]:
    """The methods that can evaluate the sheet of this study, the usual one first."""
    able = [each for each in calculations().values() if evaluates(each, study.kind)]
    first = list(PREFERRED.get(study.kind, ()))
    if study.kind == "gauge_rr" and study.operators == 1:
        first.insert(0, "gauge_rr_type3")
    return sorted(able, key=lambda each: first.index(each.key) if each.key in first else len(first))


def evaluates(calculation: Calculation, kind: str) -> bool:
    """Whether a method can evaluate the sheet of this kind of study."""
    return kind in calculation.study_kinds or calculation.key in PREFERRED.get(kind, ())


def row_words(study: Study, cell: Cell) -> str:
    """A cell by its names in any language: "Hạnh · 3 · 2" (operator, part, trial), or its plain number."""
    match study.kind:
        case "lot":
            return part_name(study, cell.part)
        case "gauge_rr":
            return f"{_operator(study, cell.operator)} · {part_name(study, cell.part)} · {cell.trial}"
        case "linearity":
            return f"{part_name(study, cell.part)} · {cell.trial}"
    return str(cell.trial)


def _operator(study: Study, number: int) -> str:
    names = names_of(study.operator_names)
    return names[number - 1] if number <= len(names) else str(number)


def _readings(sheet: Sheet) -> Iterable[Reading]:
    """Those that stand in a cell and are numbers, in the order of measuring."""
    cells = sorted(sheet.readings, key=lambda cell: (cell.operator, cell.trial, cell.part))
    return [sheet.readings[cell] for cell in cells if number_of_reading(sheet.readings[cell]) is not None]


def _data(study: Study, readings: Iterable[Reading], calculation: Calculation, *, net: bool) -> dict[str, Any]:
    wanted = readings_input(calculation)
    if wanted is None:
        return {}
    value = net_value if net and study.kind == "lot" else lambda _study, each: number_of_reading(each)
    pairs = [(each, _plain(value(study, each))) for each in readings]
    if wanted.kind == "numbers":
        return {wanted.name: [number for _each, number in pairs]}
    names = {each.name for each in wanted.columns}
    rows = [
        {
            "part": part_name(study, each.part),
            "operator": _operator(study, each.operator),
            "trial": each.trial,
            "order": order,
            "reference": _reference(study, each),
            "value": number,
        }
        for order, (each, number) in enumerate(pairs, 1)
    ]
    return {wanted.name: [{name: cell for name, cell in row.items() if name in names} for row in rows]}


def _reference(study: Study, reading: Reading) -> Any:
    """Of a linearity study each part has its own, written as its name."""
    if study.kind != "linearity":
        return _plain(study.reference)
    named = names_of(study.part_names)
    if reading.part > len(named):
        return None
    try:
        return kept_number(named[reading.part - 1], study.unit)
    except UserError:
        return named[reading.part - 1]  # the method says what is wrong with it


def readings_input(calculation: Calculation) -> Input | None:
    """The input that takes the readings of a sheet."""
    lists = [each for each in calculation.inputs if each.kind in ("numbers", "table")]
    named = [each for each in lists if each.from_study == "readings" or each.name in _READINGS]
    return next(iter(named or lists), None)


def _leave_out_width(scalars: dict[str, Any]) -> None:
    """Where both limits are given the width would only say the same again, and could come to contradict them."""
    if "tolerance_low" in scalars and "tolerance_high" in scalars:
        scalars.pop("tolerance", None)


def _of_study(study: Study, process: Process | None, wanted: Input) -> Any:
    name = wanted.from_study or wanted.name
    take = _STUDY_FIELDS.get(name)
    value = take(study) if take else None
    if value is None and process is not None and wanted.kind in ("number", "integer"):
        value = _PROCESS_FIELDS.get(name, _nothing)(process)
    return _plain(value)


def _plain(value: object) -> Any:
    """Digits as typed, as "12.480"."""
    match value:
        case None | "":
            return None
        case Decimal():
            return f"{value:f}"
    return value


def _width(thing: Study | Process) -> Decimal | None:
    if thing.tolerance_low is None or thing.tolerance_high is None:
        return None
    return thing.tolerance_high - thing.tolerance_low


def _nothing(_thing: object) -> object:
    return None


_STUDY_FIELDS: Mapping[str, Callable[[Study], object]] = {
    "tolerance": _width,
    "tolerance_low": lambda study: study.tolerance_low,
    "tolerance_high": lambda study: study.tolerance_high,
    "reference": lambda study: study.reference,
    "reference_uncertainty": lambda study: study.reference_uncertainty,
    "U_CAL": lambda study: study.reference_uncertainty,
    "U_ref": lambda study: study.reference_uncertainty,
    "reference_factor": lambda study: study.reference_factor,
    "k_CAL": lambda study: study.reference_factor,
    "resolution": lambda study: study.resolution,
    "nominal": lambda study: study.nominal,
    "tare": lambda study: study.tare,
    "lot_size": lambda study: study.lot_size,
}
_PROCESS_FIELDS: Mapping[str, Callable[[Process], object]] = {
    "tolerance": _width,
    "tolerance_low": lambda process: process.tolerance_low,
    "tolerance_high": lambda process: process.tolerance_high,
    "nominal": lambda process: process.nominal,
    "needed_uncertainty": lambda process: process.needed_uncertainty,
    "product_sd": lambda process: process.product_sd,
    "throughput": lambda process: process.throughput,
    "price": lambda process: process.price,
    "false_accept_cost": lambda process: process.false_accept_cost,
    "false_reject_cost": lambda process: process.false_reject_cost,
}
