"""The numerical core as results: summary, one-way analysis of variance, straight line."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import special

from app.domain.errors import UserError
from app.domain.metrology.anova import OneWay, Source, one_way
from app.domain.metrology.anova_told import source_row, squared
from app.domain.metrology.numerical import Line, sd_of, straight_line, summary_of
from app.domain.metrology.results import NO_VERDICT, Result, Row, Said, Value, Verdict, located, missing, said
from app.wording import N_, _

BAND_POINTS = 25
_FEW_FOR_CORRELATION = 10


def summary_result(given: Mapping[str, Any]) -> Result:
    readings: list[float] = given["data"]
    if not readings:
        raise UserError(_("Chưa có số đọc nào trong “data”."))
    found, unit = summary_of(readings), given["unit"]
    one = missing(N_("Chỉ có một số đọc nên không có độ lệch chuẩn."), unit)
    values = {
        "n": Value(found.n),
        "mean": _mean_with_interval(found.mean, found.sd, found.n, given["confidence"], unit),
        "sd": one if found.sd is None else Value(found.sd, unit),
        "u_mean": one if found.sd is None else Value(found.sd / math.sqrt(found.n), unit),
        "df": Value(found.n - 1),
        "min": located(min(readings), None, unit),
        "max": located(max(readings), None, unit),
        "autocorrelation_lag1": missing(N_("Mọi số đọc như nhau nên không có tự tương quan."))
        if found.autocorrelation_lag1 is None
        else Value(found.autocorrelation_lag1),
    }
    return Result(
        calculation="",
        version="",
        values=values,
        verdict=NO_VERDICT,
        warnings=_of_readings(found.n, found.sd, found.autocorrelation_lag1),
        tables={"run": tuple({"order": order, "value": each} for order, each in enumerate(readings, 1))},
        used=found.n,
    )


def _mean_with_interval(mean: float, sd: float | None, n: int, confidence: float, unit: str) -> Value:
    if sd is None:
        return located(mean, None, unit)
    half = float(special.stdtrit(n - 1, (1 + confidence) / 2)) * sd / math.sqrt(n)
    return located(mean, half, unit, low=mean - half, high=mean + half)


def _of_readings(n: int, sd: float | None, lag: float | None) -> tuple[Said, ...]:
    if sd == 0:
        return (said(N_("Mọi số đọc như nhau: độ phân giải có thể quá thô.")),)
    if lag is not None and n >= _FEW_FOR_CORRELATION and abs(lag) > 2 / math.sqrt(n):
        return (
            said(
                N_("Các số đọc liền nhau phụ thuộc nhau (r₁ = {lag}) nên s/√n có thể nhỏ hơn thực tế."),
                lag=lag,
            ),
        )
    return ()


def one_way_result(given: Mapping[str, Any]) -> Result:
    groups: dict[str, list[float]] = {}
    for row in given["data"]:
        groups.setdefault(row["group"], []).append(row["value"])
    n = sum(map(len, groups.values()))
    if len(groups) < 2:
        raise UserError(_("Cần ít nhất hai nhóm trong cột “group”."))
    if n <= len(groups):
        raise UserError(_("Mỗi nhóm chỉ có một số đọc; ít nhất một nhóm phải có hai số trở lên."))
    found, unit = one_way(list(groups.values())), given["unit"]
    zero = missing(N_("Mẫu số bằng 0 nên không có F."))
    alike = missing(N_("Mọi số đọc như nhau nên không có độ biến động để so."))
    values = {
        "F": zero if found.ratio.f is None else Value(found.ratio.f),
        "p": zero if found.ratio.p is None else Value(found.ratio.p),
        **_one_way_sums("between", found.between, unit),
        **_one_way_sums("within", found.within, unit),
        "r_squared": alike if found.r_squared is None else Value(found.r_squared),
        "residual_sd": Value(math.sqrt(found.within.ms), unit),
    }
    total = Source(found.between.df + found.within.df, found.between.ss + found.within.ss)
    return Result(
        calculation="",
        version="",
        values=values,
        verdict=_of_groups(found, given["alpha"]),
        tables={
            "anova": (
                source_row("between", found.between, found.ratio),
                source_row("within", found.within),
                source_row("total", total),
            ),
            "groups": tuple(_group_row(name, each, mean) for (name, each), mean in _with_means(groups, found)),
        },
        used=n,
    )


def _one_way_sums(name: str, source: Source, unit: str) -> dict[str, Value]:
    return {
        f"df_{name}": Value(source.df),
        f"ss_{name}": Value(source.ss, squared(unit)),
        f"ms_{name}": Value(source.ms, squared(unit)),
    }


def _with_means(groups: Mapping[str, list[float]], found: OneWay) -> list[tuple[tuple[str, list[float]], float]]:
    return list(zip(groups.items(), found.group_means, strict=True))


def _group_row(name: str, values: list[float], mean: float) -> Row:
    return {"group": name, "n": len(values), "mean": mean, "sd": sd_of(values) if len(values) > 1 else None}


def _of_groups(found: OneWay, alpha: float) -> Verdict:
    basis = said(N_("So p của phép thử F với mức ý nghĩa α = {alpha}."), alpha=alpha)
    p = found.ratio.p
    if p is None:
        return Verdict("none", said(N_("Trong mỗi nhóm mọi số như nhau nên không có phép thử F.")), basis)
    if p <= alpha:
        return Verdict("none", said(N_("Trung bình các nhóm khác nhau rõ rệt (p = {p})."), p=p), basis)
    return Verdict("none", said(N_("Chưa thấy trung bình các nhóm khác nhau (p = {p})."), p=p), basis)


def line_result(given: Mapping[str, Any]) -> Result:
    x, y = [row["x"] for row in given["data"]], [row["y"] for row in given["data"]]
    if len(set(x)) < 2:
        raise UserError(_("Cần ít nhất hai giá trị x khác nhau để có đường thẳng."))
    found = straight_line(x, y)
    unit, per = given["unit"], _slope_unit(given["unit"], given["unit_x"] or "")
    t = float(special.stdtrit(found.df_residual, (1 + given["confidence"]) / 2)) if found.df_residual else 0.0
    return Result(
        calculation="",
        version="",
        values={
            "B1": _coefficient(found.slope, found.se_slope, t, per),
            "B0": _coefficient(found.intercept, found.se_intercept, t, unit),
            "se_B1": _or_few(found.se_slope, per),
            "se_B0": _or_few(found.se_intercept, unit),
            "residual_sd": _or_few(found.residual_sd, unit),
            "r_squared": missing(N_("Mọi y như nhau nên không có R²."))
            if found.r_squared is None
            else Value(found.r_squared),
            "F": missing(N_("Mẫu số bằng 0 nên không có F.")) if found.f is None else Value(found.f),
            "p": missing(N_("Mẫu số bằng 0 nên không có F.")) if found.p is None else Value(found.p),
            "df_residual": Value(found.df_residual),
        },
        verdict=NO_VERDICT,
        tables={
            "points": tuple(
                {"x": each, "y": other, "residual": other - found.at(each)} for each, other in zip(x, y, strict=True)
            ),
            "band": _band(found, min(x), max(x), t),
        },
        used=found.n,
    )


def _slope_unit(unit: str, unit_x: str) -> str:
    return f"{unit or '1'}/{unit_x}" if unit_x else unit


def _coefficient(value: float, se: float | None, t: float, unit: str) -> Value:
    return Value(value, unit) if se is None else Value(value, unit, low=value - t * se, high=value + t * se)


def _or_few(value: float | None, unit: str) -> Value:
    return missing(N_("Cần từ ba điểm trở lên."), unit) if value is None else Value(value, unit)


def _band(found: Line, low: float, high: float, t: float) -> tuple[Row, ...]:
    rows = []
    for x in np.linspace(low, high, BAND_POINTS):
        fit, half = found.at(float(x)), t * (found.se_at(float(x)) or 0.0)
        rows.append({"x": float(x), "fit": fit, "low": fit - half, "high": fit + half})
    return tuple(rows)
