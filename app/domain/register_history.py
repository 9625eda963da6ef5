"""How instruments were found at their calibrations: in-tolerance rates of groups (M02) and look-back lists (M03)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.domain.analysis_settings import AnalysisSettings
from app.domain.instruments import Calibration
from app.domain.metrology.results import Plain, Said, said
from app.domain.processes import Process
from app.domain.register_analysis import GroupRate, LookBackRow
from app.domain.register_facts import Known, PointFigures, figures_of, group_key, scale
from app.formats import add_months, show_date
from app.wording import N_

LOOK_BACK_MONTHS = 24
"""Finds older than this are past: their look-back belongs to the cycle before."""
SLACK = 1e-12
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Found:
    """One calibration as it tells of the time before. share: the worst error as found over its limit, None where only
    "fail" is printed. inside: None where it says nothing of the time before (no error as found).

    days: since the calibration before, None for the first one. changes: (days, change of the error since it was left,
    as shares of the limit) at the points both calibrations have. outside: the point at which it was found or left
    farthest outside, "fail" without figures counts too (is_outside).
    """

    calibration: Calibration
    share: float | None
    inside: bool | None
    days: int | None
    change: float | None
    is_outside: bool
    worst: PointFigures | None
    since: date | None


def history_of(known: Known, settings: AnalysisSettings) -> list[Found]:
    """Every calibration of an instrument, oldest first."""
    found: list[Found] = []
    before: tuple[Calibration, list[PointFigures]] | None = None
    good_on: date | None = None
    for calibration in known.calibrations:
        points = figures_of(known, calibration, settings.single_error) or []
        one = _found(calibration, points, before, good_on)
        found.append(one)
        if calibration.performed_on and not _left_outside(calibration, points):
            good_on = calibration.performed_on
        before = (calibration, points)
    return found


def _found(
    calibration: Calibration,
    points: Sequence[PointFigures],
    before: tuple[Calibration, list[PointFigures]] | None,
    good_on: date | None,
) -> Found:
    judged = [(each.found / each.mpe, each) for each in points if each.found is not None and each.mpe]
    share, worst = max(judged, key=lambda each: abs(each[0]), default=(None, None))
    failed = calibration.result == "fail"
    inside = None if share is None else abs(share) <= 1 + SLACK
    if failed and inside is None:
        inside = False
    left = [(abs(each.left / each.mpe), each) for each in points if each.left is not None and each.mpe]
    left_share, left_worst = max(left, key=lambda each: each[0], default=(0.0, None))
    is_outside = inside is False or failed or left_share > 1 + SLACK
    days = change = None
    if before is not None and before[0].performed_on and calibration.performed_on:
        days = (calibration.performed_on - before[0].performed_on).days
        change = _change(points, before[1]) if days > 0 else None
    return Found(calibration, share, inside, days, change, is_outside, worst or left_worst, good_on)


def _left_outside(calibration: Calibration, points: Sequence[PointFigures]) -> bool:
    if calibration.result == "fail":
        return True
    return any(each.left is not None and each.mpe and abs(each.left) > each.mpe * (1 + SLACK) for each in points)


def _change(points: Sequence[PointFigures], before: Sequence[PointFigures]) -> float | None:
    """The largest change since the instrument was left, as a share of the limit, at a point that both have."""
    left = {each.point: each.left for each in before if each.left is not None}
    moved = [
        (each.found - left[each.point]) / each.mpe
        for each in points
        if each.found is not None and each.mpe and left.get(each.point) is not None
    ]
    return max(moved, key=abs, default=None)


def group_rates(histories: Iterable[tuple[Known, Sequence[Found]]], settings: AnalysisSettings) -> dict[str, GroupRate]:
    """The in-tolerance rate of every group, by its key. Calibrations that say nothing of the time before are counted
    as left out (NCSLI RP-1; ISO 10012:2003, 7.1.2)."""
    gathered: dict[str, list[int]] = {}
    labels: dict[str, str] = {}
    for known, found in histories:
        key = group_key(known.instrument, settings.group_by)
        labels.setdefault(key, known.instrument.name)
        count = gathered.setdefault(key, [0, 0, 0, 0])
        count[0] += 1
        for each in found:
            if each.inside is None:
                count[3] += 1
            else:
                count[1] += 1
                count[2] += each.inside
    return {key: _rate(key, labels[key], *count, target=settings.target_reliability) for key, count in gathered.items()}


def _rate(
    key: str, label: str, instruments: int, counted: int, good: int, left_out: int, *, target: float
) -> GroupRate:
    if not counted:
        reason = said(N_("Chưa có kết quả ban đầu nào của nhóm này; {n} lần không tính được."), n=left_out)
        return _made(key, label, instruments, (counted, good, left_out), (None, None, None), target, "none", reason)
    rate, low, high = _limits(good, counted)
    values = {"x": good, "n": counted, "low": 100 * low, "high": 100 * high, "target": 100 * target}
    if low >= target:
        words, state = N_("{x} trên {n} còn trong MPE ({low} đến {high} %): đạt mục tiêu {target} %."), "ok"
    elif high < target:
        words, state = N_("{x} trên {n} còn trong MPE ({low} đến {high} %): dưới mục tiêu {target} %."), "bad"
    else:
        words = N_("{x} trên {n} còn trong MPE ({low} đến {high} %): chưa đủ lịch sử để so với mục tiêu {target} %.")
        state = "part"
    return _made(
        key, label, instruments, (counted, good, left_out), (rate, low, high), target, state, said(words, **values)
    )


@cache
def _limits(good: int, counted: int) -> tuple[float, float, float]:
    from app.domain.metrology.proportions import exact_share

    found = exact_share(good, counted, CONFIDENCE)
    return found.observed, found.low, found.high


def _made(
    key: str,
    label: str,
    instruments: int,
    counts: tuple[int, int, int],
    figures: tuple[float | None, float | None, float | None],
    target: float,
    state: str,
    reason: Said,
) -> GroupRate:
    return GroupRate(
        key=key,
        label=label,
        instruments=instruments,
        counted=counts[0],
        in_tolerance=counts[1],
        left_out=counts[2],
        rate=figures[0],
        low=figures[1],
        high=figures[2],
        target=target,
        state=state,
        reason=reason,
    )


def look_back(known: Known, found: Sequence[Found], as_of: date) -> list[LookBackRow]:
    """The look-back of an instrument that was found (or left) outside its MPE: a row for each process it serves.

    ISO 10012:2003, 8.3.3: what was measured since the last good check has to be looked at again.
    """
    earliest = add_months(as_of, -LOOK_BACK_MONTHS)
    rows = []
    for each in found:
        until = each.calibration.performed_on
        if each.is_outside and until is not None and until >= earliest:
            rows += [_row(known, each, until, process) for process in (known.processes or (None,))]
    return rows


def _row(known: Known, each: Found, until: date, process: Process | None) -> LookBackRow:
    worst, unit = each.worst, known.instrument.unit
    error = None if worst is None else worst.found if worst.found is not None else worst.left
    mpe = None if worst is None else worst.mpe
    share = _share_of_tolerance(error, unit, process)
    return LookBackRow(
        instrument=known.instrument,
        calibration=each.calibration,
        process=process,
        since=each.since,
        until=until,
        point=None if worst is None else worst.point,
        error=error,
        mpe=mpe,
        unit=unit,
        share_of_tolerance=share,
        reason=_reason(each, until, error, mpe, unit, share),
    )


def _share_of_tolerance(error: float | None, unit: str, process: Process | None) -> float | None:
    if error is None or process is None or process.tolerance_low is None or process.tolerance_high is None:
        return None
    factor = scale(unit, process.unit)
    width = float(process.tolerance_high - process.tolerance_low)
    return abs(error) * factor / width if factor is not None and width > 0 else None


def _reason(each: Found, until: date, error: float | None, mpe: float | None, unit: str, share: float | None) -> Said:
    days: dict[str, Plain] = {"since": show_date(each.since) or "—", "until": show_date(until)}
    if error is None or mpe is None:
        return said(N_("Kết luận không đạt ngày {until}: xem lại những gì đã đo từ {since}."), **days)
    figures: dict[str, Plain] = {"error": error, "mpe": mpe, "unit": unit}
    if share is None:
        words = N_("Sai số {error} {unit}, MPE {mpe} {unit}, thấy ngày {until}: xem lại những gì đã đo từ {since}.")
        return said(words, **days, **figures)
    words = N_(
        "Sai số {error} {unit}, MPE {mpe} {unit}, bằng {share} % dung sai, thấy ngày {until}: "
        "xem lại những gì đã đo từ {since}."
    )
    return said(words, **days, **figures, share=100 * share)
