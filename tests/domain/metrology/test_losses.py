"""M20: losses in money on the golden cases (exact arithmetic), with their ranges and the rule against adding twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.input_rows import rows_of
from app.domain.metrology.losses import Loss, Range, add_up, spread
from app.domain.metrology.results import Result
from tests.domain.metrology.cases import assert_meets, case

MONEY = {"currency": "VND", "year": 2026}
BIAS = {"relative_bias": 0.004, "throughput_per_year": 120_000, "price_per_unit": 25_000, **MONEY}
DECISIONS = {
    "units_per_year": 1000,
    "pfa": 0.01,
    "pfr": 0.05,
    "cost_false_accept": 200,
    "cost_false_reject": 20,
    **MONEY,
}
GOLDEN = (
    ("loss_bias", "LOSS-BIAS"),
    ("loss_giveaway", "LOSS-GIVEAWAY"),
    ("loss_decisions", "LOSS-DECISION"),
    ("loss_quadratic", "LOSS-TAGUCHI"),
    ("payback", "PAYBACK"),
)


def compute(key: str, inputs: Mapping[str, Any], **more: Any) -> Result:
    return run(calculations()[key], {**inputs, **more})


@pytest.mark.parametrize(("key", "case_id"), GOLDEN)
def test_golden_losses_come_out_to_the_dong(key: str, case_id: str) -> None:
    for row in rows_of(case(case_id)):
        result = compute(key, row)

        assert_meets(result, {name: each for name, each in row.items() if isinstance(each, Mapping)})


@pytest.mark.parametrize("key", ["loss_bias", "loss_giveaway", "loss_decisions"])
def test_money_without_currency_is_refused(key: str) -> None:
    inputs = {**BIAS, **DECISIONS, "mean_fill": 503, "nominal": 500, "packages_per_year": 10}
    del inputs["currency"]

    with pytest.raises(UserError, match="currency"):
        compute(key, inputs)


@pytest.mark.parametrize(
    ("key", "inputs", "name", "value"),
    [
        ("loss_bias", BIAS, "price_per_unit", -1),
        ("loss_bias", BIAS, "throughput_per_year", -1),
        ("loss_decisions", DECISIONS, "pfa", -0.1),
        ("loss_decisions", DECISIONS, "pfr", 1.1),
        ("loss_decisions", DECISIONS, "cost_false_accept", -1),
    ],
)
def test_a_negative_price_throughput_or_probability_is_refused_by_name(
    key: str, inputs: Mapping[str, Any], name: str, value: float
) -> None:
    with pytest.raises(UserError, match=name):
        compute(key, inputs, **{name: value})


def test_a_bias_smaller_than_its_uncertainty_is_not_distinguishable_from_zero_and_gives_only_the_range() -> None:
    result = compute("loss_bias", BIAS, u_relative_bias=0.003)

    loss = result.values["annual_loss"]
    assert loss.value is None
    assert (loss.low, loss.high) == pytest.approx((-6e6, 3e7))
    assert result.values["distinguishable"].value is False
    assert "chưa phân biệt" in result.verdict.said.text


def test_a_bias_as_large_as_its_uncertainty_is_told() -> None:
    assert compute("loss_bias", BIAS, U_relative_bias=0.004).number("annual_loss") == 12_000_000


@pytest.mark.parametrize(("role", "own"), [("buyer", 12_000_000), ("seller", -12_000_000)])
def test_who_loses_depends_on_the_role(role: str, own: float) -> None:
    assert compute("loss_bias", BIAS, role=role).number("own_loss") == own


def test_without_a_role_nobody_is_said_to_lose() -> None:
    assert compute("loss_bias", BIAS).values["own_loss"].value is None


def test_a_price_for_a_gram_does_not_fit_quantities_in_kilograms() -> None:
    with pytest.raises(UserError, match="gam"):
        compute(
            "loss_giveaway",
            {"mean_fill": 0.503, "nominal": 0.5, "packages_per_year": 1, "price_per_gram": 60},
            unit="kg",
            **MONEY,
        )


def test_ranges_of_the_figures_give_the_lowest_and_highest_loss() -> None:
    ranges = [{"input": "pfa", "low": 0.0, "high": 0.02}, {"input": "cost_false_accept", "low": 100, "high": 300}]

    total = compute("loss_decisions", DECISIONS, ranges=ranges).values["annual_total"]

    assert (total.low, total.value, total.high) == (1000, 3000, 7000)


def test_a_figure_may_be_written_with_its_range() -> None:
    pfa = {"low": 0.0, "expected": 0.01, "high": 0.02}

    total = compute("loss_decisions", {**DECISIONS, "pfa": pfa}).values["annual_total"]

    assert (total.low, total.high) == (1000, 5000)


def test_a_range_that_does_not_hold_the_expected_value_or_leaves_its_bounds_is_refused() -> None:
    with pytest.raises(UserError, match="nằm giữa"):
        compute("loss_decisions", DECISIONS, ranges=[{"input": "pfa", "low": 0.02}])
    with pytest.raises(UserError, match="vượt giới hạn"):
        compute("loss_decisions", DECISIONS, ranges=[{"input": "pfa", "high": 2}])


def test_without_ranges_the_result_says_that_only_the_expected_value_is_known() -> None:
    result = compute("loss_decisions", DECISIONS)

    assert result.values["annual_total"].low is None
    assert "Chưa cho khoảng" in " ".join(each.text for each in result.warnings)


def test_no_saving_pays_nothing_back() -> None:
    result = compute("payback", {"investment": 100, "annual_saving": 0, "discount_rate": 0.1, "years": 5, **MONEY})

    assert result.values["simple_payback_years"].value is None
    assert result.number("npv") == -100


def test_the_least_square_loss_of_a_range_through_the_target_lies_at_the_target() -> None:
    inputs = {"cost_at_limit": 100, "limit_half_width": 1, "mean_offset": 0.5, "sd_process": 0.0, **MONEY}

    loss = compute("loss_quadratic", inputs, ranges=[{"input": "mean_offset", "low": -0.1, "high": 1}])

    assert loss.values["expected_loss_process"].low == 0
    assert loss.values["expected_loss_process"].high == 100


def test_out_of_tolerance_and_downtime_are_plain_products() -> None:
    failing = {
        "in_tolerance_rate": 0.9,
        "instruments": 20,
        "lookback_cost": 500,
        "product_at_risk": 10,
        "cost_false_accept": 50,
    }
    stopping = {"events_per_year": 4, "hours_per_event": 2.5, "rate_per_hour": 300}

    assert compute("loss_out_of_tolerance", failing, **MONEY).number("annual_loss") == 2000
    assert compute("loss_downtime", stopping, **MONEY).number("annual_loss") == 3000


FIGURE = st.floats(0.001, 1000)


@given(FIGURE, FIGURE, FIGURE, FIGURE)
def test_a_loss_lies_within_its_range_and_scales_with_the_price(
    bias: float, rate: float, price: float, by: float
) -> None:
    def loss(price: float) -> Range:
        return spread(lambda b, p: b * rate * p, b=Range(bias, bias / 2, bias * 2), p=Range(price, 0.0, price * 3))

    found, scaled = loss(price), loss(price * by)

    assert found.low is not None and found.high is not None
    assert found.low <= found.expected <= found.high
    assert scaled.expected == pytest.approx(by * found.expected)


def a_loss(key: str, calculation: str, expected: float | None, process: str = "p", **more: Any) -> Loss:
    return Loss(
        **{
            "key": key,
            "calculation": calculation,
            "process": process,
            "expected": expected,
            "low": None,
            "high": None,
            "currency": "VND",
            "year": 2026,
            **more,
        }
    )


def test_losses_of_one_cause_in_one_process_are_not_added_twice() -> None:
    sums = add_up(
        [
            a_loss("1", "loss_bias", 10),
            a_loss("2", "loss_giveaway", 30),
            a_loss("3", "loss_decisions", 5),
            a_loss("4", "loss_bias", 10, process="other"),
        ]
    )

    assert sums.totals[0].expected == 45
    assert sums.overlaps == {"1": "2"}


def test_losses_of_other_currencies_and_years_stand_apart() -> None:
    sums = add_up(
        [
            a_loss("1", "loss_bias", 10),
            a_loss("2", "loss_downtime", 1, currency="USD"),
            a_loss("3", "loss_downtime", 2, year=2025),
        ]
    )

    assert [(each.currency, each.year, each.expected) for each in sums.totals] == [
        ("USD", 2026, 1),
        ("VND", 2026, 10),
        ("VND", 2025, 2),
    ]


def test_a_loss_that_is_not_distinguishable_from_zero_is_named_and_not_added() -> None:
    sums = add_up([a_loss("1", "loss_bias", None, low=-5, high=5), a_loss("2", "loss_downtime", 3, low=1, high=9)])

    assert sums.unclear == ("1",)
    assert (sums.totals[0].low, sums.totals[0].expected, sums.totals[0].high) == (1, 3, 9)


def test_losses_without_range_are_counted_because_the_sum_is_too_narrow() -> None:
    sums = add_up([a_loss("1", "loss_bias", 10), a_loss("2", "loss_downtime", 3, low=1, high=9)])

    assert sums.totals[0].without_range == 1
    assert (sums.totals[0].low, sums.totals[0].high) == (11, 19)


def test_a_saving_next_to_nothing_pays_nothing_back() -> None:
    result = compute("payback", {"investment": 1e9, "annual_saving": 1e-50, **MONEY})

    assert result.values["simple_payback_years"].value is None
