"""A straight line through readings, and the band within which the next one is expected.

Ordinary least squares: Draper and Smith, Applied Regression Analysis, 3rd edition, 1.4 and 3.1; weighted by 1/u^2:
chapter 9. With u known the scatter about the line only widens the band (Birge ratio, never below 1), so a line that
fits by luck promises no more than its readings can tell.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import special

from app.domain.metrology.numerical import straight_line

LEAST = 3


@dataclass(frozen=True, slots=True)
class Prediction:
    """y = mean + slope (x - x_mean). scale: the variance of one more reading; weight, sxx: sums of the weights and of
    the weighted squares of x - x_mean, so that the variance of the line is (1/weight + (x - x_mean)^2/sxx).

    critical: Student's t for the wanted coverage with n - 2 degrees of freedom.
    """

    x_mean: float
    mean: float
    slope: float
    scale: float
    weight: float
    sxx: float
    factor: float
    critical: float

    def at(self, x: float) -> float:
        return self.mean + self.slope * (x - self.x_mean)

    def reach(self, x: float) -> float:
        """Half the width of the band for one more reading at x."""
        line = self.factor * (1 / self.weight + (x - self.x_mean) ** 2 / self.sxx)
        return self.critical * math.sqrt(self.scale + line)


def predict(
    x: Sequence[float], y: Sequence[float], u: Sequence[float] | None, floor: float, coverage: float
) -> Prediction:
    """ValueError for fewer than three points or a single x. u: standard uncertainties of all readings, None where one
    is not known. floor: the standard deviation of a reading by its resolution alone, the least that is believed."""
    n = len(x)
    if n < LEAST or n != len(y) or (u is not None and len(u) != n):
        raise ValueError("a prediction needs three readings")
    critical = float(special.stdtrit(n - 2, (1 + coverage) / 2))
    if u is None:
        line = straight_line(x, y)
        variance = max((line.residual_sd or 0.0) ** 2, floor**2)
        return Prediction(
            line.x_mean, line.at(line.x_mean), line.slope, variance, float(n), line.sxx, variance, critical
        )
    least = [max(each, floor) for each in u]
    w = [1 / each**2 for each in least]
    total = math.fsum(w)
    x_mean = math.fsum(a * b for a, b in zip(w, x, strict=True)) / total
    mean = math.fsum(a * b for a, b in zip(w, y, strict=True)) / total
    sxx = math.fsum(a * (b - x_mean) ** 2 for a, b in zip(w, x, strict=True))
    if sxx <= 0:
        raise ValueError("all x are equal")
    slope = math.fsum(a * (b - x_mean) * (c - mean) for a, b, c in zip(w, x, y, strict=True)) / sxx
    chi2 = math.fsum(a * (c - mean - slope * (b - x_mean)) ** 2 for a, b, c in zip(w, x, y, strict=True))
    birge = max(1.0, chi2 / (n - 2))
    return Prediction(x_mean, mean, slope, birge * n / total, total, sxx, birge, critical)
