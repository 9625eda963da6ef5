"""What the calculations of measuring capability (M04) answer. numpy and scipy are imported when one runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.results import Result, Said, Value, Verdict, located, missing, said
from app.domain.metrology.shown import apart
from app.domain.metrology.uncertainty_inputs import known, u_cal, u_re, width
from app.wording import N_, _

ENOUGH, FEW = 30, 10
NO_TOLERANCE = N_("Chưa có dung sai hai phía của đặc tính.")


def run_measuring_system(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.capability import budget

    readings = given["data"] or []
    told, n = _told_by_readings(given)
    u_bi = given["u_BI"] if given["u_BI"] is not None else told.get("u_BI")
    u_evr = given["u_EVR"] if given["u_EVR"] is not None else told.get("u_EVR")
    if u_evr is None:
        raise UserError(_("Thiếu độ lặp lại: cần ít nhất 2 số đọc trên mẫu (“data”), hoặc “u_EVR”."))
    parts = {"u_CAL": u_cal(given), "u_RE": u_re(given), "u_EVR": u_evr, "u_BI": u_bi, "u_LIN": given["u_LIN"]}
    found = budget(known(parts, given), largest_of=("u_EVR", "u_RE"))
    values = _values(given, found, "MS")
    values |= {name: _part(parts[name], given["unit"]) for name in parts}
    for name in ("mean", "bias"):
        values[name] = Value(told[name], given["unit"]) if name in told else missing(_LACK[name], given["unit"])
    if "mean" in told:
        values["mean"] = located(told["mean"], told["u_EVR"], given["unit"])
    values["n"] = Value(n) if n is not None else missing(N_("Không nêu số lần đọc của u_EVR."))
    few = n is not None and n < FEW
    return _result("measuring_system", given, found, values, "MS", len(readings), n, few=few)


def run_measuring_process(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.capability import budget

    study = _from_gauge_rr(given) if given["data"] else {}
    parts = {"u_CAL": u_cal(given), "u_RE": u_re(given)}
    parts |= {name: given[name] for name in ("u_EVR", "u_BI", "u_LIN")}
    parts |= {name: study.get(name, given[name]) for name in ("u_EVO", "u_AV", "u_IA")}
    if all(parts[name] is None for name in ("u_EVR", "u_EVO", "u_AV")):
        raise UserError(_("Thiếu độ lặp lại và độ tái lập: cần “data” của một nghiên cứu R&R, hoặc “u_EVO”, “u_AV”."))
    found = budget(known(parts, given), largest_of=("u_EVR", "u_EVO", "u_RE"))
    values = _values(given, found, "MP") | {name: _part(parts[name], given["unit"]) for name in parts}
    return _result("measuring_process", given, found, values, "MP", len(given["data"] or ()), None)


_LACK = {
    "mean": N_("Không có số đọc trên mẫu chuẩn."),
    "bias": N_("Cần số đọc trên mẫu chuẩn và giá trị quy chiếu."),
}


def _told_by_readings(given: Mapping[str, Any]) -> tuple[dict[str, float], int | None]:
    """mean, bias, u_EVR = s and u_BI = |bias|/sqrt(3), as far as readings and reference allow; and their number."""
    from app.domain.metrology.type1 import cleaned_bias, spread

    readings = given["data"] or []
    if len(readings) < 2:
        told = {} if given["bias"] is None else {"bias": given["bias"], "u_BI": abs(given["bias"]) / 3**0.5}
        return told, given["n_EVR"]
    found = spread(readings)
    told = {"mean": found.mean, "u_EVR": found.s}
    bias = given["bias"]
    if bias is None and given["reference"] is not None:
        bias = cleaned_bias(found.mean, given["reference"], width(given))
    if bias is not None:
        told |= {"bias": bias, "u_BI": abs(bias) / 3**0.5}
    return told, found.n if given["u_EVR"] is None else given["n_EVR"]


def _from_gauge_rr(given: Mapping[str, Any]) -> dict[str, float]:
    """u_EVO, u_AV, u_IA of a crossed study by analysis of variance, at the pooling level given."""
    from app.domain.metrology.anova import crossed
    from app.domain.metrology.gauge_rr import crossed_components
    from app.domain.metrology.gauge_rr_readings import balanced_cube, need_trials, readings_of

    readings = readings_of(given["data"])
    need_trials(readings)
    cube = balanced_cube(readings)
    shape = (cube.shape[0], cube.shape[1], cube.shape[2])
    parts = crossed_components(crossed(cube), shape, given["alpha_pool"]).components.clamped
    return {
        "u_EVO": parts["repeatability"] ** 0.5,
        "u_AV": parts["operator"] ** 0.5,
        "u_IA": parts["interaction"] ** 0.5,
    }


def _part(u: float | None, unit: str) -> Value:
    return Value(float(u), unit) if u is not None else missing(N_("Không khai báo thành phần này."), unit)


def _values(given: Mapping[str, Any], found: Any, level: str) -> dict[str, Value]:
    from app.domain.metrology.capability import process_index, system_index

    tolerance, unit = width(given), given["unit"]
    index = system_index if level == "MS" else process_index
    values = {f"u_{level}": Value(found.combined, unit), f"U_{level}": Value(found.expanded, unit)}
    most = given[f"Q_{level}_max_percent"]
    values["minimum_tolerance"] = Value(found.least_tolerance(most), unit)
    if tolerance is None:
        for name, its in ((f"Q_{level}_percent", "%"), (f"C_{level}", ""), ("resolution_percent", "%")):
            values[name] = missing(NO_TOLERANCE, its)
        return values
    values[f"Q_{level}_percent"] = Value(found.ratio_percent(tolerance), "%")
    values[f"C_{level}"] = (
        Value(index(tolerance, found.combined))
        if found.combined > 0
        else missing(N_("Mọi thành phần đều bằng 0: kiểm tra lại số liệu."))
    )
    step = given["resolution"]
    values["resolution_percent"] = (
        Value(100 * step / tolerance, "%") if step is not None else missing(N_("Chưa có độ phân giải."), "%")
    )
    return values


def _result(
    key: str,
    given: Mapping[str, Any],
    found: Any,
    values: dict[str, Value],
    level: str,
    used: int,
    n: int | None,
    *,
    few: bool = False,
) -> Result:
    listed = [name for name, each in values.items() if name.startswith("u_") and name != f"u_{level}" and each.value]
    names = listed + [each["name"] for each in given["others"] or ()]
    sizes = {each["name"]: each["u"] for each in given["others"] or ()}
    rows = [
        {
            "component": name,
            "u": sizes[name] if name in sizes else values[name].value,
            "counted": name in found.counted,
            "share_percent": found.share_percent(name),
        }
        for name in names
    ]
    return Result(
        calculation=key,
        version="1",
        values=values,
        verdict=_verdict(given, values, level, few=few),
        warnings=tuple(_warnings(given, values, found, n)),
        tables={"components": rows},
        used=used,
    )


def _verdict(given: Mapping[str, Any], values: Mapping[str, Value], level: str, *, few: bool) -> Verdict:
    q, most = values[f"Q_{level}_percent"], given[f"Q_{level}_max_percent"]
    basis = said(
        N_("Q ≤ {most} %, độ phân giải ≤ {resolution} % dung sai (ISO 22514-7, VDA 5)."),
        most=most,
        resolution=given["resolution_max_percent"],
    )
    if few:
        return Verdict("none", said(N_("Dưới {few} số đọc trên mẫu: chưa đủ để kết luận."), few=FEW), basis)
    if q.value is None:
        return Verdict("none", said(N_("Chưa có dung sai nên chưa kết luận được năng lực đo.")), basis)
    size = float(q.value)
    coarse = values["resolution_percent"].value
    if size <= most and (coarse is None or float(coarse) <= given["resolution_max_percent"]):
        return Verdict("ok", said(_GOOD[level], q=apart(size, most), most=most), basis)
    if size <= most:
        return Verdict("part", said(N_("Độ phân giải quá thô so với dung sai ({share} %)."), share=coarse), basis)
    return Verdict("bad", said(_BAD[level], q=apart(size, most), most=most), basis)


_GOOD = {
    "MS": N_("Hệ thống đo đủ năng lực: độ không đảm bảo đo chiếm {q} % dung sai, cho phép {most} %."),
    "MP": N_("Quá trình đo đủ năng lực: độ không đảm bảo đo chiếm {q} % dung sai, cho phép {most} %."),
}
_BAD = {
    "MS": N_("Hệ thống đo chưa đủ năng lực: độ không đảm bảo đo chiếm {q} % dung sai, cho phép {most} %."),
    "MP": N_("Quá trình đo chưa đủ năng lực: độ không đảm bảo đo chiếm {q} % dung sai, cho phép {most} %."),
}


def _warnings(given: Mapping[str, Any], values: Mapping[str, Value], found: Any, n: int | None) -> list[Said]:
    warned = []
    if "u_RE" in found.counted and values["u_EVR"].available:
        warned.append(said(N_("Độ phân giải lấn át độ lặp lại: chỉ tính thành phần do độ phân giải.")))
    if values["u_CAL"].value is None:
        warned.append(said(N_("Chưa tính độ không đảm bảo đo của mẫu chuẩn.")))
    if values["u_BI"].value is None:
        warned.append(said(N_("Chưa tính độ chệch: thiếu giá trị quy chiếu.")))
    if n is not None and FEW <= n < ENOUGH:
        warned.append(said(N_("{n} số đọc trên mẫu; nên có ít nhất {enough}."), n=n, enough=ENOUGH))
    least = given["C_min"]
    for name in ("C_MS", "C_MP"):
        if name in values and values[name].value is not None and float(values[name].value or 0) < least:
            warned.append(
                said(N_("Chỉ số {name} = {size} dưới {least}."), name=name, size=values[name].value, least=least)
            )
    return warned
