"""What the monitoring page reads: the readings at once, the whole register in the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.services.corrective_actions import STEP, action_rows, proposed_actions
from app.services.indicator_readings import monitored_goals
from app.services.locks import lock_reason
from app.services.monitoring import statistics_of
from app.services.programme_reviews import reviews_of
from app.services.reminders import WITHIN_DAYS, InUse, judged_in_use, reminders_of

if TYPE_CHECKING:
    from app.domain.monitored import ActionRow, MonitoredGoal, Reviews, Statistics
    from app.domain.monitoring import CorrectiveAction
    from app.domain.reminders import Reminder
    from app.storage.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What is read at once after each deed."""

    goals: Sequence[MonitoredGoal]
    reviews: Reviews
    actions: Sequence[ActionRow]
    proposed: Sequence[CorrectiveAction]
    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What is read in the background, for it judges every instrument. near: the first time, too."""

    near: Near | None
    statistics: Statistics
    due: Sequence[Reminder]
    in_use: InUse


def read_near(unit: Unit, cycle_id: str, today: date) -> Near:
    return Near(
        goals=monitored_goals(unit, cycle_id, today),
        reviews=reviews_of(unit, cycle_id),
        actions=action_rows(unit, cycle_id, today),
        proposed=proposed_actions(unit, cycle_id, today),
        locked=bool(lock_reason(unit, cycle_id, STEP)),
    )


def read_aside(unit: Unit, cycle_id: str, today: date, in_use: InUse | None, *, with_near: bool) -> Aside:
    """in_use: the instruments as judged before, None to judge them now. Also brings scipy, so that no forecast has
    to wait for it in the window's thread."""
    import app.domain.metrology.prediction  # noqa: F401

    judged = judged_in_use(unit, today) if in_use is None else in_use
    return Aside(
        near=read_near(unit, cycle_id, today) if with_near else None,
        statistics=statistics_of(unit, cycle_id, today, judged),
        due=reminders_of(unit, cycle_id, today, WITHIN_DAYS, judged),
        in_use=judged,
    )
