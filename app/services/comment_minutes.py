"""The minutes of the collecting of comments: when and where it was gone through, who led, and what was concluded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from app.domain.errors import UserError
from app.domain.keys import new_key
from app.domain.programme_papers import Meeting
from app.formats import nfc, show_date, tidy
from app.services.approval import STEP, typed_day
from app.services.locks import demand_open
from app.services.numbering import next_number
from app.storage.unit import Unit
from app.wording import N_, _

KIND = "comments"
MINUTES_FIELDS: Mapping[str, str] = {
    "started_at": N_("Ngày, giờ họp hoặc ngày lập biên bản"),
    "place": N_("Địa điểm"),
    "chair": N_("Người chủ trì: họ tên, chức vụ"),
    "secretary": N_("Người ghi biên bản: họ tên, chức vụ"),
    "present": N_("Thành phần, mỗi người một dòng: chức vụ; họ tên"),
    "conclusion": N_("Kết luận sau khi xem xét ý kiến"),
}


def comment_minutes(unit: Unit, cycle_id: str) -> Meeting | None:
    """The newest minutes of this kind; None while there are none."""
    return max(unit.meetings.all(cycle_id=cycle_id, kind=KIND), key=lambda each: each.number, default=None)


def note_minutes(unit: Unit, cycle_id: str, field: str, text: str) -> Meeting:
    """Sets one field of the minutes as typed; the first one makes them.

    Minutes that were written out already stay as they are: what is set then begins new ones, taken from them.
    """
    if field not in MINUTES_FIELDS:
        raise KeyError(field)
    demand_open(unit, cycle_id, STEP)
    found = comment_minutes(unit, cycle_id)
    if found is None or found.fingerprint:
        number = next_number(unit, "meetings", cycle_id)
        made = found or Meeting(id="", cycle_id=cycle_id, number=number, kind=KIND)
        found = replace(made, id=new_key(), number=number, revision=0, fingerprint="")
    return unit.meetings.keep(_with(found, field, text))


def _with(meeting: Meeting, field: str, text: str) -> Meeting:
    if field != "started_at":
        changed: dict[str, Any] = {field: nfc(text).strip() if field in ("present", "conclusion") else tidy(text)}
        return replace(meeting, **changed)
    return replace(meeting, started_at=_moment(text))


_TIME = re.compile(r"(?<![\d/.-])(\d{1,2})(?::(\d{2})(?!\d)|\s*(?:g[^\W\d]{2}|h|g)(?:\s*(\d{2})(?![\d/.-]))?)")


def _moment(text: str) -> datetime | None:
    """A day, with or without the hour: "19/11/2026", "8h30 19/11/2026", "19/11/2026 08:30". Midnight: no hour said."""
    how = _("Ngày lập biên bản cần đủ ngày, tháng, năm, như 05/12/2026 hoặc 8h30 05/12/2026.")
    typed = nfc(text).strip()
    found = _TIME.search(typed)
    day = typed_day(_TIME.sub(" ", typed, count=1).strip(" ,") if found else typed, how)
    if day is None:
        if found:
            raise UserError(how)
        return None
    try:
        hour = time(int(found[1]), int(found[2] or found[3] or 0)) if found else time()
        return datetime.combine(day, hour).astimezone()
    except (OverflowError, ValueError) as odd:
        raise UserError(how) from odd


def shown_moment(meeting: Meeting) -> str:
    """Its day, and its hour where one was said, as it is typed."""
    if meeting.started_at is None:
        return ""
    here = meeting.started_at.astimezone()
    return f"{show_date(here.date())} {here:%H:%M}" if says_hour(here) else show_date(here.date())


def says_hour(moment: datetime) -> bool:
    """Whether an hour was said: midnight stands for a day alone."""
    here = moment.astimezone()
    return (here.hour, here.minute) != (0, 0)
