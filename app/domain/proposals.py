"""Findings that the answers and the register call for: proposed anew each time; only a person's decision is kept.

The key of a proposal is its stable origin: the question, or the rule of the register. What was decided on a key is
never proposed again, so a dismissed one stays dismissed and an edited one is not overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.finding_classes import NO_CLASSES, Classes
from app.domain.findings import Finding, Link
from app.domain.keys import made_at
from app.domain.metrology.priority import Priority, priority_of
from app.wording import N_, _

SEVERITY_WORDS: Mapping[str, str] = {
    "high": N_("Ảnh hưởng lớn"),
    "medium": N_("Ảnh hưởng vừa"),
    "low": N_("Ảnh hưởng nhỏ"),
}
SEVERITY_STATES: Mapping[str, str] = {"high": "bad", "medium": "part", "low": "na"}
TICK = timedelta(milliseconds=1)
"""How finely a key knows the moment it was made."""
NEVER: Mapping[str, datetime] = {}
_ORDER = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """key: stable origin ("answer:/survey/s5/labels", "register:group2_overdue"). rule: why it arises, in words.

    sources: (kind, id) of the answers, instruments and calibrations behind it. clause_confidence: "verified",
    "secondary", "unverified" or "". indicator: the key of the indicator that measures it, goal: what would mend it.
    source: a word of rules.SOURCES; topic: two proposals of different sources with one topic may be the same matter.
    classes: of M22, as the data tell them.
    """

    key: str
    rule: str
    subject: int
    title: str
    detail: str
    severity: str
    clause: str = ""
    clause_confidence: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    origin_text: str = ""
    goal: str = ""
    indicator: str = ""
    source: str = ""
    topic: str = ""
    classes: Classes = NO_CLASSES

    @property
    def priority(self) -> Priority:
        classes = self.classes
        return priority_of(classes.consequence, classes.occurrence, classes.detection, classes.urgent)


def priority_of_finding(finding: Finding) -> Priority:
    return priority_of(finding.consequence, finding.occurrence, finding.detection, finding.urgent)


_LAST = 5
"""After every priority there is."""


def in_order(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The first priority first; among equals the gravest, those of rules before answers, in the order of the file."""
    return tuple(sorted(proposals, key=_place))


def _place(proposal: Proposal) -> tuple[int, int, bool]:
    level = proposal.priority.level
    return level or _LAST, _ORDER.index(proposal.severity), proposal.key.startswith("answer:")


def undecided(proposals: Iterable[Proposal], decided: Iterable[Finding]) -> tuple[Proposal, ...]:
    """The proposals on which nobody has decided yet."""
    origins = {each.origin for each in decided if each.origin}
    return tuple(each for each in proposals if each.key not in origins)


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed behind a finding since a person took it over: gone, other objects, an answer given anew, or an
    evaluation that says something else."""

    gone: bool
    answered_anew: bool = False
    evaluated_anew: bool = False
    added: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    removed: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    @property
    def text(self) -> str:
        if self.gone:
            return _("Dữ liệu nay không còn nêu phát hiện này.")
        if self.answered_anew:
            return _("Câu trả lời đã đổi từ khi nhận phát hiện này.")
        if self.evaluated_anew:
            return _("Đánh giá mà phát hiện này dựa vào nay cho kết quả khác. Xem lại câu chữ, con số.")
        return _(
            "Dữ liệu đã đổi từ khi nhận: thêm {added}, bớt {removed} đối tượng.",
            added=len(self.added),
            removed=len(self.removed),
        )


FACTS = ("answers", "instruments", "processes", "evaluations", "studies")
"""Kinds of records that are the facts behind a finding."""


def changed_facts(
    finding: Finding,
    links: Iterable[Link],
    proposals: Mapping[str, Proposal],
    answered: Mapping[str, datetime] = NEVER,
    origins: Sequence[str] = (),
) -> Drift | None:
    """What changed behind a finding that came from a proposal; None when nothing did, or it is a person's own.

    answered: when each answer was last given another value, by its id; it is compared with the moment of the link.
    origins: of the findings that were merged into it, whose facts are now its own.
    """
    if not finding.origin or finding.state not in ("accepted", "edited"):
        return None
    current = [proposals[each] for each in (finding.origin, *origins) if each in proposals]
    if not current:
        return Drift(gone=True)
    own = [each for each in links if each.from_id == finding.id]
    now = {one for each in current for one in each.sources if one[0] in FACTS}
    kinds = {kind for kind, _id in now} | {"answers", "instruments"}
    held = [each for each in own if each.to_kind in kinds]
    before = {(each.to_kind, each.to_id) for each in held}
    if before != now:
        return Drift(gone=False, added=frozenset(now - before), removed=frozenset(before - now))
    anew = any(each.to_id in answered and answered[each.to_id] >= made_at(each.id) + TICK for each in held)
    return Drift(gone=False, answered_anew=True) if anew else None
