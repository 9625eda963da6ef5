"""Variance components by restricted maximum likelihood (REML): a mean, random effects and error, in any cells.

For balanced data without a negative component this gives the ANOVA components. Sources: Patterson, Thompson (1971);
Searle, Casella, McCulloch: Variance Components, chapter 6; the penalised form of Bates et al. (2015).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import linalg, optimize

from app.domain.metrology.numerical import Array, deviations_of, mean_of

_STARTS = (1.0, 0.05)
_NO_ERROR = 1e-12
"""Without any spread within cells the error is taken as this share of the total while searching, and told as 0."""


@dataclass(frozen=True, slots=True)
class Reml:
    """mean: generalised least squares. error: variance within cells. effects: variance of each grouping, then that of
    the cells where it was asked for; never negative. deviance: -2 x restricted log-likelihood with all constants."""

    mean: float
    error: float
    effects: tuple[float, ...]
    deviance: float


@dataclass(frozen=True, slots=True)
class _Cells:
    """Counts and means of the cells, in deviations over the standard deviation of all; indicators: cells x levels."""

    counts: Array
    means: Array
    within: float
    indicators: Array
    blocks: tuple[slice, ...]
    cell_effect: bool

    @property
    def df(self) -> float:
        return float(self.counts.sum()) - 1


@dataclass(frozen=True, slots=True)
class _Fit:
    """deviance without constants, its slope in each ratio of variances, error variance and mean."""

    deviance: float
    slope: Array
    error: float
    mean: float


def reml(cells: Sequence[Sequence[float]], groupings: Sequence[Sequence[int]], *, cell_effect: bool) -> Reml:
    """cells: the values of each cell. groupings: for each random effect the level (from 0) of every cell.

    cell_effect: whether the cells vary by themselves (interaction, or parts within operators). ValueError when all
    values are equal or no cell has two values.
    """
    sizes = [len(each) for each in cells]
    everything = [value for each in cells for value in each]
    deviations = deviations_of(everything)
    scale = math.sqrt(math.fsum(deviations**2) / max(1, len(everything) - 1))
    if scale <= 0 or max(sizes) < 2:
        raise ValueError("values that differ and a cell of two values are needed")
    parts = np.split(deviations / scale, np.cumsum(sizes)[:-1])
    within = math.fsum(math.fsum(deviations_of(each) ** 2) for each in parts)
    indicators, blocks = _indicators(groupings, len(cells))
    data = _Cells(
        counts=np.array(sizes, dtype=float),
        means=np.array([each.mean() for each in parts]),
        within=max(within, _NO_ERROR * (len(everything) - 1)),
        indicators=indicators,
        blocks=blocks,
        cell_effect=cell_effect,
    )
    ratios = min((_optimum(data, start) for start in _STARTS), key=lambda each: _fit(each, data).deviance)
    best = _fit(ratios, data)
    constants = data.df * (1 + math.log(2 * math.pi) + 2 * math.log(scale) - math.log(data.df))
    error = best.error if within > _NO_ERROR * data.df else 0.0
    variances = (float(each * best.error) for each in ratios)
    return Reml(
        mean_of(everything) + best.mean * scale,
        error * scale**2,
        tuple(each * scale**2 if each > 10 * _NO_ERROR else 0.0 for each in variances),
        best.deviance + constants,
    )


def _indicators(groupings: Sequence[Sequence[int]], cells: int) -> tuple[Array, tuple[slice, ...]]:
    columns, blocks, start = [np.zeros((cells, 0))], [], 0
    for levels in groupings:
        index = np.asarray(levels)
        block = np.zeros((cells, int(index.max()) + 1))
        block[np.arange(cells), index] = 1.0
        columns.append(block)
        blocks.append(slice(start, start + block.shape[1]))
        start += block.shape[1]
    return np.hstack(columns), tuple(blocks)


def _optimum(data: _Cells, start: float) -> Array:
    """Ratios of the variances to the error, each at least 0, at the least deviance found from this start."""
    scales = _rough_ratios(data)

    def scaled(shares: Array) -> tuple[float, Array]:
        found = _fit(shares * scales, data)
        return found.deviance, found.slope * scales

    found = optimize.minimize(
        scaled,
        np.full(scales.size, start),
        jac=True,
        method="L-BFGS-B",
        bounds=[(0.0, None)] * scales.size,
        options={"maxiter": 1_000, "ftol": 1e-13, "gtol": 1e-8},
    )
    return _polished(data, np.asarray(found.x, dtype=float) * scales)


def _rough_ratios(data: _Cells) -> Array:
    """The spread of the levels of an additive least-squares fit, and of what it leaves in the cells, over the error
    within cells: the size of each ratio."""
    design = np.hstack([np.ones((data.means.size, 1)), data.indicators])
    weights = np.sqrt(data.counts)
    found = np.linalg.lstsq(design * weights[:, None], data.means * weights, rcond=None)[0]
    levels, left = found[1:], data.means - design @ found
    rough = [float(np.var(levels[block])) for block in data.blocks]
    if data.cell_effect:
        rough.append(float(np.mean(left**2)))
    error = data.within / max(1.0, data.df + 1 - data.counts.size)
    return np.maximum(1e-4, np.array(rough) / error)


def _polished(data: _Cells, ratios: Array) -> Array:
    """Newton steps on the slope over the logarithms of the ratios above 0, as long as the slope gets smaller."""
    free = np.flatnonzero(ratios > 0)

    def slope_at(logs: Array) -> Array:
        tried = ratios.copy()
        tried[free] = np.exp(logs)
        return np.asarray(_fit(tried, data).slope[free] * tried[free])

    logs = np.log(ratios[free])
    slope = slope_at(logs)
    for _step in range(20):
        if not free.size or np.abs(slope).max() < 1e-11:
            break
        width = 1e-4
        curvature = np.column_stack(
            [(slope_at(logs + width * at) - slope_at(logs - width * at)) / (2 * width) for at in np.eye(free.size)]
        )
        try:
            tried = logs - np.linalg.solve(curvature, slope)
        except np.linalg.LinAlgError:
            break
        if np.abs(tried - logs).max() > 1 or np.abs(slope_at(tried)).max() >= np.abs(slope).max():
            break
        logs, slope = tried, slope_at(tried)
    polished = ratios.copy()
    polished[free] = np.exp(logs)
    return polished


def _fit(ratios: Array, data: _Cells) -> _Fit:
    """The deviance log|V| + log(1'V^-1 1) + (n - 1) log(y'P y) at these ratios, V = I + sum of ratio x Z Z'.

    The cells are taken out first (weights n/(1 + ratio n) of their means), then M = I + D^(1/2) Z'W Z D^(1/2).
    """
    z, y = data.indicators, data.means
    grown = 1 + (ratios[-1] if data.cell_effect else 0.0) * data.counts
    w = data.counts / grown
    root = np.zeros(z.shape[1])
    for block, ratio in zip(data.blocks, ratios, strict=False):
        root[block] = math.sqrt(ratio)
    scaled = z * root
    lower = linalg.cholesky(np.eye(root.size) + scaled.T @ (w[:, None] * scaled), lower=True)
    half = linalg.solve_triangular(lower, (w[:, None] * scaled).T, lower=True)
    back_one = linalg.solve_triangular(lower.T, half.sum(axis=1))
    one = w * (1 - scaled @ back_one)
    one_one = float(one.sum())
    mean = float(one @ y) / one_one
    effects = linalg.solve_triangular(lower.T, half @ (y - mean))
    rest = y - mean - scaled @ effects
    squares = data.within + float(w @ rest**2 + effects @ effects)
    deviance = np.log(grown).sum() + 2 * np.log(np.diag(lower)).sum() + math.log(one_one) + data.df * math.log(squares)
    of_levels = z.T @ w - ((half @ z) ** 2).sum(axis=0) - (z.T @ one) ** 2 / one_one
    of_levels -= data.df * (z.T @ (w * rest)) ** 2 / squares
    slope = [float(of_levels[block].sum()) for block in data.blocks]
    if data.cell_effect:
        of_cells = w - (half**2).sum(axis=0) - one**2 / one_one - data.df * (w * rest) ** 2 / squares
        slope.append(float(of_cells.sum()))
    return _Fit(float(deviance), np.array(slope), squares / data.df, mean)
