"""How each paper of the catalogue is written, and when there is enough in a dossier to write it.

To add a paper: a line in app.reports.catalogue.REPORTS, a function here (or in the service of its step) that takes an
Occasion and a path, and its line in PAPERS. The file's ending (pdf, xlsx, docx) is the catalogue's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.domain.document import Document
from app.domain.dossier import Dossier
from app.domain.programme import APPROVED
from app.reports.assessed import Assessment
from app.reports.catalogue import REPORTS, Report
from app.services import assessment, evaluation_report, programme_papers, reporting
from app.storage.store import Store
from app.storage.unit import Unit

Progress = Callable[[float], None]
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One going of papers: the dossier as gathered, the day it is judged by, the language of the papers. today: the day
    of papers that tell how the programme runs, the day of judging where it is left out.

    read(work) looks into the store for what a Dossier does not hold; kept: what two papers of this going share.
    """

    store: Store
    dossier: Dossier
    day: date
    spoken: str
    kept: dict[str, object] = field(default_factory=dict)
    today: date | None = None

    def read(self, work: Callable[[Unit], T]) -> T:
        with self.store.reading() as unit:
            return work(unit)


Write = Callable[[Occasion, Path, Progress | None], object]
Ready = Callable[[Dossier], bool]


def always(_dossier: Dossier) -> bool:
    return True


def has(*kinds: str) -> Ready:
    """Ready as soon as the dossier holds a record of each of these kinds, by the names of its fields."""
    return lambda dossier: all(getattr(dossier, kind) for kind in kinds)


@dataclass(frozen=True, slots=True)
class Paper:
    write: Write
    ready: Ready = always


def _summary(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    return reporting.write_summary(occasion.dossier, occasion.day, path, occasion.spoken, progress)


def _checklist(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    return reporting.write_checklist(occasion.dossier, occasion.day, path, occasion.spoken, progress)


def _evaluations(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    return evaluation_report.write_evaluations(occasion.dossier, occasion.day, path, occasion.spoken, progress)


def _assessment(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    found = occasion.kept.get("assessment")
    if not isinstance(found, Assessment):
        dossier = occasion.dossier
        found = occasion.read(
            lambda unit: assessment.assessment_of(unit, dossier.cycle.id, occasion.day, occasion.spoken, dossier)
        )
        occasion.kept["assessment"] = found
    return assessment.write_assessment(found, path, progress)


def _effect(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    from app.services.effect_papers import write_effect

    return write_effect(occasion, path, progress)


def _progress(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    from app.services.progress_papers import write_progress

    return write_progress(occasion, path, progress)


def _assignment_plan(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    from app.services.progress_papers import write_assignment_plan

    return write_assignment_plan(occasion, path, progress)


def _goals(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    dossier, spoken = occasion.dossier, occasion.spoken
    economics = occasion.read(lambda unit: programme_papers.economics_in(unit, dossier.cycle.id, spoken))
    return programme_papers.write_goals(dossier, occasion.day, economics, path, spoken, progress)


def _programme(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    return programme_papers.write_programme(occasion.dossier, occasion.day, path, occasion.spoken, progress)


def _of(build: Callable[[Dossier, date, str], Document]) -> Write:
    """The writer of a paper that is a PDF of its document alone."""
    return lambda occasion, path, progress: programme_papers.write_document(
        build(occasion.dossier, occasion.day, occasion.spoken), path, progress
    )


def _opening(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    from app.services.meeting_papers import write_opening

    return write_opening(occasion, path, progress)


def _closing(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    from app.services.meeting_papers import write_closing

    return write_closing(occasion, path, progress)


def _answers_of(form: str) -> Ready:
    """Ready as soon as this form was begun."""
    return lambda dossier: any(each.form == form and each.value for each in dossier.answers)


def _has_closing(dossier: Dossier) -> bool:
    return any(each.kind == "closing" for each in dossier.meetings) or _answers_of("closing_meeting")(dossier)


def _review(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    from app.services.review_papers import write_review

    return write_review(occasion, path, progress)


def _confirmation(occasion: Occasion, path: Path, progress: Progress | None) -> object:
    from app.services.review_papers import write_confirmation

    return write_confirmation(occasion, path, progress)


def is_completed(dossier: Dossier) -> bool:
    """Whether steps 1 to 9 are approved, so that completion may be confirmed."""
    approved = {each.step for each in dossier.steps if each.state == APPROVED}
    return approved >= set(range(1, 10))


PAPERS: Mapping[str, Paper] = {
    "summary": Paper(_summary),
    "checklist": Paper(_checklist),
    "opening_minutes": Paper(_opening, _answers_of("opening_meeting")),
    "closing_minutes": Paper(_closing, _has_closing),
    "assessment": Paper(_assessment),
    "assessment_data": Paper(_assessment),
    "evaluations": Paper(_evaluations),
    "evaluation_data": Paper(_evaluations),
    "goals": Paper(_goals, has("goals")),
    "goals_data": Paper(_goals, has("goals")),
    "tasks": Paper(_of(programme_papers.tasks_document), has("goals", "tasks")),
    "solutions": Paper(_of(programme_papers.solutions_document), has("tasks", "solutions")),
    "programme_word": Paper(_programme, has("goals", "tasks")),
    "programme_data": Paper(_programme, has("goals", "tasks")),
    "programme": Paper(_programme, has("goals", "tasks")),
    "comment_minutes": Paper(_of(programme_papers.comment_minutes_document), programme_papers.has_comments),
    "decision": Paper(_of(programme_papers.decision_document), has("goals", "tasks", "plans")),
    "differences": Paper(_of(programme_papers.differences_document), programme_papers.has_differences),
    "assignment_plan": Paper(_assignment_plan, has("tasks")),
    "progress_report": Paper(_progress, has("goals", "tasks")),
    "progress_data": Paper(_progress, has("goals", "tasks")),
    "effect_report": Paper(_effect, has("goals", "indicator_readings")),
    "effect_word": Paper(_effect, has("goals", "indicator_readings")),
    "effect_data": Paper(_effect, has("goals", "indicator_readings")),
    "review": Paper(_review, has("review_items")),
    "confirmation": Paper(_confirmation, is_completed),
}
"""By the key of the catalogue."""


def ready_reports(dossier: Dossier) -> tuple[Report, ...]:
    """The papers that there is something to write in, in menu order."""
    return tuple(each for each in REPORTS if PAPERS[each.key].ready(dossier))
