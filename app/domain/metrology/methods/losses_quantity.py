"""M20: losses of quantity as calculations: bias in trade or metering, overfill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output
from app.domain.metrology.loss_inputs import (
    BENEFITS,
    CURRENCY,
    YEAR,
    figures_of,
    loss_verdict,
    money_told,
    money_value,
    money_warnings,
    money_ways,
    ranges_of,
)
from app.domain.metrology.losses import Range, bias_loss, giveaway, money_of, spread, spread_saving
from app.domain.metrology.results import NO_VERDICT, Result, Said, Value, Verdict, missing, said
from app.wording import N_, _

BIAS_FIGURES = (
    Input(
        name="relative_bias",
        words=N_("Độ chệch tương đối b"),
        note=N_("(chỉ thị − thực)/thực, có dấu: 0,004 là chỉ thừa 0,4 %."),
        least=-1.0,
        most=1.0,
    ),
    Input(name="throughput_per_year", words=N_("Lượng qua phép đo một năm"), least=0.0, unit=OWN_UNIT),
    Input(name="price_per_unit", words=N_("Giá một đơn vị lượng"), least=0.0),
)
FILL_FIGURES = (
    Input(name="mean_fill", words=N_("Lượng thực trung bình"), unit=OWN_UNIT, required=False, least=0.0),
    Input(name="packages_per_year", words=N_("Số đơn vị một năm"), least=0.0),
    Input(
        name="price_per_unit",
        words=N_("Giá một đơn vị lượng"),
        least=0.0,
        note=N_("Giá của một g, mL … theo đơn vị của lượng đã ghi."),
    ),
)
SPREAD_FIGURES = (
    Input(name="z", words=N_("Hệ số an toàn z"), required=False, setting=True, least=0.0),
    Input(name="sd_before", words=N_("Độ lệch chuẩn hiện nay"), unit=OWN_UNIT, required=False, least=0.0),
    Input(name="sd_after", words=N_("Độ lệch chuẩn sau cải tiến"), unit=OWN_UNIT, required=False, least=0.0),
)
ROLES = (
    ("", N_("chưa rõ")),
    ("buyer", N_("nhà máy mua (trả tiền theo chỉ thị)")),
    ("seller", N_("nhà máy bán (thu tiền theo chỉ thị)")),
)
NOT_ZERO = N_("Độ chệch nhỏ hơn độ không đảm bảo đo của nó: không phân biệt được với 0, chỉ có khoảng.")


def _run_bias(given: Mapping[str, Any]) -> Result:
    currency = money_of(given, year_needed=False)
    figures = figures_of(given, BIAS_FIGURES)
    bias, rate = figures["relative_bias"], given["throughput_per_year"] * given["price_per_unit"]
    expanded = _expanded(given)
    if expanded is not None and not bias.told:
        figures["relative_bias"] = Range(bias.expected, bias.expected - expanded, bias.expected + expanded)
    renamed = dict(zip(("relative_bias", "throughput", "price"), figures.values(), strict=True))
    loss = spread(bias_loss, **renamed)
    clear = None if expanded is None else abs(bias.expected) >= expanded
    sign = {"buyer": 1, "seller": -1}.get(given["role"])
    values = {
        "annual_loss": _unless_zero(loss, currency, clear),
        "u_annual_loss": _standard(given, expanded, rate, currency),
        "own_loss": missing(N_("Chưa chọn nhà máy là bên mua hay bên bán."), currency)
        if sign is None
        else _unless_zero(_signed(loss, sign), currency, clear),
        "distinguishable": missing(N_("Chưa cho độ không đảm bảo đo của độ chệch.")) if clear is None else Value(clear),
    }
    return Result(
        calculation="loss_bias",
        version="1",
        values=values,
        verdict=_bias_verdict(given, loss, sign, clear, currency),
        warnings=money_warnings(given, loss),
        used=1,
    )


def _expanded(given: Mapping[str, Any]) -> float | None:
    if given["U_relative_bias"] is not None:
        return float(given["U_relative_bias"])
    return None if given["u_relative_bias"] is None else float(given["coverage_factor"] * given["u_relative_bias"])


def _standard(given: Mapping[str, Any], expanded: float | None, rate: float, currency: str) -> Value:
    """u(loss) = u(b) x Q x P."""
    if expanded is None:
        return missing(N_("Chưa cho độ không đảm bảo đo của độ chệch."), currency)
    u = given["u_relative_bias"] if given["u_relative_bias"] is not None else expanded / given["coverage_factor"]
    return Value(u * rate, currency)


def _signed(loss: Range, sign: int) -> Range:
    low, high = loss.low, loss.high
    if sign < 0:
        low, high = (None if high is None else -high), (None if low is None else -low)
    return Range(sign * loss.expected, low, high)


def _unless_zero(loss: Range, currency: str, clear: bool | None) -> Value:
    if clear is False:
        return Value(None, currency, said(NOT_ZERO), loss.low, loss.high)
    return money_value(loss, currency)


def _bias_verdict(
    given: Mapping[str, Any], loss: Range, sign: int | None, clear: bool | None, currency: str
) -> Verdict:
    if clear is False:
        return Verdict(
            "none",
            said(
                N_("Độ chệch chưa phân biệt được với 0: thiệt hại chỉ biết nằm từ {low} đến {high} {unit} một năm."),
                low=money_told(loss.low),
                high=money_told(loss.high),
                unit=currency,
            ),
        )
    if sign is not None:
        return loss_verdict(_signed(loss, sign), currency, given["year"])
    return Verdict(
        "none",
        Said(
            N_("Chênh lệch {loss} {unit} một năm; bên mua chịu khi dương, bên bán chịu khi âm."),
            {"loss": money_told(loss.expected), "unit": currency},
        ),
    )


def _run_giveaway(given: Mapping[str, Any]) -> Result:
    currency = money_of(given, year_needed=False)
    fill = figures_of(given, FILL_FIGURES)
    spreads = figures_of(given, SPREAD_FIGURES)
    loss = saving = None
    if given["mean_fill"] is not None and given["nominal"] is not None:
        loss = spread(
            lambda mean, packages, price: giveaway(mean, given["nominal"], packages, price),
            mean=_fill_range(given, fill["mean_fill"]),
            packages=fill["packages_per_year"],
            price=fill["price_per_unit"],
        )
    if len(spreads) == len(SPREAD_FIGURES):
        saving = spread(spread_saving, **spreads, packages=fill["packages_per_year"], price=fill["price_per_unit"])
    if loss is None and saving is None:
        raise UserError(_("Cần “mean_fill” và “nominal”, hoặc “z”, “sd_before” và “sd_after”."))
    return Result(
        calculation="loss_giveaway",
        version="1",
        values={
            "annual_giveaway": missing(N_("Chưa cho lượng trung bình và lượng danh định."), currency)
            if loss is None
            else money_value(loss, currency),
            "annual_saving": missing(N_("Chưa cho z và hai độ lệch chuẩn."), currency)
            if saving is None
            else money_value(saving, currency),
        },
        verdict=NO_VERDICT if loss is None else _fill_verdict(loss, currency, given["year"]),
        warnings=money_warnings(given, loss or saving),
        used=1,
    )


def _fill_verdict(loss: Range, currency: str, year: int | None) -> Verdict:
    if loss.expected >= 0:
        return loss_verdict(loss, currency, year)
    sentence = N_("Trung bình thấp hơn lượng danh định: không đóng thừa mà đóng thiếu, trái với lượng ghi trên nhãn.")
    return Verdict("none", said(sentence))


def _fill_range(given: Mapping[str, Any], mean: Range) -> Range:
    half = given["U_mean_fill"]
    return mean if half is None or mean.told else Range(mean.expected, mean.expected - half, mean.expected + half)


def _fill_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """A price a gram is the price of one unit where the unit is g (or is not told)."""
    found = money_ways(flat)
    if "price_per_gram" in found:
        if str(found.get("unit") or "g").strip().casefold() != "g":
            raise UserError(_("“price_per_gram” là giá một gam; lượng ghi theo “{unit}”.", unit=found["unit"]))
        found.setdefault("price_per_unit", found.pop("price_per_gram"))
    return found


CALCULATIONS = (
    Calculation(
        key="loss_bias",
        judges=False,
        method="M20",
        words=N_("Thiệt hại do độ chệch khi mua bán, tính tiền"),
        purpose=N_("Dụng cụ đo lệch làm mất, hoặc lấy nhầm, bao nhiêu tiền một năm."),
        version="1",
        inputs=(
            *BIAS_FIGURES,
            Input(name="u_relative_bias", words=N_("Độ không đảm bảo đo chuẩn của b"), required=False, least=0.0),
            Input(name="U_relative_bias", words=N_("Độ không đảm bảo đo mở rộng của b"), required=False, least=0.0),
            Input(name="coverage_factor", words=N_("Hệ số phủ k"), setting=True, default=2.0, above=0.0),
            Input(
                name="role",
                words=N_("Vai của nhà máy"),
                kind="choice",
                setting=True,
                required=False,
                default="",
                choices=ROLES,
            ),
            ranges_of(BIAS_FIGURES),
            CURRENCY,
            YEAR,
        ),
        outputs=(
            Output("annual_loss", N_("Chênh lệch một năm"), digits=6, main=True),
            Output("u_annual_loss", N_("Độ không đảm bảo đo chuẩn của chênh lệch")),
            Output("own_loss", N_("Nhà máy mất một năm"), digits=6, main=True),
            Output("distinguishable", N_("Phân biệt được với 0")),
        ),
        run=_run_bias,
        formula=("L = b · Q · P", "u(L) = u(b) · Q · P", N_("|b| < U(b): không phân biệt được với 0, chỉ nêu khoảng.")),
        source=(BENEFITS,),
        adapt=money_ways,
    ),
    Calculation(
        key="loss_giveaway",
        judges=False,
        method="M20",
        words=N_("Thiệt hại do đóng thừa"),
        purpose=N_("Đóng dư so với nhãn mất bao nhiêu tiền một năm, giảm dao động thì tiết kiệm bao nhiêu."),
        version="1",
        inputs=(
            Input(name="nominal", words=N_("Lượng danh định Qn"), unit=OWN_UNIT, required=False, above=0.0),
            *FILL_FIGURES,
            Input(
                name="U_mean_fill",
                words=N_("Độ không đảm bảo đo mở rộng của trung bình"),
                unit=OWN_UNIT,
                required=False,
                least=0.0,
            ),
            *SPREAD_FIGURES,
            ranges_of((*FILL_FIGURES, *SPREAD_FIGURES)),
            CURRENCY,
            YEAR,
        ),
        outputs=(
            Output("annual_giveaway", N_("Đóng thừa một năm"), digits=6, main=True),
            Output("annual_saving", N_("Tiết kiệm một năm khi giảm dao động"), digits=6, main=True),
        ),
        run=_run_giveaway,
        formula=("L = (x̄ − Qn) · N · P", "S = z (s₁ − s₂) · N · P"),
        source=(BENEFITS,),
        adapt=_fill_ways,
    ),
)
