"""Inputs, results and words that all gauge R&R calculations share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.metrology.declared import OWN_UNIT, SQUARED_UNIT, Input, Output, TableOut
from app.domain.metrology.usual_inputs import usual_ways
from app.wording import N_

_VALUE = Input(name="value", words=N_("Số đọc"), unit=OWN_UNIT)
DATA = Input(
    name="data",
    words=N_("Số đọc theo vật, người đo, lần đo"),
    kind="table",
    from_study="readings",
    columns=(
        Input(name="part", words=N_("Vật đo"), kind="text"),
        Input(name="operator", words=N_("Người đo"), kind="text"),
        Input(name="trial", words=N_("Lần đo"), kind="integer", required=False),
        _VALUE,
    ),
)
DATA_WITH_GAPS = replace(DATA, columns=(*DATA.columns[:3], replace(_VALUE, required=False)))

TOLERANCE = (
    Input(
        name="tolerance",
        words=N_("Độ rộng dung sai T"),
        unit=OWN_UNIT,
        required=False,
        from_study="tolerance",
        note=N_("Để trống nếu đã có hai giới hạn."),
    ),
    Input(name="tolerance_low", words=N_("Giới hạn dưới"), unit=OWN_UNIT, required=False, from_study="tolerance_low"),
    Input(name="tolerance_high", words=N_("Giới hạn trên"), unit=OWN_UNIT, required=False, from_study="tolerance_high"),
    Input(
        name="resolution",
        words=N_("Độ phân giải"),
        unit=OWN_UNIT,
        required=False,
        above=0.0,
        from_study="resolution",
        note=N_("Để trống thì lấy bước nhỏ nhất giữa các số đọc."),
    ),
)
HISTORY = Input(
    name="historical_total_sd",
    words=N_("Độ lệch chuẩn tổng đã biết của quá trình"),
    unit=OWN_UNIT,
    required=False,
    setting=True,
    above=0.0,
    note=N_("Có thì thay cho độ biến động của các vật trong nghiên cứu."),
)
ALPHA = Input(
    name="alpha_pool",
    words=N_("Mức α để gộp tương tác vào sai số"),
    setting=True,
    default=0.25,
    least=0.0,
    most=1.0,
    note=N_("Gộp khi p > α. AIAG cần mức rộng (0,25); VDA 5 dùng 0,05; 1: không bao giờ gộp."),
)
CONFIDENCE = Input(
    name="confidence",
    words=N_("Mức tin cậy của khoảng cho các thành phần"),
    setting=True,
    default=0.9,
    least=0.5,
    most=0.999,
)
SETTINGS = (
    Input(
        name="study_multiplier",
        words=N_("Hệ số k của %dung sai (6 hoặc 5,15)"),
        setting=True,
        default=6.0,
        above=0.0,
        note=N_("6: 99,73 %; 5,15: 99 %, theo sổ tay AIAG cũ."),
    ),
    Input(
        name="one_sided",
        words=N_("Khi dung sai chỉ có một giới hạn"),
        kind="choice",
        setting=True,
        default="mean",
        choices=(
            ("mean", N_("so với khoảng cách từ trung bình đến giới hạn")),
            ("none", N_("không tính phần trăm dung sai")),
        ),
    ),
    Input(
        name="verdict_basis",
        words=N_("Kết luận theo"),
        kind="choice",
        setting=True,
        default="auto",
        choices=(
            ("auto", N_("dung sai nếu có, không thì độ biến động")),
            ("tolerance", N_("phần trăm dung sai: nghiệm thu sản phẩm")),
            ("study", N_("phần trăm độ biến động: kiểm soát quá trình")),
        ),
    ),
    Input(
        name="limit_ok_percent",
        words=N_("%GRR dưới mức này thì đạt"),
        unit="%",
        setting=True,
        default=10.0,
        above=0.0,
        note=N_("AIAG MSA, xuất bản lần 4, chương III-B."),
    ),
    Input(
        name="limit_bad_percent",
        words=N_("%GRR trên mức này thì không đạt"),
        unit="%",
        setting=True,
        default=30.0,
        above=0.0,
        note=N_("AIAG MSA, xuất bản lần 4, chương III-B."),
    ),
    Input(
        name="ndc_least",
        words=N_("Số nhóm phân biệt được ndc, ít nhất"),
        kind="integer",
        setting=True,
        default=5,
        least=1,
        note=N_("AIAG MSA, xuất bản lần 4, chương III-B."),
    ),
)
COMMON = (*TOLERANCE, HISTORY, *SETTINGS)

SHARES = (
    Output("pct_sv_GRR", N_("%GRR theo độ biến động"), "%", main=True),
    Output("pct_tol_GRR", N_("%GRR theo dung sai"), "%", main=True),
    Output("ndc", N_("Số nhóm phân biệt được (ndc)"), main=True),
    Output("sd_GRR", N_("Độ lệch chuẩn của GRR"), OWN_UNIT, main=True),
    Output("sd_*", N_("Độ lệch chuẩn của {key}"), OWN_UNIT),
    Output("pct_sv_*", N_("{key}, phần trăm độ biến động"), "%"),
    Output("pct_contribution_*", N_("{key}, phần trăm phương sai"), "%"),
    Output("pct_tol_*", N_("{key}, phần trăm dung sai"), "%"),
    Output("ndc_before_truncation", N_("1,41 PV/GRR trước khi cắt")),
    Output("UCL_R", N_("Giới hạn trên của khoảng trong ô"), OWN_UNIT),
)
VARIANCES = (
    Output("var_repeatability", N_("Phương sai lặp lại"), SQUARED_UNIT),
    Output("var_operator", N_("Phương sai giữa người đo"), SQUARED_UNIT),
    Output("var_interaction", N_("Phương sai tương tác người đo × vật"), SQUARED_UNIT),
    Output("var_part", N_("Phương sai giữa các vật"), SQUARED_UNIT),
    Output("var_repeatability_before_clamp", N_("Phương sai lặp lại như ước lượng, có thể âm"), SQUARED_UNIT),
    Output("var_operator_before_clamp", N_("Phương sai giữa người đo như ước lượng, có thể âm"), SQUARED_UNIT),
    Output("var_interaction_before_clamp", N_("Phương sai tương tác như ước lượng, có thể âm"), SQUARED_UNIT),
    Output("var_part_before_clamp", N_("Phương sai giữa các vật như ước lượng, có thể âm"), SQUARED_UNIT),
)
SUMS = (
    Output("ss_part", N_("Tổng bình phương, vật đo"), SQUARED_UNIT),
    Output("df_part", N_("Bậc tự do, vật đo")),
    Output("ms_part", N_("Trung bình bình phương, vật đo"), SQUARED_UNIT),
    Output("ss_operator", N_("Tổng bình phương, người đo"), SQUARED_UNIT),
    Output("df_operator", N_("Bậc tự do, người đo")),
    Output("ms_operator", N_("Trung bình bình phương, người đo"), SQUARED_UNIT),
    Output("ss_interaction", N_("Tổng bình phương, tương tác"), SQUARED_UNIT),
    Output("df_interaction", N_("Bậc tự do, tương tác")),
    Output("ms_interaction", N_("Trung bình bình phương, tương tác"), SQUARED_UNIT),
    Output("ss_equipment", N_("Tổng bình phương, lặp lại"), SQUARED_UNIT),
    Output("df_equipment", N_("Bậc tự do, lặp lại")),
    Output("ms_equipment", N_("Trung bình bình phương, lặp lại"), SQUARED_UNIT),
    Output("ss_total", N_("Tổng bình phương, toàn bộ"), SQUARED_UNIT),
    Output("df_total", N_("Bậc tự do, toàn bộ")),
)
COMPONENTS_TABLE = TableOut(
    "components",
    N_("Thành phần biến động"),
    (
        Output("component", N_("Thành phần")),
        Output("variance", N_("Phương sai"), SQUARED_UNIT),
        Output("contribution_percent", N_("% phương sai"), "%"),
        Output("sd", N_("Độ lệch chuẩn"), OWN_UNIT),
        Output("study_percent", N_("% độ biến động"), "%"),
        Output("tolerance_percent", N_("% dung sai"), "%"),
    ),
)
CELLS_TABLE = TableOut(
    "cells",
    N_("Trung bình và khoảng của mỗi ô"),
    (
        Output("part", N_("Vật đo")),
        Output("operator", N_("Người đo")),
        Output("mean", N_("Trung bình"), OWN_UNIT),
        Output("range", N_("Khoảng"), OWN_UNIT),
    ),
    hidden=True,
)
READINGS_TABLE = TableOut(
    "readings",
    N_("Số đọc đã dùng"),
    (
        Output("part", N_("Vật đo")),
        Output("operator", N_("Người đo")),
        Output("trial", N_("Lần đo")),
        Output("value", N_("Số đọc"), OWN_UNIT),
    ),
    hidden=True,
)
POINTS = (CELLS_TABLE, READINGS_TABLE)
WORDS: Mapping[str, str] = {
    "component.GRR": N_("Độ lặp lại và độ tái lập (GRR)"),
    "component.EV": N_("Độ lặp lại (EV)"),
    "component.AV": N_("Độ tái lập (AV)"),
    "component.OP": N_("Người đo"),
    "component.INT": N_("Tương tác người đo × vật"),
    "component.PV": N_("Giữa các vật (PV)"),
    "component.TV": N_("Toàn bộ (TV)"),
    "source.part": N_("Vật đo"),
    "source.operator": N_("Người đo"),
    "source.interaction": N_("Tương tác người đo × vật"),
    "source.equipment": N_("Lặp lại (trong ô)"),
    "source.pooled": N_("Sai số gộp"),
    "source.total": N_("Toàn bộ"),
}
"""What the codes in a column of a table mean: "column.code"."""


def gauge_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """The usual other ways, and "never pool" in words."""
    found = usual_ways(flat)
    pool = {"never pool": 1.0, "always pool": 0.0}.get(str(found.get("alpha_pool")).lower())
    if pool is not None:
        found["alpha_pool"] = pool
    return found
