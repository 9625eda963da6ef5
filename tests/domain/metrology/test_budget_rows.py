from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.domain.metrology.budget_rows import (
    WAYS,
    BudgetRow,
    idle_names,
    inputs_of,
    missing_names,
    numbered,
    read_cell,
    rows_of,
    shown_cell,
    typed_cell,
)
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.expressions import parse_model
from tests.domain.metrology.cases import case

KEPT = (
    {"name": "a", "value": "1.230", "unit": "mm", "u": "0.05", "df": "9"},
    {"name": "a", "value": "0", "half_width": "0.05", "distribution": "arcsine"},
    {"name": "a", "value": "0", "half_width": "0.05", "distribution": "trapezoid", "beta": "0.5"},
    {"name": "a", "value": "0", "half_width": "0.05", "distribution": "curvilinear_trapezoid", "inexact": "0.01"},
    {"name": "a", "value": "1", "U": "0.1", "k": "2"},
    {"name": "a", "value": "1", "U": "0.1", "p": "0.95", "df": "20"},
    {"name": "a", "value": "1", "s": "0.1", "n": "5"},
    {"name": "a", "unit": "V", "readings": ["5.007", "4.994", "5.005"]},
    {"name": "a", "low": "1.1", "high": "1.3", "distribution": "rectangular"},
    {"name": "a", "value": "0", "resolution": "0.01", "model_unit": "m"},
    {"name": "a", "value": "0", "u": "0.1", "relative_reliability": "0.25", "kind": "B"},
    {"name": "a", "value": "0", "u": "0.1", "distribution": "triangular"},
)


@pytest.mark.parametrize("kept", KEPT, ids=lambda each: "-".join(each))
def test_a_row_keeps_every_input_and_every_digit(kept: dict[str, Any]) -> None:
    assert inputs_of(rows_of([kept])) == [kept]


@pytest.mark.parametrize("case_id", ["GUM-H1", "QUAM-A1", "EA402-S2-10KG", "S1-9.3-MASS"])
def test_a_published_budget_gives_the_same_after_it_passed_through_the_rows(case_id: str) -> None:
    given_inputs = case(case_id)
    through = {**given_inputs, "inputs": inputs_of(rows_of(given_inputs["inputs"])), "locale": "en"}

    plain = run(calculations()["uncertainty_budget"], given_inputs)
    again = run(calculations()["uncertainty_budget"], through)

    assert again.number("u_c") == plain.number("u_c")
    assert again.tables["components"] == plain.tables["components"]


def test_a_row_is_filled_in_as_it_is_typed() -> None:
    row = BudgetRow(id="1")
    for name, typed in (
        ("name", "d0"),
        ("value", "215"),
        ("unit", "nm"),
        ("way", "S và N"),
        ("first", "5,8"),
        ("second", "n = 25"),
    ):
        row = read_cell(row, name, typed)

    assert inputs_of([row]) == [{"name": "d0", "value": "215", "unit": "nm", "s": "5.8", "n": "25"}]
    assert [shown_cell(row, each) for each in ("first", "second", "df")] == ["s = 5,8", "n = 25", ""]
    assert typed_cell(row, "first") == "5,8"


@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_known_by_its_word_and_by_its_key(way: str) -> None:
    row = BudgetRow(id="1", name="a")

    assert read_cell(row, "way", WAYS[way].words).way == way
    assert read_cell(row, "way", way).way == way


def test_a_number_without_a_way_is_a_standard_uncertainty_and_several_are_readings() -> None:
    assert read_cell(BudgetRow(id="1"), "first", "0,05").way == "u"
    row = read_cell(BudgetRow(id="1"), "first", "5,007; 4,994; 5,005")

    assert (row.way, row.first) == ("readings", "5.007; 4.994; 5.005")
    assert shown_cell(row, "first") == "5,007; 4,994; 5,005"


def test_another_way_keeps_the_number_and_drops_what_it_does_not_ask_for() -> None:
    (row,) = rows_of([{"name": "a", "value": "0", "half_width": "0.05", "distribution": "trapezoid", "beta": "0.5"}])

    changed = read_cell(row, "way", "triangular")

    assert inputs_of([changed]) == [{"name": "a", "value": "0", "half_width": "0.05", "distribution": "triangular"}]


@pytest.mark.parametrize(
    ("name", "typed"),
    [("name", "1a"), ("name", "sin"), ("value", "abc"), ("way", "đoán"), ("first", "x"), ("second", "2"), ("df", "a")],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(name: str, typed: str) -> None:
    with pytest.raises(UserError):
        read_cell(BudgetRow(id="1", way="u"), name, typed)


@pytest.mark.parametrize("typed", ["", "∞", "vô hạn", "inf"])
def test_infinite_degrees_of_freedom_are_a_blank(typed: str) -> None:
    assert read_cell(BudgetRow(id="1", df="5"), "df", typed).df == ""


def test_blank_rows_go_and_the_others_are_numbered_anew() -> None:
    rows = [BudgetRow(id="1"), BudgetRow(id="2", name="a"), BudgetRow(id="3"), BudgetRow(id="4", name="b")]

    assert [(each.id, each.name) for each in numbered(rows)] == [("1", "a"), ("2", "b")]


def test_the_model_and_the_rows_are_held_against_each_other() -> None:
    equations = parse_model("y = a*b; z = c")
    rows = [BudgetRow(id="1", name="a"), BudgetRow(id="2", name="d")]

    assert missing_names(equations, rows) == ["b", "c"]
    assert idle_names(equations, rows) == ["d"]


@given(st.sampled_from(["name", "value", "unit", "way", "first", "second", "df", "model_unit"]), st.text(max_size=20))
def test_whatever_is_typed_is_read_or_refused(name: str, typed: str) -> None:
    try:
        row = read_cell(BudgetRow(id="1", way="s"), name, typed)
    except UserError as refusal:
        assert str(refusal)
    else:
        assert rows_of(inputs_of([row])) == numbered([row]) or row.is_blank


def test_a_capital_u_is_expanded_and_a_small_one_standard() -> None:
    row = BudgetRow(id="1")

    assert (read_cell(row, "way", "U").way, read_cell(row, "way", "u").way) == ("U_k", "u")
