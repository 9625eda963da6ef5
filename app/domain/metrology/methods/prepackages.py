"""M17 as calculations: T of a nominal quantity, and the sampling plan of a lot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.prepackage_inputs import LOT_SIZE, PLAN, QN, SOURCE, lot_ways, plan_ways
from app.domain.metrology.prepackage_tables import LARGEST_LOT, SAMPLED_FROM, Plan, find_plan, plans, refuse_too_large
from app.domain.metrology.results import NO_VERDICT, Result, Said, Value, Verdict, missing, said
from app.wording import N_


def _run_tolerance(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.prepackages import deficiency, exact

    unit = given["unit"] or "g"
    nominal = exact(given["Qn"])
    found = deficiency(nominal, unit)
    shown = "g" if unit.casefold() == "g or ml" else unit
    figures = {
        "T_before_rounding": found.before_rounding,
        "T": found.rounded,
        "Qn_minus_T": nominal - found.rounded,
        "Qn_minus_2T": nominal - 2 * found.rounded,
    }
    return Result(
        calculation="prepackage_tolerance",
        version="1",
        values={name: Value(float(each), shown) for name, each in figures.items()},
        verdict=Verdict(
            "none",
            said(
                N_("Một đơn vị thiếu quá {T} {unit} là không phù hợp; thiếu quá {T2} {unit} thì cả lô không đạt."),
                T=float(found.rounded),
                T2=float(2 * found.rounded),
                unit=shown,
            ),
            said(N_("T theo OIML R 87; chưa đối chiếu với Phụ lục IV Thông tư 21/2014/TT-BKHCN.")),
        ),
        warnings=() if given["unit"] else (said(N_("Chưa ghi đơn vị: hiểu là g hoặc mL.")),),
        used=1,
    )


def _run_plan(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.prepackages import mean_factor

    lot_size, n = given["lot_size"], given["n"]
    refuse_too_large(lot_size)
    plan = find_plan(given["plan"], lot_size) if lot_size is not None else None
    whole = lot_size is not None and lot_size < SAMPLED_FROM
    size = n if n is not None else plan.n if plan else None
    no_lot = N_("Chưa cho cỡ lô N.") if lot_size is None else N_("Lô dưới 100 đơn vị: đo cả lô, không lấy mẫu.")
    values = {
        "sample_n": Value(lot_size) if whole else Value(plan.n) if plan else missing(no_lot),
        "allowed": Value(int(lot_size * 0.025)) if whole else Value(plan.ac) if plan else missing(no_lot),
        "rejected_from": Value(int(lot_size * 0.025) + 1) if whole else Value(plan.re) if plan else missing(no_lot),
    }
    single = N_("Phương án này chỉ lấy mẫu một lần.")
    for name, each in (
        ("second_n", "second"),
        ("cumulative", "cumulative"),
        ("allowed_2", "ac2"),
        ("rejected_2", "re2"),
    ):
        values[name] = Value(getattr(plan, each)) if plan and plan.second else missing(single if plan else no_lot)
    no_k = N_("Hệ số k chỉ có khi lấy mẫu: cho cỡ lô N từ 100 hoặc cỡ mẫu n.")
    factor = None if size is None or (whole and n is None) else mean_factor(size)
    values["k"] = missing(no_k) if factor is None else Value(factor)
    values["printed_k"] = missing(no_k) if factor is None else Value(round(factor, 3))
    rows = [
        {
            "lot": _lots_of(each),
            "first_n": each.n,
            "ac1": each.ac,
            "re1": each.re,
            "second_n": each.second or None,
            "cumulative": each.cumulative if each.second else None,
            "ac2": each.ac2 if each.second else None,
            "re2": each.re2 if each.second else None,
            "source": each.source,
            "confidence": each.confidence,
        }
        for each in plans()
        if each.scheme.partition("_")[0] == given["plan"].partition("_")[0]
    ]
    sentence = NO_VERDICT.said if lot_size is None else _plan_sentence(lot_size, whole, plan)
    return Result(
        calculation="prepackage_plan",
        version="1",
        values=values,
        verdict=Verdict("none", sentence, said(PLAN.note)),
        tables={"plans": rows},
        used=1,
    )


def _lots_of(plan: Plan) -> str:
    """The lots of a plan as tables print them: "100-500", ">=3201", ">=100 destructive"."""
    sizes = f">={plan.lot_from}" if plan.lot_to >= LARGEST_LOT else f"{plan.lot_from}-{plan.lot_to}"
    return f"{sizes} destructive" if plan.scheme.endswith("_destructive") else sizes


def _plan_sentence(lot_size: int, whole: bool, plan: Plan | None) -> Said:
    if whole or plan is None:
        return said(N_("Đo cả {n} đơn vị của lô, không quá 2,5 % được thiếu quá T."), n=lot_size)
    return said(N_("Đo {n} đơn vị, tối đa {c} đơn vị thiếu quá T."), n=plan.n, c=plan.ac)


_R87 = N_("OIML R 87 bảng 1, theo hiểu biết chung, chưa đối chiếu bản gốc")
_FRENCH = N_("Lệnh của Pháp ngày 20/10/1978, điều 10 và 11 (phép thử quy chiếu của Chỉ thị 76/211/EEC)")
_ONLY_K = N_("k đã kiểm bằng tính toán; cỡ lô và số cho phép chưa đối chiếu")
PLAN_WORDS = {
    "lot.100-500": N_("100 đến 500"),
    "lot.501-3200": N_("501 đến 3.200"),
    "lot.>=3201": N_("từ 3.201"),
    "lot.>=100 destructive": N_("từ 100, phép thử phá hủy"),
    "source.OIML R 87 Table 1, general knowledge": _R87,
    "source.OIML R 87 Table 1, general knowledge; 0.379 for n=50 also in UK SI 2006/659": _R87,
    "source.UK SI 2006/659 (k for n=20); allowed number from general knowledge": N_(
        "SI 2006/659 của Vương quốc Anh (k với n = 20); số cho phép theo hiểu biết chung"
    ),
    "source.French order of 20 October 1978, articles 10 and 11 (reference test of Directive 76/211/EEC)": _FRENCH,
    "confidence.verified": N_("đã đối chiếu"),
    "confidence.unverified": N_("chưa đối chiếu"),
    "confidence.k verified; lot bounds and count unverified": _ONLY_K,
    "confidence.k verified by calculation; lot bounds and count unverified": _ONLY_K,
    "confidence.k verified; count unverified": N_("k đã kiểm bằng tính toán; số cho phép chưa đối chiếu"),
}
"""What the rows of the tables of plans say of themselves, in words."""

CALCULATIONS = (
    Calculation(
        key="prepackage_tolerance",
        judges=False,
        method="M17",
        words=N_("Lượng thiếu cho phép T"),
        purpose=N_("Một gói được thiếu tối đa bao nhiêu so với lượng ghi trên nhãn."),
        version="1",
        inputs=(QN,),
        outputs=(
            Output(name="T_before_rounding", words=N_("T trước khi làm tròn"), unit=OWN_UNIT),
            Output(name="T", words=N_("Lượng thiếu cho phép T"), unit=OWN_UNIT, digits=0, main=True),
            Output(name="Qn_minus_T", words="Qn − T", unit=OWN_UNIT, digits=6, main=True),
            Output(name="Qn_minus_2T", words="Qn − 2T", unit=OWN_UNIT, digits=6, main=True),
        ),
        run=_run_tolerance,
        formula=(
            "T = 9 % Qn (≤ 50), 4.5 (≤ 100), 4.5 % (≤ 200), 9 (≤ 300), 3 % (≤ 500), 15 (≤ 1000), "
            "1.5 % (≤ 10 000), 150 (≤ 15 000), 1 % (≤ 50 000 g, mL)",
            N_("Làm tròn lên 0,1 (Qn ≤ 1000) hoặc 1 (lớn hơn)."),
        ),
        source=SOURCE,
        adapt=lot_ways,
    ),
    Calculation(
        key="prepackage_plan",
        judges=False,
        method="M17",
        words=N_("Phương án lấy mẫu của lô"),
        purpose=N_("Lô này phải đo bao nhiêu đơn vị và được có bao nhiêu đơn vị thiếu."),
        version="1",
        inputs=(
            LOT_SIZE,
            PLAN,
            Input(name="n", words=N_("Cỡ mẫu n"), kind="integer", least=2, most=100_000, required=False),
        ),
        outputs=(
            Output(name="sample_n", words=N_("Số đơn vị phải đo"), main=True),
            Output(name="allowed", words=N_("Số đơn vị thiếu được phép"), main=True),
            Output(name="rejected_from", words=N_("Số đơn vị thiếu mà từ đó lô bị loại")),
            Output(name="second_n", words=N_("Cỡ mẫu lần hai")),
            Output(name="cumulative", words=N_("Tổng cỡ mẫu hai lần")),
            Output(name="allowed_2", words=N_("Số đơn vị thiếu được phép của cả hai lần")),
            Output(name="rejected_2", words=N_("Số đơn vị thiếu của cả hai lần mà từ đó lô bị loại")),
            Output(name="k", words=N_("Hệ số k của phép kiểm trung bình"), digits=6, main=True),
            Output(name="printed_k", words=N_("k như bảng in (ba số lẻ)"), digits=3),
        ),
        tables=(
            TableOut(
                name="plans",
                words=N_("Các cỡ lô của phương án"),
                columns=(
                    Output(name="lot", words=N_("Cỡ lô")),
                    Output(name="first_n", words=N_("Cỡ mẫu")),
                    Output(name="ac1", words=N_("Cho phép")),
                    Output(name="re1", words=N_("Loại từ")),
                    Output(name="second_n", words=N_("Cỡ mẫu lần hai")),
                    Output(name="cumulative", words=N_("Tổng cỡ mẫu hai lần")),
                    Output(name="ac2", words=N_("Cho phép, cả hai lần")),
                    Output(name="re2", words=N_("Loại từ, cả hai lần")),
                    Output(name="source", words=N_("Nguồn")),
                    Output(name="confidence", words=N_("Độ tin của nguồn")),
                ),
            ),
        ),
        run=_run_plan,
        formula=("k = t(0.995; n − 1)/√n",),
        source=SOURCE,
        extra=PLAN_WORDS,
        adapt=plan_ways,
    ),
)
