"""Solutions (giải pháp): the way and the means for the tasks, with the ways that were weighed against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.wording import N_

SOLUTION_KINDS: Mapping[str, str] = {
    "organisation": N_("Tổ chức, quản lý"),
    "cooperation": N_("Hợp tác"),
    "communication": N_("Truyền thông"),
    "promotion": N_("Thông tin, xúc tiến thương mại"),
    "other": N_("Giải pháp khác"),
}
"""The kinds of programme.md, step 5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """number: 4 is shown as GP-04. kind: a key of SOLUTION_KINDS. Links: solutions → tasks it serves."""

    id: str
    cycle_id: str
    number: int
    kind: str
    title: str
    detail: str = ""
    owner: str = ""
    note: str = ""


def solution_code(solution: Solution) -> str:
    return f"GP-{solution.number:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One way to do a solution, beside the others. place: its order. cost, running_cost: once and each year, in
    million đồng, None while not estimated. effort: days of work. effect, risk: classes 1 (small) to 5 (great), with the
    words that say why. chosen: 1 for the one that was taken (at most one of a solution), reason: why."""

    id: str
    solution_id: str
    place: int
    title: str
    cost: Decimal | None = None
    running_cost: Decimal | None = None
    effort: Decimal | None = None
    effect: int | None = None
    effect_words: str = ""
    risk: int | None = None
    risk_words: str = ""
    chosen: int = 0
    reason: str = ""


FUNDING_KINDS: Mapping[str, str] = {
    "people": N_("Nhân lực"),
    "money": N_("Tài chính"),
    "premises": N_("Cơ sở vật chất"),
    "time": N_("Thời gian"),
}
"""Resources by item, programme.md, step 5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingItem:
    """One line of the means of a task or a solution. of_kind: "tasks" or "solutions"; of_id: its id.

    kind: a key of FUNDING_KINDS. amount: million đồng = quantity × unit_price when both are known, else as typed; None
    while not known. yearly: 1 when it comes back each year. source: who pays. spent: what it came to in the
    end (step 9), None while nobody said.
    """

    id: str
    cycle_id: str
    of_kind: str
    of_id: str
    place: int
    kind: str
    title: str
    quantity: Decimal | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    yearly: int = 0
    source: str = ""
    note: str = ""
    spent: Decimal | None = None
