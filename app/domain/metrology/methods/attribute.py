"""Agreement of appraisers on good and bad parts (M19)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.declared import Calculation, Input, Output, TableOut
from app.domain.metrology.results import Result
from app.wording import N_


def _run(given: Mapping[str, Any]) -> Result:
    from app.domain.metrology.agreement_told import agreement_study

    return agreement_study(given)


def _limit(name: str, words: str, default: float) -> Input:
    return Input(
        name=name,
        words=words,
        unit="%",
        setting=True,
        default=default,
        least=0.0,
        most=100.0,
        note=N_("AIAG MSA, xuất bản lần 4, chương III-C."),
    )


CALCULATIONS = (
    Calculation(
        key="attribute_agreement",
        method="M19",
        words=N_("Sự thống nhất của người đánh giá đạt/không đạt"),
        purpose=N_(
            "Cho biết người kiểm bằng dưỡng hoặc bằng mắt có quyết định đúng và thống nhất không, và bỏ lọt bao nhiêu "
            "vật hỏng."
        ),
        version="1",
        inputs=(
            Input(
                name="data",
                words=N_("Quyết định của từng người"),
                kind="table",
                columns=(
                    Input(name="part", words=N_("Vật đo"), kind="text"),
                    Input(name="appraiser", words=N_("Người đánh giá"), kind="text"),
                    Input(name="trial", words=N_("Lần"), kind="integer", required=False),
                    Input(
                        name="decision_1_ok",
                        words=N_("Quyết định (1: đạt, 0: không)"),
                        kind="integer",
                        least=0,
                        most=1,
                    ),
                    Input(
                        name="reference_1_ok",
                        words=N_("Thật sự (1: đạt, 0: không)"),
                        kind="integer",
                        required=False,
                        least=0,
                        most=1,
                    ),
                ),
            ),
            Input(name="confidence", words=N_("Mức tin cậy"), setting=True, default=0.95, least=0.5, most=0.9999),
            _limit("effectiveness_ok_percent", N_("Hiệu quả đạt từ"), 90.0),
            _limit("effectiveness_bad_percent", N_("Hiệu quả còn tạm từ"), 80.0),
            _limit("miss_ok_percent", N_("Bỏ lọt đạt đến"), 2.0),
            _limit("miss_bad_percent", N_("Bỏ lọt còn tạm đến"), 5.0),
            _limit("false_alarm_ok_percent", N_("Loại nhầm đạt đến"), 5.0),
            _limit("false_alarm_bad_percent", N_("Loại nhầm còn tạm đến"), 10.0),
            Input(
                name="kappa_good",
                words=N_("Kappa thống nhất tốt trên"),
                setting=True,
                default=0.75,
                least=0.0,
                most=1.0,
                note=N_("AIAG MSA, xuất bản lần 4, chương III-C."),
            ),
            Input(
                name="kappa_poor",
                words=N_("Kappa kém dưới"),
                setting=True,
                default=0.4,
                least=0.0,
                most=1.0,
                note=N_("AIAG MSA, xuất bản lần 4, chương III-C."),
            ),
        ),
        outputs=(
            Output("system_effectiveness", N_("Cả nhóm đúng trong mọi lần"), "%", main=True),
            Output("system_agreement", N_("Cả nhóm thống nhất trong mọi lần"), "%", main=True),
            Output("effectiveness_*", N_("Hiệu quả của {key}"), "%", main=True),
            Output("eff_low_*", N_("Hiệu quả của {key}, cận dưới"), "%"),
            Output("eff_high_*", N_("Hiệu quả của {key}, cận trên"), "%"),
            Output("miss_rate_*", N_("Tỷ lệ bỏ lọt của {key}"), "%"),
            Output("false_alarm_*", N_("Tỷ lệ loại nhầm của {key}"), "%"),
            Output("self_agreement_*", N_("{key} thống nhất với chính mình"), "%"),
            Output("kappa_ref_*", N_("Kappa của {key} so với thật")),
            Output("kappa_*", N_("Kappa giữa {key}")),
        ),
        run=_run,
        tables=(
            TableOut(
                "appraisers",
                N_("Từng người đánh giá"),
                (
                    Output("appraiser", N_("Người đánh giá")),
                    Output("effectiveness", N_("Hiệu quả"), "%"),
                    Output("low", N_("Cận dưới"), "%"),
                    Output("high", N_("Cận trên"), "%"),
                    Output("miss_rate", N_("Bỏ lọt"), "%"),
                    Output("false_alarm", N_("Loại nhầm"), "%"),
                    Output("kappa_ref", N_("Kappa so với thật")),
                    Output("state", N_("Mức")),
                ),
            ),
            TableOut(
                "pairs",
                N_("Từng cặp"),
                (
                    Output("first", N_("Người thứ nhất")),
                    Output("second", N_("Người thứ hai")),
                    Output("kappa", "kappa"),
                ),
            ),
        ),
        formula=(
            "κ = (p_o − p_e)/(1 − p_e)",
            N_("Hiệu quả: số vật đúng trong mọi lần / số vật, khoảng Clopper–Pearson"),
            N_(
                "Bỏ lọt: vật hỏng gọi là đạt / số lần xem vật hỏng; loại nhầm: vật đạt gọi là hỏng / số lần xem vật đạt"
            ),
        ),
        source=(N_("AIAG MSA, xuất bản lần 4 (2010), chương III-C"),),
        extra={
            "state.ok": N_("đạt"),
            "state.part": N_("tạm dùng"),
            "state.bad": N_("không đạt"),
            "state.none": N_("chưa biết"),
        },
    ),
)
