"""Analysis of variance: one way, crossed with replicates, and nested; sums of squares from deviations of means.

Sources: NIST SRD 140 (one way); AIAG MSA 4th edition, appendix A (crossed, nested).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from app.domain.metrology.numerical import Array, deviations_of, mean_of


@dataclass(frozen=True, slots=True)
class Source:
    """One line of an analysis of variance: degrees of freedom and sum of squares."""

    df: int
    ss: float

    @property
    def ms(self) -> float:
        return self.ss / self.df


@dataclass(frozen=True, slots=True)
class Ratio:
    """A variance ratio with the probability of a larger one; both None when the denominator is 0."""

    f: float | None
    p: float | None


def ratio(above: Source, below: Source) -> Ratio:
    if below.ss <= 0:
        return Ratio(None, None)
    f = above.ms / below.ms
    return Ratio(f, float(special.fdtrc(above.df, below.df, f)))


@dataclass(frozen=True, slots=True)
class OneWay:
    """between and within groups; r_squared None when all values are equal."""

    between: Source
    within: Source
    ratio: Ratio
    r_squared: float | None
    grand_mean: float
    group_means: tuple[float, ...]


def one_way(groups: Sequence[Sequence[float] | Array]) -> OneWay:
    """Groups may differ in number; ValueError for fewer than two groups or no group with two values."""
    n = sum(len(each) for each in groups)
    if len(groups) < 2 or n <= len(groups):
        raise ValueError("two groups, and more values than groups, are needed")
    everything = np.concatenate([np.asarray(each, dtype=float) for each in groups])
    grand = mean_of(everything)
    deviations = [np.asarray(each, dtype=float) - grand for each in groups]
    means = [mean_of(each) for each in deviations]
    between = math.fsum(len(each) * mean**2 for each, mean in zip(deviations, means, strict=True))
    within = math.fsum(math.fsum(deviations_of(each) ** 2) for each in deviations)
    total = math.fsum(deviations_of(everything) ** 2)
    noise = _noise(everything)
    above = Source(len(groups) - 1, _noticeable(between, noise))
    below = Source(n - len(groups), _noticeable(within, noise))
    return OneWay(
        above,
        below,
        ratio(above, below),
        above.ss / (above.ss + below.ss) if total > 0 else None,
        grand,
        tuple(grand + mean for mean in means),
    )


@dataclass(frozen=True, slots=True)
class Crossed:
    """parts x operators x trials, every cell alike; error: within cells."""

    part: Source
    operator: Source
    interaction: Source
    error: Source
    total: Source
    interaction_ratio: Ratio


def crossed(cube: Array) -> Crossed:
    """cube: (parts, operators, trials), each at least two; its sums of squares and the F of the interaction."""
    p, o, r = cube.shape
    y = _centred(cube)
    cell = y.mean(axis=2)
    part, operator = y.mean(axis=(1, 2)), y.mean(axis=(0, 2))
    ss_error = math.fsum(((y - cell[:, :, None]) ** 2).ravel())
    ss_part = o * r * math.fsum(part**2)
    ss_operator = p * r * math.fsum(operator**2)
    ss_interaction = r * math.fsum(((cell - part[:, None] - operator[None, :]) ** 2).ravel())
    total = math.fsum((y**2).ravel())
    noise = _noise(cube)
    interaction = Source((p - 1) * (o - 1), _noticeable(ss_interaction, noise))
    error = Source(p * o * (r - 1), _noticeable(ss_error, noise))
    return Crossed(
        part=Source(p - 1, _noticeable(ss_part, noise)),
        operator=Source(o - 1, _noticeable(ss_operator, noise)),
        interaction=interaction,
        error=error,
        total=Source(cube.size - 1, total),
        interaction_ratio=ratio(interaction, error),
    )


@dataclass(frozen=True, slots=True)
class Nested:
    """operators, parts within operators, error within cells."""

    operator: Source
    part: Source
    error: Source
    total: Source


def nested(cube: Array) -> Nested:
    """cube: (operators, parts of each, trials), the parts of one operator being other ones than those of the next."""
    o, n, r = cube.shape
    y = _centred(cube)
    cell = y.mean(axis=2)
    operator = y.mean(axis=(1, 2))
    ss_operator = n * r * math.fsum(operator**2)
    ss_part = r * math.fsum(((cell - operator[:, None]) ** 2).ravel())
    ss_error = math.fsum(((y - cell[:, :, None]) ** 2).ravel())
    noise = _noise(cube)
    return Nested(
        operator=Source(o - 1, _noticeable(ss_operator, noise)),
        part=Source(o * (n - 1), _noticeable(ss_part, noise)),
        error=Source(o * n * (r - 1), _noticeable(ss_error, noise)),
        total=Source(cube.size - 1, math.fsum((y**2).ravel())),
    )


def _centred(cube: Array) -> Array:
    return deviations_of(cube.ravel()).reshape(cube.shape)


def _noise(values: Array) -> float:
    """The sum of squares that the rounding of the numbers themselves can make."""
    return float(values.size * (8 * np.finfo(float).eps * np.abs(values).max()) ** 2)


def _noticeable(squares: float, noise: float) -> float:
    """Rounding noise is 0."""
    return squares if squares > noise else 0.0
