"""Whether the error of an instrument moves towards its limit: a straight line through at least three calibrations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import linear_regression

from app.domain.instruments import Calibration, Instrument
from app.domain.metrology.calibration_status import is_in_unit
from app.formats import add_months

LEAST_CALIBRATIONS = 3


@dataclass(frozen=True, slots=True)
class Drift:
    """errors at one point, oldest first, in the instrument's unit; predicted: the error expected on next_on."""

    point: Decimal | None
    errors: tuple[Decimal, ...]
    calibrations: tuple[str, ...]
    mpe: Decimal
    next_on: date
    predicted: Decimal


def drift_of(instrument: Instrument, calibrations: Sequence[Calibration]) -> Drift | None:
    """The drift that will cross the MPE by the next calibration, at the point where it is worst; else None.

    The last errors at one point must move in one direction in at least three calibrations on different days and still
    lie within the MPE. The line is fitted by least squares over these; next_on is last + period, or the mean interval.
    """
    if instrument.mpe is None or instrument.mpe <= 0 or len(calibrations) < LEAST_CALIBRATIONS:
        return None
    by_point: dict[Decimal | None, list[Calibration]] = {}
    for each in calibrations:
        if each.error is not None and each.performed_on and is_in_unit(instrument, each):
            by_point.setdefault(each.point, []).append(each)
    found = [_at_point(instrument, instrument.mpe, point, each) for point, each in by_point.items()]
    return max((each for each in found if each), key=lambda each: abs(each.predicted), default=None)


def _at_point(
    instrument: Instrument, mpe: Decimal, point: Decimal | None, calibrations: list[Calibration]
) -> Drift | None:
    run = _one_way(sorted(calibrations, key=lambda each: each.performed_on or date.min))
    if len(run) < LEAST_CALIBRATIONS:
        return None
    days = [each.performed_on for each in run if each.performed_on]
    errors = [each.error for each in run if each.error is not None]
    if abs(errors[-1]) > mpe or abs(errors[-1]) < abs(errors[0]):
        return None
    mean_interval = timedelta(days=(days[-1] - days[0]).days // (len(days) - 1))
    next_on = add_months(days[-1], instrument.period_months) if instrument.period_months else days[-1] + mean_interval
    slope, intercept = linear_regression([(day - days[0]).days for day in days], [float(each) for each in errors])
    predicted = intercept + slope * (next_on - days[0]).days
    if abs(predicted) <= mpe:
        return None
    places = min(each.as_tuple().exponent for each in (*errors, mpe))
    rounded = round(Decimal(predicted), -int(places))
    return Drift(point, tuple(errors), tuple(each.id for each in run), mpe, next_on, rounded)


def _one_way(calibrations: list[Calibration]) -> list[Calibration]:
    """The last run of errors that move strictly in one direction, each on a day of its own."""
    run = calibrations[-1:]
    direction = 0
    for earlier, later in reversed(list(pairwise(calibrations))):
        step = (later.error or 0) - (earlier.error or 0)
        sign = (step > 0) - (step < 0)
        if sign == 0 or direction not in (0, sign) or earlier.performed_on == later.performed_on:
            break
        direction = sign
        run.insert(0, earlier)
    return run
