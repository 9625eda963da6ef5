"""The thread: clause, answer, process, instrument, study, reading, evaluation, evidence, finding, goal, task, solution,
effect, reading of the indicator, corrective action; both ways.

Links are kept in the dossier; what a record names itself (a study its instrument, an evaluation its study) counts as a
link too. Of the readings of a study those that are doubted are knots of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.findings import Finding, finding_code, stands
from app.domain.goals import Goal, goal_code
from app.domain.proposals import SEVERITY_STATES, SEVERITY_WORDS, priority_of_finding
from app.formats import show_date, show_number
from app.services.thread_knots import Knot, knots_of
from app.services.thread_plan import PLAN, End, Plan, plan_around, plan_below, plan_knots
from app.storage.unit import Unit
from app.wording import _

__all__ = ["ORDER", "SOURCES", "Knot", "Thread", "finding_knot", "goal_knot", "thread_of"]

ORDER = (
    "clauses",
    "answers",
    "processes",
    "instruments",
    "studies",
    "readings",
    "evaluations",
    "evidence",
    "findings",
    *PLAN,
)
SOURCES = ("answers", "processes", "instruments", "studies", "readings", "evaluations")
"""What a finding may rest on."""
BEHIND = {
    "evaluations": ("studies", "instruments", "processes"),
    "studies": ("readings", "instruments", "processes"),
}
"""What stands behind a source, and is shown with it."""
BUILT_ON = {
    "readings": ("studies",),
    "studies": ("evaluations",),
    "instruments": ("studies", "evaluations"),
    "processes": ("studies", "evaluations"),
}
"""Through what a source may have led to a finding."""


@dataclass(frozen=True, slots=True)
class Thread:
    """All knots that hang together with one record, in the order of the thread."""

    knots: tuple[Knot, ...]

    def of(self, kind: str) -> tuple[Knot, ...]:
        return tuple(each for each in self.knots if each.kind == kind)


def thread_of(unit: Unit, kind: str, id: str) -> Thread:
    """The thread of a record of any kind of ORDER; the id of a clause is its text.

    Upwards to the clauses and downwards to what came of it; not sideways into what else these hang on, so a thread
    stays the thread of the record it was asked for.
    """
    web = _Web(unit)
    start = [(kind, id)]
    planned = start if kind in PLAN else web.joined(start, PLAN) if kind == "evidence" else []
    findings = web.findings_of(kind, id)
    if planned and not (kind == "evidence" and findings):
        first = [each for each in planned if each[0] == planned[0][0]]
        plan = plan_around(first, web.joined)
        findings = list(plan.findings)
    else:
        plan = plan_below(findings, web.joined)
    if kind in SOURCES:
        sources = web.with_behind([*start, *web.built_on(start)])
    else:
        sources = web.with_behind(web.joined([*findings, *plan.ends["effects"]], SOURCES))
    evidence = start if kind == "evidence" else web.joined([*sources, *findings, *plan.proven], ("evidence",))
    return Thread(tuple(_knots(unit, findings, sources, evidence, plan, start)))


class _Web:
    """Which records hang together, read once."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._next: dict[End, dict[End, None]] = {}
        for link in unit.links.all():
            self._tie((link.from_kind, link.from_id), (link.to_kind, link.to_id))
        for study in unit.studies.all():
            self._tie_about(("studies", study.id), study.instrument_id, study.process_id)
        for evaluation in unit.evaluations.all():
            here = ("evaluations", evaluation.id)
            self._tie_about(here, evaluation.instrument_id, evaluation.process_id)
            if evaluation.study_id:
                self._tie(here, ("studies", evaluation.study_id))
        for action in unit.corrective_actions.all():
            if action.about_id:
                self._tie(("corrective_actions", action.id), (action.about_kind, action.about_id))
        for read in unit.indicator_readings.all():
            self._tie(("indicator_readings", read.id), ("goals", read.goal_id))
        for reading in unit.readings.all(mark="suspect"):
            self._tie(("readings", reading.id), ("studies", reading.study_id))

    def _tie(self, one: End, other: End) -> None:
        self._next.setdefault(one, {})[other] = None
        self._next.setdefault(other, {})[one] = None

    def _tie_about(self, here: End, instrument_id: str, process_id: str) -> None:
        for kind, id in (("instruments", instrument_id), ("processes", process_id)):
            if id:
                self._tie(here, (kind, id))

    def joined(self, ends: Iterable[End], kinds: Sequence[str]) -> list[End]:
        """What is tied to any of these, of these kinds."""
        return list(dict.fromkeys(other for each in ends for other in self._next.get(each, ()) if other[0] in kinds))

    def findings_of(self, kind: str, id: str) -> list[End]:
        """The findings that stand; a merged one is followed to the one that took it in."""
        if kind == "clauses":
            return [("findings", each.id) for each in self._findings if each.clause == id and stands(each)]
        if kind == "findings":
            found = self._unit.findings.find(id)
            merged = found is not None and found.state == "merged" and found.merged_into
            return [("findings", id), *([("findings", merged)] if merged else [])]
        start = [(kind, id)]
        if kind == "evidence":
            start += self.joined(start, SOURCES)
        elif kind in SOURCES:
            start += self.built_on(start)
        return self.joined(start, ("findings",))

    @cached_property
    def _findings(self) -> list[Finding]:
        return self._unit.findings.all()

    def built_on(self, start: Sequence[End]) -> list[End]:
        """The studies and evaluations that were made of these."""
        found: dict[End, None] = {}
        layer = list(start)
        while layer:
            further = [other for each in layer for other in self.joined([each], BUILT_ON.get(each[0], ()))]
            layer = [each for each in dict.fromkeys(further) if each not in found and each not in start]
            found.update(dict.fromkeys(layer))
        return list(found)

    def with_behind(self, ends: Sequence[End]) -> list[End]:
        """These and what stands behind them: the study of an evaluation, the instrument and the doubts of a study."""
        found = dict.fromkeys(ends)
        layer = list(ends)
        while layer:
            further = [other for each in layer for other in self.joined([each], BEHIND.get(each[0], ()))]
            layer = [each for each in dict.fromkeys(further) if each not in found]
            found.update(dict.fromkeys(layer))
        return list(found)


