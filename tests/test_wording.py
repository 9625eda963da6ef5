"""Texts in two languages, and how Vietnamese numbers, dates and words are written and read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import wording
from app.formats import add_months, fold, from_day_number, nfc, read_date, read_number, show_date, show_number
from app.wording import read_po


def test_a_catalogue_gives_each_text_its_translation_across_lines_and_escapes() -> None:
    content = 'msgid ""\nmsgstr "Content-Type: x\\n"\n\nmsgid "Đã lưu {time}"\nmsgstr "Saved "\n"{time}\\n\\"ok\\""\n'

    assert read_po(content) == {"Đã lưu {time}": 'Saved {time}\n"ok"'}


def test_an_unknown_language_leaves_the_language_as_it_is() -> None:
    wording.use("xx")

    assert wording.language() == "vi"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.234,56", "1234.56"),
        ("80.000", "80000"),
        ("12,50", "12.50"),
        ("0.02", "0.02"),
        ("−3", "-3"),
        ("1.5", "1.5"),
        ("+0,5", "0.5"),
        ("12.345.678", "12345678"),
        ("1 234,5", "1234.5"),
    ],
)
def test_a_number_is_read_the_way_it_is_typed_in_vietnam(typed: str, number: str) -> None:
    read = read_number(typed)

    assert read is not None
    assert str(read) == number


@pytest.mark.parametrize("typed", ["", "abc", "1,2,3", "1.23.4", "--1", "1e5", "٣", "12 5"])
def test_what_is_no_number_is_not_read_as_one(typed: str) -> None:
    assert read_number(typed) is None


def test_a_number_is_shown_with_the_digits_it_was_typed_with() -> None:
    assert show_number(Decimal("-1234.50")) == "−1.234,50"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_that_is_shown_is_read_back_as_itself(number: Decimal) -> None:
    assert read_number(show_number(number)) == number


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("05/03/2026", date(2026, 3, 5)),
        ("5-3-26", date(2026, 3, 5)),
        ("2026-03-05", date(2026, 3, 5)),
        ("29/02/2023", None),
        ("31/11/2026", None),
        ("03/2026", None),
        ("5/3/126", None),
    ],
)
def test_a_date_is_read_day_first(typed: str, day: date | None) -> None:
    assert read_date(typed) == day


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_that_is_shown_is_read_back_as_itself(day: date) -> None:
    assert read_date(show_date(day)) == day


def test_search_does_without_accents_case_and_the_bar_of_d() -> None:
    assert fold("Đồng hồ NƯỚC") == fold("dong ho nuoc") == fold("Đồng hồ nước".encode().decode())


@given(st.text())
def test_text_in_nfc_stays_as_it_is(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)


def test_the_end_of_the_month_clamps_when_months_are_added() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_a_day_number_is_read_in_both_date_systems() -> None:
    assert from_day_number(45372) == date(2024, 3, 21)
    assert from_day_number(45372 - 1462, epoch_1904=True) == date(2024, 3, 21)
