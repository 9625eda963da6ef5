from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import wording
from app.domain.errors import UserError
from app.domain.forms.definition import QuestionType
from app.services.typed_values import as_shown, as_value


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (QuestionType.INTEGER, " 12 ", "12"),
        (QuestionType.INTEGER, "1.234", "1234"),
        (QuestionType.INTEGER, "−3", "-3"),
        (QuestionType.DECIMAL, "12,50", "12.50"),
        (QuestionType.DECIMAL, "1.234,5", "1234.5"),
        (QuestionType.DECIMAL, "0.02", "0.02"),
        (QuestionType.DATE, "5/3/2026", "2026-03-05"),
        (QuestionType.TIME, "8h30", "08:30:00"),
        (QuestionType.TIME, "8:5", "08:05:00"),
        (QuestionType.DATETIME, "5/3/2026 8:30", "2026-03-05T08:30:00"),
        (QuestionType.TEXT, "  Xưởng A ", "Xưởng A"),
        (QuestionType.TEXT, "", ""),
        (QuestionType.GEOPOINT, "21.03 105.85 0 0", "21.03 105.85 0 0"),
        (QuestionType.GEOTRACE, "21 105;22 106", "21 105;22 106"),
    ],
)
def test_what_is_typed_is_kept_in_one_form(kind: QuestionType, typed: str, kept: str) -> None:
    assert as_value(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        (QuestionType.DATE, "31/11/2026", "Tháng 11 năm 2026 có 30 ngày"),
        (QuestionType.DATE, "29/2/2025", "Tháng 2 năm 2025 có 28 ngày"),
        (QuestionType.DATE, "12/13/2024", "Không có tháng 13"),
        (QuestionType.DATE, "hôm nay", "không phải là ngày"),
        (QuestionType.INTEGER, "12,5", "có phần lẻ"),
        (QuestionType.INTEGER, "mười", "không phải là số"),
        (QuestionType.DECIMAL, "12 kg", "không phải là số"),
        (QuestionType.TIME, "25:00", "không phải là giờ"),
        (QuestionType.GEOPOINT, "gần cổng", "không phải là vị trí"),
        (QuestionType.GEOPOINT, "21 105;22 106", "không phải là vị trí"),
        (QuestionType.GEOTRACE, "21 105;99 106", "không phải là vị trí"),
    ],
)
def test_what_cannot_be_read_says_what_is_wrong(kind: QuestionType, typed: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        as_value(kind, typed)


def test_decomposed_letters_are_kept_composed() -> None:
    typed = unicodedata.normalize("NFD", "Đồng hồ đo áp suất")

    assert as_value(QuestionType.TEXT, typed) == "Đồng hồ đo áp suất"


@pytest.mark.parametrize("language", ["vi", "en"])
@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_number_that_is_shown_and_left_again_stays_the_same(language: str, number: object) -> None:
    wording.use(language)
    value = f"{number:f}"

    assert as_value(QuestionType.DECIMAL, as_shown(QuestionType.DECIMAL, value)) == value.replace("-0.000", "0.000")


def test_days_and_times_are_shown_as_people_write_them() -> None:
    assert as_shown(QuestionType.DATE, "2026-03-05") == "05/03/2026"
    assert as_shown(QuestionType.TIME, "08:30:00.000+07:00") == "08:30"
    assert as_shown(QuestionType.DATETIME, "2026-03-05T08:30:00") == "05/03/2026 08:30"
    assert as_shown(QuestionType.DATE, "") == ""
