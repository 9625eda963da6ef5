"""What expressions compute with, and how one kind of value is read as another (XPath 1.0, with ODK's dates)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import tzinfo
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import TypeAlias

from app.domain.forms.dates import Moment, read_moment, time_of_day
from app.domain.forms.nodes import Node

Value: TypeAlias = "str | float | bool | Moment | list[Node]"

NAN = float("nan")
_NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*")


def to_text(value: Value) -> str:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() | int():
            return number_text(value)
        case Moment():
            return str(value)
        case _:
            return value[0].value() if value else ""


def number_text(number: float) -> str:
    """Plain digits, never an exponent: 5.0 -> '5', 1e21 -> '1000000000000000000000'."""
    if number != number:
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def text_number(text: str, zone: tzinfo) -> float:
    """A number, or the day number of a date; NaN for other texts."""
    if _NUMBER.fullmatch(text):
        return float(text)
    if "-" in text[1:]:
        moment = read_moment(text, zone)
        if moment is not None:
            return moment.days
    return NAN


def to_number(value: Value, zone: tzinfo) -> float:
    match value:
        case bool():
            return 1.0 if value else 0.0
        case float():
            return value
        case str():
            return text_number(value, zone)
        case Moment():
            return value.days
        case list():
            return text_number(value[0].value(), zone) if value else NAN
        case _:
            return float(value)


def to_boolean(value: Value) -> bool:
    """XPath 1.0: a node-set is true when it has a node, whatever stands in it."""
    if isinstance(value, (str, list)):
        return len(value) > 0
    if isinstance(value, Moment):
        return value.days == value.days
    return bool(value) and value == value


def to_moment(value: Value, zone: tzinfo) -> Moment | None:
    """A date or moment, read from text if need be; None for what is neither (numbers too)."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, (str, list)):
        return read_moment(to_text(value), zone)
    return None


def equal(left: Value, right: Value, zone: tzinfo) -> bool:
    """The = of XPath: node-sets match when any of their nodes does."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, list):
        return any(equal(each.value(), right, zone) for each in left)
    if isinstance(right, list):
        return any(equal(left, each.value(), zone) for each in right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, Moment) or isinstance(right, Moment):
        return _moments_compare(left, right, zone, lambda a, b: a == b)
    return to_number(left, zone) == to_number(right, zone)


def different(left: Value, right: Value, zone: tzinfo) -> bool:
    """The != of XPath: true when any node of a node-set differs, so it is not the contrary of =."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) != to_boolean(right)
    if isinstance(left, list):
        return any(different(each.value(), right, zone) for each in left)
    if isinstance(right, list):
        return any(different(left, each.value(), zone) for each in right)
    if isinstance(left, str) and isinstance(right, str):
        return left != right
    if isinstance(left, Moment) or isinstance(right, Moment):
        return _moments_compare(left, right, zone, lambda a, b: a != b)
    return to_number(left, zone) != to_number(right, zone)


Relation: TypeAlias = Callable[[float, float], bool]
RELATIONS: dict[str, Relation] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def compare(relation: Relation, left: Value, right: Value, zone: tzinfo) -> bool:
    """One of < <= > >= on numbers; dates and moments meet on the same clock, whichever way they are written."""
    if isinstance(left, list) and not isinstance(right, bool):
        return any(compare(relation, each.value(), right, zone) for each in left)
    if isinstance(right, list) and not isinstance(left, bool):
        return any(compare(relation, left, each.value(), zone) for each in right)
    if isinstance(left, list):
        left = bool(left)
    if isinstance(right, list):
        right = bool(right)
    if isinstance(left, (str, Moment)) and isinstance(right, (str, Moment)):
        return _moments_compare(left, right, zone, relation)
    return relation(to_number(left, zone), to_number(right, zone))


def _moments_compare(left: Value, right: Value, zone: tzinfo, relation: Relation) -> bool:
    """Two dates by day, a date and a moment by the instant (the date is its local midnight), two times of day by the
    clock, others by number."""
    first, second = to_moment(left, zone), to_moment(right, zone)
    if first is None and second is None and isinstance(left, str) and isinstance(right, str):
        times = time_of_day(left), time_of_day(right)
        if times[0] is not None and times[1] is not None:
            return relation(times[0], times[1])
    if first is None or second is None or (first.day and second.day):
        return relation(to_number(left, zone), to_number(right, zone))
    return relation(first.instant, second.instant)
