"""Expressions against the conformance cases on which two independent engines agree, and our own cases beside them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from app.domain.forms.context import Context, EvaluationError
from app.domain.forms.expressions import compile_expression
from app.domain.forms.grammar import ExpressionSyntaxError
from app.domain.forms.nodes import ATTRIBUTE, COMMENT, ELEMENT, INSTRUCTION, TEXT, Node
from app.domain.forms.trees import document, read_xml
from app.domain.forms.values import Value, to_boolean, to_number, to_text

CASES = Path(__file__).parents[4] / "shared" / "xforms" / "xpath_cases.json"
EXCEPTIONS = Path(__file__).parent / "exceptions.json"
NOW = datetime.fromisoformat("2024-02-29T10:15:30.250-07:00")
PHOENIX = ZoneInfo("America/Phoenix")


class DocumentWorld:
    """A world around one XML document, as the cases describe it."""

    def __init__(self, root: Node, tree: Node, zone: tzinfo) -> None:
        self.root = root
        self.tree = tree
        self.zone = zone
        self.language = "en"
        self.random = Random(1)

    def now(self) -> datetime:
        return NOW

    def instance(self, name: str) -> Node | None:
        every = (each for each in self.tree.descendants() if each.kind == ELEMENT and each.name == "instance")
        return next((each for each in every if each.attribute("id") == name), None)

    def lookup(self, name: str, steps: tuple[str, ...], key: str, value: str) -> list[Node]:
        top = self.instance(name)
        found = [] if top is None else [top]
        for step in steps:
            found = [child for each in found for child in each.named(step)]
        return [each for each in found if any(child.value() == value for child in each.named(key))]

    def choice_name(self, value: str, path: str, node: Node) -> str:
        return value


@cache
def corpus() -> dict[str, Any]:
    return json.loads(CASES.read_text("utf-8")) if CASES.exists() else {"cases": [], "contexts": {}}


def agreed_cases() -> list[dict[str, Any]]:
    return [each for each in corpus()["cases"] if each["status"] == "agreed"]


def exceptions() -> dict[str, str]:
    return json.loads(EXCEPTIONS.read_text("utf-8"))["expressions"]


@cache
def xml_of(context: str) -> tuple[Node, Mapping[str, str]]:
    xml = corpus()["contexts"][context]
    element = read_xml(xml if isinstance(xml, str) else xml["xml"])
    prefixes = {prefix: uri for each in element.iter(etree.Element) for prefix, uri in each.nsmap.items() if prefix}
    return document(element, keeps_blanks=True), prefixes


def node_at(root: Node, path: str) -> Node:
    node = root
    for step in path.strip("/").split("/") if path != "/" else []:
        name, _, position = step.rstrip("]").partition("[")
        if name.startswith("@"):
            node = next(each for each in node.attributes if each.name == name[1:].rpartition(":")[2])
            continue
        kind = {"*": ELEMENT, "text()": TEXT, "comment()": COMMENT, "processing-instruction()": INSTRUCTION}[name]
        node = [each for each in node.content() if each.kind == kind][int(position) - 1]
    return node


def evaluate(case: dict[str, Any]) -> tuple[Value, tzinfo]:
    tree, prefixes = xml_of(case["context"])
    zone = ZoneInfo(case["timezone"]) if "timezone" in case else PHOENIX
    root = node_at(tree, case["root"]) if "root" in case else tree
    world = DocumentWorld(root, tree, zone)
    return compile_expression(case["expression"], prefixes)(Context(node_at(tree, case["node"]), world)), zone


def as_number(expected: float | str) -> float:
    return float(expected)


def path_of(node: Node) -> str:
    steps: list[str] = []
    while node.parent is not None:
        same = [each for each in node.parent.content() if each.kind == node.kind]
        if node.kind == ATTRIBUTE:
            steps.append("@" + node.name)
        else:
            kinds = {ELEMENT: "*", TEXT: "text()", COMMENT: "comment()", INSTRUCTION: "processing-instruction()"}
            steps.append(f"{kinds[node.kind]}[{same.index(node) + 1}]")
        node = node.parent
    return "/" + "/".join(reversed(steps))


def difference(case: dict[str, Any]) -> str:
    """What is wrong about a case; "" when it comes out as expected."""
    try:
        value, zone = evaluate(case)
    except (EvaluationError, ExpressionSyntaxError) as problem:
        return "" if case["type"] == "error" else f"raised {problem}"
    expected = case.get("expected")
    match case["type"]:
        case "error":
            return f"gave {to_text(value)!r} instead of an error"
        case "number":
            number, wanted = to_number(value, zone), as_number(expected)
            tolerance = case.get("tolerance", 1e-9 * abs(wanted))
            same = (math.isnan(number) and math.isnan(wanted)) or number == wanted or abs(number - wanted) <= tolerance
            return "" if same else f"{number} instead of {wanted}"
        case "boolean":
            return "" if to_boolean(value) == expected else f"{to_boolean(value)} instead of {expected}"
        case "string-match":
            flags = re.IGNORECASE if "i" in case.get("flags", "") else 0
            return "" if re.search(case["pattern"], to_text(value), flags) else f"{to_text(value)!r} does not match"
        case "string-length":
            return "" if len(to_text(value)) == expected else f"{to_text(value)!r}"
        case "nodeset":
            found = [path_of(each) for each in value] if isinstance(value, list) else [to_text(value)]
            return "" if found == expected else f"{found} instead of {expected}"
        case _:
            return "" if to_text(value) == expected else f"{to_text(value)!r} instead of {expected!r}"


@pytest.mark.skipif(not CASES.exists(), reason="the conformance data (../shared/xforms) are not on this machine")
def test_every_case_on_which_both_reference_engines_agree_comes_out_as_expected() -> None:
    known = exceptions()

    failing = {each["id"]: difference(each) for each in agreed_cases()}
    failing = {key: what for key, what in failing.items() if what}

    assert {key: what for key, what in failing.items() if key not in known} == {}, "new failures"
    assert [key for key in known if key not in failing] == [], "these come out right now: take them off the list"
