"""What the expressions of a filling can ask: its root, clock, time zone and language, and the form's look-up lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from random import Random

from app.domain.forms.answer_nodes import AnswerNode
from app.domain.forms.context import Context, Evaluate, EvaluationError
from app.domain.forms.definition import Choice, text_in
from app.domain.forms.expressions import compile_expression
from app.domain.forms.grammar import ExpressionSyntaxError
from app.domain.forms.model import Model
from app.domain.forms.nodes import Node
from app.domain.forms.values import Value, to_text

_NO_NODES: list[Node] = []


class FillingWorld:
    def __init__(self, model: Model, root: Node, clock: Callable[[], datetime], zone: tzinfo, language: str) -> None:
        self.model = model
        self.root = root
        self.clock = clock
        self.zone = zone
        self.language = language
        self.random = Random()
        self.offered: Callable[[AnswerNode], tuple[Choice, ...]] = lambda node: ()
        self._compiled: dict[str, Evaluate] = {}

    def now(self) -> datetime:
        return self.clock()

    def instance(self, name: str) -> Node | None:
        found = self.model.lists.get(name) or self.model.lists.get(name.removesuffix(".csv"))
        return found.node if found else None

    def lookup(self, name: str, steps: tuple[str, ...], key: str, value: str) -> list[Node]:
        found = self.model.lists.get(name) or self.model.lists.get(name.removesuffix(".csv"))
        return found.lookup(steps, key, value) if found else _NO_NODES

    def choice_name(self, value: str, path: str, node: Node) -> str:
        question = self.nearest(path, node)
        for choice in self.offered(question) if question is not None else ():
            if choice.name == value:
                return text_in(choice.label, self.language)
        return ""

    def nearest(self, path: str, node: Node) -> AnswerNode | None:
        """The node at a path; of several (in a repeat) the one that shares most with the given node."""
        found = self.evaluate(path, node)
        nodes = [each for each in found if isinstance(each, AnswerNode)] if isinstance(found, list) else []
        return max(nodes, key=lambda each: _shared(each, node)) if nodes else None

    def evaluate(self, expression: str, node: Node) -> Value:
        """Of an expression in a text; what cannot be evaluated is blank."""
        try:
            if expression not in self._compiled:
                self._compiled[expression] = compile_expression(expression, self.model.prefixes)
            return self._compiled[expression](Context(node, self))
        except (EvaluationError, ExpressionSyntaxError):
            return ""

    def show(self, expression: str, node: Node) -> str:
        text = to_text(self.evaluate(expression, node))
        return "" if text == "NaN" else text


def _shared(node: Node, other: Node) -> int:
    """How many ancestors (and selves) two nodes have in common."""
    mine = {id(node), *(id(each) for each in node.ancestors())}
    return sum(id(each) in mine for each in (other, *other.ancestors()))
