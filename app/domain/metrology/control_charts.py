"""Control charts: individuals with moving ranges, means with ranges, EWMA; run rules by choice.

Sources: NIST/SEMATECH e-Handbook, chapter 6.3; ISO 7870-2; Western Electric zone rules.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.domain.metrology.numerical import mean_of, summary_of
from app.domain.metrology.range_factors import d2, d3, lower_range_factor, upper_range_factor

BEYOND, TWO_OF_THREE, FOUR_OF_FIVE, EIGHT_IN_ROW = "beyond", "2_of_3", "4_of_5", "8_in_row"


@dataclass(frozen=True, slots=True)
class Limits:
    """Of a chart, in the unit of what it shows."""

    center: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Individuals:
    """sigma = MRbar/d2; limits centre -+ k sigma; the moving ranges have their own."""

    x: Limits
    mr_bar: float
    sigma: float
    mr_high: float


def moving_ranges(values: Sequence[float]) -> list[float]:
    return [abs(later - earlier) for earlier, later in pairwise(values)]


def individuals(base: Sequence[float], multiple: float, d2_factor: float, d4_factor: float) -> Individuals:
    """Limits from the base period; ValueError for fewer than two values. With equal values all limits collapse."""
    mr_bar = mean_of(moving_ranges(base))
    sigma, center = mr_bar / d2_factor, mean_of(base)
    return Individuals(
        Limits(center, center - multiple * sigma, center + multiple * sigma), mr_bar, sigma, d4_factor * mr_bar
    )


@dataclass(frozen=True, slots=True)
class Subgroups:
    """Means and ranges with n values each: xbarbar -+ A2 Rbar; D3 Rbar, D4 Rbar; sigma = Rbar/d2."""

    x: Limits
    r: Limits
    sigma: float
    a2: float
    d2: float
    d3_lower: float
    d4_upper: float


def subgroups(base: Sequence[Sequence[float]], multiple: float) -> Subgroups:
    """Limits from subgroups that are all of one size of two or more, else ValueError."""
    n = len(base[0])
    if n < 2 or any(len(each) != n for each in base):
        raise ValueError("subgroups of one size")
    center = mean_of([mean_of(each) for each in base])
    r_bar = mean_of([max(each) - min(each) for each in base])
    a2 = multiple / (d2(n) * math.sqrt(n))
    upper = upper_range_factor(n) if multiple == 3 else 1 + multiple * d3(n) / d2(n)
    lower = lower_range_factor(n) if multiple == 3 else max(0.0, 1 - multiple * d3(n) / d2(n))
    return Subgroups(
        Limits(center, center - a2 * r_bar, center + a2 * r_bar),
        Limits(r_bar, lower * r_bar, upper * r_bar),
        r_bar / d2(n),
        a2,
        d2(n),
        lower,
        upper,
    )


def ewma(values: Sequence[float], target: float, lam: float) -> list[float]:
    """z_t = lambda x_t + (1 - lambda) z_(t-1), z_0 = target."""
    found, z = [], target
    for each in values:
        z = lam * each + (1 - lam) * z
        found.append(z)
    return found


def ewma_ratio(lam: float, t: int | None = None) -> float:
    """Variance of z over that of one value: lambda/(2 - lambda), exactly times 1 - (1 - lambda)^(2 t)."""
    ratio = lam / (2 - lam)
    return ratio if t is None else ratio * (1 - (1 - lam) ** (2 * t))


@dataclass(frozen=True, slots=True)
class Rules:
    """Which run rules are looked at besides one point beyond the limits."""

    two_of_three: bool = False
    four_of_five: bool = False
    eight_in_row: bool = False


def signals(values: Sequence[float], center: float, sigma: float, limits: Limits, rules: Rules) -> list[str]:
    """For each value the first rule it breaks, "" for none: beyond the limits; 2 of 3 beyond 2 sigma, 4 of 5 beyond 1
    sigma, 8 in a row, all on one side of the centre."""
    noise = 1e-12 * max(abs(limits.high), abs(limits.low), abs(center))
    found = []
    for at, value in enumerate(values):
        if value > limits.high + noise or value < limits.low - noise:
            found.append(BEYOND)
        elif rules.two_of_three and _side(values, at, center, 3, 2, 2 * sigma):
            found.append(TWO_OF_THREE)
        elif rules.four_of_five and _side(values, at, center, 5, 4, sigma):
            found.append(FOUR_OF_FIVE)
        elif rules.eight_in_row and _side(values, at, center, 8, 8, 0.0):
            found.append(EIGHT_IN_ROW)
        else:
            found.append("")
    return found


def _side(values: Sequence[float], at: int, center: float, among: int, wanted: int, reach: float) -> bool:
    """Whether enough of the last values, this one among them, lie beyond reach on its side of the centre."""
    side = 1 if values[at] > center else -1
    beyond = [side * (each - center) > reach for each in values[max(0, at + 1 - among) : at + 1]]
    return beyond[-1] and sum(beyond) >= wanted


def autocorrelation(values: Sequence[float]) -> float | None:
    """Of neighbours (lag 1); None for fewer than three values or equal ones."""
    return summary_of(values).autocorrelation_lag1 if len(values) > 2 else None


def strongly_correlated(values: Sequence[float]) -> bool:
    """|r1| > 2/sqrt(n): limits that take the values as independent are too narrow."""
    found = autocorrelation(values)
    return found is not None and abs(found) > 2 / math.sqrt(len(values))
