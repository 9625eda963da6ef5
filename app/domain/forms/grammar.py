"""Reads an XPath expression into its tree, by recursive descent.

XPath 1.0 has about twenty rules, and one that no ordinary lexer knows: whether * and "div" are operators depends on
what stands before. By hand that is one flag; with a parser generator it is a second lexer, and its import and
grammar would cost more than reading a whole form.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.domain.forms.syntax import Binary, Call, Expression, Literal, Negation, NodeTest, Number, Path, Step, parts

AXES = frozenset(
    (
        "ancestor",
        "ancestor-or-self",
        "attribute",
        "child",
        "descendant",
        "descendant-or-self",
        "following",
        "following-sibling",
        "namespace",
        "parent",
        "preceding",
        "preceding-sibling",
        "self",
    )
)
NODE_KINDS = frozenset(("node", "text", "comment", "processing-instruction"))

_NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""\s*(?:
    (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<literal>"[^"]*"|'[^']*')
  | (?P<symbol>::|//|\.\.|!=|<=|>=|[()\[\].@,/|+\-=<>*])
  | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
  | (?P<end>$)
    )""",
    re.VERBOSE,
)
_NAMED_OPERATOR = re.compile(r"\s*(and|or|div|mod)")
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_BINDING = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}
_DEEPEST = 100
_DEEPEST_TREE = 500
"""A chain of operators makes its tree as deep as it is long, and trees are gone through by recursion."""


class ExpressionSyntaxError(Exception):
    """The expression cannot be read. position: where (from 0); expected: what would have been right there, or ""."""

    def __init__(self, text: str, position: int, expected: str = "") -> None:
        super().__init__(f"{text!r} at {position}: {expected}")
        self.text = text
        self.position = position
        self.expected = expected


class ExpressionTooDeepError(ExpressionSyntaxError):
    """Nothing is wrong but the size: too many brackets within brackets, or too long a chain of operators."""


@lru_cache(maxsize=20_000)
def parse(text: str) -> Expression:
    """The tree of an expression. Raises ExpressionSyntaxError."""
    parser = _Parser(text)
    expression = parser.operation(0)
    if parser.kind != "end":
        raise ExpressionSyntaxError(text, parser.start)
    if len(text) > _DEEPEST_TREE and _is_too_deep(expression):
        raise ExpressionTooDeepError(text, 0)
    return expression


def _is_too_deep(expression: Expression) -> bool:
    level: tuple[Expression, ...] = (expression,)
    for _depth in range(_DEEPEST_TREE):
        level = tuple(inner for each in level for inner in parts(each))
        if not level:
            return False
    return True


