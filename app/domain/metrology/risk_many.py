"""PFA and PFR of whole registers at once: arrays of instruments, by the bivariate normal distribution.

The true value X is normal (m0, s0) and the measured one Y = X + E with E normal (0, u), so (X, Y) is bivariate normal
with correlation r = s0/sqrt(s0^2 + u^2). P(X in T and Y in A) is a sum of four bivariate normal probabilities, each by
Owen's T function (Owen 1956); PFA = P(Y in A) - P(X in T, Y in A) and PFR = P(X in T) - P(X in T, Y in A). Agrees with
quadrature of JCGM 106:2012, 9.5 to 1e-12.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Array = NDArray[np.float64]
FAR = 39.0
"""A standardised limit beyond this counts as none: what lies there is below the smallest double."""


@dataclass(frozen=True, slots=True)
class Risks:
    """One figure for each instrument. nan where its inputs are nan."""

    pfa: Array
    pfr: Array
    accepted: Array
    conforming: Array


def risks_many(
    mean: ArrayLike,
    sd: ArrayLike,
    u: ArrayLike,
    tolerance_low: ArrayLike,
    tolerance_high: ArrayLike,
    accept_low: ArrayLike,
    accept_high: ArrayLike,
) -> Risks:
    """All arrays of one length or scalars, in one unit each; sd > 0, u >= 0; a missing side is -inf or inf."""
    m, s, w, tl, th, al, ah = np.broadcast_arrays(
        *(
            np.asarray(each, dtype=float)
            for each in (mean, sd, u, tolerance_low, tolerance_high, accept_low, accept_high)
        )
    )
    with np.errstate(invalid="ignore"):
        total = np.hypot(s, w)
        x = _clipped((tl - m) / s), _clipped((th - m) / s)
        y = _clipped((al - m) / total), _clipped((ah - m) / total)
        conforming = _between(*x)
        accepted = _between(*y)
        both = _rectangle(x, y, s / total, w / total)
        exact = w == 0
        if np.any(exact):
            inner = _between(np.maximum(x[0], y[0]), np.minimum(x[1], y[1]))
            both = np.where(exact, np.maximum(inner, 0.0), both)
        pfa = np.clip(accepted - both, 0.0, 1.0)
        pfr = np.clip(conforming - both, 0.0, 1.0)
    return Risks(pfa, pfr, accepted, conforming)


def _clipped(z: Array) -> Array:
    return np.clip(z, -FAR, FAR)


def _between(low: Array, high: Array) -> Array:
    """P(low < Z < high), differences taken where they keep their digits."""
    return np.asarray(
        np.where(low > 0, special.ndtr(-low) - special.ndtr(-high), special.ndtr(high) - special.ndtr(low))
    )


def _rectangle(x: tuple[Array, Array], y: tuple[Array, Array], r: Array, rest: Array) -> Array:
    """P(x0 < X < x1, y0 < Y < y1) for standard normals with correlation r, rest = sqrt(1 - r^2)."""
    upper = _both_below(x[1], y[1], r, rest) - _both_below(x[0], y[1], r, rest)
    lower = _both_below(x[1], y[0], r, rest) - _both_below(x[0], y[0], r, rest)
    return np.maximum(upper - lower, 0.0)


def _both_below(h: Array, k: Array, r: Array, rest: Array) -> Array:
    """P(X < h, Y < k) by two values of Owen's T."""
    h, k = np.where(h == 0, 1e-300, h), np.where(k == 0, 1e-300, k)
    with np.errstate(divide="ignore", over="ignore"):
        first = special.owens_t(h, (k - r * h) / (h * rest))
        second = special.owens_t(k, (h - r * k) / (k * rest))
    opposite = np.where((h < 0) ^ (k < 0), 0.5, 0.0)
    return np.asarray((special.ndtr(h) + special.ndtr(k)) / 2 - first - second - opposite)


def pfa_for_itp(tur: ArrayLike, itp: ArrayLike, factor: ArrayLike = 1.0) -> Risks:
    """The risks by TUR = T/U95 (U95 = 2u) and in-tolerance probability, acceptance limits factor x T; centred."""
    sd = 1 / special.ndtri((1 + np.asarray(itp, dtype=float)) / 2)
    wide = np.asarray(factor, dtype=float)
    return risks_many(0.0, sd, 1 / (2 * np.asarray(tur, dtype=float)), -1.0, 1.0, -wide, wide)


_GRID = np.exp(np.linspace(np.log(0.05), np.log(50), 25))


def worst_pfa(tur: ArrayLike, factor: ArrayLike = 1.0) -> tuple[Array, Array]:
    """The greatest PFA over every spread of a centred product, and the in-tolerance probability at which it lies.

    A coarse walk over the spread finds where it is greatest; golden sections then close in on it.
    """
    ratio, wide = np.broadcast_arrays(np.asarray(tur, dtype=float), np.asarray(factor, dtype=float))
    flat, factors = np.atleast_1d(ratio).ravel(), np.atleast_1d(wide).ravel()
    pairs, places = np.unique(np.column_stack([flat, factors]), axis=0, return_inverse=True)
    u, limit = 1 / (2 * pairs[:, 0]), pairs[:, 1]

    def pfa(log_sd: Array) -> Array:
        return risks_many(0.0, np.exp(log_sd), u, -1.0, 1.0, -limit, limit).pfa

    best = np.argmax(pfa(np.log(_GRID)[:, None]), axis=0)
    step = float(np.log(_GRID[1] / _GRID[0]))
    middle = np.log(_GRID[best])
    found, spread = _golden(pfa, middle - step, middle + step)
    itp = 2 * special.ndtr(1 / np.exp(spread)) - 1
    places = places.ravel()
    return found[places].reshape(ratio.shape), np.asarray(itp)[places].reshape(ratio.shape)


def _golden(function: Callable[[Array], Array], low: Array, high: Array, turns: int = 25) -> tuple[Array, Array]:
    """The greatest values between low and high, each by golden sections; function takes and gives arrays."""
    share = (np.sqrt(5) - 1) / 2
    left, right = high - share * (high - low), low + share * (high - low)
    at_left, at_right = function(left), function(right)
    for _turn in range(turns):
        down = at_left >= at_right
        low, high = np.where(down, low, left), np.where(down, right, high)
        new_left, new_right = high - share * (high - low), low + share * (high - low)
        again = function(np.where(down, new_left, new_right))
        at_left, at_right = np.where(down, again, at_right), np.where(down, at_left, again)
        left, right = new_left, new_right
    middle = (low + high) / 2
    return function(middle), middle
