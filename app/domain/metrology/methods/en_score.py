"""M18: En score of a comparison with a reference laboratory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output
from app.domain.metrology.results import Result, Said, Value, Verdict, missing, said
from app.domain.metrology.shown import apart
from app.wording import N_


def _run(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.en_scores import en_score, satisfactory

    unit = given["unit"]
    difference = given["x_lab"] - given["x_ref"]
    u_lab, u_ref = _expanded(given, "lab"), _expanded(given, "ref")
    values = {"difference": Value(difference, unit), "U_lab_used": u_lab, "U_ref_used": u_ref}
    en, why = None, _why(given, u_lab, u_ref)
    if why is None:
        en = en_score(difference, float(u_lab.value or 0), float(u_ref.value or 0), given["covariance"])
        why = N_("Hai độ không đảm bảo đo và hiệp phương sai không để lại gì dưới căn.") if en is None else None
    values["En"] = Value(en) if en is not None else missing(why or "")
    values["satisfactory"] = Value(satisfactory(en)) if en is not None else missing(why or "")
    mpe = given["mpe"]
    values["difference_pct_mpe"] = (
        Value(100 * abs(difference) / mpe, "%")
        if mpe is not None
        else missing(N_("Chưa có sai số cho phép lớn nhất."), "%")
    )
    return Result(
        calculation="en_score",
        version="1",
        values=values,
        verdict=_verdict(en, values),
        warnings=tuple(_warnings(given, values)),
        used=1,
    )


def _expanded(given: Mapping[str, Any], side: str) -> Value:
    """U as given; from u and k, expanded first."""
    expanded, u, k, unit = given[f"U_{side}"], given[f"u_{side}"], given[f"k_{side}"], given["unit"]
    if expanded is not None:
        return Value(float(expanded), unit)
    if u is not None and k is not None:
        return Value(float(u * k), unit)
    if u is not None:
        return missing(N_("Có u mà thiếu hệ số phủ k."), unit)
    return missing(N_("Thiếu độ không đảm bảo đo."), unit)


def _why(given: Mapping[str, Any], u_lab: Value, u_ref: Value) -> str | None:
    """What stands against a score, None when nothing does."""
    for each in (u_lab, u_ref):
        if each.value is None and each.why is not None:
            return each.why.message
    if given["unit_lab"] and given["unit_ref"] and given["unit_lab"] != given["unit_ref"]:
        return N_("Hai bên ghi hai đơn vị khác nhau: đổi về một đơn vị trước.")
    if u_lab.value == 0 and u_ref.value == 0:
        return N_("Cả hai độ không đảm bảo đo bằng 0.")
    return None


def _verdict(en: float | None, values: Mapping[str, Value]) -> Verdict:
    basis = said(N_("|En| ≤ 1 là đạt (ISO/IEC 17043:2023, phụ lục B)."))
    if en is None:
        return Verdict("none", values["En"].why or basis, basis)
    if values["satisfactory"].value:
        return Verdict("ok", said(N_("So sánh đạt: En = {en}."), en=apart(en, 1.0, -1.0, digits=3)), basis)
    return Verdict(
        "bad",
        said(
            N_("So sánh không đạt: En = {en}; sai lệch lớn hơn độ không đảm bảo đo công bố."),
            en=apart(en, 1.0, -1.0, digits=3),
        ),
        basis,
    )


def _warnings(given: Mapping[str, Any], values: Mapping[str, Value]) -> list[Said]:
    warned = []
    used, best, mpe = values["U_lab_used"].value, given["best_capability"], given["mpe"]
    if used is not None and best is not None and float(used) < best:
        warned.append(
            said(
                N_("U công bố ({used}) nhỏ hơn năng lực tốt nhất của phòng ({best}): không tin được."),
                used=used,
                best=best,
            )
        )
    if used is not None and mpe is not None and float(used) > mpe:
        warned.append(said(N_("U của phòng lớn hơn sai số cho phép: En đạt cũng không chứng tỏ gì.")))
    share = values["difference_pct_mpe"].value
    if share is not None and float(share) > 100:
        warned.append(said(N_("Sai lệch vượt sai số cho phép ({share} %)."), share=share))
    if given["same_reference"] and not given["covariance"]:
        warned.append(
            said(N_("Phòng được chính bên quy chiếu hiệu chuẩn: hai kết quả tương quan, cần hiệp phương sai."))
        )
    return warned


def _side(side: str, words: tuple[str, str, str, str]) -> tuple[Input, ...]:
    value, expanded, standard, factor = words
    return (
        Input(name=f"x_{side}", words=value, unit=OWN_UNIT),
        Input(name=f"U_{side}", words=expanded, unit=OWN_UNIT, required=False, least=0.0),
        Input(name=f"u_{side}", words=standard, unit=OWN_UNIT, required=False, least=0.0),
        Input(name=f"k_{side}", words=factor, required=False, above=0.0),
    )


EN_SCORE = Calculation(
    key="en_score",
    method="M18",
    words=N_("So sánh liên phòng, số En"),
    purpose=N_(
        "Cho biết kết quả của một phòng có khớp với kết quả quy chiếu trong độ không đảm bảo đo đã công bố không."
    ),
    version="1",
    inputs=(
        *_side(
            "lab",
            (
                N_("Kết quả của phòng"),
                N_("U của phòng (khoảng 95 %)"),
                N_("hoặc u của phòng"),
                N_("với hệ số phủ k của phòng"),
            ),
        ),
        *_side(
            "ref",
            (
                N_("Kết quả quy chiếu"),
                N_("U quy chiếu (khoảng 95 %)"),
                N_("hoặc u quy chiếu"),
                N_("với hệ số phủ k quy chiếu"),
            ),
        ),
        Input(name="unit_lab", words=N_("Đơn vị của phòng"), kind="text", required=False, default=""),
        Input(name="unit_ref", words=N_("Đơn vị của bên quy chiếu"), kind="text", required=False, default=""),
        Input(
            name="same_reference",
            words=N_("Phòng được chính bên quy chiếu hiệu chuẩn"),
            kind="boolean",
            required=False,
            default=False,
        ),
        Input(
            name="covariance",
            words=N_("Hiệp phương sai của hai kết quả"),
            unit="own²",
            setting=True,
            required=False,
            default=0.0,
            note=N_("Ở mức U, tức là đã nhân với hai hệ số phủ; 0: không tương quan."),
        ),
        Input(
            name="mpe",
            words=N_("Sai số cho phép lớn nhất"),
            unit=OWN_UNIT,
            required=False,
            above=0.0,
            note=N_("Để thấy sai lệch lớn tới đâu, vì U rất lớn che được sai số."),
        ),
        Input(
            name="best_capability",
            words=N_("Năng lực đo tốt nhất của phòng (CMC)"),
            unit=OWN_UNIT,
            required=False,
            above=0.0,
        ),
    ),
    outputs=(
        Output("En", "En", digits=3, main=True),
        Output("satisfactory", N_("Đạt"), main=True),
        Output("difference", N_("Sai lệch"), OWN_UNIT, main=True),
        Output("difference_pct_mpe", N_("Sai lệch, phần trăm sai số cho phép"), "%"),
        Output("U_lab_used", N_("U của phòng đã dùng"), OWN_UNIT),
        Output("U_ref_used", N_("U quy chiếu đã dùng"), OWN_UNIT),
    ),
    run=_run,
    formula=("En = (x_lab − x_ref)/√(U_lab² + U_ref² − 2 cov)",),
    source=(N_("ISO/IEC 17043:2023, phụ lục B"), "ISO 13528:2022"),
)

CALCULATIONS = (EN_SCORE,)
