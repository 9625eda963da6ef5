"""The days at which the indicator of a goal is to be read: proposed from its period, kept once a person takes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.goals import Goal
from app.domain.monitoring import IndicatorReading
from app.formats import add_months

USUAL_MONTHS = 12
"""At planned times and at least yearly (programme.md, step 8): where a goal does not say how often."""
MOST_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One place in the row of readings of a goal. planned_on: None for a reading out of turn.

    reading: None while the day is only proposed. state: "read", "gap" (not read, and the note says why), "near" (a
    reading out of turn, or of another planned day, stands for it), "missed" (its day is past) or "coming".
    """

    goal_id: str
    planned_on: date | None
    reading: IndicatorReading | None
    state: str

    @property
    def on(self) -> date:
        """Where it stands in time."""
        read_on = self.reading.read_on if self.reading else None
        return read_on or self.planned_on or date.min

    @property
    def key(self) -> str:
        return self.reading.id if self.reading else f"{self.goal_id}:{self.planned_on}"


def every_months(goal: Goal) -> int:
    return goal.measured_every or USUAL_MONTHS


def proposed_days(goal: Goal, begins: date | None, ends: date | None) -> tuple[date, ...]:
    """Every so many months from the baseline on, and the day the goal is due; () while either end is not known.

    begins, ends: the programme's period, for a goal that has no days of its own. A day shortly before the last one
    (less than half a period) is left out.
    """
    first, last, months = goal.baseline_on or begins, goal.due_on or ends, every_months(goal)
    if first is None or last is None or last <= first:
        return ()
    near = last - timedelta(days=months * 15)
    days = []
    for number in range(1, MOST_DAYS):
        day = add_months(first, number * months)
        if day > near:
            break
        days.append(day)
    return (*days, last)


def slots_of(
    goal: Goal, readings: Iterable[IndicatorReading], begins: date | None, ends: date | None, today: date
) -> tuple[Slot, ...]:
    """All readings of a goal with the days that wait for one, by day. Kept planned days take the proposal's place.

    A day near a reading (a third of the period, at most) does not wait any more.
    """
    kept = [each for each in readings if each.goal_id == goal.id]
    days = [each.read_on or each.planned_on for each in kept if is_read(each) or each.note.strip()]
    reach = every_months(goal) * 10

    def waits(planned_on: date | None) -> str:
        if planned_on is None:
            return "coming"
        if any(day is not None and abs((day - planned_on).days) <= reach for day in days):
            return "near"
        return "missed" if planned_on < today else "coming"

    slots = [
        Slot(
            goal_id=goal.id,
            planned_on=each.planned_on,
            reading=each,
            state="read" if is_read(each) else "gap" if each.note.strip() else waits(each.planned_on),
        )
        for each in kept
    ]
    if not any(each.planned_on for each in kept):
        slots += [
            Slot(goal_id=goal.id, planned_on=day, reading=None, state=waits(day))
            for day in proposed_days(goal, begins, ends)
        ]
    return tuple(sorted(slots, key=lambda each: each.on))


def is_read(reading: IndicatorReading) -> bool:
    return reading.value is not None


def last_read(slots: Iterable[Slot]) -> IndicatorReading | None:
    """The latest reading that has a value."""
    read = [each.reading for each in slots if each.reading is not None and is_read(each.reading)]
    return max(read, key=lambda each: each.read_on or date.min, default=None)
