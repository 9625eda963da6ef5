"""M13: guard bands, as a factor on the half-width of a tolerance with centred limits (acceptance = factor x T).

Source: ANSI/NCSL Z540.3 Handbook, methods 5 and 6; NCSLI RP-10; JCGM 106:2012, 8.3; ILAC-G8:09/2019; ISO 14253-1:2017.
A guard band never widens the tolerance: factors are at most 1. None: the rule leaves nothing to accept.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from scipy import optimize, special

from app.domain.metrology.risk_many import pfa_for_itp, worst_pfa

LEAST_FACTOR = 1e-6


def full_uncertainty(tur: float) -> float | None:
    """w = U: factor 1 - 1/TUR (Z540.3 method 5); the PFA of one result is then at most 2.5 %."""
    return _usable(1 - 1 / tur)


def root_sum_square(tur: float) -> float | None:
    """RSS: sqrt(1 - 1/TUR^2)."""
    return _usable(math.sqrt(1 - 1 / tur**2)) if tur > 1 else None


def rp10(tur: float) -> float | None:
    """NCSLI RP-10: 1.25 - 1/TUR below a TUR of 4, else no guard band."""
    return _usable(1.25 - 1 / tur) if tur < 4 else 1.0


def method_6(tur: float) -> float | None:
    """2 % PFA whatever the in-tolerance probability (Dobbert; Z540.3 method 6); without a guard band from about 4.6."""
    return _usable(1 - (1.04 - math.exp(0.38 * math.log(tur) - 0.54)) / tur)


def for_one_result(tur: float, risk: float, k: float = 2.0) -> float | None:
    """w = r U with r = z(1 - risk)/k: at most this risk for one accepted result (JCGM 106:2012, 8.3.2)."""
    return _usable(1 - share_of_u(risk, k) / tur)


def share_of_u(risk: float, k: float = 2.0) -> float:
    """r of w = r U: z(1 - risk)/k; 5 % and k = 2 give 0.8224."""
    return float(special.ndtri(1 - risk)) / k


def _usable(factor: float) -> float | None:
    return None if factor <= LEAST_FACTOR else min(1.0, factor)


@dataclass(frozen=True, slots=True)
class BandRisk:
    """What a factor costs. pfa_worst: over every in-tolerance probability."""

    pfa: float
    pfr: float
    pfa_worst: float


def band_risk(tur: float, itp: float, factor: float) -> BandRisk:
    risks = pfa_for_itp(tur, itp, factor)
    return BandRisk(float(risks.pfa), float(risks.pfr), float(worst_pfa(tur, factor)[0]))


def solved(tur: float, itp: float, target: float) -> float | None:
    """The widest factor with PFA <= target for this in-tolerance probability; None where even the narrowest is more."""
    return _solved(lambda factor: float(pfa_for_itp(tur, itp, factor).pfa), target)


def solved_for_worst(tur: float, target: float) -> float | None:
    """The widest factor with PFA <= target for every in-tolerance probability."""
    return _solved(lambda factor: float(worst_pfa(tur, factor)[0]), target)


def _solved(pfa: Callable[[float], float], target: float) -> float | None:
    if pfa(1.0) <= target:
        return 1.0
    if pfa(LEAST_FACTOR) > target:
        return None
    found = optimize.brentq(lambda factor: pfa(factor) - target, LEAST_FACTOR, 1.0, xtol=1e-12)
    return float(found)


def least_cost(tur: float, itp: float, false_accept_cost: float, false_reject_cost: float) -> tuple[float, float]:
    """The factor at which C_FA PFA + C_FR PFR is least, and that cost for one item (JCGM 106:2012, 9.5)."""

    def cost(factor: float) -> float:
        risks = pfa_for_itp(tur, itp, factor)
        return false_accept_cost * float(risks.pfa) + false_reject_cost * float(risks.pfr)

    places = [LEAST_FACTOR + (1 - LEAST_FACTOR) * step / 40 for step in range(41)]
    best = min(places, key=cost)
    found = optimize.minimize_scalar(cost, bounds=(max(LEAST_FACTOR, best - 1 / 40), min(1.0, best + 1 / 40)))
    return min(((float(found.x), float(found.fun)), (best, cost(best))), key=lambda each: each[1])
