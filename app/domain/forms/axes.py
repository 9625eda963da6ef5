"""The axes of XPath: from a node to its relations, nearest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from app.domain.forms.nodes import ATTRIBUTE, COMMENT, ELEMENT, INSTRUCTION, NAMESPACE, TEXT, Node
from app.domain.forms.syntax import NodeTest

XHTML = "http://www.w3.org/1999/xhtml"
KNOWN_PREFIXES: Mapping[str, str] = {
    "jr": "http://openrosa.org/javarosa",
    "xhtml": XHTML,
    "h": XHTML,
    "orx": "http://openrosa.org/xforms",
    "odk": "http://www.opendatakit.org/xforms",
    "xml": "http://www.w3.org/XML/1998/namespace",
}

Accepts = Callable[[Node], bool]
Axis = Callable[[Node], Iterator[Node]]


def _siblings(node: Node) -> tuple[list[Node], list[Node]]:
    """Those before (nearest first) and those after."""
    if node.parent is None or node.kind in (ATTRIBUTE, NAMESPACE):
        return [], []
    children = node.parent.content()
    at = children.index(node)
    return children[:at][::-1], children[at + 1 :]


def _following(node: Node) -> Iterator[Node]:
    if node.kind in (ATTRIBUTE, NAMESPACE) and node.parent is not None:
        yield from node.parent.descendants()
        yield from _following(node.parent)
        return
    for each in chain((node,), node.ancestors()):
        for sibling in _siblings(each)[1]:
            yield sibling
            yield from sibling.descendants()


def _preceding(node: Node) -> Iterator[Node]:
    if node.kind in (ATTRIBUTE, NAMESPACE) and node.parent is not None:
        node = node.parent
    for each in chain((node,), node.ancestors()):
        for sibling in _siblings(each)[0]:
            yield from reversed(list(sibling.descendants()))
            yield sibling


AXES: Mapping[str, Axis] = {
    "ancestor": lambda node: node.ancestors(),
    "ancestor-or-self": lambda node: chain((node,), node.ancestors()),
    "attribute": lambda node: iter(node.attributes),
    "child": lambda node: iter(node.content()),
    "descendant": lambda node: node.descendants(),
    "descendant-or-self": lambda node: chain((node,), node.descendants()),
    "following": _following,
    "following-sibling": lambda node: iter(_siblings(node)[1]),
    "namespace": lambda node: iter(()),
    "parent": lambda node: iter(() if node.parent is None else (node.parent,)),
    "preceding": _preceding,
    "preceding-sibling": lambda node: iter(_siblings(node)[0]),
    "self": lambda node: iter((node,)),
}
BACKWARD = frozenset(("ancestor", "ancestor-or-self", "preceding", "preceding-sibling"))


def acceptance(test: NodeTest, axis: str, prefixes: Mapping[str, str]) -> Accepts:
    """Whether a node passes the test. A name without prefix takes elements of the form's own namespaces."""
    principal = ATTRIBUTE if axis == "attribute" else NAMESPACE if axis == "namespace" else ELEMENT
    name = test.name
    match test.kind:
        case "node":
            return lambda node: True
        case "text":
            return lambda node: node.kind == TEXT
        case "comment":
            return lambda node: node.kind == COMMENT
        case "processing-instruction":
            return lambda node: node.kind == INSTRUCTION and name in ("", node.name)
    if not test.prefix:
        if name == "*":
            return lambda node: node.kind == principal
        return lambda node: node.kind == principal and node.name == name and node.namespace != XHTML
    namespace = prefixes.get(test.prefix) or KNOWN_PREFIXES.get(test.prefix, "")
    if name == "*":
        return lambda node: node.kind == principal and node.namespace == namespace
    return lambda node: node.kind == principal and node.name == name and node.namespace == namespace
