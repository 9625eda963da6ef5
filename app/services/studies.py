"""Measuring on the spot: studies are started, their sheets edited, readings kept one by one as they are typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from app import paths
from app.domain.errors import UserError
from app.domain.evaluations import Evaluation, evaluation_code, kept_state
from app.domain.keys import new_key
from app.domain.readings import block_decimal, kept_reading
from app.domain.readings_limits import Limit, ToleranceStep, limits_of, read_steps
from app.domain.readings_sheet import Cell, Sheet, has_cell, sheet_of
from app.domain.readings_statistics import LiveStatistics, net_value, statistics_of
from app.domain.studies import Reading, Study
from app.domain.typed_fields import Fields
from app.formats import nfc, now, tidy
from app.services.studies_fields import SHAPES, STUDY_FIELDS, taken_from_instrument, taken_from_process
from app.storage.unit import Unit
from app.wording import _


def start_study(
    unit: Unit,
    cycle_id: str,
    kind: str,
    *,
    instrument_id: str = "",
    process_id: str = "",
    shape: Mapping[str, str] | None = None,
) -> Study:
    """A new sheet with the next number of its kind. What the registers know of instrument and process is taken over.

    shape: texts of "parts", "operators", "trials", where they differ from what is usual.
    """
    parts, operators, trials = SHAPES[kind]
    study = Study(
        id=new_key(),
        cycle_id=cycle_id,
        kind=kind,
        number=next_study_number(unit, cycle_id, kind),
        parts=parts,
        operators=operators,
        trials=trials,
        measured_by=unit.person,
        started_at=now(),
    )
    for name, text in (shape or {}).items():
        study = replace(study, **STUDY_FIELDS[name].read(study, text))
    study = replace(study, process_id=process_id, **_of_process(unit, study, process_id))
    study = replace(study, instrument_id=instrument_id, **_of_instrument(unit, study, instrument_id))
    return unit.studies.keep(study)


def next_study_number(unit: Unit, cycle_id: str, kind: str) -> int:
    """The number after the highest ever given to this kind in this cycle, withdrawn and undone ones too."""
    given = [0]
    for entry in unit.history("studies"):
        born = entry.new if entry.field == "" and isinstance(entry.new, Mapping) else {}
        if born.get("cycle_id") == cycle_id and born.get("kind") == kind:
            given.append(int(str(born.get("number") or 0)))
    return max(given) + 1


def edit_study(unit: Unit, study_id: str, field: str, text: str) -> Study:
    """Sets one field from the text as typed; UserError says what is wrong with it and nothing changes.

    "instrument_id" and "process_id" take a key or a blank. A smaller shape leaves all readings where they are.
    """
    study = unit.studies.get(study_id)
    values: Fields
    match field:
        case "instrument_id":
            values = {field: text, **_of_instrument(unit, study, text)}
        case "process_id":
            values = {field: text, **_of_process(unit, study, text)}
        case _:
            values = STUDY_FIELDS[field].read(study, text)
    return unit.studies.keep(replace(study, **values))


def _of_instrument(unit: Unit, study: Study, key: str) -> Fields:
    found = unit.instruments.find(key) if key else None
    return taken_from_instrument(study, found) if found else {}


def _of_process(unit: Unit, study: Study, key: str) -> Fields:
    found = unit.processes.find(key) if key else None
    return taken_from_process(study, found) if found else {}


def retire_study(unit: Unit, study_id: str, reason: str) -> None:
    """Takes a study out of the list, with the reason why; sheet and readings stay in the history."""
    if not reason.strip():
        raise UserError(_("Nêu lý do, để người sau hiểu vì sao bỏ nghiên cứu này."))
    unit.studies.retire(study_id, tidy(reason))
    for each in unit.readings.all(study_id=study_id):
        unit.readings.retire(each.id, tidy(reason))
    ends = (
        *unit.links.all(from_kind="studies", from_id=study_id),
        *unit.links.all(to_kind="studies", to_id=study_id),
    )
    for link in ends:
        unit.links.retire(link.id, tidy(reason))


# ---- readings


@dataclass(frozen=True, slots=True)
class TypedReading:
    """A cell, and the text that is to stand in it."""

    cell: Cell
    text: str


@dataclass(frozen=True, slots=True)
class RefusedReading:
    """A text that was not kept, and the sentence that says why."""

    typed: TypedReading
    trouble: str


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """What became of a block. written: how many cells now stand differently."""

    written: int
    refused: tuple[RefusedReading, ...] = ()


def keep_reading(
    unit: Unit, study_id: str, part: int, operator: int, trial: int, text: str, *, decimal: str = ""
) -> Reading | None:
    """Keeps one reading exactly as typed; a blank text empties the cell. None when the cell is empty now.

    Another number settles the doubt that stood on the one before; the history keeps both. A doubted reading is not
    emptied. decimal: which sign the text means, where that was told.
    """
    study = unit.studies.get(study_id)
    there = unit.readings.all(study_id=study_id, part=part, operator=operator, trial=trial)
    before = max(there, key=lambda each: each.id, default=None)
    return _keep(unit, study, before, TypedReading(Cell(part, operator, trial), text), decimal)


def keep_readings(unit: Unit, study_id: str, block: Sequence[TypedReading]) -> KeptReadings:
    """A pasted block as one deed: what cannot be read is refused cell by cell, the rest is kept."""
    study = unit.studies.get(study_id)
    sheet = readings_grid(unit, study_id)
    decimal = block_decimal(each.text for each in block)
    written, refused = 0, []
    for each in block:
        before = sheet.readings.get(each.cell)
        try:
            after = _keep(unit, study, before, each, decimal)
        except UserError as trouble:
            refused.append(RefusedReading(each, str(trouble)))
        else:
            written += after != before
    return KeptReadings(written, tuple(refused))


def _keep(unit: Unit, study: Study, before: Reading | None, typed: TypedReading, decimal: str) -> Reading | None:
    if not has_cell(study, typed.cell):
        raise UserError(_("Ô này nằm ngoài phiếu. Mở rộng số vật, số người hoặc số lần trước."))
    value = kept_reading(typed.text, decimal=decimal)
    if before is not None and before.value == value:
        return before
    if not value:
        return _empty(unit, before)
    part, operator, trial = typed.cell
    fresh = Reading(id=new_key(), study_id=study.id, part=part, operator=operator, trial=trial)
    reading = replace(before or fresh, value=value, mark="", reason="", read_by=unit.person, read_at=now())
    return unit.readings.keep(reading)


def _empty(unit: Unit, before: Reading | None) -> Reading | None:
    if before is None:
        return None
    if before.mark:
        raise UserError(_("Số đọc này đã được đánh dấu nghi ngờ nên không xoá. Đo lại thì gõ đè số mới."))
    unit.readings.retire(before.id)
    return None


def mark_reading(unit: Unit, reading_id: str, *, suspect: bool, reason: str) -> Reading:
    """An auditor's word on a reading: doubtful, or looked at and found right. Both ask for the reason."""
    words = nfc(reason).strip()
    if not words:
        raise UserError(_("Nêu lý do: vì sao nghi ngờ, hoặc vì sao số này đúng."))
    reading = unit.readings.get(reading_id)
    return unit.readings.keep(replace(reading, mark="suspect" if suspect else "", reason=words), words)


