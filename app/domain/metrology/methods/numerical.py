"""The numerical core on its own: summary of readings, one-way analysis of variance, straight line (M00)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.declared import OWN_UNIT, SQUARED_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.results import Result
from app.domain.metrology.usual_inputs import READINGS
from app.domain.metrology.usual_tables import ANOVA, RUN
from app.wording import N_


def _summary(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.numerical_told import summary_result

    return summary_result(given)


def _one_way(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.numerical_told import one_way_result

    return one_way_result(given)


def _line(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.numerical_told import line_result

    return line_result(given)


_CONFIDENCE = Input(name="confidence", words=N_("Mức tin cậy"), setting=True, default=0.95, least=0.5, most=0.9999)
_NIST = N_("Độ chính xác kiểm theo bộ dữ liệu NIST SRD 140")

CALCULATIONS = (
    Calculation(
        key="summary",
        judges=False,
        method="M00",
        words=N_("Tóm tắt các số đọc"),
        purpose=N_("Trung bình, độ lệch chuẩn và độ không đảm bảo loại A của các số đọc lặp lại."),
        version="1",
        inputs=(READINGS, _CONFIDENCE),
        outputs=(
            Output("mean", N_("Trung bình"), OWN_UNIT, digits=6, main=True),
            Output("sd", N_("Độ lệch chuẩn"), OWN_UNIT, main=True),
            Output("n", N_("Số số đọc"), main=True),
            Output("u_mean", N_("Độ không đảm bảo chuẩn của trung bình (loại A)"), OWN_UNIT),
            Output("df", N_("Bậc tự do")),
            Output("min", N_("Nhỏ nhất"), OWN_UNIT),
            Output("max", N_("Lớn nhất"), OWN_UNIT),
            Output("autocorrelation_lag1", N_("Tự tương quan với số đọc liền trước")),
        ),
        run=_summary,
        tables=(RUN,),
        formula=("x̄ = Σx/n, s = √[Σ(x − x̄)²/(n − 1)], u = s/√n, r₁ = Σd_i d_(i+1)/Σd_i², d = x − x̄",),
        source=("JCGM 100:2008, 4.2", _NIST),
        plots=("run",),
    ),
    Calculation(
        key="one_way_anova",
        judges=False,
        method="M00",
        words=N_("Phân tích phương sai một yếu tố"),
        purpose=N_("Các nhóm số đọc có khác nhau nhiều hơn mức mà sai lệch trong nhóm giải thích được không."),
        version="1",
        inputs=(
            Input(
                name="data",
                words=N_("Số đọc theo nhóm"),
                kind="table",
                columns=(
                    Input(name="group", words=N_("Nhóm"), kind="text"),
                    Input(name="value", words=N_("Số đọc"), unit=OWN_UNIT),
                ),
            ),
            Input(
                name="alpha",
                words=N_("Mức ý nghĩa α"),
                setting=True,
                default=0.05,
                above=0.0,
                most=0.5,
            ),
        ),
        outputs=(
            Output("F", "F", main=True),
            Output("p", "p", main=True),
            Output("df_between", N_("Bậc tự do giữa các nhóm")),
            Output("ss_between", N_("Tổng bình phương giữa các nhóm"), SQUARED_UNIT),
            Output("ms_between", N_("Trung bình bình phương giữa các nhóm"), SQUARED_UNIT),
            Output("df_within", N_("Bậc tự do trong nhóm")),
            Output("ss_within", N_("Tổng bình phương trong nhóm"), SQUARED_UNIT),
            Output("ms_within", N_("Trung bình bình phương trong nhóm"), SQUARED_UNIT),
            Output("r_squared", "R²"),
            Output("residual_sd", N_("Độ lệch chuẩn trong nhóm"), OWN_UNIT),
        ),
        run=_one_way,
        tables=(
            ANOVA,
            TableOut(
                "groups",
                N_("Các nhóm"),
                (
                    Output("group", N_("Nhóm")),
                    Output("n", N_("Số số đọc")),
                    Output("mean", N_("Trung bình"), OWN_UNIT),
                    Output("sd", N_("Độ lệch chuẩn"), OWN_UNIT),
                ),
            ),
        ),
        formula=("F = [Σn_i(x̄_i − x̄)²/(g − 1)]/[Σ(x − x̄_i)²/(N − g)]",),
        source=("NIST/SEMATECH e-Handbook, 7.4.3", _NIST),
        extra={
            "source.between": N_("Giữa các nhóm"),
            "source.within": N_("Trong nhóm"),
            "source.total": N_("Toàn bộ"),
        },
    ),
    Calculation(
        key="straight_line",
        judges=False,
        method="M00",
        words=N_("Đường thẳng bình phương nhỏ nhất"),
        purpose=N_("Đường thẳng qua các điểm với sai số chuẩn của hệ số và dải tin cậy."),
        version="1",
        inputs=(
            Input(
                name="data",
                words=N_("Các điểm"),
                kind="table",
                columns=(
                    Input(name="x", words="x"),
                    Input(name="y", words="y", unit=OWN_UNIT),
                ),
            ),
            Input(name="unit_x", words=N_("Đơn vị của x"), kind="text", required=False, default=""),
            _CONFIDENCE,
        ),
        outputs=(
            Output("B1", N_("Độ dốc"), main=True),
            Output("B0", N_("Tung độ gốc"), OWN_UNIT, main=True),
            Output("se_B1", N_("Sai số chuẩn của độ dốc")),
            Output("se_B0", N_("Sai số chuẩn của tung độ gốc"), OWN_UNIT),
            Output("residual_sd", N_("Độ lệch chuẩn quanh đường thẳng"), OWN_UNIT, main=True),
            Output("r_squared", "R²"),
            Output("F", "F"),
            Output("p", "p"),
            Output("df_residual", N_("Bậc tự do còn lại")),
        ),
        run=_line,
        tables=(
            TableOut(
                "points",
                N_("Các điểm"),
                (Output("x", "x"), Output("y", "y", OWN_UNIT), Output("residual", N_("Phần dư"), OWN_UNIT)),
                hidden=True,
            ),
            TableOut(
                "band",
                N_("Dải tin cậy"),
                (
                    Output("x", "x"),
                    Output("fit", N_("Đường thẳng"), OWN_UNIT),
                    Output("low", N_("Cận dưới"), OWN_UNIT),
                    Output("high", N_("Cận trên"), OWN_UNIT),
                ),
                hidden=True,
            ),
        ),
        formula=(
            "B₁ = Σ(x − x̄)(y − ȳ)/Σ(x − x̄)², B₀ = ȳ − B₁ x̄, s² = Σe²/(n − 2)",
            "B₀ + B₁ x ± t s √[1/n + (x − x̄)²/S_xx]",
        ),
        source=("NIST/SEMATECH e-Handbook, 4.4", _NIST),
        plots=("line",),
    ),
)
