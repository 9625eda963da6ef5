"""Audit samples of an inventory, and plans of acceptance sampling.

Sources: ISO 19011:2018, A.6; ISO 2859-2; NIST/SEMATECH e-Handbook 6.2.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from app.domain.metrology.numerical import Array
from app.domain.metrology.proportions import none_seen

_NOISE = 1e-12


def sample_size(lot: int, wrong: int, confidence: float) -> int:
    """The smallest n with 1 - C(N-D, n)/C(N, n) >= C: if D of N are wrong, one at least is seen.

    ValueError unless 1 <= D <= N.
    """
    if not 1 <= wrong <= lot:
        raise ValueError("1 <= D <= N")
    low, high = 1, lot
    while low < high:
        middle = (low + high) // 2
        seen = none_seen(wrong, middle, lot) <= (1 - confidence) * (1 + _NOISE)
        low, high = (low, middle) if seen else (middle + 1, high)
    return low


def chosen(count: int, n: int, seed: int) -> list[int]:
    """n of the places 0 … count - 1, in order; the same seed always chooses the same."""
    return sorted(random.Random(seed).sample(range(count), n))


@dataclass(frozen=True, slots=True)
class Plan:
    """Sampling plan: n units, at most c wrong ones; lot: N, None for an endless series."""

    n: int
    c: int
    lot: int | None = None

    def accept(self, p: float | Sequence[float] | Array) -> Array:
        """Pa = P(X <= c | n, p), binomial."""
        shares = np.asarray(p, dtype=float)
        found: Array = np.where(
            shares <= 0, 1.0, special.betainc(self.n - self.c, self.c + 1, np.clip(1 - shares, 0.0, 1.0))
        )
        return found if self.c < self.n else np.ones_like(shares)

    def outgoing(self, p: float | Sequence[float] | Array) -> Array:
        """AOQ = Pa p (N - n)/N: the share of wrong units that pass when refused lots are sorted."""
        left = 1.0 if self.lot is None else (self.lot - self.n) / self.lot
        return np.asarray(self.accept(p) * np.asarray(p, dtype=float) * left, dtype=float)

    def share_at(self, accept: float) -> float:
        """The share wrong at which a lot is accepted with this probability; 1 where it always is."""
        return 1.0 if self.c >= self.n else float(special.betaincinv(self.c + 1, self.n - self.c, 1 - accept))

    def worst_outgoing(self) -> float:
        """AOQL: the largest AOQ over all shares wrong."""
        shares = np.linspace(0.0, 1.0, 20001)
        best = shares[int(np.argmax(self.outgoing(shares)))]
        fine = np.linspace(max(0.0, best - 1e-4), min(1.0, best + 1e-4), 2001)
        return float(np.max(self.outgoing(fine)))
