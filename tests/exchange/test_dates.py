from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.dates import printed_partial, read_date_cell, read_date_text, read_period
from app.exchange.grid import Cell

DAYS = st.dates(date(1970, 1, 1), date(2069, 12, 31))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("05/03/2024", "2024-03-05"),
        ("5/3/2024", "2024-03-05"),
        ("5-3-24", "2024-03-05"),
        ("5.3.2024", "2024-03-05"),
        ("05 / 03 / 2024", "2024-03-05"),
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05 00:00:00", "2024-03-05"),
        ("ngày 07 tháng 05 năm 2024", "2024-05-07"),
        ("12-Mar-2024", "2024-03-12"),
        ("Mar 12, 2024", "2024-03-12"),
        ("12-thg 3-2024", "2024-03-12"),
        ("KĐ ngày 12/03/2024 tại QUATEST 1", "2024-03-12"),
        ("20240305", "2024-03-05"),
        ("1/1/99", "1999-01-01"),
    ],
)
def test_whole_dates_are_read_day_first(text: str, iso: str) -> None:
    assert read_date_text(text).day == date.fromisoformat(iso)


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("03/2024", "2024-03"),
        ("T3/2024", "2024-03"),
        ("T03.2024", "2024-03"),
        ("Tháng 5/2024", "2024-05"),
        ("tháng 3 năm 2024", "2024-03"),
        ("Mar-24", "2024-03"),
        ("2024-03", "2024-03"),
        ("Quý I/2025", "2025-Q1"),
        ("Quý 4 năm 2025", "2025-Q4"),
        ("Q3-2025", "2025-Q3"),
        ("2024", "2024"),
        ("năm 2024", "2024"),
    ],
)
def test_what_is_no_whole_day_stays_a_part_of_one(text: str, partial: str) -> None:
    read = read_date_text(text)

    assert read.day is None
    assert read.partial == partial


@pytest.mark.parametrize("text", ["31/02/2024", "29/02/2023", "00/05/2024", "12/13/2024", "32/1/24", "13/2024"])
def test_impossible_dates_are_told_and_never_mended(text: str) -> None:
    read = read_date_text(text)

    assert read.impossible
    assert not read.is_known
    assert read.text == text


@pytest.mark.parametrize("text", ["chưa kiểm định", "miễn", "hàng năm", "x", "7", "12/5"])
def test_words_are_no_date(text: str) -> None:
    read = read_date_text(text)

    assert not read.is_known
    assert not read.impossible


def test_two_dates_in_one_cell_are_none() -> None:
    read = read_date_text("12/03/2024; 15/09/2024")

    assert read.several
    assert not read.is_known


def test_bare_day_numbers_are_dates_in_either_system_and_say_so() -> None:
    usual = read_date_cell(Cell("45636", number=Decimal(45636)))
    old = read_date_cell(Cell("44174", number=Decimal(44174)), epoch_1904=True)

    assert usual.day == old.day == date(2024, 12, 10)
    assert usual.from_number and old.from_number


def test_a_number_that_is_a_year_is_a_year() -> None:
    assert read_date_cell(Cell("2024", number=Decimal(2024))).partial == "2024"


def test_a_stored_day_shown_as_a_month_is_only_a_month() -> None:
    read = read_date_cell(Cell("03/2024", day=date(2024, 3, 1), precision="month"))

    assert read.day is None
    assert read.partial == "2024-03"


@given(DAYS, st.sampled_from(["/", "-", "."]), st.booleans(), st.booleans())
def test_any_day_is_read_back_however_it_is_written(day: date, mark: str, padded: bool, short: bool) -> None:
    figures = (f"{day.day:02d}", f"{day.month:02d}") if padded else (str(day.day), str(day.month))
    year = f"{day.year % 100:02d}" if short else str(day.year)

    assert read_date_text(mark.join((*figures, year))).day == day


@given(DAYS)
def test_any_day_is_read_back_from_words(day: date) -> None:
    assert read_date_text(f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}").day == day


@given(st.text(max_size=40))
def test_any_text_gives_an_answer(text: str) -> None:
    read = read_date_text(text)

    assert not (read.day and read.partial)


@given(st.integers(1950, 2100), st.integers(1, 12))
def test_a_printed_part_of_a_date_reads_back_as_itself(year: int, month: int) -> None:
    for partial in (f"{year}-{month:02d}", f"{year}-Q{(month + 2) // 3}", str(year)):
        assert read_date_text(printed_partial(partial)).partial == partial


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("12 tháng", 12),
        ("1 năm", 12),
        ("01 năm", 12),
        ("1 năm/lần", 12),
        ("6 tháng/lần", 6),
        ("1 lần/năm", 12),
        ("2 lần/năm", 6),
        ("1 lần/6 tháng", 6),
        ("12T", 12),
        ("06", 6),
        ("2 năm", 24),
        ("hàng năm", 12),
        ("hàng quý", 3),
        ("nửa năm", 6),
        ("một năm", 12),
        ("12 months", 12),
        ("1 year", 12),
        ("1,5 năm", 18),
        ("365 ngày", 12),
    ],
)
def test_periods_are_read_in_months(text: str, months: int) -> None:
    assert read_period(text) == months


@pytest.mark.parametrize("text", ["theo quy định", "Ban đầu", "Một lần", "khi cần", "", "5 lần/năm", "0"])
def test_what_is_no_whole_number_of_months_is_no_period(text: str) -> None:
    assert read_period(text) is None


def test_a_bare_figure_counts_in_the_unit_of_its_header() -> None:
    assert read_period("2", "nam") == 24


@pytest.mark.parametrize("text", ["O5/06/2025", "l5/06/2025"])
def test_a_letter_in_the_place_of_a_figure_is_never_overlooked(text: str) -> None:
    read = read_date_text(text)

    assert read.day is None
    assert read.impossible


@pytest.mark.parametrize("text", ["Ngày15/06/2025", "KĐ15/06/2025", "HC: 15/06/2025"])
def test_a_known_word_before_a_date_is_overlooked(text: str) -> None:
    assert read_date_text(text).day == date(2025, 6, 15)
