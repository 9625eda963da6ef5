"""Step 8: what is done when a task or a reading is late: cause, action, owner, day, result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.carrying_out import days_late, is_open
from app.domain.errors import UserError
from app.domain.goals import goal_code
from app.domain.keys import new_key
from app.domain.monitored import ActionRow
from app.domain.monitoring import CorrectiveAction, corrective_action_code
from app.domain.printed_dates import read_printed_date
from app.domain.tasks import task_code
from app.formats import nfc, show_date, tidy
from app.services.locks import demand_open
from app.services.numbering import next_number
from app.services.reminders import all_slots
from app.storage.unit import Unit
from app.wording import N_, _

STEP = 8

ACTION_FIELD_NAMES: Mapping[str, str] = {
    "title": N_("Việc khắc phục"),
    "cause": N_("Nguyên nhân"),
    "owner": N_("Đơn vị, người chịu trách nhiệm"),
    "due_on": N_("Hạn hoàn thành"),
    "done_on": N_("Ngày xong"),
    "result": N_("Kết quả"),
}


def action_rows(unit: Unit, cycle_id: str, today: date) -> list[ActionRow]:
    """The open ones first, each part by number."""
    rows = [_row(unit, each, today) for each in unit.corrective_actions.all(cycle_id=cycle_id)]
    return sorted(rows, key=lambda each: (each.action.done_on is not None, each.action.number))


def _row(unit: Unit, action: CorrectiveAction, today: date) -> ActionRow:
    until = action.done_on or today
    late = max(0, (until - action.due_on).days) if action.due_on else 0
    open_state = "bad" if late else "doing" if action.due_on else "warn"
    state = "ok" if action.done_on else open_state
    return ActionRow(action=action, about=about_words(unit, action), state=state, late=late)


def about_words(unit: Unit, action: CorrectiveAction) -> str:
    """What it is for, with its code; "" for the programme as a whole or a record that is gone."""
    match action.about_kind:
        case "tasks":
            task = unit.tasks.find(action.about_id)
            return f"{task_code(task)} {task.title}" if task else ""
        case "goals":
            goal = unit.goals.find(action.about_id)
            return f"{goal_code(goal)} {goal.title}" if goal else ""
        case "findings":
            finding = unit.findings.find(action.about_id)
            return f"PH-{finding.number:02d} {finding.title}" if finding else ""
        case "instruments":
            instrument = unit.instruments.find(action.about_id)
            return " ".join(each for each in (instrument.code, instrument.name) if each) if instrument else ""
    return ""


def proposed_actions(unit: Unit, cycle_id: str, today: date) -> list[CorrectiveAction]:
    """One for each late task and for each goal with a missed reading that has no open action yet; not kept."""
    covered = {
        (each.about_kind, each.about_id)
        for each in unit.corrective_actions.all(cycle_id=cycle_id)
        if each.done_on is None
    }
    return [
        each
        for each in (*_for_tasks(unit, cycle_id, today), *_for_readings(unit, cycle_id, today))
        if (each.about_kind, each.about_id) not in covered
    ]


def _for_tasks(unit: Unit, cycle_id: str, today: date) -> list[CorrectiveAction]:
    made = []
    for task in sorted(unit.tasks.all(cycle_id=cycle_id), key=lambda each: each.number):
        late = days_late(task, today)
        if not late or not is_open(task):
            continue
        notes = sorted(unit.progress_notes.all(task_id=task.id), key=lambda each: each.told_on)
        made.append(
            CorrectiveAction(
                id=new_key(),
                cycle_id=cycle_id,
                number=0,
                title=_("Đưa {code} trở lại kế hoạch (chậm {days} ngày)", code=task_code(task), days=late),
                about_kind="tasks",
                about_id=task.id,
                cause=notes[-1].difficulty if notes else "",
                owner=task.owner,
            )
        )
    return made


def _for_readings(unit: Unit, cycle_id: str, today: date) -> list[CorrectiveAction]:
    missed: dict[str, list[date]] = {}
    for slot in all_slots(unit, cycle_id, today):
        if slot.state == "missed" and slot.planned_on:
            missed.setdefault(slot.goal_id, []).append(slot.planned_on)
    made = []
    for goal in sorted(unit.goals.all(cycle_id=cycle_id), key=lambda each: each.number):
        if goal.id in missed:
            day = show_date(max(missed[goal.id]))
            made.append(
                CorrectiveAction(
                    id=new_key(),
                    cycle_id=cycle_id,
                    number=0,
                    title=_("Đọc lại chỉ tiêu của {code}, kỳ {day} chưa đọc", code=goal_code(goal), day=day),
                    about_kind="goals",
                    about_id=goal.id,
                    owner=goal.owner,
                )
            )
    return made


def keep_action(unit: Unit, action: CorrectiveAction) -> CorrectiveAction:
    """Keeps a new action, a proposed one too, and gives it its KP number."""
    if not tidy(action.title):
        raise UserError(_("Ghi việc phải làm để khắc phục."))
    demand_open(unit, action.cycle_id, STEP)
    number = action.number or next_number(unit, "corrective_actions", action.cycle_id)
    return unit.corrective_actions.keep(replace(action, number=number, title=tidy(action.title)))


def new_action(
    unit: Unit, cycle_id: str, title: str, about: tuple[str, str] = ("", ""), **given: Any
) -> CorrectiveAction:
    """An own action. about: kind and id of the record it is for."""
    made = CorrectiveAction(
        id=new_key(), cycle_id=cycle_id, number=0, title=title, about_kind=about[0], about_id=about[1], **given
    )
    return keep_action(unit, made)


def edit_action(unit: Unit, action_id: str, field: str, text: str, today: date) -> CorrectiveAction:
    """Sets one field as typed."""
    action = unit.corrective_actions.get(action_id)
    demand_open(unit, action.cycle_id, STEP)
    match field:
        case "title":
            if not tidy(text):
                raise UserError(_("Ghi việc phải làm để khắc phục."))
            read: dict[str, Any] = {field: tidy(text)}
        case "owner":
            read = {field: tidy(text)}
        case "cause" | "result":
            read = {field: nfc(text).strip()}
        case "due_on" | "done_on":
            read = {field: _day(field, text, today)}
        case _:
            raise KeyError(field)
    return unit.corrective_actions.keep(replace(action, **read))


def _day(field: str, text: str, today: date) -> date | None:
    day, partial = read_printed_date(text)
    if partial:
        raise UserError(_("Ghi đủ ngày, tháng, năm, như {day}.", day=show_date(today)))
    if field == "done_on" and day and day > today:
        raise UserError(_("Ngày {day} chưa tới, nên chưa ghi được.", day=show_date(day)))
    return day


def retire_action(unit: Unit, action_id: str, reason: str) -> None:
    """Withdraws an action; its number is not used again."""
    action = unit.corrective_actions.get(action_id)
    demand_open(unit, action.cycle_id, STEP)
    if not reason.strip():
        raise UserError(_("Nêu lý do bỏ {code}.", code=corrective_action_code(action)))
    unit.corrective_actions.retire(action_id, reason.strip())
    for link in (*unit.links.all(from_id=action_id), *unit.links.all(to_id=action_id)):
        unit.links.retire(link.id)
