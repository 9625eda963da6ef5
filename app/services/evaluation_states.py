"""An evaluation as it is opened: what is kept, whether it still holds, and the list of those of a cycle."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

from app.domain.evaluations import Evaluation, evaluation_code
from app.domain.instruments import Instrument
from app.domain.metrology.declared import Calculation
from app.domain.metrology.results import Result, Value
from app.domain.processes import Process
from app.domain.studies import Study, study_code
from app.services.evaluation_kept import inputs_mark, inputs_of, method_of, result_of, sheet_of_inputs, verdict_of
from app.services.evaluation_sources import inputs_from_study
from app.services.evaluations import run_evaluation
from app.storage.unit import Unit

NEW, FRESH, SHEET_CHANGED, UNKNOWN = "new", "fresh", "sheet changed", "unknown"
"""Not computed for its inputs yet; up to date; the sheet has other readings by now; no such method here."""
AGREES = 1e-6
"""Figures that differ by less than this share of themselves are the same."""


@dataclass(frozen=True, slots=True)
class OpenEvaluation:
    """calculation and result are None where there is none. state: NEW, FRESH, SHEET_CHANGED or UNKNOWN.

    study, instrument, process: what it is about. Whether today's version would give other figures is costly to know:
    differences() tells.
    """

    evaluation: Evaluation
    calculation: Calculation | None
    result: Result | None
    state: str
    study: Study | None = None
    instrument: Instrument | None = None
    process: Process | None = None

    @property
    def code(self) -> str:
        return evaluation_code(self.evaluation)

    @property
    def about(self) -> str:
        """In one line what it is about: "RR-02 · PN-002 · Chiều dày thành phôi"."""
        named = [
            study_code(self.study) if self.study else "",
            (self.instrument.code or self.instrument.name) if self.instrument else "",
            (self.process.code or self.process.name) if self.process else "",
        ]
        return " · ".join(filter(None, named))


def open_evaluation(unit: Unit, evaluation_id: str) -> OpenEvaluation:
    """KeyError when there is none."""
    return _opened(unit, unit.evaluations.get(evaluation_id), in_full=True)


def evaluation_rows(unit: Unit, cycle_id: str) -> list[OpenEvaluation]:
    """Those of a cycle, the newest first, each with its verdict alone; whether sheets changed is only looked at when
    one is opened."""
    return [_opened(unit, each, in_full=False) for each in reversed(unit.evaluations.all(cycle_id=cycle_id))]


def _opened(unit: Unit, evaluation: Evaluation, *, in_full: bool) -> OpenEvaluation:
    calculation = method_of(evaluation)
    study = unit.studies.find(evaluation.study_id) if evaluation.study_id else None
    result = result_of(evaluation) if in_full else verdict_of(evaluation)
    state = FRESH
    if calculation is None:
        state = UNKNOWN
    elif in_full and study is not None and _sheet_changed(unit, evaluation, calculation, study):
        state = SHEET_CHANGED
    elif result is None or (in_full and not is_of_its_inputs(evaluation)):
        state = NEW
    return OpenEvaluation(
        evaluation,
        calculation,
        result,
        state,
        study,
        unit.instruments.find(evaluation.instrument_id) if evaluation.instrument_id else None,
        unit.processes.find(evaluation.process_id) if evaluation.process_id else None,
    )


def is_of_its_inputs(evaluation: Evaluation) -> bool:
    """Whether the kept result was computed from the inputs that stand there."""
    try:
        mark = json.loads(evaluation.result).get("inputs")
    except (ValueError, AttributeError):
        return False
    return mark is None or bool(mark == inputs_mark(evaluation))


def _sheet_changed(unit: Unit, evaluation: Evaluation, calculation: Calculation, study: Study) -> bool:
    """Whether the sheet gives other readings or fields now than it did; what was changed here by hand is no change."""
    before = sheet_of_inputs(evaluation)
    if not before:
        return False
    now = inputs_from_study(unit, study, calculation, leave_out=bool(before.get("leave_out")))
    inputs = inputs_of(evaluation)
    readings = {name: value for name, value in now.inputs.items() if name not in now.sheet["taken"]}
    same = all(inputs.get(name) == value for name, value in readings.items())
    told = {name: each for name, each in now.sheet.items() if name != "missing"}
    return not (same and told == {name: each for name, each in before.items() if name != "missing"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that today's version gives otherwise. name: by the method; before, now: as kept and as computed anew."""

    name: str
    before: Value | None
    now: Value | None


def differences(evaluation: Evaluation) -> tuple[Difference, ...]:
    """Computes anew and names the figures that come out otherwise than kept; for the background, needs no unit.

    Empty when all agree. UserError when today's version refuses these inputs.
    """
    kept = result_of(evaluation)
    if kept is None or method_of(evaluation) is None:
        return ()
    fresh = run_evaluation(evaluation)
    names = [*kept.values, *(name for name in fresh.values if name not in kept.values)]
    return tuple(
        Difference(name, kept.values.get(name), fresh.values.get(name))
        for name in names
        if not _agree(kept.values.get(name), fresh.values.get(name))
    )


def _agree(one: Value | None, other: Value | None) -> bool:
    if one is None or other is None:
        return False
    first, second = one.value, other.value
    if isinstance(first, float | int) and isinstance(second, float | int):
        return math.isclose(first, second, rel_tol=AGREES, abs_tol=1e-12)
    return first == second
