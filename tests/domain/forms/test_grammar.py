"""Expressions as trees, and what is said about those that cannot be read."""

from __future__ import annotations

import pytest

from app.domain.forms.grammar import ExpressionSyntaxError, ExpressionTooDeepError, parse
from app.domain.forms.syntax import Binary, Call, Literal, Negation, NodeTest, Number, Path, Step


def child(*names: str) -> tuple[Step, ...]:
    return tuple(Step("child", NodeTest("name", "", name)) for name in names)


def relative(*names: str) -> Path:
    return Path(False, None, (), child(*names))


def test_multiplication_binds_tighter_than_addition_and_chains_group_to_the_left() -> None:
    tree = parse("1 - 2 - 3 * 4")

    assert tree == Binary("-", Binary("-", Number(1), Number(2)), Binary("*", Number(3), Number(4)))


def test_a_star_and_a_word_are_operators_only_where_one_can_stand() -> None:
    anything = relative("*")
    assert parse("* * *") == Binary("*", anything, anything)
    assert parse("div div mod") == Binary("div", relative("div"), relative("mod"))
    assert parse("/model/data") == Path(True, None, (), child("model", "data"))
    assert parse("1div2") == Binary("div", Number(1), Number(2))


def test_a_hyphen_belongs_to_the_name_before_it_unless_blanks_part_them() -> None:
    assert parse("a-1") == relative("a-1")
    assert parse("a - 1") == Binary("-", relative("a"), Number(1))
    assert parse("--1") == Negation(Negation(Number(1)))


def test_names_may_carry_vietnamese_letters() -> None:
    assert parse("/khảo_sát/số") == Path(True, None, (), child("khảo_sát", "số"))


def test_predicates_belong_to_their_step_or_to_the_expression_before_them() -> None:
    tree = parse("instance('list')/root/item[key = current()/../a][1]")

    assert isinstance(tree, Path)
    assert tree.start == Call("instance", (Literal("list"),), 0)
    assert [len(step.predicates) for step in tree.steps] == [0, 2]


def test_an_expression_without_end_is_refused_with_the_place() -> None:
    with pytest.raises(ExpressionSyntaxError) as problem:
        parse("selected(/data/a, 'x'")

    assert (problem.value.position, problem.value.expected) == (21, ")")


@pytest.mark.parametrize("text", ["", "1 +", "'open", "a b", "foo(", "[1]", "a[", "/a//", "#", "1 = = 2", "${a}"])
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(ExpressionSyntaxError):
        parse(text)


def test_an_expression_nested_beyond_reason_is_refused_and_not_a_crash() -> None:
    with pytest.raises(ExpressionSyntaxError):
        parse("(" * 5000 + "1" + ")" * 5000)


def test_a_chain_beyond_reason_is_refused_and_not_a_crash() -> None:
    assert parse(" + ".join(["1"] * 400))

    with pytest.raises(ExpressionTooDeepError):
        parse(" + ".join(["1"] * 5000))
