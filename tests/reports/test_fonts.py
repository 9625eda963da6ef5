"""Every bundled font holds Vietnamese; its widths tell how text wraps."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from app import paths
from app.reports import fonts

VIETNAMESE = (
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
)


@pytest.mark.parametrize("file", sorted(each.name for each in paths.shipped("resources", "fonts").glob("*.ttf")))
def test_every_bundled_font_holds_all_134_letters(file: str) -> None:
    face = TTFont(file, str(paths.shipped("resources", "fonts", file))).face

    missing = [letter for letter in VIETNAMESE if ord(letter) not in face.charToGlyph]

    assert len(set(VIETNAMESE)) == 134
    assert missing == []


def test_lines_are_counted_as_a_cell_would_break_them() -> None:
    width = fonts.text_width("Cân bàn điện tử", fonts.SERIF, 11) + 0.1

    assert fonts.wrapped_lines("Cân bàn điện tử", fonts.SERIF, 11, width) == 1
    assert fonts.wrapped_lines("Cân bàn điện tử cân", fonts.SERIF, 11, width) == 2
    assert fonts.wrapped_lines("Một\nHai\n", fonts.SERIF, 11, width) == 3


def test_a_word_wider_than_its_cell_takes_more_lines() -> None:
    assert fonts.wrapped_lines("W" * 100, fonts.SERIF, 11, 100) >= 10
