"""What may be typed into the fields of an expected effect, and what it still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from app.domain.effects import EFFECT_KINDS, Effect
from app.domain.errors import UserError
from app.domain.goal_gaps import Gap
from app.domain.indicators import MILLIONS
from app.domain.typed_fields import number_of, one_of
from app.formats import fold, nfc, tidy
from app.wording import N_, _

EFFECT_FIELD_NAMES: Mapping[str, str] = {
    "kind": N_("Loại hiệu quả"),
    "title": N_("Tên hiệu quả"),
    "description": N_("Diễn giải bằng lời"),
    "unit": N_("Đơn vị tính"),
    "expected_low": N_("Thấp nhất"),
    "expected": N_("Dự kiến"),
    "expected_high": N_("Cao nhất"),
    "basis": N_("Căn cứ của con số"),
}


def read_effect_field(effect: Effect, field: str, text: str) -> dict[str, Any]:
    """The fields of an effect that this text sets; UserError says what is wrong with it."""
    match field:
        case "kind":
            return {field: one_of(text, EFFECT_KINDS)}
        case "title":
            if not tidy(text):
                raise UserError(_("Hiệu quả cần một tên nói rõ điều sẽ có được."))
            return {field: tidy(text)}
        case "expected" | "expected_low" | "expected_high":
            return _figure(effect, field, text)
        case "description" | "basis":
            return {field: nfc(text).strip()}
        case "unit":
            return {field: tidy(text)}
    raise KeyError(field)


def _figure(effect: Effect, field: str, text: str) -> dict[str, Any]:
    typed = text.strip().removesuffix(effect.unit).strip() if effect.unit else text
    read: dict[str, Any] = {field: number_of(typed)}
    if read[field] is not None and not effect.unit and effect.kind == "economic":
        read["unit"] = _(MILLIONS)
    _demand_order(replace(effect, **read))
    return read


def _demand_order(effect: Effect) -> None:
    told = [each for each in (effect.expected_low, effect.expected, effect.expected_high) if each is not None]
    if told != sorted(told):
        raise UserError(_("Ba con số phải theo thứ tự: thấp nhất, dự kiến, cao nhất."))


def is_money(unit: str) -> bool:
    """Whether a figure in this unit is million đồng a year, as either language writes it."""
    return fold(tidy(unit)).replace(" ", "").startswith(("trieudong/nam", "milliondong", "millionvnd"))


def effect_gaps(effect: Effect) -> tuple[Gap, ...]:
    """What is missing: words or a figure; a figure needs its unit and where it comes from."""
    if effect.expected is None:
        return () if effect.description else (Gap("expected", _("chưa có con số, cũng chưa diễn giải bằng lời")),)
    gaps = [("unit", _("thiếu đơn vị tính")), ("basis", _("thiếu căn cứ của con số"))]
    return tuple(Gap(field, words) for field, words in gaps if not getattr(effect, field))


def money_of_effect(effect: Effect) -> tuple[Decimal, Decimal, Decimal] | None:
    """Low, expected and high in million đồng a year; a blank end is the expected figure. None for other effects."""
    if effect.expected is None or not is_money(effect.unit):
        return None
    low = effect.expected if effect.expected_low is None else effect.expected_low
    high = effect.expected if effect.expected_high is None else effect.expected_high
    return low, effect.expected, high
