"""A finding raised from an evaluation: its sentence, figures, method and clause, linked to where it comes from."""

from __future__ import annotations

from app.domain.findings import Finding, finding_code
from app.services.findings import add_finding, take_classes
from app.services.proposals import proposals_of_evaluation
from app.storage.unit import Unit
from app.ui.pages.evaluation_session import EvaluationSession
from app.ui.pages.evaluation_words import figures_of, method_words
from app.ui.workspace import Workspace
from app.wording import _

SUBJECTS = {"M01": 5, "M02": 5, "M03": 4, "M10": 4, "M11": 4, "M14": 5, "M15": 5, "M16": 5, "M18": 8, "M20": 9}
"""Under which of the nine subjects a finding of a method falls; else under the third, how one measures."""
SEVERITIES = {"bad": "high", "part": "medium"}


def raise_finding(workspace: Workspace, session: EvaluationSession) -> None:
    """Keeps the finding as one deed and tells it; a UserError (step locked) goes to the page."""
    opened, result, calculation = session.opened, session.result, session.calculation
    assert opened is not None and result is not None and calculation is not None
    evaluation = opened.evaluation
    sources = [("evaluations", evaluation.id)]
    for kind, thing in (("studies", opened.study), ("instruments", opened.instrument), ("processes", opened.process)):
        if thing is not None:
            sources.append((kind, thing.id))
    title, detail = result.verdict.said.text, finding_detail(session)
    cycle_id, clause = workspace.cycle_id, " ".join(_(line) for line in calculation.source[:1])
    severity = SEVERITIES.get(result.verdict.state, "low")

    def work(unit: Unit) -> Finding:
        made = add_finding(
            unit,
            cycle_id,
            title,
            sources=sources,
            detail=detail,
            clause=clause,
            severity=severity,
            subject=SUBJECTS.get(calculation.method, 3),
        )
        for proposal in proposals_of_evaluation(unit, evaluation.id):
            return take_classes(unit, made.id, proposal)
        return made

    made = workspace.run(_("Tạo phát hiện từ {code}", code=opened.code), work, toast="")
    workspace.told.emit(_("Đã tạo phát hiện {code} từ {evaluation}.", code=finding_code(made), evaluation=opened.code))


def finding_detail(session: EvaluationSession) -> str:
    """What the finding rests on: what it is about, the main figures with unit and interval, the limits, the method."""
    opened, result, calculation = session.opened, session.result, session.calculation
    assert opened is not None and result is not None and calculation is not None
    main = [each for each in figures_of(calculation, result) if each.main and not each.why]
    figures = "; ".join(
        f"{each.words} {each.value}" + (f" ({each.interval})" if each.interval else "") for each in main
    )
    lines = [
        ": ".join(filter(None, (opened.code, opened.evaluation.title or opened.about))),
        f"{figures}." if figures else "",
        result.verdict.basis.text if result.verdict.basis else "",
        _("Phương pháp: {method}.", method=method_words(calculation, calculation.key)),
    ]
    return "\n".join(filter(None, lines))
