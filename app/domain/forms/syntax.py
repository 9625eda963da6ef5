"""What an XPath expression says, as a tree: the parser makes it, the compiler and the form check read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    text: str


@dataclass(frozen=True, slots=True)
class Binary:
    """operator: or and = != < <= > >= + - * div mod |"""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Negation:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments. position: where in the text its name stands."""

    name: str
    arguments: tuple[Expression, ...]
    position: int = 0


@dataclass(frozen=True, slots=True)
class NodeTest:
    """Which nodes a step takes. kind: "name" (then prefix and name, "*" for any), "node", "text", "comment" or
    "processing-instruction" (then name, "" for any)."""

    kind: str
    prefix: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    axis: str
    test: NodeTest
    predicates: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root (is_absolute), from another expression's nodes (start), or from the context node.

    predicates: those that stand directly behind start, as in instance('a')[1].
    """

    is_absolute: bool
    start: Expression | None
    predicates: tuple[Expression, ...]
    steps: tuple[Step, ...]


Expression: TypeAlias = Number | Literal | Binary | Negation | Call | Path


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all within it, predicates too; outer before inner."""
    yield expression
    for part in parts(expression):
        yield from walk(part)


def parts(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Binary(_, left, right):
            return (left, right)
        case Negation(operand):
            return (operand,)
        case Call(_, arguments):
            return arguments
        case Path(_, start, predicates, steps):
            inner = tuple(each for step in steps for each in step.predicates)
            return ((start,) if start is not None else ()) + predicates + inner
        case _:
            return ()
