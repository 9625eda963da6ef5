"""Gathering a dossier and turning it into papers: the checklist, the summary, and the same summary as a preview.

The writers are imported when the first report is made: openpyxl and reportlab would slow every start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.answers import Answer
from app.domain.document import Document
from app.domain.dossier import Dossier
from app.domain.errors import UserError
from app.domain.forms.filling import Filling
from app.domain.forms.xforms import read_xform
from app.domain.judged import Judged
from app.domain.sites import Setting
from app.formats import read_date, tidy
from app.reports import checklist, summary
from app.reports.material import Material, revision_code
from app.services.analysis import rated_questions
from app.services.dossiers import current_cycle, set_setting, the_site
from app.services.evidence import picture_of
from app.services.inventory import done_by, judge
from app.services.register_then import instruments_of
from app.storage.unit import Unit
from app.wording import _, language, speaking

Progress = Callable[[float], None]


def gather_dossier(unit: Unit, cycle_id: str | None = None, *, pictures: bool = True) -> Dossier:
    """Everything the reports need of one cycle, read at one moment. pictures: with each photo as it is shown."""
    cycle = unit.cycles.get(cycle_id) if cycle_id else current_cycle(unit)
    evidence = tuple(unit.evidence.all())
    photos = [each for each in evidence if each.media_type.startswith("image/")] if pictures else []
    return Dossier(
        site=the_site(unit),
        cycle=cycle,
        steps=tuple(unit.steps.all(cycle_id=cycle.id)),
        forms=tuple(unit.forms.all(cycle_id=cycle.id)),
        answers=tuple(unit.answers.all(cycle_id=cycle.id)),
        instruments=tuple(instruments_of(unit, cycle.id)),
        calibrations=tuple(unit.calibrations.all()),
        calibration_points=tuple(unit.calibration_points.all()),
        sightings=tuple(unit.sightings.all(cycle_id=cycle.id)),
        listings=tuple(unit.listings.all(cycle_id=cycle.id)),
        processes=tuple(unit.processes.all()),
        people=tuple(unit.people.all()),
        procedures=tuple(unit.procedures.all()),
        environment=tuple(unit.environment.all()),
        **_measured(unit, cycle.id),
        findings=tuple(unit.findings.all(cycle_id=cycle.id)),
        goals=tuple(unit.goals.all(cycle_id=cycle.id)),
        **_planned(unit, cycle.id),
        links=tuple(unit.links.all()),
        evidence=evidence,
        settings=tuple(unit.settings.all()),
        pictures={each.sha256: picture_of(unit, each) for each in photos},
        revision=unit.revision,
        fingerprint=unit.fingerprint(),
    )


def _measured(unit: Unit, cycle_id: str) -> Mapping[str, tuple[Any, ...]]:
    """What was measured, heard and shared out in this cycle."""
    studies, interviews = unit.studies.all(cycle_id=cycle_id), unit.interviews.all(cycle_id=cycle_id)
    return {
        "studies": tuple(studies),
        "readings": tuple(reading for each in studies for reading in unit.readings.all(study_id=each.id)),
        "evaluations": tuple(unit.evaluations.all(cycle_id=cycle_id)),
        "interviews": tuple(interviews),
        "statements": tuple(said for each in interviews for said in unit.statements.all(interview_id=each.id)),
        "assignments": tuple(unit.assignments.all(cycle_id=cycle_id)),
    }


def _planned(unit: Unit, cycle_id: str) -> Mapping[str, tuple[Any, ...]]:
    """The programme of this cycle: what it shall bring, who does what with which means, and how it went."""
    tasks, goals = unit.tasks.all(cycle_id=cycle_id), unit.goals.all(cycle_id=cycle_id)
    solutions = unit.solutions.all(cycle_id=cycle_id)
    return {
        "tasks": tuple(tasks),
        "progress_notes": tuple(note for each in tasks for note in unit.progress_notes.all(task_id=each.id)),
        "solutions": tuple(solutions),
        "alternatives": tuple(way for each in solutions for way in unit.alternatives.all(solution_id=each.id)),
        "indicator_readings": tuple(read for each in goals for read in unit.indicator_readings.all(goal_id=each.id)),
        **{kind: tuple(getattr(unit, kind).all(cycle_id=cycle_id)) for kind in OF_CYCLE},
    }


OF_CYCLE = (
    "effects",
    "funding",
    "plans",
    "passages",
    "comments",
    "meetings",
    "versions",
    "signatures",
    "corrective_actions",
    "review_items",
)


def material_of(dossier: Dossier, as_of: date, spoken: str = "") -> Material:
    """The dossier with all that is computed of it as of a date, in the language in use."""
    spoken = spoken or language()
    answers: dict[str, dict[str, Answer]] = {}
    for each in dossier.answers:
        answers.setdefault(each.form, {})[each.question] = each
    fillings = {
        form.name: Filling(read_xform(form.xform, form.name), _values(answers.get(form.name, {})), language=spoken)
        for form in dossier.forms
    }
    survey = fillings.get("survey")
    return Material(
        dossier=dossier,
        as_of=as_of,
        language=spoken,
        judged=[
            Judged(
                instrument=row.instrument,
                status=row.status,
                legal=row.legal,
                calibrations=done_by(row.calibrations, as_of),
            )
            for row in judge(dossier.measuring_instruments, dossier.calibrations, as_of)
        ],
        rated=rated_questions(survey, answers.get("survey", {})) if survey else (),
        fillings=fillings,
        answers=answers,
    )


def _values(answers: Mapping[str, Answer]) -> dict[str, str]:
    return {path: each.value for path, each in answers.items() if each.value}


def summary_document(dossier: Dossier, as_of: date, spoken: str = "") -> Document:
    """What the summary says, in the window's language or another one; the preview and the PDF both come from it."""
    spoken = spoken or language()
    with speaking(spoken):
        return summary.build(material_of(dossier, as_of, spoken))


