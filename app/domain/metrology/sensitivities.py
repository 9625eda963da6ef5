"""What a model gives at given values, and how it answers to each component: exact slopes, terms of second order.

Derivatives come from dual numbers (automatic differentiation, forward mode): every value carries its partial
derivatives, and each operation applies the rule of calculus. Nothing is approximated by differences but the second
order, which only warns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.metrology.expressions import Call, Name, Negative, Node, Number, Operation

Array = NDArray[np.float64]
FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "exp": np.exp,
    "log": np.log,
    "log10": np.log10,
    "sqrt": np.sqrt,
    "abs": np.abs,
}
SLOPES: Mapping[str, Callable[[Any, Any], Any]] = {
    "sin": lambda x, _y: np.cos(x),
    "cos": lambda x, _y: -np.sin(x),
    "tan": lambda _x, y: 1 + y * y,
    "asin": lambda x, _y: 1 / np.sqrt(1 - x * x),
    "acos": lambda x, _y: -1 / np.sqrt(1 - x * x),
    "atan": lambda x, _y: 1 / (1 + x * x),
    "exp": lambda _x, y: y,
    "log": lambda x, _y: 1 / x,
    "log10": lambda x, _y: 1 / (x * np.log(10)),
    "sqrt": lambda _x, y: 0.5 / y,
    "abs": lambda x, _y: np.where(x == 0, np.nan, np.sign(x)),
}
"""The derivative of each function at x, where it gives y."""


def model_values(node: Node, values: Mapping[str, Array]) -> Array:
    """The model on arrays of one length (or single numbers); what cannot be computed is NaN or infinite, unsaid."""
    with np.errstate(all="ignore"):
        return np.asarray(_worked(node, values), dtype=np.float64)


def _worked(node: Node, values: Mapping[str, Any]) -> Any:
    match node:
        case Number(value):
            return np.float64(value)
        case Name(name):
            return values[name]
        case Negative(inner):
            return -_worked(inner, values)
        case Call(function, inner):
            return FUNCTIONS[function](_worked(inner, values))
        case Operation("**", base, Number(2.0 | 3.0 as exponent)):  # many times as fast as the general power
            worked = _worked(base, values)
            return worked * worked if exponent == 2 else worked * worked * worked
        case Operation(sign, left, right):
            first, second = _worked(left, values), _worked(right, values)
            match sign:
                case "+":
                    return first + second
                case "-":
                    return first - second
                case "*":
                    return first * second
                case "/":
                    return first / second
    return first**second


@dataclass(frozen=True, slots=True)
class Dual:
    """value: P points. slopes: N x P partial derivatives; None where the value depends on no component."""

    value: Array
    slopes: Array | None


def model_slopes(node: Node, values: Mapping[str, Array]) -> tuple[Array, Array]:
    """The model at P points and its derivatives to the N names, in the order of values: shapes (P,) and (N, P)."""
    names = list(values)
    points = len(next(iter(values.values())))
    unit = np.eye(len(names))
    given = {name: Dual(values[name], np.repeat(unit[row][:, None], points, axis=1)) for row, name in enumerate(names)}
    with np.errstate(all="ignore"):
        found = _dual(node, given)
    value = np.broadcast_to(found.value, (points,)).astype(np.float64)
    slopes = np.zeros((len(names), points)) if found.slopes is None else found.slopes
    return value, np.broadcast_to(slopes, (len(names), points))


def _dual(node: Node, given: Mapping[str, Dual]) -> Dual:
    match node:
        case Number(value):
            return Dual(np.asarray(value, dtype=np.float64), None)
        case Name(name):
            return given[name]
        case Negative(inner):
            found = _dual(inner, given)
            return Dual(-found.value, None if found.slopes is None else -found.slopes)
        case Call(function, inner):
            found = _dual(inner, given)
            value = FUNCTIONS[function](found.value)
            return Dual(value, _scaled(found.slopes, SLOPES[function](found.value, value)))
        case Operation(sign, left, right):
            return _RULES[sign](_dual(left, given), _dual(right, given))


def _scaled(slopes: Array | None, by: Array) -> Array | None:
    """A component that does not enter stays out: 0 times infinity is 0 here."""
    return None if slopes is None else np.where(slopes == 0, 0.0, slopes * by)


def _joined(first: Array | None, second: Array | None) -> Array | None:
    if first is None or second is None:
        return first if second is None else second
    return first + second


def _product(a: Dual, b: Dual) -> Dual:
    return Dual(a.value * b.value, _joined(_scaled(a.slopes, b.value), _scaled(b.slopes, a.value)))


def _quotient(a: Dual, b: Dual) -> Dual:
    value = a.value / b.value
    return Dual(value, _joined(_scaled(a.slopes, 1 / b.value), _scaled(b.slopes, -value / b.value)))


def _power(a: Dual, b: Dual) -> Dual:
    value = a.value**b.value
    by_base = _scaled(a.slopes, np.where(b.value == 0, 0.0, b.value * a.value ** (b.value - 1)))
    by_exponent = _scaled(b.slopes, np.where(value == 0, 0.0, value * np.log(a.value)))
    return Dual(value, _joined(by_base, by_exponent))


def _minus(a: Dual, b: Dual) -> Dual:
    return Dual(a.value - b.value, _joined(a.slopes, None if b.slopes is None else -b.slopes))


_RULES: Mapping[str, Callable[[Dual, Dual], Dual]] = {
    "+": lambda a, b: Dual(a.value + b.value, _joined(a.slopes, b.slopes)),
    "-": _minus,
    "*": _product,
    "/": _quotient,
    "**": _power,
}


def second_order(node: Node, names: Sequence[str], estimates: Array, uncertainties: Array) -> float:
    """What the terms of second order add to the variance (JCGM 100, note to 5.1.2), components not correlated:

    sum over i, j of (f_ij^2/2 + f_i f_ijj) u_i^2 u_j^2. f_ij and f_ijj are central differences of the exact first
    derivatives over +-u_j: the bend of the model over the range that matters. NaN where the model ends within it.
    """
    count = len(names)
    at = np.repeat(estimates[:, None], 1 + 2 * count, axis=1)
    for row in range(count):
        at[row, 1 + row] += uncertainties[row]
        at[row, 1 + count + row] -= uncertainties[row]
    _value, slopes = model_slopes(node, dict(zip(names, at, strict=True)))
    here, above, below = slopes[:, 0], slopes[:, 1 : 1 + count], slopes[:, 1 + count :]
    with np.errstate(all="ignore"):
        bend = (above - below) / 2  # f_ij u_j
        bow = above - 2 * here[:, None] + below  # f_ijj u_j^2
    with np.errstate(all="ignore"):
        of_bend = 0.5 * (bend * uncertainties[:, None]) ** 2
        of_bow = here[:, None] * bow * uncertainties[:, None] ** 2
        return float(np.sum(np.where(uncertainties[:, None] == 0, 0.0, of_bend + of_bow)))
