"""Goals (mục tiêu): an indicator, where it stands, where it shall be, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """number: 3 is shown as MT-03. indicator_key names a computed indicator ("" when the baseline is typed);
    baseline None means "chưa đo", never zero. baseline_source tells where the figure comes from, k of n included."""

    id: str
    cycle_id: str
    number: int
    title: str
    indicator: str = ""
    indicator_key: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    baseline_source: str = ""
    target: Decimal | None = None
    due_on: date | None = None
    owner: str = ""
    justification: str = ""


def goal_code(goal: Goal) -> str:
    return f"MT-{goal.number:02d}"
