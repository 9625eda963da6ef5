"""Functions on numbers. What has no answer (the root of −2, a text as a number) is NaN, never an error."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from app.domain.forms.context import Context
from app.domain.forms.values import NAN, Value, text_number, to_number


def numbers(context: Context, values: tuple[Value, ...]) -> list[float]:
    """Every value as a number, node-sets node by node; blank ones are left out, as unanswered questions are."""
    zone = context.world.zone
    found: list[float] = []
    for value in values:
        if isinstance(value, list):
            found.extend(text_number(text, zone) for text in (node.value() for node in value) if text.strip())
        elif value != "":
            found.append(to_number(value, zone))
    return found


def number(context: Context, *values: Value) -> Value:
    zone = context.world.zone
    return to_number(values[0], zone) if values else text_number(context.node.value(), zone)


def integer(context: Context, value: Value) -> Value:
    """Cut off at the point. A text below 1e-15 is too small to be cut and stays, as in the ODK engines, which have let
    its exponent through since JavaRosa; a computed remainder of that size (0.1 + 0.2 - 0.3) is 0."""
    amount = to_number(value, context.world.zone)
    if isinstance(value, (str, list)) and abs(amount) < 1e-15:
        return amount
    return float(int(amount)) if math.isfinite(amount) else amount


def rounded(context: Context, value: Value, places: Value = 0.0) -> Value:
    """To so many decimal places (negative: tens, hundreds), half away from zero."""
    amount, digits = to_number(value, context.world.zone), to_number(places, context.world.zone)
    if not math.isfinite(amount) or not abs(digits) < 300:
        return amount
    try:
        return float(Decimal(repr(amount)).quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP))
    except InvalidOperation:
        return amount  # more digits asked for than a decimal holds: nothing to round


def floor(context: Context, value: Value) -> Value:
    amount = to_number(value, context.world.zone)
    return float(math.floor(amount)) if math.isfinite(amount) else amount


def ceiling(context: Context, value: Value) -> Value:
    amount = to_number(value, context.world.zone)
    return float(math.ceil(amount)) if math.isfinite(amount) else amount


def absolute(context: Context, value: Value) -> Value:
    return abs(to_number(value, context.world.zone))


def total(context: Context, value: Value) -> Value:
    found = numbers(context, (value,))
    return math.fsum(found) if all(map(math.isfinite, found)) else sum(found)


def smallest(context: Context, *values: Value) -> Value:
    return _extreme(numbers(context, values), min)


def largest(context: Context, *values: Value) -> Value:
    return _extreme(numbers(context, values), max)


def _extreme(found: list[float], choose: Callable[[list[float]], float]) -> float:
    if not found or any(each != each for each in found):
        return NAN
    return choose(found)


def power(context: Context, base: Value, exponent: Value) -> Value:
    zone = context.world.zone
    return _or_nan(math.pow, to_number(base, zone), to_number(exponent, zone))


def square_root(context: Context, value: Value) -> Value:
    return _or_nan(math.sqrt, to_number(value, context.world.zone))


def exponential(context: Context, value: Value) -> Value:
    return _or_nan(math.exp, to_number(value, context.world.zone))


def power_of_ten(context: Context, value: Value) -> Value:
    return _or_nan(math.pow, 10.0, to_number(value, context.world.zone))


def natural_logarithm(context: Context, value: Value) -> Value:
    return _logarithm(math.log, to_number(value, context.world.zone))


def decimal_logarithm(context: Context, value: Value) -> Value:
    return _logarithm(math.log10, to_number(value, context.world.zone))


def _logarithm(work: Callable[[float], float], value: float) -> float:
    return -math.inf if value == 0 else _or_nan(work, value)


def sine(context: Context, value: Value) -> Value:
    return _or_nan(math.sin, to_number(value, context.world.zone))


def cosine(context: Context, value: Value) -> Value:
    return _or_nan(math.cos, to_number(value, context.world.zone))


def tangent(context: Context, value: Value) -> Value:
    return _or_nan(math.tan, to_number(value, context.world.zone))


def arc_sine(context: Context, value: Value) -> Value:
    return _or_nan(math.asin, to_number(value, context.world.zone))


def arc_cosine(context: Context, value: Value) -> Value:
    return _or_nan(math.acos, to_number(value, context.world.zone))


def arc_tangent(context: Context, value: Value) -> Value:
    return _or_nan(math.atan, to_number(value, context.world.zone))


def arc_tangent_of_two(context: Context, opposite: Value, adjacent: Value) -> Value:
    zone = context.world.zone
    return _or_nan(math.atan2, to_number(opposite, zone), to_number(adjacent, zone))


def _or_nan(work: Callable[..., float], *values: float) -> float:
    try:
        return float(work(*values))
    except ValueError:
        return NAN
    except OverflowError:
        return math.inf


def pi(context: Context) -> Value:
    return math.pi


def random(context: Context) -> Value:
    return context.world.random.random()
