"""Step 7: notes of progress, which state, percent and day of completion of a task follow; evidence; stopping a task."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.domain.carrying_out import (
    days_late,
    expected_percent,
    follow,
    glyph_of,
    in_order,
    read_percent,
    task_lacks,
    word_of,
)
from app.domain.errors import UserError
from app.domain.findings import Finding, Link, stands
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.monitored import CarryingRow
from app.domain.monitoring import CorrectiveAction
from app.domain.printed_dates import read_printed_date
from app.domain.tasks import ProgressNote, Task, task_code
from app.formats import nfc, show_date
from app.services.locks import demand_open
from app.storage.unit import Unit
from app.wording import _

STEP = 7


def carrying_rows(unit: Unit, cycle_id: str, today: date) -> list[CarryingRow]:
    """The tasks of a cycle in the order of their numbers, as of today."""
    tasks = sorted(unit.tasks.all(cycle_id=cycle_id), key=lambda each: each.number)
    goals = {each.id: each for each in unit.goals.all(cycle_id=cycle_id)}
    findings = {each.id: each for each in unit.findings.all(cycle_id=cycle_id) if stands(each)}
    to_goals = _ends(unit.links.all(from_kind="tasks", to_kind="goals"))
    to_findings = _ends(unit.links.all(from_kind="tasks", to_kind="findings"))
    proofs = evidence_counts(unit)
    actions: dict[str, list[CorrectiveAction]] = {}
    for each in unit.corrective_actions.all(cycle_id=cycle_id, about_kind="tasks"):
        actions.setdefault(each.about_id, []).append(each)
    return [
        _row(
            task,
            [goals[each] for each in to_goals.get(task.id, ()) if each in goals],
            [findings[each] for each in to_findings.get(task.id, ()) if each in findings],
            unit.progress_notes.all(task_id=task.id),
            proofs.get(task.id, 0),
            actions.get(task.id, []),
            today,
        )
        for task in tasks
    ]


def _row(
    task: Task,
    goals: list[Goal],
    findings: list[Finding],
    notes: list[ProgressNote],
    evidence: int,
    actions: list[CorrectiveAction],
    today: date,
) -> CarryingRow:
    lacks = task_lacks(task, notes, evidence, len(actions), today)
    return CarryingRow(
        task=task,
        goals=tuple(sorted(goals, key=lambda each: each.number)),
        findings=tuple(sorted(findings, key=lambda each: each.number)),
        notes=tuple(reversed(in_order(notes))),
        evidence=evidence,
        actions=tuple(actions),
        lacks=lacks,
        glyph=glyph_of(task, lacks, today),
        word=word_of(task, today),
        late=days_late(task, today),
        expected=expected_percent(task, today),
    )


def _ends(links: Iterable[Link]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in links:
        found.setdefault(each.from_id, []).append(each.to_id)
    return found


def evidence_counts(unit: Unit) -> dict[str, int]:
    """How many pieces of evidence prove each task, by its id; links lead either way."""
    pairs = {(each.to_id, each.from_id) for each in unit.links.all(from_kind="evidence", to_kind="tasks")}
    pairs |= {(each.from_id, each.to_id) for each in unit.links.all(from_kind="tasks", to_kind="evidence")}
    counts: dict[str, int] = {}
    for task_id, _evidence in pairs:
        counts[task_id] = counts.get(task_id, 0) + 1
    return counts


# ---- notes of progress


def note_progress(
    unit: Unit,
    task_id: str,
    told_on: date | str,
    percent: int | str,
    words: str = "",
    difficulty: str = "",
    *,
    today: date,
) -> ProgressNote:
    """Keeps what is told of a task on a day; the task follows its latest note."""
    task = _open_task(unit, task_id)
    if task.state == "stopped":
        raise UserError(_("{code} đã dừng. Mở lại nhiệm vụ trước khi ghi tiến độ.", code=task_code(task)))
    note = ProgressNote(
        id=new_key(),
        task_id=task_id,
        told_on=read_day(told_on, today),
        percent=read_percent(str(percent)),
        words=nfc(words).strip(),
        difficulty=nfc(difficulty).strip(),
        told_by=unit.person,
    )
    kept = unit.progress_notes.keep(note)
    _follow(unit, task)
    return kept


def set_percent(unit: Unit, task_id: str, percent: int, today: date) -> ProgressNote:
    """A quick note of today; the one of today is changed, so that a slip of a key leaves one note, not two."""
    _open_task(unit, task_id)
    of_today = [each for each in unit.progress_notes.all(task_id=task_id) if each.told_on == today]
    if not of_today:
        return note_progress(unit, task_id, today, percent, today=today)
    return edit_note(unit, of_today[-1].id, "percent", str(percent), today)


NOTE_FIELDS = ("told_on", "percent", "words", "difficulty")


def edit_note(unit: Unit, note_id: str, field: str, text: str, today: date) -> ProgressNote:
    """Sets one field of a note as typed; the task follows."""
    note = unit.progress_notes.get(note_id)
    task = _open_task(unit, note.task_id)
    match field:
        case "told_on":
            changed = replace(note, told_on=read_day(text, today))
        case "percent":
            changed = replace(note, percent=read_percent(text))
        case "words":
            changed = replace(note, words=nfc(text).strip())
        case "difficulty":
            changed = replace(note, difficulty=nfc(text).strip())
        case _:
            raise KeyError(field)
    kept = unit.progress_notes.keep(changed)
    _follow(unit, task)
    return kept


def retire_note(unit: Unit, note_id: str, reason: str) -> None:
    if not reason.strip():
        raise UserError(_("Nêu lý do bỏ ghi chép này."))
    note = unit.progress_notes.get(note_id)
    task = _open_task(unit, note.task_id)
    unit.progress_notes.retire(note_id, reason.strip())
    _follow(unit, task)


def _follow(unit: Unit, task: Task) -> None:
    unit.tasks.keep(follow(task, unit.progress_notes.all(task_id=task.id)))


def read_day(typed: date | str, today: date) -> date:
    """A whole day that is not in the future."""
    if isinstance(typed, date):
        day: date | None = typed
    else:
        day, partial = read_printed_date(typed)
        if partial or day is None:
            raise UserError(_("Ghi đủ ngày, tháng, năm, như {day}.", day=show_date(today)))
    assert day is not None
    if day > today:
        raise UserError(_("Ngày {day} chưa tới, nên chưa ghi được.", day=show_date(day)))
    return day


# ---- stopping, and why there is no evidence


def stop_task(unit: Unit, task_id: str, reason: str) -> Task:
    """Gives a task up, with the reason; its notes stay."""
    task, said = _open_task(unit, task_id), nfc(reason).strip()
    if not said:
        raise UserError(_("Nêu lý do dừng nhiệm vụ này."))
    if task.state == "done":
        raise UserError(_("{code} đã xong nên không dừng được nữa.", code=task_code(task)))
    return unit.tasks.keep(replace(task, state="stopped", why_stopped=said, done_on=None), said)


def resume_task(unit: Unit, task_id: str) -> Task:
    """Takes up a task that was stopped; it is again as far as its notes say."""
    task = _open_task(unit, task_id)
    notes = unit.progress_notes.all(task_id=task_id)
    return unit.tasks.keep(follow(replace(task, state="planned", why_stopped=""), notes))


def say_why_no_evidence(unit: Unit, task_id: str, words: str) -> Task:
    """Why nothing is there to prove that a task was done; blank takes it back."""
    task = _open_task(unit, task_id)
    return unit.tasks.keep(replace(task, why_no_evidence=nfc(words).strip()))


def _open_task(unit: Unit, task_id: str) -> Task:
    """The task, if step 7 may still be changed."""
    task = unit.tasks.get(task_id)
    demand_open(unit, task.cycle_id, STEP)
    return task
