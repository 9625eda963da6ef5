"""Factors that turn ranges into standard deviations: d2, d3, d2*, the degrees of freedom of such an estimate.

Sources: AIAG MSA 4th edition, appendix C; ISO 7870-2. All by quadrature, none from a typed table.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from scipy import optimize, special

_REACH = 9.0
"""Standard deviations on each side over which the integrals run; what lies beyond is below 1e-18."""
_NODES = 400


@cache
def d2(n: int) -> float:
    """Mean range of n standard normal values: the integral of 1 - Phi(x)^n - (1 - Phi(x))^n; ValueError for n < 2."""
    if n < 2:
        raise ValueError("a range needs two values")
    nodes, weights = special.roots_legendre(_NODES)
    below = special.ndtr(_REACH * nodes)
    above = special.ndtr(-_REACH * nodes)
    return float(_REACH * np.sum(weights * (1 - below**n - above**n)))


@cache
def d3(n: int) -> float:
    """Standard deviation of the range of n standard normal values.

    E(W^2) = 2 x the double integral over x < y of 1 - Phi(y)^n - (1 - Phi(x))^n + (Phi(y) - Phi(x))^n.
    """
    mean = d2(n)
    nodes, weights = special.roots_legendre(_NODES)
    y = _REACH * nodes[:, None]
    reach = (y + _REACH) / 2
    x = y - reach * (1 - nodes[None, :])
    below_y, below_x, above_x = special.ndtr(y), special.ndtr(x), special.ndtr(-x)
    inner = 1 - below_y**n - above_x**n + (below_y - below_x) ** n
    square = 2 * _REACH * np.sum(weights[:, None] * weights[None, :] * reach * inner)
    return math.sqrt(float(square) - mean**2)


def d2_star(n: int, ranges: int) -> float:
    """d2* for the mean of so many ranges of n values each: sqrt(d2^2 + d3^2/g)."""
    return math.sqrt(d2(n) ** 2 + d3(n) ** 2 / ranges)


@cache
def range_degrees_of_freedom(n: int, ranges: int) -> float:
    """Degrees of freedom v of Rbar/d2*: sqrt(2/v) Gamma((v + 1)/2)/Gamma(v/2) = d2/d2*."""
    wanted = math.log(d2(n) / d2_star(n, ranges))

    def missed(v: float) -> float:
        return float(0.5 * math.log(2 / v) + special.gammaln((v + 1) / 2) - special.gammaln(v / 2)) - wanted

    return float(optimize.brentq(missed, 0.1, 1e7, xtol=1e-10))


def upper_range_factor(n: int) -> float:
    """D4: the upper control limit of a range chart over the mean range, 1 + 3 d3/d2."""
    return 1 + 3 * d3(n) / d2(n)


def lower_range_factor(n: int) -> float:
    """D3: the lower control limit of a range chart over the mean range, never below 0."""
    return max(0.0, 1 - 3 * d3(n) / d2(n))
