"""How each kind of record is called on the thread, and where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app import wording
from app.domain.errors import UserError
from app.domain.evaluations import evaluation_code
from app.domain.forms.filling import Filling
from app.domain.judged import called
from app.domain.metrology.catalogue import calculations
from app.domain.readings import shown_reading
from app.domain.readings_sheet import cell_of, cell_words
from app.domain.studies import study_code
from app.formats import show_date
from app.services.evaluation_kept import result_of
from app.services.studies_fields import KIND_NAMES
from app.services.survey import open_form
from app.storage.unit import Unit
from app.wording import _

NAMED = 3
"""So many instruments or readings by name; more are one knot with their number, so that a thread stays readable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """One knot of the thread. kind: a word of ORDER; code: "PH-07", "5.2.4", "MT-03"; note: state in a word or two.

    target: what a page needs to show it (the path of a question, else the record's id).
    """

    kind: str
    id: str
    code: str
    title: str
    note: str = ""
    state: str = "none"
    target: str = ""


def knots_of(unit: Unit, kind: str, ids: Sequence[str]) -> Iterable[Knot]:
    """The knots of these records of one kind; those that are gone are left out."""
    return _MADE[kind](unit, ids)


def reading_target(study_id: str, part: int, operator: int, trial: int) -> str:
    """The cell of a sheet, for the page of studies."""
    return f"{study_id}#{part}.{operator}.{trial}"


def _answers(unit: Unit, ids: Sequence[str]) -> Iterable[Knot]:
    answers = [each for each in (unit.answers.find(id) for id in ids) if each]
    fillings: dict[tuple[str, str], Filling | None] = {}
    for answer in answers:
        key = (answer.cycle_id, answer.form)
        if key not in fillings:
            fillings[key] = _filling(unit, *key)
        filling = fillings[key]
        known = filling is not None and filling.form.has_question(answer.question)
        code = filling.form.question(answer.question).code if filling and known else ""
        title = filling.label(answer.question) if filling and known else answer.question
        level = answer.value if answer.value in ("1", "2", "3", "4", "5") else ""
        yield Knot(
            kind="answers",
            id=answer.id,
            code=_("Câu {code}", code=code) if code else _("Câu trả lời"),
            title=title,
            note=_("mức {level}", level=level) if level else "",
            state="bad" if level in ("1", "2") else "part" if level == "3" else "ok" if level else "none",
            target=answer.question,
        )


def _filling(unit: Unit, cycle_id: str, form: str) -> Filling | None:
    try:
        return open_form(unit, cycle_id, form, wording.language())
    except UserError:
        return None


def _instruments(unit: Unit, ids: Sequence[str]) -> Iterable[Knot]:
    found = [each for each in (unit.instruments.find(id) for id in ids) if each]
    if len(found) <= NAMED:
        for each in found:
            yield Knot(kind="instruments", id=each.id, code=called(each), title=each.name, target=each.id)
        return
    yield Knot(
        kind="instruments",
        id=found[0].id,
        code=_("{n} phương tiện đo", n=len(found)),
        title=_("{names} và {rest} cái khác", names=", ".join(map(called, found[:NAMED])), rest=len(found) - NAMED),
        target=",".join(each.id for each in found),
    )


def _processes(unit: Unit, ids: Sequence[str]) -> Iterable[Knot]:
    for each in (unit.processes.find(id) for id in ids):
        if each:
            code = each.code or _("Quá trình đo")
            yield Knot(kind="processes", id=each.id, code=code, title=each.name or each.measured, target=each.id)


def _studies(unit: Unit, ids: Sequence[str]) -> Iterable[Knot]:
    for each in (unit.studies.find(id) for id in ids):
        if each:
            entered = unit.readings.count(study_id=each.id)
            yield Knot(
                kind="studies",
                id=each.id,
                code=study_code(each),
                title=each.title or _(KIND_NAMES[each.kind]),
                note=_("{n} số đọc", n=entered),
                target=each.id,
            )


def _readings(unit: Unit, ids: Sequence[str]) -> Iterable[Knot]:
    """Those that are doubted, each with its cell, its value and why."""
    found = [each for each in (unit.readings.find(id) for id in ids) if each]
    for reading in found[:NAMED]:
        study = unit.studies.find(reading.study_id)
        if study is None:
            continue
        value = f"{shown_reading(reading.value)} {study.unit}".strip()
        yield Knot(
            kind="readings",
            id=reading.id,
            code=_("{study}, số đọc {cell}", study=study_code(study), cell=cell_words(study, cell_of(reading))),
            title=f"{value}: {reading.reason}" if reading.reason else value,
            note=_("nghi ngờ"),
            state="part",
            target=reading_target(study.id, reading.part, reading.operator, reading.trial),
        )
    if len(found) > NAMED:
        more = found[NAMED]
        yield Knot(
            kind="readings",
            id=more.id,
            code=_("{n} số đọc nghi ngờ nữa", n=len(found) - NAMED),
            title=_("Mở phiếu đo để xem từng số."),
            state="part",
            target=reading_target(more.study_id, more.part, more.operator, more.trial),
        )


def _evaluations(unit: Unit, ids: Sequence[str]) -> Iterable[Knot]:
    for each in (unit.evaluations.find(id) for id in ids):
        if each is None:
            continue
        result, method = result_of(each), calculations().get(each.calculation)
        name = each.title or (_(method.words) if method else each.calculation)
        yield Knot(
            kind="evaluations",
            id=each.id,
            code=evaluation_code(each),
            title=result.verdict.said.text if result else name,
            note=name if result else _("chưa tính"),
            state=result.verdict.state if result else "none",
            target=each.id,
        )


def _evidence(unit: Unit, ids: Sequence[str]) -> Iterable[Knot]:
    for id in ids:
        if piece := unit.evidence.find(id):
            title = piece.note or piece.name
            note = _taken(piece.taken_at)
            yield Knot(kind="evidence", id=id, code=_("Bằng chứng"), title=title, note=note, target=id)


def _taken(moment: datetime | None) -> str:
    return show_date(moment.astimezone().date()) if moment else ""


_MADE: Mapping[str, Callable[[Unit, Sequence[str]], Iterable[Knot]]] = {
    "answers": _answers,
    "processes": _processes,
    "instruments": _instruments,
    "studies": _studies,
    "readings": _readings,
    "evaluations": _evaluations,
    "evidence": _evidence,
}
