"""M06: linearity of a measuring system over its range, with lack of fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, SQUARED_UNIT, Calculation, Input, Output, TableOut, unit_in
from app.domain.metrology.methods.bias import DEVIATIONS
from app.domain.metrology.results import Plain, Result, Said, Value, Verdict, missing, said
from app.domain.metrology.shown import at_step, step_beside
from app.domain.metrology.usual_inputs import CONFIDENCE, after_number
from app.wording import N_, _

NO_SCATTER = N_("Các điểm nằm đúng trên đường thẳng: không có độ phân tán để xét.")
NO_REPEATS = N_("Mỗi giá trị quy chiếu chỉ đo một lần: không tách được độ lặp lại.")
ENOUGH_REFERENCES, ENOUGH_READINGS = 5, 10


def _run(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.linearity import banded_line, lack_of_fit, places

    rows = given["data"]
    x = [each["reference"] for each in rows]
    y = [each["value"] - each["reference"] for each in rows]
    references = sorted(set(x))
    if len(references) < 3:
        raise UserError(
            _("Độ tuyến tính cần ít nhất 3 giá trị quy chiếu khác nhau; “data” có {count}.", count=len(references))
        )
    fit = banded_line(x, y, given["confidence"])
    split = lack_of_fit(x, y, fit.line)
    unit = given["unit"]
    groups: dict[float, list[float]] = defaultdict(list)
    for reference, deviation in zip(x, y, strict=True):
        groups[reference].append(deviation)
    values = _line(fit, unit, given)
    values |= {name: _split(split, name, unit) for name in _SPLIT}
    values |= _at_references(fit, groups, unit)
    values["bias_all"] = Value(sum(y) / len(y), unit)
    band = [
        {"reference": at, "fit": fit.line.at(at), "low": fit.band_at(at)[0], "high": fit.band_at(at)[1]}
        for at in places(references[0], references[-1])
    ]
    return Result(
        calculation="linearity",
        version="1",
        values=values,
        verdict=_verdict(given, fit, split, references),
        warnings=tuple(_warnings(fit, split, groups, given)),
        tables={
            "points": [{"reference": at, "deviation": each} for at, each in zip(x, y, strict=True)],
            "band": band,
            "bias": [{"reference": at, "n": len(groups[at]), "bias": _mean(groups[at])} for at in references],
        },
        used=len(rows),
    )


def _mean(values: list[float]) -> float:
    from app.domain.metrology.numerical import mean_of

    return mean_of(values)


def _line(fit: Any, unit: str, given: Mapping[str, Any]) -> dict[str, Value]:
    line, variation = fit.line, given["process_variation"]
    values: dict[str, Value] = {}
    for name, each, own in (("intercept", fit.intercept, unit), ("slope", fit.slope, "")):
        values[name] = Value(each.value, own, low=each.low, high=each.high)
        values[f"se_{name}"] = missing(NO_SCATTER, own) if each.se is None else Value(each.se, own)
        values[f"t_{name}"] = missing(NO_SCATTER) if each.t is None else Value(each.t)
        values[f"p_{name}"] = missing(NO_SCATTER) if each.p is None else Value(each.p)
    values["s_residual"] = Value(line.residual_sd, unit)
    values["r_squared"] = missing(N_("Mọi độ lệch bằng nhau.")) if line.r_squared is None else Value(line.r_squared)
    values[f"t_critical_{line.df_residual}"] = Value(fit.critical)
    values["pct_linearity"] = Value(100 * abs(line.slope), "%")
    values["linearity"] = (
        missing(N_("Chưa có độ biến động của quá trình."), unit)
        if variation is None
        else Value(abs(line.slope) * variation, unit)
    )
    return values


_SPLIT = ("ss_lin", "ss_rep", "f_lack_of_fit", "p_lack_of_fit", "u_LIN", "u_EVR")


def _split(split: Any, name: str, unit: str) -> Value:
    own = {"ss_lin": unit_in(SQUARED_UNIT, unit), "ss_rep": unit_in(SQUARED_UNIT, unit), "u_LIN": unit, "u_EVR": unit}
    if split is None:
        return missing(NO_REPEATS, own.get(name, ""))
    found = {
        "ss_lin": split.ss_lin,
        "ss_rep": split.ss_rep,
        "f_lack_of_fit": split.f,
        "p_lack_of_fit": split.p,
        "u_LIN": split.u_lin,
        "u_EVR": split.u_evr,
    }[name]
    return missing(NO_SCATTER, own.get(name, "")) if found is None else Value(found, own.get(name, ""))


def _at_references(fit: Any, groups: Mapping[float, list[float]], unit: str) -> dict[str, Value]:
    values = {}
    for reference, deviations in groups.items():
        at = f"{reference:g}"
        low, high = fit.band_at(reference)
        values[f"bias_ref{at}"] = Value(_mean(deviations), unit)
        values[f"band_low_at_{at}"] = Value(low, unit)
        values[f"band_high_at_{at}"] = Value(high, unit)
    return values


def _verdict(given: Mapping[str, Any], fit: Any, split: Any, references: list[float]) -> Verdict:
    basis = said(
        N_("Đường độ chệch = 0 phải nằm trong dải tin cậy {confidence} % suốt phạm vi đo (AIAG MSA, xuất bản lần 4)."),
        confidence=100 * given["confidence"],
    )
    ends: dict[str, Plain] = {"low": references[0], "high": references[-1], "unit": after_number(given["unit"])}
    if split is not None and split.p is not None and split.p < given["alpha_lack_of_fit"]:
        return Verdict(
            "bad",
            said(N_("Độ chệch không đi theo đường thẳng (p = {p}): không hiệu chính bằng đường này."), p=split.p),
            basis,
        )
    if fit.zero_inside(references[0], references[-1]):
        return Verdict("ok", said(N_("Độ tuyến tính đạt từ {low} đến {high}{unit}."), **ends), basis)
    if fit.slope.significant:
        step = step_beside(fit.band_at(references[0])[1] - fit.band_at(references[0])[0])
        moved = {
            "first": at_step(fit.line.at(references[0]), step),
            "last": at_step(fit.line.at(references[-1]), step),
        }
        words = N_("Độ tuyến tính không đạt: độ chệch đi từ {first} ở {low} đến {last} ở {high}{unit}.")
        return Verdict("bad", said(words, **ends, **moved), basis)
    return Verdict("bad", said(N_("Độ chệch lệch hẳn khỏi 0 trong phạm vi từ {low} đến {high}{unit}."), **ends), basis)


def _warnings(fit: Any, split: Any, groups: Mapping[float, list[float]], given: Mapping[str, Any]) -> list[Said]:
    warned = []
    if fit.slope.significant:
        warned.append(said(N_("Độ dốc khác 0 có ý nghĩa thống kê (p = {p})."), p=fit.slope.p))
    if fit.intercept.significant:
        warned.append(said(N_("Điểm cắt khác 0 có ý nghĩa thống kê (p = {p})."), p=fit.intercept.p))
    if split is None:
        warned.append(said(NO_REPEATS))
    fewest = min(len(each) for each in groups.values())
    if len(groups) < ENOUGH_REFERENCES or fewest < ENOUGH_READINGS:
        warned.append(
            said(
                N_("{references} giá trị quy chiếu, ít nhất {readings} số đọc mỗi giá trị; nên có 5 và 10."),
                references=len(groups),
                readings=fewest,
            )
        )
    return warned


LINEARITY = Calculation(
    key="linearity",
    method="M06",
    words=N_("Độ tuyến tính"),
    purpose=N_("Cho biết độ chệch có đổi theo giá trị đo trong phạm vi sử dụng hay không."),
    version="1",
    inputs=(
        Input(
            name="data",
            words=N_("Số đọc theo giá trị quy chiếu"),
            kind="table",
            columns=(
                Input(name="part", words=N_("Mẫu"), kind="text", required=False),
                Input(name="reference", words=N_("Giá trị quy chiếu"), unit=OWN_UNIT),
                Input(name="value", words=N_("Số đọc"), unit=OWN_UNIT),
            ),
        ),
        CONFIDENCE,
        Input(
            name="process_variation",
            words=N_("Độ biến động của quá trình (6 s)"),
            unit=OWN_UNIT,
            required=False,
            above=0.0,
        ),
        Input(
            name="alpha_lack_of_fit",
            words=N_("Mức α để bác đường thẳng"),
            setting=True,
            default=0.05,
            above=0.0,
            most=0.5,
            note=N_("ISO 22514-7."),
        ),
    ),
    outputs=(
        Output("slope", N_("Độ dốc của độ chệch"), main=True),
        Output("intercept", N_("Điểm cắt"), OWN_UNIT, main=True),
        Output("pct_linearity", N_("Độ tuyến tính, phần trăm"), "%", main=True),
        Output("linearity", N_("Độ tuyến tính trên độ biến động của quá trình"), OWN_UNIT),
        Output("bias_all", N_("Độ chệch trung bình"), OWN_UNIT),
        Output("bias_ref*", N_("Độ chệch tại {key}"), OWN_UNIT),
        Output("se_slope", N_("Sai số chuẩn của độ dốc")),
        Output("t_slope", N_("t của độ dốc")),
        Output("p_slope", N_("p của độ dốc")),
        Output("se_intercept", N_("Sai số chuẩn của điểm cắt"), OWN_UNIT),
        Output("t_intercept", N_("t của điểm cắt")),
        Output("p_intercept", N_("p của điểm cắt")),
        Output("s_residual", N_("Độ lệch chuẩn quanh đường thẳng"), OWN_UNIT),
        Output("r_squared", "R²"),
        Output("t_critical_*", N_("t tới hạn với {key} bậc tự do")),
        Output("band_low_at_*", N_("Dải tin cậy tại {key}, dưới"), OWN_UNIT),
        Output("band_high_at_*", N_("Dải tin cậy tại {key}, trên"), OWN_UNIT),
        Output("ss_lin", N_("Tổng bình phương do không thẳng"), "own²"),
        Output("ss_rep", N_("Tổng bình phương do lặp lại"), "own²"),
        Output("f_lack_of_fit", N_("F của phép thử độ thẳng")),
        Output("p_lack_of_fit", N_("p của phép thử độ thẳng")),
        Output("u_LIN", N_("Độ không đảm bảo đo chuẩn do độ tuyến tính"), OWN_UNIT),
        Output("u_EVR", N_("Độ không đảm bảo đo chuẩn do độ lặp lại"), OWN_UNIT),
    ),
    run=_run,
    tables=(
        TableOut(
            "bias",
            N_("Độ chệch theo giá trị quy chiếu"),
            (
                Output("reference", N_("Giá trị quy chiếu"), OWN_UNIT),
                Output("n", N_("Số lần đọc")),
                Output("bias", N_("Độ chệch"), OWN_UNIT),
            ),
        ),
        DEVIATIONS,
        TableOut(
            "band",
            N_("Đường thẳng và dải tin cậy"),
            (
                Output("reference", N_("Giá trị quy chiếu"), OWN_UNIT),
                Output("fit", N_("Đường thẳng"), OWN_UNIT),
                Output("low", N_("Dải, dưới"), OWN_UNIT),
                Output("high", N_("Dải, trên"), OWN_UNIT),
            ),
            hidden=True,
        ),
    ),
    formula=(
        "y = a₀ + a₁ x, y = x_ij − x_m,i, s² = SSE/(gm − 2)",
        "a₀ + a₁ x ± t(1 − α/2; gm − 2) s √(1/(gm) + (x − x̄)²/Sxx)",
        "SS_LIN = SSE − SS_rep, F = (SS_LIN/(g − 2))/(SS_rep/(g(m − 1)))",
        "u_LIN = √(SS_LIN/(g − 2)), u_EVR = √(SS_rep/(g(m − 1)))",
    ),
    source=(N_("AIAG MSA, xuất bản lần 4, chương III-B"), N_("ISO 22514-7:2012, 7.1 và phụ lục A")),
)

CALCULATIONS = (LINEARITY,)
