from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.row_keys import LETTERS, is_sound, nearest, row_key, row_keys, tidy_key

keys = st.uuids().map(lambda each: row_key(str(each)))


@given(keys, st.integers(0, 7), st.sampled_from(LETTERS))
def test_one_wrong_character_is_found_out(key: str, place: int, letter: str) -> None:
    bare = key.replace("-", "")
    wrong = tidy_key(bare[:place] + letter + bare[place + 1 :])

    assert is_sound(wrong) == (wrong == key)


@given(keys, st.integers(0, 6))
def test_two_neighbours_that_changed_places_are_found_out(key: str, place: int) -> None:
    bare = key.replace("-", "")
    wrong = tidy_key(bare[:place] + bare[place + 1] + bare[place] + bare[place + 2 :])

    assert is_sound(wrong) == (wrong == key)


@given(keys)
def test_a_key_is_read_however_it_is_typed(key: str) -> None:
    typed = f"  {key.lower().replace('-', ' – ')} "

    assert tidy_key(typed) == key


def test_a_key_is_never_taken_for_a_number() -> None:
    made = [row_key(str(number)) for number in range(500)]

    assert all(len(key) == 9 and key[4] == "-" for key in made)


def test_five_thousand_records_have_keys_of_their_own() -> None:
    made = row_keys(str(number) for number in range(5_000))

    assert len(set(made.values())) == 5_000


def test_the_key_that_was_meant_is_found_from_one_slip() -> None:
    known = [row_key(str(number)) for number in range(50)]
    bare = known[7].replace("-", "")

    assert nearest(tidy_key(bare[:3] + bare[4:]), known) == known[7]
    assert nearest(tidy_key(bare[:2] + ("Y" if bare[2] == "Z" else "Z") + bare[3:]), known) == known[7]
    assert nearest("1111-1111", known) == ""
