from __future__ import annotations

import ast
import math
import string

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.domain.metrology.expressions import (
    DEEPEST,
    FUNCTIONS,
    Call,
    Name,
    Negative,
    Number,
    Operation,
    is_name,
    names_in,
    nodes,
    parse_model,
)
from app.domain.metrology.sensitivities import model_slopes, model_values, second_order

PYTHON = {
    name: getattr(np, {"asin": "arcsin", "acos": "arccos", "atan": "arctan"}.get(name, name)) for name in FUNCTIONS
}


def value_of(text: str, **values: float) -> float:
    (equation,) = parse_model(text)
    return float(model_values(equation.node, {name: np.float64(each) for name, each in values.items()}))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("-2**2", -4.0),
        ("2**-1", 0.5),
        ("2**3**2", 512.0),
        ("(2**3)**2", 64.0),
        ("1 - 2 - 3", -4.0),
        ("12/3/2", 2.0),
        ("-(1 + 2)*3", -9.0),
        ("2*pi", 2 * math.pi),
        (".5 + 1.e1 + 1e-1", 10.6),
        ("1 − 2×3·2", -11.0),
        ("log(exp(2)) + log10(1000) + sqrt(16) + abs(-1)", 10.0),
        ("sin(pi/6) + cos(0) + tan(pi/4) + asin(1) + acos(1) + atan(0)", 2.5 + math.pi / 2),
    ],
)
def test_arithmetic_follows_the_rules_of_writing(text: str, wanted: float) -> None:
    assert value_of(text) == pytest.approx(wanted, rel=1e-14)


def test_a_model_may_give_several_results_with_names_in_any_script() -> None:
    equations = parse_model("R = V/I*cos(φ); X = V/I*sin(φ); áp_suất = V")

    assert [each.name for each in equations] == ["R", "X", "áp_suất"]
    assert names_in(equations[0].node) == ["V", "I", "φ"]
    assert equations[1].text == "V/I*sin(φ)"


def test_a_model_without_a_name_gives_y() -> None:
    assert [each.name for each in parse_model("a + b; a - b")] == ["y", "y2"]


def test_names_are_one_whether_typed_composed_or_not() -> None:
    (equation,) = parse_model("a\u0301p")

    assert names_in(equation.node) == ["áp"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a^b", 2),
        ("0,5*a", 2),
        ("a.real", 2),
        ("__import__", 1),
        ("a[0]", 2),
        ("'a'", 1),
        ("a:=1", 2),
        ("lambda: 1", 7),
        ("f(x)", 1),
        ("eval(x)", 1),
        ("sin x", 1),
        ("sin(a)(b)", 7),
        ("2a", 2),
        ("a b", 3),
        ("(a", 1),
        ("a)", 2),
        ("a +", 4),
        ("a**101", 2),
        ("a**--101", 2),
        ("a**(50+51)", 2),
        ("a**(2**99)", 2),
        ("1e400", 1),
        ("x = a; x = b", 8),
        ("sin = a", 1),
        ("a, b", 2),
        ("a if b else c", 3),
        ("a == b", 4),
        ("a // b", 4),
        ("a % b", 3),
        ("a @ b", 3),
        ("1_000", 2),
        ("0x10", 2),
        ("1j", 2),
        ("٣ + 1", 1),
        ("", 1),
        (" ; ", 2),
    ],
)
def test_anything_else_is_refused_with_its_place(text: str, place: int) -> None:
    with pytest.raises(UserError, match=rf"ký tự thứ {place}:"):
        parse_model(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 2001,
        "(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1),
        "-" * 500 + "1",
        "+".join("a" * 900),
        "**".join("a" * 90),
    ],
    ids=["long", "brackets", "signs", "many", "powers"],
)
def test_what_is_too_long_or_too_deep_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        parse_model(text)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("ls", True),
        ("α_s", True),
        ("d0", True),
        ("sin", False),
        ("pi", False),
        ("_a", False),
        ("1a", False),
        ("a b", False),
    ],
)
def test_a_component_is_called_by_a_name_of_the_grammar(text: str, is_one: bool) -> None:
    assert is_name(text) is is_one


