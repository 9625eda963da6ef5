"""A form, or one section of it, as a table of a work copy: a row for each question, its answer, reason and note."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from app.domain.answers import Answer, PinnedForm
from app.domain.errors import UserError
from app.domain.forms.definition import Form, Question, QuestionType, text_in
from app.domain.forms.filling import Filling
from app.domain.work_copies import NOT_APPLICABLE, Column, Kind, Row, Spec, Table, show_cell
from app.services import survey
from app.services.locks import demand_open
from app.services.survey_outline import Section, sections_of
from app.services.survey_states import asked_questions
from app.services.typed_values import as_value
from app.services.work_copy_sources import Settled
from app.storage.unit import Unit
from app.wording import _

_KINDS = {
    QuestionType.INTEGER: Kind.WHOLE,
    QuestionType.DECIMAL: Kind.NUMBER,
    QuestionType.RANGE: Kind.NUMBER,
    QuestionType.DATE: Kind.DATE,
    QuestionType.TIME: Kind.TIME,
    QuestionType.DATETIME: Kind.MOMENT,
    QuestionType.SELECT_ONE: Kind.CHOICE,
    QuestionType.SELECT_MULTIPLE: Kind.CHOICES,
    QuestionType.RANK: Kind.CHOICES,
    QuestionType.ACKNOWLEDGE: Kind.CHOICE,
}
_BY_HAND = (QuestionType.IMAGE, QuestionType.AUDIO, QuestionType.VIDEO, QuestionType.FILE)
"""Answered with a file: these stay out of a sheet."""


def form_sections(filling: Filling) -> tuple[Section, ...]:
    """What can be taken away of a form by itself."""
    asked = {each.path for each in asked_questions(filling)}
    return sections_of(filling.form, filling.language, asked)


def edition_of(pinned: PinnedForm) -> str:
    """What tells one edition of a form from another."""
    return hashlib.sha256(pinned.xform.encode()).hexdigest()


class SurveySource:
    """The questions of one section (part: its path; the path of the form itself: all of them)."""

    def __init__(self, unit: Unit, cycle_id: str, form: str, part: str, language: str) -> None:
        self.key, self.part, self.language = form, part, language
        self.cycle_id = cycle_id
        self.pinned = survey.the_form(unit, cycle_id, form)
        self.filling = survey.open_form(unit, cycle_id, form, language)
        self.answers = survey.answers_of(unit, cycle_id, form)
        self._unit = unit
        self._sections = form_sections(self.filling)
        whole = part in ("", self.filling.form.root.path)
        section = next((each for each in self._sections if each.path == part), None)
        if section is None and not whole:
            raise UserError(_("Phiếu không có phần “{part}”.", part=part))
        wanted = None if whole else set(section.questions if section else ())
        self.questions = {
            each.path: each
            for each in asked_questions(self.filling)
            if each.type not in _BY_HAND and (wanted is None or each.path in wanted)
        }
        self.title = section.title if section else self.filling.form.title
        self.code = section.code if section else ""
        self._titles = {path: f"{each.code} {each.title}".strip() for each in self._sections for path in each.questions}

    def exported(self) -> Table:
        """Questions that are asked now, and those that were answered before they were not."""
        table = self.table()
        wanted = tuple(row for row in table.rows if self.filling.relevant(row.id) or any(self._said(row.id)))
        return replace(table, rows=wanted)

    def table(self) -> Table:
        return Table(
            key=self.key,
            title=f"{self.code} {self.title}".strip(),
            columns=self._columns(),
            rows=tuple(self._row(each) for each in self.questions.values()),
            about=_("Điền cột Trả lời, Lý do, Ghi chú. Chọn 0 khi không áp dụng và ghi lý do."),
            frozen=2,
        )

    def about(self, record_id: str) -> str:
        question = self.questions.get(record_id)
        return f"{question.code} {self.filling.label(record_id)}".strip() if question else ""

    def canonical(self, record_id: str, column: str, value: str) -> str:
        question = self.questions.get(record_id)
        if column == "answer" and question is not None and question.type in (QuestionType.TIME, QuestionType.DATETIME):
            return value if value == NOT_APPLICABLE else as_value(question.type, value)
        return value

    def settle(self, record_id: str, cells: Mapping[str, str]) -> Settled:
        settled = Settled()
        answer, reason, _note = (
            cells.get(name, kept)
            for name, kept in zip(("answer", "reason", "note"), self._said(record_id), strict=True)
        )
        if answer == NOT_APPLICABLE and not reason.strip():
            at = "answer" if "answer" in cells else "reason"
            settled.refused[at] = _("Ghi lý do vì sao câu này không áp dụng ở đây.")
        elif answer != NOT_APPLICABLE and cells.get("reason"):
            settled.refused["reason"] = _("Lý do chỉ ghi khi câu trả lời là “0 – Không áp dụng”.")
        return settled

    def outlook(self, rows: Mapping[str, Mapping[str, str]]) -> Mapping[str, list[str]]:
        """What the form says once all of these answers stand: broken rules, questions that are not asked."""
        filling = survey.open_form(self._unit, self.cycle_id, self.key, self.language)
        for path, cells in rows.items():
            if "answer" in cells:
                filling.answer(path, "" if cells["answer"] == NOT_APPLICABLE else cells["answer"])
        found: dict[str, list[str]] = {}
        for path, cells in rows.items():
            if not cells.get("answer") or cells["answer"] == NOT_APPLICABLE:
                continue
            if not filling.relevant(path):
                found[path] = [_("Câu này hiện không được hỏi; câu trả lời được giữ nhưng chưa tính.")]
            elif problem := filling.problem(path):
                found[path] = [problem]
        return found

    def write(self, unit: Unit, record_id: str, cells: Mapping[str, str]) -> None:
        settled = self.settle(record_id, cells)
        for why in settled.refused.values():
            raise UserError(f"{self.about(record_id)}: {why}")
        answer, reason, note = (
            cells.get(name, kept)
            for name, kept in zip(("answer", "reason", "note"), self._said(record_id), strict=True)
        )
        if answer == NOT_APPLICABLE and ("answer" in cells or "reason" in cells):
            survey.mark_not_applicable(unit, self.cycle_id, self.filling, record_id, reason)
        elif "answer" in cells and not answer:
            survey.clear_answer(unit, self.cycle_id, self.filling, record_id)
        elif "answer" in cells:
            spec = self._spec(self.questions[record_id])
            typed = show_cell(spec, answer) if spec.kind in (Kind.NUMBER, Kind.WHOLE, Kind.DATE) else answer
            survey.answer_question(unit, self.cycle_id, self.filling, record_id, typed)
        if "note" in cells:
            survey.write_note(unit, self.cycle_id, self.filling, record_id, note)

    def retire(self, unit: Unit, record_id: str) -> None:
        """Questions belong to the form; a row that is missing takes nothing away."""

    def changed_questions(self, signs: Mapping[str, str]) -> list[str]:
        """The questions (codes) that are asked otherwise now, or no longer. signs: path -> as it was asked."""
        return [self._called(path) for path, sign in signs.items() if self.is_changed(path, sign)]

    def _called(self, path: str) -> str:
        question = self.questions.get(path)
        return question.code or question.name if question else path.rsplit("/", 1)[-1]

    def is_changed(self, path: str, sign: str) -> bool:
        return path not in self.questions or sign_of(self.filling.form, self.questions[path]) != sign

    def demand_open(self) -> None:
        demand_open(self._unit, self.cycle_id, self.pinned.step)

    def _said(self, path: str) -> tuple[str, str, str]:
        """Answer, reason and note as they stand in the dossier."""
        answer: Answer | None = self.answers.get(path)
        if answer is None:
            return "", "", ""
        return NOT_APPLICABLE if answer.status else answer.value, answer.reason, answer.note

    def _row(self, question: Question) -> Row:
        path, audit = question.path, question.audit
        answer, reason, note = self._said(path)
        return Row(
            id=path,
            values={
                "code": question.code,
                "section": self._titles.get(path, ""),
                "question": self.filling.label(path),
                "where": text_in(audit.where, self.language) if audit else "",
                "evidence": text_in(audit.evidence, self.language) if audit else "",
                "answer": answer,
                "reason": reason,
                "note": note,
            },
            about=self.about(path),
            specs={"answer": self._spec(question)},
            sign=sign_of(self.filling.form, question),
        )

    def _columns(self) -> tuple[Column, ...]:
        every = (
            Column("code", _("Mã câu"), 8, editable=False),
            Column("question", _("Câu hỏi"), 38, Spec(Kind.LINES), editable=False),
            Column("section", _("Phần"), 16, Spec(Kind.LINES), editable=False),
            Column("where", _("Xem ở đâu"), 26, Spec(Kind.LINES), editable=False),
            Column("evidence", _("Bằng chứng thường gặp"), 20, Spec(Kind.LINES), editable=False),
            Column("answer", _("Trả lời"), 20, Spec(Kind.LINES)),
            Column("reason", _("Lý do không áp dụng"), 18, Spec(Kind.LINES, ask=_("Bắt buộc khi câu không áp dụng."))),
            Column("note", _("Ghi chú, bằng chứng đã xem"), 26, Spec(Kind.LINES)),
        )
        alone = len({self._titles.get(path, "") for path in self.questions}) < 2
        audits = [each.audit for each in self.questions.values() if each.audit is not None]
        left_out = {"section"} if alone else set()
        left_out |= set() if any(each.where for each in audits) else {"where"}
        left_out |= set() if any(each.evidence for each in audits) else {"evidence"}
        kept = (each for each in every if each.key not in left_out)
        wide = {"answer": 44.0, "question": 44.0} if {"where", "evidence"} <= left_out else {}
        return tuple(replace(each, width=wide.get(each.key, each.width)) for each in kept)

    def _spec(self, question: Question) -> Spec:
        kind = _KINDS.get(question.type, Kind.LINES)
        options: tuple[tuple[str, str], ...] = ()
        also: tuple[tuple[str, str], ...] = ()
        if question.type is QuestionType.ACKNOWLEDGE:
            options = (("OK", _("đã xác nhận")),)
        elif question.type.has_choices:
            options = _options(self.filling.form, question, self.language)
            choices = self.filling.form.choices(question.choices)
            also = tuple((each.name, word) for each in choices for word in each.label.values() if word)
        return Spec(kind, options, _ask(question), may_not_apply=True, also=also)


def _options(form: Form, question: Question, language: str) -> tuple[tuple[str, str], ...]:
    """A level with its number, any other choice by its label; where two share one, the name says which is meant."""
    labels = {each.name: text_in(each.label, language) or each.name for each in form.choices(question.choices)}
    if question.is_level:
        return tuple((name, f"{name} – {label}" if label != name else name) for name, label in labels.items())
    shared = {label for label, count in Counter(labels.values()).items() if count > 1}
    return tuple((name, f"{label} ({name})" if label in shared else label) for name, label in labels.items())


def _ask(question: Question) -> str:
    match question.type:
        case _ if question.is_level:
            return _("Chọn mức từ 1 đến 5; 0 là không áp dụng, khi đó ghi lý do ở cột bên.")
        case QuestionType.SELECT_ONE:
            return _("Chọn một dòng trong danh sách.")
        case QuestionType.SELECT_MULTIPLE | QuestionType.RANK:
            return _("Có thể chọn nhiều, cách nhau bằng dấu chấm phẩy.")
        case QuestionType.DATE:
            return _("Ngày theo ngày/tháng/năm.")
        case QuestionType.INTEGER:
            return _("Nhập số nguyên, ví dụ 12.")
        case QuestionType.DECIMAL | QuestionType.RANGE:
            return _("Nhập số, ví dụ 12,5.")
        case QuestionType.TIME:
            return _("Giờ:phút, ví dụ 14:30.")
    return ""


def sign_of(form: Form, question: Question) -> str:
    """A short fingerprint of what a question asks: its type, its words, its choices."""
    choices = [(each.name, *sorted(each.label.items())) for each in form.choices(question.choices)]
    said = (str(question.type), sorted(question.label.items()), choices)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]
