"""Variance components by restricted maximum likelihood (REML): a mean, random effects and error, in any cells.

For balanced data without a negative component this gives the ANOVA components. Sources: Patterson, Thompson (1971);
Searle, Casella, McCulloch: Variance Components, chapter 6.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import linalg, optimize

from app.domain.metrology.numerical import Array, deviations_of, mean_of

_STARTS = (0.1, 1.0, 10.0)


@dataclass(frozen=True, slots=True)
class Reml:
    """mean: generalised least squares. error: variance of the error. effects: variance of each random effect, never
    negative. deviance: -2 x restricted log-likelihood (with all constants)."""

    mean: float
    error: float
    effects: tuple[float, ...]
    deviance: float


@dataclass(frozen=True, slots=True)
class _Crossproducts:
    """Everything REML needs of the data: crossproducts of the indicator columns Z, of 1 and of y (scaled to sd 1)."""

    zz: Array
    z1: Array
    zy: Array
    y1: float
    yy: float
    n: int
    blocks: tuple[slice, ...]


def reml(y: Sequence[float] | Array, groupings: Sequence[Sequence[int]]) -> Reml:
    """groupings: for each random effect the level (from 0) of every value.

    ValueError when all values are equal or there are no more values than levels can explain.
    """
    values = deviations_of(y)
    scale = math.sqrt(math.fsum(values**2) / (len(values) - 1)) if len(values) > 1 else 0.0
    if scale <= 0:
        raise ValueError("all values are equal")
    products = _crossproducts(values / scale, groupings)
    best = min((_optimum(products, start) for start in _starts(products)), key=lambda each: each[0])
    ratios = best[1]
    _value, _slope, error, mean = _profile(ratios, products)
    constants = (products.n - 1) * (1 + math.log(2 * math.pi) + 2 * math.log(scale) - math.log(products.n - 1))
    variances = tuple(float(each * error) * scale**2 for each in ratios)
    return Reml(mean_of(y) + mean * scale, error * scale**2, variances, float(best[0]) + constants)


def _crossproducts(y: Array, groupings: Sequence[Sequence[int]]) -> _Crossproducts:
    columns, blocks, start = [], [], 0
    for levels in groupings:
        index = np.asarray(levels)
        block = np.zeros((y.size, int(index.max()) + 1))
        block[np.arange(y.size), index] = 1.0
        columns.append(block)
        blocks.append(slice(start, start + block.shape[1]))
        start += block.shape[1]
    z = np.hstack(columns) if columns else np.zeros((y.size, 0))
    return _Crossproducts(z.T @ z, z.sum(axis=0), z.T @ y, float(y.sum()), float(y @ y), y.size, tuple(blocks))


def _starts(products: _Crossproducts) -> list[Array]:
    return [np.full(len(products.blocks), each) for each in _STARTS]


def _optimum(products: _Crossproducts, start: Array) -> tuple[float, Array]:
    """The least deviance from this start: ratios of the variances to the error, each at least 0."""
    if not start.size:
        return _profile(start, products)[0], start

    def of_logs(ratios: Array) -> tuple[float, Array]:
        value, slope, _error, _mean = _profile(ratios, products)
        return value, slope

    found = optimize.minimize(
        of_logs,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[(0.0, None)] * start.size,
        options={"maxiter": 2_000, "maxfun": 20_000, "ftol": 1e-15, "gtol": 1e-10},
    )
    return _polished(products, np.asarray(found.x, dtype=float))


def _polished(products: _Crossproducts, ratios: Array) -> tuple[float, Array]:
    """Newton steps on the slope over the ratios above 0, until they no longer move."""
    free = np.flatnonzero(ratios > 0)
    for _step in range(20):
        if not free.size:
            break
        slope = _profile(ratios, products)[1][free]
        curvature = np.empty((free.size, free.size))
        for column, at in enumerate(free):
            moved, width = ratios.copy(), 1e-5 * ratios[at]
            moved[at] += width
            curvature[:, column] = (_profile(moved, products)[1][free] - slope) / width
        try:
            step = np.linalg.solve((curvature + curvature.T) / 2, slope)
        except np.linalg.LinAlgError:
            break
        tried = ratios.copy()
        tried[free] -= step
        if (tried < 0).any() or _profile(tried, products)[0] > _profile(ratios, products)[0] + 1e-12:
            break
        ratios = tried
        if np.max(np.abs(step) / ratios[free]) < 1e-10:
            break
    return _profile(ratios, products)[0], ratios


def _profile(ratios: Array, products: _Crossproducts) -> tuple[float, Array, float, float]:
    """Deviance without constants at these ratios, its slope in each ratio, the error variance and the mean.

    With V = I + Z D Z': log|V| + log(1'V^-1 1) + (n - 1) log(y'P y), by the matrix M = I + D^(1/2) Z'Z D^(1/2).
    """
    p = products
    root = np.concatenate([np.full(block.stop - block.start, math.sqrt(each)) for block, each in _paired(p, ratios)])
    lower = linalg.cholesky(np.eye(root.size) + root[:, None] * p.zz * root[None, :], lower=True)
    half_z1 = linalg.solve_triangular(lower, root * p.z1, lower=True)
    half_zy = linalg.solve_triangular(lower, root * p.zy, lower=True)
    half_zz = linalg.solve_triangular(lower, root[:, None] * p.zz, lower=True)
    one_one = p.n - half_z1 @ half_z1
    mean = (p.y1 - half_z1 @ half_zy) / one_one
    squares = p.yy - half_zy @ half_zy - mean**2 * one_one
    df = p.n - 1
    value = 2 * np.log(np.diag(lower)).sum() + math.log(one_one) + df * math.log(max(float(squares), 1e-300))
    vz_one = p.z1 - half_zz.T @ half_z1
    vz_rest = p.zy - half_zz.T @ half_zy - mean * vz_one
    vz_z = np.diag(p.zz) - (half_zz**2).sum(axis=0)
    each_slope = vz_z - vz_one**2 / one_one - df * vz_rest**2 / squares
    slope = np.array([each_slope[block].sum() for block in p.blocks])
    return float(value), slope, float(squares / df), float(mean)


def _paired(products: _Crossproducts, ratios: Array) -> list[tuple[slice, float]]:
    return [(block, float(each)) for block, each in zip(products.blocks, ratios, strict=True)]
