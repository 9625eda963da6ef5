"""Answering the questions of a form: each deed keeps one thing at once and tells which questions it touched."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from app.domain.answers import Answer, PinnedForm
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.findings import Finding, stands
from app.domain.forms.definition import Form
from app.domain.forms.filling import Filling
from app.domain.forms.xforms import LAST_SAVED, read_xform
from app.domain.keys import new_key
from app.formats import nfc, now, tidy
from app.services import locks
from app.services.locks import demand_open
from app.services.profile import PROFILE, follow
from app.services.survey_states import Progress, progress, question_state
from app.services.typed_values import as_value
from app.storage.device import device_key
from app.storage.unit import Unit
from app.wording import _

__all__ = [
    "NOT_APPLICABLE",
    "Progress",
    "answer_question",
    "answers_of",
    "clear_answer",
    "evidence_counts",
    "finding_counts",
    "lock_reason",
    "mark_not_applicable",
    "open_form",
    "progress",
    "question_state",
    "record_of",
    "the_form",
    "write_note",
]

NOT_APPLICABLE = "not_applicable"
STEP = 1
"""The step of the programme that the survey, the profile and the closing meeting belong to."""


def the_form(unit: Unit, cycle_id: str, name: str) -> PinnedForm:
    """The form as this cycle pinned it."""
    for form in unit.forms.all(cycle_id=cycle_id, name=name):
        return form
    raise UserError(_("Hồ sơ này không có phiếu “{name}”. Mở bản sao lưu, hoặc tạo hồ sơ mới.", name=name))


@lru_cache(maxsize=8)
def _read(xform: str, name: str) -> Form:
    return read_xform(xform, name)


def open_form(unit: Unit, cycle_id: str, name: str, language: str = "vi") -> Filling:
    """The pinned form, filled with what was answered so far."""
    pinned = the_form(unit, cycle_id, name)
    return _filled(unit, pinned, _with_last_time(unit, pinned), language)


def _filled(unit: Unit, pinned: PinnedForm, xform: str, language: str) -> Filling:
    answers = unit.answers.all(cycle_id=pinned.cycle_id, form=pinned.name)
    values = {each.question: each.value for each in answers}
    properties = {"username": unit.person, "deviceid": device_key()}
    form = _read(xform, pinned.name)
    return Filling(form, values, language=language, is_new=not answers, properties=properties)


def _with_last_time(unit: Unit, form: PinnedForm) -> str:
    """A form may ask for the answers of the last time (last-saved): here those of the cycle before."""
    if LAST_SAVED not in form.xform:
        return form.xform
    from app.domain.forms.attachments import with_last_saved  # few forms ask for it
    from app.exchange.submissions import submission_xml

    cycle = unit.cycles.find(form.cycle_id)
    earlier = unit.forms.all(cycle_id=cycle.previous_id, name=form.name) if cycle is not None else []
    if not earlier:
        return form.xform
    last = _filled(unit, earlier[0], earlier[0].xform, "vi")
    return with_last_saved(form.xform, submission_xml(last, f"uuid:{earlier[0].id}"))


def answers_of(unit: Unit, cycle_id: str, name: str, path: str = "") -> dict[str, Answer]:
    """The answers of a form, or of one question of it, by the path of the question."""
    one = {"question": path} if path else {}
    return {each.question: each for each in unit.answers.all(cycle_id=cycle_id, form=name, **one)}


def evidence_counts(unit: Unit, answers: Mapping[str, Answer]) -> dict[str, int]:
    """How many photos and files prove each answer, by the path of the question."""
    return _linked(unit, answers, "evidence")


def finding_counts(unit: Unit, answers: Mapping[str, Answer]) -> dict[str, int]:
    """How many findings each answer raised, by the path of the question."""
    return _linked(unit, answers, "findings")


def findings_of(unit: Unit, answer_id: str) -> list[Finding]:
    """The findings that this answer raised and that a person took over."""
    links = unit.links.all(from_kind="findings", to_kind="answers", to_id=answer_id)
    ids = [each.from_id for each in links]
    ids += [each.to_id for each in unit.links.all(from_kind="answers", from_id=answer_id, to_kind="findings")]
    found = (unit.findings.find(each) for each in dict.fromkeys(ids))
    return [each for each in found if each is not None and stands(each)]


def caption_evidence(unit: Unit, evidence_id: str, caption: str) -> Evidence:
    """What stands below the picture."""
    return unit.evidence.keep(dataclasses.replace(unit.evidence.get(evidence_id), note=tidy(caption)))


def unlink_evidence(unit: Unit, answer_id: str, evidence_id: str) -> None:
    """Takes a piece of evidence away from an answer; the file keeps it, to be linked elsewhere."""
    for link in unit.links.all(to_kind="answers", to_id=answer_id, from_kind="evidence", from_id=evidence_id):
        unit.links.retire(link.id)
    for link in unit.links.all(from_kind="answers", from_id=answer_id, to_kind="evidence", to_id=evidence_id):
        unit.links.retire(link.id)


def _linked(unit: Unit, answers: Mapping[str, Answer], kind: str) -> dict[str, int]:
    paths = {each.id: path for path, each in answers.items()}
    ends = {(each.from_id, each.to_id) for each in unit.links.all(from_kind=kind, to_kind="answers")}
    ends |= {(each.to_id, each.from_id) for each in unit.links.all(from_kind="answers", to_kind=kind)}
    return Counter(paths[answer_id] for _other, answer_id in ends if answer_id in paths)


def lock_reason(unit: Unit, cycle_id: str) -> str:
    """Why the answers can be read but not changed, in words; "" while they can."""
    return locks.lock_reason(unit, cycle_id, STEP)


def answer_question(unit: Unit, cycle_id: str, filling: Filling, path: str, text: str) -> frozenset[str]:
    """Keeps what was typed or chosen and returns every question whose state changed.

    A text that cannot be read (31/11, "12 abc") raises UserError and changes nothing. An answer that breaks a
    constraint is kept; filling.problem(path) says what is wrong with it. Answers of questions that are no longer
    asked stay in the file.
    """
    before = _answer_to(unit, cycle_id, filling, path)
    value = as_value(filling.form.question(path).type, text)
    if value == before.value and value == filling.value(path) and not before.status:
        return frozenset()
    return _settle(unit, filling, dataclasses.replace(before, value=value, status="", reason=""))


def clear_answer(unit: Unit, cycle_id: str, filling: Filling, path: str) -> frozenset[str]:
    """Takes the answer back; the note and the evidence stay."""
    before = _answer_to(unit, cycle_id, filling, path)
    return _settle(unit, filling, dataclasses.replace(before, value="", status="", reason=""))


def mark_not_applicable(unit: Unit, cycle_id: str, filling: Filling, path: str, reason: str) -> frozenset[str]:
    """Says that the question does not apply here, and why."""
    reason = nfc(reason).strip()
    if not reason:
        raise UserError(_("Ghi lý do vì sao câu này không áp dụng ở đây."))
    before = _answer_to(unit, cycle_id, filling, path)
    return _settle(unit, filling, dataclasses.replace(before, value="", status=NOT_APPLICABLE, reason=reason))


def write_note(unit: Unit, cycle_id: str, filling: Filling, path: str, note: str) -> None:
    """Keeps the note of a question, answered or not."""
    before = _record_with_default(unit, cycle_id, filling, path)
    note = nfc(note).rstrip()
    if note != before.note:
        keep_the_start(unit, filling, cycle_id)
        unit.answers.keep(signed(unit, dataclasses.replace(before, note=note)))


def record_of(unit: Unit, cycle_id: str, filling: Filling, path: str) -> Answer:
    """The kept record of a question, made empty when there is none yet: evidence and findings are linked to it."""
    keep_the_start(unit, filling, cycle_id)
    answer = _record_with_default(unit, cycle_id, filling, path)
    return unit.answers.find(answer.id) or unit.answers.keep(answer)


def _record_with_default(unit: Unit, cycle_id: str, filling: Filling, path: str) -> Answer:
    """A record that is made for something else than an answer keeps what the form itself put there."""
    answer = _answer_to(unit, cycle_id, filling, path)
    if answer.answered_at is None and not answer.value and filling.has(path):
        return dataclasses.replace(answer, value=filling.default(path))
    return answer


def _answer_to(unit: Unit, cycle_id: str, filling: Filling, path: str) -> Answer:
    demand_open(unit, cycle_id, STEP)
    found = unit.answers.all(cycle_id=cycle_id, form=filling.form.name, question=path)
    return found[0] if found else Answer(id=new_key(), cycle_id=cycle_id, form=filling.form.name, question=path)


def _settle(unit: Unit, filling: Filling, answer: Answer) -> frozenset[str]:
    keep_the_start(unit, filling, answer.cycle_id)
    unit.answers.keep(signed(unit, answer))
    if answer.form == PROFILE:
        follow(unit, filling.form.question(answer.question).name, answer.value)
    touched = filling.answer(answer.question, answer.value)
    keep_what_followed(unit, answer.cycle_id, filling, touched - {answer.question})
    return touched | {answer.question}


def keep_the_start(unit: Unit, filling: Filling, cycle_id: str) -> None:
    """With the first deed on a form what the form itself filled in when it was opened is kept: dynamic defaults, the
    moment of the start. Later it is not computed again."""
    form = filling.form.name
    if not unit.answers.count(cycle_id=cycle_id, form=form):
        filled = (path for path, value in filling.values().items() if value)
        keep_what_followed(unit, cycle_id, filling, frozenset(filled))


def keep_what_followed(unit: Unit, cycle_id: str, filling: Filling, paths: frozenset[str]) -> None:
    """A choice that fell away, or a value that the form set because of a deed, is kept like any other."""
    for path in sorted(paths):
        if not filling.has(path) or not filling.form.has_question(path) or filling.is_computed(path):
            continue
        found = unit.answers.all(cycle_id=cycle_id, form=filling.form.name, question=path)
        value = filling.value(path)
        if found and found[0].value != value:
            unit.answers.keep(signed(unit, dataclasses.replace(found[0], value=value)))
        elif not found and value and value != filling.default(path):
            kept = Answer(id=new_key(), cycle_id=cycle_id, form=filling.form.name, question=path, value=value)
            unit.answers.keep(signed(unit, kept))


def signed(unit: Unit, answer: Answer) -> Answer:
    return dataclasses.replace(answer, answered_by=unit.person, answered_at=now())
