"""The lines a study is seen against: tolerance, reference, nominal quantity, T and 2T of a prepackage. No verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.metrology.prepackage_tables import ToleranceStep, find_step, read_steps
from app.domain.studies import Study
from app.wording import N_, _

__all__ = ["Limit", "ToleranceStep", "limits_of", "read_steps", "tolerable_deficiency"]

MASS_OR_VOLUME = {"g": 1, "ml": 1, "kg": 1000, "l": 1000}
"""Units the table is written in, and how many of its own they hold."""


@dataclass(frozen=True, slots=True)
class Limit:
    """value in the unit of the study. side: "low", "high", or "" for a line that bounds nothing. name: as on a chart.

    doubt: "" for a figure that was typed or verified, else why it carries the mark of an unverified one.
    """

    value: Decimal
    name: str
    side: str = ""
    doubt: str = ""


def tolerable_deficiency(
    nominal: Decimal | None, unit: str, steps: Sequence[ToleranceStep]
) -> tuple[Decimal, str] | None:
    """T in the unit of the study, and the doubt on it ("" when verified); None where the table says nothing.

    OIML R 87 (methods M17): a step holds its upper end; rounded up to 0.1 g or ml for Qn ≤ 1000, above to 1 g or ml.
    """
    scale = MASS_OR_VOLUME.get(unit.strip().casefold())
    if scale is None or nominal is None or nominal <= 0:
        return None
    quantity = nominal * scale
    step = find_step("mass_or_volume", quantity, steps)
    if step is None:
        return None
    return step.rounded(quantity) / scale, "" if step.confidence == "verified" else _(T_DOUBT)


T_DOUBT = N_("T theo OIML R 87; chưa đối chiếu với Phụ lục IV Thông tư 21/2014/TT-BKHCN, nên chưa dùng để kết luận.")


def limits_of(study: Study, steps: Sequence[ToleranceStep] = ()) -> tuple[Limit, ...]:
    """The lines of a study, from below."""
    found = []
    if study.tolerance_low is not None:
        found.append(Limit(study.tolerance_low, _("giới hạn dưới"), "low"))
    if study.tolerance_high is not None:
        found.append(Limit(study.tolerance_high, _("giới hạn trên"), "high"))
    if study.reference is not None and study.kind in ("type1", "bias"):
        found.append(Limit(study.reference, _("quy chiếu")))
    if study.kind == "lot" and study.nominal is not None:
        found.append(Limit(study.nominal, _("danh định")))
        known = tolerable_deficiency(study.nominal, study.unit, steps)
        if known is not None:
            deficiency, doubt = known
            found.append(Limit(study.nominal - deficiency, "Qn − T", "low", doubt))
            found.append(Limit(study.nominal - 2 * deficiency, "Qn − 2T", "low", doubt))
    return tuple(sorted(found, key=lambda each: each.value))
