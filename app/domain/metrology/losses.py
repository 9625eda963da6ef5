"""M20: what wrong measuring costs: bias, overfill, wrong decisions, spread, instruments out of tolerance, downtime; and
what an investment against it gives back.

Source: JCGM 106:2012, 9 (decision risk); NCSLI RP-19 (cost model); Taguchi's loss function; ISO 10014. All money is in
one currency and of one year; nothing here is a typical figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from app.domain.errors import UserError
from app.wording import _


@dataclass(frozen=True, slots=True)
class Range:
    """A figure with the least and the greatest it may be; low and high None where nobody has told."""

    expected: float
    low: float | None = None
    high: float | None = None

    @property
    def ends(self) -> tuple[float, ...]:
        return tuple({self.expected if each is None else each for each in (self.low, self.high)})

    @property
    def told(self) -> bool:
        return self.low is not None or self.high is not None


def spread(formula: Callable[..., float], **figures: Range) -> Range:
    """The formula of the expected figures, and its least and greatest over all ends of the ranges.

    Right for formulas that rise or fall with each figure on its own, as all of M20 do over the ranges allowed. Without
    any range told the result has none.
    """
    expected = formula(**{name: each.expected for name, each in figures.items()})
    if not any(each.told for each in figures.values()):
        return Range(expected)
    corners = product(*(each.ends for each in figures.values()))
    found = [formula(**dict(zip(figures, corner, strict=True))) for corner in corners]
    return Range(expected, min(found), max(found))


def bias_loss(relative_bias: float, throughput: float, price: float) -> float:
    """b_rel x Q x P a year, its sign kept; with b = (indicated - true)/true the buyer loses where b > 0."""
    return relative_bias * throughput * price


def overfill(mean: Decimal, nominal: Decimal, rate: Decimal) -> Decimal:
    """(mean - Qn) x rate, rate = units a year x price of one unit of quantity."""
    return (mean - nominal) * rate


def giveaway(mean_fill: float, nominal: float, packages: float, price: float) -> float:
    return (mean_fill - nominal) * packages * price


def spread_saving(z: float, sd_before: float, sd_after: float, packages: float, price: float) -> float:
    """What a smaller total spread saves at the same safety z: z (s1 - s2) x N x price."""
    return z * (sd_before - sd_after) * packages * price


def false_accepts(units: float, pfa: float, cost: float) -> float:
    return units * pfa * cost


def quadratic_factor(cost_at_limit: float, half_width: float) -> float:
    """k = A/D^2."""
    return cost_at_limit / half_width**2


def quadratic_loss(k: float, offset: float, sd: float) -> float:
    """k (m^2 + s^2) for one unit; offset: mean - target, or the mean itself where smaller is better."""
    return k * (offset**2 + sd**2)


def out_of_tolerance_loss(rate: float, instruments: float, look_back: float, at_risk: float, cost: float) -> float:
    """(1 - R) x number of instruments x (look-back cost + product at risk x C_FA) a year."""
    return (1 - rate) * instruments * (look_back + at_risk * cost)


def downtime_loss(events: float, hours: float, rate: float) -> float:
    return events * hours * rate


def present_value(investment: float, savings: Sequence[float], discount_rate: float) -> float:
    """NPV = -I + sum S_t/(1 + r)^t, t from 1."""
    later = (each / (1 + discount_rate) ** year for year, each in enumerate(savings, 1))
    return -investment + sum(later)


def money_of(given: Mapping[str, Any], *, year_needed: bool = True) -> str:
    """The currency; UserError when it, or the year of the prices, is missing."""
    currency = str(given.get("currency") or "").strip()
    if not currency:
        raise UserError(_("Thiếu loại tiền “currency” (VND, USD …): số tiền không có loại tiền thì không dùng được."))
    if year_needed and given.get("year") is None:
        raise UserError(_("Thiếu năm của giá “year”: tiền của các năm khác nhau không so được với nhau."))
    return currency


# ---- adding losses up

CAUSES: Mapping[str, str] = {
    "loss_bias": "quantity",
    "loss_giveaway": "quantity",
    "prepackage_lot": "quantity",
    "loss_decisions": "quality",
    "loss_quadratic": "quality",
    "loss_out_of_tolerance": "quality",
    "loss_downtime": "time",
}
"""What a kind of loss comes from. Two of one cause in one process tell of the same money and are never added."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss a year. key: of its evaluation; calculation: its kind; process: "" where none was named. low and high
    None where no range is known; expected None where it is not distinguishable from zero. year None: not told.
    """

    key: str
    calculation: str
    process: str
    expected: float | None
    low: float | None
    high: float | None
    currency: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the losses in one currency and year. keys: those in it; without_range: how many of them have no range,
    so that low and high are too narrow.
    """

    currency: str
    year: int | None
    expected: float
    low: float
    high: float
    keys: tuple[str, ...]
    without_range: int


@dataclass(frozen=True, slots=True)
class Sums:
    """totals: by currency and year, the newest first. overlaps: key of a loss left out to the key that stands for it.

    unclear: those with no expected value, in no sum.
    """

    totals: tuple[Total, ...]
    overlaps: Mapping[str, str]
    unclear: tuple[str, ...]


def add_up(losses: Iterable[Loss]) -> Sums:
    """Sums without counting twice: of several losses of one cause in one process the largest stands for all.

    Losses without a process are taken to be of one process, because nothing says that they are not.
    """
    known = [each for each in losses if each.expected is not None or each.low is not None or each.high is not None]
    unclear = tuple(each.key for each in known if each.expected is None)
    counted = [each for each in known if each.expected is not None]
    standing: dict[tuple[str, str, str, int | None], Loss] = {}
    overlaps: dict[str, str] = {}
    for each in sorted(counted, key=lambda one: (-abs(one.expected or 0.0), one.key)):
        place = (each.process, CAUSES.get(each.calculation, each.key), each.currency, each.year)
        first = standing.setdefault(place, each)
        if first is not each:
            overlaps[each.key] = first.key
    groups: dict[tuple[str, int | None], list[Loss]] = {}
    for each in standing.values():
        groups.setdefault((each.currency, each.year), []).append(each)
    totals = [_total(currency, year, group) for (currency, year), group in groups.items()]
    totals.sort(key=lambda each: (-(each.year or 0), each.currency))
    return Sums(tuple(totals), overlaps, unclear)


def _total(currency: str, year: int | None, group: Sequence[Loss]) -> Total:
    expected = [each.expected or 0.0 for each in group]
    lows = [one if each.low is None else each.low for each, one in zip(group, expected, strict=True)]
    highs = [one if each.high is None else each.high for each, one in zip(group, expected, strict=True)]
    without = sum(each.low is None and each.high is None for each in group)
    keys = tuple(each.key for each in group)
    return Total(currency, year, sum(expected), sum(lows), sum(highs), keys, without)
