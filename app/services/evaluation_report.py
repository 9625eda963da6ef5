"""The evaluation report of one evaluation, or of all of a cycle: as a document to look at, as PDF and as workbook."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

from app.domain.document import Document
from app.domain.dossier import Dossier
from app.domain.errors import UserError
from app.domain.evaluations import Evaluation
from app.domain.findings import finding_code, stands
from app.domain.instruments import Instrument
from app.domain.metrology.catalogue import calculations
from app.domain.metrology.given import read_given
from app.domain.studies import study_code
from app.reports import evaluation as report
from app.reports.evaluated import Evaluated
from app.reports.inventory import joined
from app.reports.material import Material
from app.services.evaluation_kept import inputs_of, result_of
from app.wording import _, language, speaking

Progress = Callable[[float], None]


def evaluations_document(dossier: Dossier, as_of: date, spoken: str = "", only: Collection[str] = ()) -> Document:
    """only: keys of evaluations; empty takes all of the cycle."""
    spoken = spoken or language()
    with speaking(spoken):
        material = Material(dossier=dossier, as_of=as_of, language=spoken)
        return report.build(material, evaluated_of(dossier, only))


def write_evaluations(
    dossier: Dossier,
    as_of: date,
    path: Path,
    spoken: str = "",
    progress: Progress | None = None,
    only: Collection[str] = (),
) -> Path:
    """The report at this path: a PDF, or with .xlsx a workbook that holds the raw readings."""
    spoken = spoken or language()
    if path.suffix.lower() == ".xlsx":
        from app.reports.evaluation_workbook import build
        from app.reports.excel import write_workbook

        with speaking(spoken):
            material = Material(dossier=dossier, as_of=as_of, language=spoken)
            return write_workbook(build(material, evaluated_of(dossier, only)), path, progress)
    from app.reports.pdf import write_pdf

    return write_pdf(evaluations_document(dossier, as_of, spoken, only), path, progress)


def evaluated_of(dossier: Dossier, only: Collection[str] = ()) -> list[Evaluated]:
    """Evaluations of the dossier as the reports tell them, by number, in the language in use."""
    chosen = [each for each in dossier.evaluations if not only or each.id in only]
    return [_evaluated(dossier, each) for each in sorted(chosen, key=lambda each: each.number)]


def _evaluated(dossier: Dossier, evaluation: Evaluation) -> Evaluated:
    calculation = calculations().get(evaluation.calculation)
    result = result_of(evaluation)
    given = None
    if calculation is not None:
        try:
            given, _unused = read_given(calculation, inputs_of(evaluation))
        except UserError:
            given = None
    changed = ""
    if calculation is not None and result is not None and result.version != calculation.version:
        changed = _(
            "Tính theo bản {then} của phương pháp; bản hiện nay là {now}, kết quả có thể khác.",
            then=result.version,
            now=calculation.version,
        )
    return Evaluated(
        evaluation=evaluation,
        calculation=calculation,
        result=result,
        given=given,
        about=_about(dossier, evaluation),
        findings=_findings(dossier, evaluation),
        changed=changed,
    )


def _about(dossier: Dossier, evaluation: Evaluation) -> tuple[tuple[str, str], ...]:
    items = []
    instrument = next((each for each in dossier.instruments if each.id == evaluation.instrument_id), None)
    if instrument is not None:
        items.append((_("Phương tiện đo"), _called(instrument)))
    process = next((each for each in dossier.processes if each.id == evaluation.process_id), None)
    if process is not None:
        items.append((_("Quá trình đo"), joined(process.name, process.measured)))
    study = next((each for each in dossier.studies if each.id == evaluation.study_id), None)
    if study is not None:
        items.append((_("Phiếu đo"), joined(study_code(study), study.title)))
    return tuple(items)


def _called(instrument: Instrument) -> str:
    return joined(instrument.code, instrument.name, instrument.location)


def _findings(dossier: Dossier, evaluation: Evaluation) -> str:
    resting = {
        each.from_id
        for each in dossier.links
        if each.from_kind == "findings" and each.to_kind == "evaluations" and each.to_id == evaluation.id
    }
    found = [each for each in dossier.findings if each.id in resting and stands(each)]
    return ", ".join(finding_code(each) for each in sorted(found, key=lambda each: each.number))
