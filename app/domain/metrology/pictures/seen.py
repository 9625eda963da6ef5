"""A result and its inputs as the pictures read them: rows with numbers, figures by one of several names, words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.cell_words import family_key
from app.domain.metrology.declared import Calculation, Output
from app.domain.metrology.given import read_given
from app.domain.metrology.results import Plain, Result, Row
from app.domain.metrology.shown import LEAST, places_of, shown_value, step_beside
from app.wording import _


@dataclass(frozen=True, slots=True)
class Seen:
    """given: the inputs as the calculation read them; empty where they are not at hand."""

    calculation: Calculation
    result: Result
    given: Mapping[str, Any]

    def rows(self, table: str, *needed: str) -> list[Row]:
        """The rows of a table that have a number in each of these columns."""
        found = self.result.tables.get(table, ())
        return [each for each in found if all(number(each.get(name)) is not None for name in needed)]

    def figure(self, *names: str) -> float | None:
        """The first of these that is available: a figure of the result, a setting, or an input."""
        for name in names:
            value = self.result.values.get(name)
            held = value.value if value else self.result.settings.get(name, self.given.get(name))
            if (found := number(held)) is not None:
                return found
        return None

    @property
    def unit(self) -> str:
        """The unit of the characteristic, "" where none was named."""
        named = str(self.given.get("unit") or self.result.settings.get("unit") or "")
        return named or self.unit_of(*self.result.values)

    def unit_of(self, *names: str) -> str:
        """The unit of the first of these figures that has one."""
        found = (self.result.values[name].unit for name in names if name in self.result.values)
        return next((each for each in found if each not in ("", "%", "own")), "")

    def words(self, output: Output, name: str) -> str:
        """The label of a figure; a family says its key."""
        return _(output.words, key=family_key(output, name)) if output.name.endswith("*") else _(output.words)


def seen(calculation: Calculation, result: Result, inputs: Mapping[str, Any] | None) -> Seen:
    given: Mapping[str, Any] = {}
    if inputs:
        try:
            given, _unused = read_given(calculation, inputs)
        except UserError:
            given = {}
    return Seen(calculation, result, given)


def number(value: object) -> float | None:
    """The value as a float; None when it is none."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def at(row: Row, name: str) -> float:
    """A number that is known to be there."""
    found = number(row.get(name))
    if found is None:
        raise KeyError(name)
    return found


def name_of(value: Plain) -> str:
    """A part, operator or label as it is shown; 3.0 is 3."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return "" if value is None else str(value)


def order_of(rows: Sequence[Row], column: str) -> list[str]:
    """The names in a column in the order they first stand in."""
    return list(dict.fromkeys(name_of(each.get(column)) for each in rows))


def placed(value: float, *others: float | None) -> str:
    """A place on a scale, told so far that it stands apart from the others on it: acceptance limits of 1499.82 and
    1500.18 in a tolerance of 1499.8 to 1500.2.
    """
    known = [value, *(each for each in others if each is not None)]
    step = step_beside(max(known) - min(known))
    if step is None or step < LEAST:
        return brief(value)
    return shown_value(round(value, places_of(step)) + 0.0, 0)


def brief(value: float | None, digits: int = 5) -> str:
    """A number on a line of a plot: up to so many significant digits, without the zeros that only fill them."""
    if value is None:
        return "—"
    if value == 0:
        return "0"
    rounded = round(value, digits - 1 - math.floor(math.log10(abs(value))))
    if rounded == int(rounded) and abs(rounded) < 1e12:
        return shown_value(int(rounded))
    short = next((n for n in range(1, digits) if float(f"{rounded:.{n}g}") == rounded), digits)
    return shown_value(rounded, short)
