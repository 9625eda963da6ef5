"""Propagation of distributions by Monte Carlo, with a fixed or an adaptive number of trials (JCGM 101:2008, 7)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import UserError
from app.domain.metrology.components import Component
from app.domain.metrology.draws import drawing
from app.domain.metrology.expressions import Node
from app.domain.metrology.rounding import kept_digit
from app.domain.metrology.sensitivities import model_values
from app.wording import _

Array = NDArray[np.float64]
BLOCK = 50_000
"""Trials at once: the arrays of one block stay in the processor's cache."""
FINER = 10
"""By how much finer than the numerical tolerance an adaptive run aims while trials are left: JCGM 101:2008, 8.2 asks
for a fifth of it or less where the first order is to be validated.
"""
BARS = 60


@dataclass(frozen=True, slots=True)
class Trials:
    """number: of trials, or the least of them where adaptive. most: where an adaptive run ends at the latest.

    invalid_allowed: share of trials that may lie where the model cannot be computed.
    """

    number: int = 1_000_000
    adaptive: bool = False
    most: int = 10_000_000
    seed: int = 1
    invalid_allowed: float = 0.0


@dataclass(frozen=True, slots=True)
class Simulated:
    """values: of the model, in order in both tails up to the ends of all intervals that hold p. low, high: of the
    probabilistically symmetric interval; shortest: the shortest one.

    delta: the numerical tolerance (7.9.2). stable: whether an adaptive run reached it; None for a fixed number.
    invalid: how many of the trials could not be computed.
    """

    values: Array
    mean: float
    u: float
    low: float
    high: float
    shortest: tuple[float, float]
    trials: int
    invalid: int
    delta: float
    stable: bool | None


def simulate(
    node: Node,
    components: Sequence[Component],
    correlations: Array,
    p: float,
    plan: Trials,
    *,
    tell: Callable[[float], object] = lambda _share: None,
    stop: Callable[[], bool] = lambda: False,
) -> Simulated:
    """The distribution of what the model gives. UserError for what cannot be drawn, computed, or was stopped.

    The same seed, number and components give the same figures.
    """
    run = _Run(node, drawing(components, correlations), np.random.default_rng(plan.seed), stop)
    if plan.adaptive:
        values, stable = _adaptive(run, p, plan, tell)
    else:
        values, stable = run.fixed(plan.number, tell), None
    values, invalid = _valid(values, plan.invalid_allowed)
    return _told(values, invalid, p, stable)


@dataclass(slots=True)
class _Run:
    node: Node
    draw: Callable[[np.random.Generator, int], object]
    rng: np.random.Generator
    stop: Callable[[], bool]

    def fill(self, into: Array) -> None:
        """Trials of the model, block by block."""
        for start in range(0, len(into), BLOCK):
            if self.stop():
                raise UserError(_("Đã dừng mô phỏng."))
            part = into[start : start + BLOCK]
            part[:] = model_values(self.node, self.draw(self.rng, len(part)))  # type: ignore[arg-type]

    def fixed(self, number: int, tell: Callable[[float], object]) -> Array:
        values = np.empty(number)
        step = 10 * BLOCK
        for start in range(0, number, step):
            self.fill(values[start : start + step])
            tell(min(1.0, (start + step) / number))
        return values


def _adaptive(run: _Run, p: float, plan: Trials, tell: Callable[[float], object]) -> tuple[Array, bool]:
    """Sequences of trials until mean, u and both ends of the interval are stable (7.9.4)."""
    size = max(2 * BLOCK, math.ceil(100 / (1 - p)))
    sequences: list[Array] = []
    figures: list[tuple[float, float, float, float]] = []
    while True:
        part = np.empty(size)
        run.fill(part)
        sequences.append(part)
        figures.append(_figures(part, p))
        done, stable = size * len(sequences), False
        if done >= plan.number and len(sequences) > 1:
            stable = _is_stable(np.array(figures), FINER)
        tell(min(0.99, done / max(plan.number, done + size)))
        if stable or done + size > plan.most:
            return np.concatenate(sequences), len(figures) > 1 and _is_stable(np.array(figures))


def _figures(part: Array, p: float) -> tuple[float, float, float, float]:
    seen = part[np.isfinite(part)]
    if len(seen) < 2:
        return math.nan, math.nan, math.nan, math.nan
    low, high = _ends(len(seen), p)
    ordered = np.partition(seen, (low, high))
    return float(seen.mean()), float(seen.std(ddof=1)), float(ordered[low]), float(ordered[high])


