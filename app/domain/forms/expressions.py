"""Expressions as closures: read and compiled once, evaluated as often as answers change."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import tzinfo

from app.domain.forms.context import Context, Evaluate, EvaluationError
from app.domain.forms.functions import FUNCTIONS
from app.domain.forms.grammar import parse
from app.domain.forms.nodes import in_document_order
from app.domain.forms.paths import compile_path
from app.domain.forms.syntax import Binary, Call, Expression, Literal, Negation, Number, Path
from app.domain.forms.values import RELATIONS, Value, compare, different, equal, to_boolean, to_number, to_text

NO_PREFIXES: Mapping[str, str] = {}


def compile_expression(text: str, prefixes: Mapping[str, str] = NO_PREFIXES) -> Evaluate:
    """The closure of an expression. Raises ExpressionSyntaxError; unknown functions raise only when they are called."""
    return compiled(parse(text), prefixes)


def compiled(expression: Expression, prefixes: Mapping[str, str] = NO_PREFIXES) -> Evaluate:
    match expression:
        case Number(value):
            return lambda context: value
        case Literal(text):
            return lambda context: text
        case Negation(operand):
            inner = compiled(operand, prefixes)
            return lambda context: -to_number(inner(context), context.world.zone)
        case Binary(operator, left, right):
            return _operation(operator, compiled(left, prefixes), compiled(right, prefixes))
        case Call():
            return _call(expression, prefixes)
        case Path():
            return compile_path(expression, prefixes, compiled)


def _operation(operator: str, left: Evaluate, right: Evaluate) -> Evaluate:
    match operator:
        case "or":
            return lambda context: to_boolean(left(context)) or to_boolean(right(context))
        case "and":
            return lambda context: to_boolean(left(context)) and to_boolean(right(context))
        case "=":
            return lambda context: equal(left(context), right(context), context.world.zone)
        case "!=":
            return lambda context: different(left(context), right(context), context.world.zone)
        case "|":
            return lambda context: _union(left(context), right(context))
    if operator in RELATIONS:
        relation = RELATIONS[operator]
        return lambda context: compare(relation, left(context), right(context), context.world.zone)
    return _arithmetic(ARITHMETIC[operator], left, right)


def _union(left: Value, right: Value) -> Value:
    if not isinstance(left, list) or not isinstance(right, list):
        raise EvaluationError("| joins node-sets only")
    return in_document_order(left + right)


def _arithmetic(work: Callable[[float, float], float], left: Evaluate, right: Evaluate) -> Evaluate:
    def calculate(context: Context) -> Value:
        zone: tzinfo = context.world.zone
        return work(to_number(left(context), zone), to_number(right(context), zone))

    return calculate


def _divide(left: float, right: float) -> float:
    if right == 0:
        return math.nan if left == 0 or left != left else math.copysign(math.inf, left) * math.copysign(1, right)
    return left / right


def _remainder(left: float, right: float) -> float:
    """With the sign of the left side, as XPath has it."""
    return math.nan if right == 0 or math.isinf(left) else math.fmod(left, right)


def _product(left: float, right: float) -> float:
    return left * right


ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": _product,
    "div": _divide,
    "mod": _remainder,
}


def _call(call: Call, prefixes: Mapping[str, str]) -> Evaluate:
    function = FUNCTIONS.get(call.name)
    if function is None or not function.least <= len(call.arguments) <= function.most:
        return _failure(call.name)
    arguments = [compiled(each, prefixes) for each in call.arguments]
    match call.name:
        case "if":
            condition, then, otherwise = arguments
            return lambda context: then(context) if to_boolean(condition(context)) else otherwise(context)
        case "coalesce":
            first, second = arguments
            return lambda context: _coalesce(first(context), second, context)
        case "once":
            (once,) = arguments
            return lambda context: context.node.text or once(context)
    work = function.work
    match arguments:
        case []:
            return work
        case [one]:
            return lambda context: work(context, one(context))
        case [one, two]:
            return lambda context: work(context, one(context), two(context))
        case _:
            return lambda context: work(context, *[each(context) for each in arguments])


def _failure(name: str) -> Evaluate:
    def fail(context: Context) -> Value:
        raise EvaluationError(f"{name}()")

    return fail


def _coalesce(value: Value, otherwise: Evaluate, context: Context) -> Value:
    """A number that is none (something was unanswered) counts as blank, as it would when stored."""
    return otherwise(context) if value != value or to_text(value) == "" else value
