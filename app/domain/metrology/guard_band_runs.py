"""What the calculation of M13 answers. numpy and scipy are imported when it runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.results import Plain, Result, Row, Value, Verdict, missing, said
from app.domain.metrology.shown import apart, at_step, places_of, step_beside
from app.domain.metrology.usual_inputs import after_number, tolerance_of
from app.wording import N_, _

METHODS = (
    ("none", N_("không có khoảng bảo vệ")),
    ("method5_full_U", N_("w = U (cách số 5)")),
    ("method6_dobbert", N_("PFA 2 % với mọi sản phẩm (cách số 6)")),
    ("rss", N_("căn bậc hai, RSS")),
    ("rp10", N_("NCSLI RP-10")),
    ("one_result", N_("theo rủi ro của một kết quả")),
    ("solved", N_("giải cho PFA cần đạt")),
    ("solved_worst", N_("giải cho PFA xấu nhất")),
    ("least_cost", N_("thiệt hại ít nhất")),
)
NOTHING_LEFT = N_("Khoảng bảo vệ lớn hơn dung sai, không chừa lại gì: phép đo này không dùng được.")


ONE_SIDED = N_("Dung sai một phía: không có TUR, nên chỉ có w = U và w theo rủi ro của một kết quả.")


def run_guard_bands(given: Mapping[str, Any]) -> Result:
    if (given["tolerance_low"] is None) != (given["tolerance_high"] is None):
        return _one_sided(given)
    tur, middle, half = _tur_and_limits(given)
    costs = _costs(given)
    factors = _factors(tur, given, costs)
    rows = [_row(name, factor, tur, middle, half, given, costs) for name, factor in factors.items()]
    chosen = given["guard_method"]
    by_name = {row["method"]: row for row in rows}
    unit = given["unit"]
    values: dict[str, Value] = {
        name: missing(_why(name, costs)) if factor is None else Value(factor)
        for name, factor in factors.items()
        if name != "none"
    }
    values |= {
        "guard_factor": _value(by_name[chosen]["factor"], chosen, costs),
        "acceptance_low": _place(by_name[chosen]["low"], chosen, costs, unit, half / tur),
        "acceptance_high": _place(by_name[chosen]["high"], chosen, costs, unit, half / tur),
        "guard_width": _place(_width(by_name[chosen]["factor"], half), chosen, costs, unit, half / tur),
        "pfa_before_percent": Value(by_name["none"]["pfa"], "%"),
        "pfr_before_percent": Value(by_name["none"]["pfr"], "%"),
        "pfa_after_percent": _value(by_name[chosen]["pfa"], chosen, costs, "%"),
        "pfr_after_percent": _value(by_name[chosen]["pfr"], chosen, costs, "%"),
        "pfa_after_worst_percent": _value(by_name[chosen]["pfa_worst"], chosen, costs, "%"),
        "least_cost_per_unit": _value(by_name["least_cost"]["cost"], "least_cost", costs, "VND"),
        "tur_used": Value(tur),
    }
    return Result(
        calculation="guard_bands",
        version="1",
        values=values,
        verdict=_verdict(tur, by_name, chosen, half, given),
        warnings=_warnings(chosen, given),
        tables={"methods": rows},
        used=1,
    )


def _one_sided(given: Mapping[str, Any]) -> Result:
    """The limit moved by w into the tolerance (JCGM 106:2012, 8.3.2; ISO 14253-1:2017); its PFA needs the product."""
    from app.domain.metrology.guard_bands import share_of_u

    u95, unit, chosen = given["U95"], given["unit"], given["guard_method"]
    if u95 is None or given["tur"] is not None:
        raise UserError(_("Dung sai một phía: cho “U95”, không cho “tur”."))
    risk = given["one_result_risk_percent"]
    widths = {"none": 0.0, "method5_full_U": u95, "one_result": share_of_u(risk / 100, given["k"]) * u95}
    low, high = given["tolerance_low"], given["tolerance_high"]
    rows: list[dict[str, Any]] = [
        {"method": name, "low": None if low is None else low + w, "high": None if high is None else high - w}
        for name, w in widths.items()
    ]
    row = next((each for each in rows if each["method"] == chosen), None)
    no_side = N_("Phía này không có giới hạn.")
    values = {name: missing(ONE_SIDED, unit) for name in ("acceptance_low", "acceptance_high")}
    if row is not None:
        values = {
            f"acceptance_{side}": missing(no_side, unit)
            if row[side] is None
            else Value(row[side], unit, step=step_beside(u95, 3))
            for side in ("low", "high")
        }
    values |= {name: missing(ONE_SIDED, unit) for name in _NOT_ONE_SIDED for unit in [_UNITS.get(name, "")]}
    values["guard_width"] = (
        missing(ONE_SIDED, unit) if row is None else Value(widths[chosen], unit, step=step_beside(u95, 3))
    )
    basis = said(N_("w = U, hoặc w = z(1 − p)/k × U (JCGM 106:2012, 8.3.2; ISO 14253-1:2017)."))
    verdict = Verdict("none", said(N_("Quy tắc được chọn không dùng được cho dung sai một phía.")), basis)
    if row is not None:
        words = N_("Lùi giới hạn chấp nhận vào trong {w}{unit}.")
        verdict = Verdict(
            "ok", said(words, w=at_step(widths[chosen], step_beside(u95, 3)), unit=after_number(unit)), basis
        )
    return Result(
        calculation="guard_bands",
        version="1",
        values=values,
        verdict=verdict,
        warnings=(said(ONE_SIDED),),
        tables={"methods": rows},
        used=1,
    )


_UNITS = {"least_cost_per_unit": "VND"} | dict.fromkeys(
    (
        "pfa_before_percent",
        "pfr_before_percent",
        "pfa_after_percent",
        "pfr_after_percent",
        "pfa_after_worst_percent",
    ),
    "%",
)
_NOT_ONE_SIDED = (
    "guard_factor",
    *_UNITS,
    *(name for name, _words in METHODS if name != "none"),
    "tur_used",
)


def _tur_and_limits(given: Mapping[str, Any]) -> tuple[float, float, float]:
    """TUR, middle and half-width; without limits plus or minus 1."""
    low, high, width = given["tolerance_low"], given["tolerance_high"], tolerance_of(given)
    if (given["tur"] is None) == (given["U95"] is None):
        raise UserError(_("Cho đúng một trong “tur” và “U95”."))
    middle, half = (0.0, 1.0) if width is None else ((low + high) / 2, width / 2)
    if given["tur"] is not None:
        return given["tur"], middle, half
    if width is None:
        raise UserError(_("Có “U95” thì cần cả “tolerance_low” và “tolerance_high”."))
    return half / given["U95"], middle, half


def _costs(given: Mapping[str, Any]) -> tuple[float, float] | None:
    accept, reject = given["false_accept_cost"], given["false_reject_cost"]
    if (accept is None) != (reject is None):
        raise UserError(_("Cho cả hai thiệt hại: khi nhận một đơn vị sai và khi loại một đơn vị đúng."))
    return None if accept is None else (accept, reject)


def _width(factor: float | None, half: float) -> float | None:
    return None if factor is None else (1 - factor) * half


def _factors(tur: float, given: Mapping[str, Any], costs: tuple[float, float] | None) -> dict[str, float | None]:
    from app.domain.metrology import guard_bands as rules

    itp, target = given["itp"], given["pfa_target_percent"] / 100
    return {
        "none": 1.0,
        "method5_full_U": rules.full_uncertainty(tur),
        "method6_dobbert": rules.method_6(tur),
        "rss": rules.root_sum_square(tur),
        "rp10": rules.rp10(tur),
        "one_result": rules.for_one_result(tur, given["one_result_risk_percent"] / 100, given["k"]),
        "solved": rules.solved(tur, itp, target),
        "solved_worst": rules.solved_for_worst(tur, target),
        "least_cost": rules.least_cost(tur, itp, *costs)[0] if costs else None,
    }


def _row(
    name: str,
    factor: float | None,
    tur: float,
    middle: float,
    half: float,
    given: Mapping[str, Any],
    costs: tuple[float, float] | None,
) -> dict[str, Any]:
    from app.domain.metrology.guard_bands import band_risk

    if factor is None:
        return dict.fromkeys(("factor", "low", "high", "pfa", "pfr", "pfa_worst", "cost")) | {"method": name}
    risk = band_risk(tur, given["itp"], factor)
    places = places_of(step_beside(half / tur, 3) or 1e-9)
    cost = None if costs is None else costs[0] * risk.pfa + costs[1] * risk.pfr
    return {
        "method": name,
        "factor": factor,
        "low": round(middle - factor * half, places),
        "high": round(middle + factor * half, places),
        "pfa": 100 * risk.pfa,
        "pfr": 100 * risk.pfr,
        "pfa_worst": 100 * risk.pfa_worst,
        "cost": cost,
    }


def _why(name: str, costs: tuple[float, float] | None) -> str:
    if name == "least_cost" and costs is None:
        return N_("Chưa cho thiệt hại khi nhận sai và khi loại sai.")
    if name in ("solved", "solved_worst"):
        return N_("Không giới hạn nào trong dung sai đạt được PFA này.")
    return NOTHING_LEFT


def _value(value: Plain, name: str, costs: tuple[float, float] | None, unit: str = "") -> Value:
    return missing(_why(name, costs), unit) if value is None else Value(value, unit)


def _place(value: Plain, name: str, costs: tuple[float, float] | None, unit: str, u95: float) -> Value:
    """A limit or a width, to one place more than U has."""
    if value is None or isinstance(value, str):
        return missing(_why(name, costs), unit)
    return Value(value, unit, step=step_beside(u95, 3))


def _verdict(tur: float, rows: Mapping[Any, Row], chosen: str, half: float, given: Mapping[str, Any]) -> Verdict:
    target = given["pfa_target_percent"]
    basis = said(N_("PFA ≤ {target} % (ANSI/NCSL Z540.3-2006, 5.3 b); hệ số không quá 1."), target=target)
    if tur <= 1:
        words = N_(
            "TUR {tur} không quá 1: U bằng hoặc lớn hơn nửa độ rộng dung sai, phép đo không dùng được cho dung sai này."
        )
        return Verdict("bad", said(words, tur=apart(tur, 1.0, digits=3)), basis)
    row = rows[chosen]
    if row["factor"] is None:
        return Verdict("none", said(N_("Quy tắc được chọn không cho giới hạn nào với TUR {tur}."), tur=tur), basis)
    if row["factor"] == 1 and float(rows["none"]["pfa"] or 0) <= target:
        words = N_("Không cần khoảng bảo vệ: PFA {pfa} % đã đạt mức {target} %.")
        return Verdict("ok", said(words, pfa=apart(float(row["pfa"] or 0), target, digits=3), target=target), basis)
    values: dict[str, Plain] = {
        "w": at_step(_width(float(row["factor"]), half) or 0.0, step_beside(half / tur, 3)),
        "unit": after_number(given["unit"]),
        "pfa": apart(float(row["pfa"] or 0), target, digits=3),
        "pfr": apart(float(row["pfr"] or 0), digits=3),
    }
    if float(row["pfa"] or 0) > target * (1 + 1e-9):
        words = N_("Lùi giới hạn mỗi phía {w}{unit}: PFA còn {pfa} %, vẫn vượt {target} %; loại bỏ sai {pfr} %.")
        return Verdict("part", said(words, **values, target=target), basis)
    words = N_("Lùi giới hạn chấp nhận mỗi phía {w}{unit}: PFA {pfa} %, đổi lại loại bỏ sai {pfr} %.")
    return Verdict("ok", said(words, **values), basis)


def _warnings(chosen: str, given: Mapping[str, Any]) -> tuple[Any, ...]:
    found = []
    if chosen == "method6_dobbert" and given["pfa_target_percent"] != 2:
        found.append(said(N_("Cách số 6 chỉ nhằm PFA 2 %; với mức khác hãy chọn “giải cho PFA xấu nhất”.")))
    if given["tolerance_low"] is None and given["tolerance_high"] is None:
        found.append(said(N_("Chưa cho dung sai: giới hạn tính cho dung sai ±1.")))
    return tuple(found)
