"""M17 as calculations: T of a nominal quantity, the sampling plan of a lot, the lot itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.prepackage_tables import LARGEST_LOT, SAMPLED_FROM, Plan, find_plan, plans, refuse_too_large
from app.domain.metrology.prepackage_verdict import run_lot
from app.domain.metrology.results import NO_VERDICT, Result, Said, Value, Verdict, missing, said
from app.wording import N_, _

SCHEMES = (
    ("oiml_nondestructive", N_("OIML R 87, không phá mẫu")),
    ("oiml_destructive", N_("OIML R 87, phá mẫu")),
    ("eu_double", N_("Chỉ thị 76/211/EEC, lấy mẫu hai lần")),
    ("eu_destructive", N_("Chỉ thị 76/211/EEC, phá mẫu")),
)
_WRITTEN = {"eu double": "eu_double", "eu destructive": "eu_destructive", "oiml": "oiml_nondestructive"}

QN = Input(name="Qn", words=N_("Lượng danh định Qn"), unit=OWN_UNIT, from_study="nominal")
PLAN = Input(
    name="plan",
    words=N_("Phương án lấy mẫu"),
    kind="choice",
    setting=True,
    default="oiml_nondestructive",
    choices=SCHEMES,
    note=N_("Phụ lục III Thông tư 21/2014/TT-BKHCN chưa đối chiếu; các phương án ở đây là của OIML và EU."),
)
LOT_SIZE = Input(name="lot_size", words=N_("Cỡ lô N"), kind="integer", least=1, required=False, from_study="lot_size")
SOURCE = (
    "OIML R 87 (2004, 2016)",
    N_("Chỉ thị 76/211/EEC; lệnh của Pháp ngày 20/10/1978, điều 10 và 11"),
    N_("Thông tư 21/2014/TT-BKHCN, Điều 3 và 5 (Phụ lục III, IV chưa đối chiếu)"),
)


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


def _plan_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Other names of the plans ("EU double, first sample"), and the table of the golden file."""
    found = dict(flat)
    written = str(found.get("plan") or "").casefold()
    for words, scheme in _WRITTEN.items():
        if written.startswith(words):
            found["plan"] = scheme
    if isinstance(found.get("table"), Sequence):
        del found["table"]
        found["plan"] = "eu_double"
    return found


