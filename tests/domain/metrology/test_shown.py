from __future__ import annotations

from decimal import Decimal

import pytest

from app.domain.metrology.pictures.seen import placed
from app.domain.metrology.result_json import from_json, to_json
from app.domain.metrology.results import NO_VERDICT, Result, located, said
from app.domain.metrology.shown import all_digits, apart, as_written, places_for, shown_value
from app.wording import speaking


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (50000623.0, "50.000.623"),
        (-0.1, "−0,1"),
        (10000.005, "10.000,005"),
        (0.1 + 0.2, "0,3"),
        (1.15e-5, "0,0000115"),
        (2e-9, "2 × 10⁻⁹"),
        (0.0, "0"),
    ],
)
def test_no_digits_means_all_that_the_number_has(value: float, shown: str) -> None:
    assert shown_value(value, 0) == shown


def test_a_number_that_is_written_out_keeps_its_digits_in_every_language() -> None:
    sentence = said("{value} g", value=as_written(Decimal("10000.020")))

    assert sentence.text == "10.000,020 g"
    with speaking("en"):
        assert sentence.text == "10,000.020 g"


def test_a_text_that_only_looks_like_one_stays_a_text() -> None:
    assert shown_value("#3") == "3"
    assert shown_value("# 3") == "# 3"
    assert shown_value("cân #3") == "cân #3"


def test_digits_and_places_go_together() -> None:
    assert all_digits(123.450) == 5
    assert places_for(123.450, 0) == 2
    assert places_for(50000623.0, 0) == 0


@pytest.mark.parametrize(
    ("value", "limits", "shown"),
    [
        (1.329996, (1.33,), "#1.329996"),
        (1.4049, (1.33,), "#1.405"),
        (1.33, (1.33,), "#1.33"),
        (1.0000000000000002, (1.0,), "#1"),
        (0.020394, (0.02,), "#0.02039"),
        (30.0000004, (10.0, 30.0), "#30.0000004"),
        (68.953, (10.0, 30.0), "#68.95"),
        (1200.4, (1200.0,), "#1200.4"),
    ],
)
def test_a_value_is_never_told_as_the_limit_it_misses(value: float, limits: tuple[float, ...], shown: str) -> None:
    assert apart(value, *limits) == shown


@pytest.mark.parametrize(
    ("value", "spread", "shown"),
    [
        (20.000049, 0.00154, "20,0000"),
        (1499.8204, 0.082, "1.499,820"),
        (13.6933, 0.088, "13,693"),
        (50000623.4, 63.0, "50.000.623"),
        (10.0, None, "10"),
        (25.058, None, "25,058"),
        (-0.00001, 0.5, "0,00"),
    ],
)
def test_a_place_on_a_scale_is_shown_to_the_place_of_its_spread(value: float, spread: float, shown: str) -> None:
    found = located(value, spread, "kg")

    assert shown_value(found.value, 4, found.step) == shown


def test_the_place_of_a_figure_is_kept_with_its_result() -> None:
    kept = located(20.000049, 0.00154, "kg", 19.9, 20.1)

    result = Result(calculation="", version="1", values={"center": kept}, verdict=NO_VERDICT)

    assert from_json(to_json(result)).values["center"] == kept


def test_a_very_small_number_is_written_with_a_power_of_ten() -> None:
    assert shown_value(1.9e-12) == "1,900 × 10⁻¹²"
    with speaking("en"):
        assert shown_value(-5.779e-11) == "−5.779 × 10⁻¹¹"


def test_limits_that_lie_close_are_told_apart_on_a_plot() -> None:
    assert placed(1499.82, 1499.8, 1500.2) == "1.499,82"
    assert placed(1499.8, 1499.82, 1500.2) == "1.499,8"
    assert placed(20.00461, 19.99532, 20.0) == "20,0046"
    assert placed(25.0, 25.0) == "25"


def test_digits_that_are_asked_for_are_meant() -> None:
    assert apart(0.0599, 0.05, digits=2) == "#0.060"
    assert apart(1.4, 1.0, digits=3) == "#1.40"
    assert apart(1.4, 1.0) == "#1.4"


def test_a_number_just_below_a_power_of_ten_has_no_digit_too_many() -> None:
    assert shown_value(9.99999999999) == "10,00"
    assert shown_value(0.0999999999999) == "0,1000"
    assert shown_value(99.96, 3) == "100"
    assert shown_value(0.000999999999) == "0,001000"
