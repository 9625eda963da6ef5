"""Before and after: the difference with its uncertainty, and only as much of a verdict as the figures carry.

Each side has an interval of its own at k = 2, about 95 %: a measured value its U, a share k of n the score interval of
Wilson, a yearly number of cases the score interval of a Poisson count, an amount of money its low and high estimate.
Both are joined by the method of variance estimates recovery (MOVER; Newcombe, Stat. Med. 17 (1998) 873, method 10;
Zou and Donner, Stat. Med. 27 (2008) 1693). For two measured values that is U = √(U₁² + U₂²), the law of propagation for
independent values (GUM 5.1.2). What both sides share (one instrument, one method) is not subtracted: the interval is
then too wide, never too narrow in the enterprise's favour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import hypot, sqrt

COVERAGE = 2.0
"""The coverage factor of every interval here."""

MEASURED, SHARE, COUNT, RANGE, BARE = "measured", "share", "count", "range", "bare"

RISES, FALLS, SAME = "rises", "falls", "same"
UNKNOWN, UNLIKE, UNMEASURED = "unknown", "unlike", "unmeasured"
"""Verdicts on the change: clearly up, clearly down, not to be told from none; the difference is known and its
uncertainty not; both sides are not of one kind; there is no value."""

REACHED, MISSED, OPEN, BY_VALUE, NOT_SET = "reached", "missed", "open", "by_value", "not_set"
"""Verdicts on the target: reached or missed beyond U; U reaches over it; reached by the value alone, whose uncertainty
is not known; there is no target or no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One value of an indicator. value: in unit, None with a reason. U with its factor, or k of n for a share in
    percent, or low and high; counted: the value is a number of cases. indicator_key: what computed it, "" if typed."""

    value: Decimal | None
    on: date | None = None
    unit: str = ""
    indicator_key: str = ""
    expanded_uncertainty: Decimal | None = None
    coverage_factor: Decimal | None = None
    k: int | None = None
    n: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    counted: bool = False
    reason: str = ""

    @property
    def kind(self) -> str:
        """By which knowledge of its uncertainty it is judged."""
        if self.k is not None and self.n and 0 <= self.k <= self.n and self.unit == "%":
            return SHARE
        if self.expanded_uncertainty is not None:
            return MEASURED
        if self.low is not None and self.high is not None:
            return RANGE
        return COUNT if self.counted and self.value is not None and self.value >= 0 else BARE

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its own interval at k = 2, in its unit; None while nothing is known of its uncertainty."""
        if self.value is None:
            return None
        value = float(self.value)
        match self.kind:
            case "share":
                low, high = share_interval(self.k or 0, self.n or 1)
                return min(100 * low, value), max(100 * high, value)
            case "measured":
                reach = self.reach
                return value - reach, value + reach
            case "range":
                return min(float(self.low or 0), value), max(float(self.high or 0), value)
            case "count":
                return count_interval(value)
        return None

    @property
    def reach(self) -> float:
        """U at k = 2. A U that came without its factor counts as k = 2."""
        factor = float(self.coverage_factor) if self.coverage_factor else COVERAGE
        return abs(float(self.expanded_uncertainty or 0)) / factor * COVERAGE


def share_interval(k: int, n: int) -> tuple[float, float]:
    """Score interval of a share, from 0 to 1 (Wilson 1927), at k = 2."""
    share, z2 = k / n, COVERAGE**2
    middle, half = share + z2 / (2 * n), COVERAGE * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z2 / n)), min(1.0, (middle + half) / (1 + z2 / n))


def count_interval(count: float) -> tuple[float, float]:
    """Score interval of the mean of a Poisson count in the same period, at k = 2."""
    middle, half = count + COVERAGE**2 / 2, COVERAGE * sqrt(count + COVERAGE**2 / 4)
    return max(0.0, middle - half), middle + half


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """before and after as given. difference: after − before, exact; low, high: its interval at k = 2, None while not
    known. verdict: on the change; unlike: which of "indicator", "unit" differ; mixed: whether the two kinds of
    knowledge differ; populations: (n before, n after) where two shares are of unequal numbers. target: a verdict."""

    before: Side
    after: Side
    aim: Decimal | None
    difference: Decimal | None
    low: float | None
    high: float | None
    verdict: str
    target: str
    unlike: tuple[str, ...] = ()
    mixed: bool = False
    populations: tuple[int, int] | None = None

    @property
    def towards(self) -> bool | None:
        """Whether it went towards the target; None without one, without a difference, or where it is already there."""
        if self.difference is None or not self.difference or self.aim is None or self.before.value is None:
            return None
        way = self.aim - self.before.value
        return (way > 0) == (self.difference > 0) if way else None

    @property
    def is_clear(self) -> bool:
        return self.verdict in (RISES, FALLS)


def change_of(before: Side, after: Side, target: Decimal | None = None, *, rises: bool | None = None) -> Change:
    """Compares like with like. rises: whether more is better; by the way from before to the target when left out."""
    unlike = _unlike(before, after)
    difference = after.value - before.value if before.value is not None and after.value is not None else None
    low, high = _difference_interval(before, after) if difference is not None and not unlike else (None, None)
    return Change(
        before=before,
        after=after,
        aim=target,
        difference=None if unlike else difference,
        low=low,
        high=high,
        verdict=_verdict(difference, low, high, unlike),
        target=NOT_SET if "unit" in unlike else target_verdict(before, after, target, rises),
        unlike=unlike,
        mixed=difference is not None and not unlike and before.kind != after.kind,
        populations=_populations(before, after),
    )


def _unlike(before: Side, after: Side) -> tuple[str, ...]:
    if before.value is None or after.value is None:
        return ()
    found = (("indicator", before.indicator_key, after.indicator_key), ("unit", before.unit, after.unit))
    return tuple(name for name, then, now in found if then != now)


def _difference_interval(before: Side, after: Side) -> tuple[float | None, float | None]:
    then, now = before.interval, after.interval
    if then is None or now is None or before.value is None or after.value is None:
        return None, None
    was, is_now = float(before.value), float(after.value)
    difference = is_now - was
    return difference - hypot(is_now - now[0], then[1] - was), difference + hypot(now[1] - is_now, was - then[0])


def _verdict(difference: Decimal | None, low: float | None, high: float | None, unlike: tuple[str, ...]) -> str:
    if unlike:
        return UNLIKE
    if difference is None:
        return UNMEASURED
    if low is None or high is None:
        return UNKNOWN
    if difference > 0 and low > 0:
        return RISES
    return FALLS if difference < 0 and high < 0 else SAME


def _populations(before: Side, after: Side) -> tuple[int, int] | None:
    if before.kind == after.kind == SHARE and before.n and after.n and before.n != after.n:
        return before.n, after.n
    return None


def target_verdict(before: Side, after: Side, target: Decimal | None, rises: bool | None = None) -> str:
    """Whether the value after has reached the target. A share and a number of cases were counted to the last one, so
    they are held against it as they stand; a measured value or an estimate with its interval."""
    if target is None or after.value is None:
        return NOT_SET
    if rises is None:
        rises = before.value is None or target >= before.value
    is_there = after.value >= target if rises else after.value <= target
    if after.kind in (SHARE, COUNT):
        return REACHED if is_there else MISSED
    if after.interval is None:
        return BY_VALUE if is_there else MISSED
    low, high = after.interval
    if (low if rises else -high) >= (float(target) if rises else -float(target)):
        return REACHED
    return MISSED if (high < float(target) if rises else low > float(target)) else OPEN
