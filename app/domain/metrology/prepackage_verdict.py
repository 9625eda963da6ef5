"""M17: a lot of prepackages told: tare, figures, verdict only as far as confirmed tables allow, overfill in money.

Without an auditor's word that T, k and the allowed numbers are those of the signed circular there is no official
verdict, but for one case: the mean of a whole lot below Qn fails by Điều 5 alone, which was read.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.domain.metrology.prepackage_tables import SAMPLED_FROM, find_plan, known_unit
from app.domain.metrology.results import Plain, Result, Said, Value, Verdict, located, missing, said
from app.domain.metrology.shown import at_step, places_of, step_beside
from app.wording import N_, _

if TYPE_CHECKING:
    from app.domain.metrology.prepackages import Lot

FAILED = {
    "mean": N_("Lô không đạt: trung bình {mean} {unit} thấp hơn giới hạn {limit} {unit}."),
    "count": N_("Lô không đạt: {count} đơn vị thiếu quá T, chỉ được {allowed}."),
    "2T": N_("Lô không đạt: có {count_2T} đơn vị thiếu quá 2T, không được có đơn vị nào."),
}
PASSED = N_("Lô đạt cả ba phép kiểm: trung bình, số đơn vị thiếu và không đơn vị nào thiếu quá 2T.")
SECOND = N_("Mẫu đầu chưa quyết được ({count} đơn vị thiếu quá T): lấy mẫu lần hai.")
TOO_FEW = N_("Chưa kết luận được về số đơn vị thiếu: mới đo {n} đơn vị, phương án cần {wanted}.")
NO_PLAN = N_("Chưa kết luận được về số đơn vị thiếu: chưa có cỡ lô N hoặc số cho phép.")
NOT_SAME = N_("Chưa kết luận được về số đơn vị thiếu: mẫu {n} đơn vị không phải cỡ mẫu của phương án ({wanted}).")
NO_MEAN = N_("Chưa kết luận được: cần ít nhất 2 đơn vị để kiểm trung bình.")

UNCHECKED = {
    "accept": N_(
        "Theo bảng của OIML và EU lô đạt, nhưng chưa phải kết luận chính thức: T, k và số cho phép chưa đối chiếu với "
        "Phụ lục III, IV Thông tư 21/2014/TT-BKHCN."
    ),
    "reject": N_(
        "Theo bảng của OIML và EU lô không đạt, nhưng chưa phải kết luận chính thức: T, k và số cho phép chưa đối "
        "chiếu với Phụ lục III, IV Thông tư 21/2014/TT-BKHCN."
    ),
}
BASIS = N_(
    "Điều 5 Thông tư 21/2014/TT-BKHCN: trung bình ≥ {limit} {unit}; T = {T} {unit}; tối đa {allowed} đơn vị thiếu quá "
    "T; không đơn vị nào thiếu quá 2T. T: {source_T}. Số cho phép: {source_plan}."
)
WHOLE_MEAN = N_("Điều 5 khoản 1 a Thông tư 21/2014/TT-BKHCN: đo cả lô thì trung bình phải ≥ Qn = {Qn} {unit}.")


def run_lot(given: Mapping[str, Any]) -> Result:
    """The three tests on a lot; UserError for a quantity outside the table or money without currency."""
    from app.domain.metrology.prepackages import Rule, deficiency, exact, judge_lot

    unit = given["unit"] or "g"
    nominal, lot_size = exact(given["Qn"]), given["lot_size"]
    found = deficiency(nominal, unit)
    tolerated = exact(given["T_annex"]) if given["T_annex"] is not None else found.rounded
    net = net_contents(given["data"], given["tare"])
    plan = find_plan(given["plan"], lot_size) if lot_size is not None else None
    lot = judge_lot(net, nominal, tolerated, Rule(lot_size, plan, given["allowed_annex"], given["k"]))
    return Result(
        calculation="prepackage_lot",
        version="1",
        values={**_figures(lot, nominal, tolerated, unit, plan), **_more(lot, nominal, unit, given)},
        verdict=_verdict(lot, nominal, tolerated, unit, given, plan),
        settings={"tables": "OIML R 87 / 76/211/EEC / TT 21/2014"},
        warnings=_warnings(lot, tolerated, unit, given),
        tables={"tests": _tests(lot), "units": _units(given["data"], net, nominal, tolerated)},
        used=lot.n,
    )


def net_contents(rows: Sequence[Mapping[str, Any]], tare: float | None) -> list[Decimal]:
    """What each unit holds: as weighed less its own tare, else less the mean tare. UserError names a row that holds
    less than nothing."""
    from app.domain.metrology.prepackages import exact

    found = []
    for number, row in enumerate(rows, 1):
        own = row.get("tare")
        gross = exact(row["value"])
        net = gross - exact(own if own is not None else tare or 0)
        if net < 0:
            raise UserError(_("Dòng {row}: trừ bì còn {net}, nhỏ hơn 0. Xem lại số cân hoặc bì.", row=number, net=net))
        found.append(net)
    return found


def _figures(lot: Lot, nominal: Decimal, tolerated: Decimal, unit: str, plan: Any) -> dict[str, Value]:
    one = N_("Một đơn vị thì chưa có độ lệch chuẩn.")
    no_k = N_("Đo cả lô thì trung bình so với chính Qn, không có k.") if lot.whole else one
    no_count = N_("Chưa có cỡ lô hoặc phương án, nên chưa biết số cho phép.")
    first = lot.count if plan is not None and not lot.whole and lot.n == plan.n else ""
    error = lot.mean - nominal
    return {
        "n": Value(lot.n),
        "mean": located(float(lot.mean), _spread(lot), unit),
        "s": missing(one, unit) if lot.s is None else Value(lot.s, unit),
        "T": Value(float(tolerated), unit),
        "k": missing(no_k) if lot.k is None else Value(lot.k),
        "mean_limit": missing(one, unit) if lot.mean_limit is None else located(lot.mean_limit, _spread(lot), unit),
        "mean_test_passed": missing(one) if lot.mean_passed is None else Value(lot.mean_passed),
        "count_below_Qn_minus_T": Value(lot.t1),
        "count_below_Qn_minus_2T": Value(lot.t2),
        "allowed": missing(no_count) if lot.allowed is None else Value(lot.allowed),
        "decision_first_sample": Value(first)
        if first
        else missing(N_("Số đơn vị đã đo không phải mẫu đầu của phương án.")),
        "decision": Value(lot.decision) if lot.decision else missing(N_("Chưa đủ để kết luận cả ba phép kiểm.")),
        "largest_shortfall": Value(float(lot.shortfall), unit),
        "average_error": Value(float(error), unit),
        "average_error_percent": Value(float(100 * error / nominal), "%"),
    }


def _more(lot: Lot, nominal: Decimal, unit: str, given: Mapping[str, Any]) -> dict[str, Value]:
    z = given["z"]
    if z is None:
        target = missing(N_("Chưa chọn hệ số an toàn z."), unit)
    elif lot.s is None:
        target = missing(N_("Một đơn vị thì chưa có độ lệch chuẩn."), unit)
    else:
        target = located(float(nominal) + z * lot.s, _spread(lot), unit)
    return {"target_fill": target, "annual_giveaway": _giveaway(lot, nominal, given)}


def _giveaway(lot: Lot, nominal: Decimal, given: Mapping[str, Any]) -> Value:
    """(mean - Qn) x units a year x price, with the 95 % interval of the mean where there is one (M20)."""
    from app.domain.metrology.losses import money_of, overfill
    from app.domain.metrology.prepackages import exact

    packages, price = given["packages_per_year"], given["price_per_unit"]
    if packages is None or price is None:
        return missing(N_("Cần số đơn vị một năm và giá một đơn vị lượng."))
    money = money_of(given)
    rate = exact(packages) * exact(price)
    loss = overfill(lot.mean, nominal, rate)
    half = 0.0 if lot.whole else None if lot.s is None else _half(lot.s, lot.n) * float(rate)
    if half is None:
        return Value(float(loss), money)
    return Value(float(loss), money, low=float(loss) - half, high=float(loss) + half)


def _half(s: float, n: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(n - 1, 0.975)) * s / math.sqrt(n)


def _verdict(lot: Lot, nominal: Decimal, tolerated: Decimal, unit: str, given: Mapping[str, Any], plan: Any) -> Verdict:
    step = step_beside(_spread(lot))
    limit = "—" if lot.mean_limit is None else at_step(lot.mean_limit, step)
    figures: dict[str, Plain] = {
        "mean": at_step(float(lot.mean), step),
        "limit": limit,
        "unit": unit,
        "count": lot.t1,
        "count_2T": lot.t2,
        "allowed": lot.allowed,
        "n": lot.n,
        "wanted": lot.wanted_n,
    }
    if lot.whole and lot.mean_passed is False:
        return Verdict("bad", Said(FAILED["mean"], figures), said(WHOLE_MEAN, Qn=float(nominal), unit=unit))
    basis = said(
        BASIS,
        limit=limit,
        unit=unit,
        T=float(tolerated),
        allowed=lot.allowed,
        source_T="TT 21/2014/TT-BKHCN (IV)" if given["T_annex"] is not None else "OIML R 87",
        source_plan=_plan_source(lot, given, plan),
    )
    if lot.decision and not given["annex_confirmed"]:
        return (
            Verdict("none", said(UNCHECKED[lot.decision]), basis)
            if lot.decision != "second"
            else Verdict("none", Said(SECOND, figures), basis)
        )
    if lot.failed:
        return Verdict("bad", Said(FAILED[lot.failed[0]], figures), basis)
    match lot.decision:
        case "accept":
            return Verdict("ok", Said(PASSED, figures), basis)
        case "second":
            return Verdict("part", Said(SECOND, figures), basis)
    return Verdict("none", Said(_undecided(lot), figures), basis)


def _spread(lot: Lot) -> float | None:
    """Twice the standard deviation of the mean: the mean and its limit are told to its place."""
    return None if lot.s is None else 2 * lot.s / math.sqrt(lot.n)


def _at(value: float | None, lot: Lot) -> float | None:
    """Rounded for reading, to the place of the spread."""
    step = step_beside(_spread(lot))
    return value if value is None or step is None else round(value, places_of(step))


def _undecided(lot: Lot) -> str:
    if lot.mean_passed is None:
        return NO_MEAN
    if lot.wanted_n is None:
        return NO_PLAN
    return TOO_FEW if lot.n < lot.wanted_n else NOT_SAME


def _plan_source(lot: Lot, given: Mapping[str, Any], plan: Any) -> str:
    """Where the allowed number comes from, in names that read alike in every language."""
    if lot.whole:
        return "TT 21/2014/TT-BKHCN"
    if given["allowed_annex"] is not None:
        return "TT 21/2014/TT-BKHCN (III)"
    if plan is None:
        return "—"
    return "76/211/EEC" if plan.scheme.startswith("eu_") else f"OIML R 87 (n = {plan.n}, c = {plan.ac})"


def _warnings(lot: Lot, tolerated: Decimal, unit: str, given: Mapping[str, Any]) -> tuple[Said, ...]:
    found = []
    if not given["unit"]:
        found.append(said(N_("Chưa ghi đơn vị: hiểu là g hoặc mL.")))
    if not given["annex_confirmed"]:
        found.append(said(N_("Bảng T và phương án lấy mẫu: chưa đối chiếu với Phụ lục III, IV Thông tư 21/2014.")))
    known = known_unit(unit)
    if known is not None and known[0] != "mass_or_volume" and given["T_annex"] is None:
        found.append(said(N_("T cho chiều dài, diện tích và số đếm lấy theo hiểu biết chung về OIML R 87.")))
    lot_size = given["lot_size"]
    if lot_size is not None and lot_size < SAMPLED_FROM and not lot.whole:
        found.append(said(N_("Lô {N} đơn vị, dưới 100: phải đo cả lô; mới đo {n}."), N=lot_size, n=lot.n))
    if given["U"] is not None and given["U"] > 0.2 * float(tolerated):
        found.append(
            said(
                N_("U của phép cân {U} {unit} lớn hơn 0,2 T = {most} {unit}: cân chưa đủ tốt (R 87, chưa đối chiếu)."),
                U=given["U"],
                unit=unit,
                most=0.2 * float(tolerated),
            )
        )
    if given["tare_sd"] is not None and given["tare_sd"] > 0.25 * float(tolerated):
        found.append(
            said(
                N_(
                    "Bì dao động {sd} {unit}, lớn hơn 0,25 T: cân bì từng đơn vị (OIML R 87 phụ lục B, chưa đối chiếu)."
                ),
                sd=given["tare_sd"],
                unit=unit,
            )
        )
    return tuple(found)


def _tests(lot: Lot) -> list[dict[str, Any]]:
    count = {"accept": True, "reject": False}.get(lot.count)
    return [
        {"test": "X̄", "found": _at(float(lot.mean), lot), "limit": _at(lot.mean_limit, lot), "passed": lot.mean_passed},
        {"test": "T1", "found": lot.t1, "limit": lot.allowed, "passed": count},
        {"test": "T2", "found": lot.t2, "limit": 0, "passed": lot.t2 == 0},
    ]


def _units(
    rows: Sequence[Mapping[str, Any]], net: Sequence[Decimal], nominal: Decimal, tolerated: Decimal
) -> list[dict[str, Any]]:
    def error(each: Decimal) -> str:
        return "T2" if each < nominal - 2 * tolerated else "T1" if each < nominal - tolerated else ""

    return [
        {"number": row.get("part") or str(number), "net": float(each), "error": error(each)}
        for number, (row, each) in enumerate(zip(rows, net, strict=True), 1)
    ]
