"""The papers of step 10: the report of the review, and the confirmation of completion once nine steps are approved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.document import Document
from app.domain.dossier import Dossier
from app.domain.outcomes import sentence_of
from app.domain.paper_settings import read_confirmation
from app.reports import confirmation, review
from app.reports.confirmation import ConfirmationPaper
from app.reports.material import Material
from app.reports.review import ReviewPaper
from app.services import reporting
from app.services.effect_report import results_of
from app.services.review import review_of
from app.services.versions import version_in_force, versions_of
from app.storage.unit import Unit
from app.wording import language, speaking

if TYPE_CHECKING:
    from app.services.papers import Occasion

Progress = Callable[[float], None]


def review_document(unit: Unit, dossier: Dossier, as_of: date, spoken: str = "") -> Document:
    """The report of the review as of a day, in the language in use or another one."""
    spoken, cycle_id = spoken or language(), dossier.cycle.id
    with speaking(spoken):
        paper = ReviewPaper(
            review=review_of(unit, cycle_id, as_of),
            sentence=sentence_of(each.outcome for each in results_of(unit, cycle_id)),
            versions=versions_of(unit, cycle_id),
            material=Material(dossier=dossier, as_of=as_of, language=spoken),
        )
        return review.build(paper)


def confirmation_document(unit: Unit, dossier: Dossier, as_of: date, spoken: str = "") -> Document:
    spoken, cycle_id = spoken or language(), dossier.cycle.id
    plan = next(iter(unit.plans.all(cycle_id=cycle_id)), None)
    version = version_in_force(unit, cycle_id)
    with speaking(spoken):
        paper = ConfirmationPaper(
            settings=read_confirmation(dossier.settings),
            material=Material(dossier=dossier, as_of=as_of, language=spoken),
            programme=(plan.name if plan else "") or dossier.cycle.name,
            first=plan.starts_on if plan else None,
            last=plan.ends_on if plan else None,
            version=version.number if version else 0,
        )
        return confirmation.build(paper)


def review_preview(unit: Unit, cycle_id: str, as_of: date) -> bytes:
    """The PDF of the review in memory."""
    return reporting.preview(review_document(unit, reporting.gather_dossier(unit, cycle_id, pictures=False), as_of))


def write_review(occasion: Occasion, path: Path, progress: Progress | None = None) -> Path:
    return _write(occasion, review_document, path, progress)


def write_confirmation(occasion: Occasion, path: Path, progress: Progress | None = None) -> Path:
    return _write(occasion, confirmation_document, path, progress)


def _write(
    occasion: Occasion,
    document: Callable[[Unit, Dossier, date, str], Document],
    path: Path,
    progress: Progress | None,
) -> Path:
    from app.reports.pdf import write_pdf

    day = occasion.today or occasion.day
    made = occasion.read(lambda unit: document(unit, occasion.dossier, day, occasion.spoken))
    return write_pdf(made, path, progress)
