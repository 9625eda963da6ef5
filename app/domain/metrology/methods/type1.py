"""M05: type 1 study of a measuring system on one master, Cg and Cgk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output
from app.domain.metrology.results import Result, Said, Value, Verdict, located, missing, said
from app.domain.metrology.shown import apart
from app.domain.metrology.usual_inputs import (
    CONFIDENCE,
    READINGS,
    REFERENCE,
    RESOLUTION,
    RESOLUTION_LIMIT,
    TOLERANCE,
    TOLERANCE_HIGH,
    TOLERANCE_LOW,
    readings_alone,
    tolerance_of,
)
from app.domain.metrology.usual_tables import RUN
from app.wording import N_, _

FEW, USABLE, ENOUGH = 10, 25, 50
NO_REFERENCE = N_("Chưa có giá trị quy chiếu.")
NO_TOLERANCE = N_("Chưa có dung sai hai phía.")
NO_SPREAD = N_("Mọi số đọc bằng nhau: độ phân giải quá thô để thấy độ lặp lại.")


def _run(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.type1 import spread

    readings, unit = given["data"], given["unit"]
    if len(readings) < 2:
        raise UserError(_("Cần ít nhất 2 số đọc trên cùng một mẫu; “data” có {n}.", n=len(readings)))
    found = spread(readings)
    values = {
        "n": Value(found.n),
        "mean": located(found.mean, 2 * found.s / found.n**0.5, unit),
        "s": Value(found.s, unit),
    }
    values["six_s"] = Value(6 * found.s, unit)
    values |= _bias(given) | _indices(given, found.s)
    tolerance, reference = tolerance_of(given), given["reference"]
    reach = None if tolerance is None else given["K_percent"] / 200 * tolerance
    for name, sign in (("limit_low", -1), ("limit_high", 1)):
        values[name] = (
            missing(NO_REFERENCE if reference is None else NO_TOLERANCE, unit)
            if reach is None or reference is None
            else located(reference + sign * reach, reach, unit)
        )
    return Result(
        calculation="type1",
        version="1",
        values=values,
        verdict=_verdict(given, values, found.n),
        warnings=tuple(_warnings(given, values, found.n)),
        tables={"run": [{"order": order, "value": each} for order, each in enumerate(readings, 1)]},
        used=found.n,
    )


def _bias(given: Mapping[str, Any]) -> dict[str, Value]:
    from app.domain.metrology.type1 import bias_of

    unit, tolerance = given["unit"], tolerance_of(given)
    names = ("bias", "bias_pct_tolerance", "t", "p_value", "bias_ci_low", "bias_ci_high")
    if given["reference"] is None:
        return {name: missing(NO_REFERENCE, _UNITS.get(name, unit)) for name in names}
    test = bias_of(given["data"], given["reference"], given["confidence"], tolerance)
    share = missing(NO_TOLERANCE, "%") if tolerance is None else Value(100 * abs(test.bias) / tolerance, "%")
    return {
        "bias": Value(test.bias, unit, low=test.low, high=test.high),
        "bias_pct_tolerance": share,
        "t": missing(NO_SPREAD) if test.t is None else Value(test.t),
        "p_value": missing(NO_SPREAD) if test.p_value is None else Value(test.p_value),
        "bias_ci_low": Value(test.low, unit),
        "bias_ci_high": Value(test.high, unit),
    }


_UNITS = {"bias_pct_tolerance": "%", "t": "", "p_value": ""}


def _indices(given: Mapping[str, Any], s: float) -> dict[str, Value]:
    from app.domain.metrology.type1 import cg, cgk, cleaned_bias, spread

    tolerance, reference = tolerance_of(given), given["reference"]
    k_percent, multiple = given["K_percent"], given["L"]
    step = given["resolution"]
    values = {
        "resolution_percent": missing(N_("Chưa có độ phân giải hoặc dung sai."), "%")
        if step is None or tolerance is None
        else Value(100 * step / tolerance, "%")
    }
    percents = ("pct_var_repeatability", "pct_var_repeatability_and_bias")
    why = NO_TOLERANCE if tolerance is None else NO_SPREAD if s <= 0 else None
    if tolerance is None or why is not None:
        values |= {name: missing(why or NO_TOLERANCE) for name in ("Cg", "Cgk")}
        return values | {name: missing(why or NO_TOLERANCE, "%") for name in percents}
    repeatability = cg(tolerance, s, k_percent, multiple)
    values |= {"Cg": _with_interval(repeatability, given), percents[0]: Value(k_percent / repeatability, "%")}
    if reference is None:
        return values | {"Cgk": missing(NO_REFERENCE), percents[1]: missing(NO_REFERENCE, "%")}
    both = cgk(tolerance, s, cleaned_bias(spread(given["data"]).mean, reference, tolerance), k_percent, multiple)
    too_far = missing(N_("Riêng độ chệch đã vượt phần dung sai cho phép (Cgk ≤ 0)."), "%")
    return values | {"Cgk": Value(both), percents[1]: Value(k_percent / both, "%") if both > 0 else too_far}


def _with_interval(index: float, given: Mapping[str, Any]) -> Value:
    """Cg rests on s alone: its limits are those of s by chi-square."""
    from app.domain.metrology.type1 import interval_factors

    low, high = interval_factors(len(given["data"]), given["confidence"])
    return Value(index, low=index * low, high=index * high)


def _verdict(given: Mapping[str, Any], values: Mapping[str, Value], n: int) -> Verdict:
    least = given["Cg_min"]
    basis = said(
        N_("Cg và Cgk ≥ {least} với K = {k} % dung sai, L = {l} lần s (AIAG MSA, VDA 5)."),
        least=least,
        k=given["K_percent"],
        l=given["L"],
    )
    repeatability, both = values["Cg"].value, values["Cgk"].value
    if n < FEW:
        return Verdict("none", said(N_("Dưới {few} số đọc trên mẫu: chưa đủ để kết luận."), few=FEW), basis)
    if repeatability is None:
        return Verdict("none", values["Cg"].why or said(NO_TOLERANCE), basis)
    told = {"cg": apart(float(repeatability), least), "least": least}
    if both is not None:
        told["cgk"] = apart(float(both), least)
    if float(repeatability) < least or (both is not None and float(both) < least):
        if both is not None:
            return Verdict(
                "bad", said(N_("Thiết bị đo chưa đủ năng lực: Cg = {cg}, Cgk = {cgk}, cần {least}."), **told), basis
            )
        return Verdict("bad", said(N_("Độ lặp lại chưa đủ: Cg = {cg}, cần {least}."), **told), basis)
    if both is None:
        told_half = said(
            N_("Độ lặp lại đủ (Cg = {cg}); độ chệch chưa xét vì thiếu giá trị quy chiếu."), cg=repeatability
        )
        return Verdict("part", told_half, basis)
    return Verdict("ok", said(N_("Thiết bị đo đủ năng lực: Cg = {cg}, Cgk = {cgk}, cần {least}."), **told), basis)


def _warnings(given: Mapping[str, Any], values: Mapping[str, Value], n: int) -> list[Said]:
    warned = []
    if FEW <= n < ENOUGH:
        words = (
            N_("{n} số đọc: dùng được, nhưng nên có {enough}.")
            if n >= USABLE
            else N_("{n} số đọc là ít: nên có {enough}.")
        )
        warned.append(said(words, n=n, enough=ENOUGH))
    if float(values["s"].value or 0) == 0:
        warned.append(said(NO_SPREAD))
    size = values["Cg"]
    if size.low is not None and size.high is not None and size.low < given["Cg_min"] <= size.high:
        words = N_(
            "Khoảng tin cậy {confidence} % của Cg là {low}–{high}, trùm {least}: thêm số đọc thì kết luận chắc hơn."
        )
        warned.append(
            said(
                words,
                confidence=100 * given["confidence"],
                low=apart(size.low, given["Cg_min"], digits=3),
                high=apart(size.high, given["Cg_min"], digits=3),
                least=given["Cg_min"],
            )
        )
    p_value, share = values["p_value"].value, values["resolution_percent"].value
    if p_value is not None:
        words = (
            N_("Độ chệch khác 0 có ý nghĩa thống kê (p = {p}); cỡ của nó xét riêng bằng Cgk.")
            if float(p_value) < 1 - given["confidence"]
            else N_("Độ chệch không khác 0 có ý nghĩa thống kê (p = {p}); điều đó không làm cho thiết bị đủ năng lực.")
        )
        warned.append(said(words, p=p_value))
    if share is not None and float(share) > given["resolution_max_percent"]:
        warned.append(said(N_("Độ phân giải quá thô so với dung sai ({share} %)."), share=share))
    return warned


TYPE1 = Calculation(
    key="type1",
    method="M05",
    words=N_("Năng lực thiết bị đo (loại 1)"),
    purpose=N_("Đo nhiều lần một mẫu đã biết để thấy thiết bị đo lặp lại và đúng tới đâu so với dung sai."),
    version="1",
    inputs=(
        READINGS,
        REFERENCE,
        TOLERANCE,
        TOLERANCE_LOW,
        TOLERANCE_HIGH,
        RESOLUTION,
        Input(
            name="K_percent",
            words=N_("K, phần trăm dung sai dành cho thiết bị đo"),
            unit="%",
            setting=True,
            default=20.0,
            above=0.0,
            note=N_("Thường 20; có nơi dùng 15."),
        ),
        Input(
            name="L",
            words=N_("L, số lần độ lệch chuẩn"),
            setting=True,
            default=6.0,
            above=0.0,
            note=N_("Thường 6; có nơi dùng 4."),
        ),
        CONFIDENCE,
        Input(
            name="Cg_min",
            words=N_("Cg và Cgk ít nhất"),
            setting=True,
            default=1.33,
            above=0.0,
            note=N_("AIAG MSA, xuất bản lần 4; VDA 5."),
        ),
        RESOLUTION_LIMIT,
    ),
    outputs=(
        Output("Cg", "Cg", main=True),
        Output("Cgk", "Cgk", main=True),
        Output("bias", N_("Độ chệch"), OWN_UNIT, main=True),
        Output("s", N_("Độ lệch chuẩn"), OWN_UNIT, main=True),
        Output("mean", N_("Trung bình"), OWN_UNIT),
        Output("n", N_("Số lần đọc")),
        Output("six_s", N_("Sáu lần độ lệch chuẩn"), OWN_UNIT),
        Output("bias_pct_tolerance", N_("Độ chệch, phần trăm dung sai"), "%"),
        Output("pct_var_repeatability", N_("Phần dung sai do độ lặp lại"), "%"),
        Output("pct_var_repeatability_and_bias", N_("Phần dung sai do độ lặp lại và độ chệch"), "%"),
        Output("t", N_("t của độ chệch")),
        Output("p_value", N_("p của độ chệch")),
        Output("bias_ci_low", N_("Khoảng của độ chệch, dưới"), OWN_UNIT),
        Output("bias_ci_high", N_("Khoảng của độ chệch, trên"), OWN_UNIT),
        Output("limit_low", N_("Quy chiếu trừ K/2 phần trăm dung sai"), OWN_UNIT),
        Output("limit_high", N_("Quy chiếu cộng K/2 phần trăm dung sai"), OWN_UNIT),
        Output("resolution_percent", N_("Độ phân giải, phần trăm dung sai"), "%"),
    ),
    run=_run,
    tables=(RUN,),
    formula=(
        "Cg = (K/100) T/(L s)",
        "Cgk = ((K/200) T − |x̄ − x_m|)/((L/2) s)",
        "t = (x̄ − x_m) √n/s, ν = n − 1",
    ),
    source=(N_("AIAG MSA, xuất bản lần 4"), "VDA 5 (2011)", "ISO 22514-7:2012"),
    study_kinds=("type1",),
    adapt=readings_alone,
)

CALCULATIONS = (TYPE1,)
