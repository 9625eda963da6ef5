"""The lower half of the thread: goal, task, solution, effect, reading of the indicator, corrective action.

From a finding it runs down to what is done about it; from any of these it runs up to the findings it answers, and down
to what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.domain.effects import Effect, effect_code
from app.domain.monitoring import CorrectiveAction, IndicatorReading, corrective_action_code
from app.domain.solutions import SOLUTION_KINDS, solution_code
from app.domain.tasks import TASK_STATES, Task, task_code
from app.formats import show_date, show_number
from app.services.thread_knots import Knot
from app.storage.unit import Unit
from app.wording import _

End = tuple[str, str]
Joined = Callable[[Iterable[End], Sequence[str]], list[End]]

PLAN = ("goals", "tasks", "solutions", "effects", "indicator_readings", "corrective_actions")
"""In the order of the thread."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The ends of each kind, and the findings they answer."""

    findings: tuple[End, ...]
    ends: Mapping[str, tuple[End, ...]]

    @property
    def proven(self) -> list[End]:
        """What evidence may stand beside."""
        return [each for kind in PLAN for each in self.ends[kind]]


def plan_below(findings: Sequence[End], joined: Joined) -> Plan:
    """What is done about these findings: their goals, the tasks for them, and what serves and follows."""
    goals = joined(findings, ("goals",))
    tasks = joined(findings, ("tasks",)) or joined(goals, ("tasks",))
    return _with_rest(findings, goals, tasks, joined)


def plan_around(start: Sequence[End], joined: Joined) -> Plan:
    """The same for records of the plan itself, which are all of one kind."""
    kind, start = start[0][0], list(start)
    match kind:
        case "tasks":
            return _of_tasks(start, joined)
        case "solutions":
            found = _of_tasks(joined(start, ("tasks",)), joined)
            return _told(found.findings, {**found.ends, "solutions": tuple(start)})
        case "corrective_actions":
            about = joined(start, ("tasks",)) or joined(start, ("goals",))
            found = plan_around(about, joined) if about else _told((), {})
            return _told(found.findings or joined(start, ("findings",)), {**found.ends, kind: tuple(start)})
        case "effects" | "indicator_readings":
            found = _of_goals(joined(start, ("goals",)), joined)
            return _told(found.findings, {**found.ends, kind: tuple(start)})
        case _:
            return _of_goals(start, joined)


def _of_goals(goals: Sequence[End], joined: Joined) -> Plan:
    return _with_rest(joined(goals, ("findings",)), goals, joined(goals, ("tasks",)), joined)


def _of_tasks(tasks: Sequence[End], joined: Joined) -> Plan:
    goals = joined(tasks, ("goals",))
    findings = joined(tasks, ("findings",)) or joined(goals, ("findings",))
    return _with_rest(findings, goals, tasks, joined)


def _with_rest(findings: Sequence[End], goals: Sequence[End], tasks: Sequence[End], joined: Joined) -> Plan:
    ends = {
        "goals": goals,
        "tasks": tasks,
        "solutions": joined(tasks, ("solutions",)),
        "effects": joined(goals, ("effects",)),
        "indicator_readings": joined(goals, ("indicator_readings",)),
        "corrective_actions": joined([*goals, *tasks], ("corrective_actions",)),
    }
    return _told(findings, ends)


def _told(findings: Sequence[End], ends: Mapping[str, Sequence[End]]) -> Plan:
    return Plan(tuple(findings), {kind: tuple(ends.get(kind, ())) for kind in PLAN})


# ---- how each is called


def task_knot(task: Task) -> Knot:
    note = _(TASK_STATES[task.state])
    if task.state == "doing":
        note = f"{task.percent} %"
    elif task.state == "planned" and task.ends_on:
        note = _("đến {day}", day=show_date(task.ends_on))
    return Knot(
        kind="tasks",
        id=task.id,
        code=task_code(task),
        title=task.title,
        note=note,
        state="ok" if task.state == "done" else "none",
        target=task.id,
    )


def effect_knot(effect: Effect) -> Knot:
    """What it was found to be, or else what it shall be."""
    if effect.measured is not None:
        note = _("đo được {value} {unit}", value=show_number(effect.measured), unit=effect.unit).strip()
    elif effect.expected is not None:
        note = _("dự kiến {value} {unit}", value=show_number(effect.expected), unit=effect.unit).strip()
    else:
        note = _("bằng lời")
    state = "ok" if effect.measured is not None else "none"
    return Knot(
        kind="effects",
        id=effect.id,
        code=effect_code(effect),
        title=effect.title,
        note=note,
        state=state,
        target=effect.id,
    )


def reading_knot(reading: IndicatorReading, unit_words: str) -> Knot:
    day = show_date(reading.read_on or reading.planned_on)
    value = f"{show_number(reading.value)} {unit_words}".strip() if reading.value is not None else _("chưa đọc")
    return Knot(
        kind="indicator_readings",
        id=reading.id,
        code=_("Đo lại {day}", day=day),
        title=value,
        note=reading.source if len(reading.source) < 30 else "",
        target=reading.goal_id,
    )


def action_knot(action: CorrectiveAction) -> Knot:
    done = action.done_on is not None
    note = _("xong {day}", day=show_date(action.done_on)) if done else _("đến {day}", day=show_date(action.due_on))
    return Knot(
        kind="corrective_actions",
        id=action.id,
        code=corrective_action_code(action),
        title=action.title,
        note=note,
        state="ok" if done else "none",
        target=action.id,
    )


def plan_knots(unit: Unit, plan: Plan) -> Iterable[Knot]:
    """The knots below the goals, in the order of the thread; of the readings of a goal the last one alone."""
    for record in _records(unit.tasks.find, plan.ends["tasks"]):
        yield task_knot(record)
    for solution in _records(unit.solutions.find, plan.ends["solutions"]):
        kind = _(SOLUTION_KINDS.get(solution.kind, ""))
        code = solution_code(solution)
        yield Knot(kind="solutions", id=solution.id, code=code, title=solution.title, note=kind, target=solution.id)
    for effect in _records(unit.effects.find, plan.ends["effects"]):
        yield effect_knot(effect)
    last = {}
    for reading in _records(unit.indicator_readings.find, plan.ends["indicator_readings"]):
        if reading.value is not None:
            last[reading.goal_id] = reading
    for reading in last.values():
        goal = unit.goals.find(reading.goal_id)
        yield reading_knot(reading, goal.unit if goal else "")
    for action in _records(unit.corrective_actions.find, plan.ends["corrective_actions"]):
        yield action_knot(action)


T = TypeVar("T")


def _records(find: Callable[[str], T | None], ends: Sequence[End]) -> list[T]:
    """Those that are still there, by number, readings by day."""
    found = [record for record in (find(id) for _kind, id in ends) if record is not None]
    return sorted(found, key=lambda each: (getattr(each, "number", 0), str(getattr(each, "read_on", ""))))
