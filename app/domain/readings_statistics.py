"""What is known of a study while it is being measured: mean, spread, ends, counts outside. No verdict."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.readings import decimals_of, number_of_reading
from app.domain.readings_limits import Limit
from app.domain.readings_sheet import Cell, Sheet, part_reference
from app.domain.studies import Reading, Study
from app.formats import show_number


@dataclass(frozen=True, slots=True)
class LiveStatistics:
    """Of n values in the unit of the study; what n does not allow is None.

    mean: arithmetic mean, from 1 value. deviation: sample standard deviation s with divisor n − 1, from 2 values
    (methods M00: mean first, then the squares of the deviations). least, most, spread: smallest, largest, their
    difference. decimals: the most that were typed.
    """

    count: int
    mean: Decimal | None = None
    deviation: float | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    decimals: int = 0

    @property
    def spread(self) -> Decimal | None:
        return None if self.least is None or self.most is None else self.most - self.least


def statistics_of(values: Sequence[Decimal]) -> LiveStatistics:
    """Sums are exact decimals, so that no digit is lost to large values with small differences."""
    if not values:
        return LiveStatistics(0)
    n = len(values)
    mean = sum(values, Decimal(0)) / n
    squares = math.fsum(float(each - mean) ** 2 for each in values)
    deviation = math.sqrt(squares / (n - 1)) if n > 1 else None
    return LiveStatistics(n, mean, deviation, min(values), max(values), max(map(decimals_of, values)))


def net_value(study: Study, reading: Reading) -> Decimal | None:
    """The number of a reading; of a lot weighed with its packing, less the tare; of a linearity study its deviation
    from the reference value of its part, None where that is not known."""
    value = number_of_reading(reading)
    match study.kind:
        case "lot" if value is not None and study.tare:
            return value - study.tare
        case "linearity":
            reference = part_reference(study, reading.part)
            return value - reference if value is not None and reference is not None else None
    return value


def means_by(sheet: Sheet, key: Callable[[Cell], int]) -> Mapping[int, LiveStatistics]:
    """The statistics of each part or each operator that has any reading, by its number."""
    groups: dict[int, list[Decimal]] = {}
    for cell, reading in sheet.readings.items():
        value = net_value(sheet.study, reading)
        if value is not None:
            groups.setdefault(key(cell), []).append(value)
    return {number: statistics_of(groups[number]) for number in sorted(groups)}


def outside_of(values: Sequence[Decimal], limit: Limit) -> int:
    """How many lie beyond a limit; one that is equal to it does not (OIML R 87; methods M17)."""
    if limit.side == "low":
        return sum(each < limit.value for each in values)
    return sum(each > limit.value for each in values) if limit.side == "high" else 0


# ---- figures as they are printed: the one rule for screen and paper


def show_mean(value: Decimal, decimals: int) -> str:
    """One decimal more than the readings have."""
    return show_number(value, decimals + 1)


def show_deviation(value: float, decimals: int) -> str:
    """Two significant digits (JCGM 100, 7.2.6), and never fewer decimals than the readings have."""
    if value == 0:
        return show_number(Decimal(0), decimals + 1)
    significant = 1 - math.floor(math.log10(value))
    return show_number(Decimal(repr(value)), max(decimals, significant))
