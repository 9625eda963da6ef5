"""M15 as calculations: the interval test A3 on results of one interval, and the fit S2 over many intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import Calculation, Input, Output, TableOut
from app.domain.metrology.interval_runs import MONTH, run_a3, run_s2
from app.wording import N_, _

TARGET = Input(
    name="target_reliability",
    words=N_("Tỷ lệ còn trong MPE cần đạt"),
    setting=True,
    default=0.95,
    above=0.0,
    most=0.9999,
    note=N_("NCSLI RP-1: thường 0,85 đến 0,95; hạng A 0,95."),
)
BOUNDS = (
    Input(name="min_days", words=N_("Ngắn nhất"), unit="day", setting=True, default=30.0, above=0.0),
    Input(name="max_days", words=N_("Dài nhất"), unit="day", setting=True, default=1826.0, above=0.0),
    Input(name="legal_days", words=N_("Chu kỳ dài nhất theo pháp luật"), unit="day", required=False, above=0.0),
)
SOURCE = (N_("NCSLI RP-1:2010, phương pháp A3 và S2"), N_("Castrup, phép thử khoảng hiệu chuẩn"))


def _a3_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Months as days, unless both are given; a list of True and False as 1 and 0."""
    found = dict(flat)
    for name, other in (("n", "n_given"), ("n_in_tolerance", "x_given")):
        if name in found:
            found.setdefault(other, found.pop(name))
    if "current_interval_months" in found:
        if "current_interval_days" in found:
            raise UserError(_("Cho chu kỳ theo ngày hoặc theo tháng, không cho cả hai."))
        months = found.pop("current_interval_months")
        if not isinstance(months, int | float) or isinstance(months, bool):
            raise UserError(_("“{name}” phải là số.", name="current_interval_months"))
        found["current_interval_days"] = months * MONTH
    marks = found.get("in_tolerance")
    if isinstance(marks, Sequence) and not isinstance(marks, str):
        found["in_tolerance"] = [int(each) if isinstance(each, bool) else each for each in marks]
    return found


