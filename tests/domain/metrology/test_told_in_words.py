from __future__ import annotations

import re
from decimal import Decimal

import pytest

from app.domain.errors import UserError
from app.domain.metrology.calibration_status import _REASONS, State
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.cell_words import cell_words, family_key, verdict_words
from app.domain.metrology.declared import Output
from app.domain.metrology.prepackage_tables import plans
from app.domain.metrology.rounding import rounded
from app.domain.metrology.shown import shown_unit, shown_value
from app.wording import speaking


@pytest.mark.parametrize(
    ("family", "unit", "name", "key"),
    [
        ("index_*", "%", "index_mS_percent", "mS"),
        ("bias_ref*", "kg", "bias_ref10.2", "10,2"),
        ("U_*", "kg", "U_95", "95 %"),
        ("U_*", "kg", "U_R", "R"),
        ("low*", "kg", "low95_exact", "tính đúng, 95"),
        ("xbar_*", "%", "xbar_KCS ca ngày", "KCS ca ngày"),
    ],
)
def test_a_figure_of_a_family_is_told_by_what_it_is_of(family: str, unit: str, name: str, key: str) -> None:
    assert family_key(Output(family, "{key}", unit), name) == key


def test_the_tables_of_sampling_plans_are_told_in_vietnamese() -> None:
    calculation = calculations()["prepackage_plan"]

    for plan in plans():
        assert cell_words(calculation, "source", plan.source)
        assert cell_words(calculation, "confidence", plan.confidence)


@pytest.mark.parametrize("plan", ["oiml_nondestructive", "oiml_destructive", "eu_double", "eu_destructive"])
def test_the_basis_of_a_lot_holds_no_english(plan: str) -> None:
    data = [500.0 + 0.1 * (each % 7) for each in range(50)]

    result = run(calculations()["prepackage_lot"], {"Qn": 500, "lot_size": 400, "plan": plan, "data": data})

    assert result.verdict.basis is not None
    assert not re.search(r"\b(table|knowledge|order|also|from|unverified)\b", result.verdict.basis.text)


def test_the_limit_of_a_mean_is_told_to_the_place_of_the_spread() -> None:
    data = [25.06, 25.05, 25.08, 25.06, 25.04, 25.07, 25.05, 25.06, 25.06, 25.31]

    result = run(calculations()["prepackage_lot"], {"Qn": 25, "unit": "kg", "lot_size": 1200, "k": 0.640, "data": data})

    assert result.verdict.basis is not None
    assert "trung bình ≥ 24,949 kg" in result.verdict.basis.text


def test_a_loss_is_told_with_three_digits_and_the_sources_of_its_own_method() -> None:
    calculation = calculations()["loss_downtime"]

    result = run(
        calculation,
        {"events_per_year": 12, "hours_per_event": 3.4167, "rate_per_hour": 6500000, "currency": "VND", "year": 2025},
    )

    assert result.verdict.said.text == "Mất khoảng 267.000.000 VND một năm."
    assert calculation.source == ("ISO 10014:2021",)


def test_a_confidence_is_told_in_percent() -> None:
    result = run(calculations()["bias"], {"data": [1.0, 1.1, 0.9] * 5, "reference": 1.0, "unit": "mm"})

    assert result.verdict.basis is not None
    assert "95 %" in result.verdict.basis.text
    with speaking("en"):
        assert "95 %" in result.verdict.basis.text


MOISTURE = [13.7, 13.7, 13.8, 13.4, 13.8, 13.9, 13.8, 13.6, 13.7, 13.4, 13.8, 13.9, 13.8, 13.4, 13.7]


def test_the_uncertainty_of_the_reference_counts_in_that_of_the_bias() -> None:
    """s = 0.17099, s_b = 0.04415; U_b = 2 sqrt(0.04415^2 + 0.06^2) = 0.14898, so a bias of 0.273 stands."""
    given = {"data": MOISTURE, "reference": 13.42, "reference_uncertainty": 0.12, "reference_factor": 2, "unit": "%"}

    result = run(calculations()["bias"], given)

    assert result.number("U_bias") == pytest.approx(0.14898, abs=1e-5)
    assert result.verdict.state == "bad"
    assert [each.text for each in result.warnings] == [
        "Có ý nghĩa thống kê chưa phải là lớn: so cỡ của độ chệch với dung sai."
    ]


def test_a_bias_within_the_uncertainty_of_the_reference_is_not_laid_to_the_instrument() -> None:
    given = {"data": MOISTURE, "reference": 13.42, "reference_uncertainty": 0.30, "reference_factor": 2, "unit": "%"}

    result = run(calculations()["bias"], given)

    assert result.verdict.state == "part"
    assert "chưa vượt U 0,31 % của nó" in result.verdict.said.text


def test_cg_has_the_interval_of_its_standard_deviation() -> None:
    """Cg = 0.2 T/(6 s); the limits of sigma are s sqrt(49/chi²) with chi² 31.5549 and 70.2224 for 49 degrees."""
    data = [10.0 + 0.001 * (each % 5) for each in range(50)]

    result = run(calculations()["type1"], {"data": data, "reference": 10.002, "tolerance": 0.06})

    found = result.values["Cg"]
    assert found.low == pytest.approx(result.number("Cg") * (31.5549 / 49) ** 0.5, rel=1e-5)
    assert found.high == pytest.approx(result.number("Cg") * (70.2224 / 49) ** 0.5, rel=1e-5)
    assert any("trùm 1,33" in each.text for each in result.warnings)


def test_the_basis_of_an_audit_sample_says_what_it_finds() -> None:
    result = run(calculations()["audit_sample"], {"N": 118, "defective": 6, "confidence": 0.95})

    assert result.verdict.basis is not None
    assert result.verdict.basis.text.startswith(
        "Nếu 118 phương tiện đo có từ 6 cái sai thì mẫu chứa ít nhất một cái sai với mức tin cậy 95 %"
    )


