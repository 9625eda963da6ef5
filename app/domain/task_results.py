"""What became of the tasks: how many are done, done late, late, stopped, and what stood in their way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.tasks import ProgressNote, Task, task_code
from app.wording import N_

DONE, DONE_LATE, DOING, LATE, PLANNED, STOPPED = "done", "done_late", "doing", "late", "planned", "stopped"
TASK_RESULT_WORDS: Mapping[str, str] = {
    DONE: N_("xong"),
    DONE_LATE: N_("xong sau hạn"),
    DOING: N_("đang làm, còn hạn"),
    LATE: N_("quá hạn, chưa xong"),
    PLANNED: N_("chưa làm, còn hạn"),
    STOPPED: N_("đã dừng"),
}
TASK_RESULT_STATES: Mapping[str, str] = {
    DONE: "ok",
    DONE_LATE: "part",
    DOING: "doing",
    LATE: "bad",
    PLANNED: "todo",
    STOPPED: "na",
}


@dataclass(frozen=True, slots=True)
class TaskResult:
    """outcome: a key of TASK_RESULT_WORDS. evidence: how many pieces prove it. difficulties: the notes that tell of
    one, by day."""

    task: Task
    outcome: str
    evidence: int
    difficulties: tuple[ProgressNote, ...]

    @property
    def code(self) -> str:
        return task_code(self.task)


def task_results(
    tasks: Iterable[Task], notes: Iterable[ProgressNote], evidence: Mapping[str, int], as_of: date
) -> tuple[TaskResult, ...]:
    """By number. evidence: how many pieces there are, by task id."""
    told: dict[str, list[ProgressNote]] = {}
    for note in sorted(notes, key=lambda each: each.told_on):
        if note.difficulty:
            told.setdefault(note.task_id, []).append(note)
    ordered = sorted(tasks, key=lambda each: each.number)
    return tuple(
        TaskResult(each, outcome_of_task(each, as_of), evidence.get(each.id, 0), tuple(told.get(each.id, ())))
        for each in ordered
    )


def outcome_of_task(task: Task, as_of: date) -> str:
    match task.state:
        case "done":
            is_late = task.done_on is not None and task.ends_on is not None and task.done_on > task.ends_on
            return DONE_LATE if is_late else DONE
        case "stopped":
            return STOPPED
    if task.ends_on is not None and task.ends_on < as_of:
        return LATE
    return DOING if task.state == "doing" or task.percent else PLANNED


def counted(results: Sequence[TaskResult]) -> dict[str, int]:
    """How many tasks there are of each outcome, in the order of TASK_RESULT_WORDS; those without any left out."""
    found = [each.outcome for each in results]
    return {key: found.count(key) for key in TASK_RESULT_WORDS if key in found}
