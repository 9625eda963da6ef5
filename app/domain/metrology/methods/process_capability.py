"""M04: capability of the production process, as observed and as it really is behind the measuring process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.results import NO_VERDICT, Result, Said, Value, Verdict, located, missing, said
from app.domain.metrology.shown import apart
from app.domain.metrology.usual_inputs import (
    CONFIDENCE,
    SOME_READINGS,
    TOLERANCE_HIGH,
    TOLERANCE_LOW,
    readings_alone,
    tolerance_of,
)
from app.wording import N_, _

FEW, ENOUGH = 10, 50
NO_SPREAD = N_("Mọi số đọc bằng nhau: độ phân giải quá thô để thấy độ phân tán.")
ONE_SIDED = N_("Dung sai chỉ có một phía.")


def _run(given: Mapping[str, Any]) -> Result:
    low, high = given["tolerance_low"], given["tolerance_high"]
    if low is None and high is None:
        raise UserError(_("Thiếu giới hạn: ghi “tolerance_low”, “tolerance_high” hoặc cả hai."))
    tolerance_of(given)
    mean, s, n = _center_and_spread(given)
    unit = given["unit"]
    values = {"n": _count(n), "mean": located(mean, 2 * s / (n or 1) ** 0.5, unit), "s": Value(s, unit)}
    values |= _indices(given, mean, s, n)
    readings = given["data"] or []
    values["p_normal"] = _normality(readings)
    return Result(
        calculation="process_capability",
        version="1",
        values=values,
        verdict=_verdict(given, values, n),
        warnings=tuple(_warnings(values, n)),
        tables={"readings": [{"order": order, "value": each} for order, each in enumerate(readings, 1)]},
        used=len(readings),
    )


def _count(n: int | None) -> Value:
    return Value(n) if n is not None else missing(N_("Không nêu số giá trị."))


def _center_and_spread(given: Mapping[str, Any]) -> tuple[float, float, int | None]:
    from app.domain.metrology.type1 import spread

    readings = given["data"] or []
    if readings:
        if len(readings) < 2:
            raise UserError(_("“data” cần ít nhất 2 số đọc để tính độ phân tán."))
        found = spread(readings)
        return found.mean, found.s, found.n
    if given["mean"] is None or given["s"] is None:
        raise UserError(_("Thiếu số liệu: ghi các số đọc (“data”), hoặc trung bình “mean” và độ lệch chuẩn “s”."))
    return given["mean"], given["s"], given["n"]


def _indices(given: Mapping[str, Any], mean: float, s: float, n: int | None) -> dict[str, Value]:
    from app.domain.metrology.capability import capability_indices, cp_limits, cpk_limits, share_outside

    low, high = given["tolerance_low"], given["tolerance_high"]
    if s <= 0:
        return {name: missing(NO_SPREAD) for name in ("Cp", "k", "Cpu", "Cpl", "Cpk", "ppm_outside")}
    found = capability_indices(mean, s, low, high)
    values = {
        "Cp": missing(ONE_SIDED) if found.cp is None else Value(found.cp),
        "k": missing(ONE_SIDED) if found.k is None else Value(found.k),
        "Cpu": missing(N_("Không có giới hạn trên.")) if found.cpu is None else Value(found.cpu),
        "Cpl": missing(N_("Không có giới hạn dưới.")) if found.cpl is None else Value(found.cpl),
        "Cpk": Value(found.cpk),
        "ppm_outside": Value(1e6 * share_outside(mean, s, low, high), "ppm"),
    }
    if n is not None and n > 2:
        confidence = given["confidence"]
        if found.cp is not None:
            least, most = cp_limits(found.cp, n, confidence)
            values["Cp"] = replace(values["Cp"], low=least, high=most)
        least, most = cpk_limits(found.cpk, n, confidence)
        values["Cpk"] = replace(values["Cpk"], low=least, high=most)
    return values


def _normality(readings: list[float]) -> Value:
    """p of the test by Shapiro and Wilk."""
    if not 8 <= len(readings) <= 5000 or min(readings) == max(readings):
        return missing(N_("Cần từ 8 đến 5000 số đọc khác nhau để thử phân bố chuẩn."))
    from scipy import stats

    return Value(float(stats.shapiro(readings).pvalue))


def _verdict(given: Mapping[str, Any], values: Mapping[str, Value], n: int | None) -> Verdict:
    cpk, least = values["Cpk"], given["Cpk_min"]
    basis = said(
        N_("Cpk ≥ {least} theo thỏa thuận; khoảng ở mức tin cậy {confidence} %."),
        least=least,
        confidence=100 * given["confidence"],
    )
    if cpk.value is None:
        return Verdict("none", said(NO_SPREAD), basis)
    if n is not None and n < FEW:
        return Verdict("none", said(N_("Dưới {few} giá trị: chưa đủ để kết luận."), few=FEW), basis)
    size = float(cpk.value)
    low = cpk.low if cpk.low is not None else size
    high = cpk.high if cpk.high is not None else size
    if low >= least:
        return Verdict(
            "ok",
            said(N_("Quá trình đủ năng lực: Cpk = {cpk}, cần {least}."), cpk=apart(size, least), least=least),
            basis,
        )
    if high < least:
        told = said(N_("Quá trình chưa đủ năng lực: Cpk = {cpk}, cần {least}."), cpk=apart(size, least), least=least)
        return Verdict("bad", told, basis)
    told = said(
        N_("Chưa đủ số liệu để kết luận: Cpk nằm giữa {low} và {high}, mức cần là {least}."),
        low=None if cpk.low is None else apart(cpk.low, least),
        high=None if cpk.high is None else apart(cpk.high, least),
        least=least,
    )
    return Verdict("none", told, basis)


def _warnings(values: Mapping[str, Value], n: int | None) -> list[Said]:
    warned = []
    if n is None:
        warned.append(said(N_("Không nêu số giá trị nên không có khoảng tin cậy.")))
    elif FEW <= n < ENOUGH:
        warned.append(said(N_("{n} giá trị; nên có ít nhất {enough} để Cpk đủ chắc."), n=n, enough=ENOUGH))
    p_normal = values["p_normal"].value
    if p_normal is not None and float(p_normal) < 0.01:
        warned.append(
            said(N_("Số liệu khó coi là phân bố chuẩn (p = {p}): tỷ lệ ngoài giới hạn chỉ để tham khảo."), p=p_normal)
        )
    return warned


def _run_real(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.capability import real_index

    q = given["Q_MP"] if given["Q_MP"] is not None else given["Q_MP_percent"]
    if q is None:
        raise UserError(_("Thiếu Q_MP: ghi “Q_MP” (0,2) hoặc “Q_MP_percent” (20)."))
    share = q if given["Q_MP"] is not None else q / 100
    found = real_index(given["C_observed"], share)
    if found is None:
        real = missing(N_("Riêng quá trình đo đã phân tán bằng hoặc hơn những gì quan sát được."))
        verdict = Verdict(
            "none", said(N_("Không tính được năng lực thật: quá trình đo phân tán quá lớn.")), said(_REAL_BASIS)
        )
    else:
        real = Value(found)
        verdict = Verdict(
            NO_VERDICT.state, said(_REAL, real=apart(found, digits=3), observed=given["C_observed"]), said(_REAL_BASIS)
        )
    return Result(calculation="real_capability", version="1", values={"C_real": real}, verdict=verdict, used=1)


_REAL_BASIS = N_("1/C² quan sát = 1/C² thật + 2,25 Q² (ISO 22514-7:2012, phụ lục A).")
_REAL = N_("Năng lực thật của quá trình là {real}; phép đo làm nó hiện ra chỉ còn {observed}.")

PROCESS_CAPABILITY = Calculation(
    key="process_capability",
    method="M04",
    words=N_("Năng lực quá trình sản xuất"),
    purpose=N_("Cho biết sản phẩm nằm gọn trong dung sai tới đâu, kèm độ chắc của con số."),
    version="1",
    inputs=(
        SOME_READINGS,
        Input(name="mean", words=N_("hoặc trung bình, đã biết"), unit=OWN_UNIT, required=False),
        Input(name="s", words=N_("và độ lệch chuẩn"), unit=OWN_UNIT, required=False, above=0.0),
        Input(name="n", words=N_("tính từ bao nhiêu giá trị"), kind="integer", required=False, least=2),
        TOLERANCE_LOW,
        TOLERANCE_HIGH,
        CONFIDENCE,
        Input(
            name="Cpk_min",
            words=N_("Cpk ít nhất"),
            setting=True,
            default=1.33,
            above=0.0,
            note=N_("Theo thỏa thuận; đặc tính đặc biệt thường cần 1,67."),
        ),
    ),
    outputs=(
        Output("Cpk", "Cpk", main=True),
        Output("Cp", "Cp", main=True),
        Output("ppm_outside", N_("Ngoài giới hạn nếu phân bố chuẩn"), "ppm", main=True),
        Output("Cpu", N_("Cpu, phía giới hạn trên")),
        Output("Cpl", N_("Cpl, phía giới hạn dưới")),
        Output("k", N_("k, độ lệch tâm")),
        Output("mean", N_("Trung bình"), OWN_UNIT),
        Output("s", N_("Độ lệch chuẩn"), OWN_UNIT),
        Output("n", N_("Số giá trị")),
        Output("p_normal", N_("p của phép thử phân bố chuẩn (Shapiro và Wilk)")),
    ),
    run=_run,
    tables=(
        TableOut(
            "readings",
            N_("Số đọc đã dùng"),
            (Output("order", N_("Thứ tự")), Output("value", N_("Số đọc"), OWN_UNIT)),
            hidden=True,
        ),
    ),
    formula=("Cp = T/(6 s)", "Cpk = min(T_U − x̄, x̄ − T_L)/(3 s)", "k = |x̄ − M|/(T/2)"),
    source=("NIST/SEMATECH e-Handbook 6.1.6", "ISO 22514-2"),
    study_kinds=("lot",),
    adapt=readings_alone,
)
REAL_CAPABILITY = Calculation(
    key="real_capability",
    judges=False,
    method="M04",
    words=N_("Năng lực thật đằng sau năng lực quan sát"),
    purpose=N_("Tách phần phân tán do phép đo ra khỏi năng lực quan sát được của quá trình sản xuất."),
    version="1",
    inputs=(
        Input(name="C_observed", words=N_("Chỉ số năng lực quan sát"), above=0.0),
        Input(name="Q_MP", words=N_("Q_MP (0,2 là 20 %)"), required=False, least=0.0),
        Input(name="Q_MP_percent", words=N_("hoặc Q_MP theo phần trăm"), unit="%", required=False, least=0.0),
    ),
    outputs=(Output("C_real", N_("Chỉ số năng lực thật"), main=True),),
    run=_run_real,
    formula=("C_real = 1/√(1/C_obs² − (9/4) Q_MP²)",),
    source=(N_("ISO 22514-7:2012, phụ lục A, bảng 10"),),
)

CALCULATIONS = (PROCESS_CAPABILITY, REAL_CAPABILITY)
