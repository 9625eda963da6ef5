"""Step 8: reviews of the programme, at least once a year; their minutes are written with the other meetings."""

from __future__ import annotations

from datetime import date, datetime, time

from app.domain.errors import UserError
from app.domain.keys import new_key
from app.domain.monitored import Reviews
from app.domain.programme_papers import Meeting
from app.formats import nfc
from app.services.carrying_out import read_day
from app.services.locks import demand_open
from app.services.reminders import review_day
from app.storage.unit import Unit
from app.wording import _

STEP = 8
KIND = "review"


def reviews_of(unit: Unit, cycle_id: str) -> Reviews:
    held = [each for each in unit.meetings.all(cycle_id=cycle_id, kind=KIND) if each.started_at]
    held.sort(key=lambda each: str(each.started_at), reverse=True)
    return Reviews(held=tuple(held), next_on=review_day(unit, cycle_id))


def hold_review(unit: Unit, cycle_id: str, day: str, conclusion: str, today: date) -> Meeting:
    """Keeps a review that was held on a day, with what it concluded."""
    demand_open(unit, cycle_id, STEP)
    held_on, said = read_day(day, today), nfc(conclusion).strip()
    if not said:
        raise UserError(_("Ghi kết luận của buổi rà soát."))
    given = [each for each in (*unit.meetings.all(), *unit.meetings.withdrawn()) if each.cycle_id == cycle_id]
    number = max((each.number for each in given if each.kind == KIND), default=0) + 1
    at = datetime.combine(held_on, time(8)).astimezone()
    return unit.meetings.keep(
        Meeting(id=new_key(), cycle_id=cycle_id, number=number, kind=KIND, started_at=at, conclusion=said)
    )


def retire_review(unit: Unit, meeting_id: str, reason: str) -> None:
    meeting = unit.meetings.get(meeting_id)
    demand_open(unit, meeting.cycle_id, STEP)
    if not reason.strip():
        raise UserError(_("Nêu lý do bỏ buổi rà soát này."))
    unit.meetings.retire(meeting_id, reason.strip())
