"""What may be typed into what the programme says of itself, and what it still lacks for step 3."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.domain.errors import UserError
from app.domain.goal_gaps import Gap
from app.domain.printed_dates import read_printed_date
from app.domain.programme_papers import ProgrammePlan
from app.domain.typed_fields import number_of
from app.domain.typed_months import months_of
from app.formats import add_months, nfc, show_date, tidy
from app.wording import N_, _

PLAN_FIELD_NAMES: Mapping[str, str] = {
    "name": N_("Tên chương trình"),
    "starts_on": N_("Bắt đầu"),
    "ends_on": N_("Kết thúc"),
    "general_aim": N_("Mục tiêu chung"),
    "discount_rate": N_("Lãi suất chiết khấu"),
    "review_every": N_("Rà soát mỗi"),
}
LONGEST_REVIEW = 12
"""Months: a programme is reviewed at least once a year (QĐ 510 Điều 17, chưa đối chiếu)."""


def read_plan_field(plan: ProgrammePlan, field: str, text: str) -> dict[str, Any]:
    """The fields of a plan that this text sets; UserError says what is wrong with it."""
    match field:
        case "name":
            return {field: tidy(text)}
        case "general_aim":
            return {field: nfc(text).strip()}
        case "starts_on" | "ends_on":
            return _day(plan, field, text)
        case "discount_rate":
            return {field: _rate(text)}
        case "review_every":
            return {field: months_of(text, LONGEST_REVIEW)}
    raise KeyError(field)


def _day(plan: ProgrammePlan, field: str, text: str) -> dict[str, Any]:
    day, partial = read_printed_date(text)
    if partial:
        raise UserError(_("Thời kỳ cần đủ ngày, tháng, năm, như 01/01/2027."))
    changed = replace(plan, starts_on=day) if field == "starts_on" else replace(plan, ends_on=day)
    if changed.starts_on and changed.ends_on and changed.ends_on < least_end(changed.starts_on):
        raise UserError(
            _(
                "Thời kỳ của chương trình phải từ một năm trở lên: bắt đầu {start} thì kết thúc từ {end}.",
                start=show_date(changed.starts_on),
                end=show_date(least_end(changed.starts_on)),
            )
        )
    return {field: day}


def least_end(start: date) -> date:
    """The earliest last day of a period of one year."""
    return add_months(start, 12) - timedelta(days=1)


def _rate(text: str) -> Any:
    rate = number_of(text.replace("%", ""))
    if rate is not None and not 0 <= rate <= 100:
        raise UserError(_("Lãi suất chiết khấu từ 0 đến 100 % một năm."))
    return rate


def plan_gaps(plan: ProgrammePlan) -> tuple[Gap, ...]:
    """What step 3 still needs of it: name, period, general aim."""
    wanted = (
        ("name", _("thiếu tên chương trình")),
        ("starts_on", _("thiếu ngày bắt đầu")),
        ("ends_on", _("thiếu ngày kết thúc")),
        ("general_aim", _("thiếu mục tiêu chung")),
    )
    return tuple(Gap(field, words) for field, words in wanted if not getattr(plan, field))


def years_of(plan: ProgrammePlan) -> int | None:
    """Whole years the period covers, at least 1; None while a day is missing."""
    if plan.starts_on is None or plan.ends_on is None:
        return None
    years = 1
    while add_months(plan.starts_on, 12 * (years + 1)) - timedelta(days=1) <= plan.ends_on:
        years += 1
    return years
