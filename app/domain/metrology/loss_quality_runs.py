"""What the losses of quality and time (M20) answer, and the figures each is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Input
from app.domain.metrology.loss_inputs import figures_of, loss_verdict, money_value, money_warnings
from app.domain.metrology.losses import (
    Range,
    downtime_loss,
    false_accepts,
    money_of,
    out_of_tolerance_loss,
    present_value,
    quadratic_factor,
    quadratic_loss,
    spread,
)
from app.domain.metrology.results import NO_VERDICT, Result, Verdict, missing, said
from app.wording import N_, _

DECISION_FIGURES = (
    Input(name="units_per_year", words=N_("Số đơn vị kiểm tra một năm"), least=0.0),
    Input(name="pfa", words=N_("Rủi ro chấp nhận sai PFA"), least=0.0, most=1.0),
    Input(name="pfr", words=N_("Rủi ro loại bỏ sai PFR"), least=0.0, most=1.0),
    Input(
        name="cost_false_accept",
        words=N_("Chi phí một lần chấp nhận sai"),
        least=0.0,
        note=N_("Khiếu nại, thu hồi, phạt, bảo hành."),
    ),
    Input(
        name="cost_false_reject",
        words=N_("Chi phí một lần loại bỏ sai"),
        least=0.0,
        note=N_("Làm lại, bỏ đi, đo lại."),
    ),
)
QUADRATIC_FIGURES = (
    Input(name="cost_at_limit", words=N_("Chi phí khi sản phẩm ở đúng giới hạn A"), least=0.0),
    Input(name="limit_half_width", words=N_("Nửa dung sai Δ"), unit=OWN_UNIT, above=0.0),
    Input(name="mean_offset", words=N_("Trung bình lệch khỏi đích"), unit=OWN_UNIT),
    Input(name="sd_process", words=N_("Độ lệch chuẩn của quá trình"), unit=OWN_UNIT, least=0.0),
    Input(
        name="u_measurement",
        words=N_("Độ không đảm bảo đo chuẩn khi chỉnh máy theo số đo"),
        unit=OWN_UNIT,
        required=False,
        least=0.0,
    ),
    Input(name="units_per_year", words=N_("Số sản phẩm một năm"), required=False, least=0.0),
)
FAILURE_FIGURES = (
    Input(name="in_tolerance_rate", words=N_("Tỷ lệ còn trong dung sai R"), least=0.0, most=1.0),
    Input(name="instruments", words=N_("Số dụng cụ đo"), least=0.0),
    Input(name="lookback_cost", words=N_("Chi phí một lần truy xét ngược"), least=0.0),
    Input(name="product_at_risk", words=N_("Số sản phẩm bị ảnh hưởng mỗi lần"), least=0.0),
    Input(name="cost_false_accept", words=N_("Chi phí một lần chấp nhận sai"), least=0.0),
)
DOWNTIME_FIGURES = (
    Input(name="events_per_year", words=N_("Số lần một năm"), least=0.0),
    Input(name="hours_per_event", words=N_("Số giờ mỗi lần"), unit="h", least=0.0),
    Input(name="rate_per_hour", words=N_("Chi phí một giờ"), least=0.0),
)


def run_decisions(given: Mapping[str, Any]) -> Result:
    currency = money_of(given, year_needed=False)
    figures = figures_of(given, DECISION_FIGURES)
    units = figures["units_per_year"]
    if given["pfa"] + given["pfr"] > 1:
        raise UserError(_("PFA và PFR cộng lại không được quá 1."))
    accept = spread(false_accepts, units=units, pfa=figures["pfa"], cost=figures["cost_false_accept"])
    reject = spread(false_accepts, units=units, pfa=figures["pfr"], cost=figures["cost_false_reject"])
    total = spread(
        lambda units, pfa, pfr, a, r: false_accepts(units, pfa, a) + false_accepts(units, pfr, r),
        **dict(zip(("units", "pfa", "pfr", "a", "r"), figures.values(), strict=True)),
    )
    return Result(
        calculation="loss_decisions",
        version="1",
        values={
            "annual_cost_false_accept": money_value(accept, currency),
            "annual_cost_false_reject": money_value(reject, currency),
            "annual_total": money_value(total, currency),
        },
        verdict=loss_verdict(total, currency, given["year"]),
        warnings=money_warnings(given, total),
        used=1,
    )


def run_quadratic(given: Mapping[str, Any]) -> Result:
    currency = str(given["currency"] or "").strip()
    figures = figures_of(given, QUADRATIC_FIGURES)
    cost, width = figures["cost_at_limit"], figures["limit_half_width"]
    own = {"cost": cost, "width": width, "offset": _unsigned(figures["mean_offset"]), "sd": figures["sd_process"]}
    k = spread(quadratic_factor, cost_at_limit=cost, half_width=width)
    process = spread(_per_unit, **own)
    values = {
        "k": money_value(k, _per_square(currency, given["unit"])),
        "expected_loss_process": money_value(process, currency),
    }
    u = figures.get("u_measurement")
    added = None if u is None else spread(_per_unit, cost=cost, width=width, offset=Range(0.0), sd=u)
    values["added_by_measurement_if_used_for_adjustment"] = (
        missing(N_("Chưa cho độ không đảm bảo đo khi chỉnh máy."), currency)
        if added is None
        else money_value(added, currency)
    )
    units, annual = figures.get("units_per_year"), None
    if units is None:
        values["annual_loss"] = missing(N_("Chưa cho số sản phẩm một năm."), currency)
    else:
        noise = u if u is not None and given["used_for_adjustment"] else Range(0.0)
        annual = spread(
            lambda units, cost, width, offset, sd, noise: (
                units * (_per_unit(cost, width, offset, sd) + _per_unit(cost, width, 0.0, noise))
            ),
            units=units,
            noise=noise,
            **own,
        )
        values["annual_loss"] = money_value(annual, currency)
    return Result(
        calculation="loss_quadratic",
        version="1",
        values=values,
        verdict=NO_VERDICT if annual is None else loss_verdict(annual, currency, given["year"]),
        warnings=money_warnings(given, annual or process),
        used=1,
    )


def _per_unit(cost: float, width: float, offset: float, sd: float) -> float:
    return quadratic_loss(quadratic_factor(cost, width), offset, sd)


def _unsigned(offset: Range) -> Range:
    """The size of the offset: the square has its least at 0, also where the range only passes through it."""
    if not offset.told:
        return offset
    ends = [offset.expected if each is None else each for each in (offset.low, offset.high)]
    low = 0.0 if min(ends) <= 0 <= max(ends) else min(abs(each) for each in ends)
    return Range(abs(offset.expected), low, max(abs(each) for each in ends))


def _per_square(currency: str, unit: str) -> str:
    return f"{currency or '1'}/({unit})²" if unit else currency


def run_out_of_tolerance(given: Mapping[str, Any]) -> Result:
    currency = money_of(given, year_needed=False)
    figures = figures_of(given, FAILURE_FIGURES)
    loss = spread(
        out_of_tolerance_loss,
        **dict(zip(("rate", "instruments", "look_back", "at_risk", "cost"), figures.values(), strict=True)),
    )
    events = spread(lambda rate, n: (1 - rate) * n, rate=figures["in_tolerance_rate"], n=figures["instruments"])
    return Result(
        calculation="loss_out_of_tolerance",
        version="1",
        values={"events_per_year": money_value(events, ""), "annual_loss": money_value(loss, currency)},
        verdict=loss_verdict(loss, currency, given["year"]),
        warnings=money_warnings(given, loss),
        used=1,
    )


def run_downtime(given: Mapping[str, Any]) -> Result:
    currency = money_of(given, year_needed=False)
    figures = figures_of(given, DOWNTIME_FIGURES)
    loss = spread(downtime_loss, **dict(zip(("events", "hours", "rate"), figures.values(), strict=True)))
    hours = spread(lambda a, b: a * b, a=figures["events_per_year"], b=figures["hours_per_event"])
    return Result(
        calculation="loss_downtime",
        version="1",
        values={"hours_per_year": money_value(hours, "h"), "annual_loss": money_value(loss, currency)},
        verdict=loss_verdict(loss, currency, given["year"]),
        warnings=money_warnings(given, loss),
        used=1,
    )


LONGEST_PAYBACK = 1e6
"""Years; what takes longer is never paid back."""
PAYBACK_FIGURES = (
    Input(name="investment", words=N_("Vốn đầu tư"), above=0.0),
    Input(name="annual_saving", words=N_("Tiết kiệm một năm")),
)


def run_payback(given: Mapping[str, Any]) -> Result:
    currency = str(given["currency"] or "").strip()
    figures = figures_of(given, PAYBACK_FIGURES)
    invested, saved = figures["investment"], figures["annual_saving"]
    rate, years = given["discount_rate"], given["years"]
    no_saving = N_("Không tiết kiệm được gì thì không hoàn vốn.")
    payback = npv = None
    if saved.expected * LONGEST_PAYBACK > invested.expected:
        low = saved.low if saved.low is None or saved.low * LONGEST_PAYBACK > invested.expected else None
        payback = spread(lambda i, s: i / s, i=invested, s=Range(saved.expected, low, saved.high))
        if low is None and saved.low is not None:
            payback = Range(payback.expected, payback.low, None)
    if rate is not None and years is not None:
        npv = spread(lambda i, s: present_value(i, [s] * years, rate), i=invested, s=saved)
    return Result(
        calculation="payback",
        version="1",
        values={
            "simple_payback_years": missing(no_saving, "year") if payback is None else money_value(payback, "year"),
            "npv": missing(N_("Cần lãi suất chiết khấu và số năm."), currency)
            if npv is None
            else money_value(npv, currency),
        },
        verdict=Verdict("none", said(no_saving))
        if payback is None
        else Verdict("none", said(N_("Hoàn vốn sau khoảng {years} năm."), years=payback.expected)),
        warnings=money_warnings(given, payback),
        used=1,
    )
