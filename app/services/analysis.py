"""Step 2: what the answers and the register say as of a date. Computed each time; nothing of it is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from app.domain.findings import Finding, Link, stands
from app.domain.goals import goal_code
from app.domain.indicators import Reading, read_indicators
from app.domain.judged import Judged
from app.domain.legal import Verdict
from app.domain.metrology.calibration_status import Rate, State, count_states, rate
from app.domain.proposals import Drift, Proposal, changed_facts, in_order, undecided
from app.domain.scores import Rated, SubjectScore, overall_score, subject_scores, weighted, worst_answers
from app.formats import now
from app.services.finding_evaluations import otherwise
from app.services.findings import (
    accept_proposal,
    add_finding,
    dismiss_proposal,
    edit_finding,
    propose_again,
    renew_finding,
    retire_finding,
)
from app.services.legal_groups import GroupProposal
from app.services.monitoring import closings_of
from app.services.proposals import (
    from_answers,
    from_rules,
    judge_register,
    proposals_by_key,
    rated_questions,
    unsettled,
)
from app.services.survey import answers_of
from app.storage.unit import Unit

__all__ = [
    "Analysis",
    "DecidedFinding",
    "accept_proposal",
    "add_finding",
    "analyse",
    "dismiss_proposal",
    "edit_finding",
    "judge_register",
    "proposals_by_key",
    "propose_again",
    "rated_questions",
    "renew_finding",
    "retire_finding",
]

PROFILE = "profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalCounts:
    """Group 2 instruments in use: how many must be verified, and how many are, as of the date."""

    required: int
    valid: int
    expired: int
    missing: int
    unclear: int
    unsettled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedFinding:
    """A finding with what hangs on it. goals: their ids; drift: how the facts behind it have changed since.

    merged: the findings that were taken into it, by number.
    """

    finding: Finding
    sources: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]
    drift: Drift | None
    goal_codes: tuple[str, ...] = ()
    merged: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything step 2 shows. counts: instruments by state; proposals: those nobody has decided on yet.

    all_proposals: by key, decided ones too. groups: names whose group a person has to settle. previous: the scores of
    the cycle before, by subject.
    """

    as_of: date
    computed_at: datetime
    subjects: tuple[SubjectScore, ...]
    overall: Decimal | None
    required: Decimal | None
    previous: Mapping[int, Decimal]
    previous_overall: Decimal | None
    previous_name: str
    worst: tuple[Rated, ...]
    answered: int
    asked: int
    instruments: int
    counts: Mapping[State, int]
    rate: Rate
    legal: LegalCounts
    proposals: tuple[Proposal, ...]
    all_proposals: Mapping[str, Proposal]
    findings: tuple[DecidedFinding, ...]
    dismissed: tuple[Finding, ...]
    indicators: Mapping[str, Reading]
    groups: tuple[GroupProposal, ...] = ()

    @property
    def weakest(self) -> tuple[SubjectScore, ...]:
        """The subjects below what is required, the farthest below first."""
        below = [each for each in self.subjects if each.state in ("part", "bad")]
        return tuple(sorted(below, key=lambda each: (each.score or 0) - (each.required or 0)))


def analyse(unit: Unit, cycle_id: str, as_of: date) -> Analysis:
    """The whole analysis of a cycle as of a date."""
    rated, of_answers = from_answers(unit, cycle_id)
    judged = judge_register(unit, as_of, cycle_id)
    groups = unsettled(judged, as_of)
    proposals = in_order((*of_answers, *from_rules(unit, cycle_id, as_of, judged, groups)))
    by_key = {each.key: each for each in proposals}
    findings = unit.findings.all(cycle_id=cycle_id)
    scores = subject_scores(rated)
    scored = {each.subject for each in scores if each.score is not None}
    counted = [each for each in rated if each.subject in scored and each.applicable and each.level is not None]
    before = _previous(unit, cycle_id)
    return Analysis(
        as_of=as_of,
        computed_at=now(),
        subjects=scores,
        overall=overall_score(rated, scores),
        required=weighted(counted, "required") if counted else None,
        previous={each.subject: each.score for each in before[1] if each.score is not None},
        previous_overall=before[2],
        previous_name=before[0],
        worst=worst_answers(rated),
        answered=sum(each.level is not None or not each.applicable for each in rated),
        asked=len(rated),
        instruments=len(judged),
        counts=count_states(each.status for each in judged),
        rate=rate((each.instrument, each.status) for each in judged),
        legal=_legal_counts(judged),
        proposals=undecided(proposals, findings),
        all_proposals=by_key,
        findings=_decided(unit, findings, by_key),
        dismissed=tuple(each for each in findings if each.state == "dismissed"),
        groups=groups,
        indicators=_indicators(unit, cycle_id, judged, findings, as_of),
    )


