"""Drawn signatures as data: kept and read again as they were, and nothing else read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.strokes import MOST_STROKES, is_signature, length, read_strokes, simplified, write_strokes

STROKES = ((((0.0, 0.5), (1.0, 0.1), (2.5, 0.9))), (((0.4, 0.2),)))
point = st.tuples(st.floats(0, 3).map(lambda x: round(x, 3)), st.floats(0, 1).map(lambda y: round(y, 3)))


def test_strokes_come_back_as_they_were() -> None:
    assert read_strokes(write_strokes(STROKES)) == STROKES


@given(st.lists(st.lists(point, min_size=1, max_size=20).map(tuple), max_size=10).map(tuple))
def test_any_strokes_come_back_as_they_were(strokes: tuple[tuple[tuple[float, float], ...], ...]) -> None:
    assert read_strokes(write_strokes(strokes)) == strokes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "{}",
        "[[]]",
        "[[[1]]]",
        '[[["a",1]]]',
        "[[[4,0]]]",
        "[[[0,-1]]]",
        "[[[true,0]]]",
        "[[[NaN,0]]]",
        "[" * 5000,
    ],
)
def test_what_is_no_drawing_is_nothing(text: str) -> None:
    assert read_strokes(text) == ()


def test_too_many_lines_are_nothing() -> None:
    assert read_strokes(write_strokes([((0.0, 0.0), (1.0, 1.0))] * (MOST_STROKES + 1))) == ()


@given(st.text(max_size=200))
def test_any_text_is_read_without_harm(text: str) -> None:
    assert isinstance(read_strokes(text), tuple)


def test_points_that_lie_on_each_other_are_left_out_and_all_stays_in_the_box() -> None:
    line = simplified([(0.0, 0.0), (0.001, 0.001), (5.0, 0.5), (5.0, 0.5), (1.0, -2.0)])

    assert line == ((0.0, 0.0), (3.0, 0.5), (1.0, 0.0))


def test_a_dot_is_no_signature() -> None:
    assert not is_signature([((0.5, 0.5),)])
    assert is_signature([((0.5, 0.5), (1.0, 0.5))])
    assert length([((0.0, 0.0), (0.3, 0.4))]) == pytest.approx(0.5)
