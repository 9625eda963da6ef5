"""What runs a form: a rule for each node, the look-up lists, the texts, and who hangs on whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntFlag

from app.domain.forms.context import Context, Evaluate
from app.domain.forms.definition import Choice, QuestionType
from app.domain.forms.expressions import compiled
from app.domain.forms.grammar import parse
from app.domain.forms.lists import ChoiceList
from app.domain.forms.nodes import Node
from app.domain.forms.syntax import Expression
from app.domain.forms.texts import Message, TextCatalogue
from app.domain.forms.values import Value


class Formula:
    """An expression of a rule; read and compiled when first needed. Raises ExpressionSyntaxError then."""

    __slots__ = ("_evaluate", "prefixes", "text")

    def __init__(self, text: str, prefixes: Mapping[str, str]) -> None:
        self.text = text
        self.prefixes = prefixes
        self._evaluate: Evaluate | None = None

    @property
    def expression(self) -> Expression:
        return parse(self.text)

    def __call__(self, context: Context) -> Value:
        if self._evaluate is None:
            self._evaluate = compiled(self.expression, self.prefixes)
        return self._evaluate(context)

    @property
    def always(self) -> bool | None:
        """True or False where it is nothing but that; None where it has to be evaluated."""
        return {"true()": True, "false()": False}.get(self.text.strip())


class Aspect(IntFlag):
    """What of a node hangs on something else."""

    RELEVANT = 1
    VALUE = 2
    COUNT = 4
    CHOICES = 8
    REQUIRED = 16
    READ_ONLY = 32
    CONSTRAINT = 64
    LABEL = 128


ORDERING = Aspect.RELEVANT | Aspect.VALUE | Aspect.COUNT | Aspect.CHOICES
"""The aspects that others can see, and which therefore decide in which order nodes are computed."""


@dataclass(slots=True, eq=False)
class Itemset:
    """Where a select takes its choices from: nodes, or a fixed list written with the question."""

    nodes: Formula | None
    value: str
    label: str
    label_is_text_id: bool
    list_name: str
    fixed: tuple[Choice, ...] = ()

    @property
    def is_static(self) -> bool:
        """Whether the choices are always the same: a list written out, or a whole look-up list."""
        return self.nodes is None or (
            self.list_name != "" and "[" not in self.nodes.text and "(" in self.nodes.text[:9]
        )


@dataclass(slots=True, eq=False)
class Rule:
    """What the form says of the nodes at one path (/data/hh/age, without positions)."""

    path: str
    name: str
    parent: Rule | None
    type: str = "string"
    question: QuestionType | None = None
    is_repeat: bool = False
    is_attribute: bool = False
    relevant: Formula | None = None
    calculate: Formula | None = None
    required: Formula | None = None
    read_only: Formula | None = None
    constraint: Formula | None = None
    count: Formula | None = None
    is_fixed: bool = False
    preload: tuple[str, str] = ("", "")
    limits: tuple[float, float] | None = None
    step: float | None = None
    itemset: Itemset | None = None
    label: Message | None = None
    hint: Message | None = None
    guidance: Message | None = None
    constraint_message: Message | None = None
    required_message: Message | None = None
    changes: list[Action] = field(default_factory=list)
    rank: int = 0
    children: list[Rule] = field(default_factory=list)

    @property
    def is_computed(self) -> bool:
        """Whether its value is computed anew whenever the form is opened; what once() made is kept instead."""
        return self.calculate is not None and "once(" not in self.calculate.text

    @property
    def is_in_repeat(self) -> bool:
        rule: Rule | None = self
        while rule is not None:
            if rule.is_repeat:
                return True
            rule = rule.parent
        return False


@dataclass(slots=True, eq=False)
class Action:
    """A setvalue: at these events the target becomes the value. source: the path where the action stands."""

    events: frozenset[str]
    target: Formula
    target_path: str
    value: Formula | None
    source: str


@dataclass(frozen=True, slots=True)
class Dependent:
    """Something that must be looked at again when a node changes.

    turning: the path of the node that both have in common: only the instances below that very node are touched.
    """

    rule: Rule
    aspect: Aspect
    turning: str


@dataclass(eq=False)
class Model:
    """rules: by path, in document order. ordered: the same in the order in which they are computed. seed: the
    primary instance as written, its nodes carrying no state. templates: new repeat instances by path; defaults: the
    instances that the form itself writes out. rings: paths that hang on themselves."""

    root: Node
    rules: Mapping[str, Rule]
    ordered: tuple[Rule, ...]
    dependents: Mapping[str, tuple[Dependent, ...]]
    templates: Mapping[str, Node]
    defaults: Mapping[str, tuple[Node, ...]]
    actions: tuple[Action, ...]
    lists: Mapping[str, ChoiceList]
    texts: TextCatalogue
    prefixes: Mapping[str, str]
    rings: tuple[tuple[str, ...], ...] = ()
    language_dependent: tuple[Dependent, ...] = ()

    def choice_list(self, list_name: str) -> tuple[Choice, ...]:
        """A look-up list as choices, or the fixed choices of the question at that path."""
        if list_name in self.lists:
            return self.lists[list_name].choices
        rule = self.rules.get(list_name)
        return rule.itemset.fixed if rule is not None and rule.itemset is not None else ()
