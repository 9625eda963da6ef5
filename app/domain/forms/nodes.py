"""The tree that expressions look at: the answers of a filling, and the look-up lists of a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

ROOT: Final = 0
ELEMENT: Final = 1
ATTRIBUTE: Final = 2
TEXT: Final = 3
COMMENT: Final = 4
INSTRUCTION: Final = 5
NAMESPACE: Final = 6


class Node:
    """One node. text: its own text (of an element: only while it has no children).

    is_relevant: a node that is not relevant counts as blank wherever it is read.
    """

    __slots__ = (
        "_named",
        "_text_node",
        "attributes",
        "children",
        "is_relevant",
        "kind",
        "name",
        "namespace",
        "parent",
        "text",
    )

    def __init__(
        self, kind: int, name: str = "", parent: Node | None = None, text: str = "", namespace: str = ""
    ) -> None:
        self.kind = kind
        self.name = name
        self.namespace = namespace
        self.parent = parent
        self.text = text
        self.children: list[Node] = []
        self.attributes: list[Node] = []
        self.is_relevant = True
        self._named: dict[str, list[Node]] | None = None
        self._text_node: Node | None = None

    def named(self, name: str) -> list[Node]:
        """The child elements of that name, in document order; not to be changed by the caller."""
        if self._named is None:
            self._named = {}
            for child in self.children:
                if child.kind == ELEMENT:
                    self._named.setdefault(child.name, []).append(child)
        return self._named.get(name, _NONE)

    def insert(self, index: int, child: Node) -> None:
        child.parent = self
        self.children.insert(index, child)
        self._named = None

    def append(self, child: Node) -> None:
        child.parent = self
        self.children.append(child)
        self._named = None

    def remove(self, child: Node) -> None:
        self.children.remove(child)
        self._named = None

    def attribute(self, name: str) -> str:
        return next((each.text for each in self.attributes if each.name == name), "")

    def content(self) -> list[Node]:
        """Children as XPath sees them: an element that holds only text has that text as its one child."""
        if self.children or not self.text or self.kind not in (ELEMENT, ROOT):
            return self.children
        if self._text_node is None:
            self._text_node = Node(TEXT, parent=self)
        self._text_node.text = self.text
        return [self._text_node]

    def value(self) -> str:
        """The string-value of XPath; "" for what is not relevant."""
        if not self.is_relevant:
            return ""
        if not self.children:
            return self.text
        return "".join(each.value() for each in self.children if each.kind in (ELEMENT, TEXT))

    def descendants(self) -> Iterator[Node]:
        """All below, in document order."""
        for child in self.content():
            yield child
            yield from child.descendants()

    def ancestors(self) -> Iterator[Node]:
        """All above, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def is_within(self, outer: Node) -> bool:
        return any(each is outer for each in self.ancestors())

    def top(self) -> Node:
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    def order(self) -> tuple[tuple[int, int], ...]:
        """A key that sorts nodes of one tree into document order."""
        steps: list[tuple[int, int]] = []
        node = self
        while node.parent is not None:
            parent = node.parent
            if node.kind == ATTRIBUTE:
                steps.append((1, parent.attributes.index(node)))
            elif node.kind == NAMESPACE:
                steps.append((0, 0))
            else:
                steps.append((2, parent.content().index(node)))
            node = parent
        steps.reverse()
        return tuple(steps)


_NONE: list[Node] = []


def in_document_order(nodes: list[Node]) -> list[Node]:
    """Each node once, in document order; trees in the order in which they were met."""
    unique = list(dict.fromkeys(nodes))
    if len(unique) < 2:
        return unique
    tops = {top: rank for rank, top in enumerate(dict.fromkeys(id(each.top()) for each in unique))}
    return sorted(unique, key=lambda each: (tops[id(each.top())], each.order()))
