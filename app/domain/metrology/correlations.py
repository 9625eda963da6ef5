"""Correlations between components: given one by one, or found from readings taken at the same time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import UserError
from app.domain.metrology.components import Component
from app.wording import _

Array = NDArray[np.float64]
Pair = tuple[str, str, float]
TOLERANCE = 1e-9
"""By how much an eigenvalue may lie below 0 through rounding alone."""


def correlation_matrix(components: Sequence[Component], pairs: Sequence[Pair], *, simultaneous: bool) -> Array:
    """The matrix r of the components, in their order. simultaneous: readings are rows of one series (JCGM 100, 5.2.3).

    UserError names the pair that will not do, or the components whose coefficients contradict one another.
    """
    matrix = np.eye(len(components))
    if simultaneous:
        _of_readings(components, matrix)
    places = {each.name: place for place, each in enumerate(components)}
    for first, second, r in pairs:
        _check(first, second, r, places)
        a, b = places[first], places[second]
        if matrix[a, b] != 0 and matrix[a, b] != r:
            raise UserError(
                _("Hệ số tương quan của “{first}” và “{second}” có hai giá trị.", first=first, second=second)
            )
        matrix[a, b] = matrix[b, a] = r
    if np.linalg.eigvalsh(matrix)[0] < -TOLERANCE:
        joined = [each.name for place, each in enumerate(components) if np.count_nonzero(matrix[place]) > 1]
        raise UserError(
            _(
                "Các hệ số tương quan của {names} mâu thuẫn nhau (ma trận không nửa xác định dương). Xem lại từng cặp.",
                names=", ".join(f"“{each}”" for each in joined),
            )
        )
    return matrix


def _check(first: str, second: str, r: float, places: dict[str, int]) -> None:
    for name in (first, second):
        if name not in places:
            raise UserError(_("Hệ số tương quan nêu “{name}”, không có thành phần nào tên ấy.", name=name))
    if first == second:
        raise UserError(_("Hệ số tương quan của “{name}” với chính nó không cần ghi.", name=first))
    if not -1 <= r <= 1:
        raise UserError(_("Hệ số tương quan của “{first}” và “{second}” phải từ −1 đến 1.", first=first, second=second))


def _of_readings(components: Sequence[Component], matrix: Array) -> None:
    """Fills in the coefficients of the components that have readings; a component that never moved has none."""
    read = [place for place, each in enumerate(components) if each.readings]
    lengths = {len(components[place].readings) for place in read}
    if len(lengths) > 1:
        names = ", ".join(f"“{components[place].name}”" for place in read)
        raise UserError(_("Các số đọc cùng lúc phải có số lượng bằng nhau: {names}.", names=names))
    moving = [place for place in read if components[place].u > 0]
    if len(moving) < 2:
        return
    readings = np.array([components[place].readings for place in moving])
    deviations = readings - readings.mean(axis=1, keepdims=True)
    lengths_of = np.sqrt((deviations**2).sum(axis=1))
    found = np.clip(deviations @ deviations.T / np.outer(lengths_of, lengths_of), -1.0, 1.0)
    np.fill_diagonal(found, 1.0)
    matrix[np.ix_(moving, moving)] = found


def correlated_blocks(matrix: Array) -> list[list[int]]:
    """The components in groups: those joined by a coefficient that is not 0, directly or over others."""
    left, blocks = set(range(len(matrix))), []
    while left:
        block, waiting = set(), {min(left)}
        while waiting:
            place = waiting.pop()
            block.add(place)
            waiting |= {int(each) for each in np.flatnonzero(matrix[place])} - block
        left -= block
        blocks.append(sorted(block))
    return blocks