def write_summary(
    dossier: Dossier, as_of: date, path: Path, spoken: str = "", progress: Progress | None = None
) -> Path:
    """The summary as a PDF; returns where it lies."""
    from app.reports.pdf import write_pdf

    return write_pdf(summary_document(dossier, as_of, spoken), path, progress)


def preview(document: Document) -> bytes:
    """The PDF of a document in memory."""
    from app.reports.pdf import pdf_bytes

    return pdf_bytes(document)


def write_checklist(
    dossier: Dossier, as_of: date, path: Path, spoken: str = "", progress: Progress | None = None
) -> Path:
    """The Excel checklist of survey and instruments; returns where it lies."""
    from app.reports.excel import write_workbook

    if path.suffix.lower() != ".xlsx":
        raise UserError(_("Tên tệp phiếu kiểm tra phải kết thúc bằng .xlsx: “{name}”.", name=path.name))
    spoken = spoken or language()
    with speaking(spoken):
        workbook = checklist.build(material_of(dossier, as_of, spoken))
        return write_workbook(workbook, path, progress)


def set_paper_setting(unit: Unit, name: str, typed: str) -> Setting:
    """Keep a setting of the papers; a date of signing that is no date raises UserError and changes nothing."""
    value = tidy(typed)
    if name == "paper.signed_on" and value:
        day = read_date(value)
        if day is None:
            raise UserError(_("“{typed}” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 24/11/2026.", typed=value))
        value = day.strftime("%d/%m/%Y")
    return set_setting(unit, name, value)


def as_of_day(dossier: Dossier, today: date) -> date:
    """The day a report is true of: the survey's, or today where none is set."""
    return dossier.cycle.surveyed_on or today


def file_stem(dossier: Dossier, as_of: date) -> str:
    """The beginning of every exported file's name: dossier code and day, no names of people."""
    return f"{Material(dossier=dossier, as_of=as_of).dossier_code}_{as_of:%Y-%m-%d}"


def short_code(dossier: Dossier) -> str:
    """The revision's code, to be compared over the telephone."""
    return revision_code(dossier.fingerprint)
