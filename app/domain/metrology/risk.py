"""M12: the risk of a wrong decision, for one result (specific) and for a process (global).

Source: JCGM 106:2012, 7 to 9. Limits may be infinite on one side. The measured value is normal, or scaled t with df
degrees of freedom, about the true value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import special

from app.domain.metrology.densities import Array, Density, Normal, Sample

TOLERANCE = 1e-13
INFINITE = math.inf


@dataclass(frozen=True, slots=True)
class Limits:
    """low < high; -inf or inf where a side has no limit."""

    low: float
    high: float

    @property
    def is_two_sided(self) -> bool:
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class SpecificRisk:
    """conforming: probability that the true value lies within the limits (JCGM 106, 7.4); below, above: outside them.

    cpk = min(T_U - y, y - T_L)/(3u), None for u = 0.
    """

    conforming: float
    below: float
    above: float
    cpk: float | None

    @property
    def nonconforming(self) -> float:
        return self.below + self.above


@dataclass(frozen=True, slots=True)
class GlobalRisk:
    """pfa: accepted though outside (consumer's risk R_C); pfr: rejected though inside (producer's, R_P); accepted and
    conforming: probabilities of an accepted and of a conforming item.
    """

    pfa: float
    pfr: float
    accepted: float
    conforming: float

    @property
    def conditional_pfa(self) -> float | None:
        """Probability that an accepted item lies outside; None where nothing is accepted."""
        return self.pfa / self.accepted if self.accepted > 0 else None


def below(z: Array | float, df: float | None = None) -> Array:
    """The distribution function of the measurement: normal, or t with df degrees of freedom."""
    return np.asarray(special.ndtr(z) if df is None else special.stdtr(df, z))


def specific_risk(estimate: float, u: float, limits: Limits, df: float | None = None) -> SpecificRisk:
    """The probability that what gave this estimate conforms (JCGM 106:2012, 7.2 and 7.4). u >= 0."""
    if u == 0:
        is_below, is_above = float(estimate < limits.low), float(estimate > limits.high)
        return SpecificRisk(1 - is_below - is_above, is_below, is_above, None)
    low = float(below((limits.low - estimate) / u, df))
    high = float(below((estimate - limits.high) / u, df))
    conforming = float(below((limits.high - estimate) / u, df)) - low
    cpk = min(limits.high - estimate, estimate - limits.low) / (3 * u)
    return SpecificRisk(max(0.0, conforming), low, high, cpk)


def acceptance(x: Array, u: float, accepted: Limits, df: float | None = None) -> Array:
    """The operating characteristic: probability that a true value x is accepted."""
    if u == 0:
        return ((x >= accepted.low) & (x <= accepted.high)).astype(float)
    upper, lower = (accepted.high - x) / u, (accepted.low - x) / u
    # differences are taken in the tail where they keep their digits
    far = lower > 0
    return np.where(far, below(-lower, df) - below(-upper, df), below(upper, df) - below(lower, df))


def global_risk(
    product: Density | Sample, u: float, tolerance: Limits, accepted: Limits, df: float | None = None
) -> GlobalRisk:
    """Consumer's and producer's risk of a process and a measurement (JCGM 106:2012, 9.5.2 and 9.5.3)."""
    if isinstance(product, Sample):
        return _of_sample(np.asarray(product.values, dtype=float), u, tolerance, accepted, df)

    def accepted_at(x: Array) -> Array:
        return product.pdf(x) * acceptance(x, u, accepted, df)

    def rejected_at(x: Array) -> Array:
        return product.pdf(x) * (1 - acceptance(x, u, accepted, df))

    edges = _edges(product, u, tolerance, accepted)
    pfa = _integral(accepted_at, edges, product.low, tolerance.low)
    pfa += _integral(accepted_at, edges, tolerance.high, product.high)
    pfr = _integral(rejected_at, edges, tolerance.low, tolerance.high)
    right = _integral(accepted_at, edges, tolerance.low, tolerance.high)
    conforming = product.cdf(tolerance.high) - product.cdf(tolerance.low)
    return GlobalRisk(pfa, pfr, min(1.0, pfa + right), conforming)


def _of_sample(values: Array, u: float, tolerance: Limits, accepted: Limits, df: float | None) -> GlobalRisk:
    share = acceptance(values, u, accepted, df)
    inside = (values >= tolerance.low) & (values <= tolerance.high)
    pfa = float(np.mean(np.where(inside, 0.0, share)))
    pfr = float(np.mean(np.where(inside, 1 - share, 0.0)))
    return GlobalRisk(pfa, pfr, float(np.mean(share)), float(np.mean(inside)))


def _edges(product: Density, u: float, tolerance: Limits, accepted: Limits) -> list[float]:
    """Where the integral is split: limits, corners of the density, and the places where acceptance turns."""
    turns = [limit + k * u for limit in (accepted.low, accepted.high) for k in (-8, -3, 0, 3, 8)]
    places = {product.low, product.high, *product.corners, tolerance.low, tolerance.high, *turns}
    return sorted(each for each in places if math.isfinite(each) and product.low <= each <= product.high)


_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(48)
_PANELS = 4


def _integral(function: Callable[[Array], Array], edges: Sequence[float], low: float, high: float) -> float:
    """The integral over (low, high) by Gauss-Legendre of 48 nodes, the pieces between edges cut in four; at least 0."""
    within = [each for each in edges if low < each < high]
    places = np.array(sorted({max(low, edges[0]), *within, min(high, edges[-1])})) if low < high else np.array([])
    if len(places) < 2 or low >= edges[-1] or high <= edges[0]:
        return 0.0
    cuts = np.concatenate([np.linspace(a, b, _PANELS + 1)[:-1] for a, b in pairwise(places)])
    cuts = np.append(cuts, places[-1])
    middles, halves = (cuts[1:] + cuts[:-1]) / 2, (cuts[1:] - cuts[:-1]) / 2
    x = middles[:, None] + halves[:, None] * _NODES
    return max(0.0, float(np.sum(function(x.ravel()).reshape(x.shape) @ _WEIGHTS * halves)))


def product_sd_from_itp(itp: float, half_width: float) -> float:
    """The standard deviation of a centred normal of which a share itp lies within plus or minus half_width."""
    return half_width / float(special.ndtri((1 + itp) / 2))


def worst_global_risk(u: float, tolerance: Limits, accepted: Limits, df: float | None = None) -> tuple[float, float]:
    """The greatest PFA over every spread of a centred normal product, and the in-tolerance probability where it is.

    Two-sided limits only; u > 0. The product centred in the tolerance stands for "the spread is not known".
    """
    from scipy import optimize

    def lost(log_sd: float) -> float:
        sd = math.exp(log_sd) * tolerance.half_width
        return -global_risk(Normal(tolerance.middle, sd), u, tolerance, accepted, df).pfa

    found = optimize.minimize_scalar(lost, bounds=(math.log(0.05), math.log(50)), options={"xatol": 1e-7})
    coarse = min(np.linspace(math.log(0.05), math.log(50), 25), key=lost)
    if lost(float(coarse)) < found.fun:
        step = (math.log(50) - math.log(0.05)) / 24
        around = (float(coarse) - step, float(coarse) + step)
        found = optimize.minimize_scalar(lost, bounds=around, options={"xatol": 1e-7})
    itp = float(2 * special.ndtr(1 / math.exp(found.x)) - 1)
    return -float(found.fun), itp
