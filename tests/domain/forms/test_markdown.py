from __future__ import annotations

import pytest

from app.domain.forms.markdown import plain


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Có **bao nhiêu** cân?", "Có bao nhiêu cân?"),
        ("# Phần 1\nCân", "Phần 1\nCân"),
        ("Dòng một<br/>dòng hai", "Dòng một\ndòng hai"),
        ('<span style="color:red">Bắt buộc</span>', "Bắt buộc"),
        ("Xem [hướng dẫn](https://example.org/a_b)", "Xem hướng dẫn"),
        ("*nghiêng* và __đậm__", "nghiêng và đậm"),
    ],
)
def test_marks_of_authors_are_not_shown(written: str, told: str) -> None:
    assert plain(written) == told


@pytest.mark.parametrize("words", ["2 * 3 * 4", "a < b và c > d", "ma_can_so_1", "Cân [kg]", "#12", "5 ** 2"])
def test_what_is_no_mark_stays(words: str) -> None:
    assert plain(words) == words
