"""Confidence limits of a sum of mean squares with signs: the modified large-sample method.

Sources: Graybill, Wang: Confidence intervals on nonnegative linear combinations of variances, 1980; Ting, Burdick,
Graybill, Jeyaratnam, Lu: Confidence intervals on linear combinations of variance components that are unrestricted in
sign, 1990; Burdick, Borror, Montgomery: Design and Analysis of Gauge R&R Studies, 2005 (also generalised intervals for
ratios).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from app.domain.metrology.anova import Source
from app.domain.metrology.numerical import Array

_DRAWS, _SEED = 100_000, 20_050_101
"""Enough for three digits of a limit; the same data always give the same limits."""


@dataclass(frozen=True, slots=True)
class Term:
    """factor x mean square of the source."""

    factor: float
    source: Source

    @property
    def value(self) -> float:
        return self.factor * self.source.ms


def variance_limits(terms: Sequence[Term], confidence: float) -> tuple[float, float]:
    """Two-sided limits of the sum of the terms, never below 0.

    Exact (chi-square) for a single term; terms of one source are put together first.
    """
    tail = (1 - confidence) / 2
    merged = _merged(terms)
    plus = [each for each in merged if each.factor > 0]
    minus = [Term(-each.factor, each.source) for each in merged if each.factor < 0]
    estimate = sum(each.value for each in plus) - sum(each.value for each in minus)
    below = _squared_down(plus, minus, tail)
    above = _squared_up(plus, minus, tail)
    return max(0.0, estimate - math.sqrt(max(0.0, below))), max(0.0, estimate + math.sqrt(max(0.0, above)))


def share_limits(part: Sequence[Term], rest: Sequence[Term], confidence: float) -> tuple[float, float] | None:
    """Two-sided limits of part/(part + rest), both taken as 0 when negative; None when all mean squares are 0.

    Generalised confidence interval: every mean square is drawn from its distribution given the one observed.
    """
    draw = np.random.default_rng(_SEED)
    sources = list(dict.fromkeys(each.source for each in (*part, *rest)))
    drawn = {each: each.ss / draw.chisquare(each.df, _DRAWS) for each in sources}
    above, beside = (_drawn_sum(terms, drawn) for terms in (part, rest))
    total = above + beside
    if not (total > 0).any():
        return None
    shares = above[total > 0] / total[total > 0]
    low, high = np.quantile(shares, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(low), float(high)


def _drawn_sum(terms: Sequence[Term], drawn: Mapping[Source, Array]) -> Array:
    total = sum((each.factor * drawn[each.source] for each in terms), np.zeros(_DRAWS))
    return np.asarray(np.maximum(0.0, total), dtype=float)


def _merged(terms: Sequence[Term]) -> list[Term]:
    factors: dict[Source, float] = {}
    for each in terms:
        factors[each.source] = factors.get(each.source, 0.0) + each.factor
    return [Term(factor, source) for source, factor in factors.items() if factor != 0]


def _f_upper(tail: float, above: float, below: float | None = None) -> float:
    """The value of F that is exceeded with the probability tail; below None: infinitely many degrees of freedom."""
    if below is None:
        return float(special.chdtri(above, tail)) / above
    return float(special.fdtri(above, below, 1 - tail))


def _g(tail: float, df: int) -> float:
    return 1 - 1 / _f_upper(tail, df)


def _h(tail: float, df: int) -> float:
    return 1 / _f_upper(1 - tail, df) - 1


def _squared_down(plus: list[Term], minus: list[Term], tail: float) -> float:
    """V_L, the square of the distance down to the lower limit."""
    total = sum((_g(tail, each.source.df) * each.value) ** 2 for each in plus)
    total += sum((_h(tail, each.source.df) * each.value) ** 2 for each in minus)
    for one in plus:
        for other in minus:
            q, r = one.source.df, other.source.df
            f = _f_upper(tail, q, r)
            mixed = ((f - 1) ** 2 - _g(tail, q) ** 2 * f**2 - _h(tail, r) ** 2) / f
            total += mixed * one.value * other.value
    return total + (_pairs(plus, tail) if minus else 0.0)


def _squared_up(plus: list[Term], minus: list[Term], tail: float) -> float:
    """V_U, the square of the distance up to the upper limit."""
    total = sum((_h(tail, each.source.df) * each.value) ** 2 for each in plus)
    total += sum((_g(tail, each.source.df) * each.value) ** 2 for each in minus)
    for one in plus:
        for other in minus:
            q, r = one.source.df, other.source.df
            f = _f_upper(1 - tail, q, r)
            mixed = ((1 - f) ** 2 - _h(tail, q) ** 2 * f**2 - _g(tail, r) ** 2) / f
            total += mixed * one.value * other.value
    return total + (_pairs(minus, tail) if plus else 0.0)


def _pairs(terms: list[Term], tail: float) -> float:
    """The terms between two mean squares of the same sign: of the plus signs below, of the minus signs above.

    A sum without any minus sign has none of them (Graybill and Wang, 1980).
    """
    total = 0.0
    for at, one in enumerate(terms):
        for other in terms[at + 1 :]:
            q, r = one.source.df, other.source.df
            both = (1 - 1 / _f_upper(tail, q + r)) ** 2 * (q + r) ** 2 / (q * r)
            apart = _g(tail, q) ** 2 * q / r + _g(tail, r) ** 2 * r / q
            total += (both - apart) / (len(terms) - 1) * one.value * other.value
    return total
