"""What the means came to, payback and present value in words; what is not known is said with its reason."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from app.domain.economics import Figure
from app.domain.effect_report import EffectReport
from app.domain.effect_results import Costs
from app.formats import show_number
from app.wording import _


def costs_told(costs: Costs) -> str:
    """Planned and spent, once and each year, with how many items are not known."""
    if not costs.total:
        return _("Chương trình chưa có khoản kinh phí nào.")
    told = [
        _("Dự kiến {once}, {yearly}.", once=_once(costs.planned), yearly=_yearly(costs.planned_yearly)),
        _("Thực chi {once}, {yearly}.", once=_once(costs.spent), yearly=_yearly(costs.spent_yearly)),
    ]
    if costs.unplanned:
        told.append(_("{n} khoản chưa ước tính.", n=costs.unplanned))
    if costs.unspent:
        told.append(_("{n} khoản chưa ghi thực chi, không tính là 0.", n=costs.unspent))
    return " ".join(told)


def _once(amount: Decimal | None) -> str:
    return _("một lần {amount}", amount=_millions(amount))


def _yearly(amount: Decimal | None) -> str:
    return _("mỗi năm {amount}", amount=_millions(amount))


def _millions(amount: Decimal | None) -> str:
    return _("{amount} triệu đồng", amount=show_number(amount)) if amount is not None else _("chưa ghi")


def payback_told(report: EffectReport) -> str:
    """The years until the money is back, from what was measured and spent alone."""
    if report.economics_gap:
        return _("Thời gian hoàn vốn: {reason}", reason=_lower(report.economics_gap))
    payback = report.economics.payback
    if payback is None:
        return _("Thời gian hoàn vốn: {reason}", reason=_lower(report.economics.reasons.get("payback", "")))
    years = _range(payback, 1)
    if not report.economics.payback_has_end:
        return _("Thời gian hoàn vốn: {years} năm; ở mức tiết kiệm thấp nhất thì không hoàn vốn.", years=years)
    return _("Thời gian hoàn vốn: {years} năm, theo tiết kiệm đo được và thực chi.", years=years)


def present_value_told(report: EffectReport) -> str:
    """The present value over the programme's period, from what was measured and spent alone."""
    if report.economics_gap:
        return _("Giá trị hiện tại ròng: {reason}", reason=_lower(report.economics_gap))
    value = report.economics.npv
    if value is None:
        return _("Giá trị hiện tại ròng: {reason}", reason=_lower(report.economics.reasons.get("npv", "")))
    return _(
        "Giá trị hiện tại ròng trong thời kỳ chương trình: {value} triệu đồng, theo tiết kiệm đo được và thực chi.",
        value=_range(value, 1),
    )


def figure_told(figure: Figure) -> str:
    """120 (80 đến 160), or 120 alone where no range was told; digits as typed."""
    return _ranged([show_number(each) for each in (figure.expected, figure.low, figure.high)])


def _range(figure: Figure, places: int) -> str:
    return _ranged([show_number(_round(each, places)) for each in (figure.expected, figure.low, figure.high)])


def _ranged(shown: list[str]) -> str:
    expected, low, high = shown
    return expected if low == high else _("{expected} ({low} đến {high})", expected=expected, low=low, high=high)


def _round(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
