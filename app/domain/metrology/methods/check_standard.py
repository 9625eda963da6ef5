"""M09: today's measurement of a check standard against its history (measurement assurance)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output
from app.domain.metrology.results import Plain, Result, Said, Value, Verdict, located, missing, said
from app.domain.metrology.shown import apart
from app.domain.metrology.usual_inputs import CONFIDENCE, SOME_READINGS, after_number, readings_alone
from app.wording import N_, _

ENOUGH = 12
NO_PRECISION = N_("Cần ít nhất 2 số đọc hôm nay để so độ phân tán.")


def _run(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.check_standards import compare

    accepted, s_process, df = _history(given)
    today, n, s_today, df_today = _today(given)
    unit = given["unit"]
    found = compare(today, accepted, s_process, df, n, given["confidence"])
    usual = compare(today, accepted, s_process, df, n, 0.95)
    values = {
        "today_mean": located(today, found.limit, unit),
        "deviation": Value(today - accepted, unit),
        "t": Value(found.t),
        "limit": Value(found.limit, unit),
        "p_value": Value(found.p_value),
        "in_control": Value(found.in_control),
        "in_control_2sided_5pct": Value(usual.in_control),
        "accepted": located(accepted, found.limit, unit),
        "s_history": Value(s_process, unit),
        "df_history": Value(df),
        **_precision(given, s_today, df_today, s_process, df),
    }
    return Result(
        calculation="check_standard",
        version="1",
        values=values,
        verdict=_verdict(given, values),
        warnings=tuple(_warnings(given, df)),
        tables={"points": [{"order": at, "value": each} for at, each in enumerate(given["history"] or (), 1)]},
        used=len(given["history"] or ()) + n,
    )


def _history(given: Mapping[str, Any]) -> tuple[float, float, float]:
    """Accepted value, process standard deviation and its degrees of freedom: as given, else from the history."""
    from app.domain.metrology.type1 import spread

    history = given["history"] or []
    told = [given["accepted_value"], given["s_process"], given["df"]]
    if len(history) > 1:
        past = spread(history)
        told = [
            mine if mine is not None else its for mine, its in zip(told, (past.mean, past.s, past.n - 1), strict=True)
        ]
    accepted, s_process, df = told
    if accepted is None or s_process is None or df is None:
        raise UserError(_("Thiếu lịch sử: cần “accepted_value”, “s_process”, “df”, hoặc ít nhất 2 giá trị “history”."))
    if s_process <= 0:
        raise UserError(_("Các giá trị lịch sử bằng nhau: không có độ phân tán để so. Kiểm tra độ phân giải."))
    return float(accepted), float(s_process), float(df)


def _today(given: Mapping[str, Any]) -> tuple[float, int, float | None, float | None]:
    """Today's mean, the number of readings behind it, their spread and its degrees of freedom where there are any."""
    from app.domain.metrology.type1 import spread

    readings = given["data"] or []
    if len(readings) > 1:
        found = spread(readings)
        return found.mean, found.n, found.s, float(found.n - 1)
    value = readings[0] if readings else given["today"]
    if value is None:
        raise UserError(_("Chưa có giá trị đo hôm nay: ghi “today” hoặc các số đọc “data”."))
    n = 1 if readings else given["n_today"]
    df_today = given["df_today"] if given["df_today"] is not None else (n - 1 if n > 1 else None)
    return float(value), int(n), given["s_today"], df_today


def _precision(
    given: Mapping[str, Any], s_today: float | None, df_today: float | None, s_process: float, df: float
) -> dict[str, Value]:
    from app.domain.metrology.check_standards import compare_precision

    names = ("F", "F_critical", "p_precision", "precision_in_control")
    if s_today is None or df_today is None:
        return {name: missing(NO_PRECISION) for name in names} | {"s_today": missing(NO_PRECISION, given["unit"])}
    found = compare_precision(s_today, df_today, s_process, df, given["confidence"])
    told = (found.f, found.critical, found.p_value, found.in_control)
    return {name: Value(each) for name, each in zip(names, told, strict=True)} | {
        "s_today": Value(s_today, given["unit"])
    }