def _knots(
    unit: Unit,
    findings: Sequence[End],
    sources: Sequence[End],
    evidence: Sequence[End],
    plan: Plan,
    start: Sequence[End],
) -> Iterable[Knot]:
    known = [each for each in (unit.findings.find(id) for _kind, id in findings) if each]
    found = sorted(
        (each for each in known if stands(each) or ("findings", each.id) in start), key=lambda each: each.number
    )
    clauses = dict.fromkeys(each.clause for each in found if each.clause)
    if start[0][0] == "clauses":
        clauses = {start[0][1]: None}
    for clause in clauses:
        yield Knot(kind="clauses", id=clause, code=_("Điều khoản"), title=clause)
    for kind in SOURCES:
        yield from knots_of(unit, kind, [id for each, id in sources if each == kind])
    yield from knots_of(unit, "evidence", [id for _kind, id in evidence])
    for finding in found:
        yield finding_knot(finding, into=next((each for each in found if each.id == finding.merged_into), None))
    for _kind, id in plan.ends["goals"]:
        if goal := unit.goals.find(id):
            yield goal_knot(goal)
    yield from plan_knots(unit, plan)


def finding_knot(finding: Finding, into: Finding | None = None) -> Knot:
    """into: the one it was merged into."""
    level = priority_of_finding(finding).level
    note = _("ưu tiên {level}", level=level) if level else _(SEVERITY_WORDS[finding.severity])
    if into is not None:
        note = _("đã gộp vào {code}", code=finding_code(into))
    return Knot(
        kind="findings",
        id=finding.id,
        code=finding_code(finding),
        title=finding.title,
        note=note,
        state=SEVERITY_STATES[finding.severity] if into is None else "none",
        target=finding.id,
    )


def goal_knot(goal: Goal) -> Knot:
    """The goal with its way: "50 % → 100 %"."""
    now = show_number(goal.baseline) if goal.baseline is not None else _("chưa đo")
    then = show_number(goal.target) if goal.target is not None else "—"
    way = _("{now} → {then} {unit}", now=now, then=then, unit=goal.unit).strip()
    note = show_date(goal.due_on)
    return Knot(kind="goals", id=goal.id, code=goal_code(goal), title=way, note=note, target=goal.id)
