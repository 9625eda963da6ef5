"""What should not be forgotten before leaving the factory: checks, the worst first, each with its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.errors import UserError
from app.domain.findings import finding_code
from app.domain.judged import called
from app.domain.metrology.calibration_status import State
from app.formats import show_number
from app.services.analysis import analyse, judge_register
from app.services.survey import answers_of, evidence_counts, open_form
from app.services.survey_states import asked_questions, lacks_evidence, question_state
from app.storage.unit import Unit
from app.wording import _

MUST, SHOULD, DONE = "bad", "warn", "ok"


@dataclass(frozen=True, slots=True)
class Check:
    """state: bad (must be done), warn (should be), ok. way: what the link says; page and target: where it leads."""

    state: str
    title: str
    detail: str = ""
    way: str = ""
    page: str = ""
    target: str = ""


def leaving_checks(unit: Unit, cycle_id: str, as_of: date) -> tuple[Check, ...]:
    """Every check of this dossier, those that must be done first."""
    found = [
        *_forms(unit, cycle_id),
        *_evidence(unit),
        *_register(unit, as_of),
        *_walk(unit, cycle_id),
        *_analysis(unit, cycle_id, as_of),
    ]
    order = (MUST, SHOULD, DONE)
    return tuple(sorted(found, key=lambda each: order.index(each.state)))


def counts(checks: Iterable[Check]) -> tuple[int, int]:
    """How many must be done, and how many should be."""
    states = [each.state for each in checks]
    return states.count(MUST), states.count(SHOULD)


def _forms(unit: Unit, cycle_id: str) -> Iterator[Check]:
    yield from _required(unit, cycle_id, "survey", _("Khảo sát"), MUST)
    yield from _required(unit, cycle_id, "closing_meeting", _("Họp kết thúc"), MUST)
    yield from _unproven(unit, cycle_id)
    yield from _required(unit, cycle_id, "profile", _("Hồ sơ doanh nghiệp"), SHOULD)


def _required(unit: Unit, cycle_id: str, name: str, title: str, state: str) -> Iterator[Check]:
    """Whether every question that counts is answered: required ones, and all level questions of the survey."""
    try:
        filling = open_form(unit, cycle_id, name)
    except UserError:
        return
    answers = answers_of(unit, cycle_id, name)
    asked = [
        each
        for each in asked_questions(filling)
        if filling.relevant(each.path) and (filling.required(each.path) or each.is_level)
    ]
    open_ones = [each for each in asked if question_state(each, answers.get(each.path)) == "todo"]
    done, total = len(asked) - len(open_ones), len(asked)
    count = _("{form}: {done}/{total} câu phải trả lời", form=title, done=done, total=total)
    if open_ones:
        left = _("Còn {n} câu chưa trả lời", n=len(open_ones))
        yield Check(state, left, count, _("Trả lời tiếp"), name, open_ones[0].path)
    else:
        yield Check(DONE, _("Đã trả lời đủ"), count)


def _unproven(unit: Unit, cycle_id: str) -> Iterator[Check]:
    try:
        filling = open_form(unit, cycle_id, "survey")
    except UserError:
        return
    answers = answers_of(unit, cycle_id, "survey")
    evidence = evidence_counts(unit, answers)
    lacking = [
        each
        for each in asked_questions(filling)
        if filling.relevant(each.path) and lacks_evidence(each, answers.get(each.path), evidence.get(each.path, 0))
    ]
    if lacking:
        yield Check(
            SHOULD,
            _("{n} câu mức 4–5 thiếu bằng chứng", n=len(lacking)),
            _("Câu {codes}", codes=_few(each.code for each in lacking)),
            _("Đến câu này"),
            "survey",
            lacking[0].path,
        )


def _evidence(unit: Unit) -> Iterator[Check]:
    every = unit.evidence.all()
    if not every:
        return
    linked = {end for link in unit.links.all() for end in (link.from_id, link.to_id)}
    loose = [each for each in every if each.id not in linked]
    if not loose:
        yield Check(DONE, _("Mọi bằng chứng đã được gắn"), show_number(len(every)))
        return
    yield Check(
        MUST,
        _("{n} ảnh, tệp chưa gắn", n=len(loose)),
        _("Gắn vào câu hỏi, phương tiện đo: {names}", names=_few(each.name for each in loose)),
        _("Đến bằng chứng"),
        "evidence",
        "loose",
    )


def _register(unit: Unit, as_of: date) -> Iterator[Check]:
    judged = judge_register(unit, as_of)
    wrong = [each.instrument for each in judged if each.status.state == State.DATA_ERROR]
    if wrong:
        title = _("{n} phương tiện đo có ngày ghi sai", n=len(wrong))
        yield Check(SHOULD, title, _few(map(called, wrong)), _("Đến dòng"), "instruments", wrong[0].id)
    loose = [each.instrument for each in judged if each.legal.applies is None and each.status.counts]
    if loose:
        title = _("{n} phương tiện đo chưa rõ nhóm", n=len(loose))
        yield Check(SHOULD, title, _few(map(called, loose)), _("Đến dòng"), "instruments", loose[0].id)
    if not judged:
        yield Check(MUST, _("Danh mục chưa có phương tiện đo nào"), "", _("Nhập danh mục"), "instruments")
    elif not wrong and not loose:
        count = _("{n} phương tiện đo", n=show_number(len(judged)))
        yield Check(DONE, _("Danh mục đã rõ nhóm, ngày ghi đúng"), count)


def _walk(unit: Unit, cycle_id: str) -> Iterator[Check]:
    """What the floor walk has not looked for yet; a walk that was never begun is said too."""
    seen = {each.instrument_id for each in unit.sightings.all(cycle_id=cycle_id)}
    wanted = [each for each in unit.instruments.all(kind="instrument") if each.status != "out_of_service"]
    left = [each for each in wanted if each.id not in seen]
    if left:
        title = _("{n} phương tiện đo chưa xem tại hiện trường", n=show_number(len(left)))
        yield Check(SHOULD, title, _few(map(called, left)), _("Đi hiện trường"), "floor")
    elif wanted:
        yield Check(DONE, _("Đã xem mọi phương tiện đo tại hiện trường"), show_number(len(wanted)))


def _analysis(unit: Unit, cycle_id: str, as_of: date) -> Iterator[Check]:
    analysis = analyse(unit, cycle_id, as_of)
    if analysis.proposals:
        title = _("{n} đề xuất chưa quyết định", n=len(analysis.proposals))
        first = analysis.proposals[0]
        yield Check(SHOULD, title, first.title, _("Xem đề xuất"), "analysis", first.key)
    without = [each.finding for each in analysis.findings if not each.goals]
    if without:
        title = _("{n} phát hiện chưa gắn mục tiêu", n=len(without))
        yield Check(SHOULD, title, _few(map(finding_code, without)), _("Đặt mục tiêu"), "goals", without[0].id)
    elif analysis.findings:
        yield Check(DONE, _("Mọi phát hiện đã gắn mục tiêu"), show_number(len(analysis.findings)))


def _few(names: Iterable[str], shown: int = 3) -> str:
    every = list(names)
    first = ", ".join(every[:shown])
    return first if len(every) <= shown else _("{first} và {n} mục khác", first=first, n=len(every) - shown)
