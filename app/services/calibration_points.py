"""Writing the results of a calibration point by point; its headline follows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app.domain.calibration_points import POINT_FIELDS, headline, is_blank
from app.domain.instruments import Calibration, CalibrationPoint
from app.services.registers import CellText, Register, Written, add_lines, write_cells
from app.storage.unit import Unit


def points_register(calibration_id: str, next_place: Callable[[], int]) -> Register:
    """The points of one calibration as a register; next_place numbers a new one."""
    return Register(
        "calibration_points",
        {each.name: each for each in POINT_FIELDS},
        lambda key: CalibrationPoint(id=key, calibration_id=calibration_id, place=next_place()),
    )


def points_of(unit: Unit, calibration_id: str) -> list[CalibrationPoint]:
    """In the order of the certificate."""
    return sorted(unit.calibration_points.all(calibration_id=calibration_id), key=lambda each: each.place)


def register_of(unit: Unit, calibration_id: str) -> Register:
    places = iter(range(max((each.place for each in points_of(unit, calibration_id)), default=0) + 1, 10**6))
    return points_register(calibration_id, lambda: next(places))


def write_points(unit: Unit, calibration_id: str, cells: Sequence[CellText]) -> Written:
    """Texts into cells of the points. A point of which nothing is left goes; the headline follows."""
    written = write_cells(unit, register_of(unit, calibration_id), cells)
    for key in written.keys:
        if is_blank(unit.calibration_points.get(key)):
            unit.calibration_points.retire(key)
    settle_headline(unit, calibration_id, had_points=True)
    return written


def add_points(unit: Unit, calibration_id: str, lines: Sequence[Mapping[str, str]]) -> Written:
    """New points behind those that are there; the headline follows."""
    written = add_lines(unit, register_of(unit, calibration_id), lines)
    settle_headline(unit, calibration_id)
    return written


def keep_points(unit: Unit, calibration_id: str, points: Sequence[CalibrationPoint]) -> None:
    """Points that were typed before the calibration itself was kept."""
    told = [each for each in points if not is_blank(each)]
    unit.calibration_points.keep_all(
        replace(each, calibration_id=calibration_id, place=place) for place, each in enumerate(told, start=1)
    )
    settle_headline(unit, calibration_id)


def settle_headline(unit: Unit, calibration_id: str, *, had_points: bool = False) -> Calibration:
    """Bring point, error, U and k of the calibration up to its points; one that never had any keeps its own."""
    calibration = unit.calibrations.get(calibration_id)
    instrument = unit.instruments.get(calibration.instrument_id)
    told = headline(points_of(unit, calibration_id), instrument, calibration)
    if not told and had_points:
        told = dict.fromkeys(("point", "error", "expanded_uncertainty", "coverage_factor"))
    return unit.calibrations.keep(replace(calibration, **told))
