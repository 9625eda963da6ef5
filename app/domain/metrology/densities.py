"""Densities of what a process makes, or of the state of instruments, for decision risk (JCGM 106:2012, clauses 7, 9).

Each gives its density at arrays of true values, its distribution function, the interval that holds all but 1e-15 of it,
and the places where its density has a corner, so that an integral can be split there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
SIGMAS = 12.0
"""Integrals of a normal density go so many standard deviations to both sides (what is beyond is below 1e-32)."""


class Density(Protocol):
    """A continuous density. mean and sd in the unit of the characteristic; corners inside (low, high), ascending."""

    @property
    def mean(self) -> float: ...
    @property
    def sd(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def corners(self) -> tuple[float, ...]: ...
    def pdf(self, x: Array) -> Array: ...
    def cdf(self, x: float) -> float: ...


@dataclass(frozen=True, slots=True)
class Normal:
    mean: float
    sd: float

    @property
    def low(self) -> float:
        return self.mean - SIGMAS * self.sd

    @property
    def high(self) -> float:
        return self.mean + SIGMAS * self.sd

    @property
    def corners(self) -> tuple[float, ...]:
        return tuple(self.mean + k * self.sd for k in (-6.0, -2.0, 0.0, 2.0, 6.0))

    def pdf(self, x: Array) -> Array:
        z = (x - self.mean) / self.sd
        return np.asarray(np.exp(-0.5 * z * z) / (self.sd * math.sqrt(2 * math.pi)))

    def cdf(self, x: float) -> float:
        return float(special.ndtr((x - self.mean) / self.sd))


@dataclass(frozen=True, slots=True)
class Uniform:
    low: float
    high: float
    corners: tuple[float, ...] = ()

    @property
    def mean(self) -> float:
        return (self.low + self.high) / 2

    @property
    def sd(self) -> float:
        return (self.high - self.low) / math.sqrt(12)

    def pdf(self, x: Array) -> Array:
        return np.where((x >= self.low) & (x <= self.high), 1 / (self.high - self.low), 0.0)

    def cdf(self, x: float) -> float:
        return min(1.0, max(0.0, (x - self.low) / (self.high - self.low)))


@dataclass(frozen=True, slots=True)
class Triangular:
    """Rises from low to mode and falls to high."""

    low: float
    mode: float
    high: float

    @property
    def mean(self) -> float:
        return (self.low + self.mode + self.high) / 3

    @property
    def sd(self) -> float:
        a, c, b = self.low, self.mode, self.high
        return math.sqrt((a * a + b * b + c * c - a * b - a * c - b * c) / 18)

    @property
    def corners(self) -> tuple[float, ...]:
        return (self.mode,) if self.low < self.mode < self.high else ()

    def pdf(self, x: Array) -> Array:
        width = self.high - self.low
        rising = 2 * (x - self.low) / (width * max(self.mode - self.low, 1e-300))
        falling = 2 * (self.high - x) / (width * max(self.high - self.mode, 1e-300))
        inside = (x >= self.low) & (x <= self.high)
        return np.where(inside, np.where(x < self.mode, rising, falling), 0.0)

    def cdf(self, x: float) -> float:
        width = self.high - self.low
        if x <= self.low:
            return 0.0
        if x >= self.high:
            return 1.0
        if x < self.mode:
            return (x - self.low) ** 2 / (width * (self.mode - self.low))
        return 1 - (self.high - x) ** 2 / (width * (self.high - self.mode))


@dataclass(frozen=True, slots=True)
class Gamma:
    """start + a gamma variable with this mean and standard deviation (of the whole): JCGM 106:2012, 9.3 uses one."""

    start: float
    mean: float
    sd: float

    @property
    def shape(self) -> float:
        return ((self.mean - self.start) / self.sd) ** 2

    @property
    def scale(self) -> float:
        return self.sd**2 / (self.mean - self.start)

    @property
    def low(self) -> float:
        return self.start

    @property
    def high(self) -> float:
        return self.start + self.scale * float(special.gammainccinv(self.shape, 1e-16))

    @property
    def corners(self) -> tuple[float, ...]:
        return _spread(self, [self.mean + k * self.sd for k in (-3.0, -1.0, 0.0, 1.0, 3.0, 8.0)])

    def pdf(self, x: Array) -> Array:
        z = np.maximum((x - self.start) / self.scale, 1e-300)
        density = np.exp((self.shape - 1) * np.log(z) - z - special.gammaln(self.shape)) / self.scale
        return np.where(x > self.start, density, 0.0)

    def cdf(self, x: float) -> float:
        return float(special.gammainc(self.shape, max(0.0, (x - self.start) / self.scale)))


@dataclass(frozen=True, slots=True)
class LogNormal:
    """start + a lognormal variable with this mean and standard deviation (of the whole)."""

    start: float
    mean: float
    sd: float

    @property
    def sigma(self) -> float:
        return math.sqrt(math.log1p((self.sd / (self.mean - self.start)) ** 2))

    @property
    def mu(self) -> float:
        return math.log(self.mean - self.start) - self.sigma**2 / 2

    @property
    def low(self) -> float:
        return self.start + math.exp(self.mu - 9 * self.sigma)

    @property
    def high(self) -> float:
        return self.start + math.exp(self.mu + 9 * self.sigma)

    @property
    def corners(self) -> tuple[float, ...]:
        return _spread(self, [self.start + math.exp(self.mu + k * self.sigma) for k in (-4, -2, -1, 0, 1, 2, 4)])

    def pdf(self, x: Array) -> Array:
        moved = np.maximum(x - self.start, 1e-300)
        z = (np.log(moved) - self.mu) / self.sigma
        density = np.exp(-0.5 * z * z) / (moved * self.sigma * math.sqrt(2 * math.pi))
        return np.where(x > self.start, density, 0.0)

    def cdf(self, x: float) -> float:
        if x <= self.start:
            return 0.0
        return float(special.ndtr((math.log(x - self.start) - self.mu) / self.sigma))


@dataclass(frozen=True, slots=True)
class Sample:
    """Values as they were found, each as likely as the other; the integral over it is a mean."""

    values: Sequence[float]

    @property
    def mean(self) -> float:
        return float(np.mean(self.values))

    @property
    def sd(self) -> float:
        return float(np.std(self.values, ddof=1)) if len(self.values) > 1 else 0.0


def _spread(density: Density, places: Sequence[float]) -> tuple[float, ...]:
    low, high = density.low, density.high
    return tuple(sorted(each for each in places if low < each < high))
