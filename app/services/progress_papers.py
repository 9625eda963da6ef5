"""The papers of steps 7 and 8: the plan with who does what, the progress report and its figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.document import Document
from app.domain.dossier import Dossier
from app.domain.monitored import Monitored
from app.reports import progress_report
from app.reports.material import Material
from app.reports.progress_report import ProgressPaper
from app.services.carrying_out import carrying_rows
from app.services.corrective_actions import action_rows
from app.services.evidence import evidence_of
from app.services.indicator_readings import monitored_goals
from app.services.monitoring import statistics_of
from app.services.programme_reviews import reviews_of
from app.services.reminders import programme_plan
from app.storage.unit import Unit
from app.wording import language, speaking

if TYPE_CHECKING:
    from app.services.papers import Occasion

Progress = Callable[[float], None]


def monitored_of(unit: Unit, cycle_id: str, today: date) -> Monitored:
    """The programme of a cycle under way, as of today, in the language in use."""
    tasks = carrying_rows(unit, cycle_id, today)
    return Monitored(
        on=today,
        plan=programme_plan(unit, cycle_id),
        tasks=tuple(tasks),
        goals=tuple(monitored_goals(unit, cycle_id, today)),
        statistics=statistics_of(unit, cycle_id, today),
        actions=tuple(action_rows(unit, cycle_id, today)),
        reviews=reviews_of(unit, cycle_id),
        evidence={each.task.id: tuple(evidence_of(unit, "tasks", each.task.id)) for each in tasks if each.evidence},
    )


def progress_paper(unit: Unit, dossier: Dossier, today: date, spoken: str = "") -> ProgressPaper:
    spoken = spoken or language()
    with speaking(spoken):
        return ProgressPaper(
            monitored=monitored_of(unit, dossier.cycle.id, today),
            material=Material(dossier=dossier, as_of=today, language=spoken),
        )


def progress_document(paper: ProgressPaper) -> Document:
    with speaking(paper.material.language):
        return progress_report.build(paper)


def write_progress(occasion: Occasion, path: Path, progress: Progress | None = None) -> Path:
    """The progress report at this path: a PDF, or its figures as a workbook."""
    paper = _paper(occasion)
    if path.suffix.lower() == ".xlsx":
        from app.reports.excel import write_workbook
        from app.reports.progress_workbook import build

        with speaking(occasion.spoken):
            return write_workbook(build(paper), path, progress)
    from app.reports.pdf import write_pdf

    return write_pdf(progress_document(paper), path, progress)


def write_assignment_plan(occasion: Occasion, path: Path, progress: Progress | None = None) -> Path:
    """The detailed plan with who does what, as a workbook to be filled in."""
    from app.reports.assignment_plan import build
    from app.reports.excel import write_workbook

    paper = _paper(occasion)
    with speaking(occasion.spoken):
        return write_workbook(build(paper), path, progress)


def _paper(occasion: Occasion) -> ProgressPaper:
    """Read once for all papers of one going."""
    kept = occasion.kept.get("progress")
    if not isinstance(kept, ProgressPaper):
        day = occasion.today or occasion.day
        kept = occasion.read(lambda unit: progress_paper(unit, occasion.dossier, day, occasion.spoken))
        occasion.kept["progress"] = kept
    return kept