@given(st.text(alphabet=string.ascii_lowercase[:4] + "0123456789.+-*/()=;, _'\"[]{}:@%^!<>&|~\\αờ", max_size=40))
@example("a.__class__")
@example("().__class__")
def test_whatever_is_typed_becomes_the_five_nodes_or_a_sentence(text: str) -> None:
    try:
        equations = parse_model(text)
    except UserError as refusal:
        assert str(refusal)
        return

    for equation in equations:
        assert all(type(each) in (Number, Name, Negative, Operation, Call) for each in nodes(equation.node))
        assert all(is_name(each) for each in names_in(equation.node))


@given(st.text(max_size=60))
def test_any_text_at_all_ends_in_nodes_or_a_sentence(text: str) -> None:
    try:
        parse_model(text)
    except UserError as refusal:
        assert str(refusal)


numbers = st.floats(0.1, 9).map(lambda each: f"{each:.3f}")
expressions = st.recursive(
    numbers | st.sampled_from(["a", "b"]),
    lambda inner: (
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(
            lambda each: f"({each[0]}{each[1]}{each[2]})"
        )
        | inner.map(lambda each: f"-{each}")
        | inner.map(lambda each: f"({each})**2" if "**" in each else f"{each}**2")
        | st.tuples(st.sampled_from(FUNCTIONS), inner).map(lambda each: f"{each[0]}({each[1]})")
    ),
    max_leaves=12,
)


@given(expressions)
def test_python_reads_a_good_expression_the_same_way(text: str) -> None:
    """Python's own parser, on trees that hold arithmetic alone, is the witness of precedence."""
    values = {"a": np.float64(1.25), "b": np.float64(0.75)}
    with np.errstate(all="ignore"):
        wanted = float(eval(compile(ast.parse(text, mode="eval"), "", "eval"), {}, {**PYTHON, **values}))

    found = value_of(text, **values)

    assert found == pytest.approx(wanted, rel=1e-9, nan_ok=True)


@given(expressions)
def test_exact_slopes_agree_with_differences(text: str) -> None:
    (equation,) = parse_model(text)
    step = 1e-6
    at = {"a": np.array([1.25, 1.25 + step, 1.25 - step]), "b": np.array([0.75] * 3)}

    value, slopes = model_slopes(equation.node, at)

    assume(np.all(np.isfinite(value)) and np.all(np.isfinite(slopes)) and np.max(np.abs(value)) < 1e6)
    assume(np.max(np.abs(slopes)) < 1e6 and np.ptp(slopes[0]) < 1e-3 * (1 + abs(slopes[0, 0])))
    difference = (value[1] - value[2]) / (2 * step)
    assert slopes[0, 0] == pytest.approx(difference, rel=1e-4, abs=1e-4 * (1 + float(np.max(np.abs(value)))))


def test_a_component_that_does_not_enter_has_slope_zero_even_at_a_pole() -> None:
    (equation,) = parse_model("x + 0*z")

    _value, slopes = model_slopes(equation.node, {"x": np.array([1.0]), "z": np.array([0.0])})

    assert slopes[:, 0].tolist() == [1.0, 0.0]


def test_a_slope_that_does_not_exist_is_not_finite() -> None:
    for text in ("sqrt(x)", "abs(x)", "x**0.5", "log(x)"):
        (equation,) = parse_model(text)

        _value, slopes = model_slopes(equation.node, {"x": np.array([0.0])})

        assert not np.isfinite(slopes[0, 0])


def test_the_second_order_of_a_product_is_the_product_of_the_uncertainties() -> None:
    """y = a b at a = b = 0: u = u_a u_b exactly (JCGM 100, note to 5.1.2)."""
    (equation,) = parse_model("a*b")

    added = second_order(equation.node, ["a", "b"], np.array([0.0, 0.0]), np.array([0.3, 0.2]))

    assert added == pytest.approx((0.3 * 0.2) ** 2, rel=1e-12)


def test_the_second_order_of_a_square_is_half_its_bend() -> None:
    """y = x^2 at 0 with u: f'' = 2, so the added variance is 2 u^4."""
    (equation,) = parse_model("x**2")

    assert second_order(equation.node, ["x"], np.array([0.0]), np.array([0.5])) == pytest.approx(2 * 0.5**4)
