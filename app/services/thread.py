"""The thread: clause, answer or instrument, evidence, finding, goal; walked from any of its knots, both ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app import wording
from app.domain.errors import UserError
from app.domain.findings import Finding, finding_code
from app.domain.forms.filling import Filling
from app.domain.goals import Goal, goal_code
from app.domain.judged import called
from app.domain.proposals import SEVERITY_STATES, SEVERITY_WORDS
from app.formats import show_date, show_number
from app.services.survey import open_form
from app.storage.unit import Unit
from app.wording import _

ORDER = ("clauses", "answers", "instruments", "evidence", "findings", "goals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """One knot of the thread. kind: a word of ORDER; code: "PH-07", "5.2.4", "MT-03"; note: state in a word or two.

    target: what a page needs to show it (the path of a question, else the record's id).
    """

    kind: str
    id: str
    code: str
    title: str
    note: str = ""
    state: str = "none"
    target: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """All knots that hang together with one record, in the order of the thread."""

    knots: tuple[Knot, ...]

    def of(self, kind: str) -> tuple[Knot, ...]:
        return tuple(each for each in self.knots if each.kind == kind)


def thread_of(unit: Unit, kind: str, id: str) -> Thread:
    """The thread of a goal, finding, answer, instrument or piece of evidence.

    Upwards to the clauses and downwards to the goals; not sideways into what else these hang on, so a thread stays
    the thread of the record it was asked for.
    """
    links = [(each.from_kind, each.from_id, each.to_kind, each.to_id) for each in unit.links.all()]
    ends = [*links, *((to_kind, to_id, kind_, id_) for kind_, id_, to_kind, to_id in links)]

    def joined(ids: Iterable[tuple[str, str]], kinds: tuple[str, ...]) -> list[tuple[str, str]]:
        start = set(ids)
        return list(dict.fromkeys((k, i) for fk, fi, k, i in ends if (fk, fi) in start and k in kinds))

    start = [(kind, id)]
    if kind == "goals":
        findings = joined(start, ("findings",))
    elif kind == "findings":
        findings = start
    else:
        held = start if kind != "evidence" else [*start, *joined(start, ("answers", "instruments"))]
        findings = joined(held, ("findings",))
    goals = start if kind == "goals" else joined(findings, ("goals",))
    sources = [*joined(findings, ("answers", "instruments"))]
    if kind in ("answers", "instruments"):
        sources = start
    evidence = start if kind == "evidence" else joined([*sources, *findings], ("evidence",))
    return Thread(tuple(_knots(unit, findings, sources, evidence, goals)))


def _knots(
    unit: Unit,
    findings: list[tuple[str, str]],
    sources: list[tuple[str, str]],
    evidence: list[tuple[str, str]],
    goals: list[tuple[str, str]],
) -> Iterable[Knot]:
    found = [each for each in (unit.findings.find(id) for _kind, id in findings) if each and each.state != "dismissed"]
    found.sort(key=lambda each: each.number)
    for clause in dict.fromkeys(each.clause for each in found if each.clause):
        yield Knot(kind="clauses", id=clause, code=_("Điều khoản"), title=clause)
    yield from _answer_knots(unit, [id for kind, id in sources if kind == "answers"])
    yield from _instrument_knots(unit, [id for kind, id in sources if kind == "instruments"])
    for _kind, id in evidence:
        if piece := unit.evidence.find(id):
            title = piece.note or piece.name
            yield Knot(
                kind="evidence", id=id, code=_("Bằng chứng"), title=title, note=_taken(piece.taken_at), target=id
            )
    for finding in found:
        yield finding_knot(finding)
    for _kind, id in goals:
        if goal := unit.goals.find(id):
            yield goal_knot(goal)


def _taken(moment: datetime | None) -> str:
    return show_date(moment.astimezone().date()) if moment else ""


def finding_knot(finding: Finding) -> Knot:
    return Knot(
        kind="findings",
        id=finding.id,
        code=finding_code(finding),
        title=finding.title,
        note=_(SEVERITY_WORDS[finding.severity]),
        state=SEVERITY_STATES[finding.severity],
        target=finding.id,
    )


def goal_knot(goal: Goal) -> Knot:
    """The goal with its way: "50 % → 100 %"."""
    now = show_number(goal.baseline) if goal.baseline is not None else _("chưa đo")
    then = show_number(goal.target) if goal.target is not None else "—"
    way = _("{now} → {then} {unit}", now=now, then=then, unit=goal.unit).strip()
    note = show_date(goal.due_on)
    return Knot(kind="goals", id=goal.id, code=goal_code(goal), title=way, note=note, target=goal.id)


def _answer_knots(unit: Unit, ids: list[str]) -> Iterable[Knot]:
    answers = [each for each in (unit.answers.find(id) for id in ids) if each]
    fillings: dict[tuple[str, str], Filling | None] = {}
    for answer in answers:
        key = (answer.cycle_id, answer.form)
        if key not in fillings:
            fillings[key] = _filling(unit, *key)
        filling = fillings[key]
        known = filling is not None and filling.form.has_question(answer.question)
        code = filling.form.question(answer.question).code if filling and known else ""
        title = filling.label(answer.question) if filling and known else answer.question
        level = answer.value if answer.value in ("1", "2", "3", "4", "5") else ""
        yield Knot(
            kind="answers",
            id=answer.id,
            code=_("Câu {code}", code=code) if code else _("Câu trả lời"),
            title=title,
            note=_("mức {level}", level=level) if level else "",
            state="bad" if level in ("1", "2") else "part" if level == "3" else "ok" if level else "none",
            target=answer.question,
        )


def _filling(unit: Unit, cycle_id: str, form: str) -> Filling | None:
    try:
        return open_form(unit, cycle_id, form, wording.language())
    except UserError:
        return None


def _instrument_knots(unit: Unit, ids: list[str]) -> Iterable[Knot]:
    """Up to three by name; more are one knot with their number, so that a thread stays readable."""
    found = [each for each in (unit.instruments.find(id) for id in ids) if each]
    if len(found) <= 3:
        for each in found:
            yield Knot(kind="instruments", id=each.id, code=called(each), title=each.name, target=each.id)
        return
    yield Knot(
        kind="instruments",
        id=found[0].id,
        code=_("{n} phương tiện đo", n=len(found)),
        title=_("{names} và {rest} cái khác", names=", ".join(map(called, found[:3])), rest=len(found) - 3),
        target=",".join(each.id for each in found),
    )
