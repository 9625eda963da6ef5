"""What reaching a goal costs and brings: payback, present value, and which of its figures moves that value most.

Payback = investment / yearly gain; NPV = −I + Σ S_t / (1 + r)^t with t from 1 (method M20 Losses). Money is in million
đồng, exact decimals; a figure that nobody estimated is None with a reason, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from app.wording import N_, _

COST_SHARE = Decimal("0.2")
"""How far a cost that was given without a range is varied, up and down, as a share of it."""
RATE_STEP = Decimal(3)
"""Percent points by which the discount rate is varied."""
YEARS_STEP = 1
"""Years by which the period is varied; it never goes below one."""
LONGEST_PAYBACK = Decimal(1000)
"""Years; what takes longer is told as never paid back."""

INPUT_NAMES: Mapping[str, str] = {
    "saving": N_("Tiết kiệm mỗi năm"),
    "investment": N_("Vốn một lần"),
    "running": N_("Chi phí mỗi năm"),
    "rate": N_("Lãi suất chiết khấu"),
    "years": N_("Số năm"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the least and the greatest it may be; both equal to expected where no range was told."""

    expected: Decimal
    low: Decimal
    high: Decimal

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.expected + other.expected, self.low + other.low, self.high + other.high)


def exactly(value: Decimal) -> Figure:
    return Figure(value, value, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """investment: once; running: each year; saving: each year; rate: percent a year; years: of the programme."""

    investment: Decimal | None = None
    running: Decimal | None = None
    saving: Figure | None = None
    rate: Decimal | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One input of the sensitivity bar: the present value at its lower and at its upper figure.

    assumed: nobody told a range, so the program's own step was taken.
    """

    input: str
    low: Decimal
    high: Decimal
    npv_at_low: Decimal
    npv_at_high: Decimal
    assumed: bool

    @property
    def span(self) -> Decimal:
        return abs(self.npv_at_high - self.npv_at_low)


@dataclass(frozen=True, slots=True)
class Economics:
    """gain: saving less running cost, a year. Each None has a reason under its name ("gain", "payback", "npv").

    npv: the saving counts in full in each year, so its years run from the day the goal is reached; they are as many as
    the programme has. payback: years; its high is None when at the least saving it is never paid back. bars: the
    widest first.
    """

    gain: Figure | None
    payback: Figure | None
    payback_has_end: bool
    npv: Figure | None
    bars: tuple[Bar, ...]
    reasons: Mapping[str, str]


def economics_of(case: Case) -> Economics:
    reasons: dict[str, str] = {}
    gain = _gain(case)
    if gain is None:
        reasons["gain"] = _lacking(case, ("saving", "running"))
    payback, has_end = _payback(case, gain, reasons)
    npv: Figure | None = None
    bars: tuple[Bar, ...] = ()
    lacking = _lacking(case, ("saving", "running", "investment", "rate", "years"))
    if lacking:
        reasons["npv"] = lacking
    else:
        npv = _npv_range(case)
        bars = _bars(case)
    return Economics(gain, payback, has_end, npv, bars, reasons)


_LACKING: Mapping[str, str] = {
    "saving": N_("chưa có hiệu quả kinh tế nào bằng tiền"),
    "running": N_("chưa ước tính chi phí mỗi năm"),
    "investment": N_("chưa ước tính vốn một lần"),
    "rate": N_("chưa có lãi suất chiết khấu"),
    "years": N_("chưa có thời kỳ của chương trình"),
}


def _lacking(case: Case, names: tuple[str, ...]) -> str:
    """A sentence that names what is missing of these, "" when nothing is."""
    words = [_(_LACKING[name]) for name in names if getattr(case, name) is None]
    return _("Chưa ước tính được: {lacking}.", lacking="; ".join(words)) if words else ""


def _gain(case: Case) -> Figure | None:
    if case.saving is None or case.running is None:
        return None
    return case.saving + exactly(-case.running)


def _payback(case: Case, gain: Figure | None, reasons: dict[str, str]) -> tuple[Figure | None, bool]:
    if gain is None or case.investment is None:
        reasons["payback"] = _lacking(case, ("saving", "running", "investment"))
        return None, False
    if case.investment == 0:
        reasons["payback"] = _("Không cần vốn một lần, nên không có thời gian hoàn vốn.")
        return None, False
    expected = payback_years(case.investment, gain.expected)
    if expected is None:
        reasons["payback"] = _("Phần tiết kiệm không lớn hơn chi phí mỗi năm, nên không hoàn vốn.")
        return None, False
    soonest = payback_years(case.investment, gain.high) or expected
    latest = payback_years(case.investment, gain.low)
    return Figure(expected, soonest, latest if latest is not None else expected), latest is not None


def payback_years(investment: Decimal, gain: Decimal) -> Decimal | None:
    """Investment / yearly gain; None when it is never paid back."""
    if gain <= 0 or investment / gain > LONGEST_PAYBACK:
        return None
    return investment / gain


def present_value(investment: Decimal, gain: Decimal, rate: Decimal, years: int) -> Decimal:
    """−I + Σ S / (1 + r)^t for t = 1 … years; rate in percent a year."""
    with localcontext() as context:
        context.prec = 28
        factor = 1 + rate / 100
        return -investment + sum((gain / factor**year for year in range(1, years + 1)), Decimal(0))


def _npv(case: Case) -> Decimal:
    """Of a case in which nothing is missing, at the expected saving."""
    assert case.saving is not None and case.running is not None and case.investment is not None
    assert case.rate is not None and case.years is not None
    return present_value(case.investment, case.saving.expected - case.running, case.rate, case.years)


def _npv_range(case: Case) -> Figure:
    assert case.saving is not None
    at = [_npv(replace(case, saving=exactly(each))) for each in (case.saving.low, case.saving.high)]
    return Figure(_npv(case), min(at), max(at))


def _bars(case: Case) -> tuple[Bar, ...]:
    """Each input between its two ends, all others as expected."""
    assert case.saving is not None and case.running is not None and case.investment is not None
    assert case.rate is not None and case.years is not None
    low, high, told = case.saving.low, case.saving.high, case.saving.is_range
    if not told:
        low, high = sorted((case.saving.expected * (1 - COST_SHARE), case.saving.expected * (1 + COST_SHARE)))
    made = [_bar(case, "saving", low, high, assumed=not told)]
    for name, value in (("investment", case.investment), ("running", case.running)):
        if value:
            made.append(_bar(case, name, value * (1 - COST_SHARE), value * (1 + COST_SHARE)))
    made.append(_bar(case, "rate", max(Decimal(0), case.rate - RATE_STEP), case.rate + RATE_STEP))
    made.append(_bar(case, "years", Decimal(max(1, case.years - YEARS_STEP)), Decimal(case.years + YEARS_STEP)))
    return tuple(sorted((each for each in made if each.low != each.high), key=lambda each: -each.span))


def _bar(case: Case, name: str, low: Decimal, high: Decimal, *, assumed: bool = True) -> Bar:
    return Bar(name, low, high, _npv(_with(case, name, low)), _npv(_with(case, name, high)), assumed)


def _with(case: Case, name: str, value: Decimal) -> Case:
    match name:
        case "saving":
            return replace(case, saving=exactly(value))
        case "investment":
            return replace(case, investment=value)
        case "running":
            return replace(case, running=value)
        case "rate":
            return replace(case, rate=value)
        case "years":
            return replace(case, years=int(value))
    raise KeyError(name)


def told_bars(bars: tuple[Bar, ...]) -> str:
    """Which input moves the present value most, in one sentence; "" without bars."""
    if not bars:
        return ""
    return _("Ảnh hưởng lớn nhất đến giá trị hiện tại ròng: {name}.", name=_(INPUT_NAMES[bars[0].input]).lower())
