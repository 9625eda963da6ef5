from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.ranges import is_counting_word, read_range, read_resolution, reads_like_unit

FIGURES = st.decimals(min_value=-9999, max_value=9999, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("0 ÷ 100 °C", "0", "100", "°C"),
        ("(0-1000)A", "0", "1000", "A"),
        ("(6 ÷ 30) %", "6", "30", "%"),
        ("-125 ~ 125 Pa", "-125", "125", "Pa"),
        ("(-50 ÷ 300) °C", "-50", "300", "°C"),
        ("−20 … −10 °C", "-20", "-10", "°C"),
        ("-20 - -10 °C", "-20", "-10", "°C"),
        ("-30...+50 °C", "-30", "50", "°C"),
        ("từ 0,4 đến 7 mm", "0.4", "7", "mm"),
        ("0 đến 1000 A", "0", "1000", "A"),
        ("0 to 25 mm", "0", "25", "mm"),
        ("25 – 50 mm", "25", "50", "mm"),
        ("0÷16kG/cm2", "0", "16", "kG/cm2"),
        ("0 – 500 m3/h", "0", "500", "m3/h"),
        ("0 ~ 200.000 lux", "0", "200000", "lux"),
        ("-0,1 ÷ 0 MPa", "-0.1", "0", "MPa"),
        ("0 - 5000 vòng/phút", "0", "5000", "vòng/phút"),
        ("30÷130 dB(A)", "30", "130", "dB(A)"),
        ("AC 0 - 600 V", "0", "600", "V"),
        ("±100 mm", "-100", "100", "mm"),
        ("0-0,22", "0", "0.22", ""),
    ],
)
def test_two_printed_bounds_are_read(text: str, low: str, high: str, unit: str) -> None:
    read = read_range(text)

    assert (read.low, read.high, read.unit, read.doubt) == (Decimal(low), Decimal(high), unit, "")


@pytest.mark.parametrize(
    ("text", "high", "unit"),
    [
        ("60 kg", "60", "kg"),
        ("Max 80tấn", "80", "tấn"),
        ("Max 80.000 kg", "80000", "kg"),
        ("đến 10 tấn", "10", "tấn"),
        ("≤ 150 kg", "150", "kg"),
        ("60 tấn/h", "60", "tấn/h"),
        ("20 lít/phút", "20", "lít/phút"),
        ("10 000 kg", "10000", "kg"),
        ("9,99", "9.99", ""),
        ("Max 150 kg; e = 50 g", "150", "kg"),
    ],
)
def test_a_bound_that_is_not_printed_stays_empty(text: str, high: str, unit: str) -> None:
    read = read_range(text)

    assert (read.low, read.high, read.unit, read.doubt) == (None, Decimal(high), unit, "")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("0÷50 °C; 10÷95 %RH", "two_quantities"),
        ("(0 ÷ 600) V; (0 ÷ 10) A", "two_quantities"),
        ("0-10 bar (0-150 psi)", "two_units"),
        ("0-200 mV, 0-2 V", "two_units"),
        ("Q3 = 2,5; R80", "unclear_range"),
        ("DN15", "unclear_range"),
        ("630×400 mm", "unclear_range"),
        ("10^-3 ÷ 10 Pa", "unclear_range"),
        ("100 ÷ 0 mm", "unclear_range"),
    ],
)
def test_what_is_no_pair_of_bounds_is_doubtful_and_keeps_none(text: str, doubt: str) -> None:
    read = read_range(text)

    assert (read.low, read.high, read.doubt) == (None, None, doubt)


def test_bounds_in_two_units_of_one_kind_are_brought_to_the_upper_one_and_told() -> None:
    read = read_range("1 mg ÷ 200 g")

    assert (read.low, read.high, read.unit, read.doubt) == (Decimal("0.001"), Decimal(200), "g", "two_units")


def test_a_lower_and_an_upper_word_give_both_bounds() -> None:
    read = read_range("Min 0,4 kg; Max 60 kg")

    assert (read.low, read.high, read.unit) == (Decimal("0.4"), Decimal(60), "kg")


@given(FIGURES, FIGURES, st.sampled_from(["÷", "~", "…", "đến", "–"]), st.sampled_from(["mm", "°C", "m3/h", "%RH"]))
def test_any_two_figures_in_order_come_back(one: Decimal, other: Decimal, between: str, unit: str) -> None:
    low, high = sorted((one, other))
    printed = f"{low} {between} {high} {unit}".replace(".", ",")

    read = read_range(printed)

    assert (read.low, read.high, read.unit) == (low, high, unit)


@given(st.text(max_size=60))
def test_any_text_gives_an_answer(text: str) -> None:
    read = read_range(text)

    assert read.low is None or read.high is None or read.low <= read.high or read.doubt


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("0,05 L", "0.05", "L"),
        ("1 mm", "1", "mm"),
        ("d=e=20 g", "20", "g"),
        ("0,5 kG/cm2", "0.5", "kG/cm2"),
        ("0.01", "0.01", ""),
        ("0,001 m³/h", "0.001", "m³/h"),
    ],
)
def test_scale_intervals_are_number_and_unit(text: str, number: str, unit: str) -> None:
    read = read_resolution(text)

    assert (read.number, read.unit) == (Decimal(number), unit)


def test_two_scale_intervals_say_neither() -> None:
    assert read_resolution("0,01/0,02").number is None


@pytest.mark.parametrize("text", ["Cái", "bộ", "Chiếc", "cái."])
def test_counting_words_are_no_units(text: str) -> None:
    assert is_counting_word(text)
    assert not reads_like_unit(text)


@pytest.mark.parametrize("text", ["°C", "kG/cm2", "m³/h", "%RH", "tấn", "mm"])
def test_units_read_like_units(text: str) -> None:
    assert reads_like_unit(text)
