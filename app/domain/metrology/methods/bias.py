"""M06: bias of a measuring system against a reference value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.results import Result, Said, Value, Verdict, located, missing, said
from app.domain.metrology.shown import apart
from app.domain.metrology.usual_inputs import (
    CONFIDENCE,
    READINGS,
    REFERENCE,
    TOLERANCE,
    TOLERANCE_HIGH,
    TOLERANCE_LOW,
    after_number,
    readings_alone,
    tolerance_of,
)
from app.domain.metrology.usual_tables import RUN
from app.wording import N_, _

FEW = 10
DEVIATION, RANGE = "sample standard deviation", "range / d2*"
NO_SPREAD = N_("Mọi số đọc bằng nhau: độ phân giải quá thô để thấy độ lặp lại.")


def _run(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.bias import bias_by_deviation, bias_by_range

    readings, reference, confidence = given["data"], given["reference"], given["confidence"]
    if len(readings) < 2:
        raise UserError(_("Cần ít nhất 2 số đọc trên cùng một mẫu; “data” có {n}.", n=len(readings)))
    size = given["subgroup_size"]
    if size is not None and (len(readings) % size or given["sigma"] != RANGE):
        raise UserError(
            _(
                "{n} số đọc không chia thành nhóm {size} được, hoặc “sigma” không phải “range / d2*”.",
                n=len(readings),
                size=size,
            )
        )
    if given["sigma"] == RANGE:
        found = bias_by_range(readings, reference, confidence, size, given["d2_star"])
    else:
        found = bias_by_deviation(readings, reference, confidence)
    test, unit = found.test, given["unit"]
    expanded = _with_reference(given, test.se)
    values = {
        "n": Value(found.n),
        "mean": located(found.mean, 2 * found.sd / found.n**0.5, unit),
        "bias": Value(test.bias, unit, low=test.low, high=test.high),
        "sd_repeatability": Value(found.sd, unit),
        "range": Value(found.range, unit),
        "d2_star": Value(found.d2_star) if found.d2_star else missing(N_("Chỉ dùng khi ước lượng từ khoảng.")),
        "se_mean": Value(test.se, unit),
        "df": Value(test.df),
        "t": missing(NO_SPREAD) if test.t is None else Value(test.t),
        "p_value": missing(NO_SPREAD) if test.p_value is None else Value(test.p_value),
        "t_critical": Value(test.critical),
        "ci_low": Value(test.low, unit),
        "ci_high": Value(test.high, unit),
        **_shares(given, test.bias),
        "U_bias": missing(N_("Chưa có độ không đảm bảo đo của giá trị quy chiếu."), unit)
        if expanded is None
        else Value(expanded, unit),
    }
    points = [{"reference": reference, "deviation": each - reference} for each in readings]
    return Result(
        calculation="bias",
        version="1",
        values=values,
        verdict=_verdict(given, test, found.n),
        warnings=tuple(_warnings(found.n, found.sd, test.significant)),
        tables={"points": points, "run": [{"order": at, "value": each} for at, each in enumerate(readings, 1)]},
        used=found.n,
    )


def _with_reference(given: Mapping[str, Any], se: float) -> float | None:
    """U of the bias (k = 2): that of its mean and of the reference value together (JCGM 100:2008, 5.1.2)."""
    u95 = given["reference_uncertainty"]
    return None if u95 is None else float(2 * ((u95 / given["reference_factor"]) ** 2 + se**2) ** 0.5)


def _shares(given: Mapping[str, Any], bias: float) -> dict[str, Value]:
    of = {"pct_bias_process": given["process_variation"], "pct_bias_tolerance": tolerance_of(given)}
    why = {
        "pct_bias_process": N_("Chưa có độ biến động của quá trình."),
        "pct_bias_tolerance": N_("Chưa có dung sai hai phía."),
    }
    return {
        name: missing(why[name], "%") if width is None else Value(100 * abs(bias) / width, "%")
        for name, width in of.items()
    }


def _verdict(given: Mapping[str, Any], test: Any, n: int) -> Verdict:
    allowed, unit = given["allowed_bias"], given["unit"]
    basis = said(
        N_("Đạt khi số 0 nằm trong khoảng của độ chệch ở mức tin cậy {confidence} % (AIAG MSA, xuất bản lần 4)."),
        confidence=100 * given["confidence"],
    )
    told = {"bias": test.bias if allowed is None else apart(test.bias, allowed, -allowed), "unit": after_number(unit)}
    if n < FEW:
        return Verdict("none", said(N_("Dưới {few} số đọc trên mẫu: chưa đủ để kết luận."), few=FEW), basis)
    if allowed is not None:
        basis = said(
            N_("Độ chệch cho phép {allowed}{unit}; xét cả khoảng của nó."), allowed=allowed, unit=after_number(unit)
        )
        if max(abs(test.low), abs(test.high)) <= allowed:
            return Verdict("ok", said(N_("Độ chệch {bias}{unit} nằm trong mức cho phép."), **told), basis)
        if min(abs(test.low), abs(test.high)) > allowed and test.low * test.high > 0:
            return Verdict("bad", said(N_("Độ chệch {bias}{unit} vượt mức cho phép."), **told), basis)
        return Verdict("none", said(N_("Độ chệch {bias}{unit} sát mức cho phép: cần thêm số đọc."), **told), basis)
    expanded = _with_reference(given, test.se)
    if test.significant and expanded is not None and abs(test.bias) <= expanded:
        words = N_(
            "Độ chệch {bias}{unit} khác 0 về thống kê, nhưng chưa vượt U {U}{unit} của nó khi kể cả giá trị quy chiếu: "
            "chưa chắc là do phương tiện đo."
        )
        return Verdict("part", said(words, **told, U=apart(expanded, abs(test.bias), digits=2)), basis)
    if test.significant:
        return Verdict(
            "bad", said(N_("Độ chệch {bias}{unit} khác 0 rõ rệt: tìm nguyên nhân hoặc hiệu chính."), **told), basis
        )
    return Verdict("ok", said(N_("Độ chệch {bias}{unit} không phân biệt được với 0."), **told), basis)


def _warnings(n: int, sd: float, significant: bool) -> list[Said]:
    warned = []
    if sd == 0:
        warned.append(said(NO_SPREAD))
    if n >= FEW:
        words = (
            N_("Có ý nghĩa thống kê chưa phải là lớn: so cỡ của độ chệch với dung sai.")
            if significant
            else N_("Không có ý nghĩa thống kê chưa phải là nhỏ: so cỡ của độ chệch với dung sai.")
        )
        warned.append(said(words))
    return warned


DEVIATIONS = TableOut(
    "points",
    N_("Độ lệch của từng số đọc"),
    (
        Output("reference", N_("Giá trị quy chiếu"), OWN_UNIT),
        Output("deviation", N_("Số đọc trừ quy chiếu"), OWN_UNIT),
    ),
    hidden=True,
)

BIAS = Calculation(
    key="bias",
    method="M06",
    words=N_("Độ chệch"),
    purpose=N_("Đo nhiều lần một mẫu đã biết để thấy phương tiện đo lệch bao nhiêu, và có chắc là lệch không."),
    version="1",
    inputs=(
        READINGS,
        replace(REFERENCE, required=True),
        Input(
            name="reference_uncertainty",
            words=N_("Độ không đảm bảo đo mở rộng U của giá trị quy chiếu"),
            unit=OWN_UNIT,
            required=False,
            least=0.0,
            from_study="reference_uncertainty",
        ),
        Input(
            name="reference_factor",
            words=N_("Hệ số phủ k của U ấy"),
            setting=True,
            default=2.0,
            above=0.0,
            from_study="reference_factor",
        ),
        Input(
            name="sigma",
            words=N_("Độ lặp lại ước lượng từ"),
            kind="choice",
            setting=True,
            default=DEVIATION,
            choices=(
                (DEVIATION, N_("độ lệch chuẩn của các số đọc")),
                (RANGE, N_("khoảng chia d2* (AIAG lần 3, biểu đồ kiểm soát)")),
            ),
        ),
        Input(
            name="subgroup_size",
            words=N_("Số đọc trong mỗi nhóm của biểu đồ"),
            kind="integer",
            required=False,
            setting=True,
            least=2,
            note=N_("Chỉ khi ước lượng từ khoảng; để trống: tất cả là một nhóm."),
        ),
        Input(
            name="d2_star",
            words=N_("d2* theo bảng in"),
            required=False,
            setting=True,
            above=0.0,
            note=N_("Để trống thì được tính."),
        ),
        CONFIDENCE,
        Input(
            name="allowed_bias",
            words=N_("Độ chệch cho phép"),
            unit=OWN_UNIT,
            required=False,
            setting=True,
            above=0.0,
            note=N_("Để trống: chỉ xét độ chệch có khác 0 hay không."),
        ),
        Input(
            name="process_variation",
            words=N_("Độ biến động của quá trình (6 s)"),
            unit=OWN_UNIT,
            required=False,
            above=0.0,
        ),
        TOLERANCE,
        TOLERANCE_LOW,
        TOLERANCE_HIGH,
    ),
    outputs=(
        Output("bias", N_("Độ chệch"), OWN_UNIT, main=True),
        Output("ci_low", N_("Khoảng của độ chệch, dưới"), OWN_UNIT, main=True),
        Output("ci_high", N_("Khoảng của độ chệch, trên"), OWN_UNIT, main=True),
        Output("p_value", N_("p của độ chệch"), main=True),
        Output("U_bias", N_("U của độ chệch, kể cả giá trị quy chiếu (k = 2)"), OWN_UNIT, digits=2),
        Output("mean", N_("Trung bình"), OWN_UNIT),
        Output("sd_repeatability", N_("Độ lệch chuẩn lặp lại"), OWN_UNIT),
        Output("range", N_("Khoảng, trung bình các nhóm"), OWN_UNIT),
        Output("d2_star", "d2*"),
        Output("se_mean", N_("Sai số chuẩn của trung bình"), OWN_UNIT),
        Output("df", N_("Bậc tự do")),
        Output("t", N_("t của độ chệch")),
        Output("t_critical", N_("t tới hạn")),
        Output("pct_bias_process", N_("Độ chệch, phần trăm độ biến động của quá trình"), "%"),
        Output("pct_bias_tolerance", N_("Độ chệch, phần trăm dung sai"), "%"),
        Output("n", N_("Số lần đọc")),
    ),
    run=_run,
    tables=(DEVIATIONS, RUN),
    formula=(
        "b = x̄ − x_m, s_b = s/√n",
        "s_b = (R̄/d2*)/√(g m)",
        "t = b/s_b, b ± t(ν; 1 − α/2) s_b",
        "U_b = 2 √(s_b² + (U_ref/k)²)",
    ),
    source=(N_("AIAG MSA, xuất bản lần 4, chương III-B"), N_("AIAG MSA, xuất bản lần 3"), "JCGM 100:2008, 5.1.2"),
    study_kinds=("bias", "type1"),
    adapt=readings_alone,
)

CALCULATIONS = (BIAS,)
