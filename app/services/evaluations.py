"""Evaluations: a method run on given inputs, kept with inputs, version and result (DG-01 …).

How others use it:

    evaluation = add_evaluation(unit, cycle_id, "type1", study_id=study.id)      # inputs from the sheet
    evaluation = add_evaluation(unit, cycle_id, "payback", inputs={...})         # or typed; numbers as JSON or "12.480"
    result = run_evaluation(evaluation)        # pure, for the background: no unit; UserError when inputs will not do
    keep_result(unit, evaluation.id, result)   # nothing happens when the inputs were changed meanwhile
    compute(unit, evaluation.id)               # both at once, where nobody waits

What stands in one is read by app.services.evaluation_kept. What an evaluation is about are links from it: kinds
"studies", "instruments", "processes". A finding raised from it takes ("evaluations", id) as its source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.errors import UserError
from app.domain.evaluations import Evaluation
from app.domain.findings import Finding, Link, stands
from app.domain.keys import new_key
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.result_json import to_json
from app.domain.metrology.results import LeftOut, Result, said
from app.formats import nfc, now, tidy
from app.services.evaluation_kept import SHEET, as_text, inputs_mark, inputs_of, kept_inputs, sheet_of_inputs
from app.services.evaluation_sources import Given, inputs_from_process, inputs_from_study
from app.services.locks import demand_open
from app.services.numbering import next_number
from app.services.refusals import in_labels
from app.storage.unit import Unit
from app.wording import N_, _

STEP = 2
MOST_NAMED = 12
BESIDE = {"uncertainty_budget": "monte_carlo", "monte_carlo": "uncertainty_budget"}
"""Methods that start from the same inputs, so that one is the check of the other."""
ABOUT = {"study_id": "studies", "instrument_id": "instruments", "process_id": "processes"}


def add_evaluation(
    unit: Unit,
    cycle_id: str,
    calculation: str,
    *,
    study_id: str = "",
    instrument_id: str = "",
    process_id: str = "",
    inputs: Mapping[str, Any] | None = None,
    title: str = "",
) -> Evaluation:
    """A new evaluation with the next DG number of the cycle, not computed yet.

    Inputs come from the sheet of the study and from the process, as far as these know them; inputs go over both.
    KeyError for an unknown calculation or study.
    """
    demand_open(unit, cycle_id, STEP)
    method = calculations()[calculation]
    given = Given({})
    process = unit.processes.find(process_id) if process_id else None
    if study_id:
        study = unit.studies.get(study_id)
        instrument_id, process_id = instrument_id or study.instrument_id, process_id or study.process_id
        given, title = inputs_from_study(unit, study, method), title or study.title
    elif process is not None:
        given, title = inputs_from_process(process, method), title or process.measured or process.name
    kept = unit.evaluations.keep(
        Evaluation(
            id=new_key(),
            cycle_id=cycle_id,
            number=next_number(unit, "evaluations", cycle_id),
            calculation=calculation,
            version=method.version,
            title=tidy(title),
            study_id=study_id,
            instrument_id=instrument_id,
            process_id=process_id,
            inputs=as_text({**_with_sheet(given), **(inputs or {})}),
        )
    )
    _link_about(unit, kept)
    return kept


def evaluate_beside(unit: Unit, evaluation_id: str) -> Evaluation:
    """A new evaluation of the same inputs, about the same things, by the method that goes beside this one (BESIDE).

    KeyError where no method does.
    """
    evaluation = _open(unit, evaluation_id)
    other = BESIDE[evaluation.calculation]
    known = {"unit", *(each.name for each in calculations()[other].inputs)}
    made = add_evaluation(
        unit,
        evaluation.cycle_id,
        other,
        instrument_id=evaluation.instrument_id,
        process_id=evaluation.process_id,
        title=evaluation.title,
    )
    given = {name: value for name, value in kept_inputs(evaluation).items() if name in known}
    return edit_inputs(unit, made.id, given)


def edit_inputs(unit: Unit, evaluation_id: str, changed: Mapping[str, Any]) -> Evaluation:
    """Sets inputs by name as given (None takes one away). Nothing is judged here: what will not do is told when it is
    computed. The result goes, because it was of other inputs; undo brings both back.
    """
    evaluation = _open(unit, evaluation_id)
    inputs = {**kept_inputs(evaluation), **changed}
    return _keep_inputs(unit, evaluation, {name: value for name, value in inputs.items() if value is not None})


def edit_about(unit: Unit, evaluation_id: str, field: str, text: str) -> Evaluation:
    """Sets "title" or "note" as typed, or "instrument_id" or "process_id" to a key or a blank."""
    evaluation = _open(unit, evaluation_id)
    match field:
        case "title":
            changed = replace(evaluation, title=tidy(text))
        case "note":
            changed = replace(evaluation, note=nfc(text).strip())
        case "instrument_id":
            changed = replace(evaluation, instrument_id=text)
        case "process_id":
            changed = replace(evaluation, process_id=text)
        case _:
            raise KeyError(field)
    if changed == evaluation:
        return evaluation
    kept = unit.evaluations.keep(changed)
    if field in ABOUT:
        for link in unit.links.all(from_kind="evaluations", from_id=kept.id, to_kind=ABOUT[field]):
            unit.links.retire(link.id)
        _link_about(unit, kept)
    return kept


def read_sheet_again(unit: Unit, evaluation_id: str, *, leave_out: bool | None = None) -> Evaluation:
    """Takes the readings as the sheet has them now, and what else came from it and was not changed here.

    leave_out: whether doubted readings are left out (each named in the result); None leaves that as it was chosen.
    """
    evaluation = _open(unit, evaluation_id)
    study = unit.studies.get(evaluation.study_id)
    method = calculations()[evaluation.calculation]
    inputs = kept_inputs(evaluation)
    before = sheet_of_inputs(evaluation)
    if leave_out is None:
        leave_out = bool(before.get("leave_out"))
    fresh = _with_sheet(inputs_from_study(unit, study, method, leave_out=leave_out))
    taken = before.get("taken", {})
    own = {name for name, value in inputs.items() if name in taken and value != taken[name]}
    kept = {name: value for name, value in inputs.items() if name in own or name not in taken}
    return _keep_inputs(unit, evaluation, {**kept, **{name: each for name, each in fresh.items() if name not in own}})


def run_evaluation(evaluation: Evaluation, **steps: Any) -> Result:
    """Computes with the method as it is today; needs no unit, so it can run in the background.

    steps: tell= and stop= of a stepwise method. UserError says what will not do; KeyError for an unknown method.
    """
    method = calculations()[evaluation.calculation]
    try:
        result = run(method, inputs_of(evaluation), **steps)
    except UserError as refusal:
        raise UserError(in_labels(str(refusal), method)) from refusal
    sheet = sheet_of_inputs(evaluation)
    left_out = [
        LeftOut(each["row"], said(N_("Bỏ ra vì nghi ngờ: {reason}"), reason=each["reason"]))
        for each in sheet.get("left_out", ())
    ]
    warnings = []
    if sheet.get("doubted"):
        names = _some(sheet["doubted"])
        warnings.append(said(N_("Vẫn tính cả số đọc bị nghi ngờ: {names}."), names=names))
    if sheet.get("missing"):
        names = _some(sheet["missing"])
        sentence = N_("Phiếu còn thiếu {n} số đọc, không điền thay: {names}.")
        warnings.append(said(sentence, n=len(sheet["missing"]), names=names))
    return replace(
        result, warnings=(*result.warnings, *warnings), left_out=(*result.left_out, *left_out), version=_version(result)
    )


def keep_result(unit: Unit, evaluation_id: str, result: Result, *, inputs: str = "") -> Evaluation | None:
    """Keeps what was computed, with the method's version and who computed it.

    inputs: the evaluation's inputs that went in; when others stand there by now, or it is gone, nothing is kept.
    """
    evaluation = unit.evaluations.find(evaluation_id)
    if evaluation is None or (inputs and evaluation.inputs != inputs):
        return None
    demand_open(unit, evaluation.cycle_id, STEP)
    content = {**to_json(result), "inputs": inputs_mark(evaluation)}
    return unit.evaluations.keep(
        replace(evaluation, version=result.version, result=as_text(content), computed_by=unit.person, computed_at=now())
    )


def compute(unit: Unit, evaluation_id: str) -> Evaluation:
    """Runs and keeps at once; for what is quick, or where nobody waits."""
    evaluation = unit.evaluations.get(evaluation_id)
    return keep_result(unit, evaluation_id, run_evaluation(evaluation)) or evaluation


def retire_evaluation(unit: Unit, evaluation_id: str, reason: str) -> None:
    """Takes an evaluation out of the list, with the reason why; its number is not used again."""
    if not reason.strip():
        raise UserError(_("Nêu lý do, để người sau hiểu vì sao bỏ đánh giá này."))
    _open(unit, evaluation_id)
    unit.evaluations.retire(evaluation_id, tidy(reason))
    ends = (
        *unit.links.all(from_kind="evaluations", from_id=evaluation_id),
        *unit.links.all(to_kind="evaluations", to_id=evaluation_id),
    )
    for link in ends:
        unit.links.retire(link.id, tidy(reason))


def evaluations_of(unit: Unit, **about: str) -> list[Evaluation]:
    """Those of a cycle_id, study_id, instrument_id, process_id or calculation (or several of these), by number."""
    return sorted(unit.evaluations.all(**about), key=lambda each: (each.cycle_id, each.number))


def findings_on(unit: Unit, evaluation_id: str) -> list[Finding]:
    """The findings that stand and rest on this evaluation, by number."""
    links = unit.links.all(from_kind="findings", to_kind="evaluations", to_id=evaluation_id)
    found = (unit.findings.find(each.from_id) for each in links)
    return sorted((each for each in found if each is not None and stands(each)), key=lambda each: each.number)


def _open(unit: Unit, evaluation_id: str) -> Evaluation:
    evaluation = unit.evaluations.get(evaluation_id)
    demand_open(unit, evaluation.cycle_id, STEP)
    return evaluation


def _keep_inputs(unit: Unit, evaluation: Evaluation, inputs: Mapping[str, Any]) -> Evaluation:
    text = as_text(inputs)
    if text == evaluation.inputs:
        return evaluation
    return unit.evaluations.keep(replace(evaluation, inputs=text, result="", computed_by="", computed_at=None))


def _with_sheet(given: Given) -> dict[str, Any]:
    return {**given.inputs, **({SHEET: given.sheet} if given.sheet else {})}


def _some(names: Sequence[str]) -> str:
    return "; ".join(names[:MOST_NAMED]) + ("…" if len(names) > MOST_NAMED else "")


def _version(result: Result) -> str:
    return calculations()[result.calculation].version


def _link_about(unit: Unit, evaluation: Evaluation) -> None:
    linked = {each.to_kind for each in unit.links.all(from_kind="evaluations", from_id=evaluation.id)}
    for field, kind in ABOUT.items():
        key = getattr(evaluation, field)
        if key and kind not in linked:
            unit.links.keep(Link(id=new_key(), from_kind="evaluations", from_id=evaluation.id, to_kind=kind, to_id=key))
