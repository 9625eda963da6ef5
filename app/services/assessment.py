"""Gathers the assessment report: scores with the last cycle beside, findings with evidence and gap, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from app.domain.document import Document
from app.domain.dossier import Dossier
from app.domain.findings import Finding
from app.domain.metrology.calibration_status import State
from app.domain.scores import Rated, SubjectScore
from app.reports import assessment as report
from app.reports.assessed import AssessedFinding, AssessedSubject, Assessment, Gap, Since
from app.reports.evaluated import Evaluated
from app.reports.material import Material
from app.services import comparison, reporting
from app.services.analysis import Analysis, analyse
from app.services.evaluation_report import evaluated_of
from app.services.thread_knots import Knot, knots_of
from app.storage.unit import Unit
from app.wording import _, language, speaking

Progress = Callable[[float], None]
SOURCES = ("answers", "processes", "instruments", "studies", "evaluations")
MOST_NAMED = 6


def assessment_of(
    unit: Unit, cycle_id: str, as_of: date, spoken: str = "", dossier: Dossier | None = None
) -> Assessment:
    """Everything of a cycle as of a date, worded in a language. dossier: where it was gathered already."""
    spoken = spoken or language()
    with speaking(spoken):
        dossier = dossier or reporting.gather_dossier(unit, cycle_id, pictures=False)
        material = reporting.material_of(dossier, as_of, spoken)
        analysis = analyse(unit, cycle_id, as_of)
        evaluated = evaluated_of(dossier)
        answers = _answers(unit, material)
        findings = [_finding(unit, material, each, evaluated, answers) for each in material.findings]
        return Assessment(
            material=material,
            subjects=[_subject(material, each, analysis, findings) for each in material.subjects],
            findings=findings,
            evaluated=evaluated,
            since=_since(unit, cycle_id, spoken, analysis),
            gaps=[*_gaps(material, evaluated, findings), *_undecided(analysis)],
            open_proposals=len(analysis.proposals),
        )


def assessment_document(assessment: Assessment) -> Document:
    """The report as it is shown and printed, in the language it was gathered in."""
    with speaking(assessment.material.language):
        return report.build(assessment)


def write_assessment(assessment: Assessment, path: Path, progress: Progress | None = None) -> Path:
    """The report at this path: a PDF, or with .xlsx a workbook."""
    if path.suffix.lower() == ".xlsx":
        from app.reports.assessment_workbook import build
        from app.reports.excel import write_workbook

        with speaking(assessment.material.language):
            return write_workbook(build(assessment), path, progress)
    from app.reports.pdf import write_pdf

    return write_pdf(assessment_document(assessment), path, progress)


def _subject(
    material: Material, score: SubjectScore, analysis: Analysis, findings: Sequence[AssessedFinding]
) -> AssessedSubject:
    asked = [each for each in material.rated if each.subject == score.subject and each.applicable]
    total = sum(_weight(each) for each in material.rated if each.applicable)
    own = sum(map(_weight, asked))
    answered = [each for each in asked if each.level is not None]
    ordered = sorted(answered, key=lambda each: (-_weight(each), each.code))
    return AssessedSubject(
        score=score,
        weight=own,
        share=Decimal(own) / total if total else Decimal(0),
        previous=analysis.previous.get(score.subject),
        strong=tuple(each for each in ordered if not each.gap),
        weak=tuple(sorted((each for each in answered if each.gap), key=lambda each: (-each.pull, each.code))),
        proven=sum(bool(each.answer_id) and material.evidence_of("answers", each.answer_id) > 0 for each in answered),
        findings=tuple(each for each in findings if each.finding.subject == score.subject),
    )


def _weight(each: Rated) -> int:
    return each.weight or 1


# ---- findings


def _answers(unit: Unit, material: Material) -> dict[str, Knot]:
    """The answers that findings rest on, read at once: each reading would open the survey form again."""
    ids = dict.fromkeys(
        id
        for finding in material.findings
        for kind, id in material.neighbours.get(("findings", finding.id), ())
        if kind == "answers"
    )
    return {each.id: each for each in knots_of(unit, "answers", list(ids))}


def _finding(
    unit: Unit, material: Material, finding: Finding, evaluated: Sequence[Evaluated], answers: Mapping[str, Knot]
) -> AssessedFinding:
    ends = material.neighbours.get(("findings", finding.id), ())
    sources = {kind: [id for each, id in ends if each == kind] for kind in (*SOURCES, "evidence")}
    return AssessedFinding(
        finding=finding,
        evidence=_evidence(unit, sources, answers),
        gap=_gap(material, finding, sources, evaluated),
        goals=material.traces("findings", finding.id, "goals"),
    )


def _evidence(unit: Unit, sources: dict[str, list[str]], answers: Mapping[str, Knot]) -> str:
    """What the finding rests on, by code and name; photos and papers as their number."""
    knots: list[Knot] = [answers[id] for id in sources["answers"] if id in answers]
    for kind in SOURCES[1:]:
        if sources[kind]:
            knots += knots_of(unit, kind, sources[kind])
    told = [_told(each) for each in knots[:MOST_NAMED]]
    if len(knots) > MOST_NAMED:
        told.append(_("và {n} nguồn nữa", n=len(knots) - MOST_NAMED))
    if sources["evidence"]:
        told.append(_("{n} ảnh, tài liệu kèm theo", n=len(sources["evidence"])))
    return "; ".join(told)


def _told(knot: Knot) -> str:
    """Code and name; the words of a question are left out, as the finding cites them."""
    words = knot.code if knot.kind == "answers" else f"{knot.code} {knot.title}".strip()
    return f"{words} ({knot.note})" if knot.note else words


def _gap(material: Material, finding: Finding, sources: dict[str, list[str]], evaluated: Sequence[Evaluated]) -> str:
    """What is missing to what is required: levels of the answers, verdicts of the evaluations, or the rule."""
    answers = set(sources["answers"])
    told = [
        _("câu {code}: mức {level}, cần mức {required}", code=each.code, level=each.level, required=each.required)
        for each in material.rated
        if each.answer_id in answers and each.gap
    ]
    told += [each.sentence for each in evaluated if each.evaluation.id in sources["evaluations"]]
    return in_one(told[:MOST_NAMED]) or finding.rule


def in_one(sentences: Sequence[str]) -> str:
    """Sentences as parts of one. A symbol stays as it is: "m = 25.06 kg" is a mass, "M" something else."""
    words = "; ".join(each.removesuffix(".") for each in sentences)
    return words[:1].upper() + words[1:] if words[1:2].isalpha() else words


# ---- the last cycle


def _since(unit: Unit, cycle_id: str, spoken: str, analysis: Analysis) -> Since | None:
    compared = comparison.compare_cycles(unit, cycle_id, spoken)
    if compared is None:
        return None
    findings = [each for each in compared.rows if each.kind == "findings"]
    return Since(
        name=compared.previous.name,
        overall=analysis.previous_overall,
        better=compared.count(comparison.BETTER, "questions"),
        worse=compared.count(comparison.WORSE, "questions"),
        same=compared.count(comparison.SAME, "questions"),
        unseen=compared.count(comparison.UNSEEN, "questions"),
        repeated=tuple((each.code, each.title) for each in findings if each.verdict == comparison.SAME),
        closed=sum(each.verdict == comparison.BETTER for each in findings),
        waiting=sum(each.verdict == comparison.UNSEEN for each in findings),
    )


# ---- what was not assessed


def _gaps(material: Material, evaluated: Sequence[Evaluated], findings: Sequence[AssessedFinding]) -> Iterator[Gap]:
    yield from _survey_gaps(material)
    yield from _register_gaps(material)
    yield from _measuring_gaps(material, evaluated)
    lacking: dict[str, list[str]] = {}
    for each in findings:
        for words in each.lacks:
            lacking.setdefault(words, []).append(each.code)
    for words, codes in lacking.items():
        told = _("Chưa ghi {lack}: {n} phát hiện ({codes}).", lack=words, n=len(codes), codes=_some(codes))
        yield Gap(where=_("Phát hiện"), what=told)


def _survey_gaps(material: Material) -> Iterator[Gap]:
    for each in material.subjects:
        where = _("{number}. {title}", number=each.subject, title=each.title)
        if each.score is None:
            yield Gap(where=where, what=each.reason)
        elif each.unanswered:
            yield Gap(where=where, what=_("Còn {n} câu chưa trả lời.", n=len(each.unanswered)))


def _register_gaps(material: Material) -> Iterator[Gap]:
    where = _("Danh mục phương tiện đo")
    seen = {each.instrument_id for each in material.dossier.sightings}
    unseen = sum(each.instrument.id not in seen for each in material.judged)
    if material.judged and not seen:
        yield Gap(where=where, what=_("Chưa đi xem tại chỗ phương tiện đo nào."))
    elif unseen:
        yield Gap(where=where, what=_("{n} phương tiện đo chưa được xem tại chỗ.", n=unseen))
    if count := material.counts.get(State.NO_EVIDENCE, 0):
        yield Gap(where=where, what=_("{n} phương tiện đo không có hồ sơ hiệu chuẩn để kết luận.", n=count))
    if material.law_is_open:
        yield Gap(
            where=_("Căn cứ pháp luật"),
            what=_("Danh mục nhóm 2 chưa đối chiếu với bản ký; kết luận về nhóm 2 chỉ để tham khảo."),
        )


def _measuring_gaps(material: Material, evaluated: Sequence[Evaluated]) -> Iterator[Gap]:
    where = _("Đánh giá phép đo")
    served = {each.evaluation.process_id for each in evaluated if each.result}
    left = [each for each in material.dossier.processes if each.id not in served]
    if left:
        names = _some(each.code or each.name for each in left)
        yield Gap(where=where, what=_("{n} quá trình đo chưa có đánh giá nào: {names}.", n=len(left), names=names))
    waiting = [each.code for each in evaluated if each.result is None]
    if waiting:
        yield Gap(where=where, what=_("Chưa tính: {names}.", names=_some(waiting)))
    unsure = [
        each.code
        for each in evaluated
        if each.result and each.result.verdict.state == "none" and each.calculation and each.calculation.judges
    ]
    if unsure:
        yield Gap(where=where, what=_("Chưa đủ căn cứ để kết luận: {names}.", names=_some(unsure)))
    if not any(each.calculation and each.calculation.method == "M20" for each in evaluated):
        yield Gap(where=_("Thiệt hại"), what=_("Chưa tính thiệt hại bằng tiền cho quá trình đo nào."))


def _undecided(analysis: Analysis) -> Iterator[Gap]:
    if analysis.proposals:
        yield Gap(
            where=_("Phát hiện"), what=_("{n} đề xuất phát hiện chưa được quyết định.", n=len(analysis.proposals))
        )


def _some(names: Iterable[str]) -> str:
    every = list(names)
    return ", ".join(every[:MOST_NAMED]) + ("…" if len(every) > MOST_NAMED else "")
