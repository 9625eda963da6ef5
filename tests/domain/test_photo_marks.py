"""Marks on a photo: kept as text and read again, moved no further than its edges."""

from __future__ import annotations

import pytest

from app.domain.photo_marks import Edits, Mark, edits_as_text, read_edits

ARROW = Mark("arrow", 0.1, 0.2, 0.5, 0.6)


def test_what_is_kept_as_text_is_read_again() -> None:
    edits = Edits((0.1, 0.1, 0.9, 0.8), (ARROW, Mark("number", 0.3, 0.3, 0.3, 0.3)))

    assert read_edits(edits_as_text(edits)) == edits
    assert edits_as_text(Edits()) == ""


@pytest.mark.parametrize("text", ["", "{", "[]", '{"crop":[1]}', '{"marks":[["arrow",1]]}', '{"marks":3}', "null"])
def test_spoilt_text_is_no_edits(text: str) -> None:
    assert read_edits(text) == Edits()


def test_a_kind_of_mark_from_a_newer_edition_is_left_out() -> None:
    assert read_edits('{"marks":[["star",0,0,1,1],["blur",0,0,1,1]]}').marks == (Mark("blur", 0, 0, 1, 1),)


def test_a_mark_stops_at_the_edges() -> None:
    moved = ARROW.moved(2, -2)

    assert moved.box == pytest.approx((0.6, 0.0, 1.0, 0.4))
    assert ARROW.with_end(3, -1).box == (0.1, 0.0, 1.0, 0.2)


def test_numbers_count_themselves_and_nothing_else() -> None:
    number = Mark("number", 0.3, 0.3, 0.3, 0.3)

    assert [each for _mark, each in Edits(None, (number, ARROW, number)).numbered()] == [1, 0, 2]
