"""The baseline of a goal: how it is typed, and the interval it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from app.domain.change import COVERAGE, share_interval
from app.domain.errors import UserError
from app.domain.goals import Goal
from app.domain.typed_fields import typed_number
from app.formats import MINUS, show_number
from app.wording import _

SHARE, MEASURED = "share", "measured"
FACTOR = Decimal(2)
"""The coverage factor of a U that was typed without one (GUM 6.3.3: about 95 %)."""
_COUNTS = re.compile(r"(\d+)\s*/\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Interval:
    """low, high: in the unit of the goal, at k = 2. kind: "measured" (baseline ± U) or "share" (score interval of
    Wilson for k of n). words: what it is, in one sentence."""

    low: float
    high: float
    kind: str
    words: str


def interval_of(goal: Goal) -> Interval | None:
    """The interval of the baseline; None where nothing is known of its uncertainty.

    A share that was counted to the last one has no error of sampling; its interval then says how far such a share of
    so few can move by chance alone.
    """
    if goal.baseline is None:
        return None
    if goal.baseline_uncertainty is not None:
        factor = goal.baseline_factor or FACTOR
        reach = float(goal.baseline_uncertainty / factor) * COVERAGE
        words = _(
            "{value} ± {u} {unit} (U, k = {k})",
            value=show_number(goal.baseline),
            u=show_number(goal.baseline_uncertainty),
            unit=goal.unit,
            k=show_number(factor),
        )
        return Interval(float(goal.baseline) - reach, float(goal.baseline) + reach, MEASURED, words)
    if goal.baseline_k is not None and goal.baseline_n and goal.unit == "%":
        low, high = (100 * each for each in share_interval(goal.baseline_k, goal.baseline_n))
        words = _(
            "khoảng Wilson 95 % của {k}/{n}: từ {low} đến {high} %",
            k=goal.baseline_k,
            n=goal.baseline_n,
            low=show_number(low, 1),
            high=show_number(high, 1),
        )
        return Interval(low, high, SHARE, words)
    return None


def read_baseline(goal: Goal, text: str) -> Mapping[str, Any]:
    """The fields that a typed baseline sets: "58", "58 ± 6" with its U, or "12/40" for a share of a sample.

    UserError when it is none of these. What was known of the old value's uncertainty goes with it.
    """
    fields: dict[str, Any] = {
        "baseline": None,
        "baseline_source": "",
        "baseline_uncertainty": None,
        "baseline_factor": None,
        "baseline_k": None,
        "baseline_n": None,
    }
    typed = text.strip().removesuffix(goal.unit).strip() if goal.unit else text.strip()
    if not typed:
        return fields
    if match := _COUNTS.fullmatch(typed):
        return {**fields, **_share(goal, int(match[1]), int(match[2]))}
    value, _sign, spread = typed.replace("+/-", "±").partition("±")
    fields |= {"baseline": number(goal, value), "baseline_source": _("Nhập tay.")}
    if spread.strip():
        fields |= {"baseline_uncertainty": magnitude(spread), "baseline_factor": FACTOR}
    return fields


def _share(goal: Goal, k: int, n: int) -> Mapping[str, Any]:
    if goal.unit not in ("", "%"):
        raise UserError(_("“{k}/{n}” là một tỷ lệ. Đơn vị phải là %, hoặc nhập một con số.", k=k, n=n))
    if not n or k > n:
        raise UserError(_("“{k}/{n}” không phải là một tỷ lệ: số đạt không thể lớn hơn tổng số.", k=k, n=n))
    value = (Decimal(100 * k) / n).quantize(Decimal("0.1"), ROUND_HALF_UP)
    whole = value.to_integral_value()
    return {
        "unit": "%",
        "baseline": whole if whole == value else value,
        "baseline_source": _("Nhập tay: {k} trong {n} đã xem.", k=k, n=n),
        "baseline_k": k,
        "baseline_n": n,
    }


def number(goal: Goal, text: str) -> Decimal | None:
    """A value in the goal's unit, None for a blank; a share stays between 0 and 100."""
    typed = text.strip().removesuffix(goal.unit).strip() if goal.unit else text.strip()
    if not typed:
        return None
    value = typed_number(typed)
    if value is None:
        raise UserError(_("“{typed}” không phải là số. Nhập như 88,5.", typed=text.strip()))
    if goal.unit == "%" and not 0 <= value <= 100:
        raise UserError(_("Tỷ lệ phần trăm từ 0 đến 100."))
    return value


def magnitude(text: str) -> Decimal | None:
    """A size without a sign, None for a blank."""
    typed = text.replace("±", "").strip()
    value = typed_number(typed) if typed else None
    if typed and (value is None or value < 0 or MINUS in typed):
        raise UserError(_("“{typed}” không phải là số không âm. Nhập như 12,5.", typed=text.strip()))
    return value
