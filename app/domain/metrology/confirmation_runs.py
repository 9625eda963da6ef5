"""What the calculations of M03 answer: ratios, points and the sentence of the confirmation. Needs no numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.confirmation import (
    CONDITIONAL,
    FAIL,
    PASS,
    UNKNOWN,
    JudgedPoint,
    capability_index,
    is_inside,
    judge_point,
    overall,
    tur,
)
from app.domain.metrology.results import Result, Said, Value, Verdict, missing, said
from app.domain.metrology.shown import apart
from app.domain.metrology.usual_inputs import tolerance_of
from app.wording import N_, _

ONE_SIDED = N_("Dung sai một phía: không có độ rộng T, nên không áp dụng.")
NO_TOLERANCE = N_("Chưa cho dung sai.")
NO_U = N_("Chưa có U ở điểm nào.")
IGNORES = N_("TAR chỉ so với độ chính xác của chuẩn, bỏ qua phần lớn độ không đảm bảo đo; dùng TUR để kết luận.")


def run_tur(given: Mapping[str, Any]) -> Result:
    width, u95 = tolerance_of(given), given["U95"]
    values = ratios(given, width, u95)
    warnings = (said(IGNORES),) if given["accuracy_of_standard"] is not None else ()
    limit = given["tur_limit"]
    basis = said(N_("TUR ≥ {limit} (ANSI/NCSL Z540.3-2006, 5.3)."), limit=limit)
    if width is None:
        why = values["TUR"].why or said(NO_TOLERANCE)
        return _result("tur", values, Verdict("none", why, basis), warnings, 1)
    found = tur(0.0, width, u95)
    return _result("tur", values, _tur_verdict(found, limit, basis), (*warnings, *_coarse(given, values)), 1)


def _tur_verdict(found: float, limit: float, basis: Said) -> Verdict:
    if found < 1:
        return Verdict(
            "bad",
            said(
                N_("TUR {tur} dưới 1: U lớn hơn nửa độ rộng dung sai, phép đo không dùng được."),
                tur=apart(found, 1.0, digits=3),
            ),
            basis,
        )
    if found < limit:
        words = N_("TUR {tur} thấp hơn {limit}: cần khoảng bảo vệ hoặc tính rủi ro (M12, M13).")
        return Verdict("part", said(words, tur=apart(found, limit, digits=3), limit=limit), basis)
    return Verdict("ok", said(N_("TUR {tur} đạt mức {limit}."), tur=apart(found, limit, digits=3), limit=limit), basis)


def ratios(given: Mapping[str, Any], width: float | None, u95: float | None) -> dict[str, Value]:
    """TUR, U/MPE, TAR, C_m and the resolution; not available with the reason where limits or U are missing."""
    one_sided = given["tolerance_low"] is not None or given["tolerance_high"] is not None
    why = ONE_SIDED if one_sided else NO_TOLERANCE
    accuracy, resolution = given["accuracy_of_standard"], given["resolution"]
    with_u = width is not None and u95 is not None and u95 > 0
    no_u = why if width is None else NO_U
    return {
        "TUR": Value(tur(0.0, width, u95)) if with_u else missing(no_u),  # type: ignore[arg-type]
        "U_to_MPE_ratio": Value(2 * u95 / width) if with_u else missing(no_u),  # type: ignore[operator]
        "TAR": _tar(width, accuracy, why),
        "C_m": Value(capability_index(0.0, width, u95 / 2)) if with_u else missing(no_u),  # type: ignore[arg-type, operator]
        "resolution_percent": _resolution(width, resolution, why),
    }


def _tar(width: float | None, accuracy: float | None, why: str) -> Value:
    if width is None:
        return missing(why)
    return missing(N_("Chưa cho độ chính xác của chuẩn.")) if accuracy is None else Value(width / 2 / accuracy)


def _resolution(width: float | None, resolution: float | None, why: str) -> Value:
    if width is None:
        return missing(why, "%")
    return missing(N_("Chưa cho độ phân giải."), "%") if resolution is None else Value(100 * resolution / width, "%")


def _coarse(given: Mapping[str, Any], values: Mapping[str, Value]) -> tuple[Said, ...]:
    share, limit = values["resolution_percent"].value, given["resolution_limit_percent"]
    if not isinstance(share, float) or share <= limit:
        return ()
    words = N_("Độ phân giải bằng {share} % dung sai, quá {limit} % (ISO 22514-7): quá thô.")
    return (said(words, share=share, limit=limit),)


def run_confirmation(given: Mapping[str, Any]) -> Result:
    """Each point against its MPE (its own, that of the instrument, or half of centred limits), then all together."""
    unit, width = given["unit"], tolerance_of(given)
    points = [_prepared(each, row, given, width) for row, each in enumerate(given["data"], 1)]
    judged = [
        judge_point(each["error"], each["U"], each["mpe"], given["decision_rule"], given["u_ratio_limit"])
        for each in points
    ]
    known = [each["U"] for each in points if each["U"] is not None]
    largest = max(known, default=None)
    values = {**_worst(points, judged, unit), **ratios(given, width, largest)}
    values["largest_U"] = missing(NO_U, unit) if largest is None else Value(largest, unit)
    if "U_to_MPE_ratio" in values and (shares := [each.u_ratio for each in judged if each.u_ratio is not None]):
        values["U_to_MPE_ratio"] = Value(max(shares))
    covered = _covered(given, points)
    values["range_covered"] = (
        missing(N_("Chưa cho phạm vi dùng hoặc phạm vi đã hiệu chuẩn.")) if covered is None else Value(covered)
    )
    table = [
        {**{name: each[name] for name in ("point", "error", "U", "mpe")}, "margin": one.margin, "verdict": one.verdict}
        for each, one in zip(points, judged, strict=True)
    ]
    warnings = list(_coarse(given, values))
    if covered is False:
        warnings.append(said(N_("Phạm vi dùng ra ngoài phạm vi đã hiệu chuẩn: không ngoại suy kết quả của các điểm.")))
    if over := sum(_is_over(each, one) for each, one in zip(points, judged, strict=True)):
        words = N_("{n} điểm có sai số đã vượt MPE, nhưng chưa vượt quá U: chưa chứng minh được là không đạt.")
        warnings.append(said(words, n=over))
    if given["accuracy_of_standard"] is not None:
        warnings.append(said(IGNORES))
    if any(each["converted"] for each in points):
        warnings.append(said(N_("U ghi với k khác 2 đã đổi về k = 2 (nhân 2/k).")))
    return Result(
        calculation="confirmation",
        version="1",
        values=values,
        verdict=_verdict(judged, covered, values, given),
        warnings=tuple(warnings),
        tables={"points": table},
        used=len(points),
    )


def _is_over(point: Mapping[str, Any], judged: JudgedPoint) -> bool:
    """An error beyond the MPE by less than its U."""
    error, mpe = point["error"], point["mpe"]
    return judged.verdict == CONDITIONAL and error is not None and mpe is not None and abs(error) > mpe


def _prepared(row: Mapping[str, Any], number: int, given: Mapping[str, Any], width: float | None) -> dict[str, Any]:
    u, k = row["U"], row["k"] if row["k"] is not None else given["k"]
    if u is not None and k is None:
        words = _("Điểm {row}: có U mà không ghi hệ số phủ k. Xem k trên giấy chứng nhận rồi ghi vào.", row=number)
        raise UserError(words)
    low, high = given["tolerance_low"], given["tolerance_high"]
    centred = width is not None and abs(low + high) <= 1e-9 * width
    mpe = row["mpe"] if row["mpe"] is not None else given["mpe"]
    if mpe is None and centred and width is not None:
        mpe = width / 2
    return {
        "point": row["point"],
        "error": row["error"],
        "U": None if u is None else u * 2 / k,
        "mpe": mpe,
        "converted": u is not None and k != 2,
    }


def _worst(points: Sequence[Mapping[str, Any]], judged: Sequence[JudgedPoint], unit: str) -> dict[str, Value]:
    told = [(one.margin, each) for each, one in zip(points, judged, strict=True) if one.margin is not None]
    if not told:
        why = N_("Chưa điểm nào có cả sai số và MPE.")
        return {name: missing(why, unit) for name in ("worst_point", "worst_error", "worst_margin")}
    margin, worst = min(told, key=lambda each: each[0])
    point = (
        missing(N_("Điểm xấu nhất không ghi giá trị."), unit) if worst["point"] is None else Value(worst["point"], unit)
    )
    return {"worst_point": point, "worst_error": Value(worst["error"], unit), "worst_margin": Value(margin, unit)}


def _covered(given: Mapping[str, Any], points: Sequence[Mapping[str, Any]]) -> bool | None:
    """The range of use inside the calibrated range; the points stand for the latter where it is not given."""
    places = [each["point"] for each in points if each["point"] is not None]
    low = given["range_low"] if given["range_low"] is not None else min(places, default=None)
    high = given["range_high"] if given["range_high"] is not None else max(places, default=None)
    return is_inside(low, high, given["use_low"], given["use_high"])


def _verdict(
    judged: Sequence[JudgedPoint], covered: bool | None, values: Mapping[str, Value], given: Mapping[str, Any]
) -> Verdict:
    verdicts = [each.verdict for each in judged]
    count = {each: verdicts.count(each) for each in (PASS, FAIL, CONDITIONAL, UNKNOWN)}
    basis = _basis(given)
    worst = overall(verdicts)
    if worst == FAIL:
        words = N_("Không đạt: {n} trên {all} điểm có sai số vượt MPE. Xem lại kết quả đo từ lần hiệu chuẩn đạt trước.")
        return Verdict("bad", said(words, n=count[FAIL], all=len(judged)), basis)
    if worst == CONDITIONAL:
        words = N_("Chưa chứng minh được là đạt ở {n} trên {all} điểm: U quá lớn so với phần còn lại của MPE.")
        return Verdict("part", said(words, n=count[CONDITIONAL], all=len(judged)), basis)
    if worst == UNKNOWN:
        words = N_("Chưa xác nhận được: {n} trên {all} điểm thiếu U, sai số hoặc MPE.")
        return Verdict("none", said(words, n=count[UNKNOWN], all=len(judged)), basis)
    if covered is False:
        return Verdict("part", said(N_("Các điểm đều đạt, nhưng dùng ra ngoài phạm vi đã hiệu chuẩn.")), basis)
    ratio = values["TUR"].value
    if isinstance(ratio, float) and ratio < given["tur_limit"]:
        words = N_("Các điểm đều đạt, nhưng TUR {tur} thấp hơn {limit}.")
        return Verdict(
            "part", said(words, tur=apart(ratio, given["tur_limit"], digits=3), limit=given["tur_limit"]), basis
        )
    return Verdict("ok", said(N_("Đạt ở cả {all} điểm."), all=len(judged)), basis)


def _basis(given: Mapping[str, Any]) -> Said:
    if given["decision_rule"] == "guarded":
        return said(N_("Khoảng bảo vệ bằng U: |e| + U ≤ MPE (ILAC-G8:09/2019, 4.2.2; JCGM 106:2012, 8.3)."))
    words = N_("Chấp nhận đơn giản: |e| ≤ MPE với U/MPE ≤ {ratio} (ILAC-G8:09/2019, 4.2.1; JCGM 106:2012, 8.2).")
    return said(words, ratio=given["u_ratio_limit"])


def _result(key: str, values: Mapping[str, Value], verdict: Verdict, warnings: tuple[Said, ...], used: int) -> Result:
    return Result(calculation=key, version="1", values=values, verdict=verdict, warnings=warnings, used=used)
