from __future__ import annotations

from decimal import Decimal

import pytest

from app.domain.metrology.results import said
from app.domain.metrology.shown import all_digits, as_written, places_for, shown_value
from app.wording import speaking


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (50000623.0, "50.000.623"),
        (-0.1, "−0,1"),
        (10000.005, "10.000,005"),
        (0.1 + 0.2, "0,3"),
        (1.15e-5, "0,0000115"),
        (2e-9, "2e−09"),
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
