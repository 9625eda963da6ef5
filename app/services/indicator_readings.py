"""Step 8: readings of the goals' indicators at their planned days and out of turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.errors import UserError
from app.domain.forecast import forecast_of
from app.domain.goals import Goal
from app.domain.indicators import Reading, indicator_of
from app.domain.keys import new_key
from app.domain.monitored import MonitoredGoal
from app.domain.monitoring import IndicatorReading
from app.domain.planned_readings import Slot, is_read, last_read, proposed_days, slots_of
from app.domain.printed_dates import read_printed_date
from app.domain.reading_fields import Typed, read_typed
from app.formats import show_date
from app.services.locks import demand_open
from app.services.reminders import programme_plan
from app.storage.unit import Unit
from app.wording import _

STEP = 8


def monitored_goals(unit: Unit, cycle_id: str, today: date) -> list[MonitoredGoal]:
    """The goals of a cycle in the order of their numbers, as of today."""
    goals = sorted(unit.goals.all(cycle_id=cycle_id), key=lambda each: each.number)
    return [_monitored(unit, each, today) for each in goals]


def _monitored(unit: Unit, goal: Goal, today: date) -> MonitoredGoal:
    slots = slots_of_goal(unit, goal, today)
    readings = [each.reading for each in slots if each.reading is not None]
    return MonitoredGoal(
        goal=goal,
        slots=slots,
        last=last_read(slots),
        forecast=forecast_of(goal, readings, today),
        computed=indicator_of(goal.indicator_key) is not None,
    )


def slots_of_goal(unit: Unit, goal: Goal, today: date) -> tuple[Slot, ...]:
    plan = programme_plan(unit, goal.cycle_id)
    begins, ends = (plan.starts_on, plan.ends_on) if plan else (None, None)
    return slots_of(goal, unit.indicator_readings.all(goal_id=goal.id), begins, ends, today)


# ---- the plan


def plan_readings(unit: Unit, goal_id: str) -> list[IndicatorReading]:
    """Keeps the proposed days, so that they can be edited; those that are kept and empty are proposed anew."""
    goal = _open_goal(unit, goal_id)
    plan = programme_plan(unit, goal.cycle_id)
    days = proposed_days(goal, plan.starts_on if plan else None, plan.ends_on if plan else None)
    if not days:
        raise UserError(_("Chưa lập được lịch đo: mục tiêu cần ngày của giá trị hiện tại và hạn hoàn thành."))
    kept = [each for each in unit.indicator_readings.all(goal_id=goal_id) if each.planned_on]
    for each in kept:
        if not is_read(each) and not each.note:
            unit.indicator_readings.retire(each.id, _("Lập lại lịch đo."))
    settled = {each.planned_on for each in kept if is_read(each) or each.note}
    latest = max((each for each in settled if each), default=date.min)
    new = [
        IndicatorReading(id=new_key(), goal_id=goal_id, planned_on=day)
        for day in days
        if day not in settled and day > latest
    ]
    unit.indicator_readings.keep_all(new)
    return new


def add_planned_day(unit: Unit, goal_id: str, day: date | str) -> IndicatorReading:
    """One more day at which the indicator is to be read; the proposed ones are kept with it."""
    goal = _open_goal(unit, goal_id)
    planned = _planned_day(goal, day)
    _keep_proposal(unit, goal)
    if any(each.planned_on == planned for each in unit.indicator_readings.all(goal_id=goal_id)):
        raise UserError(_("Ngày {day} đã có trong lịch đo.", day=show_date(planned)))
    return unit.indicator_readings.keep(IndicatorReading(id=new_key(), goal_id=goal_id, planned_on=planned))


def move_planned_day(unit: Unit, key: str, day: date | str) -> IndicatorReading:
    """Another day for a planned reading. key: of its slot."""
    reading = _of_slot(unit, key)
    goal = unit.goals.get(reading.goal_id)
    planned = _planned_day(goal, day)
    others = [each for each in unit.indicator_readings.all(goal_id=goal.id) if each.id != reading.id]
    if any(each.planned_on == planned for each in others):
        raise UserError(_("Ngày {day} đã có trong lịch đo.", day=show_date(planned)))
    return unit.indicator_readings.keep(replace(reading, planned_on=planned))


def _planned_day(goal: Goal, typed: date | str) -> date:
    day, partial = (typed, "") if isinstance(typed, date) else read_printed_date(typed)
    if partial or day is None:
        raise UserError(_("Ghi đủ ngày, tháng, năm của kỳ đo."))
    if goal.baseline_on and day <= goal.baseline_on:
        raise UserError(_("Kỳ đo phải sau ngày của giá trị ban đầu ({day}).", day=show_date(goal.baseline_on)))
    return day


def _keep_proposal(unit: Unit, goal: Goal) -> None:
    """Makes the proposed days records of their own, unless there are planned ones already."""
    if any(each.planned_on for each in unit.indicator_readings.all(goal_id=goal.id)):
        return
    plan = programme_plan(unit, goal.cycle_id)
    days = proposed_days(goal, plan.starts_on if plan else None, plan.ends_on if plan else None)
    unit.indicator_readings.keep_all(IndicatorReading(id=new_key(), goal_id=goal.id, planned_on=day) for day in days)


# ---- reading


def keep_reading(unit: Unit, goal_id: str, typed: Typed, today: date, key: str = "") -> IndicatorReading:
    """Keeps what was typed into a slot (its key), or out of turn without one. A value left out is a gap with a note."""
    goal = _open_goal(unit, goal_id)
    reading = _of_slot(unit, key) if key else IndicatorReading(id=new_key(), goal_id=goal_id)
    if typed.value.strip() == "" and not typed.k.strip() and reading.planned_on is None:
        raise UserError(_("Lần đọc ngoài kỳ cần có giá trị. Chưa đọc được thì ghi lý do ở kỳ đo theo kế hoạch."))
    others = [
        each.value
        for each in unit.indicator_readings.all(goal_id=goal_id)
        if each.value is not None and each.id != reading.id
    ]
    blank = replace(reading, read_by=reading.read_by or unit.person)
    return unit.indicator_readings.keep(read_typed(goal, blank, typed, others, today))


def measure_again(unit: Unit, goal_id: str, today: date, key: str = "") -> IndicatorReading:
    """Takes what the computed indicator stands at today, with k of n and source, into a slot or out of turn."""
    goal = _open_goal(unit, goal_id)
    found = read_today(unit, goal, today)
    if not found.is_measured:
        raise UserError(found.reason)
    reading = _of_slot(unit, key) if key else IndicatorReading(id=new_key(), goal_id=goal_id)
    return unit.indicator_readings.keep(
        replace(
            reading,
            read_on=today,
            value=found.value,
            expanded_uncertainty=None,
            coverage_factor=None,
            k=found.k,
            n=found.n,
            source=found.source,
            read_by=unit.person,
        )
    )


def read_today(unit: Unit, goal: Goal, today: date) -> Reading:
    """What the computed indicator of a goal stands at today; UserError where it has none."""
    from app.services.analysis import read_all_indicators  # brings the rules of step 2

    if indicator_of(goal.indicator_key) is None:
        raise UserError(_("Chỉ tiêu này không tính từ dữ liệu được. Nhập giá trị đọc bằng tay."))
    return read_all_indicators(unit, goal.cycle_id, today)[goal.indicator_key]


def clear_reading(unit: Unit, reading_id: str, reason: str) -> None:
    """Takes a reading back: a planned day waits for one again, one out of turn is withdrawn."""
    reading = unit.indicator_readings.get(reading_id)
    _open_goal(unit, reading.goal_id)
    if not reason.strip():
        raise UserError(_("Nêu lý do bỏ lần đọc này."))
    if reading.planned_on is None or (not is_read(reading) and not reading.note):
        unit.indicator_readings.retire(reading_id, reason.strip())
        return
    blank = IndicatorReading(id=reading.id, goal_id=reading.goal_id, planned_on=reading.planned_on)
    unit.indicator_readings.keep(blank, reason.strip())


def _of_slot(unit: Unit, key: str) -> IndicatorReading:
    """The record of a slot; a day that was only proposed becomes one, together with the other proposed days."""
    goal_id, colon, day = key.partition(":")
    if not colon:
        reading = unit.indicator_readings.get(key)
        _open_goal(unit, reading.goal_id)
        return reading
    goal = _open_goal(unit, goal_id)
    _keep_proposal(unit, goal)
    planned = date.fromisoformat(day)
    return next(each for each in unit.indicator_readings.all(goal_id=goal_id) if each.planned_on == planned)


def _open_goal(unit: Unit, goal_id: str) -> Goal:
    """The goal, if step 8 may still be changed."""
    goal = unit.goals.get(goal_id)
    demand_open(unit, goal.cycle_id, STEP)
    return goal