def read_all_indicators(unit: Unit, cycle_id: str, as_of: date) -> Mapping[str, Reading]:
    """The ten indicators as of a date."""
    return _indicators(unit, cycle_id, judge_register(unit, as_of), unit.findings.all(cycle_id=cycle_id), as_of)


def _legal_counts(judged: Sequence[Judged]) -> LegalCounts:
    verdicts = [each.legal.verdict for each in judged]
    counts = {verdict: verdicts.count(verdict) for verdict in Verdict}
    valid, missing, unclear = counts[Verdict.VALID], counts[Verdict.NONE], counts[Verdict.UNKNOWN]
    expired = counts[Verdict.EXPIRED] + counts[Verdict.FAILED]
    return LegalCounts(
        required=valid + missing + unclear + expired,
        valid=valid,
        expired=expired,
        missing=missing,
        unclear=unclear,
        unsettled=counts[Verdict.UNSETTLED],
    )


def _decided(unit: Unit, findings: Sequence[Finding], proposals: Mapping[str, Proposal]) -> tuple[DecidedFinding, ...]:
    links: dict[str, list[Link]] = {}
    goals: dict[str, list[str]] = {}
    codes = {each.id: goal_code(each) for each in unit.goals.all()}
    for each in unit.links.all(from_kind="findings"):
        links.setdefault(each.from_id, []).append(each)
    for each in unit.links.all(from_kind="goals", to_kind="findings"):
        goals.setdefault(each.to_id, []).append(each.from_id)
    answered = {each.record_id: each.at for each in unit.history("answers") if each.field == "value"}
    kept = sorted(filter(stands, findings), key=lambda each: each.number)
    merged = _merged(findings)
    return tuple(
        DecidedFinding(
            finding=each,
            sources=tuple((link.to_kind, link.to_id) for link in links.get(each.id, [])),
            goals=tuple(goals.get(each.id, [])),
            drift=changed_facts(
                each, links.get(each.id, []), proposals, answered, [one.origin for one in merged.get(each.id, ())]
            )
            or (Drift(gone=False, evaluated_anew=True) if otherwise(unit, each, links.get(each.id, [])) else None),
            merged=tuple(merged.get(each.id, ())),
            goal_codes=tuple(sorted(codes[goal_id] for goal_id in goals.get(each.id, []) if goal_id in codes)),
        )
        for each in kept
    )


def _merged(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings that were taken into another one, by the id of that one."""
    found: dict[str, list[Finding]] = {}
    for each in sorted(findings, key=lambda each: each.number):
        if each.state == "merged":
            found.setdefault(each.merged_into, []).append(each)
    return found


def _previous(unit: Unit, cycle_id: str) -> tuple[str, tuple[SubjectScore, ...], Decimal | None]:
    """Name, scores and overall score of the cycle that began before this one."""
    cycles = sorted(unit.cycles.all(), key=lambda each: each.starts_on)
    index = next((place for place, each in enumerate(cycles) if each.id == cycle_id), 0)
    if index == 0:
        return "", (), None
    rated = from_answers(unit, cycles[index - 1].id)[0]
    scores = subject_scores(rated)
    return cycles[index - 1].name, scores, overall_score(rated, scores)


def _indicators(
    unit: Unit, cycle_id: str, judged: Sequence[Judged], findings: Sequence[Finding], as_of: date
) -> dict[str, Reading]:
    numbers: dict[str, Decimal] = {}
    for path, answer in answers_of(unit, cycle_id, PROFILE).items():
        value = answer.value.replace(".", "", 1).removeprefix("-")
        if value.isdigit():
            numbers[path.rpartition("/")[2]] = Decimal(answer.value)
    kept = sum(map(stands, findings))
    return read_indicators(judged, numbers, kept, as_of, closings_of(unit, cycle_id, as_of))
