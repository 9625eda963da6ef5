"""Environment records (điều kiện môi trường): what a place must keep, and what was read there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentRecord:
    """One quantity of one place over one period, or one reading of it.

    limit_low, limit_high: what is required; observed_low, observed_high: the extremes read, in unit; a bound that is
    not required or was not read stays None. instrument: the code of the instrument that was read.
    """

    id: str
    location: str = ""
    quantity: str = ""
    unit: str = ""
    limit_low: Decimal | None = None
    limit_high: Decimal | None = None
    observed_low: Decimal | None = None
    observed_high: Decimal | None = None
    observed_from: date | None = None
    observed_to: date | None = None
    instrument: str = ""
    recorded_by: str = ""
    note: str = ""


def is_within(record: EnvironmentRecord) -> bool | None:
    """Whether all that was read lies inside what is required; None when either is not known."""
    read = [each for each in (record.observed_low, record.observed_high) if each is not None]
    if not read or (record.limit_low is None and record.limit_high is None):
        return None
    above = record.limit_low is None or min(read) >= record.limit_low
    below = record.limit_high is None or max(read) <= record.limit_high
    return above and below
