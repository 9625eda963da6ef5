"""How far a task has come as of a day: what its notes of progress say, what its plan says, and what it still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.errors import UserError
from app.domain.tasks import TASK_STATES, ProgressNote, Task
from app.domain.typed_fields import typed_number
from app.wording import _

NOTE_DAYS = 92
"""A task under way is told of at least once in so many days (a quarter)."""
BEHIND = 20
"""So many percent below its plan, and a task is said to lag behind."""


def in_order(notes: Sequence[ProgressNote]) -> list[ProgressNote]:
    """The oldest first; of one day, as they were written."""
    return sorted(notes, key=lambda each: each.told_on)


def follow(task: Task, notes: Sequence[ProgressNote]) -> Task:
    """The task with state, percent and day of completion as its notes say. A stopped one stays stopped.

    Done on the first day of those at its end that say 100 %.
    """
    told = in_order(notes)
    percent = told[-1].percent if told else 0
    done_on = None
    if percent == 100:
        for note in reversed(told):
            if note.percent < 100:
                break
            done_on = note.told_on
    state = "done" if percent == 100 else "doing" if percent > 0 else "planned"
    if task.state == "stopped":
        state, done_on = "stopped", None
    return replace(task, state=state, percent=percent, done_on=done_on)


def expected_percent(task: Task, today: date) -> int | None:
    """What an even pace from the first day to the last would have reached; None without both days."""
    if task.starts_on is None or task.ends_on is None:
        return None
    if today >= task.ends_on:
        return 100
    if today < task.starts_on:
        return 0
    days = (task.ends_on - task.starts_on).days + 1
    return round(100 * ((today - task.starts_on).days + 1) / days)


def is_open(task: Task) -> bool:
    return task.state not in ("done", "stopped")


def days_late(task: Task, today: date) -> int:
    """Days since the day it should have been done; for one that is done, until it was. 0 when in time."""
    if task.ends_on is None or task.state == "stopped":
        return 0
    until = task.done_on if task.state == "done" else today
    return max(0, (until - task.ends_on).days) if until else 0


def lags(task: Task, today: date) -> bool:
    """Still in time, but clearly below an even pace."""
    expected = expected_percent(task, today)
    return is_open(task) and not days_late(task, today) and expected is not None and task.percent + BEHIND < expected


def has_begun(task: Task, today: date) -> bool:
    """Whether it should be under way by its plan, or is."""
    return task.percent > 0 or task.starts_on is None or task.starts_on <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLack:
    """What is still missing of a task in step 7. key: "evidence", "note", "reason" or "action"; words: one phrase."""

    key: str
    words: str


def task_lacks(
    task: Task, notes: Sequence[ProgressNote], evidence: int, actions: int, today: date
) -> tuple[TaskLack, ...]:
    """evidence, actions: how many pieces of evidence and corrective actions the task has."""
    lacks = []
    if task.state == "done" and not evidence and not task.why_no_evidence.strip():
        lacks.append(TaskLack(key="evidence", words=_("đã xong nhưng chưa có bằng chứng")))
    if task.state == "stopped" and not task.why_stopped.strip():
        lacks.append(TaskLack(key="reason", words=_("đã dừng nhưng chưa nêu lý do")))
    if is_open(task) and has_begun(task, today) and not _told_lately(notes, today):
        lacks.append(TaskLack(key="note", words=_("chưa ghi tiến độ trong ba tháng qua")))
    if is_open(task) and days_late(task, today) and not actions:
        lacks.append(TaskLack(key="action", words=_("chậm nhưng chưa có hành động khắc phục")))
    return tuple(lacks)


def _told_lately(notes: Sequence[ProgressNote], today: date) -> bool:
    return any(each.told_on >= today - timedelta(days=NOTE_DAYS) for each in notes)


GLYPHS = {"planned": "todo", "doing": "doing", "done": "ok", "stopped": "na"}


def glyph_of(task: Task, lacks: Sequence[TaskLack], today: date) -> str:
    """The state it is painted with: bad when late, warn when it lags or lacks something."""
    if is_open(task) and days_late(task, today):
        return "bad"
    if lacks or lags(task, today):
        return "warn"
    return GLYPHS[task.state]


def word_of(task: Task, today: date) -> str:
    """Its state in a few words: "Đang làm, chậm 12 ngày"."""
    word = _(TASK_STATES[task.state])
    late = days_late(task, today)
    if late:
        return _("{state}, chậm {days} ngày", state=word, days=late)
    if lags(task, today):
        return _("{state}, kế hoạch {expected} %", state=word, expected=expected_percent(task, today))
    return word


def read_percent(typed: str) -> int:
    """A share of the work as typed: "40" or "40 %"; UserError for anything but a whole number from 0 to 100."""
    number = typed_number(typed.strip().removesuffix("%").strip())
    if number is None or number != number.to_integral_value() or not 0 <= number <= 100:
        raise UserError(_("Tiến độ là số nguyên từ 0 đến 100, không phải “{typed}”.", typed=typed.strip()))
    return int(number)
