"""M17: tolerable deficiency, plan and lot, on the golden cases (OIML R 87; Directive 76/211/EEC; UK SI 2006/659)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.prepackages import deficiency, mean_factor
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, case, cases, expected, run_case

FULL = [500.0] * 29


def lot(data: Any, **more: Any) -> Result:
    return run(calculations()["prepackage_lot"], {"unit": "g", "Qn": 500, "data": data, **more})


def results_of(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in row.items() if isinstance(each, Mapping)}


@pytest.mark.parametrize("row", cases()["PREPACK-T"]["rows"], ids=lambda row: str(row["Qn"]))
def test_t_and_its_rounding_are_those_of_oiml_r_87_prepack_t(row: Mapping[str, Any]) -> None:
    inputs = {"settings": cases()["PREPACK-T"]["settings"], **row}

    result = run(calculations()["prepackage_tolerance"], inputs)

    assert_meets(result, results_of(row))


@pytest.mark.parametrize("nominal", [0, -1, 50_001])
def test_a_nominal_quantity_outside_the_table_is_refused_bad_input_m17(nominal: float) -> None:
    for key in ("prepackage_tolerance", "prepackage_lot"):
        with pytest.raises(UserError, match="Qn"):
            run(calculations()[key], {"Qn": nominal, "unit": "g", "data": FULL})


@pytest.mark.parametrize("row", cases()["PREPACK-K"]["rows"], ids=lambda row: str(row["n"]))
def test_k_is_that_of_the_reference_test_uk_si_2006_659_prepack_k(row: Mapping[str, Any]) -> None:
    result = run(calculations()["prepackage_plan"], row)

    assert_meets(result, results_of(row))
    assert result.number("k") == pytest.approx(stats.t.ppf(0.995, row["n"] - 1) / row["n"] ** 0.5, rel=1e-12)


def test_the_double_plan_is_that_of_the_french_order_of_1978_prepack_plan_eu() -> None:
    result = run(calculations()["prepackage_plan"], case("PREPACK-PLAN-EU"))

    for row, wanted in zip(result.tables["plans"], cases()["PREPACK-PLAN-EU"]["table"], strict=True):
        assert {name: row[name] for name in wanted} == wanted


def test_the_constructed_lot_is_judged_as_computed_by_hand_prepack_lot_a() -> None:
    result = run_case("prepackage_lot", "PREPACK-LOT-A")

    assert_meets(result, dict(expected("PREPACK-LOT-A")))


@pytest.mark.parametrize(
    ("lot_size", "n", "allowed"), [(99, 99, 2), (100, 50, 3), (500, 50, 3), (501, 80, 5), (3200, 80, 5), (3201, 125, 7)]
)
def test_the_plan_follows_the_lot_size(lot_size: int, n: int, allowed: int) -> None:
    result = run(calculations()["prepackage_plan"], {"lot_size": lot_size})

    assert (result.number("sample_n"), result.number("allowed")) == (n, allowed)


def test_a_lot_above_the_largest_of_the_circular_is_refused() -> None:
    with pytest.raises(UserError, match=r"100.?000"):
        run(calculations()["prepackage_plan"], {"lot_size": 100_001})
    with pytest.raises(UserError, match="chia nhỏ lô"):
        lot(FULL, lot_size=100_001)


def test_a_unit_exactly_at_a_limit_is_not_short() -> None:
    at_t, at_2t = lot([*FULL, 485.0]), lot([{"value": 480.3, "tare": 10.3}, *({"value": 500.0} for _ in FULL)])

    assert at_t.number("count_below_Qn_minus_T") == 0
    assert (at_2t.number("count_below_Qn_minus_T"), at_2t.number("count_below_Qn_minus_2T")) == (1, 0)


def test_each_units_own_tare_goes_before_the_mean_tare() -> None:
    result = lot([{"value": 520.0}, {"value": 520.0, "tare": 15.0}], tare=10.0)

    assert [row["net"] for row in result.tables["units"]] == [510.0, 505.0]


def test_a_tare_heavier_than_the_package_is_refused_by_its_row() -> None:
    with pytest.raises(UserError, match="Dòng 2"):
        lot([520.0, 3.0], tare=10.0)


def test_a_missing_net_content_is_refused_by_its_row_bad_input_m17() -> None:
    with pytest.raises(UserError, match="dòng 2"):
        lot([500.0, None])


def test_rows_in_two_units_are_refused() -> None:
    with pytest.raises(UserError, match="nhiều đơn vị"):
        lot([{"value": 500, "unit": "g"}, {"value": 0.5, "unit": "kg"}])


def test_without_confirmed_annexes_there_are_figures_and_no_official_verdict() -> None:
    passing, failing = lot([*FULL] * 2, lot_size=400, plan="oiml_destructive"), lot([*FULL, 460.0], lot_size=400)

    assert (passing.verdict.state, failing.verdict.state) == ("none", "none")
    assert "chưa đối chiếu" in passing.verdict.said.text
    assert (passing.values["decision"].value, failing.values["decision"].value) == ("accept", "reject")


def test_with_annexes_that_an_auditor_compared_the_verdict_stands() -> None:
    confirmed = {"annex_confirmed": True, "allowed_annex": 1, "lot_size": 400}

    assert lot([*FULL, 480.0, 520.0], **confirmed).verdict.state == "ok"
    assert lot([*FULL, 480.0, 480.0, 550.0], **confirmed).verdict.state == "bad"
    assert lot([*FULL, 469.9, 550.0], **confirmed).verdict.state == "bad"


def test_a_whole_lot_with_its_mean_below_qn_fails_by_the_circular_alone() -> None:
    result = lot([500.0, 499.0, 500.5], lot_size=3)

    assert result.verdict.state == "bad"
    assert result.number("mean_limit") == 500.0


def test_a_whole_lot_may_hold_two_and_a_half_percent_of_short_units() -> None:
    units = [510.0] * 78
    two, three = lot([*units, 480.0, 480.0], lot_size=80), lot([*units[:-1], *[480.0] * 3], lot_size=80)

    assert (two.values["decision"].value, three.values["decision"].value) == ("accept", "reject")


def test_a_sample_smaller_than_the_plan_gives_no_verdict() -> None:
    result = lot(FULL, lot_size=400, annex_confirmed=True)

    assert result.verdict.state == "none"
    assert result.values["decision"].value is None
    assert "50" in result.verdict.said.text


@pytest.mark.parametrize(("short", "decision"), [(1, "accept"), (2, "second"), (3, "reject")])
def test_the_double_plan_asks_for_a_second_sample_between_its_numbers(short: int, decision: str) -> None:
    result = lot([*[510.0] * (30 - short), *[484.0] * short], lot_size=400, plan="EU double, first sample")

    assert result.values["decision_first_sample"].value == decision


@pytest.mark.parametrize(("short", "decision"), [(4, "accept"), (5, "reject")])
def test_both_samples_together_decide(short: int, decision: str) -> None:
    result = lot([*[510.0] * (60 - short), *[484.0] * short], lot_size=400, plan="eu_double")

    assert result.values["decision"].value == decision


def test_overfill_in_money_is_that_of_the_giveaway_with_the_interval_of_the_mean() -> None:
    data = [502.0, 503.0, 504.0]
    money = {"packages_per_year": 2_000_000, "price_per_gram": 60, "currency": "VND", "year": 2026}

    found = lot(data, lot_size=400, **money).values["annual_giveaway"]

    other = run(calculations()["loss_giveaway"], {"mean_fill": 503, "nominal": 500, **money})
    half = stats.t.ppf(0.975, 2) / 3**0.5 * 1.2e8
    assert found.value == other.number("annual_giveaway") == 360_000_000
    assert found.low == pytest.approx(3.6e8 - half)
    assert found.high == pytest.approx(3.6e8 + half)


def test_money_without_currency_or_year_is_refused() -> None:
    money = {"packages_per_year": 2_000_000, "price_per_unit": 60}

    with pytest.raises(UserError, match="loại tiền"):
        lot(FULL, **money)
    with pytest.raises(UserError, match="năm của giá"):
        lot(FULL, **money, currency="VND")


def test_a_scale_too_coarse_for_t_and_a_tare_that_varies_are_told() -> None:
    result = lot(FULL, U=3.1, tare_sd=4.0)

    told = " ".join(each.text for each in result.warnings)
    assert "0,2 T" in told
    assert "0,25 T" in told


@given(st.lists(st.integers(4700, 5300), min_size=2, max_size=40), st.randoms())
def test_the_order_of_the_units_does_not_matter(tenths: list[int], random: Any) -> None:
    shuffled = list(tenths)
    random.shuffle(shuffled)

    first, second = lot([each / 10 for each in tenths]), lot([each / 10 for each in shuffled])

    assert first.values == second.values


@given(st.lists(st.integers(4700, 5300), min_size=2, max_size=40))
def test_kilograms_give_the_same_judgement_as_grams(tenths: list[int]) -> None:
    grams = lot([each / 10 for each in tenths], lot_size=400)
    kilograms = lot([str(Decimal(each) / 10_000) for each in tenths], unit="kg", Qn=0.5, lot_size=400, locale="en")

    for name in ("count_below_Qn_minus_T", "count_below_Qn_minus_2T", "decision"):
        assert grams.values[name].value == kilograms.values[name].value


@given(st.integers(2, 5000))
def test_k_falls_to_zero_as_the_sample_grows(n: int) -> None:
    assert mean_factor(n + 1) < mean_factor(n)
    assert mean_factor(n) * n**0.5 >= 2.5758


@given(st.integers(1, 49_999))
def test_t_never_falls_as_the_nominal_quantity_grows(quantity: int) -> None:
    assert deficiency(Decimal(quantity), "g").rounded <= deficiency(Decimal(quantity + 1), "g").rounded


@pytest.mark.parametrize(
    ("unit", "nominal", "tolerated"),
    [("mL", 500, 15.0), ("Lít", 0.5, 0.015), ("m²", 10, 0.3), ("Cái", 100, 1.0), ("m", 4, 0.0)],
)
def test_units_are_known_as_factories_write_them(unit: str, nominal: float, tolerated: float) -> None:
    result = run(calculations()["prepackage_tolerance"], {"Qn": nominal, "unit": unit})

    assert result.number("T") == pytest.approx(tolerated)


def test_a_unit_that_the_table_does_not_know_is_refused() -> None:
    with pytest.raises(UserError, match="bar"):
        run(calculations()["prepackage_tolerance"], {"Qn": 5, "unit": "bar"})
