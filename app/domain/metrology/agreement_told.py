"""A study of good/bad decisions from rows to result: figures, limits of AIAG, verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from app.domain.errors import UserError
from app.domain.metrology.agreement import Agreement, Appraiser, Decisions, Missed, agreement_of
from app.domain.metrology.proportions import Share
from app.domain.metrology.results import Result, Row, Said, Value, Verdict, missing, said
from app.wording import N_, _

_NO_REFERENCE = N_("Chưa biết vật nào đạt thật nên không tính được.")
_ALL_ALIKE = N_("Mọi quyết định như nhau nên kappa không tính được.")
_STATES = ("ok", "part", "bad")
_VERDICTS = {
    "ok": N_("Mọi người đánh giá đều đạt: quyết định đúng, ít bỏ lọt và ít loại nhầm."),
    "part": N_("Cách đánh giá chỉ tạm dùng được: {names} còn ở mức phải cải thiện."),
    "bad": N_("Cách đánh giá chưa dùng được: {names} quyết định sai nhiều hơn mức cho phép."),
}
_USUAL = {"parts": 50, "appraisers": 3, "trials": 3}


def agreement_study(given: Mapping[str, Any]) -> Result:
    rows: Sequence[Mapping[str, Any]] = given["data"]
    if not rows:
        raise UserError(_("Chưa có quyết định nào trong “data”."))
    names, parts = _in_order(rows, "appraiser"), _in_order(rows, "part")
    decisions, reference = _cube(rows, names, parts), _reference(rows, parts)
    found = agreement_of(names, decisions, reference, given["confidence"])
    return Result(
        calculation="",
        version="",
        values=_values(found),
        verdict=_verdict(given, found),
        warnings=_warnings(given, found, decisions, reference),
        tables={
            "appraisers": tuple(_row(name, each, given) for name, each in found.appraisers.items()),
            "pairs": tuple(
                {"first": first, "second": second, "kappa": kappa} for (first, second), kappa in found.kappas.items()
            ),
        },
        used=len(rows),
    )


def _in_order(rows: Sequence[Mapping[str, Any]], name: str) -> list[str]:
    return list(dict.fromkeys(row[name] for row in rows))


def _cube(rows: Sequence[Mapping[str, Any]], names: list[str], parts: list[str]) -> Decisions:
    """(appraisers, parts, trials). UserError: the same decision twice, or an appraiser who left out some."""
    found: dict[tuple[str, str], dict[int, bool]] = {}
    for number, row in enumerate(rows, 1):
        cell = found.setdefault((row["appraiser"], row["part"]), {})
        trial = row["trial"] if row["trial"] is not None else len(cell) + 1
        if trial in cell:
            raise UserError(
                _(
                    "Dòng {row} lặp lại một quyết định (vật {part}, người {operator}, lần {trial}). Hãy bỏ một dòng.",
                    row=number,
                    part=row["part"],
                    operator=row["appraiser"],
                    trial=trial,
                )
            )
        cell[trial] = row["decision_1_ok"] == 1
    trials = sorted({trial for each in found.values() for trial in each})
    for name in names:
        for part in parts:
            given = len(found.get((name, part), {}))
            if given != len(trials):
                raise UserError(
                    _(
                        "Người {operator} đánh giá vật {part} {count} trên {wanted} lần. "
                        "Mọi người phải đánh giá mọi vật số lần như nhau.",
                        operator=name,
                        part=part,
                        count=given,
                        wanted=len(trials),
                    )
                )
    return np.array([[[found[name, part][trial] for trial in trials] for part in parts] for name in names])


def _reference(rows: Sequence[Mapping[str, Any]], parts: list[str]) -> Decisions | None:
    """Of each part; None when no row has one. UserError: it changes within a part, or some parts lack it."""
    known: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        value = row["reference_1_ok"]
        if value is not None and known.setdefault(row["part"], value) != value:
            raise UserError(
                _(
                    "Dòng {row}: vật {part} lúc đạt lúc không đạt trong cột “reference_1_ok”.",
                    row=number,
                    part=row["part"],
                )
            )
    if not known:
        return None
    lacking = [part for part in parts if part not in known]
    if lacking:
        raise UserError(_("Vật {part} chưa có giá trị trong cột “reference_1_ok”.", part=lacking[0]))
    return np.array([known[part] == 1 for part in parts])


def _values(found: Agreement) -> dict[str, Value]:
    values: dict[str, Value] = {
        "system_effectiveness": _percent(found.all_right),
        "system_agreement": _percent(found.all_alike),
    }
    for (first, second), kappa in found.kappas.items():
        values[f"kappa_{_pair(first, second)}"] = _kappa(kappa, known=True)
    for name, each in found.appraisers.items():
        values[f"kappa_ref_{name}"] = _kappa(each.kappa, known=each.right is not None)
        values[f"effectiveness_{name}"] = _percent(each.right)
        values[f"eff_low_{name}"] = _bound(each.right, low=True)
        values[f"eff_high_{name}"] = _bound(each.right, low=False)
        values[f"miss_rate_{name}"] = _rate(each.misses)
        values[f"false_alarm_{name}"] = _rate(each.false_alarms)
        values[f"self_agreement_{name}"] = _percent(each.alike)
    return values


def _pair(first: str, second: str) -> str:
    """A and B are AB; longer names are joined by a dash."""
    return first + second if len(first) == len(second) == 1 else f"{first}-{second}"


def _percent(share: Share | None) -> Value:
    if share is None:
        return missing(_NO_REFERENCE, "%")
    return Value(100 * share.observed, "%", low=100 * share.low, high=100 * share.high)


def _bound(share: Share | None, *, low: bool) -> Value:
    if share is None:
        return missing(_NO_REFERENCE, "%")
    return Value(100 * (share.low if low else share.high), "%")


def _kappa(kappa: float | None, *, known: bool) -> Value:
    if kappa is None:
        return missing(_ALL_ALIKE if known else _NO_REFERENCE)
    return Value(kappa)


def _rate(missed: Missed | None) -> Value:
    if missed is None:
        return missing(_NO_REFERENCE, "%")
    if missed.share is None:
        return missing(N_("Không có vật nào thuộc loại này trong nghiên cứu."), "%")
    return Value(100 * missed.share, "%")


def _class(found: Appraiser, given: Mapping[str, Any]) -> str:
    """The worst of effectiveness, misses and false alarms; "none" without a reference."""
    if found.right is None or found.misses is None or found.false_alarms is None:
        return "none"
    marks = [
        _grade(-100 * found.right.observed, -given["effectiveness_ok_percent"], -given["effectiveness_bad_percent"])
    ]
    for missed, name in ((found.misses, "miss"), (found.false_alarms, "false_alarm")):
        if missed.share is not None:
            marks.append(_grade(100 * missed.share, given[f"{name}_ok_percent"], given[f"{name}_bad_percent"]))
    if found.kappa is not None and found.kappa < given["kappa_poor"]:
        marks.append(2)
    return _STATES[max(marks)]


def _grade(value: float, ok: float, bad: float) -> int:
    """0 up to ok, 1 up to bad, 2 beyond."""
    if value <= ok + 1e-9:
        return 0
    return 1 if value <= bad + 1e-9 else 2


def _row(name: str, found: Appraiser, given: Mapping[str, Any]) -> Row:
    return {
        "appraiser": name,
        "effectiveness": _percent(found.right).value,
        "low": _bound(found.right, low=True).value,
        "high": _bound(found.right, low=False).value,
        "miss_rate": _rate(found.misses).value,
        "false_alarm": _rate(found.false_alarms).value,
        "kappa_ref": found.kappa,
        "state": _class(found, given),
    }


def _verdict(given: Mapping[str, Any], found: Agreement) -> Verdict:
    basis = said(
        N_(
            "Mức đạt và mức còn tạm: hiệu quả {e_ok} % và {e_bad} %, bỏ lọt {m_ok} % và {m_bad} %, loại nhầm "
            "{f_ok} % và {f_bad} %, kappa so với chuẩn từ {kappa} (AIAG MSA, xuất bản lần 4, chương III-C); theo "
            "người kém nhất."
        ),
        e_ok=given["effectiveness_ok_percent"],
        e_bad=given["effectiveness_bad_percent"],
        m_ok=given["miss_ok_percent"],
        m_bad=given["miss_bad_percent"],
        f_ok=given["false_alarm_ok_percent"],
        f_bad=given["false_alarm_bad_percent"],
        kappa=given["kappa_poor"],
    )
    classes = {name: _class(each, given) for name, each in found.appraisers.items()}
    if "none" in classes.values():
        return Verdict(
            "none", said(N_("Chưa kết luận được: chưa biết vật nào đạt thật, chỉ so được người với người.")), basis
        )
    worst = max(classes.values(), key=_STATES.index)
    names = ", ".join(name for name, each in classes.items() if each == worst)
    return Verdict(worst, Said(_VERDICTS[worst], {} if worst == "ok" else {"names": names}), basis)


def _warnings(
    given: Mapping[str, Any], found: Agreement, decisions: Decisions, reference: Decisions | None
) -> tuple[Said, ...]:
    appraisers, parts, trials = decisions.shape
    told = []
    for name, each in found.appraisers.items():
        limit = _covered(each.right, given)
        if each.right is not None and limit is not None:
            told.append(
                said(
                    N_(
                        "Hiệu quả của {name} có khoảng tin cậy {low}–{high} %, còn trùm mức {limit} %: dữ liệu chưa đủ "
                        "để chắc chắn."
                    ),
                    name=name,
                    low=100 * each.right.low,
                    high=100 * each.right.high,
                    limit=limit,
                )
            )
    if any(kappa is not None and kappa < given["kappa_good"] for kappa in found.kappas.values()):
        told.append(
            said(N_("Có cặp người đánh giá chưa thống nhất tốt (kappa dưới {limit})."), limit=given["kappa_good"])
        )
    if parts < _USUAL["parts"] or appraisers < _USUAL["appraisers"] or trials < _USUAL["trials"]:
        told.append(
            said(
                N_(
                    "Nghiên cứu có {parts} vật, {appraisers} người, {trials} lần; nên có khoảng 50 vật (đạt, không đạt "
                    "và sát giới hạn), 3 người, 3 lần."
                ),
                parts=parts,
                appraisers=appraisers,
                trials=trials,
            )
        )
    if reference is not None and (reference.all() or not reference.any()):
        told.append(
            said(N_("Mọi vật đều cùng một loại nên chưa thấy được người đánh giá có phân biệt được đạt và không đạt."))
        )
    return tuple(told)


def _covered(share: Share | None, given: Mapping[str, Any]) -> float | None:
    """A limit of the effectiveness that its interval covers."""
    limits = (given["effectiveness_ok_percent"], given["effectiveness_bad_percent"])
    if share is None:
        return None
    return next((float(each) for each in limits if 100 * share.low < each <= 100 * share.high), None)
