"""Patterns with choices within repetitions, as (a+)+ or (a|aa)*, matched in a time that grows no faster than the text.

Python's own matcher tries every way to share the text out among such repetitions, and a wrong answer of thirty letters
would stop the window for minutes. Here all ways are walked at once (Thompson's construction): the question is only
whether the whole text matches.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

MOST_STATES = 20_000
_MANY = 20
"""From so many repetitions on, choices within them are too many ways."""

Test = Callable[[str], bool]
_CATEGORIES: dict[str, Test] = {
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": lambda letter: letter.isalnum() or letter == "_",
}


class _UnsupportedError(Exception):
    """A construct that this matcher does not know: Python's own has to do."""


def patient_pattern(pattern: str) -> PatientPattern | None:
    """None where Python's own matcher is as good (nothing to choose within a repetition) or alone can do it."""
    parser: Any = importlib.import_module("re._parser")
    tree = parser.parse(pattern)
    if not _nests(tree, False) or tree.state.flags & ~32:
        return None
    machine = PatientPattern()
    try:
        machine.last = machine.sequence(tree, machine.state())
    except _UnsupportedError:
        return None
    return machine


def _nests(items: Iterable[Any], is_within: bool) -> bool:
    return any(
        (chooses and is_within) or _nests(inner, is_within or repeats) for inner, chooses, repeats in _inner(items)
    )


def _inner(items: Iterable[Any]) -> Iterator[tuple[Any, bool, bool]]:
    """What is within each item, whether there is a choice to make, and whether it stands there many times."""
    for operation, value in items:
        match str(operation):
            case "MAX_REPEAT" | "MIN_REPEAT":
                yield value[2], value[0] != value[1], int(value[1]) >= _MANY
            case "SUBPATTERN":
                yield value[3], False, False
            case "BRANCH":
                yield from ((each, True, False) for each in value[1])


@dataclass
class PatientPattern:
    """free: state -> states reached without a letter, each at once, at the beginning ("^") or at the end ("$") alone.
    steps: state -> the letter it takes and where it leads."""

    free: list[list[tuple[str, int]]] = field(default_factory=list)
    steps: list[tuple[Test, int] | None] = field(default_factory=list)
    last: int = 0

    def state(self) -> int:
        if len(self.free) >= MOST_STATES:
            raise _UnsupportedError
        self.free.append([])
        self.steps.append(None)
        return len(self.free) - 1

    def sequence(self, items: Iterable[Any], start: int) -> int:
        """Builds the items one behind the other; the state behind the last."""
        for operation, value in items:
            start = self.item(str(operation), value, start)
        return start

    def item(self, operation: str, value: Any, start: int) -> int:
        match operation:
            case "MAX_REPEAT" | "MIN_REPEAT":
                return self.repeat(int(value[0]), int(value[1]), value[2], start)
            case "SUBPATTERN" if not value[1] and not value[2]:
                return self.sequence(value[3], start)
            case "BRANCH":
                end = self.state()
                for each in value[1]:
                    self.free[self.sequence(each, self.split(start))].append(("", end))
                return end
            case "AT" if str(value) in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
                return self.split(start, "^")
            case "AT" if str(value) in ("AT_END", "AT_END_STRING"):
                return self.split(start, "$")
            case _:
                end = self.state()
                self.steps[start] = (_test(operation, value), end)
                return end

    def split(self, start: int, when: str = "") -> int:
        end = self.state()
        self.free[start].append((when, end))
        return end

    def repeat(self, least: int, most: int, items: Any, start: int) -> int:
        for _number in range(least):
            start = self.sequence(items, self.split(start))
        end = self.state()
        if most >= MOST_STATES:
            loop = self.split(start)
            self.free[self.sequence(items, self.split(loop))].append(("", loop))
            self.free[loop].append(("", end))
            return end
        for _number in range(most - least):
            self.free[start].append(("", end))
            start = self.sequence(items, self.split(start))
        self.free[start].append(("", end))
        return end

    def fullmatch(self, text: str) -> bool:
        ends = {len(text), len(text) - 1 if text.endswith("\n") else len(text)}  # "$" looks past a last new line
        now = self.reached({0}, True, 0 in ends)
        for at, letter in enumerate(text, 1):
            steps = (self.steps[each] for each in now)
            ahead = {step[1] for step in steps if step is not None and step[0](letter)}
            now = self.reached(ahead, False, at in ends)
        return self.last in now

    def reached(self, states: set[int], at_start: bool, at_end: bool) -> set[int]:
        """With all that is reached from them without a letter."""
        found, waiting = set(states), list(states)
        while waiting:
            for when, state in self.free[waiting.pop()]:
                if state not in found and (not when or (at_start if when == "^" else at_end)):
                    found.add(state)
                    waiting.append(state)
        return found


def _test(operation: str, value: Any) -> Test:
    match operation:
        case "LITERAL":
            return chr(value).__eq__
        case "NOT_LITERAL":
            return chr(value).__ne__
        case "ANY":
            return "\n".__ne__
        case "IN":
            tests = [_member(str(kind), each) for kind, each in value if str(kind) != "NEGATE"]
            wanted = str(value[0][0]) != "NEGATE"
            return lambda letter: any(each(letter) for each in tests) is wanted
    raise _UnsupportedError


def _member(kind: str, value: Any) -> Test:
    match kind:
        case "LITERAL":
            return chr(value).__eq__
        case "RANGE":
            first, last = chr(value[0]), chr(value[1])
            return lambda letter: first <= letter <= last
        case "CATEGORY":
            name = str(value)
            plain = _CATEGORIES.get(name.replace("_NOT_", "_"))
            if plain is not None:
                return plain if "_NOT_" not in name else lambda letter: not plain(letter)
    raise _UnsupportedError
