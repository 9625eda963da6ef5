"""What the gates of steps 7 and 8 ask of a cycle."""

from __future__ import annotations

from datetime import date

from app.domain.gates_monitoring import MonitoringFacts
from app.services.carrying_out import carrying_rows
from app.services.reminders import all_slots, programme_plan
from app.storage.unit import Unit


def monitoring_facts(unit: Unit, cycle_id: str, today: date) -> MonitoringFacts:
    slots = all_slots(unit, cycle_id, today)
    plan = programme_plan(unit, cycle_id)
    return MonitoringFacts(
        tasks=[(each.task, each.lacks) for each in carrying_rows(unit, cycle_id, today)],
        goals=[
            (
                goal,
                sum(each.state == "read" for each in slots if each.goal_id == goal.id),
                sum(each.state == "gap" for each in slots if each.goal_id == goal.id),
            )
            for goal in sorted(unit.goals.all(cycle_id=cycle_id), key=lambda each: each.number)
        ],
        reviewed=any(each.started_at for each in unit.meetings.all(cycle_id=cycle_id, kind="review")),
        lasts=plan is not None and plan.ends_on is not None and today <= plan.ends_on,
    )


def has_progress(unit: Unit, cycle_id: str) -> bool:
    """Whether anything of step 7 was written."""
    return any(
        each.percent or each.state != "planned" or unit.progress_notes.count(task_id=each.id)
        for each in unit.tasks.all(cycle_id=cycle_id)
    )


def is_monitored(unit: Unit, cycle_id: str) -> bool:
    """Whether anything of step 8 was written."""
    return bool(
        unit.corrective_actions.count(cycle_id=cycle_id)
        or any(unit.indicator_readings.count(goal_id=each.id) for each in unit.goals.all(cycle_id=cycle_id))
    )
