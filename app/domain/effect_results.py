"""Expected beside measured: what each effect was found to be, and what money comes to by measured savings alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.economics import Case, Economics, Figure, economics_of
from app.domain.effect_fields import is_money
from app.domain.effects import EFFECT_KINDS, Effect
from app.domain.errors import UserError
from app.domain.printed_dates import read_printed_date
from app.domain.programme_papers import ProgrammePlan
from app.domain.solutions import FundingItem
from app.domain.typed_fields import number_of
from app.formats import nfc
from app.wording import N_, _

MEASURED_FIELD_NAMES: Mapping[str, str] = {
    "measured_low": N_("Đo được, thấp"),
    "measured": N_("Đo được"),
    "measured_high": N_("Đo được, cao"),
    "measured_on": N_("Ngày đo"),
    "measured_basis": N_("Căn cứ, cách tính"),
}

WITHIN, ABOVE, BELOW, ONLY_WORDS, NOT_MEASURED, NO_BASE = "within", "above", "below", "words", "not_measured", "no_base"
EFFECT_WORDS: Mapping[str, str] = {
    WITHIN: N_("không phân biệt được với dự kiến"),
    ABOVE: N_("cao hơn dự kiến"),
    BELOW: N_("thấp hơn dự kiến"),
    ONLY_WORDS: N_("mô tả bằng lời"),
    NOT_MEASURED: N_("chưa đo"),
    NO_BASE: N_("đo được, không có dự kiến bằng số"),
}
EFFECT_STATES: Mapping[str, str] = {
    WITHIN: "ok",
    ABOVE: "ok",
    BELOW: "warn",
    ONLY_WORDS: "na",
    NOT_MEASURED: "todo",
    NO_BASE: "ok",
}


@dataclass(frozen=True, slots=True)
class EffectResult:
    """verdict: a key of EFFECT_WORDS, from whether the two ranges meet; a figure without a range is a range of one."""

    effect: Effect
    verdict: str


def effect_results(effects: Iterable[Effect]) -> tuple[EffectResult, ...]:
    """By kind in the order of EFFECT_KINDS, then by number."""
    order = list(EFFECT_KINDS)
    ordered = sorted(effects, key=lambda each: (order.index(each.kind), each.number))
    return tuple(EffectResult(each, verdict_of(each)) for each in ordered)


def verdict_of(effect: Effect) -> str:
    measured, expected = measured_figure(effect), expected_figure(effect)
    if measured is None:
        return ONLY_WORDS if effect.measured_basis else NOT_MEASURED
    if expected is None:
        return NO_BASE
    if measured.low > expected.high:
        return ABOVE
    return BELOW if measured.high < expected.low else WITHIN


def expected_figure(effect: Effect) -> Figure | None:
    return _figure(effect.expected_low, effect.expected, effect.expected_high)


def measured_figure(effect: Effect) -> Figure | None:
    return _figure(effect.measured_low, effect.measured, effect.measured_high)


def _figure(low: Decimal | None, middle: Decimal | None, high: Decimal | None) -> Figure | None:
    if middle is None:
        return None
    return Figure(middle, middle if low is None else low, middle if high is None else high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Million đồng. planned, spent: of the items that come once; planned_yearly, spent_yearly: of those of each year.

    unplanned, unspent: how many items have no such figure; total: how many items there are. spent is the sum of those
    that are known, None when none is.
    """

    total: int = 0
    planned: Decimal | None = None
    planned_yearly: Decimal | None = None
    unplanned: int = 0
    spent: Decimal | None = None
    spent_yearly: Decimal | None = None
    unspent: int = 0

    @property
    def is_whole(self) -> bool:
        """Every item says what it came to."""
        return self.total > 0 and not self.unspent


def costs_of(items: Sequence[FundingItem]) -> Costs:
    return Costs(
        total=len(items),
        planned=_sum(each.amount for each in items if not each.yearly),
        planned_yearly=_sum(each.amount for each in items if each.yearly),
        unplanned=sum(each.amount is None for each in items),
        spent=_sum(each.spent for each in items if not each.yearly),
        spent_yearly=_sum(each.spent for each in items if each.yearly),
        unspent=sum(each.spent is None for each in items),
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [each for each in values if each is not None]
    return sum(known, Decimal(0)) if known else None


def measured_economics(effects: Iterable[Effect], costs: Costs, plan: ProgrammePlan | None) -> Economics:
    """Payback and present value from measured savings and spent money alone; what is missing is said, never estimated.

    While an item does not say what it came to, nothing is computed from the rest.
    """
    measured = [measured_figure(each) for each in effects if is_money(each.unit)]
    known = [each for each in measured if each is not None]
    saving = sum(known[1:], known[0]) if known else None
    zero = Decimal(0)
    return economics_of(
        Case(
            investment=(costs.spent or zero) if costs.is_whole else None,
            running=(costs.spent_yearly or zero) if costs.is_whole else None,
            saving=saving,
            rate=plan.discount_rate if plan else None,
            years=period_years(plan),
        )
    )


def economics_gaps(effects: Iterable[Effect], costs: Costs) -> str:
    """Why payback and present value were not measured, as a sentence; "" when savings and costs are known."""
    missing = []
    if not any(is_money(each.unit) and each.measured is not None for each in effects):
        missing.append(_("chưa đo khoản tiết kiệm nào bằng tiền"))
    if not costs.total:
        missing.append(_("chương trình chưa có khoản kinh phí nào"))
    elif costs.unspent:
        missing.append(_("{n} trong {total} khoản kinh phí chưa ghi thực chi", n=costs.unspent, total=costs.total))
    return _("Chưa đo: {missing}.", missing="; ".join(missing)) if missing else ""


def period_years(plan: ProgrammePlan | None) -> int | None:
    """The whole years of the programme's period, at least one; None while it has none."""
    if plan is None or plan.starts_on is None or plan.ends_on is None:
        return None
    return max(1, round(((plan.ends_on - plan.starts_on).days + 1) / 365.25))


def read_measured_field(effect: Effect, field: str, text: str, today: date) -> dict[str, Any]:
    """The fields of an effect that this text sets; UserError says what is wrong with it."""
    match field:
        case "measured" | "measured_low" | "measured_high":
            typed = text.strip().removesuffix(effect.unit).strip() if effect.unit else text
            read: dict[str, Any] = {field: number_of(typed)}
            _demand_order({**{name: getattr(effect, name) for name in MEASURED_FIELD_NAMES}, **read})
            return read
        case "measured_on":
            day, partial = read_printed_date(text)
            if partial:
                raise UserError(_("Ngày đo cần đủ ngày, tháng, năm, như 31/12/2027."))
            if day and day > today:
                raise UserError(_("Ngày đo không thể ở sau hôm nay."))
            return {field: day}
        case "measured_basis":
            return {field: nfc(text).strip()}
    raise KeyError(field)


def _demand_order(read: Mapping[str, Any]) -> None:
    told = [read[name] for name in ("measured_low", "measured", "measured_high") if read[name] is not None]
    if told != sorted(told):
        raise UserError(_("Ba con số phải theo thứ tự: thấp, đo được, cao."))
