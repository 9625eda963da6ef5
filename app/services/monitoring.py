"""Step 8: the statistics of a programme under way: tasks, findings, overdue instruments, open risks."""

from __future__ import annotations

from datetime import date

from app.domain.closed_findings import Closing, closings, open_risks
from app.domain.findings import stands
from app.domain.goals import goal_code
from app.domain.metrology.calibration_status import State
from app.domain.monitored import Statistics
from app.domain.task_statistics import task_statistics
from app.domain.tasks import Task
from app.services.reminders import InUse, judged_in_use
from app.storage.unit import Unit


def statistics_of(unit: Unit, cycle_id: str, today: date, in_use: InUse | None = None) -> Statistics:
    """in_use: what judged_in_use gives, where that is known already."""
    tasks = sorted(unit.tasks.all(cycle_id=cycle_id), key=lambda each: each.number)
    goals = sorted(unit.goals.all(cycle_id=cycle_id), key=lambda each: each.number)
    of_task: dict[str, list[str]] = {}
    for link in unit.links.all(from_kind="tasks", to_kind="goals"):
        of_task.setdefault(link.from_id, []).append(link.to_id)
    found = closings_of(unit, cycle_id, today)
    judged = judged_in_use(unit, today) if in_use is None else in_use
    return Statistics(
        on=today,
        tasks=task_statistics(tasks, of_task, {each.id: f"{goal_code(each)} {each.title}" for each in goals}, today),
        closings=found,
        risks=open_risks(found),
        overdue=tuple(
            sorted(
                (each for each in judged if each[1].state is State.OVERDUE),
                key=lambda each: each[1].due_on or date.min,
            )
        ),
        in_use=len(judged),
    )


def closings_of(unit: Unit, cycle_id: str, as_of: date) -> tuple[Closing, ...]:
    """Every finding that stands, with how far its tasks have settled it."""
    findings = sorted(
        (each for each in unit.findings.all(cycle_id=cycle_id) if stands(each)), key=lambda each: each.number
    )
    tasks = {each.id: each for each in unit.tasks.all(cycle_id=cycle_id)}
    of_finding: dict[str, list[Task]] = {}
    for link in unit.links.all(from_kind="tasks", to_kind="findings"):
        if link.from_id in tasks:
            of_finding.setdefault(link.to_id, []).append(tasks[link.from_id])
    return closings(findings, of_finding, as_of)
