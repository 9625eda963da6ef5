"""The results of a calibration point by point: how they are typed, and what stands for them in the history.

A calibration with points takes its headline (point, error, U, k) from them: the error it was left with, at the point
where that comes closest to its MPE, for this is what the instrument measures with from then on. What was found before
adjustment tells of the time before: outside its MPE it asks for the results since the last calibration to be looked
at again (ISO 10012:2003 8.3.3). A calibration without points keeps the single error that was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from app.domain.instruments import Calibration, CalibrationPoint, Instrument
from app.domain.metrology.calibration_status import is_in_unit
from app.domain.printed_ranges import read_limit
from app.domain.register_fields import TypedField, magnitude, number, plain
from app.domain.typed_fields import Fields
from app.wording import N_

POINT_FIELDS: tuple[TypedField, ...] = (
    number("point", N_("Điểm đo"), "diem", "diem kiem tra", "gia tri chuan", "gia tri danh nghia", "nominal"),
    number(
        "as_found",
        N_("Ban đầu"),
        "truoc",
        "truoc chinh",
        "truoc hieu chinh",
        "sai so truoc",
        "sai so",
        "as found",
        "error",
    ),
    number("as_left", N_("Sau chỉnh"), "sau", "sau hieu chinh", "sai so sau", "as left"),
    magnitude("expanded_uncertainty", N_("U"), "dkdb", "dkdbd", "do khong dam bao", "do khong dam bao do"),
    magnitude("coverage_factor", N_("k"), "he so phu", "he so phu k"),
    magnitude("mpe", N_("MPE"), "sai so cho phep", "sscp", "gioi han"),
    plain("note", N_("Ghi chú"), "note"),
)
VALUES = ("point", "as_found", "as_left", "expanded_uncertainty", "coverage_factor", "mpe", "note")


def is_blank(point: CalibrationPoint) -> bool:
    return not any(getattr(point, name) not in (None, "") for name in VALUES)


def left_error(point: CalibrationPoint) -> Decimal | None:
    """The error from then on: after adjustment, or as found where nothing was adjusted."""
    return point.as_left if point.as_left is not None else point.as_found


def limit_of(point: CalibrationPoint, instrument: Instrument, calibration: Calibration) -> Decimal | None:
    """The MPE at this point: printed beside it, or the instrument's where both are in one unit."""
    if point.mpe is not None:
        return point.mpe
    if is_in_unit(instrument, calibration):
        return instrument.mpe
    return read_limit(instrument.mpe_text, calibration.result_unit)


def worst_point(
    points: Iterable[CalibrationPoint], instrument: Instrument, calibration: Calibration
) -> CalibrationPoint | None:
    """Where the error that was left comes closest to its MPE, or is largest where no MPE is known; the first of equals.

    Points with an MPE come before those without, for their errors can be judged.
    """
    told = [each for each in points if left_error(each) is not None]
    return max(told, key=lambda each: _nearness(each, instrument, calibration), default=None)


def _nearness(point: CalibrationPoint, instrument: Instrument, calibration: Calibration) -> tuple[bool, Decimal]:
    error, limit = abs(left_error(point) or Decimal(0)), limit_of(point, instrument, calibration)
    return (True, error / limit) if limit else (False, error)


def headline(points: Sequence[CalibrationPoint], instrument: Instrument, calibration: Calibration) -> Fields:
    """The fields of the calibration that its points set; nothing where no point states an error."""
    worst = worst_point(points, instrument, calibration)
    if worst is None:
        return {}
    return {
        "point": worst.point,
        "error": left_error(worst),
        "expanded_uncertainty": worst.expanded_uncertainty,
        "coverage_factor": worst.coverage_factor,
    }


def found_outside(
    points: Iterable[CalibrationPoint], instrument: Instrument, calibration: Calibration
) -> list[CalibrationPoint]:
    """The points at which the instrument was found beyond its MPE."""
    return [each for each in points if _is_outside(each, each.as_found, instrument, calibration)]


def left_outside(
    points: Iterable[CalibrationPoint], instrument: Instrument, calibration: Calibration
) -> list[CalibrationPoint]:
    """The points at which it still is, after all that was done."""
    return [each for each in points if _is_outside(each, left_error(each), instrument, calibration)]


def _is_outside(
    point: CalibrationPoint, error: Decimal | None, instrument: Instrument, calibration: Calibration
) -> bool:
    limit = limit_of(point, instrument, calibration)
    return error is not None and bool(limit) and abs(error) > (limit or 0)
