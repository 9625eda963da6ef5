"""M14 as a calculation: the staircase rule, with what other ways would say beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.metrology.declared import Calculation, Input, Output, TableOut
from app.domain.metrology.each_row import adapted_rows, for_each_row, rows_input, rows_output
from app.domain.metrology.interval_rules import StaircaseRule, staircase
from app.domain.metrology.results import Result, Row, Said, Value, Verdict, said
from app.wording import N_

INPUTS = (
    Input(name="current_months", words=N_("Chu kỳ đang dùng"), unit="month", above=0.0),
    Input(
        name="last_three_error_over_limit",
        words=N_("Sai số ban đầu chia cho giới hạn, các lần gần nhất"),
        kind="numbers",
        required=False,
        note=N_("Cũ trước, mới sau. Đúng giới hạn là 1."),
    ),
    Input(name="legal_months", words=N_("Chu kỳ dài nhất theo pháp luật"), unit="month", required=False, above=0.0),
    Input(
        name="extend_within", words=N_("Kéo dài khi |sai số| không quá"), setting=True, default=0.8, above=0.0, most=1.0
    ),
    Input(name="extend_factor", words=N_("Hệ số kéo dài"), setting=True, default=1.2, least=1.0, most=3.0),
    Input(name="reduce_factor", words=N_("Hệ số rút ngắn"), setting=True, default=0.7, above=0.0, most=1.0),
    Input(name="results_needed", words=N_("Số lần cần để kéo dài"), kind="integer", setting=True, default=3, least=2),
    Input(name="min_months", words=N_("Ngắn nhất"), unit="month", setting=True, default=1.0, above=0.0),
    Input(name="max_months", words=N_("Dài nhất"), unit="month", setting=True, default=60.0, above=0.0),
    Input(
        name="target_reliability",
        words=N_("Tỷ lệ còn trong MPE cần đạt"),
        setting=True,
        default=0.95,
        above=0.0,
        most=0.9999,
    ),
)
OUTPUTS = (
    Output(name="new_months", words=N_("Chu kỳ đề nghị"), unit="month", main=True),
    Output(name="rule_months", words=N_("Theo quy tắc, trước khi chặn hai đầu"), unit="month"),
    Output(name="change_ratio", words=N_("Chu kỳ đề nghị chia cho chu kỳ đang dùng")),
)
CAUSES: Mapping[str, str] = {
    "outside": N_("Lần gần nhất vượt giới hạn: rút ngắn."),
    "few": N_("Chưa đủ số lần để kéo dài: giữ nguyên."),
    "close": N_("Có lần sát giới hạn: giữ nguyên."),
    "good": N_("Các lần gần nhất đều cách xa giới hạn: kéo dài."),
}


def _run(given: Mapping[str, Any]) -> Result:
    errors = given["last_three_error_over_limit"] or []
    rule = StaircaseRule(
        extend_within=given["extend_within"],
        extend_factor=given["extend_factor"],
        reduce_factor=given["reduce_factor"],
        results=given["results_needed"],
        min_months=given["min_months"],
        max_months=given["max_months"],
    )
    current, legal = given["current_months"], given["legal_months"]
    found = staircase(current, errors, rule)
    months = found.months if legal is None else min(found.months, legal)
    values = {
        "new_months": Value(months, "month"),
        "rule_months": Value(found.reached, "month"),
        "change_ratio": Value(months / current),
    }
    return Result(
        calculation="staircase",
        version="1",
        values=values,
        verdict=_verdict(current, months, CAUSES[found.cause], given),
        warnings=_warnings(months, found.months, found.reached, given),
        tables={"others": _others(current, errors, given["target_reliability"])},
        used=len(errors),
    )


def _verdict(current: float, months: float, cause: str, given: Mapping[str, Any]) -> Verdict:
    basis = said(
        N_(
            "Kéo dài {extend} lần khi {n} lần gần nhất không quá {within} giới hạn, rút ngắn còn {reduce} khi vượt; "
            "các số này là thiết lập, ILAC-G24:2022 không quy định."
        ),
        extend=given["extend_factor"],
        n=given["results_needed"],
        within=given["extend_within"],
        reduce=given["reduce_factor"],
    )
    state = "bad" if months < current else "ok"
    if not (given["last_three_error_over_limit"] or []):
        words = N_("Chưa có kết quả nào của các lần trước: giữ chu kỳ {months} tháng.")
        return Verdict("none", said(words, months=months), basis)
    if months == current:
        return Verdict("ok", said(N_("Giữ chu kỳ {months} tháng."), months=months), basis)
    words = N_("Rút ngắn từ {old} xuống {new} tháng.") if months < current else N_("Kéo dài từ {old} lên {new} tháng.")
    return Verdict(state, said(words, old=current, new=months), basis)


def _warnings(months: float, bounded: float, reached: float, given: Mapping[str, Any]) -> tuple[Said, ...]:
    found = []
    errors: Sequence[float] = given["last_three_error_over_limit"] or []
    rule_of = staircase(given["current_months"], errors)
    found.append(said(CAUSES[rule_of.cause]))
    if bounded != reached:
        found.append(
            said(N_("Bị chặn trong khoảng {low} đến {high} tháng."), low=given["min_months"], high=given["max_months"])
        )
    if months < bounded:
        found.append(said(N_("Pháp luật không cho quá {months} tháng."), months=months))
    if len(errors) < given["results_needed"]:
        found.append(
            said(
                N_("Chỉ có {n} lần: chưa bao giờ kéo dài khi dưới {needed} lần."),
                n=len(errors),
                needed=given["results_needed"],
            )
        )
    return tuple(found)


def _others(current: float, errors: Sequence[float], target: float) -> list[Row]:
    """What the interval test A3 would say of the same few results."""
    if not errors:
        return []
    from app.domain.metrology.interval_reliability import interval_test

    good = sum(abs(each) <= 1 for each in errors)
    test = interval_test(good, len(errors), current * MONTH, target)
    months = test.days / MONTH
    return [{"method": "interval_a3", "months": months, "recommended": test.recommended, "confidence": test.rejection}]


MONTH = 30.4375
"""Days in a month on average."""


def _ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    return adapted_rows(flat, dict, ("current_months",))


CALCULATIONS = (
    Calculation(
        key="staircase",
        method="M14",
        words=N_("Chu kỳ hiệu chuẩn theo quy tắc bậc thang"),
        purpose=N_("Kéo dài khi nhiều lần liền còn xa giới hạn, rút ngắn ngay khi vượt."),
        version="1",
        inputs=(*INPUTS, rows_input(INPUTS)),
        outputs=OUTPUTS,
        run=for_each_row("staircase", _run),
        tables=(
            TableOut(
                name="others",
                words=N_("Cách khác cho gì"),
                columns=(
                    Output(name="method", words=N_("Cách")),
                    Output(name="months", words=N_("Chu kỳ"), unit="month"),
                    Output(name="recommended", words=N_("Đủ chắc để đổi")),
                    Output(name="confidence", words=N_("Mức tin cậy rằng tỷ lệ khác mục tiêu")),
                ),
            ),
            rows_output(OUTPUTS),
        ),
        formula=(
            N_("Ba lần gần nhất |e| ≤ 0,8 giới hạn: mới = 1,2 × cũ"),
            N_("Lần gần nhất vượt giới hạn: mới = 0,7 × cũ; còn lại giữ nguyên"),
        ),
        source=(N_("ILAC-G24:2022 / OIML D 10:2022, cách 1"),),
        adapt=_ways,
        extra={"method.interval_a3": N_("phép thử khoảng A3 trên các lần này")},
    ),
)
