"""The effect report as papers: PDF, Word and Excel, and its preview; all of one day and one set of facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.document import Document
from app.domain.dossier import Dossier
from app.reports import effect_report as report
from app.reports.effect_report import EffectPaper
from app.reports.material import Material
from app.services import reporting
from app.services.effect_report import effect_report_of
from app.storage.unit import Unit
from app.wording import language, speaking

if TYPE_CHECKING:
    from app.services.papers import Occasion

Progress = Callable[[float], None]
ADDRESSEE = "paper.effect_to"


def effect_paper(unit: Unit, dossier: Dossier, as_of: date, spoken: str = "") -> EffectPaper:
    """What the report is made from, as of a day, in the language in use or another one."""
    spoken = spoken or language()
    with speaking(spoken):
        return EffectPaper(
            report=effect_report_of(unit, dossier.cycle.id, as_of),
            material=Material(dossier=dossier, as_of=as_of, language=spoken),
            addressee=next((each.value.strip() for each in dossier.settings if each.name == ADDRESSEE), ""),
        )


def effect_document(paper: EffectPaper) -> Document:
    with speaking(paper.material.language):
        return report.build(paper)


def effect_preview(unit: Unit, cycle_id: str, as_of: date) -> bytes:
    """The PDF in memory, in the language in use."""
    dossier = reporting.gather_dossier(unit, cycle_id, pictures=False)
    return reporting.preview(effect_document(effect_paper(unit, dossier, as_of)))


def write_effect(occasion: Occasion, path: Path, progress: Progress | None = None) -> Path:
    """The report at this path: by its ending a PDF, a Word file or a workbook."""
    day = occasion.today or occasion.day
    paper = occasion.read(lambda unit: effect_paper(unit, occasion.dossier, day, occasion.spoken))
    match path.suffix.lower():
        case ".xlsx":
            from app.reports.effect_workbook import build
            from app.reports.excel import write_workbook

            with speaking(occasion.spoken):
                return write_workbook(build(paper), path, progress)
        case ".docx":
            from app.reports.word import GENERAL, shipped_template, word_paper, write_word

            return write_word(word_paper(effect_document(paper)), path, shipped_template(GENERAL))
    from app.reports.pdf import write_pdf

    return write_pdf(effect_document(paper), path, progress)
