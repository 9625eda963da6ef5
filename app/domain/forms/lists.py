"""The look-up lists of a form: choices with their extra columns, and tables that come along as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cached_property

from lxml import etree

from app.domain.forms.definition import NO_MEDIA, Choice, Texts
from app.domain.forms.nodes import ELEMENT, Node
from app.domain.forms.texts import TextCatalogue
from app.domain.forms.trees import to_node
from app.formats import nfc

_NO_NODES: list[Node] = []


class ChoiceList:
    """One secondary instance. Its nodes are made when first asked for: most lists are only shown, not searched."""

    def __init__(self, element: etree._Element, texts: TextCatalogue, table: str = "") -> None:
        self._element = element
        self._texts = texts
        self._table = table
        self._indexes: dict[tuple[tuple[str, ...], str], dict[str, list[Node]]] = {}
        self._choices: dict[tuple[int, str, str], Choice] = {}

    @cached_property
    def node(self) -> Node:
        """The <instance> element."""
        instance = to_node(self._element)
        if self._table and not instance.children:
            instance.append(_table_node(self._table))
        return instance

    @cached_property
    def items(self) -> list[Node]:
        return [item for top in self.node.children for item in top.children if item.kind == ELEMENT]

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(self._plain_choice(item) for item in self.items)

    def _plain_choice(self, item: Node) -> Choice:
        by_id = bool(item.named("itextId"))
        return self.choice(item, "name" if item.named("name") else "value", "itextId" if by_id else "label", by_id)

    def lookup(self, steps: tuple[str, ...], key: str, value: str) -> list[Node]:
        """The nodes at steps with a child element key that holds the value."""
        index = self._indexes.get((steps, key))
        if index is None:
            index = self._indexes[steps, key] = self._index(steps, key)
        return index.get(value, _NO_NODES)

    def _index(self, steps: tuple[str, ...], key: str) -> dict[str, list[Node]]:
        found = [self.node]
        for step in steps:
            found = [child for node in found for child in node.named(step)]
        index: dict[str, list[Node]] = {}
        for node in found:
            children = [each for each in node.attributes if "@" + each.name == key] or node.named(key)
            for text in dict.fromkeys(child.value() for child in children):
                index.setdefault(text, []).append(node)
        return index

    def choice(self, item: Node, value: str, label: str, label_is_text_id: bool) -> Choice:
        """The choice that an item is: name and label from those children. Made once."""
        known = self._choices.get((id(item), value, label))
        if known is None:
            known = read_choice(item, value, label, label_is_text_id, self._texts)
            self._choices[id(item), value, label] = known
        return known


def read_choice(item: Node, value: str, label: str, label_is_text_id: bool, texts: TextCatalogue) -> Choice:
    """label: the child that holds the label's text, or the id of the text."""
    name, label_text = _child_text(item, value), _child_text(item, label)
    message = texts.message(label_text) if label_is_text_id else None
    labels: Texts = message.plain() if message else {next(iter(texts.languages)): nfc(label_text) or nfc(name)}
    media = texts.media(label_text) if label_is_text_id else NO_MEDIA
    return Choice(name=name, label=labels, hint=_descriptions(item, texts.languages), media=media)


def _child_text(item: Node, path: str) -> str:
    if "/" not in path and path != ".":
        children = item.named(path)
        return children[0].value() if children else ""
    found = [item]
    for step in path.split("/"):
        if step not in (".", ""):
            found = [child for node in found for child in node.named(step)]
    return found[0].value() if found else ""


def _descriptions(item: Node, languages: Mapping[str, str]) -> Texts:
    """The extra columns description_vi, description_en …: what one sees where this choice is right."""
    texts = {language: nfc(_child_text(item, f"description_{language}")) for language in languages}
    return {language: text for language, text in texts.items() if text}


def _table_node(table: str) -> Node:
    """A CSV table as root/item elements, one child a column."""
    root = Node(ELEMENT, "root")
    rows = csv.reader(io.StringIO(table.removeprefix("\ufeff")))
    header = next(rows, [])
    for row in rows:
        item = Node(ELEMENT, "item", root)
        for name, cell in zip(header, row, strict=False):
            item.append(Node(ELEMENT, name.strip(), item, cell))
        root.children.append(item)
    return root
