"""M21: how many instruments to look at, which ones, and what the sample then says; plans of acceptance sampling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import Calculation, Input, Output, TableOut
from app.domain.metrology.results import NO_VERDICT, Plain, Result, Value, Verdict, missing, said
from app.domain.metrology.usual_inputs import CONFIDENCE
from app.wording import N_, _

NOT_CHECKED = N_("Chưa kiểm tra mẫu.")


def _run_sample(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.audit_samples import sample_size

    listed = given["instruments"] or []
    always = [each for each in listed if each["class"].casefold() == given["always_class"].casefold()]
    rest = [each for each in listed if each not in always]
    lot = _lot(given, len(rest) if listed else None)
    wrong = _wrong(given, lot)
    size = sample_size(lot, wrong, given["confidence"])
    values = {"n_needed": Value(size), "n_always": Value(len(always)), "N_sampled_from": Value(lot)}
    values |= _estimate(given, lot)
    return Result(
        calculation="audit_sample",
        version="1",
        values=values,
        verdict=_sample_verdict(given, values, size, lot, wrong),
        tables={"chosen": _chosen(given, always, rest, size)},
        used=len(listed) or 1,
    )


def _lot(given: Mapping[str, Any], listed: int | None) -> int:
    lot = listed if listed is not None else given["N"]
    if lot is None:
        raise UserError(_("Thiếu số phương tiện của danh mục: ghi “N”, hoặc danh sách “instruments”."))
    if lot < 1:
        raise UserError(_("Không còn phương tiện đo nào để lấy mẫu: tất cả đều thuộc hạng phải kiểm tra hết."))
    return int(lot)


def _wrong(given: Mapping[str, Any], lot: int) -> int:
    """D as given, or the share of the lot, at least one."""
    wrong = given["defective"]
    if wrong is None:
        return int(max(1, min(lot, round(given["defective_percent"] / 100 * lot))))
    if wrong > lot:
        raise UserError(_("Số sai muốn phát hiện ({wrong}) nhiều hơn cả danh mục ({lot}).", wrong=wrong, lot=lot))
    return int(wrong)


def _estimate(given: Mapping[str, Any], lot: int) -> dict[str, Value]:
    """What the sample says of the whole: counts and shares with exact hypergeometric limits."""
    from app.domain.metrology.proportions import finite_limits

    checked, found = given["checked"], given["found_wrong"]
    names = ("rate", "rate_low", "rate_high", "wrong_low", "wrong_high")
    if checked is None or found is None or checked == 0:
        return {name: missing(NOT_CHECKED) for name in names}
    if checked > lot or found > checked:
        raise UserError(
            _(
                "Đã kiểm tra {checked}, sai {found}, trong {lot}: các số này không hợp nhau.",
                checked=checked,
                found=found,
                lot=lot,
            )
        )
    low, high = finite_limits(found, checked, lot, given["confidence"])
    told = (found / checked, low / lot, high / lot, low, high)
    values = {name: Value(each) for name, each in zip(names, told, strict=True)}
    return values | {"rate": Value(found / checked, low=low / lot, high=high / lot)}


def _chosen(
    given: Mapping[str, Any], always: Sequence[Mapping[str, Any]], rest: Sequence[Mapping[str, Any]], size: int
) -> list[dict[str, Plain]]:
    from app.domain.metrology.audit_samples import chosen

    rows: list[dict[str, Plain]] = [{"code": each["code"], "class": each["class"], "why": "all"} for each in always]
    if rest:
        rows += [
            {"code": rest[at]["code"], "class": rest[at]["class"], "why": "drawn"}
            for at in chosen(len(rest), size, given["seed"])
        ]
    return rows


def _sample_verdict(given: Mapping[str, Any], values: Mapping[str, Value], size: int, lot: int, wrong: int) -> Verdict:
    basis = said(
        N_(
            "Nếu {lot} phương tiện đo có từ {wrong} cái sai thì mẫu chứa ít nhất một cái sai với mức tin cậy "
            "{confidence} % (phân bố siêu bội; ISO 19011:2018, A.6)."
        ),
        lot=lot,
        wrong=wrong,
        confidence=100 * given["confidence"],
    )
    if values["rate"].value is None:
        return Verdict("none", said(N_("Cần kiểm tra {size} trên {lot} phương tiện đo."), size=size, lot=lot), basis)
    told = {"found": given["found_wrong"], "checked": given["checked"], "lot": lot}
    ends = {"low": values["wrong_low"].value, "high": values["wrong_high"].value}
    if given["checked"] < size:
        return Verdict(
            "none",
            said(N_("Mới kiểm tra {checked}, cần {size}: chưa đủ để kết luận."), checked=given["checked"], size=size),
            basis,
        )
    if given["found_wrong"] == 0:
        return Verdict(
            "ok",
            said(
                N_("{checked} phương tiện đo đã kiểm tra đều đúng; trong cả {lot} có nhiều nhất {high} sai."),
                checked=given["checked"],
                lot=lot,
                high=ends["high"],
            ),
            basis,
        )
    return Verdict(
        "bad",
        said(
            N_("{found} trên {checked} phương tiện đo sai; trong cả {lot} có từ {low} đến {high} sai."), **told, **ends
        ),
        basis,
    )


def _run_plan(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.audit_samples import Plan

    n, c, lot, p = given["n"], given["c"], given["N"], given["p"]
    if lot is not None and n > lot:
        raise UserError(_("Cỡ mẫu {n} lớn hơn cỡ lô {lot}. Sửa “n” hoặc “N”.", n=n, lot=lot))
    if c > n:
        raise UserError(_("Số chấp nhận {c} lớn hơn cỡ mẫu {n}. Sửa “c” hoặc “n”.", c=c, n=n))
    plan = Plan(n, c, lot)
    why = N_("Chưa nêu tỷ lệ sai.")
    values = {
        "Pa": missing(why) if p is None else Value(float(plan.accept(p))),
        "AOQ": missing(why) if p is None else Value(float(plan.outgoing(p))),
        "AOQL": Value(plan.worst_outgoing()),
        "p_95": Value(plan.share_at(0.95)),
        "p_50": Value(plan.share_at(0.50)),
        "p_10": Value(plan.share_at(0.10)),
    }
    most = min(1.0, 1.5 * plan.share_at(0.05))
    shares = [most * at / 100 for at in range(101)]
    rows = [
        {"p": each, "accept": float(accept), "aoq": float(out)}
        for each, accept, out in zip(shares, plan.accept(shares), plan.outgoing(shares), strict=True)
    ]
    told = said(
        N_("Phương án này nhận gần như chắc chắn lô sai {good} %, và chỉ nhận một phần mười số lô sai {poor} %."),
        good=100 * plan.share_at(0.95),
        poor=100 * plan.share_at(0.10),
    )
    return Result(
        calculation="acceptance_plan",
        version="1",
        values=values,
        verdict=Verdict(NO_VERDICT.state, told, said(N_("Phân bố nhị thức; lô bị loại được chọn lại hết."))),
        tables={"operating_curve": rows},
        used=1,
    )


AUDIT_SAMPLE = Calculation(
    key="audit_sample",
    method="M21",
    words=N_("Lấy mẫu phương tiện đo để đánh giá"),
    purpose=N_("Cho biết phải xem bao nhiêu phương tiện đo, xem những cái nào, và sau đó nói được gì về cả danh mục."),
    version="1",
    inputs=(
        Input(name="N", words=N_("Số phương tiện đo"), kind="integer", required=False, least=1, most=1_000_000),
        Input(
            name="defective",
            words=N_("Muốn phát hiện khi có ít nhất bao nhiêu sai"),
            kind="integer",
            required=False,
            least=1,
        ),
        Input(
            name="defective_percent",
            words=N_("hoặc ít nhất bao nhiêu phần trăm sai"),
            unit="%",
            setting=True,
            default=5.0,
            above=0.0,
            most=100.0,
        ),
        CONFIDENCE,
        Input(
            name="instruments",
            words=N_("Danh sách phương tiện đo"),
            kind="table",
            required=False,
            columns=(
                Input(name="code", words=N_("Mã"), kind="text"),
                Input(name="class", words=N_("Hạng"), kind="text", required=False, default=""),
            ),
        ),
        Input(
            name="always_class", words=N_("Hạng kiểm tra hết"), kind="text", setting=True, default="A", required=False
        ),
        Input(
            name="seed",
            words=N_("Mầm của số ngẫu nhiên"),
            kind="integer",
            setting=True,
            default=1,
            least=0,
            note=N_("Cùng mầm thì chọn cùng những phương tiện đo."),
        ),
        Input(name="checked", words=N_("Đã kiểm tra"), kind="integer", required=False, least=0),
        Input(name="found_wrong", words=N_("trong đó sai"), kind="integer", required=False, least=0),
    ),
    outputs=(
        Output("n_needed", N_("Số phải lấy mẫu"), main=True),
        Output("n_always", N_("Số kiểm tra hết vì hạng"), main=True),
        Output("N_sampled_from", N_("Lấy mẫu trong số")),
        Output("rate", N_("Tỷ lệ sai trong mẫu"), main=True),
        Output("rate_low", N_("Tỷ lệ sai cả danh mục, dưới")),
        Output("rate_high", N_("Tỷ lệ sai cả danh mục, trên")),
        Output("wrong_low", N_("Số sai cả danh mục, ít nhất")),
        Output("wrong_high", N_("Số sai cả danh mục, nhiều nhất")),
    ),
    run=_run_sample,
    tables=(
        TableOut(
            "chosen",
            N_("Phương tiện đo phải xem"),
            (Output("code", N_("Mã")), Output("class", N_("Hạng")), Output("why", N_("Vì sao"))),
        ),
    ),
    formula=(N_("n nhỏ nhất có 1 − C(N − D, n)/C(N, n) ≥ C"),),
    source=("ISO 19011:2018, A.6", "ISO 2859-2"),
    extra={"why.all": N_("hạng kiểm tra hết"), "why.drawn": N_("rút ngẫu nhiên")},
)
ACCEPTANCE_PLAN = Calculation(
    key="acceptance_plan",
    judges=False,
    method="M21",
    words=N_("Phương án lấy mẫu chấp nhận"),
    purpose=N_("Cho biết một phương án lấy mẫu nhận hoặc loại lô với xác suất nào."),
    version="1",
    inputs=(
        Input(name="n", words=N_("Cỡ mẫu n"), kind="integer", least=1, most=1_000_000),
        Input(name="c", words=N_("Số chấp nhận c"), kind="integer", least=0),
        Input(name="N", words=N_("Cỡ lô N"), kind="integer", required=False, least=1),
        Input(name="p", words=N_("Tỷ lệ sai của lô"), required=False, least=0.0, most=1.0),
    ),
    outputs=(
        Output("Pa", N_("Xác suất nhận lô"), main=True),
        Output("AOQ", N_("Tỷ lệ sai sau kiểm tra"), main=True),
        Output("AOQL", N_("Tỷ lệ sai sau kiểm tra, lớn nhất"), main=True),
        Output("p_95", N_("Tỷ lệ sai mà 95 % số lô được nhận")),
        Output("p_50", N_("Tỷ lệ sai mà nửa số lô được nhận")),
        Output("p_10", N_("Tỷ lệ sai mà 10 % số lô được nhận")),
    ),
    run=_run_plan,
    tables=(
        TableOut(
            "operating_curve",
            N_("Đường đặc trưng của phương án"),
            (
                Output("p", N_("Tỷ lệ sai của lô")),
                Output("accept", N_("Xác suất nhận lô")),
                Output("aoq", N_("Tỷ lệ sai sau kiểm tra")),
            ),
            hidden=True,
        ),
    ),
    formula=("Pa = P(X ≤ c | n, p)", "AOQ = Pa p (N − n)/N"),
    source=("ISO 2859-2", "NIST/SEMATECH e-Handbook 6.2"),
)

CALCULATIONS = (AUDIT_SAMPLE, ACCEPTANCE_PLAN)
