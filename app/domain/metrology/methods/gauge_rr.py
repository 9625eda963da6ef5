"""Gauge R&R by crossed analysis of variance, and by REML where readings are missing (M08)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.declared import OWN_UNIT, Calculation, Output
from app.domain.metrology.gauge_rr_inputs import (
    ALPHA,
    COMMON,
    COMPONENTS_TABLE,
    CONFIDENCE,
    DATA,
    DATA_WITH_GAPS,
    POINTS,
    SHARES,
    SUMS,
    VARIANCES,
    WORDS,
    gauge_ways,
)
from app.domain.metrology.results import Result
from app.domain.metrology.usual_tables import ANOVA
from app.wording import N_


def _anova(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.gauge_rr_studies import crossed_study

    return crossed_study(given)


def _reml(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.gauge_rr_unbalanced import reml_study

    return reml_study(given)


_RATIOS = (
    Output("f_interaction", N_("F của tương tác")),
    Output("p_interaction", N_("p của tương tác")),
    Output("interaction_pooled", N_("Đã gộp tương tác vào sai số")),
    Output("f_part", N_("F của vật, mẫu số theo mô hình ngẫu nhiên")),
    Output("p_part", N_("p của vật")),
    Output("f_operator", N_("F của người đo, mẫu số theo mô hình ngẫu nhiên")),
    Output("p_operator", N_("p của người đo")),
    Output("f_part_error", N_("F của vật, mẫu số là sai số trong ô (bản in AIAG)")),
    Output("p_part_error", N_("p của vật, mẫu số là sai số trong ô")),
    Output("f_operator_error", N_("F của người đo, mẫu số là sai số trong ô (bản in AIAG)")),
    Output("p_operator_error", N_("p của người đo, mẫu số là sai số trong ô")),
)

CALCULATIONS = (
    Calculation(
        key="gauge_rr_anova",
        method="M08",
        words=N_("Gauge R&R, ANOVA giao chéo"),
        purpose=N_(
            "Cho biết bao nhiêu phần của độ biến động thấy được là do dụng cụ và người đo, khi mỗi người đo mọi vật "
            "nhiều lần."
        ),
        version="1",
        inputs=(DATA, *COMMON[:4], ALPHA, *COMMON[4:], CONFIDENCE),
        outputs=(*SHARES, *VARIANCES, *SUMS, *_RATIOS),
        run=_anova,
        tables=(COMPONENTS_TABLE, ANOVA, *POINTS),
        formula=(
            "SS_P = o r Σ(ȳ_i − ȳ)², SS_O = p r Σ(ȳ_j − ȳ)², SS_PO = r Σ(ȳ_ij − ȳ_i − ȳ_j + ȳ)², SS_E = Σ(y − ȳ_ij)²",
            N_(
                "Giữ tương tác: s²_E = MS_E; s²_PO = (MS_PO − MS_E)/r; s²_O = (MS_O − MS_PO)/(p r); "
                "s²_P = (MS_P − MS_PO)/(o r)"
            ),
            N_("Gộp tương tác khi p > α: MS_e = (SS_PO + SS_E)/(df_PO + df_E) thay cho MS_PO và MS_E; s²_PO = 0"),
            "EV² = s²_E, AV² = s²_O + s²_PO, GRR² = EV² + AV², PV² = s²_P, TV² = GRR² + PV²",
            N_(
                "% độ biến động = 100 s/TV; % phương sai = 100 s²/TV²; % dung sai = 100 k s/T; "
                "ndc = phần nguyên của 1,41 PV/GRR"
            ),
            N_("Khoảng của các thành phần: phương pháp mẫu lớn có hiệu chỉnh (Burdick, Graybill)"),
        ),
        source=(
            N_("AIAG MSA, xuất bản lần 4 (2010), chương III-B và phụ lục A"),
            N_("ISO 22514-7:2012, phụ lục A và B"),
        ),
        study_kinds=("gauge_rr",),
        plots=("components", "by_part", "by_operator"),
        adapt=gauge_ways,
        extra=WORDS,
    ),
    Calculation(
        key="gauge_rr_reml",
        method="M08",
        words=N_("Gauge R&R khi thiếu số đọc (REML)"),
        purpose=N_("Như ANOVA, nhưng dùng được khi thiếu số đọc hoặc số lần đo không đều; không điền thay số nào."),
        version="1",
        inputs=(DATA_WITH_GAPS, *COMMON[:4], ALPHA, *COMMON[4:]),
        outputs=(
            *SHARES,
            *VARIANCES,
            Output("mean", N_("Trung bình ước lượng"), OWN_UNIT),
            Output("p_interaction", N_("p của tương tác (tỷ số hợp lý)")),
            Output("interaction_pooled", N_("Đã gộp tương tác vào sai số")),
            Output("deviance", N_("−2 log hợp lý có ràng buộc")),
        ),
        run=_reml,
        tables=(COMPONENTS_TABLE, *POINTS),
        formula=(
            "y = μ + P_i + O_j + (PO)_ij + e_ijk, V = s²_P Z_P Z_Pᵀ + s²_O Z_O Z_Oᵀ + s²_PO Z_PO Z_POᵀ + s²_E I",
            N_("Tìm các phương sai ≥ 0 cho nhỏ nhất: log|V| + log(1ᵀV⁻¹1) + (y − μ)ᵀV⁻¹(y − μ)"),
            N_("p của tương tác: tỷ số hợp lý, phân bố hỗn hợp ½ χ²(0) + ½ χ²(1); gộp khi p > α"),
        ),
        source=(
            N_("Searle, Casella, McCulloch: Variance Components (1992), chương 6"),
            N_("Self, Liang (1987): phân bố của tỷ số hợp lý ở biên"),
            N_("AIAG MSA, xuất bản lần 4 (2010), chương III-B và phụ lục A"),
        ),
        study_kinds=("gauge_rr",),
        plots=("components", "by_part", "by_operator"),
        adapt=gauge_ways,
        extra=WORDS,
    ),
)