def readings_grid(unit: Unit, study_id: str) -> Sheet:
    """The study with all its readings, in their cells or outside them."""
    return sheet_of(unit.studies.get(study_id), unit.readings.all(study_id=study_id))


def live_statistics(sheet: Sheet, *, marked: bool = True) -> LiveStatistics:
    """Of all readings that stand in the sheet; marked=False leaves the doubted ones out."""
    readings = (each for each in sheet.readings.values() if marked or not each.mark)
    return statistics_of([value for each in readings if (value := net_value(sheet.study, each)) is not None])


def study_limits(study: Study) -> tuple[Limit, ...]:
    """The lines of a study with what the shipped table says of prepackages."""
    return limits_of(study, tolerance_steps() if study.kind == "lot" else ())


@cache
def tolerance_steps() -> tuple[ToleranceStep, ...]:
    return read_steps(paths.shipped("resources", "law", "prepackaged_tolerance.csv").read_text("utf-8"))


# ---- the list of studies


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A study as it stands in the list. entered: readings that have a cell; wanted: cells; suspect: doubted ones.

    evaluation: the code of its latest evaluation, "" for none; verdict: the state of its result, "" without one.
    """

    study: Study
    instrument: str
    entered: int
    wanted: int
    suspect: int
    evaluation: str = ""
    verdict: str = ""


def study_rows(unit: Unit, cycle_id: str) -> list[StudyRow]:
    """All studies of a cycle, the newest first."""
    latest = {each.study_id: each for each in unit.evaluations.all(cycle_id=cycle_id)}
    return [_row(unit, each, latest.get(each.id)) for each in reversed(unit.studies.all(cycle_id=cycle_id))]


def _row(unit: Unit, study: Study, evaluation: Evaluation | None) -> StudyRow:
    sheet = sheet_of(study, unit.readings.all(study_id=study.id))
    found = unit.instruments.find(study.instrument_id) if study.instrument_id else None
    named = " ".join(each for each in (found.code, found.name) if each) if found else ""
    row = StudyRow(study, named, sheet.entered, sheet.wanted, marked_count(sheet.readings.values()))
    if evaluation is None:
        return row
    return replace(row, evaluation=evaluation_code(evaluation), verdict=kept_state(evaluation))


def marked_count(readings: Iterable[Reading]) -> int:
    return sum(bool(each.mark) for each in readings)


def history_of(unit: Unit, reading: Reading) -> list[str]:
    """The values that stood in this cell before, oldest first."""
    olds = [entry.old for entry in unit.history("readings", reading.id) if entry.field == "value"]
    return [str(each) for each in olds if each]
