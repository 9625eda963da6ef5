"""The numerical core: mean and standard deviation in two passes, centred straight lines, scaled polynomials.

Accuracy is proved against the NIST Statistical Reference Datasets (SRD 140).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array: TypeAlias = NDArray[np.float64]
NEGLIGIBLE = 1e-12
"""A sum of squares below this share of the total one is rounding noise, and taken as 0."""


@dataclass(frozen=True, slots=True)
class Summary:
    """n readings with mean, sample standard deviation (n - 1; None for one reading) and lag-1 autocorrelation (None
    when all readings are equal)."""

    n: int
    mean: float
    sd: float | None
    autocorrelation_lag1: float | None


def mean_of(values: Sequence[float] | Array) -> float:
    """The mean, summed without loss (Shewchuk); ValueError for no values."""
    if len(values) == 0:
        raise ValueError("no values")
    return math.fsum(values) / len(values)


def deviations_of(values: Sequence[float] | Array) -> Array:
    """Deviations from the mean, their own mean taken off again (corrected two-pass algorithm)."""
    found = np.asarray(values, dtype=float) - mean_of(values)
    return np.asarray(found - mean_of(found), dtype=float)


def sd_of(values: Sequence[float] | Array) -> float:
    """The sample standard deviation with n - 1, in two passes; ValueError for fewer than two values."""
    if len(values) < 2:
        raise ValueError("a standard deviation needs two values")
    return math.sqrt(math.fsum(deviations_of(values) ** 2) / (len(values) - 1))


def summary_of(values: Sequence[float] | Array) -> Summary:
    """Mean, standard deviation and lag-1 autocorrelation: r1 = sum d_i d_(i+1) / sum d_i^2 (NIST SRD 140)."""
    deviations = deviations_of(values)
    squares = math.fsum(deviations**2)
    lagged = math.fsum(deviations[:-1] * deviations[1:])
    return Summary(
        len(values),
        mean_of(values),
        sd_of(values) if len(values) > 1 else None,
        lagged / squares if squares > 0 else None,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """y = intercept + slope x by least squares over n points; df_residual = n - 2.

    residual_sd, standard errors, f and p (of the slope) are None where the points leave no residual degree of freedom;
    f is None as well when all residuals are 0. r_squared is None when all y are equal.
    """

    n: int
    intercept: float
    slope: float
    x_mean: float
    sxx: float
    df_residual: int
    ss_residual: float
    residual_sd: float | None
    se_intercept: float | None
    se_slope: float | None
    r_squared: float | None
    f: float | None
    p: float | None

    def at(self, x: float) -> float:
        return self.intercept + self.slope * x

    def se_at(self, x: float) -> float | None:
        """Standard error of the fitted line at x."""
        if self.residual_sd is None:
            return None
        return self.residual_sd * math.sqrt(1 / self.n + (x - self.x_mean) ** 2 / self.sxx)


def straight_line(x: Sequence[float] | Array, y: Sequence[float] | Array) -> Line:
    """The least-squares line, x and y centred first; ValueError for fewer than two points or a single x."""
    n = len(x)
    if n != len(y) or n < 2:
        raise ValueError("a line needs two points, x and y alike in number")
    x_mean, y_mean = mean_of(x), mean_of(y)
    dx, dy = deviations_of(x), deviations_of(y)
    sxx, syy = math.fsum(dx**2), math.fsum(dy**2)
    if sxx <= 0:
        raise ValueError("all x are equal")
    slope = math.fsum(dx * dy) / sxx
    residuals = dy - slope * dx
    slope += math.fsum(dx * residuals) / sxx
    residuals = dy - slope * dx
    ss_residual = math.fsum(residuals**2)
    if ss_residual < NEGLIGIBLE**2 * syy:
        ss_residual = 0.0
    ss_line = slope**2 * sxx
    df = n - 2
    sd = math.sqrt(ss_residual / df) if df > 0 else None
    f = ss_line / (ss_residual / df) if df > 0 and ss_residual > 0 else None
    return Line(
        n=n,
        intercept=y_mean - slope * x_mean,
        slope=slope,
        x_mean=x_mean,
        sxx=sxx,
        df_residual=df,
        ss_residual=ss_residual,
        residual_sd=sd,
        se_intercept=None if sd is None else sd * math.sqrt(1 / n + x_mean**2 / sxx),
        se_slope=None if sd is None else sd / math.sqrt(sxx),
        r_squared=1 - ss_residual / syy if syy > 0 else None,
        f=f,
        p=None if f is None else float(special.fdtrc(1, df, f)),
    )


@dataclass(frozen=True, slots=True)
class Polynomial:
    """coefficients of 1, x, x^2 … with their standard errors (empty without residual degrees of freedom)."""

    coefficients: tuple[float, ...]
    standard_errors: tuple[float, ...]
    residual_sd: float | None
    df_residual: int

    def at(self, x: float) -> float:
        value = 0.0
        for each in reversed(self.coefficients):
            value = value * x + each
        return value


def polynomial(x: Sequence[float] | Array, y: Sequence[float] | Array, degree: int) -> Polynomial:
    """Least squares by QR in x brought to -1 … 1, never by normal equations of raw powers; then back to powers of x.

    ValueError when there are fewer different x than coefficients.
    """
    xs, ys = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if xs.size != ys.size or np.unique(xs).size < degree + 1:
        raise ValueError("too few different x for this degree")
    centre, half = (xs.max() + xs.min()) / 2, (xs.max() - xs.min()) / 2 or 1.0
    design = np.vander((xs - centre) / half, degree + 1, increasing=True)
    q, r = np.linalg.qr(design)
    scaled = np.linalg.solve(r, q.T @ ys)
    scaled += np.linalg.solve(r, q.T @ (ys - design @ scaled))
    residuals = ys - design @ scaled
    back = _to_powers(float(centre), float(half), degree)
    df = xs.size - degree - 1
    sd = math.sqrt(math.fsum(residuals**2) / df) if df > 0 else None
    spread = back @ np.linalg.inv(r)
    errors = () if sd is None else tuple(float(sd * np.linalg.norm(row)) for row in spread)
    return Polynomial(tuple(float(each) for each in back @ scaled), errors, sd, df)


def _to_powers(centre: float, half: float, degree: int) -> Array:
    """The matrix that turns coefficients of ((x - centre)/half)^k into those of x^j."""
    back = np.zeros((degree + 1, degree + 1))
    for k in range(degree + 1):
        for j in range(k + 1):
            back[j, k] = math.comb(k, j) * (-centre) ** (k - j) / half**k
    return back