def test_a_sentence_without_a_unit_has_no_stray_space() -> None:
    result = run(calculations()["guard_bands"], {"tur": 4, "itp": 0.95})

    assert " :" not in result.verdict.said.text and "  " not in result.verdict.said.text


def test_the_ends_of_a_line_of_bias_are_told_to_the_place_of_its_band() -> None:
    rows = [
        {"part": str(reference), "reference": reference, "value": reference + 0.1 * reference + 0.01 * (each % 3)}
        for reference in (2.0, 4.0, 6.0, 8.0, 10.0)
        for each in range(10)
    ]

    result = run(calculations()["linearity"], {"data": rows, "unit": "mm"})

    assert result.verdict.said.text == "Độ tuyến tính không đạt: độ chệch đi từ 0,2090 ở 2 đến 1,0090 ở 10 mm."


def test_days_are_told_in_words_and_as_the_calendar_writes_them() -> None:
    assert shown_unit("day") == "ngày"
    assert shown_unit("kg/d") == "kg/ngày"
    assert shown_unit("kg/m³") == "kg/m³"
    assert shown_value("2026-10-01") == "01/10/2026"
    assert shown_value("2026-13-01") == "2026-13-01"
    with speaking("en"):
        assert (shown_unit("day"), shown_unit("kg/d")) == ("days", "kg/day")


def test_the_state_of_an_instrument_and_its_cause_are_told_in_words() -> None:
    calculation = calculations()["calibration_status"]

    for state in State:
        assert cell_words(calculation, "state", state.value)
    for cause in _REASONS:
        assert cell_words(calculation, "cause", cause)


def stable(step: float, noise: float) -> dict[str, object]:
    rows = [{"days": 30.0 * each, "value": 20 + step * each + noise * (-1) ** each} for each in range(12)]
    return {"data": rows, "unit": "kg", "interval_days": 365, "mpe": 0.02}


def test_a_drift_is_told_with_its_interval_and_its_limit() -> None:
    result = run(calculations()["stability"], stable(0.002, 0.0001))

    share = result.values["drift_pct_mpe"]
    assert result.verdict.state == "bad"
    assert share.low is not None and share.high is not None and share.low < result.number("drift_pct_mpe") < share.high
    assert "(từ " in result.verdict.said.text
    assert result.verdict.basis is not None and "50 %" in result.verdict.basis.text


def test_no_drift_is_no_good_verdict_where_the_data_would_not_show_one() -> None:
    result = run(calculations()["stability"], stable(0.0, 0.02))

    assert result.verdict.state == "none"
    assert "số liệu chưa đủ" in result.verdict.said.text


def test_a_point_beyond_its_mpe_is_told_though_failing_is_not_demonstrated() -> None:
    given = {
        "data": [{"point": 40, "error": 0.0505, "U": 0.016, "k": 2}],
        "mpe": 0.05,
        "decision_rule": "guarded",
        "use_low": 5,
        "use_high": 50,
        "range_low": 10,
        "range_high": 40,
    }

    told = " ".join(each.text for each in run(calculations()["confirmation"], given).warnings)

    assert "1 điểm có sai số đã vượt MPE" in told
    assert "Phạm vi dùng ra ngoài phạm vi đã hiệu chuẩn" in told


def test_a_machine_needs_no_operator() -> None:
    data = [{"part": str(part), "trial": trial, "value": part + 0.01 * trial} for part in range(5) for trial in (1, 2)]

    result = run(calculations()["gauge_rr_type3"], {"data": data, "tolerance": 2})

    assert result.used == 10


@pytest.mark.parametrize("odd", [{}, [], ["VND"]])
def test_a_text_is_never_made_of_something_else(odd: object) -> None:
    given = {"events_per_year": 1, "hours_per_event": 1, "rate_per_hour": 1, "currency": odd, "year": 2026}

    with pytest.raises(UserError, match="“currency” phải là một văn bản"):
        run(calculations()["loss_downtime"], given)


def test_a_u_beyond_the_last_digit_leaves_the_value_its_digits() -> None:
    assert rounded(25.058, 1e-60).value == Decimal("25.058")


def test_money_is_shown_with_three_digits_and_kept_with_all() -> None:
    given = {"nominal": 25.0, "mean_fill": 25.0595, "packages_per_year": 2400000, "price_per_unit": 11500}

    found = run(calculations()["loss_giveaway"], {**given, "currency": "VND", "year": 2026}).values["annual_giveaway"]

    assert found.value == pytest.approx(1642200000)
    assert shown_value(found.value, 6, found.step) == "1.640.000.000"


@pytest.mark.parametrize(
    "key",
    ["loss_giveaway", "loss_downtime", "loss_decisions", "payback", "acceptance_plan", "summary", "prepackage_plan"],
)
def test_what_only_computes_is_not_said_to_be_left_open(key: str) -> None:
    assert verdict_words(calculations()[key], "none") == "Chỉ tính"


def test_what_judges_is_left_open_where_it_cannot() -> None:
    assert verdict_words(calculations()["prepackage_lot"], "none") == "Chưa kết luận được"
    assert verdict_words(None, "none") == "Chưa kết luận được"


def test_the_mean_of_a_measuring_system_is_told_to_the_place_of_its_spread() -> None:
    given = {"data": [10.0, 10.001, 10.002] * 10, "reference": 10.0, "U_CAL": 0.0003, "k_CAL": 2, "tolerance": 0.1}

    mean = run(calculations()["measuring_system"], {**given, "unit": "kg"}).values["mean"]

    assert shown_value(mean.value, 4, mean.step) == "10,00100"
