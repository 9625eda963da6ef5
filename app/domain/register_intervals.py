"""Calibration intervals proposed for a whole register: staircase (M14), interval test of the group (M15), drift (M16).

For each instrument, in this order: the test A3 of its group where that has results enough and is sure, but it never
lengthens one that was itself found outside last; else the staircase of its own results, which may not lengthen against
a group below its target; a drift of the group that meets
the limit earlier shortens further; the law overrides all. Whole months, always rounded down.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.analysis_settings import AnalysisSettings
from app.domain.metrology.interval_rules import LONGER, SAME, SHORTER, staircase
from app.domain.metrology.results import Said, said
from app.domain.register_analysis import IntervalAnswer, IntervalRow
from app.domain.register_facts import Known, LegalPeriod, group_key
from app.domain.register_history import Found
from app.wording import N_

MONTH = 30.4375
LEAST_CHANGES = 4
"""A straight line of drift needs three points more than its one coefficient."""
DRIFT_CONFIDENCE = 0.95
MOST_MONTHS = 120.0


@dataclass(frozen=True, slots=True)
class GroupAnswers:
    """What the results of a group say of one interval. below_target: its rate lies under the target."""

    a3: IntervalAnswer
    recommended: bool
    below_target: bool
    drift: IntervalAnswer


def propose_intervals(
    register: Sequence[tuple[Known, Sequence[Found]]], settings: AnalysisSettings
) -> tuple[IntervalRow, ...]:
    """A proposal for every instrument in use, in the order of the register."""
    groups: dict[tuple[str, int | None], list[Sequence[Found]]] = {}
    keys = []
    for known, found in register:
        key = (group_key(known.instrument, settings.group_by), known.instrument.period_months)
        keys.append(key)
        groups.setdefault(key, []).append(found)
    answers = {key: _of_group(key[1], members, settings) for key, members in groups.items() if key[1]}
    return tuple(
        _row(known, found, key[0], answers.get(key), settings)
        for (known, found), key in zip(register, keys, strict=True)
    )


def _of_group(current: int | None, members: Sequence[Sequence[Found]], settings: AnalysisSettings) -> GroupAnswers:
    months = float(current or 0)
    days = months * MONTH
    judged = [each for found in members for each in found if each.inside is not None and each.days is not None]
    near = [each for each in judged if abs((each.days or 0) - days) <= min(0.5 * days, 56.0)]
    a3, recommended, below = _a3(days, sum(bool(each.inside) for each in near), len(near), len(judged), settings)
    changes = [(each.days, each.change) for found in members for each in found if each.change is not None and each.days]
    return GroupAnswers(a3, recommended, below, _drift(changes))


def _a3(
    days: float, good: int, n: int, all_results: int, settings: AnalysisSettings
) -> tuple[IntervalAnswer, bool, bool]:
    if not n:
        words = N_("Chưa có kết quả ban đầu nào ở chu kỳ này ({n} kết quả ở chu kỳ khác).")
        return IntervalAnswer(method="a3", months=None, why=said(words, n=all_results)), False, False
    from app.domain.metrology.interval_reliability import interval_test

    test = interval_test(good, n, days, settings.target_reliability)
    below = test.reliability < settings.target_reliability
    target = 100 * settings.target_reliability
    if n < settings.least_history:
        words = N_("{x} trên {n} còn trong MPE; cần ít nhất {least} kết quả.")
        why = said(words, x=good, n=n, least=settings.least_history)
        return IntervalAnswer(method="a3", months=None, why=why), False, False
    words = (
        N_("{x} trên {n} còn trong MPE, mục tiêu {target} %: tin cậy {q} % là phải đổi.")
        if test.recommended
        else N_("{x} trên {n} còn trong MPE, mục tiêu {target} %: chưa đủ chắc để đổi ({q} %).")
    )
    why = said(words, x=good, n=n, target=target, q=100 * test.rejection)
    months = test.days / MONTH if test.recommended else days / MONTH
    return IntervalAnswer(method="a3", months=months, why=why), test.recommended, below


def _drift(changes: Sequence[tuple[int, float]]) -> IntervalAnswer:
    """The drift of the group as shares of the limit, from a start at zero error; one that is not surely there decides
    nothing."""
    if len(changes) < LEAST_CHANGES:
        words = N_("Cần ít nhất {least} thay đổi giữa hai lần liền nhau, mới có {n}.")
        return IntervalAnswer(method="drift", months=None, why=said(words, least=LEAST_CHANGES, n=len(changes)))
    from scipy import special

    from app.domain.metrology.interval_drift import BEYOND, fit_drift, reliability_interval
    from app.domain.metrology.risk import Limits

    days = [float(each[0]) for each in changes]
    fit = fit_drift(days, [each[1] for each in changes], 1)
    slope = 100 * float(fit.b[0]) * 365.25
    reach = float(special.stdtrit(fit.df, 0.975)) * float(fit.covariance[0, 0]) ** 0.5
    if abs(float(fit.b[0])) <= reach:
        words = N_("Trôi {slope} % giới hạn một năm, từ {n} thay đổi: chưa khác 0 rõ rệt.")
        return IntervalAnswer(method="drift", months=None, why=said(words, slope=slope, n=len(changes)))
    cap = min(BEYOND * max(days), MOST_MONTHS * MONTH)
    found = reliability_interval(fit, 0.0, 0.0, Limits(-1.0, 1.0), DRIFT_CONFIDENCE, cap)
    if found.cause == "at_once":
        words = N_("Trôi {slope} % giới hạn một năm, nhưng thay đổi quá tản mạn để dự báo (từ {n} thay đổi).")
        return IntervalAnswer(method="drift", months=None, why=said(words, slope=slope, n=len(changes)))
    if found.cause == "none":
        words = N_("Trôi {slope} % giới hạn một năm, từ {n} thay đổi: chưa thấy chạm giới hạn.")
        return IntervalAnswer(method="drift", months=None, why=said(words, slope=slope, n=len(changes)))
    words = N_("Trôi {slope} % giới hạn một năm, từ {n} thay đổi: chạm giới hạn sau {months} tháng.")
    months = found.days / MONTH
    return IntervalAnswer(method="drift", months=months, why=said(words, slope=slope, n=len(changes), months=months))


def _row(
    known: Known, found: Sequence[Found], group: str, answers: GroupAnswers | None, settings: AnalysisSettings
) -> IntervalRow:
    instrument, current = known.instrument, known.instrument.period_months
    told = tuple(each.share for each in found if each.share is not None and each.inside is not None)
    if not current or current <= 0 or answers is None:
        return _first_interval(known, group, told)
    own, own_change = _staircase(current, found)
    months, method, reason = _chosen(current, own, own_change, answers)
    whole = max(1, math.floor(months + 1e-9))
    whole, method, reason, legal = _lawful(whole, method, reason, current, known.legal)
    change = SAME if whole == current else LONGER if whole > current else SHORTER
    told_by = [own, answers.a3, answers.drift]
    return IntervalRow(
        instrument=instrument,
        group=group,
        current=current,
        proposed=whole,
        method=method,
        change=change,
        reason=reason,
        answers=tuple(told_by + ([legal] if legal else [])),
        legal_months=known.legal.months if known.legal else None,
        errors=told[-3:],
    )


def _first_interval(known: Known, group: str, told: tuple[float, ...]) -> IntervalRow:
    legal = known.legal.months if known.legal and known.legal.is_verified else None
    if legal is not None:
        reason = said(N_("Chưa có chu kỳ: lấy chu kỳ kiểm định của danh mục, {months} tháng."), months=legal)
    else:
        reason = said(N_("Chưa có chu kỳ: đặt chu kỳ đầu theo nhà chế tạo, mức quan trọng, cách dùng, và ghi lý do."))
    return IntervalRow(
        instrument=known.instrument,
        group=group,
        current=None,
        proposed=legal,
        method="legal" if legal is not None else "",
        change="none" if legal is None else SHORTER,
        reason=reason,
        legal_months=known.legal.months if known.legal else None,
        errors=told[-3:],
    )


_CAUSES: Mapping[str, str] = {
    "outside": N_("Lần gần nhất vượt giới hạn: rút chu kỳ còn 0,7 lần."),
    "few": N_("Chưa đủ ba kết quả ban đầu để kéo dài."),
    "close": N_("Ba lần gần nhất không phải đều dưới 80 % giới hạn."),
    "good": N_("Ba lần gần nhất đều dưới 80 % giới hạn: kéo chu kỳ tới 1,2 lần."),
}


def _staircase(current: int, found: Sequence[Found]) -> tuple[IntervalAnswer, str]:
    """By its own results; a printed "fail" without figures is outside."""
    shares = [
        (each.share if each.share is not None else math.inf)
        for each in found
        if each.inside is not None and (each.share is not None or each.inside is False)
    ]
    step = staircase(float(current), shares)
    return IntervalAnswer(method="staircase", months=step.months, why=said(_CAUSES[step.cause])), step.change


def _chosen(current: int, own: IntervalAnswer, change: str, answers: GroupAnswers) -> tuple[float, str, Said]:
    of_group = answers.a3.months if answers.recommended else None
    if of_group is not None and not (change == SHORTER and of_group > current):
        months, method, reason = of_group, "a3", answers.a3.why
    elif change == LONGER and answers.below_target:
        months, method, reason = float(current), "a3", answers.a3.why
    else:
        months, method, reason = own.months or float(current), "staircase", own.why
    drift = answers.drift.months
    if drift is not None and drift < months:
        return drift, "drift", answers.drift.why
    return months, method, reason


def _lawful(
    whole: int, method: str, reason: Said, current: int, legal: LegalPeriod | None
) -> tuple[int, str, Said, IntervalAnswer | None]:
    """The legal maximum overrides. A period that was not compared with the law only keeps from lengthening."""
    if legal is None or legal.months is None:
        return whole, method, reason, None
    if legal.is_verified:
        words = N_("Danh mục nhóm 2 ({title}): không quá {months} tháng.")
    else:
        words = N_("Danh mục nhóm 2 ({title}, chưa đối chiếu): {months} tháng; không kéo dài khi chưa đối chiếu.")
    why = said(words, title=legal.title, months=legal.months)
    answer = IntervalAnswer(method="legal", months=float(legal.months), why=why)
    longest = legal.months if legal.is_verified else max(legal.months, min(whole, current))
    if whole > longest:
        return longest, "legal", why, answer
    if not legal.is_verified and whole > current:
        return current, "legal", why, answer
    return whole, method, reason, answer
