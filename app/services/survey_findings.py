"""A finding raised at the question it comes from, while the auditor still stands before the thing."""

from __future__ import annotations

from app.domain.answer_proposals import answer_proposals
from app.domain.errors import UserError
from app.domain.findings import Finding
from app.domain.forms.definition import text_in
from app.domain.forms.filling import Filling
from app.services.findings import accept_proposal, add_finding
from app.services.proposals import rated_questions
from app.services.rules import answer_rule
from app.services.survey import answers_of, findings_of, record_of
from app.storage.unit import Unit
from app.wording import _


def raise_finding(unit: Unit, cycle_id: str, filling: Filling, path: str) -> Finding:
    """The finding of this answer: the one it has, the one the form proposes for it, or one in the form's words.

    UserError when the question is not answered yet, for a finding rests on an answer.
    """
    answer = answers_of(unit, cycle_id, filling.form.name, path).get(path)
    if answer is None or not answer.value:
        raise UserError(_("Trả lời câu này trước, rồi mới nêu phát hiện từ câu trả lời đó."))
    answer = record_of(unit, cycle_id, filling, path)
    for finding in findings_of(unit, answer.id):
        return finding
    question = filling.form.question(path)
    rated = [each for each in rated_questions(filling, {path: answer}) if each.path == path]
    for proposal in answer_proposals(rated, {path: question}, filling.language, answer_rule()):
        return accept_proposal(unit, cycle_id, proposal)
    audit = question.audit
    words = text_in(audit.finding, filling.language) if audit else ""
    return add_finding(
        unit,
        cycle_id,
        words or filling.label(path),
        sources=[("answers", answer.id)],
        subject=audit.subject if audit and audit.subject else 1,
        clause=audit.clause if audit else "",
        detail=answer.note,
        severity=audit.severity if audit and audit.severity else "medium",
    )
