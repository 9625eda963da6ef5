"""Random draws from what is known of each component (JCGM 101:2008, 6.4), correlated normal ones by Cholesky."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import UserError
from app.domain.metrology.components import Component
from app.domain.metrology.correlations import correlated_blocks
from app.wording import _

Array = NDArray[np.float64]
Draw = Callable[[np.random.Generator, int], Mapping[str, Array]]


def drawing(components: Sequence[Component], correlations: Array) -> Draw:
    """What draws so many values of every component. UserError names one that cannot be drawn."""
    blocks = correlated_blocks(correlations)
    parts = [_part([components[place] for place in block], correlations, block) for block in blocks]

    def draw(rng: np.random.Generator, size: int) -> Mapping[str, Array]:
        return {name: values for part in parts for name, values in part(rng, size).items()}

    return draw


def _part(block: Sequence[Component], correlations: Array, places: Sequence[int]) -> Draw:
    if len(block) == 1:
        return _alone(block[0])
    for each in block:
        if each.u > 0 and each.distribution not in ("normal", "t"):
            raise UserError(
                _(
                    "Thành phần “{name}” có tương quan nhưng không theo phân bố chuẩn: cách các phân bố ấy đi cùng "
                    "nhau (copula) chưa được nêu. Chọn phân bố chuẩn hoặc bỏ tương quan.",
                    name=each.name,
                )
            )
    factor = _cholesky(correlations[np.ix_(places, places)])
    scale = np.array([each.u for each in block])[:, None]
    centre = np.array([each.value for each in block])[:, None]

    def draw(rng: np.random.Generator, size: int) -> Mapping[str, Array]:
        values = centre + scale * (factor @ rng.standard_normal((len(block), size)))
        return {each.name: values[place] for place, each in enumerate(block)}

    return draw


def _cholesky(matrix: Array) -> Array:
    """A factor L with L L' = matrix (JCGM 101:2008, C.5); by eigenvalues where the matrix is only semi-definite."""
    try:
        return np.asarray(np.linalg.cholesky(matrix), dtype=np.float64)
    except np.linalg.LinAlgError:
        values, vectors = np.linalg.eigh(matrix)
        return np.asarray(vectors * np.sqrt(np.clip(values, 0.0, None)), dtype=np.float64)


def _alone(each: Component) -> Draw:
    if each.u == 0:
        return lambda _rng, _size: {each.name: np.asarray(each.value)}
    if each.distribution == "t" and each.df <= 2:
        raise UserError(
            _(
                "Thành phần “{name}” có bậc tự do {df}: phân bố t khi ấy không có độ lệch chuẩn hữu hạn. Cần ít nhất "
                "bốn số đọc, hoặc chọn phân bố khác.",
                name=each.name,
                df=f"{each.df:.3g}",
            )
        )
    make = _SHAPES[each.distribution]

    def draw(rng: np.random.Generator, size: int) -> Mapping[str, Array]:
        values = make(each, rng, size)
        values += each.value
        return {each.name: values}

    return draw


def _normal(each: Component, rng: np.random.Generator, size: int) -> Array:
    values = rng.standard_normal(size)
    values *= each.u
    return values


def _t(each: Component, rng: np.random.Generator, size: int) -> Array:
    if math.isinf(each.df):
        return _normal(each, rng, size)
    values = rng.standard_t(each.df, size)
    values *= each.u
    return values


def _rectangular(each: Component, rng: np.random.Generator, size: int) -> Array:
    values = rng.random(size)
    values -= 0.5
    values *= 2 * each.half_width
    return values


def _triangular(each: Component, rng: np.random.Generator, size: int) -> Array:
    return each.half_width * (rng.random(size) + rng.random(size) - 1)


def _trapezoid(each: Component, rng: np.random.Generator, size: int) -> Array:
    first, second = rng.random(size), rng.random(size)
    return each.half_width * ((1 + each.beta) * first + (1 - each.beta) * second - 1)


def _arcsine(each: Component, rng: np.random.Generator, size: int) -> Array:
    return np.asarray(each.half_width * np.sin(2 * np.pi * rng.random(size)), dtype=np.float64)


def _curvilinear_trapezoid(each: Component, rng: np.random.Generator, size: int) -> Array:
    """Limits at -+(half_width + up to inexact), drawn first, then a value between them (6.4.3.4)."""
    limit = each.half_width + each.inexact * (2 * rng.random(size) - 1)
    return limit * (2 * rng.random(size) - 1)


_SHAPES: Mapping[str, Callable[[Component, np.random.Generator, int], Array]] = {
    "normal": _normal,
    "t": _t,
    "rectangular": _rectangular,
    "triangular": _triangular,
    "trapezoid": _trapezoid,
    "arcsine": _arcsine,
    "curvilinear_trapezoid": _curvilinear_trapezoid,
}
