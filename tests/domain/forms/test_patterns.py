"""Patterns that would take for ever are matched at once, and all others as Python matches them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.forms.patterns import patient_pattern

PIECES = st.recursive(
    st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", r"\W", "^", "$", "[a-c1]"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{0,20}", "{1,}", "*?"])).map(
            lambda pair: f"({pair[0]}){pair[1]}"
        ),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        st.tuples(inner, inner).map("".join),
    ),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(PIECES, st.text(alphabet="ab1 \n", max_size=5))
def test_a_repeated_pattern_matches_what_python_matches(piece: str, text: str) -> None:
    pattern = f"(({piece})+)+"

    machine = patient_pattern(pattern)

    assert machine is not None
    assert machine.fullmatch(text) is (re.fullmatch(pattern, text) is not None)


@pytest.mark.parametrize("text", ["\n", "a\n", "a\n\n", "\na", ""])
def test_the_end_is_before_a_last_new_line_too(text: str) -> None:
    pattern = r"(a*$[^a]?)+"

    machine = patient_pattern(pattern)

    assert machine is not None
    assert machine.fullmatch(text) is (re.fullmatch(pattern, text) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("(a+)+", "a" * 5000, True),
        ("(a+)+", "a" * 5000 + "x", False),
        ("(a|aa)+", "a" * 3000 + "b", False),
        (r"(\w+\s?)*", "Đồng hồ đo áp suất " * 100 + "!", False),
        (r"^(([0-9]{1})*[- .(]*([0-9]{3})[- .)]*[0-9]{3}[- .]*[0-9]{4})+$", "1" * 3000 + "x", False),
        (r"^(([0-9]{1})*[- .(]*([0-9]{3})[- .)]*[0-9]{3}[- .]*[0-9]{4})+$", "0912 345 6789"[1:], True),
    ],
)
def test_a_long_answer_is_judged_at_once(pattern: str, text: str, matches: bool) -> None:
    machine = patient_pattern(pattern)

    assert machine is not None
    assert machine.fullmatch(text) is matches


@pytest.mark.parametrize("pattern", ["[0-9]{10}", "a+b*", "(abc)+", r"((a+)+)\1", "(?i)(a+)+", "((a{900})*){900,}"])
def test_what_python_matches_as_well_or_alone_is_left_to_it(pattern: str) -> None:
    assert patient_pattern(pattern) is None
