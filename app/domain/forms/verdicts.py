"""Judges expressions against conformance cases: an expression, its document, what it must give."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from app.domain.errors import UserError
from app.domain.forms.context import Context, EvaluationError
from app.domain.forms.expressions import compile_expression
from app.domain.forms.grammar import ExpressionSyntaxError
from app.domain.forms.nodes import ATTRIBUTE, COMMENT, ELEMENT, INSTRUCTION, TEXT, Node
from app.domain.forms.trees import document, read_xml
from app.domain.forms.values import Value, to_boolean, to_number, to_text

KINDS = {"*": ELEMENT, "text()": TEXT, "comment()": COMMENT, "processing-instruction()": INSTRUCTION}
_MARKS = {kind: mark for mark, kind in KINDS.items()}
_GEOGRAPHY = frozenset(("area", "distance"))
_CLOSE = 1e-4  # of areas and distances: the engines round differently

Case = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """why: what came out otherwise, "" when it passed."""

    id: str
    why: str

    @property
    def passed(self) -> bool:
        return self.why == ""


class DocumentWorld:
    """A world around one XML document, with the clock stopped."""

    def __init__(self, root: Node, tree: Node, zone: tzinfo, moment: datetime) -> None:
        self.root = root
        self.tree = tree
        self.zone = zone
        self.language = "en"
        self.random = Random(1)
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

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


@dataclass(frozen=True)
class CaseFile:
    """The cases of one file with the environment and the documents that they name."""

    zone: tzinfo
    moment: datetime
    contexts: Mapping[str, str]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> CaseFile:
        """What a file leaves out has a default: the zone and a morning of Vietnam."""
        environment = content.get("environment", {})
        zone = ZoneInfo(environment.get("timezone", "Asia/Ho_Chi_Minh"))
        moment = datetime.fromisoformat(environment.get("now", "2026-01-15T08:00:00+07:00"))
        return cls(zone, moment, content.get("contexts", {}))

    def judge(self, case: Case) -> Verdict:
        """Passed when it gives what is expected, or what the other engine gives where that is listed."""
        try:
            value = self._evaluate(case)
        except (EvaluationError, ExpressionSyntaxError) as problem:
            return Verdict(str(case["id"]), "" if case["type"] == "error" else f"raised {problem}")
        except (UserError, IndexError, KeyError, StopIteration) as problem:
            return Verdict(str(case["id"]), f"the case cannot be set up: {problem!r}")
        zone = self._zone(case)
        why = difference(case, case.get("expected"), value, zone)
        if why and "other_engine" in case and not difference(case, case["other_engine"], value, zone):
            why = ""
        return Verdict(str(case["id"]), why)

    def _zone(self, case: Case) -> tzinfo:
        return ZoneInfo(case["timezone"]) if "timezone" in case else self.zone

    def _evaluate(self, case: Case) -> Value:
        tree, prefixes = _document(self.contexts[case["context"]])
        root = node_at(tree, case["root"]) if "root" in case else tree
        world = DocumentWorld(root, tree, self._zone(case), self.moment)
        node = node_at(tree, case.get("node", "/"))
        return compile_expression(case["expression"], prefixes)(Context(node, world))


@cache
def _document(xml: str) -> tuple[Node, Mapping[str, str]]:
    element = read_xml(xml)
    prefixes = {prefix: uri for each in element.iter(etree.Element) for prefix, uri in each.nsmap.items() if prefix}
    return document(element, keeps_blanks=True), prefixes


def node_at(root: Node, path: str) -> Node:
    """The node at a path of positions: /*[1]/*[3]/@name. IndexError or StopIteration when it is not there."""
    node = root
    for step in path.strip("/").split("/") if path != "/" else []:
        name, _bracket, position = step.rstrip("]").partition("[")
        if name.startswith("@"):
            node = next(each for each in node.attributes if each.name == name[1:].rpartition(":")[2])
        else:
            node = [each for each in node.content() if each.kind == KINDS[name]][int(position) - 1]
    return node


def path_of(node: Node) -> str:
    """The path of positions that leads to a node."""
    steps: list[str] = []
    while node.parent is not None:
        if node.kind == ATTRIBUTE:
            steps.append("@" + node.name)
        else:
            same = [each for each in node.parent.content() if each.kind == node.kind]
            steps.append(f"{_MARKS[node.kind]}[{same.index(node) + 1}]")
        node = node.parent
    return "/" + "/".join(reversed(steps))


def difference(case: Case, expected: Any, value: Value, zone: tzinfo) -> str:
    """How a value differs from what is expected; "" when it does not."""
    match case["type"]:
        case "number":
            return _number_difference(case, float(expected), to_number(value, zone))
        case "boolean":
            return "" if to_boolean(value) == expected else f"{to_boolean(value)} instead of {expected}"
        case "string-match":
            flags = re.IGNORECASE if "i" in case.get("flags", "") else 0
            return "" if re.search(case["pattern"], to_text(value), flags) else f"{to_text(value)!r} does not match"
        case "string-length":
            return "" if len(to_text(value)) == expected else f"{to_text(value)!r} has another length than {expected}"
        case "nodeset":
            found = [path_of(each) for each in value] if isinstance(value, list) else [to_text(value)]
            return "" if found == [_without_prefixes(each) for each in expected] else f"{found} instead of {expected}"
        case "error":
            other = case.get("other_engine")
            same = other is not None and to_text(value) == to_text(
                other if not isinstance(other, int) else float(other)
            )
            return "" if same or (other is not None and to_boolean(value) is other) else f"{to_text(value)!r}, no error"
        case _:
            return "" if to_text(value) == expected else f"{to_text(value)!r} instead of {expected!r}"


def _number_difference(case: Case, expected: float, number: float) -> str:
    tolerance = case.get("tolerance", 1e-9 * abs(expected))
    if _GEOGRAPHY & set(case.get("functions", ())):
        tolerance = max(tolerance, _CLOSE * abs(expected))
    both_nan = math.isnan(number) and math.isnan(expected)
    return "" if both_nan or number == expected or abs(number - expected) <= tolerance else f"{number} not {expected}"


def _without_prefixes(path: str) -> str:
    return re.sub(r"@\w+:", "@", path)