def _is_stable(figures: Array, finer: int = 1) -> bool:
    """Twice the standard deviation of each averaged figure is below the tolerance (7.9.4 e to h)."""
    count = len(figures)
    spread = figures.std(axis=0, ddof=1) / math.sqrt(count)
    u = float(figures[:, 1].mean())
    return math.isfinite(u) and bool(np.all(2 * spread <= kept_digit(u) / finer))


def _valid(values: Array, allowed: float) -> tuple[Array, int]:
    if math.isfinite(float(values.sum())):
        return values, 0
    good = np.isfinite(values)
    invalid = len(values) - int(good.sum())
    if invalid == len(values) or invalid > allowed * len(values):
        raise UserError(
            _(
                "Mô hình không tính được ở {percent} % số lần thử: phân bố của một thành phần phủ cả giá trị cấm (chia "
                "cho 0, căn của số âm). Thu hẹp giới hạn, hoặc cho phép một tỷ lệ bỏ qua.",
                percent=f"{100 * invalid / len(values):.3g}",
            )
        )
    return values[good], invalid


def _told(values: Array, invalid: int, p: float, stable: bool | None) -> Simulated:
    mean = float(values.mean())
    deviations = values - mean
    u = math.sqrt(float(np.dot(deviations, deviations)) / max(1, len(values) - 1))
    del deviations
    _order_tails(values, p)
    low, high = _ends(len(values), p)
    return Simulated(
        values=values,
        mean=mean,
        u=u,
        low=float(values[low]),
        high=float(values[high]),
        shortest=_shortest(values, p),
        trials=len(values) + invalid,
        invalid=invalid,
        delta=kept_digit(u),
        stable=stable,
    )


def _order_tails(values: Array, p: float) -> None:
    """Sorts, in place, the two parts in which ends of intervals can lie: the middle is never asked for its order."""
    count, inside = len(values), _inside(len(values), p)
    outside = count - inside
    if outside >= inside:
        values.sort()
        return
    values.partition((outside, inside))
    values[: outside + 1].sort()
    values[inside:].sort()


def _ends(count: int, p: float) -> tuple[int, int]:
    """Places of the ends of the symmetric interval among the sorted values (7.7.2)."""
    inside = _inside(count, p)
    low = (count - inside + 1) // 2 - 1 if (count - inside) % 2 else (count - inside) // 2 - 1
    low = max(0, low)
    return low, min(count - 1, low + inside)


def _inside(count: int, p: float) -> int:
    """q = pM, to the next integer (7.7.1)."""
    return min(count - 1, math.floor(p * count + 0.5))


def _shortest(values: Array, p: float) -> tuple[float, float]:
    """The shortest of all intervals that hold q values (7.7.4); values are sorted."""
    inside = _inside(len(values), p)
    widths = values[inside:] - values[: len(values) - inside]
    at = int(np.argmin(widths))
    return float(values[at]), float(values[at + inside])


def histogram(found: Simulated, p: float, bars: int = BARS) -> list[tuple[float, float, float]]:
    """Low and high edge and density of bars over nearly all values (99,9 % or more); none where all are equal."""
    values, count = found.values, len(found.values)
    beyond = int(min(0.0005, (1 - p) / 2) * count)
    first, last = float(values[beyond]), float(values[count - 1 - beyond])
    if not last > first:
        return []
    heights, edges = np.histogram(values, bars, (first, last))
    density = heights / (count * (last - first) / bars)
    return [(float(a), float(b), float(d)) for a, b, d in zip(edges[:-1], edges[1:], density, strict=True)]


def rectangular_sum_end(half_widths: Sequence[float], p: float) -> float:
    """The exact upper end of the symmetric interval of a sum of independent rectangular values around 0.

    The distribution is piecewise polynomial: F(x) = sum over all signs of (product of signs) (x + sum of signed
    half-widths)_+^n, over n! times the product of the widths; its p-th end by bracketing. For at most ten.
    """
    from scipy.optimize import brentq

    widths = np.asarray(half_widths, dtype=np.float64)
    signs = np.array(np.meshgrid(*[[-1.0, 1.0]] * len(widths))).reshape(len(widths), -1)
    shifts, parity = widths @ signs, np.prod(signs, axis=0)
    below = math.factorial(len(widths)) * float(np.prod(2 * widths))

    def missing(x: float) -> float:
        return float(np.dot(parity, np.clip(x + shifts, 0.0, None) ** len(widths))) / below - (1 + p) / 2

    return float(brentq(missing, 0.0, float(widths.sum()), xtol=1e-13 * float(widths.sum()), rtol=1e-14))
