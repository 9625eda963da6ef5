"""Exact limits of a share found in a sample: binomial (Clopper and Pearson), and hypergeometric for small lots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from app.domain.metrology.numerical import Array


@dataclass(frozen=True, slots=True)
class Share:
    """A share from 0 to 1 with its two-sided limits."""

    observed: float
    low: float
    high: float


def exact_share(found: int, n: int, confidence: float = 0.95) -> Share:
    """x found of n with exact binomial limits; ValueError unless 0 <= x <= n and n > 0.

    low = BetaInv((1-C)/2; x, n-x+1), 0 for x = 0; high = BetaInv((1+C)/2; x+1, n-x), 1 for x = n (NCSLI RP-1).
    """
    if n <= 0 or not 0 <= found <= n:
        raise ValueError("0 <= x <= n, n > 0")
    low = 0.0 if found == 0 else float(special.betaincinv(found, n - found + 1, (1 - confidence) / 2))
    high = 1.0 if found == n else float(special.betaincinv(found + 1, n - found, (1 + confidence) / 2))
    return Share(found / n, low, high)


def finite_limits(found: int, checked: int, lot: int, confidence: float = 0.95) -> tuple[int, int]:
    """The fewest and the most that can be wrong among a lot when so many of those checked are (hypergeometric).

    The limits are the smallest D with P(X >= x) > (1-C)/2 and the largest with P(X <= x) > (1-C)/2. ValueError unless
    0 <= found <= checked <= lot.
    """
    if not 0 <= found <= checked <= lot:
        raise ValueError("0 <= x <= n <= N")
    tail = (1 - confidence) / 2
    possible = range(found, lot - (checked - found) + 1)
    low = _first(possible, lambda wrong: _at_least(found, checked, wrong, lot) > tail)
    high = _last(possible, lambda wrong: _at_most(found, checked, wrong, lot) > tail)
    return low, high


def none_seen(wrong: int, checked: int, lot: int) -> float:
    """P that a sample without replacement shows none of the wrong ones: C(N-D, n)/C(N, n)."""
    if checked > lot - wrong:
        return 0.0
    few, many = sorted((wrong, checked))
    return float(np.exp(np.sum(np.log1p(-many / (lot - np.arange(few))))))


def _masses(checked: int, wrong: int, lot: int) -> tuple[Array, Array]:
    """The counts that can be seen and their hypergeometric probabilities (they add to 1)."""
    counts = np.arange(max(0, checked - (lot - wrong)), min(checked, wrong) + 1, dtype=float)
    logs = (
        _choose(wrong, counts)
        + _choose(lot - wrong, checked - counts)
        - _choose(lot, np.asarray([checked], dtype=float))
    )
    masses = np.exp(logs - logs.max())
    return counts, masses / masses.sum()


def _choose(n: int, k: Array) -> Array:
    found: Array = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return found


def _at_most(found: int, checked: int, wrong: int, lot: int) -> float:
    counts, masses = _masses(checked, wrong, lot)
    return float(masses[counts <= found].sum())


def _at_least(found: int, checked: int, wrong: int, lot: int) -> float:
    counts, masses = _masses(checked, wrong, lot)
    return float(masses[counts >= found].sum())


def _first(possible: range, holds: Callable[[int], bool]) -> int:
    """The smallest number for which it holds; it holds for the last one, and for all above one for which it does."""
    low, high = 0, len(possible) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(possible[middle]) else (middle + 1, high)
    return possible[low]


def _last(possible: range, holds: Callable[[int], bool]) -> int:
    """The largest number for which it holds; it holds for the first one, and for all below one for which it does."""
    low, high = 0, len(possible) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(possible[middle]) else (low, middle - 1)
    return possible[low]
