"""Bias of a measuring system against a reference, with the spread from the readings or from their ranges.

Sources: AIAG MSA 4th edition, chapter III-B (sample standard deviation) and 3rd edition (range/d2*).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.metrology.numerical import mean_of
from app.domain.metrology.range_factors import d2_star, range_degrees_of_freedom
from app.domain.metrology.type1 import BiasTest, bias_test, spread


@dataclass(frozen=True, slots=True)
class Bias:
    """sd: of single readings (repeatability); range: the mean range; d2_star: None with the sample deviation."""

    n: int
    mean: float
    sd: float
    range: float
    test: BiasTest
    d2_star: float | None = None


def bias_by_deviation(readings: Sequence[float], reference: float, confidence: float) -> Bias:
    """s with n - 1; standard error s/sqrt(n)."""
    found = spread(readings)
    test = bias_test(found.mean - reference, found.s / math.sqrt(found.n), found.n - 1, confidence)
    return Bias(found.n, found.mean, found.s, max(readings) - min(readings), test)


def bias_by_range(
    readings: Sequence[float],
    reference: float,
    confidence: float,
    subgroup_size: int | None = None,
    factor: float | None = None,
) -> Bias:
    """Rbar/d2* over g consecutive subgroups of m readings (all of them as one without subgroup_size); s_b = that
    /sqrt(g m).

    Degrees of freedom as AIAG tabulates them, to one decimal. factor: d2* as printed, in place of the computed one.
    ValueError when the readings do not fill whole subgroups of two or more.
    """
    n = len(readings)
    m = subgroup_size or n
    if m < 2 or n % m:
        raise ValueError("whole subgroups of two or more")
    groups = [readings[at : at + m] for at in range(0, n, m)]
    mean_range = mean_of([max(each) - min(each) for each in groups])
    star = d2_star(m, len(groups)) if factor is None else factor
    df = round(range_degrees_of_freedom(m, len(groups)), 1)
    sd = mean_range / star
    test = bias_test(mean_of(readings) - reference, sd / math.sqrt(n), df, confidence)
    return Bias(n, mean_of(readings), sd, mean_range, test, star)
