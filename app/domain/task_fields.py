"""The fields of a task as a person types them, and what each becomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.errors import UserError
from app.domain.printed_dates import read_printed_date
from app.domain.tasks import TASK_KINDS, Task
from app.domain.typed_fields import magnitude_of, one_of
from app.formats import nfc, show_date, tidy
from app.wording import N_, _

TASK_FIELD_NAMES: Mapping[str, str] = {
    "title": N_("Tên nhiệm vụ"),
    "kind": N_("Loại nhiệm vụ"),
    "detail": N_("Nội dung công việc"),
    "owner": N_("Chủ trì"),
    "partner": N_("Phối hợp"),
    "starts_on": N_("Ngày bắt đầu"),
    "ends_on": N_("Ngày kết thúc"),
    "effort": N_("Công của người chủ trì"),
    "result": N_("Kết quả phải có, kiểm tra được"),
    "note": N_("Ghi chú"),
    "why_no_solution": N_("Vì sao không cần giải pháp"),
}
_DAYS = re.compile(r"(?<=\d)\s*[^\W\d_][^\d]*$")
"""The word for days that may stand behind the number."""
MOST_EFFORT = Decimal(3650)
"""Ten years of one person: more is a misprint."""


def read_task_field(task: Task, field: str, text: str) -> dict[str, Any]:
    """The fields of a task that this text sets; UserError says what is wrong with it."""
    match field:
        case "title":
            if not tidy(text):
                raise UserError(_("Nhiệm vụ cần một tên nói rõ việc phải làm."))
            return {field: tidy(text)}
        case "kind":
            return {field: one_of(text, TASK_KINDS)}
        case "starts_on" | "ends_on":
            return {field: _day(task, field, text)}
        case "effort":
            return {field: _effort(text)}
        case "detail" | "result" | "note" | "why_no_solution":
            return {field: nfc(text).strip()}
        case _ if field in TASK_FIELD_NAMES:
            return {field: tidy(text)}
    raise KeyError(field)


def _day(task: Task, field: str, text: str) -> date | None:
    day, partial = read_printed_date(text)
    if partial:
        raise UserError(_("Ngày của nhiệm vụ cần đủ ngày, tháng, năm, như 31/03/2027."))
    demand_order(*((day, task.ends_on) if field == "starts_on" else (task.starts_on, day)))
    return day


def demand_order(starts_on: date | None, ends_on: date | None) -> None:
    """UserError where a task would end before it starts."""
    if starts_on and ends_on and ends_on < starts_on:
        raise UserError(
            _(
                "Ngày kết thúc {end} ở trước ngày bắt đầu {start}. Sửa một trong hai ngày.",
                end=show_date(ends_on),
                start=show_date(starts_on),
            )
        )


def _effort(text: str) -> Decimal | None:
    """Days of work: "12", "2,5 ngày"."""
    typed = _DAYS.sub("", tidy(text))
    days = magnitude_of(typed)
    if days is not None and days > MOST_EFFORT:
        raise UserError(_("Công tính bằng ngày, nhiều nhất {most} ngày. Nhập như 12 hoặc 2,5.", most=MOST_EFFORT))
    return days
