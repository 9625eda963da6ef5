"""Findings that an answer raises: its level is at or below the one named in the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.clauses import clause_confidence
from app.domain.forms.definition import Question, text_in
from app.domain.proposals import Proposal
from app.domain.scores import Rated
from app.wording import _


def answer_proposals(rated: Iterable[Rated], questions: Mapping[str, Question], language: str) -> tuple[Proposal, ...]:
    """One proposal for each answer that calls for a finding, in the order of the form. questions: by path."""
    made = (_proposal(each, questions[each.path], language) for each in rated)
    return tuple(each for each in made if each is not None)


def raises_finding(rated: Rated, question: Question) -> bool:
    audit = question.audit
    if audit is None or rated.level is None or not rated.applicable or not any(audit.finding.values()):
        return False
    highest = audit.finding_when
    return highest.isdigit() and rated.level <= int(highest)


def _proposal(rated: Rated, question: Question, language: str) -> Proposal | None:
    audit = question.audit
    if audit is None or not raises_finding(rated, question):
        return None
    name = _("Câu {code}", code=rated.code) if rated.code else rated.label
    return Proposal(
        key=f"answer:{rated.path}",
        rule=_(
            "Câu trả lời ở mức {level}, từ mức {highest} trở xuống là phát hiện.",
            level=rated.level,
            highest=audit.finding_when,
        ),
        subject=audit.subject or rated.subject,
        title=text_in(audit.finding, language),
        detail=_detail(rated),
        severity=audit.severity or "medium",
        clause=audit.clause,
        clause_confidence=clause_confidence(audit.clause),
        sources=(("answers", rated.answer_id),),
        origin_text=name,
        goal=text_in(audit.goal, language),
        indicator=audit.indicator,
    )


def _detail(rated: Rated) -> str:
    shown = _(
        "“{question}” Đang ở mức {level}, cần mức {required}.",
        question=rated.label,
        level=rated.level,
        required=rated.required,
    )
    return _("{shown} Ghi chú: {note}", shown=shown, note=rated.note) if rated.note else shown
