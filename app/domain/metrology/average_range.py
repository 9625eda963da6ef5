"""Gauge R&R by averages and ranges. Source: AIAG MSA 4th edition, chapter III-B and appendix C."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.domain.metrology.gauge_rr import NDC_FACTOR
from app.domain.metrology.numerical import Array
from app.domain.metrology.range_factors import (
    d2,
    d2_star,
    lower_range_factor,
    range_degrees_of_freedom,
    upper_range_factor,
)

MANY_RANGES = 15
"""From more ranges than this on, d2 stands for d2*."""


@dataclass(frozen=True, slots=True)
class Factors:
    """K1 for the ranges of the trials, K2 for the operators, K3 for the parts: 1/d2*."""

    k1: float
    k2: float
    k3: float


def usual_factors(parts: int, operators: int, trials: int) -> Factors:
    ranges = parts * operators
    return Factors(
        1 / (d2(trials) if ranges > MANY_RANGES else d2_star(trials, ranges)),
        1 / d2_star(operators, 1),
        1 / d2_star(parts, 1),
    )


@dataclass(frozen=True, slots=True)
class AverageRange:
    """Standard deviations ev, av, grr, pv, tv; av_squared: before a negative one was set to 0.

    ranges: (parts, operators); mean_ranges, means: of each operator; ucl, lcl: limits of the ranges; df_ev: degrees of
    freedom of ev by Patnaik's approximation.
    """

    ranges: Array
    mean_ranges: tuple[float, ...]
    means: tuple[float, ...]
    mean_range: float
    x_diff: float
    part_range: float
    ucl: float
    lcl: float
    ev: float
    av: float
    av_squared: float
    pv: float
    df_ev: float

    @property
    def grr(self) -> float:
        return math.hypot(self.ev, self.av)

    @property
    def tv(self) -> float:
        return math.hypot(self.grr, self.pv)

    @property
    def ndc_raw(self) -> float | None:
        return NDC_FACTOR * self.pv / self.grr if self.grr > 0 else None


def average_range(cube: Array, factors: Factors) -> AverageRange:
    """cube: (parts, operators, trials) in one unit, each at least two."""
    parts, operators, trials = cube.shape
    ranges = cube.max(axis=2) - cube.min(axis=2)
    operator_means, part_means = cube.mean(axis=(0, 2)), cube.mean(axis=(1, 2))
    mean_range = float(ranges.mean())
    x_diff, part_range = float(operator_means.max() - operator_means.min()), float(part_means.max() - part_means.min())
    ev = mean_range * factors.k1
    av_squared = (x_diff * factors.k2) ** 2 - ev**2 / (parts * trials)
    return AverageRange(
        ranges=ranges,
        mean_ranges=tuple(float(each) for each in ranges.mean(axis=0)),
        means=tuple(float(each) for each in operator_means),
        mean_range=mean_range,
        x_diff=x_diff,
        part_range=part_range,
        ucl=upper_range_factor(trials) * mean_range,
        lcl=lower_range_factor(trials) * mean_range,
        ev=ev,
        av=math.sqrt(max(0.0, av_squared)),
        av_squared=av_squared,
        pv=part_range * factors.k3,
        df_ev=range_degrees_of_freedom(trials, parts * operators),
    )
