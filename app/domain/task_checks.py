"""What a list of tasks still lacks, and where it does not fit goals, period, order and people (step 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.domain.goals import Goal, goal_code
from app.domain.schedule import Planned
from app.domain.tasks import Task, task_code
from app.domain.workload import CAPACITY, OwnerLoad, WeekLoad, loads
from app.formats import show_date, show_number
from app.wording import N_, _


@dataclass(frozen=True, slots=True)
class Problem:
    """about: the id of the record it is about. field: of the record, or the name of the check. words: one phrase that
    needs the record's code before it. stops: the step cannot be handed in while it stands; else it is pointed out."""

    about: str
    field: str
    words: str
    stops: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPlan:
    """The tasks of a cycle with what they are linked to. goals: all of the cycle.

    goals_of: task id → the goals it serves; findings_of: task id → how many findings it answers; waits_for: task id →
    ids of the tasks it waits for. starts_on, ends_on: the programme's period, None while not set. days_a_week: how many
    days of work fit into a week of one person.
    """

    tasks: Sequence[Task]
    goals: Sequence[Goal] = ()
    goals_of: Mapping[str, Sequence[Goal]] = field(default_factory=dict)
    findings_of: Mapping[str, int] = field(default_factory=dict)
    waits_for: Mapping[str, Sequence[str]] = field(default_factory=dict)
    starts_on: date | None = None
    ends_on: date | None = None
    days_a_week: Decimal = CAPACITY


_BLANKS: tuple[tuple[str, str], ...] = (
    ("owner", N_("thiếu người chủ trì")),
    ("starts_on", N_("thiếu ngày bắt đầu")),
    ("ends_on", N_("thiếu ngày kết thúc")),
    ("result", N_("thiếu kết quả phải có")),
)


def task_problems(plan: TaskPlan) -> Mapping[str, tuple[Problem, ...]]:
    """What is wrong with each task, by its id, the gravest first; a task with nothing wrong has no entry."""
    by_id = {each.id: each for each in plan.tasks}
    found: dict[str, list[Problem]] = {}
    for task in plan.tasks:
        own = [
            *_lacking(plan, task),
            *_after_its_goals(plan, task),
            *_outside(plan, task),
            *_too_early(task, [by_id[each] for each in plan.waits_for.get(task.id, ()) if each in by_id]),
        ]
        if own:
            found[task.id] = own
    for problem in load_problems(plan):
        found.setdefault(problem.about, []).append(problem)
    return {key: tuple(sorted(own, key=lambda each: not each.stops)) for key, own in found.items()}


def _lacking(plan: TaskPlan, task: Task) -> Iterator[Problem]:
    if not plan.goals_of.get(task.id):
        yield Problem(task.id, "goals", _("chưa nối với mục tiêu nào"))
    if not plan.findings_of.get(task.id):
        yield Problem(task.id, "findings", _("chưa nối với phát hiện nào"))
    for name, words in _BLANKS:
        if getattr(task, name) in ("", None):
            yield Problem(task.id, name, _(words))


def _after_its_goals(plan: TaskPlan, task: Task) -> Iterator[Problem]:
    for goal in plan.goals_of.get(task.id, ()):
        if task.ends_on and goal.due_on and task.ends_on > goal.due_on:
            words = _(
                "kết thúc {end}, sau hạn của {goal} là {due}",
                end=show_date(task.ends_on),
                goal=goal_code(goal),
                due=show_date(goal.due_on),
            )
            yield Problem(task.id, "ends_on", words)


def _outside(plan: TaskPlan, task: Task) -> Iterator[Problem]:
    if plan.starts_on and task.starts_on and task.starts_on < plan.starts_on:
        words = _("bắt đầu trước ngày đầu của chương trình là {day}", day=show_date(plan.starts_on))
        yield Problem(task.id, "starts_on", words)
    if plan.ends_on and task.ends_on and task.ends_on > plan.ends_on:
        words = _("kết thúc sau ngày cuối của chương trình là {day}", day=show_date(plan.ends_on))
        yield Problem(task.id, "ends_on", words)


def _too_early(task: Task, before: Iterable[Task]) -> Iterator[Problem]:
    for each in before:
        if task.starts_on and each.ends_on and task.starts_on <= each.ends_on:
            words = _(
                "bắt đầu {start} khi {before} mà nó chờ còn làm đến {end}",
                start=show_date(task.starts_on),
                before=task_code(each),
                end=show_date(each.ends_on),
            )
            yield Problem(task.id, "waits_for", words, stops=False)


def goals_without_task(plan: TaskPlan) -> tuple[Goal, ...]:
    """The goals that no task serves."""
    served = {goal.id for goals in plan.goals_of.values() for goal in goals}
    return tuple(each for each in plan.goals if each.id not in served)


def planned(plan: TaskPlan) -> tuple[Planned, ...]:
    """The tasks as schedule and workload see them; a stopped one is nobody's work any more."""
    return tuple(
        Planned(
            id=task.id,
            first=task.starts_on,
            last=task.ends_on,
            waits_for=tuple(plan.waits_for.get(task.id, ())),
            due_on=min((each.due_on for each in plan.goals_of.get(task.id, ()) if each.due_on), default=None),
            owner=task.owner,
            effort=task.effort,
        )
        for task in plan.tasks
        if task.state != "stopped"
    )


def overloads(plan: TaskPlan, of_owners: Iterable[OwnerLoad]) -> tuple[tuple[OwnerLoad, tuple[WeekLoad, ...]], ...]:
    """Who carries more than fits, and the weeks in which. of_owners: the loads of planned(plan)."""
    found = []
    for each in of_owners:
        weeks = tuple(week for week in each.weeks if week.days > plan.days_a_week)
        if weeks:
            found.append((each, weeks))
    return tuple(found)


def load_problems(plan: TaskPlan) -> tuple[Problem, ...]:
    """Who carries more than fits, told on every task of the worst week; and the tasks whose effort is not known."""
    by_id = {each.id: each for each in plan.tasks}
    of_owners = loads(planned(plan))
    found = []
    for load, weeks in overloads(plan, of_owners):
        worst = max(weeks, key=lambda each: each.days)
        bringing = [by_id[each] for each in worst.task_ids if by_id[each].effort]
        words = _overloaded(load.owner, worst, len(weeks), plan.days_a_week, bringing)
        found += [Problem(task.id, "effort", words) for task in bringing]
    blank = [
        Problem(each, "effort", _("chưa ước tính công"), stops=False) for load in of_owners for each in load.unknown
    ]
    return (*found, *blank)


def _overloaded(owner: str, worst: WeekLoad, weeks: int, limit: Decimal, bringing: Iterable[Task]) -> str:
    return _(
        "{owner} quá tải {weeks} tuần; nặng nhất tuần từ {monday}: {days} ngày công, chỉ có {limit} ({tasks})",
        owner=owner,
        weeks=weeks,
        monday=show_date(worst.week),
        days=show_number(worst.days.normalize()),
        limit=show_number(limit),
        tasks=", ".join(task_code(each) for each in bringing),
    )


def task_state(problems: Sequence[Problem]) -> str:
    """ok: nothing lacks; bad: it fits no goal, finding, date or person; warn: a field is blank or something is odd."""
    if any(each.stops and each.field in ("goals", "findings") for each in problems):
        return "bad"
    return "warn" if problems else "ok"
