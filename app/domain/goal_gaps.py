"""What a goal still lacks before step 3 can be handed in (programme.md section 8, rule 3), and how it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.baseline import FACTOR, magnitude, number, read_baseline
from app.domain.errors import UserError
from app.domain.goals import Goal
from app.domain.printed_dates import read_printed_date
from app.domain.typed_months import months_of
from app.formats import nfc, tidy
from app.wording import N_, _

GOAL_FIELD_NAMES: Mapping[str, str] = {
    "title": N_("Tên mục tiêu"),
    "indicator": N_("Chỉ tiêu"),
    "indicator_key": N_("Chỉ tiêu tính từ dữ liệu"),
    "unit": N_("Đơn vị tính"),
    "baseline": N_("Giá trị hiện tại"),
    "baseline_on": N_("Ngày của giá trị hiện tại"),
    "baseline_source": N_("Nguồn của giá trị hiện tại"),
    "target": N_("Giá trị cần đạt"),
    "due_on": N_("Hạn hoàn thành"),
    "owner": N_("Đơn vị, người chịu trách nhiệm"),
    "justification": N_("Luận chứng"),
    "baseline_uncertainty": N_("U của giá trị hiện tại (k = 2)"),
    "investment": N_("Vốn một lần"),
    "running_cost": N_("Chi phí mỗi năm"),
    "measured_every": N_("Đo lại mỗi"),
}
LONGEST_INTERVAL = 12
"""Months: an indicator is read at least once a year (programme.md, step 8)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A field of a goal that is still blank; words: what is missing, in one phrase."""

    field: str
    words: str


_GAPS: tuple[tuple[str, str], ...] = (
    ("indicator", N_("thiếu chỉ tiêu")),
    ("unit", N_("thiếu đơn vị tính")),
    ("baseline", N_("thiếu giá trị hiện tại")),
    ("target", N_("thiếu giá trị cần đạt")),
    ("due_on", N_("thiếu hạn hoàn thành")),
    ("owner", N_("thiếu người chịu trách nhiệm")),
    ("justification", N_("thiếu luận chứng")),
)


def goal_gaps(goal: Goal, findings: int) -> tuple[Gap, ...]:
    """What is missing, the gravest first. findings: how many findings the goal answers."""
    gaps = [Gap(field, _(words)) for field, words in _GAPS if getattr(goal, field) in ("", None)]
    if not findings:
        gaps.append(Gap("findings", _("chưa nối với phát hiện nào")))
    return tuple(gaps)


def goal_state(goal: Goal, findings: int) -> str:
    """bad: no figure to measure it by; warn: something else is missing; ok: complete."""
    fields = {each.field for each in goal_gaps(goal, findings)}
    return "bad" if fields & {"baseline", "target", "indicator"} else "warn" if fields else "ok"


def read_goal_field(goal: Goal, field: str, text: str) -> dict[str, Any]:
    """The fields of a goal that this text sets; UserError says what is wrong with it."""
    match field:
        case "title":
            if not tidy(text):
                raise UserError(_("Mục tiêu cần một tên nói rõ điều phải đạt."))
            return {field: tidy(text)}
        case "baseline":
            return dict(read_baseline(goal, text))
        case "baseline_uncertainty":
            spread = magnitude(text.removesuffix(goal.unit) if goal.unit else text)
            return {field: spread, "baseline_factor": None if spread is None else FACTOR}
        case "target":
            return {field: number(goal, text)}
        case "investment" | "running_cost":
            return {field: magnitude(text)}
        case "measured_every":
            return {field: months_of(text, LONGEST_INTERVAL)}
        case "baseline_on" | "due_on":
            return _day(goal, field, text)
        case "justification" | "baseline_source":
            return {field: nfc(text).strip()}
        case _ if field in GOAL_FIELD_NAMES:
            return {field: tidy(text)}
    raise KeyError(field)


def _day(goal: Goal, field: str, text: str) -> dict[str, Any]:
    day, partial = read_printed_date(text)
    if partial:
        raise UserError(_("Hạn cần đủ ngày, tháng, năm, như 31/12/2027."))
    begins, ends = (day, goal.due_on) if field == "baseline_on" else (goal.baseline_on, day)
    if begins and ends and ends < begins:
        raise UserError(_("Hạn hoàn thành phải ở sau ngày của giá trị hiện tại."))
    return {field: day}
