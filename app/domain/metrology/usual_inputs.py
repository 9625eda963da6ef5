"""Inputs that many methods share, declared once, and other ways of writing them (those of the golden files)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Input
from app.wording import N_, _

READINGS = Input(name="data", words=N_("Số đọc"), kind="numbers", unit=OWN_UNIT)
SOME_READINGS = replace(READINGS, required=False)
REFERENCE = Input(
    name="reference", words=N_("Giá trị quy chiếu"), unit=OWN_UNIT, required=False, from_study="reference"
)
TOLERANCE = Input(name="tolerance", words=N_("Độ rộng dung sai T"), unit=OWN_UNIT, required=False, above=0.0)
TOLERANCE_LOW = Input(
    name="tolerance_low", words=N_("Giới hạn dưới"), unit=OWN_UNIT, required=False, from_study="tolerance_low"
)
TOLERANCE_HIGH = Input(
    name="tolerance_high", words=N_("Giới hạn trên"), unit=OWN_UNIT, required=False, from_study="tolerance_high"
)
RESOLUTION = Input(
    name="resolution",
    words=N_("Độ phân giải"),
    unit=OWN_UNIT,
    required=False,
    least=0.0,
    from_study="resolution",
)
RESOLUTION_LIMIT = Input(
    name="resolution_max_percent",
    words=N_("Độ phân giải nhiều nhất, phần trăm dung sai"),
    unit="%",
    setting=True,
    default=5.0,
    above=0.0,
    note=N_("ISO 22514-7, VDA 5."),
)
CONFIDENCE = Input(name="confidence", words=N_("Mức tin cậy"), setting=True, default=0.95, above=0.0, most=0.999999)


def usual_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """LSL and USL as limits, a tolerance given as a pair as two limits, rows of readings as their numbers."""
    found = dict(flat)
    for name, other in (("LSL", "tolerance_low"), ("USL", "tolerance_high")):
        if name in found:
            found.setdefault(other, found.pop(name))
    tolerance = found.get("tolerance")
    if isinstance(tolerance, Sequence) and not isinstance(tolerance, str) and len(tolerance) == 2:
        del found["tolerance"]
        found["tolerance_low"], found["tolerance_high"] = tolerance
    return found


def readings_alone(flat: Mapping[str, Any]) -> dict[str, Any]:
    """The usual ways, and rows of readings as the numbers in their column "value"."""
    found = usual_ways(flat)
    data = found.get("data")
    if isinstance(data, Sequence) and not isinstance(data, str):
        found["data"] = [each.get("value") if isinstance(each, Mapping) else each for each in data]
    return found


def tolerance_of(given: Mapping[str, Any]) -> float | None:
    """The width of the tolerance: as given, or between both limits; None for one-sided limits or none at all.

    UserError when the limits are reversed.
    """
    low, high = given.get("tolerance_low"), given.get("tolerance_high")
    if low is not None and high is not None:
        if low >= high:
            raise UserError(_("Giới hạn dưới phải nhỏ hơn giới hạn trên. Sửa “tolerance_low” hoặc “tolerance_high”."))
        return float(high - low)
    width = given.get("tolerance")
    return None if width is None else float(width)


def after_number(unit: str) -> str:
    """The unit as it follows a number in a sentence: " mm", or nothing where there is none."""
    return f" {unit}" if unit else ""
