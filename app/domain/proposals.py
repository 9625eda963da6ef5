"""Findings that the answers and the register call for: proposed anew each time; only a person's decision is kept.

The key of a proposal is its stable origin: the question, or the rule of the register. What was decided on a key is
never proposed again, so a dismissed one stays dismissed and an edited one is not overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.findings import Finding, Link
from app.domain.keys import made_at
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


def in_order(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The gravest first; among equals those of the register before answers, each in the order of rules or form."""
    return tuple(sorted(proposals, key=lambda each: (_ORDER.index(each.severity), each.key.startswith("answer:"))))


def undecided(proposals: Iterable[Proposal], decided: Iterable[Finding]) -> tuple[Proposal, ...]:
    """The proposals on which nobody has decided yet."""
    origins = {each.origin for each in decided if each.origin}
    return tuple(each for each in proposals if each.key not in origins)


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed behind a finding since a person took it over: gone, other objects, or an answer given anew."""

    gone: bool
    answered_anew: bool = False
    added: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    removed: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    @property
    def text(self) -> str:
        if self.gone:
            return _("Dữ liệu nay không còn nêu phát hiện này.")
        if self.answered_anew:
            return _("Câu trả lời đã đổi từ khi nhận phát hiện này.")
        return _(
            "Dữ liệu đã đổi từ khi nhận: thêm {added}, bớt {removed} đối tượng.",
            added=len(self.added),
            removed=len(self.removed),
        )


def changed_facts(
    finding: Finding,
    links: Iterable[Link],
    proposals: Mapping[str, Proposal],
    answered: Mapping[str, datetime] = NEVER,
) -> Drift | None:
    """What changed behind a finding that came from a proposal; None when nothing did, or it is a person's own.

    answered: when each answer was last given another value, by its id; it is compared with the moment of the link.
    """
    if not finding.origin or finding.state not in ("accepted", "edited"):
        return None
    current = proposals.get(finding.origin)
    if current is None:
        return Drift(gone=True)
    held = [each for each in links if each.from_id == finding.id and each.to_kind in ("answers", "instruments")]
    before = {(each.to_kind, each.to_id) for each in held}
    now = {each for each in current.sources if each[0] in ("answers", "instruments")}
    if before != now:
        return Drift(gone=False, added=frozenset(now - before), removed=frozenset(before - now))
    anew = any(each.to_id in answered and answered[each.to_id] >= made_at(each.id) + TICK for each in held)
    return Drift(gone=False, answered_anew=True) if anew else None
