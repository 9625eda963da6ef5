"""Effects (hiệu quả): what the programme shall bring, and what it was found to have brought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.wording import N_

EFFECT_KINDS: Mapping[str, str] = {
    "economic": N_("Kinh tế"),
    "social": N_("Xã hội"),
    "environmental": N_("Môi trường"),
    "integration": N_("Hội nhập"),
}
"""The four kinds of expected effect (programme.md, QĐ 510 Điều 14, chưa đối chiếu)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """number: 2 is shown as HQ-02. kind: a key of EFFECT_KINDS. In figures or in words: description alone is enough.

    expected with expected_low and expected_high: what it shall be a year, in unit ("triệu đồng/năm", "vụ/năm" …); None
    means that it was not put in figures, never zero. basis: how the figure was come by. measured with measured_low and
    measured_high, on, basis: what was found in step 9, in the same unit. Links: effects → goals, → evaluations (the
    loss it would save), → evidence.
    """

    id: str
    cycle_id: str
    number: int
    kind: str
    title: str
    description: str = ""
    unit: str = ""
    expected_low: Decimal | None = None
    expected: Decimal | None = None
    expected_high: Decimal | None = None
    basis: str = ""
    measured_low: Decimal | None = None
    measured: Decimal | None = None
    measured_high: Decimal | None = None
    measured_on: date | None = None
    measured_basis: str = ""


def effect_code(effect: Effect) -> str:
    return f"HQ-{effect.number:02d}"
