"""What step 9 still lacks: a value after or a reason for every goal, and the parts that a person writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.effect_report import PAPER, PARTS
from app.domain.missing import Missing
from app.domain.passage_names import names_of
from app.domain.standing import Standing
from app.wording import _

PAGE = "effect_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """goals: (id, code, whether there is a value after or a reason); written: the names of the parts that are."""

    goals: Sequence[tuple[str, str, bool]]
    written: frozenset[str]


class HasReport(Protocol):
    @property
    def effect_report(self) -> ReportFacts: ...


def effect_report_gate(asked: HasReport, _argument: str) -> Standing:
    """Every goal has a value after or the reason why there is none, and parts 5 to 8 are written."""
    facts = asked.effect_report
    waiting = [(id, code) for id, code, answered in facts.goals if not answered]
    blank = [each for each in names_of(PAPER) if each.name not in facts.written]
    missing = [
        Missing(_("{code} chưa có giá trị sau, cũng chưa ghi lý do chưa đo.", code=code), PAGE, id)
        for id, code in waiting
    ]
    missing += [
        Missing(_("Chưa viết phần “{title}”.", title=_(each.title)), PAGE, f"passage:{each.name}") for each in blank
    ]
    total = len(facts.goals) + len(PARTS)
    return Standing(total - len(missing), total, tuple(missing))
