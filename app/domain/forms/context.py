"""Where an expression is evaluated: at a node, in a world with a clock, a time zone and look-up lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from random import Random
from typing import Protocol, TypeAlias

from app.domain.forms.nodes import Node
from app.domain.forms.values import Value


class World(Protocol):
    """What an expression can ask beyond its own node."""

    root: Node
    zone: tzinfo
    language: str
    random: Random

    def now(self) -> datetime: ...

    def instance(self, name: str) -> Node | None:
        """The <instance> element of that id; None when the form has none."""

    def lookup(self, name: str, steps: tuple[str, ...], key: str, value: str) -> list[Node]:
        """The nodes at these steps of a look-up list whose child element key holds value; through a hash index."""

    def choice_name(self, value: str, path: str, node: Node) -> str:
        """The label of a choice of the question at path, in the language in use."""


class Context:
    """node: where it is evaluated; position and size: in the node-set that a predicate filters; current: the node
    that the whole expression belongs to."""

    __slots__ = ("current", "node", "position", "size", "world")

    def __init__(self, node: Node, world: World, current: Node | None = None, position: int = 1, size: int = 1) -> None:
        self.node = node
        self.world = world
        self.current = node if current is None else current
        self.position = position
        self.size = size


Evaluate: TypeAlias = Callable[[Context], Value]


class EvaluationError(Exception):
    """An expression asks for what cannot be: an unknown function, a wrong number of arguments, an impossible date."""
