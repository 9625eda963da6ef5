"""The answers of a filling as a tree: each node knows its rule and its state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.domain.forms.definition import Choice
from app.domain.forms.model import Rule
from app.domain.forms.nodes import ATTRIBUTE, ELEMENT, TEXT, Node

_STEP = re.compile(r"([^/\[\]]+)(?:\[(\d+)\])?")


class AnswerNode(Node):
    """A question's or group's node.

    chosen: what the person selected, of which text holds as much as the choice filter lets through.
    default: what the form itself writes there. fault: "" or what is wrong: "type", "range", "constraint" or
    "required". choices: as last computed, None before.
    """

    __slots__ = (
        "choices",
        "chosen",
        "default",
        "fault",
        "is_read_only",
        "is_required",
        "own_read_only",
        "own_relevant",
        "rule",
    )

    def __init__(self, rule: Rule, parent: Node | None, kind: int = ELEMENT) -> None:
        super().__init__(kind, rule.name, parent)
        self.rule = rule
        self.own_relevant = True
        self.own_read_only = False
        self.is_read_only = False
        self.is_required = False
        self.fault = ""
        self.chosen = ""
        self.default = ""
        self.choices: tuple[Choice, ...] | None = None

    @property
    def reference(self) -> str:
        """Its path with positions on repeat instances: /data/hh[2]/age."""
        rule = self.rule
        if not rule.is_in_repeat:
            return rule.path
        above = self.parent.reference if isinstance(self.parent, AnswerNode) else ""
        if not rule.is_repeat or self.parent is None:
            return f"{above}/{rule.name}"
        return f"{above}/{rule.name}[{self.parent.named(rule.name).index(self) + 1}]"

    def inner(self) -> Iterator[AnswerNode]:
        """Its children and bound attributes."""
        for attribute in self.attributes:
            if isinstance(attribute, AnswerNode):
                yield attribute
        for child in self.children:
            if isinstance(child, AnswerNode):
                yield child

    def everything(self) -> Iterator[AnswerNode]:
        """Itself and all below."""
        yield self
        for each in self.inner():
            yield from each.everything()

    def above(self, path: str) -> AnswerNode | None:
        """Itself or the ancestor at that path of the form."""
        node: Node | None = self
        while isinstance(node, AnswerNode):
            if node.rule.path == path:
                return node
            node = node.parent
        return None


def grow(seed: Node, path: str, rules: Mapping[str, Rule], parent: Node | None) -> AnswerNode:
    """A fresh tree of answers from a part of the form's own data, its texts as defaults."""
    node = AnswerNode(rules[path], parent)
    node.namespace = seed.namespace
    node.text = node.chosen = node.default = seed.text if seed.text.strip() and not seed.children else ""
    for attribute in seed.attributes:
        node.attributes.append(_attribute(attribute, f"{path}/@{attribute.name}", rules, node))
    for child in seed.children:
        if child.kind == ELEMENT:
            node.children.append(grow(child, f"{path}/{child.name}", rules, node))
        elif child.kind == TEXT and child.text.strip():
            node.children.append(Node(TEXT, "", node, child.text))
    return node


def _attribute(seed: Node, path: str, rules: Mapping[str, Rule], parent: AnswerNode) -> Node:
    if path not in rules:
        return Node(ATTRIBUTE, seed.name, parent, seed.text, seed.namespace)
    node = AnswerNode(rules[path], parent, ATTRIBUTE)
    node.name, node.namespace = seed.name, seed.namespace
    node.text = node.chosen = seed.text
    return node


def place_of(parent: AnswerNode, rule: Rule) -> int:
    """Where among the children a new instance of a repeat belongs: behind its last, or where the form has it."""
    order = {each.name: rank for rank, each in enumerate(parent.rule.children)}
    own = order[rule.name]
    for index, child in enumerate(parent.children):
        if child.kind == ELEMENT and order.get(child.name, -1) > own:
            return index
    return len(parent.children)


def instance_counts(parent: AnswerNode, repeat: Rule) -> Iterator[tuple[str, int]]:
    """How many instances of the repeat are in a node, and of the repeats within them, by path; those that the form
    counts itself are left out."""
    instances = [each for each in parent.named(repeat.name) if isinstance(each, AnswerNode)]
    if not repeat.is_fixed:
        yield f"{parent.reference}/{repeat.name}", len(instances)
    for node in (inner for each in instances for inner in each.everything()):
        for rule in node.rule.children:
            if rule.is_repeat and not rule.is_fixed:
                yield f"{node.reference}/{rule.name}", len(node.named(rule.name))


def nodes_at(top: AnswerNode, rule: Rule) -> list[AnswerNode]:
    """The nodes of a rule at or below a node."""
    if rule is top.rule:
        return [top]
    found: list[Node] = [top]
    for step in rule.path[len(top.rule.path) + 1 :].split("/"):
        if step.startswith("@"):
            found = [each for node in found for each in node.attributes if each.name == step[1:]]
        else:
            found = [child for node in found for child in node.named(step)]
    return [each for each in found if isinstance(each, AnswerNode)]


def steps_of(path: str) -> Iterator[tuple[str, int]]:
    """The names and positions of a reference: /data/hh[2]/age -> data 1, hh 2, age 1."""
    for step in path.strip("/").split("/"):
        found = _STEP.fullmatch(step)
        yield (found[1], int(found[2] or 1)) if found else ("", 0)
