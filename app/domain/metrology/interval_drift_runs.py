"""What the calculation of M16 answers. numpy and scipy are imported when it runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.domain.metrology.results import Result, Row, Said, Value, Verdict, missing, said
from app.wording import N_, _

if TYPE_CHECKING:
    from app.domain.metrology.interval_drift import Crossing, DriftFit

FEWEST_BEYOND = 3
"""A drift needs so many points more than it has coefficients."""


def run_drift(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.interval_drift import BEYOND, fit_drift

    rows, degree = given["data"], 2 if given["model"] == "parabola" else 1
    if len(rows) < degree + FEWEST_BEYOND:
        words = _("Cần ít nhất {least} lần thay đổi, mới có {n}.", least=degree + FEWEST_BEYOND, n=len(rows))
        raise UserError(words)
    days = [each["days"] for each in rows]
    if len(set(days)) < degree:
        raise UserError(
            _("Cần ít nhất {least} khoảng thời gian khác nhau, mới có {n}.", least=degree, n=len(set(days)))
        )
    fit = fit_drift(days, [each["change"] for each in rows], degree)
    cap = BEYOND * max(days)
    by_u, by_limit = _crossings(given, fit, cap)
    found = [each for each in (by_u, by_limit) if each is not None]
    first = min(found, key=lambda each: each.days) if found else None
    return Result(
        calculation="interval_drift",
        version="1",
        values=_drift_values(given, fit, by_u, by_limit, first),
        verdict=_drift_verdict(first, given),
        warnings=_drift_notes(first, given, max(days)),
        tables=_drift_tables(given, fit, first, max(days)),
        used=len(rows),
    )


def _crossings(given: Mapping[str, Any], fit: DriftFit, cap: float) -> tuple[Crossing | None, Crossing | None]:
    from app.domain.metrology.interval_drift import reliability_interval, uncertainty_interval
    from app.domain.metrology.risk_runs import limits_of

    by_u = by_limit = None
    if given["u_target"] is not None:
        by_u = uncertainty_interval(fit, given["u0"], given["u_target"], cap)
    if given["tolerance_low"] is not None or given["tolerance_high"] is not None:
        limits = limits_of(given, "tolerance_low", "tolerance_high")
        by_limit = reliability_interval(fit, given["u0"], given["y0"], limits, given["confidence"], cap)
    return by_u, by_limit


NO_TARGET = N_("Chưa cho u lớn nhất cho phép.")
NO_LIMITS = N_("Chưa cho giới hạn của sai số.")
NEITHER = N_("Chưa cho u lớn nhất cho phép hay giới hạn của sai số.")
NO_B2 = N_("Đường thẳng không có hệ số b₂.")


def _drift_values(
    given: Mapping[str, Any], fit: DriftFit, by_u: Crossing | None, by_limit: Crossing | None, first: Crossing | None
) -> dict[str, Value]:
    from scipy import special

    unit, legal = given["unit"], given["legal_days"]
    days = None if first is None else first.days if legal is None else min(first.days, legal)
    squared = len(fit.b) == 2
    b1, reach = float(fit.b[0]), float(special.stdtrit(fit.df, 0.975)) * float(fit.covariance[0, 0]) ** 0.5
    return {
        "interval_days": missing(NEITHER, "day") if days is None else Value(days, "day"),
        "interval_uncertainty_days": missing(NO_TARGET, "day") if by_u is None else Value(by_u.days, "day"),
        "interval_reliability_days": missing(NO_LIMITS, "day") if by_limit is None else Value(by_limit.days, "day"),
        "b1": Value(b1, unit, None, b1 - reach, b1 + reach),
        "b2": Value(float(fit.b[1]), unit) if squared else missing(NO_B2, unit),
        "b1_low": Value(b1 - reach, unit),
        "b1_high": Value(b1 + reach, unit),
        "var_b1": Value(float(fit.covariance[0, 0])),
        "cov_b1_b2": Value(float(fit.covariance[0, 1])) if squared else missing(NO_B2),
        "var_b2": Value(float(fit.covariance[1, 1])) if squared else missing(NO_B2),
        "s_yx": Value(fit.s, unit),
        "df": Value(fit.df),
    }


def _drift_verdict(first: Crossing | None, given: Mapping[str, Any]) -> Verdict:
    basis = said(
        N_("Mức tin cậy {confidence} % còn trong giới hạn, hoặc u không quá mức cho phép (NASA-HDBK-8739.19-5, 7)."),
        confidence=100 * given["confidence"],
    )
    if first is None:
        return Verdict("none", said(NEITHER), basis)
    if first.cause == "at_once":
        return Verdict("bad", said(N_("Ngay sau hiệu chuẩn đã vượt mức cho phép: chu kỳ bằng 0 ngày.")), basis)
    days = first.days if given["legal_days"] is None else min(first.days, given["legal_days"])
    if first.cause == "none":
        words = N_("Chưa thấy trôi đến giới hạn: lấy chu kỳ không quá {days} ngày.")
        return Verdict("ok", said(words, days=round(days)), basis)
    return Verdict("ok", said(N_("Chu kỳ {days} ngày thì chạm mức cho phép."), days=round(days)), basis)


def _drift_notes(first: Crossing | None, given: Mapping[str, Any], last: float) -> tuple[Said, ...]:
    found = []
    if first is not None and first.cause == "at_once":
        found.append(said(N_("Mức cho phép đã bị vượt ở t = 0: xem lại u ngay sau hiệu chuẩn hoặc mức cho phép.")))
    if first is not None and first.days > last:
        found.append(said(N_("Chu kỳ vượt khoảng thời gian dài nhất đã thấy ({days} ngày): là suy rộng."), days=last))
    legal = given["legal_days"]
    if first is not None and legal is not None and first.days > legal:
        found.append(said(N_("Pháp luật không cho quá {days} ngày."), days=legal))
    return tuple(found)


def _drift_tables(given: Mapping[str, Any], fit: DriftFit, first: Crossing | None, last: float) -> dict[str, list[Row]]:
    import numpy as np
    from scipy import special

    end = max(last, min(first.days, 4 * last) if first else last) * 1.05
    t = np.linspace(0.0, end, 81)
    middle = given["y0"] + fit.change(t)
    reach = float(special.stdtrit(fit.df, (1 + given["confidence"]) / 2)) * fit.uncertainty(t, given["u0"])
    curve: list[Row] = [
        {"days": float(a), "fit": float(b), "low": float(b - c), "high": float(b + c)}
        for a, b, c in zip(t, middle, reach, strict=True)
    ]
    return {"points": [{"days": each["days"], "value": each["change"]} for each in given["data"]], "curve": curve}
