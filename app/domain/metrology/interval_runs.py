"""What the calculations of M15 answer. numpy and scipy are imported when one runs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.domain.metrology.results import Result, Row, Said, Value, Verdict, missing, said
from app.wording import N_, _

if TYPE_CHECKING:
    from app.domain.metrology.interval_reliability import IntervalTest, ReliabilityFit

MONTH = 30.4375
"""Days in a month on average."""
MISFIT = 0.05
"""p below which the curve does not fit the groups."""
CURVE_STEPS = 60
NO_HISTORY = N_("Chưa có kết quả ban đầu nào: chưa đủ lịch sử để đề nghị.")


def run_a3(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.interval_reliability import interval_test

    n, x = _counts(given)
    if n == 0:
        return _without_history(given)
    test = interval_test(
        x,
        n,
        given["current_interval_days"],
        given["target_reliability"],
        confidence=given["confidence_for_limits"],
        needed=given["rejection_needed"],
        factor=given["max_change_factor"],
        smallest=given["smallest_change_days"],
        bounds=_bounds(given),
    )
    days, notes = _legal(test.days, given)
    if test.days != test.reached:
        notes += (
            said(N_("Bị chặn trong khoảng {low} đến {high} ngày."), low=given["min_days"], high=given["max_days"]),
        )
    values = {
        "new_interval_days": Value(days, "day"),
        "reliability": Value(test.reliability, "", None, test.low, test.high),
        "reliability_low": Value(test.low),
        "reliability_high": Value(test.high),
        "rejection_confidence": Value(test.rejection),
        "recommended": Value(test.recommended),
        "n": Value(n),
        "n_in_tolerance": Value(x),
    }
    verdict = _a3_verdict(given, test, days, (x, n))
    return Result(calculation="interval_a3", version="1", values=values, verdict=verdict, warnings=notes, used=n)


def _without_history(given: Mapping[str, Any]) -> Result:
    names = ("new_interval_days", "reliability", "reliability_low", "reliability_high", "rejection_confidence")
    values = {name: missing(NO_HISTORY, "day" if "days" in name else "") for name in (*names, "recommended")}
    values |= {"n": Value(0), "n_in_tolerance": Value(0)}
    verdict = Verdict("none", said(NO_HISTORY), _a3_basis(given))
    return Result(calculation="interval_a3", version="1", values=values, verdict=verdict)


def _a3_verdict(given: Mapping[str, Any], test: IntervalTest, days: float, counts: tuple[int, int]) -> Verdict:
    """days: the interval proposed, the law respected. counts: within the MPE, of how many."""
    current, basis, (x, n) = given["current_interval_days"], _a3_basis(given), counts
    if days < current and days < test.days:
        words = N_("Rút về {new} ngày theo mức dài nhất của pháp luật.")
        return Verdict("part", said(words, new=round(days)), basis)
    if not test.recommended:
        words = N_("Giữ chu kỳ {old} ngày: {x} trên {n} còn trong MPE, chưa đủ chắc là khác mục tiêu.")
        return Verdict("ok", said(words, old=current, x=x, n=n), basis)
    if days < current:
        words = N_("Rút ngắn từ {old} xuống {new} ngày: chỉ {x} trên {n} còn trong MPE.")
        return Verdict("bad", said(words, old=current, new=round(days), x=x, n=n), basis)
    words = N_("Kéo dài từ {old} lên {new} ngày: {x} trên {n} còn trong MPE.")
    return Verdict("ok", said(words, old=current, new=round(days), x=x, n=n), basis)


def _a3_basis(given: Mapping[str, Any]) -> Said:
    return said(
        N_("Đổi khi mức tin cậy quá {needed} % và thay đổi từ {days} ngày (NCSLI RP-1:2010, A3); mục tiêu {target} %."),
        needed=100 * given["rejection_needed"],
        days=given["smallest_change_days"],
        target=100 * given["target_reliability"],
    )


def _counts(given: Mapping[str, Any]) -> tuple[int, int]:
    """n and x, from the marks or as given; UserError for marks that are neither 0 nor 1, or intervals far apart."""
    marks, n, x = given["in_tolerance"], given["n_given"], given["x_given"]
    if marks is None:
        if n is None or x is None:
            raise UserError(_("Thiếu “in_tolerance”: danh sách 1 và 0, hoặc “n_given” và “x_given”."))
        if x > n:
            raise UserError(_("Số lần còn trong MPE ({x}) lớn hơn số lần ({n}).", x=x, n=n))
        return n, x
    for row, each in enumerate(marks, 1):
        if each not in (0, 1):
            raise UserError(_("“in_tolerance”, số thứ {row} phải là 1 hoặc 0.", row=row))
    _check_intervals(given, len(marks))
    return len(marks), int(sum(marks))


def _check_intervals(given: Mapping[str, Any], n: int) -> None:
    from app.domain.metrology.interval_reliability import far_from

    intervals = given["intervals_days"]
    if intervals is None:
        return
    if len(intervals) != n:
        raise UserError(_("Có {n} kết quả mà {m} khoảng thời gian.", n=n, m=len(intervals)))
    if far := far_from(intervals, given["current_interval_days"]):
        rows = ", ".join(str(each + 1) for each in far)
        words = _(
            "Khoảng thời gian của lần {rows} lệch chu kỳ đang dùng quá 50 % hoặc 56 ngày: phép thử A3 cần cùng một "
            "chu kỳ. Bỏ các lần đó ra, hoặc dùng cách S2.",
            rows=rows,
        )
        raise UserError(words)


def _bounds(given: Mapping[str, Any]) -> tuple[float, float]:
    if given["min_days"] >= given["max_days"]:
        raise UserError(_("“min_days” phải nhỏ hơn “max_days”."))
    return given["min_days"], given["max_days"]


def _legal(days: float, given: Mapping[str, Any]) -> tuple[float, tuple[Said, ...]]:
    legal = given["legal_days"]
    if legal is None or days <= legal:
        return days, ()
    return legal, (said(N_("Pháp luật không cho quá {days} ngày."), days=legal),)


def run_s2(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.interval_reliability import fit_reliability

    rows = given["data"]
    _check_groups(given)
    n, good = sum(each["n"] for each in rows), sum(each["in_tolerance"] for each in rows)
    fit = fit_reliability(
        [each["days"] for each in rows],
        [each["n"] for each in rows],
        [each["in_tolerance"] for each in rows],
        given["target_reliability"],
        given["model"] == "weibull",
        given["confidence"],
    )
    points: list[Row] = [{"days": each["days"], "value": each["in_tolerance"] / each["n"]} for each in rows]
    counts = {"n": Value(n), "n_in_tolerance": Value(good)}
    if fit is None:
        why = N_("Không có kết quả nào ngoài MPE.") if good == n else N_("Không có kết quả nào còn trong MPE.")
        names = ("lambda", "beta", "log_likelihood", "deviance", "deviance_df", "fit_p")
        return Result(
            calculation="interval_s2",
            version="1",
            values={"new_interval_days": missing(why, "day"), **{name: missing(why) for name in names}, **counts},
            verdict=Verdict("none", said(why), _s2_basis(given)),
            tables={"points": points},
            used=n,
        )
    low, high = _bounds(given)
    days, notes = _legal(min(high, max(low, fit.days)), given)
    last = max(each["days"] for each in rows)
    return Result(
        calculation="interval_s2",
        version="1",
        values=_s2_values(fit, days) | counts,
        verdict=_s2_verdict(given, fit, days, n),
        warnings=(*notes, *_s2_warnings(fit, last)),
        tables={"points": points, "curve": _survival(fit, 1.1 * max(last, days))},
        used=n,
    )


def _check_groups(given: Mapping[str, Any]) -> None:
    """UserError for a group with more good results than results, or too few intervals for the coefficients."""
    rows = given["data"]
    for row, each in enumerate(rows, 1):
        if each["in_tolerance"] > each["n"]:
            raise UserError(_("Dòng {row}: số còn trong MPE lớn hơn số kết quả.", row=row))
    least = 3 if given["model"] == "weibull" else 2
    times = len({each["days"] for each in rows})
    if times < least:
        raise UserError(_("Cần ít nhất {least} khoảng thời gian khác nhau, mới có {n}.", least=least, n=times))


def _s2_values(fit: ReliabilityFit, days: float) -> dict[str, Value]:
    proposed = Value(days, "day", None, fit.low, fit.high) if days == fit.days else Value(days, "day")
    return {
        "new_interval_days": proposed,
        "lambda": Value(fit.rate, "1/day"),
        "beta": Value(fit.shape),
        "log_likelihood": Value(fit.log_likelihood),
        "deviance": Value(fit.deviance),
        "deviance_df": Value(fit.df),
        "fit_p": missing(N_("Số nhóm bằng số hệ số: không kiểm tra được.")) if fit.p is None else Value(fit.p),
    }


def _s2_warnings(fit: ReliabilityFit, last: float) -> Iterator[Said]:
    if fit.p is not None and fit.p < MISFIT:
        yield said(N_("Đường không hợp với số liệu (p = {p}): đừng dùng nó để kết luận."), p=fit.p)
    if fit.days > last:
        yield said(N_("Chu kỳ vượt khoảng thời gian dài nhất đã thấy ({days} ngày): là suy rộng."), days=last)


def _s2_verdict(given: Mapping[str, Any], fit: ReliabilityFit, days: float, n: int) -> Verdict:
    basis = _s2_basis(given)
    if n < given["results_needed"]:
        words = N_("Chưa đủ lịch sử: {n} kết quả, cần {needed}. Tạm tính {days} ngày.")
        return Verdict("none", said(words, n=n, needed=given["results_needed"], days=round(days)), basis)
    if fit.p is not None and fit.p < MISFIT:
        return Verdict("none", said(N_("Đường không hợp với số liệu: chưa kết luận được chu kỳ.")), basis)
    words = N_("Sau {days} ngày, tỷ lệ còn trong MPE xuống đến {target} %.")
    return Verdict("ok", said(words, days=round(days), target=100 * given["target_reliability"]), basis)


def _s2_basis(given: Mapping[str, Any]) -> Said:
    return said(
        N_("Ít nhất {n} kết quả (NCSLI RP-1:2010, S2); mục tiêu {target} %."),
        n=given["results_needed"],
        target=100 * given["target_reliability"],
    )


def _survival(fit: ReliabilityFit, last: float) -> list[Row]:
    """The fitted reliability from the start to the last day."""
    days = (last * step / CURVE_STEPS for step in range(CURVE_STEPS + 1))
    return [{"days": each, "fit": math.exp(-((fit.rate * each) ** fit.shape))} for each in days]
