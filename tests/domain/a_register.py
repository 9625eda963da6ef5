"""Small builders of a register: an instrument with its calibrations, points and processes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.instruments import Calibration, CalibrationPoint, Instrument
from app.domain.processes import Process
from app.domain.register_facts import Known

AS_OF = date(2026, 11, 24)


def exact(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, float | int) and not isinstance(value, bool) else value


def an_instrument(**fields: Any) -> Instrument:
    told = {"id": "i1", "code": "AK-01", "name": "Áp kế lò xo", "unit": "bar", "resolution": "0.01", "mpe": 0.1}
    told |= {"range_low": 0, "range_high": 10, "period_months": 12, **fields}
    numbers = ("mpe", "range_low", "range_high")
    return Instrument(**{name: exact(value) if name in numbers else value for name, value in told.items()})


def a_process(**fields: Any) -> Process:
    told = {"id": "p1", "code": "QT-01", "unit": "bar", "nominal": 5, "tolerance_low": 4, "tolerance_high": 6, **fields}
    return Process(**{name: exact(value) for name, value in told.items()})


def a_calibration(day: date = date(2026, 6, 1), **fields: Any) -> Calibration:
    told = {"id": f"c{day:%Y%m%d}", "instrument_id": "i1", "kind": "calibration", "performed_on": day, **fields}
    return Calibration(**{name: exact(value) for name, value in told.items()})


def a_point(calibration: Calibration, place: int = 1, **fields: Any) -> CalibrationPoint:
    told = {"point": 5, "as_found": 0.04, "expanded_uncertainty": 0.02, "coverage_factor": 2, **fields}
    key = f"{calibration.id}-{place}"
    return CalibrationPoint(
        id=key, calibration_id=calibration.id, place=place, **{name: exact(value) for name, value in told.items()}
    )


def known(
    *processes: Process,
    instrument: Instrument | None = None,
    points: list[dict[str, Any]] | None = None,
    calibration: dict[str, Any] | None = None,
    **more: Any,
) -> Known:
    """An instrument with one calibration. points: their fields; None for the usual single one."""
    made = a_calibration(**(calibration or {}))
    told = [{}] if points is None else points
    return Known(
        instrument=instrument or an_instrument(),
        calibrations=[made],
        points={made.id: [a_point(made, place, **each) for place, each in enumerate(told, 1)]} if told else {},
        processes=processes,
        **more,
    )
