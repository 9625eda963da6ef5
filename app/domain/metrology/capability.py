"""Capability of measuring systems and processes by their uncertainty, and of production processes by their spread.

Sources: ISO 22514-7:2012, clauses 7 to 10; VDA volume 5; NIST/SEMATECH e-Handbook 6.1.6.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from scipy import special

COVERAGE = 2.0
"""U = 2 u, as ISO 22514-7 and VDA 5 take it."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Standard uncertainties in one unit, by name. groups of which only the largest counts are resolved already.

    combined: u; expanded: U = 2 u; counted: those that went in, with their share of u^2 in percent.
    """

    combined: float
    counted: Mapping[str, float]

    @property
    def expanded(self) -> float:
        return COVERAGE * self.combined

    def ratio_percent(self, tolerance: float) -> float:
        """Q = 100 x 2 U/T."""
        return 100 * 2 * self.expanded / tolerance

    def least_tolerance(self, most_percent: float) -> float:
        """The smallest tolerance this can be used for: T_min = 2 U/Q_max."""
        return 2 * self.expanded / (most_percent / 100)

    def share_percent(self, name: str) -> float:
        return 100 * self.counted[name] ** 2 / self.combined**2 if self.combined > 0 and name in self.counted else 0.0


def budget(components: Mapping[str, float], *, largest_of: tuple[str, ...]) -> Budget:
    """The root sum of squares; of the names in largest_of only the largest one counts (they see the same scatter)."""
    rivals = [name for name in largest_of if name in components]
    kept = max(rivals, key=lambda name: components[name], default="")
    counted = {name: u for name, u in components.items() if name not in rivals or name == kept}
    return Budget(math.sqrt(math.fsum(u**2 for u in counted.values())), counted)


def system_index(tolerance: float, u_ms: float) -> float:
    """C_MS = 0.3 T/(6 u_MS)."""
    return 0.3 * tolerance / (6 * u_ms)


def process_index(tolerance: float, u_mp: float) -> float:
    """C_MP = 0.3 T/(3 u_MP)."""
    return 0.3 * tolerance / (3 * u_mp)


@dataclass(frozen=True, slots=True)
class Indices:
    """Cp and k need both limits; Cpu, Cpl one each; Cpk is the smaller of those there are. k = |m - M|/(T/2)."""

    cp: float | None
    k: float | None
    cpu: float | None
    cpl: float | None

    @property
    def cpk(self) -> float:
        return min(each for each in (self.cpu, self.cpl) if each is not None)


def capability_indices(mean: float, sd: float, low: float | None, high: float | None) -> Indices:
    """Cp = T/(6 s), Cpk = min(T_U - m, m - T_L)/(3 s); ValueError for sd <= 0, no limit, or limits reversed."""
    if sd <= 0 or (low is None and high is None):
        raise ValueError("a spread and a limit are needed")
    cpu = None if high is None else (high - mean) / (3 * sd)
    cpl = None if low is None else (mean - low) / (3 * sd)
    if low is None or high is None:
        return Indices(None, None, cpu, cpl)
    if low >= high:
        raise ValueError("limits reversed")
    width = high - low
    return Indices(width / (6 * sd), abs(mean - (low + high) / 2) / (width / 2), cpu, cpl)


def cp_limits(cp: float, n: int, confidence: float) -> tuple[float, float]:
    """Limits of Cp from the chi-square distribution of s^2 (NIST e-Handbook 6.1.6)."""
    tail = (1 - confidence) / 2
    v = n - 1
    low, high = special.chdtri(v, 1 - tail), special.chdtri(v, tail)
    return cp * math.sqrt(low / v), cp * math.sqrt(high / v)


def cpk_limits(cpk: float, n: int, confidence: float) -> tuple[float, float]:
    """Limits of Cpk by Bissell's approximation: Cpk -+ z sqrt(1/(9 n) + Cpk^2/(2 (n - 1)))."""
    z = float(special.ndtri((1 + confidence) / 2))
    reach = z * math.sqrt(1 / (9 * n) + cpk**2 / (2 * (n - 1)))
    return cpk - reach, cpk + reach


def share_outside(mean: float, sd: float, low: float | None, high: float | None) -> float:
    """The share beyond the limits if the process is normal, from 0 to 1."""
    below = 0.0 if low is None else float(special.ndtr((low - mean) / sd))
    above = 0.0 if high is None else float(special.ndtr((mean - high) / sd))
    return below + above


def real_index(observed: float, q: float) -> float | None:
    """The capability behind an observed one: 1/sqrt(1/C_obs^2 - 2.25 Q^2), Q as a share (ISO 22514-7, annex A).

    None: the measuring process alone scatters as much as what was observed, or more.
    """
    left = 1 / observed**2 - 2.25 * q**2
    return 1 / math.sqrt(left) if left > 1e-12 / observed**2 else None
