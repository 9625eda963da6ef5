"""Linearity of a measuring system over its range, and drift of a stable part over time: straight lines with bands.

Sources: AIAG MSA 4th edition, chapter III-B; ISO 22514-7:2012, 7.1 and annex A.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from app.domain.metrology.numerical import NEGLIGIBLE, Line, deviations_of, mean_of, straight_line


@dataclass(frozen=True, slots=True)
class Coefficient:
    """An intercept or slope with its standard error, t and p (None where the points leave no scatter)."""

    value: float
    se: float | None
    t: float | None
    p: float | None
    low: float | None
    high: float | None

    @property
    def significant(self) -> bool:
        """Zero lies outside its interval."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class Banded:
    """A line with the confidence band of its mean: fit -+ critical x standard error."""

    line: Line
    critical: float
    intercept: Coefficient
    slope: Coefficient

    def band_at(self, x: float) -> tuple[float, float]:
        reach = self.critical * (self.line.se_at(x) or 0.0)
        return self.line.at(x) - reach, self.line.at(x) + reach

    def zero_inside(self, low: float, high: float) -> bool:
        """Whether y = 0 lies inside the band everywhere from low to high.

        (a0 + a1 x)^2 - t^2 s^2 (1/N + (x - xbar)^2/Sxx) is a parabola: its ends and its vertex decide.
        """
        line = self.line
        spread = (self.critical * (line.residual_sd or 0.0)) ** 2
        curve = line.slope**2 - spread / line.sxx
        tilt = line.slope * line.at(line.x_mean)
        places = [low, high]
        if curve < 0:
            places.append(min(high, max(low, line.x_mean - tilt / curve)))
        return all(self.band_at(x)[0] <= 0 <= self.band_at(x)[1] for x in places)


def banded_line(x: Sequence[float], y: Sequence[float], confidence: float) -> Banded:
    """ValueError for fewer than three points, or when all x are equal."""
    if len(x) < 3:
        raise ValueError("a band needs three points")
    line = straight_line(x, y)
    critical = float(special.stdtrit(line.df_residual, (1 + confidence) / 2))
    return Banded(
        line,
        critical,
        _coefficient(line.intercept, line.se_intercept, line.df_residual, critical),
        _coefficient(line.slope, line.se_slope, line.df_residual, critical),
    )


def _coefficient(value: float, se: float | None, df: int, critical: float) -> Coefficient:
    if se is None or se <= 0:
        return Coefficient(value, se, None, None, None, None)
    t = value / se
    return Coefficient(
        value, se, t, float(2 * special.stdtr(df, -abs(t))), value - critical * se, value + critical * se
    )


@dataclass(frozen=True, slots=True)
class LackOfFit:
    """Scatter about the line parted into what the line misses and what repeats (ISO 22514-7).

    u_lin = sqrt(SS_LIN/(g - 2)), u_evr = sqrt(SS_rep/df_rep); f and p are None when the readings do not scatter.
    """

    ss_lin: float
    ss_rep: float
    df_lin: int
    df_rep: int
    f: float | None
    p: float | None

    @property
    def u_lin(self) -> float:
        return math.sqrt(self.ss_lin / self.df_lin)

    @property
    def u_evr(self) -> float:
        return math.sqrt(self.ss_rep / self.df_rep)


def lack_of_fit(references: Sequence[float], deviations: Sequence[float], line: Line) -> LackOfFit | None:
    """None when there are fewer than three references, or no reference was read twice."""
    groups: dict[float, list[float]] = defaultdict(list)
    for reference, deviation in zip(references, deviations, strict=True):
        groups[reference].append(deviation)
    df_rep = len(deviations) - len(groups)
    if len(groups) < 3 or df_rep < 1:
        return None
    ss_rep = math.fsum(math.fsum(deviations_of(each) ** 2) for each in groups.values())
    ss_lin = math.fsum(len(each) * (mean_of(each) - line.at(x)) ** 2 for x, each in groups.items())
    total = math.fsum(deviations_of(list(deviations)) ** 2)
    ss_rep = ss_rep if ss_rep > NEGLIGIBLE * total else 0.0
    ss_lin = ss_lin if ss_lin > NEGLIGIBLE * total else 0.0
    df_lin = len(groups) - 2
    if ss_rep <= 0:
        return LackOfFit(ss_lin, ss_rep, df_lin, df_rep, None, None)
    f = (ss_lin / df_lin) / (ss_rep / df_rep)
    return LackOfFit(ss_lin, ss_rep, df_lin, df_rep, f, float(special.fdtrc(df_lin, df_rep, f)))


def places(low: float, high: float, count: int = 41) -> list[float]:
    """Where a band is drawn."""
    return [float(x) for x in np.linspace(low, high, count)]