CALCULATIONS = (
    Calculation(
        key="interval_a3",
        method="M15",
        words=N_("Chu kỳ hiệu chuẩn theo phép thử khoảng A3"),
        purpose=N_("Tỷ lệ còn trong MPE của cả nhóm khác mục tiêu đến mức phải đổi chu kỳ hay chưa."),
        version="1",
        inputs=(
            Input(
                name="in_tolerance",
                words=N_("Kết quả ban đầu của từng lần: 1 trong MPE, 0 ngoài"),
                kind="numbers",
                required=False,
            ),
            Input(name="n_given", words=N_("Hoặc: số lần"), kind="integer", required=False, least=0),
            Input(name="x_given", words=N_("Hoặc: số lần còn trong MPE"), kind="integer", required=False, least=0),
            Input(name="current_interval_days", words=N_("Chu kỳ đang dùng"), unit="day", above=0.0),
            Input(
                name="intervals_days",
                words=N_("Khoảng thời gian thật trước từng lần"),
                kind="numbers",
                unit="day",
                required=False,
                note=N_("Lệch chu kỳ đang dùng quá 50 % hoặc 56 ngày thì không cùng một phép thử."),
            ),
            TARGET,
            Input(
                name="confidence_for_limits",
                words=N_("Mức tin cậy của hai giới hạn"),
                setting=True,
                default=0.95,
                above=0.0,
                most=0.999999,
            ),
            Input(
                name="rejection_needed",
                words=N_("Đổi khi mức tin cậy rằng khác mục tiêu quá"),
                setting=True,
                default=0.5,
                least=0.0,
                most=0.999999,
            ),
            Input(
                name="max_change_factor", words=N_("Một lần đổi không quá, lần"), setting=True, default=2.0, above=1.0
            ),
            Input(
                name="smallest_change_days",
                words=N_("Thay đổi nhỏ nhất đáng làm"),
                unit="day",
                setting=True,
                default=5.0,
                least=0.0,
            ),
            *BOUNDS,
        ),
        outputs=(
            Output(name="new_interval_days", words=N_("Chu kỳ đề nghị"), unit="day", main=True),
            Output(name="reliability", words=N_("Tỷ lệ còn trong MPE"), main=True),
            Output(name="reliability_low", words=N_("Giới hạn dưới của tỷ lệ")),
            Output(name="reliability_high", words=N_("Giới hạn trên của tỷ lệ")),
            Output(name="rejection_confidence", words=N_("Mức tin cậy rằng tỷ lệ khác mục tiêu"), main=True),
            Output(name="recommended", words=N_("Đủ chắc để đổi chu kỳ")),
            Output(name="n", words=N_("Số kết quả")),
            Output(name="n_in_tolerance", words=N_("Số còn trong MPE")),
        ),
        run=run_a3,
        formula=(
            "R₀ = x/n",
            N_("R₀ < R*: Q = 1 − 2 P(X ≤ x | n, R*), hệ số = max(1/b, 10^((R₀ − R*) Q))"),
            N_("R₀ > R*: Q = 1 − 2 P(X ≥ x | n, R*), hệ số = min(b, 10^((R₀ − R*)/(1 − Q)))"),
            "x = n: Q = 1 − R*ⁿ;  x = 0: Q = 1 − (1 − R*)ⁿ",
        ),
        source=SOURCE,
        adapt=_a3_ways,
    ),
    Calculation(
        key="interval_s2",
        method="M15",
        words=N_("Chu kỳ hiệu chuẩn theo đường độ tin cậy (S2)"),
        purpose=N_(
            "Từ các kết quả sau nhiều khoảng thời gian khác nhau, tìm lúc tỷ lệ còn trong MPE xuống đến mục tiêu."
        ),
        version="1",
        inputs=(
            Input(
                name="data",
                words=N_("Các nhóm kết quả theo khoảng thời gian"),
                kind="table",
                columns=(
                    Input(name="days", words=N_("Khoảng thời gian"), unit="day", above=0.0, most=36_525.0),
                    Input(name="n", words=N_("Số kết quả"), kind="integer", least=1),
                    Input(name="in_tolerance", words=N_("Số còn trong MPE"), kind="integer", least=0),
                ),
            ),
            TARGET,
            Input(
                name="model",
                words=N_("Dạng đường"),
                kind="choice",
                setting=True,
                default="exponential",
                choices=(("exponential", N_("mũ: R = exp(−λt)")), ("weibull", N_("Weibull: R = exp(−(λt)^β)"))),
            ),
            Input(name="confidence", words=N_("Mức tin cậy"), setting=True, default=0.95, above=0.0, most=0.999999),
            Input(
                name="results_needed",
                words=N_("Số kết quả cần để kết luận"),
                kind="integer",
                setting=True,
                default=50,
                least=5,
            ),
            *BOUNDS,
        ),
        outputs=(
            Output(name="new_interval_days", words=N_("Chu kỳ đề nghị"), unit="day", main=True),
            Output(name="lambda", words=N_("Tốc độ λ"), unit="1/day"),
            Output(name="beta", words=N_("Dạng β")),
            Output(name="log_likelihood", words=N_("Loga của độ hợp lý")),
            Output(name="deviance", words=N_("Độ lệch so với từng nhóm riêng")),
            Output(name="deviance_df", words=N_("Bậc tự do của độ lệch")),
            Output(name="fit_p", words=N_("Xác suất p của độ phù hợp")),
            Output(name="n", words=N_("Số kết quả")),
            Output(name="n_in_tolerance", words=N_("Số còn trong MPE")),
        ),
        run=run_s2,
        tables=(
            TableOut(
                name="points",
                words=N_("Tỷ lệ từng nhóm"),
                columns=(
                    Output(name="days", words=N_("Khoảng thời gian"), unit="day"),
                    Output(name="value", words=N_("Tỷ lệ còn trong MPE")),
                ),
            ),
            TableOut(
                name="curve",
                words=N_("Đường độ tin cậy"),
                columns=(
                    Output(name="days", words=N_("Khoảng thời gian"), unit="day"),
                    Output(name="fit", words=N_("Tỷ lệ theo đường")),
                ),
                hidden=True,
            ),
        ),
        formula=("ln L = Σ g ln R(t) + (n − g) ln(1 − R(t))", "R(I) = R*"),
        source=SOURCE,
        plots=("reliability",),
    ),
)
