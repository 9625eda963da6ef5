"""How an answer is written in a workbook: a choice by its word, a number as a number, a date as a date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from app.domain.answers import Answer
from app.domain.forms.definition import Choice, Form, Question, QuestionType, text_in
from app.reports.sheets import Entry, Value
from app.wording import _

NOT_APPLICABLE = "0"


def is_level(question: Question) -> bool:
    return question.is_level


def choice_word(question: Question, choice: Choice, language: str) -> str:
    """A level with its number, any other choice by its label."""
    label = text_in(choice.label, language) or choice.name
    return f"{choice.name} – {label}" if is_level(question) and label != choice.name else label


def not_applicable_word() -> str:
    return _("0 – Không áp dụng")


def options(form: Form, question: Question, language: str) -> tuple[str, ...]:
    words = tuple(choice_word(question, each, language) for each in form.choices(question.choices))
    return (*words, not_applicable_word())


def entry(form: Form, question: Question, answer: Answer | None, language: str) -> Entry:
    """The cell of an answer: filled where it is answered, with the dropdown or the rule of its type."""
    value = shown(form, question, answer, language)
    match question.type:
        case QuestionType.SELECT_ONE:
            return Entry(value, "choice", options(form, question, language), _ask(question))
        case QuestionType.SELECT_MULTIPLE | QuestionType.RANK:
            return Entry(value, ask=_("Có thể chọn nhiều, cách nhau bằng dấu chấm phẩy."))
        case QuestionType.DATE if not isinstance(value, str):
            return Entry(value, "date", ask=_("Ngày theo ngày/tháng/năm."))
        case QuestionType.INTEGER if not isinstance(value, str):
            return Entry(value, "whole")
        case QuestionType.DECIMAL if not isinstance(value, str):
            return Entry(value, "decimal")
        case _:
            return Entry(value)


def _ask(question: Question) -> str:
    if not is_level(question):
        return _("Chọn một dòng trong danh sách.")
    required = question.audit.required_level if question.audit else 0
    if not required:
        return _("Chọn mức từ 1 đến 5; 0 là không áp dụng, khi đó ghi lý do ở cột bên.")
    return _(
        "Chọn mức từ 1 đến 5, cần đạt mức {level}; 0 là không áp dụng, khi đó ghi lý do ở cột bên.", level=required
    )


def shown(form: Form, question: Question, answer: Answer | None, language: str) -> Value:
    """The value of an answer as a cell; what cannot be read as its type stays the text that was typed."""
    if answer is None:
        return None
    if answer.status:
        return not_applicable_word()
    if question.type.has_choices:
        words = {each.name: choice_word(question, each, language) for each in form.choices(question.choices)}
        names = [answer.value] if question.type == QuestionType.SELECT_ONE else answer.value.split()
        return "; ".join(words.get(name, name) for name in names) or None
    return _typed(question.type, answer.value)


def _typed(kind: QuestionType, value: str) -> Value:
    try:
        match kind:
            case QuestionType.DATE:
                return date.fromisoformat(value[:10])
            case QuestionType.INTEGER | QuestionType.DECIMAL | QuestionType.RANGE:
                return Decimal(value) if value else None
            case QuestionType.ACKNOWLEDGE:
                return _("đã xác nhận") if value else None
            case _:
                return value or None
    except (ValueError, InvalidOperation):
        return value or None
