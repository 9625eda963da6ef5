"""An instrument against its own MPE by its last calibration (M03), before the risks are computed for all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.analysis_settings import AnalysisSettings
from app.domain.instruments import Calibration
from app.domain.metrology.confirmation import CONDITIONAL, FAIL, PASS, UNKNOWN, judge_point, overall
from app.domain.metrology.results import Said, said
from app.domain.register_analysis import CertificateCheck, PointCheck
from app.domain.register_facts import Known, PointFigures, figures_of
from app.formats import show_date
from app.wording import N_

STATES = {PASS: "ok", FAIL: "bad", CONDITIONAL: "part", UNKNOWN: "none"}


@dataclass(frozen=True, slots=True)
class Certificate:
    """check: the certificate without its risks. figures: its points; troubles and missing as in ConfirmationRow."""

    check: CertificateCheck
    figures: Sequence[PointFigures]
    troubles: frozenset[str]
    missing: tuple[Said, ...]


def check_certificate(known: Known, settings: AnalysisSettings) -> Certificate:
    """The last calibration with figures, all its points of that day; the last one at all where none has figures."""
    unit = known.instrument.unit
    last = known.calibrations[-1] if known.calibrations else None
    if last is None:
        words = said(N_("Chưa có kết quả hiệu chuẩn hoặc kiểm định nào."))
        return _bare(CertificateCheck(calibration=None, unit=unit), "no_calibration", words)
    if last.result == "fail":
        return _failed(known, last, settings)
    chosen, figures = _with_figures(known, settings)
    if figures is None:
        words = said(
            N_("Không đổi được đơn vị “{given}” của giấy sang “{wanted}”."), given=last.result_unit, wanted=unit
        )
        return _bare(CertificateCheck(calibration=last, unit=unit), "unit_unclear", words)
    if not figures:
        return _without_figures(last, unit)
    check, troubles = _judged(chosen, figures, unit, settings)
    missing = _missing(figures, troubles)
    if chosen.performed_on != last.performed_on:
        day = show_date(chosen.performed_on) or chosen.performed_text
        missing.append(said(N_("Giấy gần nhất không ghi số liệu; sai số và U lấy từ giấy ngày {day}."), day=day))
    return Certificate(check, figures, troubles, tuple(missing))


def _with_figures(known: Known, settings: AnalysisSettings) -> tuple[Calibration, list[PointFigures] | None]:
    """Several calibrations of one day are points of one certificate."""
    last = known.calibrations[-1]
    unreadable = False
    for calibration in reversed(known.calibrations):
        day = calibration.performed_on
        same = [each for each in known.calibrations if each is calibration or (day and each.performed_on == day)]
        parts = [figures_of(known, each, settings.single_error) for each in same]
        unreadable = unreadable or any(each is None for each in parts)
        figures = [point for part in parts if part for point in part]
        if figures:
            return calibration, figures
    return last, None if unreadable else []


def _bare(check: CertificateCheck, trouble: str, words: Said) -> Certificate:
    return Certificate(check, (), frozenset({trouble}), (words,))


def _without_figures(last: Calibration, unit: str) -> Certificate:
    """A verification that passed may print no figures: the law is met, the use is not confirmed by it."""
    check = CertificateCheck(calibration=last, unit=unit)
    if last.kind == "verification" and last.result == "pass":
        words = said(N_("Giấy kiểm định không ghi sai số và U: chưa xác nhận được cho yêu cầu sử dụng."))
        return Certificate(check, (), frozenset(), (words,))
    return Certificate(check, (), frozenset({"no_error", "no_uncertainty"}), (said(N_("Giấy không ghi sai số và U.")),))


def _failed(known: Known, last: Calibration, settings: AnalysisSettings) -> Certificate:
    figures = figures_of(known, last, settings.single_error) or []
    check, troubles = _judged(last, figures, known.instrument.unit, settings)
    bad = CertificateCheck(
        calibration=last, unit=check.unit, points=check.points, worst=check.worst, tur=check.tur,
        u_to_mpe=check.u_to_mpe, state="bad",
    )  # fmt: skip
    return Certificate(bad, figures, troubles | {"outside_mpe"}, ())


def _judged(
    calibration: Calibration, figures: Sequence[PointFigures], unit: str, settings: AnalysisSettings
) -> tuple[CertificateCheck, frozenset[str]]:
    judged = [
        judge_point(each.left, each.expanded, each.mpe, settings.decision_rule, settings.u_ratio_limit)
        for each in figures
    ]
    points = tuple(
        PointCheck(
            point=each.point,
            error=each.left,
            expanded_uncertainty=each.expanded,
            mpe=each.mpe,
            margin=one.margin,
            verdict=one.verdict,
        )
        for each, one in zip(figures, judged, strict=True)
    )
    ratio = max((one.u_ratio for one in judged if one.u_ratio is not None), default=None)
    check = CertificateCheck(
        calibration=calibration,
        unit=unit,
        points=points,
        worst=_worst(points),
        tur=1 / ratio if ratio else None,
        u_to_mpe=ratio,
        state=STATES[overall([each.verdict for each in judged])],
    )
    return check, _troubles(points, figures, ratio, settings)


def _worst(points: Sequence[PointCheck]) -> PointCheck | None:
    told = [each for each in points if each.margin is not None]
    if told:
        return min(told, key=lambda each: each.margin or 0.0)
    return max(points, key=lambda each: abs(each.error or 0.0), default=None)


def _troubles(
    points: Sequence[PointCheck], figures: Sequence[PointFigures], ratio: float | None, settings: AnalysisSettings
) -> frozenset[str]:
    found = {each.u_missing for each in figures if each.u_missing}
    if any(each.verdict == FAIL for each in points):
        found.add("outside_mpe")
    if any(each.error is None for each in points):
        found.add("no_error")
    if any(each.mpe is None for each in points):
        found.add("no_mpe")
    if ratio is not None and ratio > settings.u_ratio_limit * (1 + 1e-12):
        found.add("u_ratio_high")
    if settings.decision_rule == "guarded" and any(each.verdict == CONDITIONAL for each in points):
        found.add("not_demonstrated")
    return frozenset(found)


_LACKING = {
    "no_uncertainty": N_("Giấy không ghi U ở {n} trên {all} điểm: chưa xác nhận được."),
    "no_factor": N_("U không ghi hệ số phủ k ở {n} trên {all} điểm: xem lại giấy, không tự giả định."),
}


def _missing(figures: Sequence[PointFigures], troubles: frozenset[str]) -> list[Said]:
    told = []
    for key, words in _LACKING.items():
        count = sum(each.u_missing == key for each in figures)
        if count:
            told.append(said(words, n=count, all=len(figures)))
    if "no_mpe" in troubles:
        told.append(said(N_("Chưa ghi sai số cho phép bằng số, theo đơn vị của phương tiện đo.")))
    if "no_error" in troubles:
        told.append(said(N_("Có điểm không ghi sai số.")))
    return told
