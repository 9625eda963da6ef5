"""Plays form scenarios: a form, a person's steps, and the state that every node must be in after each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any

from app.domain.errors import UserError
from app.domain.forms.answer_nodes import AnswerNode
from app.domain.forms.definition import text_in
from app.domain.forms.filling import Filling
from app.domain.forms.verdicts import Verdict
from app.domain.forms.xforms import read_xform

_NUMBER = re.compile(r"-?\d+(\.\d*)?([eE][+-]?\d+)?")
_CLOSE = 1e-4
"""Relative: the reference engines round areas and distances differently."""

State = dict[str, dict[str, Any]]
Scenario = Mapping[str, Any]


def play(scenario: Scenario, zone: tzinfo, moment: datetime) -> Verdict:
    """Passed when every node is as expected after every step, or as the other engine has it where that is listed."""
    try:
        found = list(_differences(scenario, zone, moment))
    except UserError as problem:
        found = [str(problem)]
    return Verdict(str(scenario["id"]), "; ".join(found[:5]))


def _differences(scenario: Scenario, zone: tzinfo, moment: datetime) -> Iterator[str]:
    steps = scenario["steps"]
    form = read_xform(scenario["form"], "scenario", scenario.get("attachments") or {})
    filling = Filling(form, today=moment, zone=zone, language="")
    others = _other_values(scenario)
    expected: State = dict(steps[0]["state"])
    yield from _compare(0, expected, state_of(filling), others)
    for number, step in enumerate(steps[1:], 1):
        before = state_of(filling)
        try:
            told = _perform(filling, step)
        except (KeyError, UserError) as problem:
            yield f"step {number}: {step['do']} {step.get('ref')}: {problem}"
            return
        for path, entry in step.get("changes", {}).items():
            if entry is None:
                expected.pop(path, None)
            else:
                expected[path] = entry
        after = state_of(filling)
        yield from _compare(number, expected, after, others)
        if step["do"] != "language":
            yield from _untold(number, before, after, told)


def _other_values(scenario: Scenario) -> dict[tuple[int, str, str], Any]:
    other = scenario.get("other_engine")
    listed = other.get("differences", ()) if isinstance(other, Mapping) else ()
    return {(each["step"], each["ref"], each["property"]): each.get("value") for each in listed}


def _perform(filling: Filling, step: Mapping[str, Any]) -> frozenset[str]:
    match step["do"]:
        case "answer":
            return filling.answer(step["ref"], step["value"])
        case "add":
            return filling.add(step["ref"])
        case "remove":
            return filling.remove(step["ref"])
        case "language":
            return filling.use_language(step["name"])
    raise UserError(f"{step['do']}?")


def state_of(filling: Filling) -> State:
    """Every node that is not metadata, by its path with positions; of what is ordinary nothing is said."""
    return dict(_entries(filling, filling.tree))


def _entries(filling: Filling, node: AnswerNode) -> Iterator[tuple[str, dict[str, Any]]]:
    for rule in node.rule.children:
        if rule.name == "meta":
            continue
        instances = [each for each in node.inner() if each.rule is rule]
        if rule.is_repeat:
            yield f"{node.reference}/{rule.name}", _range_entry(instances)
        for each in instances:
            yield each.reference, _entry(filling, each)
            yield from _entries(filling, each)


def _range_entry(instances: list[AnswerNode]) -> dict[str, Any]:
    if instances and not any(each.is_relevant for each in instances):
        return {"relevant": False}
    return {"count": len(instances)}


def _entry(filling: Filling, node: AnswerNode) -> dict[str, Any]:
    path = node.reference
    entry: dict[str, Any] = {"readonly": True} if node.is_read_only else {}
    if not node.is_relevant:
        return {"relevant": False, **entry}
    if filling.required(path):
        entry["required"] = True
    if filling.fault(path):
        entry |= {"invalid": filling.fault(path), "message": filling.problem(path)}
    if not node.rule.children and not node.rule.is_repeat:
        entry["value"] = filling.value(path)
    if node.rule.itemset is not None:
        entry["choices"] = [[each.name, text_in(each.label, filling.language)] for each in filling.choices(path)]
    texts = {"label": filling.label(path), "hint": filling.hint(path)}
    return entry | {key: text for key, text in texts.items() if text}


def _compare(step: int, expected: State, actual: State, others: dict[tuple[int, str, str], Any]) -> Iterator[str]:
    for path, entry in expected.items():
        if path not in actual:
            yield f"step {step}: {path} is missing"
            continue
        mine = actual[path]
        is_range = "count" in entry or "count" in mine
        for key in sorted({*entry, *mine}):
            if (key == "message" and key not in entry) or (is_range and key in ("label", "hint")):
                continue
            if _same(key, entry.get(key), mine.get(key)) or _same(key, others.get((step, path, key)), mine.get(key)):
                continue
            yield f"step {step}: {path} {key}: {mine.get(key)!r} instead of {entry.get(key)!r}"
    for path in actual:
        if path not in expected:
            yield f"step {step}: {path} should not be there"


def _same(key: str, expected: Any, actual: Any) -> bool:
    """Texts are the same whatever blanks the XML layout leaves in them, numbers whatever digits they are kept with."""
    if expected == actual:
        return True
    if key in ("label", "hint", "message") and isinstance(expected, str) and isinstance(actual, str):
        return expected.split() == actual.split()
    if key == "value" and isinstance(expected, str) and isinstance(actual, str):
        mine, wanted = re.split(r"[\s;]+", actual.strip(" ;")), re.split(r"[\s;]+", expected.strip(" ;"))
        pairs = list(zip(mine, wanted, strict=False))
        return len(mine) == len(wanted) and all(_same_number(one, other) for one, other in pairs)
    return False


def _same_number(one: str, other: str) -> bool:
    if not (_NUMBER.fullmatch(one) and _NUMBER.fullmatch(other)):
        return False
    return abs(float(one) - float(other)) <= _tolerance(other)


def _tolerance(expected: str) -> float:
    """Whole numbers and short decimals are exact; a long fraction comes from a computation."""
    fraction = expected.partition(".")[2]
    return _CLOSE * abs(float(expected)) if len(fraction) > 1 and abs(float(expected)) > 100 else 0.0


def _untold(step: int, before: State, after: State, told: frozenset[str]) -> Iterator[str]:
    """Nodes whose state has changed without the filling saying so."""
    for path, entry in after.items():
        is_range = "count" in entry or "count" in before.get(path, {})
        if not is_range and before.get(path) != entry and path not in told:
            yield f"step {step}: {path} changed without being named"
