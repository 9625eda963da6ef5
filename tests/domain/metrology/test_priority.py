"""M22: rule first, number second; making any class worse never makes the priority less urgent (IEC 31010:2019)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.domain.metrology.priority import OCCURRENCE, URGENT, occurrence_of, priority_of, urgent_rule

CLASS = st.integers(1, 5)


@given(CLASS, CLASS, CLASS, CLASS, CLASS, CLASS)
def test_worse_classes_never_make_a_finding_less_urgent(s1: int, o1: int, d1: int, s2: int, o2: int, d2: int) -> None:
    better = priority_of(min(s1, s2), min(o1, o2), min(d1, d2))

    worse = priority_of(max(s1, s2), max(o1, o2), max(d1, d2))

    assert (worse.level or 9) <= (better.level or 0)


@given(CLASS, CLASS, CLASS, st.sampled_from(sorted(URGENT)))
def test_an_urgent_rule_comes_before_the_table(s: int, o: int, d: int, rule: str) -> None:
    assert priority_of(s, o, d, rule).level == 1


@given(st.sampled_from(sorted(OCCURRENCE)), st.floats(0, 1), st.floats(0, 1))
def test_a_worse_figure_never_gets_a_better_class(name: str, a: float, b: float) -> None:
    table = OCCURRENCE[name]
    better, worse = (max(a, b), min(a, b)) if table.falling else (min(a, b), max(a, b))

    assert table.class_of(better) <= table.class_of(worse)


def test_an_error_that_nothing_finds_later_raises_by_one_step() -> None:
    seen, unseen = priority_of(3, 3, 3), priority_of(3, 3, 4)

    assert (seen.level, unseen.level, unseen.undetected) == (3, 2, True)


def test_priority_one_cannot_be_raised_further() -> None:
    assert priority_of(5, 5, 5).level == 1


def test_the_product_stands_beside_the_table_and_does_not_order() -> None:
    assert (priority_of(4, 3, 2).product, priority_of(4, 3, None).product) == (24, None)


def test_without_classes_there_is_no_priority_but_an_urgent_rule_still_holds() -> None:
    assert priority_of(None, 3, 3).level is None
    assert priority_of(None, None, None, "tur_below_one").level == 1


def test_a_detection_that_nobody_judged_does_not_raise_and_is_told() -> None:
    found = priority_of(3, 3, None)

    assert found.level == 3
    assert "chưa xét" in found.why.text


def test_the_worst_known_figure_gives_the_class_of_occurrence() -> None:
    assert occurrence_of({"pfa": 0.02, "in_tolerance_rate": 0.8, "overdue_share": None}) == 4
    assert occurrence_of({"pfa": None}) is None


def test_the_rules_hold_by_their_limits() -> None:
    assert urgent_rule(legal_or_safety=True, overdue=True) == "legal_or_safety"
    assert urgent_rule(legal_or_safety=True) == ""
    assert urgent_rule(special=True, q_mp=30.0) == ""
    assert urgent_rule(special=True, q_mp=30.1) == "special_characteristic"
    assert urgent_rule(tur=0.99) == "tur_below_one"
    assert urgent_rule(tur=1.0) == ""


def test_a_class_or_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UserError, match="1 đến 5"):
        priority_of(6, 1, 1)
    with pytest.raises(UserError, match="khẩn"):
        priority_of(1, 1, 1, "magic")
    with pytest.raises(UserError, match="0 đến 1"):
        occurrence_of({"pfa": 1.2})
