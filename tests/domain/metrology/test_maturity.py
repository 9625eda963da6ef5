"""M22: maturity of a chapter, and the priority as a calculation with its printed tables."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.results import Result


def maturity(*rows: dict[str, Any]) -> Result:
    return run(calculations()["maturity"], {"data": rows})


def priority(**inputs: Any) -> Result:
    return run(calculations()["priority"], inputs)


def test_maturity_is_the_weighted_share_of_the_questions_that_apply() -> None:
    result = maturity(
        {"question": "1", "weight": 3, "answer": 1},
        {"question": "2", "weight": 1, "answer": 0.5},
        {"question": "3", "weight": 5, "applicable": False, "reason": "Không có cân"},
    )

    assert result.number("maturity_percent") == pytest.approx(87.5)
    assert [each.row for each in result.left_out] == ["3"]


def test_an_unanswered_question_counts_as_nothing_and_is_named() -> None:
    result = maturity({"question": "1", "answer": 1}, {"question": "2"})

    assert result.number("maturity_percent") == 50
    assert result.tables["unanswered"] == [{"question": "2"}]


def test_not_applicable_without_a_reason_is_refused_by_its_question() -> None:
    with pytest.raises(UserError, match="“2”"):
        maturity({"question": "1", "answer": 1}, {"question": "2", "applicable": False})


def test_without_a_question_that_applies_there_is_no_maturity() -> None:
    result = maturity({"question": "1", "applicable": False, "reason": "…"})

    assert result.values["maturity_percent"].value is None


@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(0, 1)), min_size=1, max_size=20), st.floats(0, 1))
def test_a_better_answer_never_lowers_the_maturity(rows: list[tuple[float, float]], better: float) -> None:
    before = [{"weight": weight, "answer": answer} for weight, answer in rows]
    after = [{**before[0], "answer": max(better, rows[0][1])}, *before[1:]]

    assert maturity(*after).number("maturity_percent") >= maturity(*before).number("maturity_percent") - 1e-9


def test_the_priority_prints_its_whole_tables() -> None:
    result = priority(S=3, O=4, D=5)

    assert (result.number("score"), result.number("priority"), result.number("product_SOD")) == (2, 1, 60)
    assert len(result.tables["matrix"]) == 5
    assert len(result.tables["occurrence"]) == 3


def test_data_and_a_told_class_give_the_worse_occurrence() -> None:
    assert priority(consequence=3, occurrence=2, pfa=0.03).number("occurrence_class") == 4


def test_no_later_check_raises_the_priority() -> None:
    seen, unseen = (priority(consequence=3, occurrence=3, later_check=each) for each in ("always", "never"))

    assert (seen.number("priority"), unseen.number("priority")) == (3, 2)


def test_overdue_in_legal_use_is_urgent_without_any_class() -> None:
    result = priority(legal_or_safety=True, overdue=True)

    assert result.number("priority") == 1
    assert result.values["urgent_rule"].value == "legal_or_safety"
    assert result.values["score"].value is None


@given(
    st.fixed_dictionaries({"consequence": st.integers(1, 5), "detection": st.integers(1, 5)}),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_a_higher_risk_of_false_acceptance_never_makes_it_less_urgent(
    classes: dict[str, int], first: float, second: float
) -> None:
    better, worse = sorted((first, second))

    assert priority(**classes, pfa=worse).number("priority") <= priority(**classes, pfa=better).number("priority")
