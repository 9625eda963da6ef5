"""What the analysis of a register rests on: each instrument with its calibrations, points and processes, as of a date.

Figures are floats in the instrument's own unit; a certificate in a unit that cannot be converted is told apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from app.domain.errors import UserError
from app.domain.instruments import Calibration, CalibrationPoint, Instrument
from app.domain.metrology.calibration_status import CalibrationStatus
from app.domain.printed_ranges import read_limit
from app.domain.processes import Process
from app.formats import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalPeriod:
    """The longest interval the law allows an instrument of group 2. months: None where the line gives none.

    is_verified: whether the table was compared with the printed law; title: of the table.
    """

    months: int | None
    is_verified: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UseUncertainty:
    """U (k = 2) of a reading in a process by an evaluation that was kept: from whose result, and in which unit."""

    evaluation_id: str
    code: str
    expanded: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An instrument with all that is known of it. calibrations: those done by the day, oldest first; points: by
    calibration. legal: None outside group 2. budgets: by process ("" for any)."""

    instrument: Instrument
    calibrations: Sequence[Calibration] = ()
    points: Mapping[str, Sequence[CalibrationPoint]] = field(default_factory=dict)
    processes: Sequence[Process] = ()
    status: CalibrationStatus | None = None
    legal: LegalPeriod | None = None
    budgets: Mapping[str, UseUncertainty] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PointFigures:
    """One point in the instrument's unit. found, left: errors before and after adjustment; found None where nobody
    knows. u: standard uncertainty U/k; u_missing: "" or "no_uncertainty" or "no_factor"."""

    point: float | None
    found: float | None
    left: float | None
    u: float | None
    u_missing: str
    mpe: float | None

    @property
    def expanded(self) -> float | None:
        """U at k = 2."""
        return None if self.u is None else 2 * self.u


def group_key(instrument: Instrument, group_by: str) -> str:
    """Instruments of one key are one group: name and unit, and the model where it is asked for."""
    return _group_key(instrument.name, instrument.unit, instrument.model if group_by == "name_model" else "")


@cache
def _group_key(name: str, unit: str, model: str) -> str:
    return "|".join((" ".join(fold(name).split()), unit.strip(), " ".join(fold(model).split())))


@cache
def scale(given: str, wanted: str) -> float | None:
    """By what errors in one unit are multiplied to stand in another; None where they cannot be converted."""
    if given == wanted or not given:
        return 1.0
    from app.domain.metrology.units import factor

    try:
        return factor(given, wanted)
    except UserError:
        return None


def place(value: float, given: str, wanted: str) -> float | None:
    """A value of the scale (not a difference) in another unit; None where it cannot be converted."""
    if given == wanted or not given:
        return value
    from app.domain.metrology.units import convert

    try:
        return convert(value, given, wanted)
    except UserError:
        return None


def number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def resolution_of(instrument: Instrument) -> float | None:
    """The resolution in the instrument's unit, where it is printed as a plain number."""
    value = read_limit(instrument.resolution, instrument.unit) if instrument.resolution else None
    return number(value) or None


def mpe_of(instrument: Instrument) -> float | None:
    return number(instrument.mpe) if instrument.mpe else None


def figures_of(known: Known, calibration: Calibration, single_error: str = "unknown") -> list[PointFigures] | None:
    """The points of a calibration; of one without points, its single error. None: its unit cannot be converted."""
    instrument = known.instrument
    factor = scale(calibration.result_unit, instrument.unit) if calibration.result_unit else 1.0
    if factor is None:
        return None
    points = known.points.get(calibration.id, ())
    if points:
        return [_figures(each, instrument, calibration, factor) for each in points]
    if calibration.error is None and calibration.expanded_uncertainty is None:
        return []
    error = _times(calibration.error, factor)
    as_found = single_error == "as_found" or "as_found+" in calibration.certificate_items.split()
    u, lacking = _standard(calibration.expanded_uncertainty, calibration.coverage_factor, None, factor)
    at = _at(calibration.point, calibration.result_unit, instrument.unit)
    return [PointFigures(at, error if as_found else None, error, u, lacking, mpe_of(instrument))]


def _figures(point: CalibrationPoint, instrument: Instrument, calibration: Calibration, factor: float) -> PointFigures:
    found = _times(point.as_found, factor)
    left = _times(point.as_left, factor) if point.as_left is not None else found
    u, lacking = _standard(point.expanded_uncertainty, point.coverage_factor, calibration.coverage_factor, factor)
    mpe = _times(point.mpe, factor) if point.mpe else mpe_of(instrument)
    at = _at(point.point, calibration.result_unit, instrument.unit)
    return PointFigures(at, found, left, u, lacking, mpe)


def _times(value: Decimal | None, factor: float) -> float | None:
    return None if value is None else float(value) * factor


def _standard(
    expanded: Decimal | None, k: Decimal | None, other_k: Decimal | None, factor: float
) -> tuple[float | None, str]:
    """U/k; without k nothing is assumed."""
    if expanded is None:
        return None, "no_uncertainty"
    cover = k or other_k
    return (float(expanded) * factor / float(cover), "") if cover else (None, "no_factor")


def _at(point: Decimal | None, given: str, wanted: str) -> float | None:
    return None if point is None else place(float(point), given, wanted)


def done_by(calibrations: Sequence[Calibration], as_of: date) -> list[Calibration]:
    """Those that were done by the day, oldest first; those without a whole date come first of all."""
    done = [each for each in calibrations if each.performed_on is None or each.performed_on <= as_of]
    if len(done) > 1:
        done.sort(key=lambda each: each.performed_on or date.min)
    return done
