"""How a reading of an indicator is typed, and what is refused: another unit, an impossible share, a slipped point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from app.domain.errors import UserError
from app.domain.goals import Goal
from app.domain.monitoring import IndicatorReading
from app.domain.printed_dates import read_printed_date
from app.domain.typed_fields import typed_number
from app.formats import fold, nfc, show_date, show_number, tidy
from app.wording import N_, _

READING_FIELD_NAMES: Mapping[str, str] = {
    "planned_on": N_("Ngày theo kế hoạch"),
    "read_on": N_("Ngày đọc"),
    "value": N_("Giá trị đọc"),
    "expanded_uncertainty": N_("Độ không đảm bảo U"),
    "coverage_factor": N_("Hệ số phủ k"),
    "k": N_("Số đạt"),
    "n": N_("Trên tổng số"),
    "source": N_("Nguồn số liệu"),
    "read_by": N_("Người đọc"),
    "note": N_("Ghi chú, lý do chưa đọc"),
}
FAR = 3
"""Beyond all values so far by more than so many times their span, a value needs a note that says why."""
_NUMBER = re.compile(r"[+\-−]?[\d.,\s\u00a0\u202f]*\d", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A reading as typed, every field as text. goal's unit may stand behind the value."""

    read_on: str = ""
    value: str = ""
    expanded_uncertainty: str = ""
    coverage_factor: str = ""
    k: str = ""
    n: str = ""
    source: str = ""
    read_by: str = ""
    note: str = ""


def read_typed(
    goal: Goal, reading: IndicatorReading, typed: Typed, others: Iterable[Decimal], today: date
) -> IndicatorReading:
    """The reading with all that was typed; UserError names the first thing that cannot be right.

    others: the values the goal has so far. A blank value is a gap, which needs a note.
    """
    k, n = _count(_(READING_FIELD_NAMES["k"]), typed.k), _count(_(READING_FIELD_NAMES["n"]), typed.n)
    value = _share(goal, _value(goal, typed.value), k, n)
    note = nfc(typed.note).strip()
    if value is None and not note:
        raise UserError(_("Ghi giá trị đọc được; nếu chưa đọc được, ghi lý do vào ô ghi chú."))
    if value is not None and not note:
        _refuse_far(goal, value, others)
    return replace(
        reading,
        read_on=_day(goal, typed.read_on, today) if value is not None else None,
        value=value,
        expanded_uncertainty=_above_zero(typed.expanded_uncertainty, "expanded_uncertainty"),
        coverage_factor=_above_zero(typed.coverage_factor, "coverage_factor"),
        k=k if value is not None else None,
        n=n if value is not None else None,
        source=tidy(typed.source) or (_("Nhập tay.") if value is not None else ""),
        read_by=tidy(typed.read_by) or reading.read_by,
        note=note,
    )


def _value(goal: Goal, text: str) -> Decimal | None:
    typed = nfc(text).strip()
    if not typed:
        return None
    found = _NUMBER.match(typed)
    number = typed_number(found[0].strip()) if found else None
    if found is None or number is None:
        raise UserError(_("“{typed}” không phải là số. Nhập như 88,5.", typed=typed))
    behind = typed[found.end() :].strip()
    if behind and fold(behind) != fold(goal.unit):
        raise UserError(
            _(
                "Chỉ tiêu này tính bằng {unit}, không phải {typed}. Đổi giá trị sang {unit} rồi ghi lại.",
                unit=goal.unit or _("số không đơn vị"),
                typed=behind,
            )
        )
    if goal.unit == "%" and not 0 <= number <= 100:
        raise UserError(_("Tỷ lệ phần trăm từ 0 đến 100."))
    return number


def _share(goal: Goal, value: Decimal | None, k: int | None, n: int | None) -> Decimal | None:
    """The value, or the one that k of n give; UserError when they do not agree."""
    if k is None and n is None:
        return value
    if k is None or n is None:
        raise UserError(_("Ghi cả số đạt và tổng số, hoặc để trống cả hai."))
    if n <= 0 or not 0 <= k <= n:
        raise UserError(_("Số đạt {k} phải từ 0 đến tổng số {n}, và tổng số lớn hơn 0.", k=k, n=n))
    if goal.unit != "%":
        return value
    share = (Decimal(100 * k) / n).quantize(Decimal("0.1"), ROUND_HALF_UP)
    share = share.to_integral_value() if share == share.to_integral_value() else share
    if value is not None and abs(value - Decimal(100 * k) / n) > Decimal("0.5"):
        raise UserError(
            _(
                "{k} trên {n} là {share} %, không phải {value} %. Sửa một trong ba con số.",
                k=k,
                n=n,
                share=show_number(share),
                value=show_number(value),
            )
        )
    return share


def _refuse_far(goal: Goal, value: Decimal, others: Iterable[Decimal]) -> None:
    known = [*others, *(each for each in (goal.baseline, goal.target) if each is not None)]
    low, high = min(known, default=value), max(known, default=value)
    span = high - low
    if span and not low - FAR * span <= value <= high + FAR * span:
        raise UserError(
            _(
                "Giá trị {value} cách xa mọi giá trị trước đây ({low} đến {high} {unit}). Kiểm tra dấu phẩy; nếu đúng "
                "như vậy, nêu vì sao trong ô ghi chú rồi ghi lại.",
                value=show_number(value),
                low=show_number(low),
                high=show_number(high),
                unit=goal.unit,
            )
        )


def _count(name: str, text: str) -> int | None:
    if not text.strip():
        return None
    number = typed_number(text)
    if number is None or number != number.to_integral_value() or number < 0:
        raise UserError(_("{name} là số nguyên không âm, không phải “{typed}”.", name=name, typed=text.strip()))
    return int(number)


def _above_zero(text: str, field: str) -> Decimal | None:
    if not text.strip():
        return None
    number = typed_number(text)
    if number is None or number <= 0:
        name = _(READING_FIELD_NAMES[field])
        raise UserError(_("{name} là số lớn hơn 0, không phải “{typed}”.", name=name, typed=text.strip()))
    return number


def _day(goal: Goal, text: str, today: date) -> date:
    day, partial = read_printed_date(text)
    if partial or day is None:
        raise UserError(_("Ghi đủ ngày, tháng, năm, như {day}.", day=show_date(today)))
    if day > today:
        raise UserError(_("Ngày {day} chưa tới, nên chưa ghi được.", day=show_date(day)))
    if goal.baseline_on and day < goal.baseline_on:
        raise UserError(_("Ngày đọc phải từ ngày của giá trị ban đầu ({day}) trở đi.", day=show_date(goal.baseline_on)))
    return day
