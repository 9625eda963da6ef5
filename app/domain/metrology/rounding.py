"""The one rounding of a result with its uncertainty: U to two significant digits, the value to the same place.

JCGM 100:2008, 7.2.6; U is never rounded down by more than 5 %. Only for what is shown: nothing computes with it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_UP, Decimal

DIGITS = 2
MOST_DOWN = 0.95
MOST_DIGITS = 17
"""A number has no more of them: with a U still smaller the value keeps its digits."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """value: to the place of U; uncertainty: with two significant digits; plain decimals, as they are written."""

    value: Decimal
    uncertainty: Decimal


def rounded_uncertainty(uncertainty: float) -> Decimal:
    """Two significant digits; 0 stays 0. ValueError for what is negative or not finite."""
    if not math.isfinite(uncertainty) or uncertainty < 0:
        raise ValueError("an uncertainty is a finite number that is not negative")
    exact = Decimal(repr(uncertainty))
    if exact == 0:
        return Decimal(0)
    found = exact.quantize(_step(exact), ROUND_HALF_EVEN)
    if float(found) < MOST_DOWN * uncertainty:
        found = exact.quantize(_step(exact), ROUND_UP)
    return found.quantize(_step(found))  # 9.96 became 10.00: two digits are 10


def rounded(value: float, uncertainty: float) -> Rounded:
    """The pair as it is stated. With U = 0, or one beyond its last digit, the value keeps its digits."""
    shown = rounded_uncertainty(uncertainty)
    exact = Decimal(repr(value))
    if shown == 0 or exact.adjusted() - shown.adjusted() > MOST_DIGITS:
        return Rounded(exact, shown)
    return Rounded(exact.quantize(_step(shown), ROUND_HALF_EVEN), shown)


def kept_digit(uncertainty: float) -> float:
    """Half a unit of the last kept digit of u: the numerical tolerance of JCGM 101:2008, 7.9.2."""
    found = rounded_uncertainty(uncertainty)
    return 0.0 if found == 0 else float(_step(found)) / 2


def _step(number: Decimal) -> Decimal:
    """One unit of the second significant digit."""
    return Decimal(1).scaleb(number.adjusted() - DIGITS + 1)


def to_place(value: float, uncertainty: float) -> Decimal:
    """A value to the place where this uncertainty has its second digit."""
    return rounded(value, uncertainty).value