class _Parser:
    """Looks one token ahead: kind and token are the next one, start its position."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = 0
        self.depth = 0
        self.start = 0
        self.kind = self.token = ""
        self.advance(operator_next=False)

    def advance(self, operator_next: bool) -> str:
        """Steps on; returns the token left behind. operator_next: whether an operator may stand next."""
        behind = self.token
        named = _NAMED_OPERATOR.match(self.text, self.end) if operator_next else None
        if named:
            self.kind, self.token, self.start, self.end = "symbol", named[1], named.start(1), named.end()
            return behind
        found = _TOKEN.match(self.text, self.end)
        if not found or not found.lastgroup:
            raise ExpressionSyntaxError(self.text, len(self.text) - len(self.text[self.end :].lstrip()))
        self.kind = found.lastgroup
        self.token = found[self.kind]
        self.start, self.end = found.start(self.kind), found.end()
        return behind

    def accept(self, symbol: str, operator_next: bool = False) -> bool:
        if self.kind == "symbol" and self.token == symbol:
            self.advance(operator_next)
            return True
        return False

    def expect(self, symbol: str, operator_next: bool = False) -> None:
        if not self.accept(symbol, operator_next):
            raise ExpressionSyntaxError(self.text, self.start, symbol)

    def operation(self, level: int) -> Expression:
        """A chain of operators that bind at least so tightly, grouped to the left."""
        left = self.negation()
        while self.kind == "symbol" and _BINDING.get(self.token, -1) >= level:
            operator = self.advance(operator_next=False)
            left = Binary(operator, left, self.operation(_BINDING[operator] + 1))
        return left

    def negation(self) -> Expression:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ExpressionTooDeepError(self.text, self.start)
        expression = Negation(self.negation()) if self.accept("-") else self.union()
        self.depth -= 1
        return expression

    def union(self) -> Expression:
        left = self.path()
        while self.accept("|"):
            left = Binary("|", left, self.path())
        return left

    def path(self) -> Expression:
        if self.kind == "symbol" and self.token in ("/", "//"):
            return self.absolute_path()
        if not self.starts_primary():
            return Path(False, None, (), tuple(self.steps()))
        primary = self.primary()
        predicates = self.predicates()
        steps: list[Step] = []
        if self.kind == "symbol" and self.token in ("/", "//"):
            if self.advance(operator_next=False) == "//":
                steps.append(_ANY_DEPTH)
            steps.extend(self.steps())
        return Path(False, primary, predicates, tuple(steps)) if predicates or steps else primary

    def absolute_path(self) -> Expression:
        if self.accept("//"):
            return Path(True, None, (), (_ANY_DEPTH, *self.steps()))
        self.advance(operator_next=False)
        return Path(True, None, (), tuple(self.steps()) if self.starts_step() else ())

    def starts_step(self) -> bool:
        return self.kind == "name" or (self.kind == "symbol" and self.token in (".", "..", "@", "*"))

    def starts_primary(self) -> bool:
        if self.kind == "name":
            return self.token not in NODE_KINDS and self.text[self.end :].lstrip().startswith("(")
        return self.kind in ("number", "literal") or (self.kind == "symbol" and self.token == "(")

    def primary(self) -> Expression:
        if self.kind == "number":
            return Number(float(self.advance(operator_next=True)))
        if self.kind == "literal":
            return Literal(self.advance(operator_next=True)[1:-1])
        if self.accept("("):
            inner = self.operation(0)
            self.expect(")", operator_next=True)
            return inner
        return self.call()

    def call(self) -> Expression:
        position = self.start
        name = self.advance(operator_next=False)
        self.expect("(")
        arguments: list[Expression] = []
        if not self.accept(")", operator_next=True):
            arguments.append(self.operation(0))
            while self.accept(","):
                arguments.append(self.operation(0))
            self.expect(")", operator_next=True)
        return Call(name, tuple(arguments), position)

    def steps(self) -> list[Step]:
        steps = [self.step()]
        while self.kind == "symbol" and self.token in ("/", "//"):
            if self.advance(operator_next=False) == "//":
                steps.append(_ANY_DEPTH)
            steps.append(self.step())
        return steps

    def step(self) -> Step:
        if self.accept(".", operator_next=True):
            return Step("self", _ANY_NODE, self.predicates())
        if self.accept("..", operator_next=True):
            return Step("parent", _ANY_NODE, self.predicates())
        axis = "attribute" if self.accept("@") else "child"
        if self.kind == "name" and self.text[self.end :].lstrip().startswith("::"):
            if self.token not in AXES:
                raise ExpressionSyntaxError(self.text, self.start)
            axis = self.advance(operator_next=False)
            self.expect("::")
        return Step(axis, self.test(), self.predicates())

    def test(self) -> NodeTest:
        if self.accept("*", operator_next=True):
            return NodeTest("name", "", "*")
        if self.kind != "name":
            raise ExpressionSyntaxError(self.text, self.start)
        if self.token in NODE_KINDS and self.text[self.end :].lstrip().startswith("("):
            kind = self.advance(operator_next=False)
            self.expect("(")
            name = self.advance(operator_next=False)[1:-1] if self.kind == "literal" else ""
            self.expect(")", operator_next=True)
            return NodeTest(kind, "", name)
        prefix, colon, name = self.advance(operator_next=True).rpartition(":")
        return NodeTest("name", prefix if colon else "", name)

    def predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self.accept("["):
            found.append(self.operation(0))
            self.expect("]", operator_next=True)
        return tuple(found)


_ANY_NODE = NodeTest("node")
_ANY_DEPTH = Step("descendant-or-self", _ANY_NODE)
