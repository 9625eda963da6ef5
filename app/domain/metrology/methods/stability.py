"""M06: stability, the drift of a stable part over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.results import Plain, Result, Said, Value, Verdict, located, missing, said
from app.domain.metrology.shown import apart
from app.domain.metrology.usual_inputs import CONFIDENCE, after_number
from app.wording import N_, _

NO_SCATTER = N_("Các điểm nằm đúng trên đường thẳng: không có độ phân tán để xét.")
ENOUGH = 12


def _run(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.control_charts import Rules as _Rules
    from app.domain.metrology.control_charts import autocorrelation, individuals, signals, strongly_correlated
    from app.domain.metrology.linearity import banded_line, places

    points = sorted(_points(given["data"]), key=lambda each: each[0])
    days, measured = [each[0] for each in points], [each[1] for each in points]
    if len(points) < 3 or days[0] == days[-1]:
        raise UserError(_("Độ ổn định cần ít nhất 3 lần đo vào những ngày khác nhau; “data” có {n}.", n=len(points)))
    fit = banded_line(days, measured, given["confidence"])
    unit, slope = given["unit"], fit.slope
    chart = individuals(measured, 3.0, 1.128, 3.267)
    broken = (
        signals(measured, chart.x.center, chart.sigma, chart.x, _Rules()) if chart.sigma > 0 else [""] * len(measured)
    )
    correlation = autocorrelation(measured)
    values = {
        "n": Value(len(points)),
        "slope_per_day": Value(slope.value, _per_day(unit), low=slope.low, high=slope.high),
        "slope_low": missing(NO_SCATTER, _per_day(unit)) if slope.low is None else Value(slope.low, _per_day(unit)),
        "slope_high": missing(NO_SCATTER, _per_day(unit)) if slope.high is None else Value(slope.high, _per_day(unit)),
        "t": missing(NO_SCATTER) if slope.t is None else Value(slope.t),
        "p_value": missing(NO_SCATTER) if slope.p is None else Value(slope.p),
        "s_residual": Value(fit.line.residual_sd, unit),
        **_drift(given, slope),
        "r1": missing(N_("Mọi giá trị bằng nhau.")) if correlation is None else Value(correlation),
        "center": located(chart.x.center, chart.sigma, unit),
        "UCL_x": located(chart.x.high, chart.sigma, unit),
        "LCL_x": located(chart.x.low, chart.sigma, unit),
        "points_out": Value(sum(bool(each) for each in broken)),
    }
    warned = _warnings(values, len(points))
    if strongly_correlated(measured):
        warned.append(
            said(N_("Các lần đo liền nhau phụ thuộc nhau (r1 = {r1}): khoảng thật rộng hơn."), r1=correlation)
        )
    return Result(
        calculation="stability",
        version="1",
        values=values,
        verdict=_verdict(given, values, slope),
        warnings=tuple(warned),
        tables={
            "points": [
                {"days": day, "value": each, "out": bool(rule)}
                for day, each, rule in zip(days, measured, broken, strict=True)
            ],
            "curve": [
                {"days": at, "fit": fit.line.at(at), "low": fit.band_at(at)[0], "high": fit.band_at(at)[1]}
                for at in places(days[0], days[-1])
            ],
        },
        used=len(points),
    )


def _per_day(unit: str) -> str:
    return f"{unit}/d" if unit else "1/d"


def _points(rows: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """Days since the first date (or as given) and the value; UserError names the row without a day."""
    dates = [each["date"] for each in rows if each["date"] is not None]
    first: date | None = min(dates) if dates else None
    found = []
    for row, each in enumerate(rows, 1):
        if each["date"] is not None and first is not None:
            found.append((float((each["date"] - first).days), each["value"]))
        elif each["days"] is not None and not dates:
            found.append((float(each["days"]), each["value"]))
        else:
            raise UserError(_("Dòng {row} của “data” không có ngày đo. Ghi “date” cho mọi dòng.", row=row))
    return found


def _drift(given: Mapping[str, Any], slope: Any) -> dict[str, Value]:
    unit, interval, mpe = given["unit"], given["interval_days"], given["mpe"]
    if interval is None:
        why = N_("Chưa có chu kỳ hiệu chuẩn.")
        return {"drift_per_interval": missing(why, unit), "drift_pct_mpe": missing(why, "%")}
    low = None if slope.low is None else slope.low * interval
    high = None if slope.high is None else slope.high * interval
    drift = Value(slope.value * interval, unit, low=low, high=high)
    if mpe is None:
        return {"drift_per_interval": drift, "drift_pct_mpe": missing(N_("Chưa có sai số cho phép lớn nhất."), "%")}
    ends = [abs(each) for each in (low, high) if each is not None]
    share = Value(100 * abs(slope.value * interval) / mpe, "%")
    if low is not None and high is not None:
        least = 0.0 if low <= 0 <= high else min(ends)
        share = replace(share, low=100 * least / mpe, high=100 * max(ends) / mpe)
    return {"drift_per_interval": drift, "drift_pct_mpe": share}


def _verdict(given: Mapping[str, Any], values: Mapping[str, Value], slope: Any) -> Verdict:
    basis = said(
        N_(
            "Trôi có ý nghĩa khi khoảng của độ dốc ở mức tin cậy {confidence} % không chứa 0; "
            "trong một chu kỳ nhỏ khi dưới {limit} % sai số cho phép (do doanh nghiệp chọn)."
        ),
        confidence=100 * given["confidence"],
        limit=given["drift_max_percent"],
    )
    share, drift = values["drift_pct_mpe"], values["drift_per_interval"]
    if not slope.significant and share.high is not None and share.high >= given["drift_max_percent"]:
        words = N_(
            "Chưa thấy trôi, nhưng số liệu chưa đủ: trong một chu kỳ vẫn có thể trôi đến {high} % sai số cho phép."
        )
        return Verdict("none", said(words, high=apart(share.high, given["drift_max_percent"], digits=3)), basis)
    if not slope.significant:
        return Verdict("ok", said(N_("Không thấy trôi theo thời gian.")), basis)
    if share.value is None:
        return Verdict("part", said(N_("Có trôi rõ rệt; cần chu kỳ và sai số cho phép để biết nó lớn tới đâu.")), basis)
    told: dict[str, Plain] = {
        "drift": drift.value,
        "unit": after_number(given["unit"]),
        "share": apart(float(share.value), given["drift_max_percent"]),
    }
    if float(share.value) >= given["drift_max_percent"]:
        words = N_("Trôi {drift}{unit} trong một chu kỳ, bằng {share} % sai số cho phép (từ {low} đến {high} %).")
        ends = {"low": _short(share.low), "high": _short(share.high)}
        return Verdict("bad", said(words, **told, **ends), basis)
    return Verdict(
        "part",
        said(N_("Có trôi rõ rệt nhưng nhỏ: {share} % sai số cho phép trong một chu kỳ."), share=told["share"]),
        basis,
    )


def _short(value: float | None) -> str | None:
    return None if value is None else apart(value, digits=3)


def _warnings(values: Mapping[str, Value], n: int) -> list[Said]:
    warned = []
    if n < ENOUGH:
        warned.append(said(N_("Mới có {n} lần đo; giới hạn là tạm tính cho tới {enough} lần."), n=n, enough=ENOUGH))
    out = values["points_out"].value
    if out:
        warned.append(said(N_("{count} lần đo nằm ngoài giới hạn kiểm soát."), count=out))
    return warned


STABILITY = Calculation(
    key="stability",
    method="M06",
    words=N_("Độ ổn định"),
    purpose=N_(
        "Đo lại một mẫu ổn định theo thời gian để thấy phương tiện đo có trôi hay không, và trôi nhanh tới đâu."
    ),
    version="1",
    inputs=(
        Input(
            name="data",
            words=N_("Các lần đo một mẫu ổn định"),
            kind="table",
            columns=(
                Input(name="date", words=N_("Ngày đo"), kind="date", required=False),
                Input(name="days", words=N_("hoặc số ngày"), unit="d", required=False),
                Input(name="value", words=N_("Giá trị đo"), unit=OWN_UNIT),
            ),
        ),
        CONFIDENCE,
        Input(name="interval_days", words=N_("Chu kỳ hiệu chuẩn"), unit="d", required=False, above=0.0),
        Input(name="mpe", words=N_("Sai số cho phép lớn nhất"), unit=OWN_UNIT, required=False, above=0.0),
        Input(
            name="drift_max_percent",
            words=N_("Trôi trong một chu kỳ nhiều nhất, phần trăm sai số cho phép"),
            unit="%",
            setting=True,
            default=50.0,
            above=0.0,
            note=N_("Do doanh nghiệp chọn; không có trong tiêu chuẩn."),
        ),
    ),
    outputs=(
        Output("slope_per_day", N_("Trôi mỗi ngày"), "own/d", main=True),
        Output("drift_per_interval", N_("Trôi trong một chu kỳ"), OWN_UNIT, main=True),
        Output("drift_pct_mpe", N_("Trôi trong một chu kỳ, phần trăm sai số cho phép"), "%", main=True),
        Output("p_value", N_("p của độ dốc"), main=True),
        Output("slope_low", N_("Khoảng của trôi mỗi ngày, dưới"), "own/d"),
        Output("slope_high", N_("Khoảng của trôi mỗi ngày, trên"), "own/d"),
        Output("t", N_("t của độ dốc")),
        Output("s_residual", N_("Độ lệch chuẩn quanh đường thẳng"), OWN_UNIT),
        Output("center", N_("Đường trung tâm"), OWN_UNIT),
        Output("UCL_x", N_("Giới hạn kiểm soát trên"), OWN_UNIT),
        Output("LCL_x", N_("Giới hạn kiểm soát dưới"), OWN_UNIT),
        Output("points_out", N_("Số điểm báo động")),
        Output("r1", N_("Tự tương quan bậc 1")),
        Output("n", N_("Số lần đo")),
    ),
    run=_run,
    tables=(
        TableOut(
            "points",
            N_("Giá trị đo theo thời gian"),
            (
                Output("days", N_("Số ngày"), "d"),
                Output("value", N_("Giá trị đo"), OWN_UNIT),
                Output("out", N_("Ngoài giới hạn")),
            ),
            hidden=True,
        ),
        TableOut(
            "curve",
            N_("Đường thẳng và dải tin cậy"),
            (
                Output("days", N_("Số ngày"), "d"),
                Output("fit", N_("Đường thẳng"), OWN_UNIT),
                Output("low", N_("Dải, dưới"), OWN_UNIT),
                Output("high", N_("Dải, trên"), OWN_UNIT),
            ),
            hidden=True,
        ),
    ),
    formula=("x = a₀ + a₁ t", "a₁ ± t(1 − α/2; n − 2) s/√Stt", "a₁ I"),
    source=(N_("AIAG MSA, xuất bản lần 4, chương III-B"), "NIST/SEMATECH e-Handbook 2.2"),
)

CALCULATIONS = (STABILITY,)
