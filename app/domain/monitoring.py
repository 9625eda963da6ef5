"""Monitoring (theo dõi): readings of the goals' indicators at planned days, what is done when they are late, and what
is learnt for the next cycle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.wording import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorReading:
    """The indicator of a goal at one day. planned_on: the day it was due, None for one out of turn. read_on, value:
    None while nothing was read: a gap, never zero. expanded_uncertainty: U with its factor, in the indicator's unit.
    k of n: the counts behind a share, None for others."""

    id: str
    goal_id: str
    planned_on: date | None = None
    read_on: date | None = None
    value: Decimal | None = None
    expanded_uncertainty: Decimal | None = None
    coverage_factor: Decimal | None = None
    k: int | None = None
    n: int | None = None
    source: str = ""
    read_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectiveAction:
    """number: 2 is shown as KP-02. about_kind, about_id: the task, goal, finding or instrument it is for."""

    id: str
    cycle_id: str
    number: int
    title: str
    about_kind: str = ""
    about_id: str = ""
    cause: str = ""
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    result: str = ""


def corrective_action_code(action: CorrectiveAction) -> str:
    return f"KP-{action.number:02d}"


REVIEW_DECISIONS: Mapping[str, str] = {
    "keep": N_("Giữ nguyên"),
    "amend": N_("Điều chỉnh"),
    "carry": N_("Chuyển sang chu kỳ sau"),
    "close": N_("Kết thúc ở chu kỳ này"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One line of the review of step 10. kind: "lesson" (words alone) or "amendment" (about a goal, task, solution or
    finding, with a decision of REVIEW_DECISIONS and its reason). number: within its cycle, shown as CT-03."""

    id: str
    cycle_id: str
    number: int
    kind: str
    words: str
    about_kind: str = ""
    about_id: str = ""
    decision: str = ""
    reason: str = ""


def review_item_code(item: ReviewItem) -> str:
    return f"CT-{item.number:02d}"
