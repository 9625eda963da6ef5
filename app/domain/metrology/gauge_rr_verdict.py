"""The verdict on a measuring system by its gauge study. Source: AIAG MSA 4th edition, chapter III-B."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.gauge_rr import Breakdown
from app.domain.metrology.results import Plain, Said, Value, Verdict, said
from app.domain.metrology.shown import apart
from app.wording import N_

_TOLERANCE = {
    "ok": N_("Hệ thống đo dùng được để nghiệm thu sản phẩm: GRR chiếm {percent} % dung sai, dưới {ok} %."),
    "part": N_(
        "Hệ thống đo chỉ dùng được có điều kiện để nghiệm thu sản phẩm: GRR chiếm {percent} % dung sai, từ {ok} % đến "
        "{bad} %; cân nhắc theo tầm quan trọng của phép đo và chi phí cải tiến."
    ),
    "bad": N_("Hệ thống đo không dùng được để nghiệm thu sản phẩm: GRR chiếm {percent} % dung sai, quá {bad} %."),
}
_STUDY = {
    "ok": N_(
        "Hệ thống đo dùng được để kiểm soát quá trình: GRR chiếm {percent} % độ biến động, dưới {ok} %, và phân biệt "
        "được {ndc} nhóm."
    ),
    "part": N_(
        "Hệ thống đo chỉ dùng được có điều kiện để kiểm soát quá trình: GRR chiếm {percent} % độ biến động, từ {ok} % "
        "đến {bad} %, và phân biệt được {ndc} nhóm; cân nhắc theo tầm quan trọng của phép đo và chi phí cải tiến."
    ),
    "bad": N_("Hệ thống đo không dùng được để kiểm soát quá trình: GRR chiếm {percent} % độ biến động, quá {bad} %."),
}
_FEW = N_(
    "Hệ thống đo chỉ dùng được có điều kiện để kiểm soát quá trình: GRR chiếm {percent} % độ biến động, dưới {ok} %, "
    "nhưng chỉ phân biệt được {ndc} nhóm, cần từ {least}."
)
_BASIS = {
    "tolerance": N_(
        "Theo phần trăm dung sai, {k} × độ lệch chuẩn; đạt dưới {ok} %, không đạt trên {bad} % (AIAG MSA, xuất bản "
        "lần 4, chương III-B)."
    ),
    "study": N_(
        "Theo phần trăm độ biến động; đạt dưới {ok} %, không đạt trên {bad} %, ndc từ {least} (AIAG MSA, xuất bản lần "
        "4, chương III-B)."
    ),
}
_BASIS_UNSURE = {
    "tolerance": N_(
        "Theo phần trăm dung sai, {k} × độ lệch chuẩn; đạt dưới {ok} %, không đạt trên {bad} % (AIAG MSA, xuất bản "
        "lần 4, chương III-B). Khoảng {confidence} % của GRR là {low}–{high} % dung sai, trùm giới hạn: chưa đủ dữ "
        "liệu để chắc chắn."
    ),
    "study": N_(
        "Theo phần trăm độ biến động; đạt dưới {ok} %, không đạt trên {bad} %, ndc từ {least} (AIAG MSA, xuất bản lần "
        "4, chương III-B). Khoảng {confidence} % của GRR là {low}–{high} % độ biến động, trùm giới hạn: chưa đủ dữ "
        "liệu để chắc chắn."
    ),
}


def class_of(percent: float, given: Mapping[str, Any]) -> str:
    """ "ok" below the first limit, "bad" above the second, "part" between them."""
    if percent < given["limit_ok_percent"]:
        return "ok"
    return "part" if percent <= given["limit_bad_percent"] else "bad"


def basis_in_force(given: Mapping[str, Any], values: Mapping[str, Value]) -> str:
    """ "tolerance" or "study": what was asked for, by itself the tolerance where there is one."""
    if given["verdict_basis"] != "auto":
        return str(given["verdict_basis"])
    return "tolerance" if values["pct_tol_GRR"].available else "study"


def verdict_of(given: Mapping[str, Any], found: Breakdown, values: Mapping[str, Value]) -> Verdict:
    """The state goes by the estimate, as AIAG judges; the basis says when its interval covers a limit."""
    rule = basis_in_force(given, values)
    share = values["pct_tol_GRR" if rule == "tolerance" else "pct_sv_GRR"]
    limits = {"ok": given["limit_ok_percent"], "bad": given["limit_bad_percent"], "least": given["ndc_least"]}
    basis = _basis(rule, given, share, {**limits, "k": given["study_multiplier"]})
    if not found.variances["TV"]:
        return Verdict("none", said(N_("Chưa kết luận được: mọi số đọc như nhau, có thể độ phân giải quá thô.")), basis)
    if not found.variances["GRR"]:
        return Verdict(
            "none",
            said(N_("Chưa kết luận được: các lần đo lại luôn cho cùng một số, có thể độ phân giải quá thô.")),
            basis,
        )
    if not isinstance(share.value, float):
        return Verdict("none", said(N_("Chưa kết luận được theo dung sai: không có phần trăm dung sai.")), basis)
    state = class_of(share.value, given)
    places = {**limits, "percent": apart(share.value, limits["ok"], limits["bad"]), "ndc": found.ndc}
    if rule == "tolerance":
        return Verdict(state, Said(_TOLERANCE[state], places), basis)
    if state == "ok" and (found.ndc or 0) < given["ndc_least"]:
        return Verdict("part", Said(_FEW, places), basis)
    return Verdict(state, Said(_STUDY[state], places), basis)


def _basis(rule: str, given: Mapping[str, Any], share: Value, places: Mapping[str, Plain]) -> Said:
    if share.low is None or share.high is None or not _covers(share.low, share.high, given):
        return Said(_BASIS[rule], places)
    interval = {"confidence": 100 * given["confidence"], "low": share.low, "high": share.high}
    return Said(_BASIS_UNSURE[rule], {**places, **interval})


def _covers(low: float, high: float, given: Mapping[str, Any]) -> bool:
    return any(low < given[name] <= high for name in ("limit_ok_percent", "limit_bad_percent"))
