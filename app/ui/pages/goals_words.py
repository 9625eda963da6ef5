"""How money and years of a goal are written: no more digits than they carry."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from app.domain.economics import Figure
from app.domain.effects import Effect
from app.formats import show_number
from app.wording import _

WHOLE_FROM = Decimal(100)
"""From this size on, million đồng are shown whole; smaller ones to a tenth."""


def money(value: Decimal) -> str:
    """Million đồng: "1.054", "27,5"."""
    if abs(value) >= WHOLE_FROM:
        return show_number(value.quantize(Decimal(1), ROUND_HALF_UP))
    return plain(value)


def plain(value: Decimal) -> str:
    """To a tenth, without an empty one: "2,4", "9"."""
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return show_number(whole if whole == rounded else rounded)


def money_range(figure: Figure) -> str:
    """The expected figure, with the ends where they were told."""
    if not figure.is_range:
        return money(figure.expected)
    return _(
        "{expected} (từ {low} đến {high})",
        expected=money(figure.expected),
        low=money(figure.low),
        high=money(figure.high),
    )


def expected_of(effect: Effect) -> str:
    """What it shall be, as it stands in a row: "1.054 triệu đồng/năm", or that it is told in words."""
    if effect.expected is None:
        return _("bằng lời") if effect.description else _("chưa nêu")
    return f"{show_number(effect.expected)} {effect.unit}".strip()


def spread_of(effect: Effect) -> str:
    """Lowest to highest, "" where no range was told."""
    if effect.expected is None or effect.expected_low is effect.expected_high is None:
        return ""
    low = effect.expected if effect.expected_low is None else effect.expected_low
    high = effect.expected if effect.expected_high is None else effect.expected_high
    return f"{show_number(low)}–{show_number(high)}"
