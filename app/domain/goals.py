"""Goals (mục tiêu): an indicator, where it stands, where it shall be, and why; and the effects they shall have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """number: 3 is shown as MT-03. indicator_key names a computed indicator ("" when the baseline is typed);
    baseline None means "chưa đo", never zero. baseline_source tells where the figure comes from, k of n included.
    baseline_uncertainty: U of the baseline in the indicator's unit (k = baseline_factor), None where it has none.
    baseline_k of baseline_n: the counts behind a share, None for others.

    investment, running_cost: what reaching it costs once and then each year, in million đồng; an estimate of step 3,
    which the funding of the tasks replaces once there is any. measured_every: months between two readings of the
    indicator, None while not planned. previous_id: the goal of the last cycle it goes on from, "" for none.
    """

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
    baseline_uncertainty: Decimal | None = None
    baseline_factor: Decimal | None = None
    baseline_k: int | None = None
    baseline_n: int | None = None
    investment: Decimal | None = None
    running_cost: Decimal | None = None
    measured_every: int | None = None
    previous_id: str = ""


def goal_code(goal: Goal) -> str:
    return f"MT-{goal.number:02d}"
