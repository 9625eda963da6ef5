from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.instruments import Calibration, Instrument
from app.domain.metrology.drift import drift_of

SCALE = Instrument(id="i1", code="CB-007", unit="g", mpe=Decimal(30), period_months=12)


def history(*errors: str, unit: str = "", point: str | None = None) -> list[Calibration]:
    return [
        Calibration(
            id=f"c{year}",
            instrument_id="i1",
            performed_on=date(2022 + year, 5, 1),
            error=Decimal(error),
            result_unit=unit,
            point=Decimal(point) if point else None,
        )
        for year, error in enumerate(errors)
    ]


def test_errors_that_grow_towards_the_limit_are_a_drift() -> None:
    """A straight line of +7 a year from 10: the fifth calibration would be at 38."""
    drift = drift_of(SCALE, history("10", "17", "24", "30"))

    assert drift is not None
    assert (drift.errors[-1], drift.next_on) == (Decimal(30), date(2026, 5, 1))
    assert drift.predicted == pytest.approx(Decimal(37), abs=1)


def test_a_drift_downwards_counts_as_well() -> None:
    assert drift_of(SCALE, history("-10", "-20", "-29")) is not None


@pytest.mark.parametrize(
    "errors",
    [("20", "29"), ("10", "25", "20", "29"), ("1", "2", "3"), ("-29", "-20", "-10"), ("10", "25", "31")],
    ids=["two only", "no one way", "far from the limit", "towards zero", "already outside"],
)
def test_anything_else_is_not(errors: tuple[str, ...]) -> None:
    assert drift_of(SCALE, history(*errors)) is None


def test_errors_in_another_unit_or_at_another_point_are_not_joined() -> None:
    assert drift_of(SCALE, history("10", "17", "24", unit="kg")) is None
    assert drift_of(SCALE, [*history("10", "20", point="5")[:2], *history("0", "0", "29", point="60")[2:]]) is None


def test_without_a_limit_there_is_nothing_to_drift_to() -> None:
    assert drift_of(Instrument(id="i1"), history("10", "20", "30")) is None
