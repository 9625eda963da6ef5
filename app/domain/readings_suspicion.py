"""Readings that look wrong. They are pointed out, never changed and never left out: a person looks and decides.

Three rules, the first that speaks is told:

- decimal slip: moved by one to three places the value would lie among the others;
- far outside: beyond a limit of the tolerance by more than the width of the tolerance. In a gauge R&R the parts may lie
  there by intent, so the deviation from the other readings of the same part is looked at instead;
- modified z-score |0.6745 (x − median) / MAD| above 3.5 (B. Iglewicz, D. C. Hoaglin, How to Detect and Handle Outliers,
  ASQC 1993; NIST/SEMATECH e-Handbook 1.3.5.17), from 8 readings on. In a gauge R&R the deviations from the median of
  each part are taken together, because parts differ. The scale is never less than one step of the last digit: readings
  of a coarse instrument that agree do not make their neighbour an outlier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from app.domain.readings import decimals_of, number_of_reading
from app.domain.readings_sheet import Cell, Sheet, part_reference
from app.domain.studies import CROSSED_KINDS, Study
from app.formats import show_number
from app.wording import _

FEWEST = 8
"""So many readings before the modified z-score says anything."""
FEWEST_OF_PART = 3
FEWEST_FOR_SLIP = 3
LIMIT = 3.5
NORMAL = 0.6745
"""MAD of the standard normal distribution."""
NEAR = Decimal("0.2")
"""A value moved by whole places lies among the others when it is within this share of their median."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """rule: "slip", "far" or "outlier"; words: one sentence."""

    rule: str
    words: str


def suspicions(sheet: Sheet) -> Mapping[Cell, Suspicion]:
    """Cells whose reading looks wrong, those that an auditor has looked at left out."""
    values = {cell: value for cell, each in sheet.readings.items() if (value := number_of_reading(each)) is not None}
    centres = _centres(sheet.study, values)
    found: dict[Cell, Suspicion] = {}
    scores, of_part = _scores(sheet.study, values), _parts(sheet.study, values)
    for cell, value in values.items():
        reading = sheet.readings[cell]
        if reading.mark or reading.reason:
            continue
        doubt = (
            _slip(value, centres.get(cell))
            or _far(sheet.study, value, of_part.get(cell.part))
            or _outlier(scores.get(cell))
        )
        if doubt:
            found[cell] = doubt
    return found


def _centres(study: Study, values: Mapping[Cell, Decimal]) -> dict[Cell, Decimal]:
    """What each value should be near to: the typed middle of the study, else the median of all readings."""
    if study.kind == "linearity":
        near = {cell: part_reference(study, cell.part) for cell in values}
        return {cell: each for cell, each in near.items() if each}
    middle = study.reference or (study.nominal if study.kind != "lot" or not study.tare else None)
    if middle is None and study.tolerance_low is not None and study.tolerance_high is not None:
        middle = (study.tolerance_low + study.tolerance_high) / 2
    if not middle:
        middle = median(values.values()) if len(values) >= FEWEST_FOR_SLIP else None
    return dict.fromkeys(values, middle) if middle else {}


def _slip(value: Decimal, centre: Decimal | None) -> Suspicion | None:
    if not centre or not value or _is_near(value, centre):
        return None
    for places in (1, -1, 2, -2, 3, -3):
        moved = value.scaleb(places)
        if _is_near(moved, centre):
            words = _(
                "Có thể sai dấu phẩy: {value}, trong khi các số khác quanh {centre}.",
                value=show_number(value),
                centre=show_number(centre, decimals_of(moved)),
            )
            return Suspicion("slip", words)
    return None


def _is_near(value: Decimal, centre: Decimal) -> bool:
    return abs(value - centre) <= abs(centre) * NEAR


def _parts(study: Study, values: Mapping[Cell, Decimal]) -> dict[int, Decimal]:
    """The median of each part that was read often enough; empty unless parts differ by intent."""
    if study.kind not in CROSSED_KINDS:
        return {}
    by_part: dict[int, list[Decimal]] = {}
    for cell, value in values.items():
        by_part.setdefault(cell.part, []).append(value)
    return {part: median(each) for part, each in by_part.items() if len(each) >= FEWEST_OF_PART}


def _far(study: Study, value: Decimal, of_part: Decimal | None) -> Suspicion | None:
    low, high = study.tolerance_low, study.tolerance_high
    if low is None or high is None or high <= low:
        return None
    if study.kind in CROSSED_KINDS:
        beyond = Decimal(0) if of_part is None else abs(value - of_part)
    else:
        beyond = max(low - value, value - high)
    if beyond <= high - low:
        return None
    return Suspicion("far", _("Ngoài giới hạn hơn cả bề rộng dung sai: xem lại số đọc."))


def _scores(study: Study, values: Mapping[Cell, Decimal]) -> dict[Cell, float]:
    """The modified z-score of each value; empty with too few readings."""
    deviations = _deviations(study, values)
    if len(deviations) < FEWEST:
        return {}
    step = Decimal(1).scaleb(-max(decimals_of(each) for each in values.values()))
    finest = float(max(study.resolution or step, step))
    mad = median(abs(each) for each in deviations.values())
    scale = max(float(mad) / NORMAL, finest)
    return {cell: float(each) / scale for cell, each in deviations.items()}


def _deviations(study: Study, values: Mapping[Cell, Decimal]) -> dict[Cell, Decimal]:
    if study.kind not in CROSSED_KINDS:
        centre = median(values.values()) if values else Decimal(0)
        return {cell: value - centre for cell, value in values.items()}
    centres = _parts(study, values)
    return {cell: value - centres[cell.part] for cell, value in values.items() if cell.part in centres}


def _outlier(score: float | None) -> Suspicion | None:
    if score is None or abs(score) <= LIMIT:
        return None
    words = _(
        "Lệch hẳn so với các số khác (điểm z hiệu chỉnh {score}, ngưỡng {limit}).",
        score=show_number(Decimal(repr(abs(score))), 1),
        limit=show_number(LIMIT),
    )
    return Suspicion("outlier", words)