def _verdict(given: Mapping[str, Any], values: Mapping[str, Value]) -> Verdict:
    basis = said(
        N_(
            "|C − A| ≤ t·s/√n hai phía và s²/s_p² ≤ F một phía, mức tin cậy {confidence} % (NIST e-Handbook, chương 2)."
        ),
        confidence=100 * given["confidence"],
    )
    deviation, limit = float(values["deviation"].value or 0), float(values["limit"].value or 0)
    told: dict[str, Plain] = {
        "deviation": apart(deviation, limit, -limit),
        "limit": limit,
        "unit": after_number(given["unit"]),
    }
    if not values["in_control"].value:
        return Verdict(
            "bad",
            said(
                N_("Mất kiểm soát: lệch {deviation}{unit}, cho phép {limit}{unit}. Dừng đo và tìm nguyên nhân."),
                **told,
            ),
            basis,
        )
    if values["precision_in_control"].value is False:
        return Verdict("bad", said(N_("Giá trị đúng nhưng độ phân tán hôm nay lớn hơn thường lệ.")), basis)
    return Verdict("ok", said(N_("Trong kiểm soát: lệch {deviation}{unit}, cho phép {limit}{unit}."), **told), basis)


def _warnings(given: Mapping[str, Any], df: float) -> list[Said]:
    if df + 1 < ENOUGH:
        return [said(N_("Lịch sử chỉ có {df} bậc tự do: giới hạn là tạm tính."), df=df)]
    return []


CHECK_STANDARD = Calculation(
    key="check_standard",
    method="M09",
    words=N_("Mẫu kiểm tra"),
    purpose=N_("So lần đo mẫu kiểm tra hôm nay với lịch sử của nó để biết quá trình đo còn trong kiểm soát không."),
    version="1",
    inputs=(
        Input(name="today", words=N_("Giá trị đo hôm nay"), unit=OWN_UNIT, required=False),
        Input(name="n_today", words=N_("là trung bình của bao nhiêu số đọc"), kind="integer", default=1, least=1),
        SOME_READINGS,
        Input(name="accepted_value", words=N_("Giá trị chấp nhận"), unit=OWN_UNIT, required=False),
        Input(name="s_process", words=N_("Độ lệch chuẩn của quá trình đo"), unit=OWN_UNIT, required=False, above=0.0),
        Input(name="df", words=N_("Bậc tự do của nó"), required=False, above=0.0),
        Input(
            name="history",
            words=N_("hoặc các giá trị đã đo trước đây"),
            kind="numbers",
            unit=OWN_UNIT,
            required=False,
        ),
        Input(
            name="s_today", words=N_("Độ lệch chuẩn của các số đọc hôm nay"), unit=OWN_UNIT, required=False, least=0.0
        ),
        Input(name="df_today", words=N_("Bậc tự do hôm nay"), required=False, above=0.0),
        CONFIDENCE,
    ),
    outputs=(
        Output("in_control", N_("Trong kiểm soát"), main=True),
        Output("deviation", N_("Lệch khỏi giá trị chấp nhận"), OWN_UNIT, main=True),
        Output("limit", N_("Lệch nhiều nhất"), OWN_UNIT, main=True),
        Output("t", N_("t của độ lệch")),
        Output("p_value", N_("p của độ lệch")),
        Output("in_control_2sided_5pct", N_("Trong kiểm soát, hai phía 5 %")),
        Output("precision_in_control", N_("Độ phân tán trong kiểm soát")),
        Output("F", N_("F, tỷ số phương sai")),
        Output("F_critical", N_("F tới hạn")),
        Output("p_precision", N_("p của tỷ số phương sai")),
        Output("today_mean", N_("Trung bình hôm nay"), OWN_UNIT),
        Output("accepted", N_("Giá trị chấp nhận đã dùng"), OWN_UNIT),
        Output("s_history", N_("Độ lệch chuẩn quá trình đã dùng"), OWN_UNIT),
        Output("df_history", N_("Bậc tự do đã dùng")),
        Output("s_today", N_("Độ lệch chuẩn của các số đọc hôm nay"), OWN_UNIT),
    ),
    run=_run,
    tables=(),
    formula=("|C − A| ≤ t(1 − α/2; ν) s_p/√n", "s²/s_p² ≤ F(1 − α; ν₁, ν)"),
    source=(N_("NIST/SEMATECH e-Handbook, chương 2"),),
    adapt=readings_alone,
)

CALCULATIONS = (CHECK_STANDARD,)
