"""M09: the control chart of values weighted by age (EWMA)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.metrology.chart_inputs import CHART_WORDS, ENOUGH, MULTIPLE, POINTS, chart_verdict, rows_of
from app.domain.metrology.declared import OWN_UNIT, Calculation, Input, Output
from app.domain.metrology.results import Result, Value, located, missing, said
from app.domain.metrology.usual_inputs import SOME_READINGS, readings_alone
from app.wording import N_

GIVEN_LIMITS = N_("Giới hạn từ giá trị đích và độ lệch chuẩn đã cho (NIST/SEMATECH e-Handbook 6.3.2.4).")


def _ewma(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.control_charts import Limits, Rules, ewma, ewma_ratio, signals

    readings, unit = given["data"] or [], given["unit"]
    lam, multiple, target = given["lam"], given["k"], given["target"]
    exact = given["form"] == "exact"
    weighted = ewma(readings, target, lam)
    reach = [
        multiple * given["s"] * ewma_ratio(lam, at if exact else None) ** 0.5 for at in range(1, len(weighted) + 1)
    ]
    ratio = ewma_ratio(lam, len(weighted) if exact and weighted else None)
    width = multiple * given["s"] * ratio**0.5
    broken = [
        signals([z], target, given["s"], Limits(target, target - each, target + each), Rules())[0]
        for z, each in zip(weighted, reach, strict=True)
    ]
    values = {
        "variance_ratio": Value(ratio),
        "root": Value(ratio**0.5),
        "UCL": located(target + width, width, unit),
        "LCL": located(target - width, width, unit),
        "center": located(target, width, unit),
        "points_out": Value(sum(map(bool, broken)))
        if weighted
        else missing(N_("Chưa có giá trị nào để xét: chỉ tính giới hạn.")),
    }
    rows = [
        {**row, "reading": reading, "low": target - each, "high": target + each}
        for row, reading, each in zip(rows_of(weighted, broken, 0), readings, reach, strict=True)
    ]
    return Result(
        calculation="ewma_chart",
        version="1",
        values=values,
        verdict=chart_verdict(broken if weighted else None, ENOUGH, said(GIVEN_LIMITS)),
        tables={"points": rows},
        used=len(readings),
    )


EWMA = Calculation(
    key="ewma_chart",
    method="M09",
    words=N_("Biểu đồ kiểm soát EWMA"),
    purpose=N_("Thấy sớm những dịch chuyển nhỏ mà biểu đồ thường chưa báo."),
    version="1",
    inputs=(
        SOME_READINGS,
        Input(name="target", words=N_("Giá trị đích"), unit=OWN_UNIT),
        Input(name="s", words=N_("Độ lệch chuẩn của một giá trị, từ lịch sử"), unit=OWN_UNIT, above=0.0),
        Input(
            name="lam",
            words=N_("λ, trọng số của giá trị mới nhất"),
            setting=True,
            default=0.2,
            above=0.0,
            most=1.0,
            note=N_("Thường từ 0,2 đến 0,3."),
        ),
        MULTIPLE,
        Input(
            name="form",
            words=N_("Giới hạn"),
            kind="choice",
            setting=True,
            default="asymptotic",
            choices=(
                ("asymptotic", N_("tiệm cận, như nhau cho mọi điểm")),
                ("exact", N_("đúng cho từng điểm, hẹp hơn lúc đầu")),
            ),
        ),
    ),
    outputs=(
        Output("points_out", N_("Số điểm báo động"), main=True),
        Output("UCL", N_("Giới hạn kiểm soát trên"), OWN_UNIT, main=True),
        Output("LCL", N_("Giới hạn kiểm soát dưới"), OWN_UNIT, main=True),
        Output("center", N_("Đường trung tâm"), OWN_UNIT),
        Output("variance_ratio", N_("Tỷ số phương sai λ/(2 − λ)")),
        Output("root", N_("Căn của tỷ số phương sai")),
    ),
    run=_ewma,
    tables=(
        replace(
            POINTS,
            columns=(
                *POINTS.columns,
                Output("reading", N_("Số đọc"), OWN_UNIT),
                Output("low", N_("Giới hạn kiểm soát dưới"), OWN_UNIT),
                Output("high", N_("Giới hạn kiểm soát trên"), OWN_UNIT),
            ),
        ),
    ),
    formula=(
        "z_t = λ x_t + (1 − λ) z_(t−1), z_0 = T",
        "UCL, LCL = T ± k s √(λ/(2 − λ))",
        "UCL_t, LCL_t = T ± k s √(λ/(2 − λ) (1 − (1 − λ)^(2t)))",
    ),
    source=("NIST/SEMATECH e-Handbook 6.3.2.4",),
    adapt=readings_alone,
    extra=CHART_WORDS,
)
CALCULATIONS = (EWMA,)
