"""Words around questions: titles within a sentence, and what stands above an answer."""

from __future__ import annotations

from app.domain.forms.definition import Question, QuestionType
from app.wording import _


def within(title: str) -> str:
    """Dây chuyền -> dây chuyền, but QC stays as it is."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


def words_above(question: Question) -> str:
    """What is asked of the one who answers."""
    if question.is_level:
        return _("Mức đạt được")
    match question.type:
        case QuestionType.SELECT_MULTIPLE:
            return _("Chọn các ý phù hợp")
        case QuestionType.RANK:
            return _("Chọn theo thứ tự")
        case QuestionType.SELECT_ONE:
            return _("Chọn một")
        case QuestionType.DATE if not question.appearance:
            return _("Ngày/tháng/năm")
        case _:
            return _("Trả lời")
