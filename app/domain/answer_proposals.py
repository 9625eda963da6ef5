"""Findings that an answer raises: its level is at or below the one named in the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.clauses import clause_confidence
from app.domain.finding_classes import answer_classes
from app.domain.forms.definition import Question, text_in
from app.domain.proposals import Proposal
from app.domain.rules import Rule
from app.domain.scores import Rated
from app.wording import _


def answer_proposals(
    rated: Iterable[Rated], questions: Mapping[str, Question], language: str, rule: Rule
) -> tuple[Proposal, ...]:
    """One proposal for each answer that calls for a finding, in the order of the form. questions: by path.

    rule: the one of answers; title, subject, severity, clause and goal are columns of the form.
    """
    made = (_proposal(each, questions[each.path], language, rule) for each in rated)
    return tuple(each for each in made if each is not None)


def raises_finding(rated: Rated, question: Question) -> bool:
    audit = question.audit
    if audit is None or rated.level is None or not rated.applicable or not any(audit.finding.values()):
        return False
    highest = audit.finding_when
    return highest.isdigit() and rated.level <= int(highest)


def _proposal(rated: Rated, question: Question, language: str, rule: Rule) -> Proposal | None:
    audit = question.audit
    if audit is None or not raises_finding(rated, question):
        return None
    name = _("Câu {code}", code=rated.code) if rated.code else rated.label
    severity = audit.severity or "medium"
    return Proposal(
        key=f"{rule.key}:{rated.path}",
        rule=rule.text.shown.format(level=rated.level, highest=audit.finding_when),
        subject=audit.subject or rated.subject,
        title=text_in(audit.finding, language),
        detail=_detail(rated),
        severity=severity,
        clause=audit.clause,
        clause_confidence=clause_confidence(audit.clause),
        sources=(("answers", rated.answer_id),),
        origin_text=name,
        goal=text_in(audit.goal, language),
        indicator=audit.indicator,
        source=rule.source,
        topic=audit.indicator,
        classes=answer_classes(rule, severity, rated.level),
    )


def _detail(rated: Rated) -> str:
    shown = _(
        "“{question}” Đang ở mức {level}, cần mức {required}.",
        question=rated.label,
        level=rated.level,
        required=rated.required,
    )
    return _("{shown} Ghi chú: {note}", shown=shown, note=rated.note) if rated.note else shown
