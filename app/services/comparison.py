"""Last year beside this year: every question, instrument and finding of the last cycle, and what has become of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.answers import Answer, is_answered
from app.domain.findings import Finding, finding_code
from app.domain.floor import SIGHTING_WORDS, Sighting
from app.domain.forms.definition import Question
from app.domain.forms.filling import Filling
from app.domain.instruments import Instrument
from app.domain.judged import called
from app.domain.proposals import SEVERITY_WORDS
from app.domain.sites import Cycle
from app.formats import fold
from app.services import cycles
from app.services.finding_survivor import survivor
from app.services.survey import NOT_APPLICABLE, answers_of, open_form
from app.services.survey_states import level_of
from app.services.typed_values import as_shown
from app.storage.unit import Unit
from app.wording import _

UNSEEN, WORSE, BETTER, SAME, NEW = "unseen", "worse", "better", "same", "new"

_TROUBLE = {"seen": 0, "new": 0, "moved": 1, "label_wrong": 2, "damaged": 3, "not_seen": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One thing then and now. kind: questions, instruments or findings; then, now: in words, "" where there is nothing.

    verdict: unseen (not looked at again), worse, better, same or new (not there in the last cycle). page, target: where
    it is now.
    """

    kind: str
    key: str
    code: str
    title: str
    then: str
    now: str
    verdict: str
    page: str
    target: str
    searchable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """rows: questions in the order of the form, then instruments, then findings. walked: the floor was walked."""

    previous: Cycle
    rows: tuple[Compared, ...]
    walked: bool

    def count(self, verdict: str, kind: str = "") -> int:
        return sum(each.verdict == verdict and kind in ("", each.kind) for each in self.rows)


def compare_cycles(unit: Unit, cycle_id: str, language: str = "vi") -> Comparison | None:
    """None in the first cycle."""
    previous = cycles.previous_cycle(unit, cycle_id)
    if previous is None:
        return None
    left = cycles.not_looked_at(unit, cycle_id)
    rows = [
        *_questions(unit, cycle_id, language),
        *_instruments(unit, cycle_id, previous, frozenset(left.instruments)),
        *_findings(unit, cycle_id),
    ]
    return Comparison(previous=previous, rows=tuple(rows), walked=left.seen_any)


def verdict_of_levels(then: int | None, now: int | None) -> str:
    """How a level moved; same where either is not known."""
    if then is None or now is None or then == now:
        return SAME
    return WORSE if now < then else BETTER


def _questions(unit: Unit, cycle_id: str, language: str) -> list[Compared]:
    """The level questions that are asked now or were answered then."""
    filling = open_form(unit, cycle_id, "survey", language)
    before = cycles.answers_before(unit, cycle_id, "survey")
    now = answers_of(unit, cycle_id, "survey")
    rows: list[Compared] = []
    for question in filling.form.questions():
        old = before.get(question.name)
        if question.is_level and is_answered(old) and old is not None:
            rows.append(_question(filling, question, old, now.get(question.path)))
    return rows


def _question(filling: Filling, question: Question, old: Answer, new: Answer | None) -> Compared:
    verdict = verdict_of_levels(level_of(question, old), level_of(question, new)) if is_answered(new) else UNSEEN
    title = filling.label(question.path)
    return Compared(
        kind="questions",
        key=question.path,
        code=question.code,
        title=title,
        then=answer_words(question, old),
        now=answer_words(question, new),
        verdict=verdict,
        page="survey",
        target=question.path,
        searchable=fold(f"{question.code} {title} {old.note}"),
    )


def answer_words(question: Question, answer: Answer | None) -> str:
    """An answer in a word or two; "" where there is none."""
    if answer is None or not is_answered(answer):
        return ""
    if answer.status == NOT_APPLICABLE:
        return _("không áp dụng")
    level = level_of(question, answer)
    return _("mức {level}", level=level) if level else as_shown(question.type, answer.value)


def _instruments(unit: Unit, cycle_id: str, previous: Cycle, unseen: frozenset[str]) -> list[Compared]:
    """Those that were carried over and are overlooked, or that were found in another state than then."""
    then = {each.instrument_id: each for each in unit.sightings.all(cycle_id=previous.id)}
    now = {each.instrument_id: each for each in unit.sightings.all(cycle_id=cycle_id)}
    carried = {each.instrument_id for each in unit.listings.all(cycle_id=cycle_id, source=cycles.PREVIOUS)}
    rows: list[Compared] = []
    for each in unit.instruments.all(kind="instrument"):
        if each.id in unseen or each.id in now:
            rows.append(_instrument(each, then.get(each.id), now.get(each.id), each.id in carried))
    return rows


def _instrument(instrument: Instrument, then: Sighting | None, now: Sighting | None, carried: bool) -> Compared:
    if now is None:
        verdict = UNSEEN
    elif not carried:
        verdict = NEW
    else:
        trouble = _TROUBLE[now.state] - (_TROUBLE[then.state] if then else 0)
        verdict = WORSE if trouble > 0 else BETTER if trouble < 0 else SAME
    return Compared(
        kind="instruments",
        key=instrument.id,
        code=called(instrument),
        title=instrument.name,
        then=_(SIGHTING_WORDS[then.state]) if then else _("có trong danh mục") if carried else "",
        now=_(SIGHTING_WORDS[now.state]) if now else "",
        verdict=verdict,
        page="instruments",
        target=instrument.id,
        searchable=fold(f"{instrument.code} {instrument.serial} {instrument.name} {instrument.location}"),
    )


def _findings(unit: Unit, cycle_id: str) -> list[Compared]:
    successors = {
        before.id: survivor(unit, each)
        for each in unit.findings.all(cycle_id=cycle_id)
        if (before := cycles.finding_before(unit, each)) is not None
    }
    return [_finding(each, successors.get(each.id)) for each in cycles.findings_before(unit, cycle_id)]


def _finding(then: Finding, now: Finding | None) -> Compared:
    """A dismissed successor says that it was looked at and is no finding any more."""
    if now is None:
        words, verdict = "", UNSEEN
    elif now.state == "dismissed":
        words, verdict = _("không còn"), BETTER
    else:
        words, verdict = _("lặp lại: {code}", code=finding_code(now)), SAME
    return Compared(
        kind="findings",
        key=then.id,
        code=finding_code(then),
        title=then.title,
        then=_(SEVERITY_WORDS[then.severity]),
        now=words,
        verdict=verdict,
        page="findings",
        target=now.id if now else "",
        searchable=fold(f"{finding_code(then)} {then.title}"),
    )
