"""M20: losses of quality and time as calculations: wrong decisions, spread, instruments out of tolerance, downtime;
payback of an investment.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.metrology.declared import Calculation, Input, Output
from app.domain.metrology.loss_inputs import BENEFITS, CURRENCY, RISKS, YEAR, money_ways, ranges_of
from app.domain.metrology.loss_quality_runs import (
    DECISION_FIGURES,
    DOWNTIME_FIGURES,
    FAILURE_FIGURES,
    PAYBACK_FIGURES,
    QUADRATIC_FIGURES,
    run_decisions,
    run_downtime,
    run_out_of_tolerance,
    run_payback,
    run_quadratic,
)
from app.wording import N_

OWN_CURRENCY = Input(name="currency", words=N_("Loại tiền"), kind="text", required=False, note=N_("VND, USD …"))
BEST = (
    ("nominal", N_("càng gần đích càng tốt")),
    ("smaller", N_("càng nhỏ càng tốt (trung bình là chính giá trị)")),
)


def _loss(
    key: str, words: str, purpose: str, figures: Sequence[Input], more: Sequence[Input], **rest: Any
) -> Calculation:
    return Calculation(
        key=key,
        judges=False,
        method="M20",
        words=words,
        purpose=purpose,
        version="1",
        inputs=(*figures, *more, ranges_of(figures), rest.pop("currency", CURRENCY), YEAR),
        source=rest.pop("source", (BENEFITS,)),
        adapt=money_ways,
        **rest,
    )


CALCULATIONS = (
    _loss(
        "loss_decisions",
        N_("Thiệt hại do chấp nhận sai, loại bỏ sai"),
        N_("Quyết định nhầm khi kiểm tra sản phẩm mất bao nhiêu tiền một năm."),
        DECISION_FIGURES,
        (),
        outputs=(
            Output("annual_cost_false_accept", N_("Chấp nhận sai, một năm"), digits=6, main=True),
            Output("annual_cost_false_reject", N_("Loại bỏ sai, một năm"), digits=6, main=True),
            Output("annual_total", N_("Cả hai, một năm"), digits=6, main=True),
        ),
        run=run_decisions,
        formula=("L = N (PFA · C_FA + PFR · C_FR)",),
        source=RISKS,
    ),
    _loss(
        "loss_quadratic",
        N_("Thiệt hại bậc hai (hàm tổn thất Taguchi)"),
        N_("Sản phẩm lệch đích và dao động mất bao nhiêu tiền, phép đo thêm vào bao nhiêu."),
        QUADRATIC_FIGURES,
        (
            Input(
                name="used_for_adjustment",
                words=N_("Máy được chỉnh theo số đo này"),
                kind="boolean",
                setting=True,
                default=False,
            ),
            Input(
                name="best",
                words=N_("Thế nào là tốt"),
                kind="choice",
                setting=True,
                default="nominal",
                choices=BEST,
                note=N_("Càng nhỏ càng tốt: Δ là giới hạn trên, trung bình là chính giá trị đo."),
            ),
        ),
        outputs=(
            Output("k", N_("Hệ số k = A/Δ²"), digits=6),
            Output("expected_loss_process", N_("Thiệt hại một sản phẩm do quá trình"), digits=6, main=True),
            Output(
                "added_by_measurement_if_used_for_adjustment", N_("Phép đo thêm vào khi dùng để chỉnh máy"), digits=6
            ),
            Output("annual_loss", N_("Thiệt hại một năm"), digits=6, main=True),
        ),
        run=run_quadratic,
        formula=("k = A/Δ²", N_("L = k [(m − giá trị đích)² + s²]"), "+ k u²", "L = k (m² + s²)"),
        source=(N_("Hàm tổn thất Taguchi"),),
        currency=OWN_CURRENCY,
    ),
    _loss(
        "loss_out_of_tolerance",
        N_("Thiệt hại do dụng cụ đo ngoài dung sai"),
        N_("Dụng cụ bị phát hiện ngoài dung sai khi hiệu chuẩn kéo theo bao nhiêu chi phí một năm."),
        FAILURE_FIGURES,
        (),
        outputs=(
            Output("events_per_year", N_("Số lần ngoài dung sai một năm")),
            Output("annual_loss", N_("Thiệt hại một năm"), digits=6, main=True),
        ),
        run=run_out_of_tolerance,
        formula=("L = (1 − R) · n · (C_LB + q · C_FA)",),
        source=RISKS,
    ),
    _loss(
        "loss_downtime",
        N_("Thời gian dừng vì hiệu chuẩn, hiệu chuẩn trùng"),
        N_("Dừng máy để hiệu chuẩn, hiệu chuẩn hai lần hay dùng dụng cụ quá tốt mất bao nhiêu tiền một năm."),
        DOWNTIME_FIGURES,
        (),
        outputs=(
            Output("hours_per_year", N_("Số giờ một năm"), "h"),
            Output("annual_loss", N_("Thiệt hại một năm"), digits=6, main=True),
        ),
        run=run_downtime,
        formula=(N_("L = số lần · số giờ · chi phí một giờ"),),
    ),
    _loss(
        "payback",
        N_("Hoàn vốn"),
        N_("Bỏ tiền cải tiến phép đo thì bao lâu thu lại được."),
        PAYBACK_FIGURES,
        (
            Input(
                name="discount_rate",
                words=N_("Lãi suất chiết khấu một năm"),
                required=False,
                setting=True,
                least=0.0,
                most=1.0,
            ),
            Input(
                name="years", words=N_("Số năm tính"), kind="integer", required=False, setting=True, least=1, most=100
            ),
        ),
        outputs=(
            Output("simple_payback_years", N_("Thời gian hoàn vốn"), "year", main=True),
            Output("npv", N_("Giá trị hiện tại ròng NPV"), digits=6, main=True),
        ),
        run=run_payback,
        formula=("I/S", "NPV = −I + Σ S/(1 + r)^t"),
        currency=OWN_CURRENCY,
    ),
)
