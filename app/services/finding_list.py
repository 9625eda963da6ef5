"""All findings and proposals of a cycle as one list: what stands, what waits, what was set aside or taken together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.findings import Finding, finding_code
from app.domain.indicators import indicator_of
from app.domain.metrology.priority import Priority
from app.domain.proposals import Drift, Proposal, priority_of_finding
from app.domain.rules import SOURCES
from app.domain.same_matter import Matter, Same, same_matters
from app.domain.scores import SUBJECTS
from app.formats import fold
from app.services.analysis import Analysis, DecidedFinding
from app.services.rules import rules
from app.wording import N_, _

STATES: Mapping[str, tuple[str, str]] = {
    "proposed": ("todo", N_("Đang đề xuất")),
    "accepted": ("ok", N_("Đã nhận")),
    "edited": ("ok", N_("Đã nhận, có sửa")),
    "own": ("info", N_("Tự thêm")),
    "merged": ("na", N_("Đã gộp")),
    "dismissed": ("na", N_("Đã bỏ")),
}
"""What becomes of a proposal: glyph and words."""
OPEN = ("proposed", "accepted", "edited", "own")
OWN = "own"
LAST = 5
"""After every level of priority."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """key: the id of the finding, or the key of a proposal nobody has decided on. state: a word of STATES.

    proposal: what the rule says now, None where it finds nothing any more or a person wrote it. source: a word of
    rules.SOURCES, or "own". into: the code of the finding that took it in; merged: those it took in. sources: what it
    rests on, (kind, id). same: others that may be the same matter.
    """

    key: str
    state: str
    code: str
    title: str
    detail: str
    subject: int
    severity: str
    clause: str
    rule: str
    source: str
    priority: Priority
    finding: Finding | None = None
    proposal: Proposal | None = None
    goals: tuple[str, ...] = ()
    goal_codes: tuple[str, ...] = ()
    merged: tuple[Finding, ...] = ()
    into: str = ""
    drift: Drift | None = None
    sources: tuple[tuple[str, str], ...] = ()
    same: tuple[Same, ...] = ()
    searchable: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def source_words(self) -> str:
        return _(SOURCES[self.source]) if self.source in SOURCES else _("Người đánh giá tự thêm")

    @property
    def state_words(self) -> tuple[str, str]:
        glyph, words = STATES[self.state]
        return glyph, _(words)

    @property
    def called(self) -> str:
        """Its code, or its title while it has none."""
        return self.code or self.title


def finding_rows(analysis: Analysis) -> tuple[FindingRow, ...]:
    """The rows, the first priority first, what is closed behind; among equals by number, proposals last."""
    by_key = analysis.all_proposals
    rows = [_proposed(each) for each in analysis.proposals]
    rows += [_decided(each, by_key) for each in analysis.findings]
    rows += [_closed(each, by_key, "") for each in analysis.dismissed]
    for decided in analysis.findings:
        rows += [_closed(each, by_key, finding_code(decided.finding)) for each in decided.merged]
    return tuple(sorted(_with_same(rows), key=_place))


def _place(row: FindingRow) -> tuple[bool, int, int]:
    number = row.finding.number if row.finding else 0
    return not row.is_open, row.priority.level or LAST, number or 10_000


def _proposed(proposal: Proposal) -> FindingRow:
    return FindingRow(
        key=proposal.key,
        state="proposed",
        code="",
        title=proposal.title,
        detail=proposal.detail,
        subject=proposal.subject,
        severity=proposal.severity,
        clause=proposal.clause,
        rule=proposal.rule,
        source=proposal.source,
        priority=proposal.priority,
        proposal=proposal,
        sources=proposal.sources,
        searchable=_searchable(proposal.title, proposal.detail, proposal.clause, proposal.rule, proposal.subject),
    )


def _decided(decided: DecidedFinding, proposals: Mapping[str, Proposal]) -> FindingRow:
    row = _row(decided.finding, proposals)
    return replace(
        row,
        goals=decided.goals,
        goal_codes=decided.goal_codes,
        merged=decided.merged,
        drift=decided.drift,
        sources=decided.sources,
        searchable=" ".join((row.searchable, *(fold(finding_code(each)) for each in decided.merged))),
    )


def _closed(finding: Finding, proposals: Mapping[str, Proposal], into: str) -> FindingRow:
    return replace(_row(finding, proposals), into=into)


def _row(finding: Finding, proposals: Mapping[str, Proposal]) -> FindingRow:
    proposal = proposals.get(finding.origin)
    code = finding_code(finding) if finding.number else ""
    return FindingRow(
        key=finding.id,
        state=finding.state,
        code=code,
        title=finding.title,
        detail=finding.detail,
        subject=finding.subject,
        severity=finding.severity,
        clause=finding.clause,
        rule=finding.rule or (proposal.rule if proposal else ""),
        source=source_of(finding.origin),
        priority=priority_of_finding(finding),
        finding=finding,
        proposal=proposal,
        searchable=_searchable(
            code, finding.title, finding.detail, finding.cause, finding.owner, finding.clause, finding.subject
        ),
    )


def source_of(origin: str) -> str:
    """Where a finding came from, by its origin; "own" for a person's."""
    rule = rules().by_origin(origin) if origin else None
    return rule.source if rule else OWN


def _with_same(rows: Iterable[FindingRow]) -> list[FindingRow]:
    every = list(rows)
    found = same_matters([_matter(each) for each in every if each.is_open])
    return [replace(each, same=found.get(each.key, ())) for each in every]


def _matter(row: FindingRow) -> Matter:
    """Two that share an indicator alone are one matter only within one of the nine subjects."""
    topic = row.proposal.topic if row.proposal else ""
    if not topic and row.finding and (rule := rules().by_origin(row.finding.origin)):
        topic = rule.topic
    if indicator_of(topic) is not None:
        topic = f"{topic}:{row.subject}"
    source = row.source if row.source != OWN else ""
    return Matter(key=row.key, source=source, topic=topic, facts=frozenset(row.sources))


def _searchable(*words: str | int) -> str:
    told = (_(SUBJECTS[each]) if isinstance(each, int) and each in SUBJECTS else str(each) for each in words)
    return fold(" ".join(told))
