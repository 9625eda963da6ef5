"""Gauge R&R of other designs: each part by one operator only (nested), one operator in all (type 3). M08."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.metrology.declared import Calculation, Output
from app.domain.metrology.gauge_rr_inputs import (
    COMMON,
    COMPONENTS_TABLE,
    CONFIDENCE,
    DATA,
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


def _nested(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.gauge_rr_studies import nested_study

    return nested_study(given)


def _type3(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.gauge_rr_studies import one_operator_study

    return one_operator_study(given)


_ONE_OPERATOR = replace(
    DATA,
    columns=tuple(
        replace(each, required=False, default="1") if each.name == "operator" else each for each in DATA.columns
    ),
)
"""A machine has no operator to name."""
_OF_PART = (Output("f_part", N_("F của vật")), Output("p_part", N_("p của vật")))

CALCULATIONS = (
    Calculation(
        key="gauge_rr_nested",
        method="M08",
        words=N_("Gauge R&R lồng nhau (phép đo phá hủy)"),
        purpose=N_(
            "Khi mỗi vật chỉ một người đo được, ví dụ phép đo phá hủy: mỗi người đo các vật riêng của một lô đều."
        ),
        version="1",
        inputs=(DATA, *COMMON, CONFIDENCE),
        outputs=(
            *SHARES,
            *VARIANCES,
            *SUMS,
            *_OF_PART,
            Output("f_operator", N_("F của người đo, mẫu số là vật trong người đo")),
            Output("p_operator", N_("p của người đo")),
        ),
        run=_nested,
        tables=(COMPONENTS_TABLE, ANOVA, *POINTS),
        formula=(
            "s²_E = MS_E, s²_P(O) = (MS_P(O) − MS_E)/r, s²_O = (MS_O − MS_P(O))/(n r)",
            "EV² = s²_E, AV² = s²_O, GRR² = EV² + AV², PV² = s²_P(O), TV² = GRR² + PV²",
            N_("n: số vật của mỗi người, r: số lần đo mỗi vật"),
        ),
        source=(
            N_("AIAG MSA, xuất bản lần 4 (2010), chương III-B và phụ lục A"),
            N_("Burdick, Borror, Montgomery: Design and Analysis of Gauge R&R Studies (2005)"),
        ),
        study_kinds=("gauge_rr",),
        plots=("components", "by_part", "by_operator"),
        adapt=gauge_ways,
        extra=WORDS,
    ),
    Calculation(
        key="gauge_rr_type3",
        method="M08",
        words=N_("Nghiên cứu loại 3: một người đo hoặc thiết bị tự động"),
        purpose=N_("Khi chỉ một người hoặc một máy tự động đo: cho biết độ lặp lại, chưa nói gì về độ tái lập."),
        version="1",
        inputs=(_ONE_OPERATOR, *COMMON, CONFIDENCE),
        outputs=(*SHARES, *VARIANCES, *SUMS, *_OF_PART),
        run=_type3,
        tables=(COMPONENTS_TABLE, ANOVA, *POINTS),
        formula=(
            "EV² = MS_E, PV² = (MS_P − MS_E)/r, GRR = EV, TV² = GRR² + PV²",
            N_("Số lần đo không đều: r thay bằng (N − Σn_i²/N)/(p − 1)"),
        ),
        source=(
            N_("VDA 5, nghiên cứu loại 3; AIAG MSA, xuất bản lần 4 (2010), chương III-B"),
            N_("ISO 22514-7:2012, phụ lục A và B"),
        ),
        study_kinds=("gauge_rr",),
        plots=("components", "by_part"),
        adapt=gauge_ways,
        extra=WORDS,
    ),
)
