"""What is due in a dossier as of a day, the worst first: each thing with its words and the place that settles it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.goals import Goal, goal_code
from app.domain.monitoring import CorrectiveAction, corrective_action_code
from app.domain.planned_readings import Slot
from app.domain.tasks import Task, task_code
from app.formats import show_date
from app.wording import N_, _

SOON_DAYS = 14
"""Nearer than this is shown with more weight."""

REMINDER_KINDS: Mapping[str, str] = {
    "readings": N_("Kỳ đo chỉ tiêu"),
    "goals": N_("Hạn của mục tiêu"),
    "tasks": N_("Nhiệm vụ"),
    "instruments": N_("Phương tiện đo"),
    "certificates": N_("Giấy chứng nhận"),
    "people": N_("Giấy tờ của người đo"),
    "procedures": N_("Quy trình cần xem lại"),
    "corrective_actions": N_("Hành động khắc phục"),
    "comments": N_("Ý kiến chờ trả lời"),
    "review": N_("Rà soát chương trình"),
    "steps": N_("Bước chờ xử lý"),
}
ICONS: Mapping[str, str] = {
    "readings": "monitor",
    "goals": "goal",
    "tasks": "task",
    "instruments": "instrument",
    "certificates": "shield",
    "people": "people",
    "procedures": "note",
    "corrective_actions": "improve",
    "comments": "comment",
    "review": "calendar",
    "steps": "approve",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """kind: a key of REMINDER_KINDS. title: the thing, with its code; words: what is due of it, in one phrase.

    due_on: the day it is about, None where there is none; days: from the day of asking to it, negative when past.
    page, target: where it is settled. state: "bad" (past), "warn" (soon, or open without a day) or "info".
    """

    kind: str
    title: str
    words: str
    page: str
    target: str = ""
    due_on: date | None = None
    days: int | None = None
    state: str = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiring:
    """A thing of a register that holds until a day. kind: of REMINDER_KINDS; called: its code and name."""

    kind: str
    id: str
    called: str
    until: date
    page: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """Instruments in use of one bad state that has no day: word of the state, how many, the first of them."""

    word: str
    count: int
    first_id: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What reminders are made of. slots: of the goals' readings. silent: units that were asked for comments and have
    not answered, with the day they were to answer by. unanswered: comments without an answer, since the first day one
    was given. review_on: when the programme is to be reviewed. waiting: (step, page, state, since)."""

    goals: Sequence[Goal] = ()
    slots: Sequence[Slot] = ()
    tasks: Sequence[Task] = ()
    expiring: Sequence[Expiring] = ()
    lacking: Sequence[Lacking] = ()
    actions: Sequence[CorrectiveAction] = ()
    silent: Sequence[tuple[str, date]] = ()
    unanswered: int = 0
    unanswered_since: date | None = None
    review_on: date | None = None
    waiting: Sequence[tuple[int, str, str, date | None]] = ()


MOST_OVERDUE = 5
"""So many overdue things of a register are named one by one; the others are told in one line."""


def reminders(watched: Watched, today: date, within_days: int) -> tuple[Reminder, ...]:
    """All that is past or comes within so many days, the worst first."""
    found = (
        *_readings(watched, today),
        *_goals(watched.goals, today),
        *_tasks(watched.tasks, today),
        *_expiring(watched.expiring, today),
        *_lacking(watched.lacking),
        *_actions(watched.actions, today),
        *_papers(watched, today),
    )
    near = (each for each in found if each.days is None or each.days <= within_days)
    return tuple(sorted(near, key=_urgency))


REGISTERS = ("instruments", "certificates", "people", "procedures")


def _urgency(reminder: Reminder) -> tuple[int, bool, int, str]:
    """What is past first; of these what belongs to the programme itself, then what the registers hold; then by day."""
    state = ("bad", "warn", "info").index(reminder.state)
    days = reminder.days if reminder.days is not None else 0
    return state, reminder.kind in REGISTERS, days, reminder.title


def _due(kind: str, title: str, words: str, day: date, today: date, page: str, target: str) -> Reminder:
    days = (day - today).days
    state = "bad" if days < 0 else "warn" if days <= SOON_DAYS else "info"
    return Reminder(kind=kind, title=title, words=words, due_on=day, days=days, state=state, page=page, target=target)


def when(days: int, past: str, coming: str, now: str) -> str:
    """One of three sentences for a day that is past, coming or today. past and coming take {days}."""
    if days == 0:
        return _(now)
    return _(past if days < 0 else coming, days=abs(days))


def _readings(watched: Watched, today: date) -> Iterable[Reminder]:
    goals = {each.id: each for each in watched.goals}
    for slot in watched.slots:
        goal = goals.get(slot.goal_id)
        if goal is None or slot.planned_on is None or slot.state not in ("missed", "coming"):
            continue
        words = when(
            (slot.planned_on - today).days,
            N_("quá kỳ đo {days} ngày, chưa đọc"),
            N_("đến kỳ đo sau {days} ngày"),
            N_("đến kỳ đo hôm nay"),
        )
        yield _due("readings", _of_goal(goal), words, slot.planned_on, today, "monitoring", slot.key)


def _goals(goals: Iterable[Goal], today: date) -> Iterable[Reminder]:
    for goal in goals:
        if goal.due_on is not None and goal.due_on >= today:
            words = when((goal.due_on - today).days, "", N_("phải đạt sau {days} ngày"), N_("phải đạt hôm nay"))
            yield _due("goals", _of_goal(goal), words, goal.due_on, today, "monitoring", goal.id)


