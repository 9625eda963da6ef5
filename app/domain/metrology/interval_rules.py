"""M14: the staircase rule for calibration intervals (calendar time; ILAC-G24:2022 / OIML D 10:2022, method 1).

The guide gives no numbers: all of them are settings. Plain arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHORTER, LONGER, SAME = "shorter", "longer", "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaircaseRule:
    """extend_factor when the last `results` errors are all within extend_within of the limit; reduce_factor when the
    last one is outside it; bounds in months."""

    extend_within: float = 0.8
    extend_factor: float = 1.2
    reduce_factor: float = 0.7
    results: int = 3
    min_months: float = 1.0
    max_months: float = 60.0


USUAL_STAIRCASE = StaircaseRule()


@dataclass(frozen=True, slots=True)
class Staircase:
    """months: the new interval within the bounds. reached: what the rule asked for before the bounds; cause: "outside",
    "close", "few" (too few results to extend) or "good"."""

    months: float
    reached: float
    change: str
    cause: str


def staircase(current: float, errors: Sequence[float], rule: StaircaseRule = USUAL_STAIRCASE) -> Staircase:
    """errors: as-found errors as shares of their limits, oldest first (signs do not matter); current > 0 in months."""
    sizes = [abs(each) for each in errors]
    if sizes and sizes[-1] > 1:
        reached, cause = rule.reduce_factor * current, "outside"
    elif len(sizes) < rule.results:
        reached, cause = current, "few"
    elif max(sizes[-rule.results :]) <= rule.extend_within:
        reached, cause = rule.extend_factor * current, "good"
    else:
        reached, cause = current, "close"
    months = min(rule.max_months, max(rule.min_months, reached))
    change = SAME if months == current else LONGER if months > current else SHORTER
    return Staircase(months, reached, change, cause)
