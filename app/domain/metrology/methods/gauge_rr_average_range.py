"""Gauge R&R by averages and ranges (M07)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output, TableOut
from app.domain.metrology.gauge_rr_inputs import (
    COMMON,
    COMPONENTS_TABLE,
    DATA,
    HISTORY,
    POINTS,
    WORDS,
    gauge_ways,
)
from app.domain.metrology.results import Result
from app.wording import N_


def _run(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.average_range_told import average_range_study

    return average_range_study(given)


_FACTOR_NOTE = N_("Để trống thì tính 1/d2* theo số vật, số người, số lần đo.")
_FACTORS = (
    Input(name="K1", words=N_("Hệ số K1 (độ lặp lại)"), required=False, setting=True, above=0.0, note=_FACTOR_NOTE),
    Input(name="K2", words=N_("Hệ số K2 (độ tái lập)"), required=False, setting=True, above=0.0, note=_FACTOR_NOTE),
    Input(name="K3", words=N_("Hệ số K3 (vật đo)"), required=False, setting=True, above=0.0, note=_FACTOR_NOTE),
)

CALCULATIONS = (
    Calculation(
        key="gauge_rr_average_range",
        method="M07",
        words=N_("Gauge R&R, trung bình và khoảng"),
        purpose=N_(
            "Cách tính tay của sổ tay AIAG: cho độ lặp lại và độ tái lập, nhưng không thấy được tương tác giữa người "
            "đo và vật."
        ),
        version="1",
        inputs=(DATA, *(each for each in COMMON if each is not HISTORY), *_FACTORS),
        outputs=(
            Output("pct_GRR", N_("%GRR theo độ biến động"), "%", main=True),
            Output("pct_tol_GRR", N_("%GRR theo dung sai"), "%", main=True),
            Output("ndc", N_("Số nhóm phân biệt được (ndc)"), main=True),
            Output("GRR", N_("Độ lệch chuẩn của GRR"), OWN_UNIT, main=True),
            Output("EV", N_("Độ lặp lại (EV)"), OWN_UNIT),
            Output("AV", N_("Độ tái lập (AV)"), OWN_UNIT),
            Output("PV", N_("Giữa các vật (PV)"), OWN_UNIT),
            Output("TV", N_("Toàn bộ (TV)"), OWN_UNIT),
            Output("pct_tol_*", N_("{key}, phần trăm dung sai"), "%"),
            Output("pct_*", N_("{key}, phần trăm độ biến động"), "%"),
            Output("Rbarbar", N_("Khoảng trung bình của mọi ô"), OWN_UNIT),
            Output("Rbar_*", N_("Khoảng trung bình của {key}"), OWN_UNIT),
            Output("xbar_*", N_("Trung bình của {key}"), OWN_UNIT),
            Output("xdiff", N_("Chênh lệch lớn nhất giữa người đo"), OWN_UNIT),
            Output("Rp", N_("Chênh lệch lớn nhất giữa các vật"), OWN_UNIT),
            Output("UCL_R", N_("Giới hạn trên của khoảng trong ô"), OWN_UNIT),
            Output("LCL_R", N_("Giới hạn dưới của khoảng trong ô"), OWN_UNIT),
            Output("df_EV", N_("Bậc tự do của EV")),
            Output("ndc_before_truncation", N_("1,41 PV/GRR trước khi cắt")),
            Output("out_of_control_count", N_("Số ô có khoảng vượt giới hạn trên")),
        ),
        run=_run,
        tables=(
            COMPONENTS_TABLE,
            TableOut(
                "out_of_control_ranges",
                N_("Ô có khoảng vượt giới hạn trên"),
                (
                    Output("operator", N_("Người đo")),
                    Output("part", N_("Vật đo")),
                    Output("range", N_("Khoảng"), OWN_UNIT),
                ),
            ),
            *POINTS,
        ),
        formula=(
            "EV = R̄ K1, AV = √[(x̄_diff K2)² − EV²/(n r)], GRR = √(EV² + AV²), PV = R_p K3, TV = √(GRR² + PV²)",
            N_("K1 = 1/d2* (1/d2 khi có hơn 15 ô), K2 và K3 = 1/d2* cho một khoảng; d2* = √(d2² + d3²/g)"),
            N_("Giới hạn của khoảng: D4 R̄ với D4 = 1 + 3 d3/d2"),
            N_("% độ biến động = 100 s/TV; % dung sai = 100 k s/T; ndc = phần nguyên của 1,41 PV/GRR"),
        ),
        source=(N_("AIAG MSA, xuất bản lần 4 (2010), chương III-B và phụ lục C"),),
        study_kinds=("gauge_rr",),
        plots=("components", "by_part", "by_operator", "ranges"),
        adapt=gauge_ways,
        extra=WORDS,
    ),
)