def _of_goal(goal: Goal) -> str:
    return f"{goal_code(goal)} {goal.title}"


def _tasks(tasks: Iterable[Task], today: date) -> Iterable[Reminder]:
    for task in tasks:
        if task.state in ("done", "stopped"):
            continue
        title = f"{task_code(task)} {task.title}"
        if task.state == "planned" and task.starts_on and (task.ends_on is None or task.ends_on >= today):
            words = when(
                (task.starts_on - today).days,
                N_("chưa bắt đầu, đã chậm {days} ngày"),
                N_("bắt đầu sau {days} ngày"),
                N_("bắt đầu hôm nay"),
            )
            yield _due("tasks", title, words, task.starts_on, today, "carrying_out", task.id)
        if task.ends_on:
            past, coming = N_("chậm {days} ngày, mới được {percent} %"), N_("phải xong sau {days} ngày")
            days = (task.ends_on - today).days
            words = (
                _(past, days=-days, percent=task.percent)
                if days < 0
                else when(days, "", coming, N_("phải xong hôm nay"))
            )
            yield _due("tasks", title, words, task.ends_on, today, "carrying_out", task.id)


ENDS: Mapping[str, tuple[str, str, str]] = {
    "instruments": (N_("quá hạn {days} ngày"), N_("hết hạn sau {days} ngày"), N_("hết hạn hôm nay")),
    "people": (
        N_("quyền được giao hết hạn {days} ngày trước"),
        N_("quyền được giao hết hạn sau {days} ngày"),
        N_("quyền được giao hết hạn hôm nay"),
    ),
    "procedures": (
        N_("quá kỳ xem lại {days} ngày"),
        N_("đến kỳ xem lại sau {days} ngày"),
        N_("đến kỳ xem lại hôm nay"),
    ),
}
"""What ends on the day: past, coming, today."""


def _expiring(expiring: Iterable[Expiring], today: date) -> Iterable[Reminder]:
    by_kind: dict[str, list[Expiring]] = {}
    for each in expiring:
        by_kind.setdefault(each.kind, []).append(each)
    for kind, each_kind in by_kind.items():
        in_order = sorted(each_kind, key=lambda each: (each.until, each.called))
        past = [each for each in in_order if each.until < today]
        for each in (*past[:MOST_OVERDUE], *(one for one in in_order if one.until >= today)):
            words = when((each.until - today).days, *ENDS.get(kind, ENDS["instruments"]))
            yield _due(kind, each.called, words, each.until, today, each.page, each.id)
        if rest := past[MOST_OVERDUE:]:
            title = _("Cùng loại: {n} mục khác", n=len(rest))
            words = _("quá hạn, gần nhất {day}", day=show_date(rest[-1].until))
            yield _due(kind, title, words, rest[-1].until, today, rest[0].page, rest[0].id)


def _lacking(lacking: Iterable[Lacking]) -> Iterable[Reminder]:
    for each in lacking:
        title = _("{n} phương tiện đo: {state}", n=each.count, state=each.word)
        words = _("cần giấy chứng nhận hợp lệ, hoặc thôi dùng")
        yield Reminder(kind="certificates", title=title, words=words, page=each.page, target=each.first_id)


def _actions(actions: Iterable[CorrectiveAction], today: date) -> Iterable[Reminder]:
    for action in actions:
        if action.done_on is not None:
            continue
        title = f"{corrective_action_code(action)} {action.title}"
        if action.due_on is None:
            yield Reminder(
                kind="corrective_actions",
                title=title,
                words=_("chưa xong, chưa có hạn"),
                page="monitoring",
                target=action.id,
            )
            continue
        words = when(
            (action.due_on - today).days,
            N_("quá hạn {days} ngày"),
            N_("phải xong sau {days} ngày"),
            N_("phải xong hôm nay"),
        )
        yield _due("corrective_actions", title, words, action.due_on, today, "monitoring", action.id)


def _papers(watched: Watched, today: date) -> Iterable[Reminder]:
    for unit, day in watched.silent:
        words = when(
            (day - today).days,
            N_("quá hạn góp ý {days} ngày, chưa trả lời"),
            N_("hạn góp ý sau {days} ngày"),
            N_("hạn góp ý hôm nay"),
        )
        yield _due("comments", unit, words, day, today, "approval", "")
    if watched.unanswered:
        title = _("{n} ý kiến chưa trả lời", n=watched.unanswered)
        since = watched.unanswered_since
        words = _("sớm nhất từ {day}", day=show_date(since)) if since else _("cần trả lời từng ý kiến")
        yield Reminder(kind="comments", title=title, words=words, page="approval")
    if watched.review_on is not None:
        words = when(
            (watched.review_on - today).days,
            N_("quá hạn {days} ngày"),
            N_("đến kỳ sau {days} ngày"),
            N_("đến kỳ hôm nay"),
        )
        yield _due("review", _("Rà soát chương trình"), words, watched.review_on, today, "improvement", "")
    for step, page, state, since in watched.waiting:
        if state == "submitted":
            words = _("chờ duyệt từ {day}", day=show_date(since)) if since else _("chờ duyệt")
        else:
            words = _("đã bị trả lại, cần sửa rồi nộp lại")
        yield Reminder(kind="steps", title=_("Bước {number}", number=step), words=words, page=page)
