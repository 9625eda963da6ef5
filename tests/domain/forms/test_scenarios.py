"""Whole forms against the conformance scenarios: the expected state of every node after every step."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import UserError
from app.domain.forms.answer_nodes import AnswerNode
from app.domain.forms.definition import text_in
from app.domain.forms.filling import Filling
from app.domain.forms.reading import read_xform

SCENARIOS = Path(__file__).parents[4] / "shared" / "xforms" / "scenarios.json"
EXCEPTIONS = Path(__file__).parent / "exceptions.json"
NOW = datetime.fromisoformat("2024-02-29T10:15:30.250-07:00")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
PHOENIX = ZoneInfo("America/Phoenix")

State = dict[str, dict[str, Any]]


@cache
def scenarios() -> list[dict[str, Any]]:
    return json.loads(SCENARIOS.read_text("utf-8"))["scenarios"] if SCENARIOS.exists() else []


def state_of(filling: Filling) -> State:
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
    entry: dict[str, Any] = {}
    if node.is_read_only:
        entry["readonly"] = True
    if not node.is_relevant:
        return {"relevant": False, **entry}
    if filling.required(path):
        entry["required"] = True
    if filling.fault(path):
        entry["invalid"] = filling.fault(path)
        entry["message"] = filling.problem(path)
    if not node.rule.children and not node.rule.is_repeat:
        entry["value"] = filling.value(path)
    if node.rule.itemset is not None:
        entry["choices"] = [[each.name, text_in(each.label, filling.language)] for each in filling.choices(path)]
    for key, text in (("label", filling.label(path)), ("hint", filling.hint(path))):
        if text:
            entry[key] = text
    return entry


def perform(filling: Filling, step: dict[str, Any]) -> frozenset[str]:
    match step["do"]:
        case "answer":
            return filling.answer(step["ref"], step["value"])
        case "add":
            return filling.add(step["ref"])
        case "remove":
            return filling.remove(step["ref"])
        case "language":
            return filling.use_language(step["name"])
    raise AssertionError(step["do"])


def differences(scenario: dict[str, Any]) -> list[str]:
    """What comes out otherwise than expected, step by step."""
    steps = scenario["steps"]
    form = read_xform(scenario["form"], "scenario", scenario.get("attachments") or {})
    filling = Filling(form, today=NOW, zone=PHOENIX, language="")
    expected: State = dict(steps[0]["state"])
    found = list(_compare(0, expected, state_of(filling)))
    for number, step in enumerate(steps[1:], 1):
        before = state_of(filling)
        try:
            told = perform(filling, step)
        except (KeyError, UserError) as problem:
            return [*found, f"step {number}: {step['do']} {step.get('ref')}: {type(problem).__name__} {problem}"]
        for path, entry in step["changes"].items():
            if entry is None:
                expected.pop(path, None)
            else:
                expected[path] = entry
        after = state_of(filling)
        found.extend(_compare(number, expected, after))
        if step["do"] != "language":
            found.extend(_untold(number, before, after, told))
    return found


def _compare(step: int, expected: State, actual: State) -> Iterator[str]:
    for path, entry in expected.items():
        if path not in actual:
            yield f"step {step}: {path} is missing"
            continue
        mine = actual[path]
        for key in sorted({*entry, *mine}):
            if key == "message" and key not in entry:
                continue
            if key in ("label", "hint") and ("count" in entry or "count" in mine):
                continue
            if not _same(key, entry.get(key), mine.get(key)):
                yield f"step {step}: {path} {key}: {mine.get(key)!r} instead of {entry.get(key)!r}"
    for path in actual:
        if path not in expected:
            yield f"step {step}: {path} should not be there"


def _same(key: str, expected: Any, actual: Any) -> bool:
    """Texts are the same whatever blanks the XML layout leaves in them; numbers whatever digits they are kept with."""
    if expected == actual:
        return True
    if key in ("label", "hint", "message") and isinstance(expected, str) and isinstance(actual, str):
        return expected.split() == actual.split()
    if key == "value" and isinstance(expected, str) and isinstance(actual, str):
        return bool(NUMBER.fullmatch(expected) and NUMBER.fullmatch(actual)) and float(expected) == float(actual)
    return False


def _untold(step: int, before: State, after: State, told: frozenset[str]) -> Iterator[str]:
    """Nodes whose state changed without the filling saying so."""
    for path, entry in after.items():
        is_range = "count" in entry or "count" in before.get(path, {})
        if not is_range and before.get(path) != entry and path not in told:
            yield f"step {step}: {path} changed silently: {before.get(path)} -> {entry}"


def judged() -> list[dict[str, Any]]:
    return [each for each in scenarios() if each["other_engine"]["result"] == "agrees"]


@pytest.mark.skipif(not SCENARIOS.exists(), reason="the conformance data (../shared/xforms) are not on this machine")
def test_every_scenario_on_which_both_reference_engines_agree_goes_as_expected() -> None:
    known = json.loads(EXCEPTIONS.read_text("utf-8"))["scenarios"]

    failing = {each["id"]: differences(each) for each in judged()}
    failing = {key: what for key, what in failing.items() if what}

    assert {key: what for key, what in failing.items() if key not in known} == {}, "new failures"
    assert [key for key in known if key not in failing] == [], "these go right now: take them off the list"
