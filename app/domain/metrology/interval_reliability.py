"""M15: calibration intervals from what was found in tolerance: the interval test A3, and the fit S2.

Source: NCSLI RP-1:2010, methods A3 and S2; Castrup, interval test method. Rejection confidence and step follow the
definitions there: a reliability below the target shortens, one above lengthens, each the more the surer it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from app.domain.metrology.proportions import exact_share

Array = NDArray[np.float64]
CLOSE_SHARE, CLOSE_DAYS = 0.5, 56.0
"""Results count as of one interval when they lie within so much of it, and within so many days."""


@dataclass(frozen=True, slots=True)
class IntervalTest:
    """reliability = x/n with exact limits at the confidence asked for; rejection: confidence that it misses the target.

    days: the new interval within its bounds; reached: before them; recommended: whether it is sure and large enough.
    """

    reliability: float
    low: float
    high: float
    rejection: float
    days: float
    reached: float
    recommended: bool


def rejection_confidence(x: int, n: int, target: float) -> float:
    """How sure it is that the reliability is not the target; 0 <= Q <= 1."""
    if x == n:
        return 1 - target**n
    if x == 0:
        return 1 - (1 - target) ** n
    if x / n < target:
        tail = float(special.bdtr(x, n, target))
    elif x / n > target:
        tail = float(special.bdtrc(x - 1, n, target))
    else:
        return 0.0
    return max(0.0, 1 - 2 * tail)


def interval_test(
    x: int,
    n: int,
    current: float,
    target: float,
    *,
    confidence: float = 0.95,
    needed: float = 0.5,
    factor: float = 2.0,
    smallest: float = 5.0,
    bounds: tuple[float, float] = (30.0, 1826.0),
) -> IntervalTest:
    """A3: x of n found in tolerance at about the interval current (days); n >= 1, 0 < target < 1.

    factor: the interval changes at most by it, up or down; needed: rejection confidence from which a change is
    recommended; smallest: least change in days that is worth it.
    """
    reliability, q = x / n, rejection_confidence(x, n, target)
    if reliability < target:
        step = max(1 / factor, 10 ** ((reliability - target) * q))
    elif reliability > target:
        step = factor if q >= 1 else min(factor, 10 ** min(300.0, (reliability - target) / (1 - q)))
    else:
        step = 1.0
    reached = step * current
    days = min(bounds[1], max(bounds[0], reached))
    limits = exact_share(x, n, confidence)
    return IntervalTest(
        reliability, limits.low, limits.high, q, days, reached, q > needed and abs(days - current) >= smallest
    )


def far_from(intervals: Sequence[float], current: float) -> list[int]:
    """Which intervals (by place, from 0) do not belong to the current one (within 50 % and 56 days of it)."""
    width = min(CLOSE_SHARE * current, CLOSE_DAYS)
    return [place for place, each in enumerate(intervals) if abs(each - current) > width]


@dataclass(frozen=True, slots=True)
class ReliabilityFit:
    """S2: R(t) = exp(-(rate t)^shape), fitted by maximum likelihood. days: where R falls to the target.

    low, high: likelihood limits of days at the confidence; None where the likelihood stays open on that side. deviance
    and its degrees of freedom against the groups taken alone, p: probability of a larger one if the model holds.
    """

    rate: float
    shape: float
    log_likelihood: float
    days: float
    low: float | None
    high: float | None
    deviance: float
    df: int
    p: float | None


@dataclass(frozen=True, slots=True)
class _Profile:
    """The likelihood of groups in terms of the interval itself: R(t) = target^((t/days)^shape), need = −ln target."""

    times: Array
    counts: Array
    good: Array
    need: float
    weibull: bool

    def at(self, log_days: float, log_shape: float) -> float:
        hazard = self.need * (self.times / math.exp(log_days)) ** math.exp(log_shape)
        missed = special.xlog1py(self.counts - self.good, -np.exp(-np.maximum(hazard, 1e-300)))
        return float(np.sum(-self.good * hazard + missed))

    def best(self, log_days: float) -> tuple[float, float]:
        """The largest likelihood at this interval, and the shape where it is."""
        if not self.weibull:
            return self.at(log_days, 0.0), 1.0
        start = float(max(np.linspace(-2.5, 2.5, 21), key=lambda each: self.at(log_days, each)))
        inner = optimize.minimize_scalar(
            lambda each: -self.at(log_days, each), bounds=(start - 0.3, start + 0.3), options={"xatol": 1e-10}
        )
        return -float(inner.fun), math.exp(float(inner.x))

    def height(self, log_days: float) -> float:
        return self.best(log_days)[0]


def fit_reliability(
    t: Sequence[float], n: Sequence[int], good: Sequence[int], target: float, weibull: bool, confidence: float = 0.95
) -> ReliabilityFit | None:
    """Groups of n results after t days of which good were in tolerance; None where no result was out of tolerance (the
    reliability then has no end) or none was in."""
    times, counts, found = (np.asarray(each, dtype=float) for each in (t, n, good))
    if np.all(found == counts) or np.all(found == 0):
        return None
    profile = _Profile(times, counts, found, -math.log(target), weibull)
    middle = float(np.log(np.sum(counts * times) / np.sum(counts)))
    coarse = float(max(np.linspace(middle - 7, middle + 7, 57), key=profile.height))
    outer = optimize.minimize_scalar(
        lambda each: -profile.height(each), bounds=(coarse - 0.3, coarse + 0.3), options={"xatol": 1e-10}
    )
    log_days = float(outer.x)
    top, shape = profile.best(log_days)
    level = top - float(special.chdtri(1, 1 - confidence)) / 2
    low = _end(lambda each: profile.height(each) - level, log_days, -1)
    high = _end(lambda each: profile.height(each) - level, log_days, +1)
    share = found / counts
    alone = float(np.sum(special.xlogy(found, share) + special.xlogy(counts - found, 1 - share)))
    deviance, df = max(0.0, 2 * (alone - top)), len(times) - (2 if weibull else 1)
    days = math.exp(log_days)
    return ReliabilityFit(
        rate=profile.need ** (1 / shape) / days,
        shape=shape,
        log_likelihood=top,
        days=days,
        low=low,
        high=high,
        deviance=deviance,
        df=df,
        p=float(special.chdtrc(df, deviance)) if df > 0 else None,
    )


def _end(height: Callable[[float], float], start: float, side: int) -> float | None:
    """Where the likelihood has fallen far enough on one side of its top, as days; None where it does not."""
    step = 0.05
    inner, outer = start, start + side * step
    while height(outer) > 0:
        step *= 1.6
        inner, outer = outer, outer + side * step
        if abs(outer - start) > 12:
            return None
    return math.exp(float(optimize.brentq(height, inner, outer, xtol=1e-10)))