def _lot_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Net contents as a list of numbers, or in a column "net_content_g"; a price a gram."""
    found = _plan_ways(flat)
    if "nominal" in found:
        found.setdefault("Qn", found.pop("nominal"))
    if "price_per_gram" in found:
        found.setdefault("price_per_unit", found.pop("price_per_gram"))
    data = found.get("data")
    if isinstance(data, Sequence) and not isinstance(data, str):
        units = {str(each["unit"]) for each in data if isinstance(each, Mapping) and each.get("unit")}
        if len(units) > 1:
            raise UserError(
                _("Các dòng dùng nhiều đơn vị: {units}. Đổi về một đơn vị.", units=", ".join(sorted(units)))
            )
        if units:
            found.setdefault("unit", units.pop())
        found["data"] = [_row(each) for each in data]
    return found


def _row(each: Any) -> Any:
    if not isinstance(each, Mapping):
        return {"value": each}
    row = dict(each)
    for name in tuple(row):
        if name.startswith("net_content"):
            row.setdefault("value", row.pop(name))
        elif name == "package_no":
            row.setdefault("part", row.pop(name))
    return row


ROWS = Input(
    name="data",
    words=N_("Từng đơn vị"),
    kind="table",
    columns=(
        Input(name="part", words=N_("Đơn vị số"), kind="text", required=False),
        Input(name="value", words=N_("Cân hoặc đong được"), unit=OWN_UNIT),
        Input(name="tare", words=N_("Bì riêng"), unit=OWN_UNIT, required=False, least=0.0),
    ),
    note=N_("Có bì thì ghi số cân cả bì; không có bì thì ghi lượng thực."),
)
MONEY = (
    Input(name="packages_per_year", words=N_("Số đơn vị một năm"), required=False, least=0.0),
    Input(name="price_per_unit", words=N_("Giá một đơn vị lượng"), required=False, least=0.0),
    Input(name="currency", words=N_("Loại tiền"), kind="text", required=False),
    Input(name="year", words=N_("Năm của giá"), kind="integer", required=False, least=1990, most=2100),
)

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

_DECISIONS = {"accept": N_("chấp nhận lô"), "reject": N_("loại bỏ lô"), "second": N_("cần mẫu lần hai")}
DECISION_WORDS = {
    f"{name}.{decision}": words
    for name in ("decision", "decision_first_sample")
    for decision, words in _DECISIONS.items()
} | {
    "test.X̄": N_("Trung bình"),
    "test.T1": N_("Số đơn vị thiếu quá T"),
    "test.T2": N_("Số đơn vị thiếu quá 2T"),
}

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
        adapt=_lot_ways,
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
        adapt=_plan_ways,
    ),
    Calculation(
        key="prepackage_lot",
        method="M17",
        words=N_("Kiểm tra một lô hàng đóng gói sẵn"),
        purpose=N_("Lô hàng có đủ lượng như nhãn ghi không, và đóng thừa mất bao nhiêu tiền."),
        version="1",
        inputs=(
            ROWS,
            QN,
            LOT_SIZE,
            Input(name="tare", words=N_("Bì trung bình"), unit=OWN_UNIT, required=False, least=0.0, from_study="tare"),
            Input(name="tare_sd", words=N_("Độ lệch chuẩn của bì"), unit=OWN_UNIT, required=False, least=0.0),
            Input(
                name="U",
                words=N_("Độ không đảm bảo đo mở rộng U của phép cân"),
                unit=OWN_UNIT,
                required=False,
                least=0.0,
            ),
            PLAN,
            Input(
                name="k",
                words=N_("Hệ số k theo phụ lục"),
                required=False,
                setting=True,
                least=0.0,
                note=N_("Để trống thì tính k = t(0,995; n − 1)/√n."),
            ),
            Input(
                name="T_annex",
                words=N_("T theo phụ lục"),
                unit=OWN_UNIT,
                required=False,
                setting=True,
                above=0.0,
                note=N_("Để trống thì dùng bảng OIML R 87."),
            ),
            Input(
                name="allowed_annex",
                words=N_("Số đơn vị thiếu được phép theo phụ lục"),
                kind="integer",
                required=False,
                setting=True,
                least=0,
            ),
            Input(
                name="annex_confirmed",
                words=N_("Đã đối chiếu T, k và số cho phép với bản ký Thông tư 21/2014/TT-BKHCN"),
                kind="boolean",
                setting=True,
                default=False,
            ),
            Input(
                name="z",
                words=N_("Hệ số an toàn z khi đặt mức đóng"),
                required=False,
                setting=True,
                least=0.0,
                note=N_("Mức đóng nên đặt = Qn + z·s, s gồm cả phép cân."),
            ),
            *MONEY,
        ),
        outputs=(
            Output(name="n", words=N_("Số đơn vị đã đo n"), main=True),
            Output(name="mean", words=N_("Lượng thực trung bình"), unit=OWN_UNIT, digits=6, main=True),
            Output(name="s", words=N_("Độ lệch chuẩn s"), unit=OWN_UNIT, main=True),
            Output(name="T", words=N_("Lượng thiếu cho phép T"), unit=OWN_UNIT, digits=0, main=True),
            Output(name="k", words=N_("Hệ số k của phép kiểm trung bình")),
            Output(name="mean_limit", words=N_("Giới hạn của trung bình"), unit=OWN_UNIT, digits=6, main=True),
            Output(name="mean_test_passed", words=N_("Phép kiểm trung bình đạt")),
            Output(name="count_below_Qn_minus_T", words=N_("Số đơn vị thiếu quá T"), main=True),
            Output(name="count_below_Qn_minus_2T", words=N_("Số đơn vị thiếu quá 2T"), main=True),
            Output(name="allowed", words=N_("Số đơn vị thiếu được phép")),
            Output(name="decision_first_sample", words=N_("Theo số đơn vị thiếu của mẫu đầu")),
            Output(name="decision", words=N_("Cả ba phép kiểm")),
            Output(name="largest_shortfall", words=N_("Thiếu nhiều nhất"), unit=OWN_UNIT),
            Output(name="average_error", words=N_("Sai lệch trung bình so với Qn"), unit=OWN_UNIT),
            Output(name="average_error_percent", words=N_("Sai lệch trung bình so với Qn"), unit="%"),
            Output(name="target_fill", words=N_("Mức đóng nên đặt"), unit=OWN_UNIT, digits=6),
            Output(name="annual_giveaway", words=N_("Đóng thừa một năm")),
        ),
        tables=(
            TableOut(
                name="tests",
                words=N_("Ba phép kiểm"),
                columns=(
                    Output(name="test", words=N_("Phép kiểm")),
                    Output(name="found", words=N_("Kết quả"), digits=0),
                    Output(name="limit", words=N_("Giới hạn"), digits=0),
                    Output(name="passed", words=N_("Đạt")),
                ),
            ),
            TableOut(
                name="units",
                words=N_("Từng đơn vị: lượng thực và lỗi T1, T2"),
                columns=(
                    Output(name="number", words=N_("Đơn vị số")),
                    Output(name="net", words=N_("Lượng thực"), unit=OWN_UNIT, digits=6),
                    Output(name="error", words=N_("Lỗi")),
                ),
                hidden=True,
            ),
        ),
        run=run_lot,
        formula=(
            N_("Trung bình ≥ Qn − k·s, k = t(0,995; n − 1)/√n; đo cả lô: trung bình ≥ Qn."),
            N_("Lỗi T1: x < Qn − T. Lỗi T2: x < Qn − 2T, không được có. Bằng giới hạn không phải là lỗi."),
            N_("Số lỗi T1: theo phương án; đo cả lô: không quá 2,5 % của N."),
        ),
        source=SOURCE,
        study_kinds=("lot",),
        extra=DECISION_WORDS,
        plots=("prepackage_histogram",),
        adapt=_lot_ways,
    ),
)
