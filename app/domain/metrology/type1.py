"""Type 1 gauge study: one master measured again and again (AIAG MSA 4th edition; VDA 5; ISO 22514-7)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import special

from app.domain.metrology.numerical import mean_of, sd_of

NOISE = 1e-9
"""A bias below this share of the tolerance is rounding noise, and 0."""


@dataclass(frozen=True, slots=True)
class BiasTest:
    """A mean against a reference. t and p_value are None when the readings do not scatter.

    low, high: interval of the bias; critical: the t it rests on, for df degrees of freedom; se: of the mean.
    """

    bias: float
    se: float
    df: float
    critical: float
    t: float | None
    p_value: float | None

    @property
    def low(self) -> float:
        return self.bias - self.critical * self.se

    @property
    def high(self) -> float:
        return self.bias + self.critical * self.se

    @property
    def significant(self) -> bool:
        """Zero lies outside the interval."""
        return self.low > 0 or self.high < 0


def bias_test(bias: float, se: float, df: float, confidence: float) -> BiasTest:
    """t = bias/se against Student's distribution with df degrees of freedom, two-sided."""
    t = bias / se if se > 0 else None
    p_value = None if t is None else float(2 * special.stdtr(df, -abs(t)))
    return BiasTest(bias, se, df, float(special.stdtrit(df, (1 + confidence) / 2)), t, p_value)


@dataclass(frozen=True, slots=True)
class Spread:
    """n readings of one master in its unit: mean and sample standard deviation s."""

    n: int
    mean: float
    s: float


def spread(readings: Sequence[float]) -> Spread:
    """ValueError for fewer than two readings. Readings that are all equal have s = 0 exactly."""
    s = 0.0 if min(readings) == max(readings) else sd_of(readings)
    return Spread(len(readings), mean_of(readings), s)


def cleaned_bias(mean: float, reference: float, tolerance: float | None) -> float:
    """mean - reference, 0 where it is rounding noise (below 1e-9 of the tolerance)."""
    bias = mean - reference
    return 0.0 if tolerance is not None and abs(bias) < NOISE * tolerance else bias


def cg(tolerance: float, s: float, k_percent: float, multiple: float) -> float:
    """Cg = (K/100) T/(L s)."""
    return k_percent / 100 * tolerance / (multiple * s)


def cgk(tolerance: float, s: float, bias: float, k_percent: float, multiple: float) -> float:
    """Cgk = ((K/200) T - |bias|)/((L/2) s); negative when the bias alone takes more than its part of T."""
    return (k_percent / 200 * tolerance - abs(bias)) / (multiple / 2 * s)


def bias_of(readings: Sequence[float], reference: float, confidence: float, tolerance: float | None = None) -> BiasTest:
    """The bias with t = bias sqrt(n)/s and n - 1 degrees of freedom."""
    found = spread(readings)
    bias = cleaned_bias(found.mean, reference, tolerance)
    return bias_test(bias, found.s / math.sqrt(found.n), found.n - 1, confidence)


def interval_factors(n: int, confidence: float) -> tuple[float, float]:
    """What an index c/s is multiplied by for its confidence limits: sqrt(chi²(α/2; ν)/ν) and that of 1 − α/2."""
    from scipy.special import chdtri

    df, tail = n - 1, (1 - confidence) / 2
    return float(math.sqrt(chdtri(df, 1 - tail) / df)), float(math.sqrt(chdtri(df, tail) / df))
