"""M16: the calibration interval from drift: changes between calibrations against time, with their uncertainty.

Source: NASA-HDBK-8739.19-5, chapter 7; Castrup, calibration intervals from variables data.
delta = b1 t (+ b2 t^2) through zero; u_pred(t)^2 = u0^2 + s^2 + v'Cv with v = (t, t^2) and C = s^2 (X'X)^-1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from app.domain.metrology.risk import Limits

Array = NDArray[np.float64]
BEYOND = 10.0
"""No crossing within so many times the largest time that was seen: the interval is capped there."""


@dataclass(frozen=True, slots=True)
class DriftFit:
    """b: coefficients (per day, per day squared); covariance of them; s: residual standard deviation; df = n - m."""

    b: Array
    covariance: Array
    s: float
    df: int

    def change(self, t: Array | float) -> Array:
        """The expected change after t days."""
        return np.asarray(_powers(t, len(self.b)) @ self.b)

    def uncertainty(self, t: Array | float, u0: float) -> Array:
        """The standard uncertainty of a value predicted for t days after a calibration with u0."""
        v = _powers(t, len(self.b))
        return np.asarray(np.sqrt(u0**2 + self.s**2 + np.einsum("...i,ij,...j->...", v, self.covariance, v)))


def fit_drift(days: Sequence[float], changes: Sequence[float], degree: int) -> DriftFit:
    """Least squares through zero; needs more points than coefficients, and times that tell these apart."""
    t, y = np.asarray(days, dtype=float), np.asarray(changes, dtype=float)
    scale = float(np.max(np.abs(t)))
    x = _powers(t / scale, degree)
    q, r = np.linalg.qr(x)
    b = np.linalg.solve(r, q.T @ y)
    df = len(t) - degree
    s = math.sqrt(float(np.sum((y - x @ b) ** 2)) / df)
    inverse = np.linalg.inv(r)
    size = scale ** np.arange(1, degree + 1)
    return DriftFit(b / size, s**2 * (inverse @ inverse.T) / np.outer(size, size), s, df)


def _powers(t: Array | float, degree: int) -> Array:
    times = np.asarray(t, dtype=float)
    return np.stack([times**power for power in range(1, degree + 1)], axis=-1)


@dataclass(frozen=True, slots=True)
class Crossing:
    """days: the interval. cause: "crossed", "at_once" (already beyond at t = 0) or "none" (capped, no drift seen)."""

    days: float
    cause: str


def uncertainty_interval(fit: DriftFit, u0: float, target: float, cap: float) -> Crossing:
    """The longest time for which u_pred stays within the target."""
    return _first(lambda t: float(fit.uncertainty(t, u0)) - target, cap)


def reliability_interval(
    fit: DriftFit, u0: float, y0: float, limits: Limits, confidence: float, cap: float
) -> Crossing:
    """The first time at which y0 + change +- k u_pred meets a limit; k two-sided or one-sided as the limits are."""
    share = (1 + confidence) / 2 if limits.is_two_sided else confidence
    k = float(special.stdtrit(fit.df, share))

    def beyond(t: float) -> float:
        middle, reach = y0 + float(fit.change(t)), k * float(fit.uncertainty(t, u0))
        return max(middle + reach - limits.high, limits.low - (middle - reach))

    return _first(beyond, cap)


def _first(beyond: Callable[[float], float], cap: float) -> Crossing:
    """The first root of beyond on (0, cap), found on a fine walk and closed in on."""
    if beyond(0.0) > 0:
        return Crossing(0.0, "at_once")
    walk = np.linspace(0.0, cap, 2001)
    for earlier, later in pairwise(walk):
        if beyond(float(later)) > 0:
            return Crossing(float(optimize.brentq(beyond, float(earlier), float(later), xtol=1e-9)), "crossed")
    return Crossing(cap, "none")
