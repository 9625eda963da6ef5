"""From one edition of a form to the next: which questions stay, and where each answer has its place now.

A question is known by its name, which never changes its meaning; the group around it may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.forms.definition import Form, Group, Question, without_positions

_STEP = re.compile(r"([^/\[\]]+)(?:\[(\d+)\])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChange:
    """Names of questions that a person answers. kept: asked as before; moved: asked in another group; new; retired: no
    longer asked, their answers stay in the drawer; changed_type: another kind of answer is wanted now (also in kept or
    moved)."""

    old_version: str
    new_version: str
    kept: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    changed_type: tuple[str, ...] = ()


def compare(old: Form, new: Form) -> EditionChange:
    routes = Routes(old, new)
    before = [each for each in old.questions() if each.type.is_asked]
    arrived = {each.path: routes.places.get(each.path) for each in before}
    reached = {path for path in arrived.values() if path is not None}
    pairs = [(each, new.question(path)) for each in before if (path := arrived[each.path]) is not None]
    return EditionChange(
        old_version=old.version,
        new_version=new.version,
        kept=_names(one for one, other in pairs if one.path == other.path),
        moved=_names(one for one, other in pairs if one.path != other.path),
        new=_names(each for each in new.questions() if each.type.is_asked and each.path not in reached),
        retired=_names(each for each in before if arrived[each.path] is None),
        changed_type=_names(one for one, other in pairs if one.type is not other.type),
    )


def _names(questions: Iterable[Question]) -> tuple[str, ...]:
    return tuple(each.name for each in questions)


class Routes:
    """Where the answers of the old edition belong in the new one. places: old path -> new one, without positions."""

    def __init__(self, old: Form, new: Form) -> None:
        self.new = new
        new_places, old_places = _places(new), _places(old)
        self.places: dict[str, str] = {}
        for kind in ("question", "group", "repeat"):
            for name, paths in old_places[kind].items():
                others = new_places[kind].get(name, [])
                self.places |= _paired(paths, others)

    def to(self, path: str) -> str | None:
        """The place in the new edition of a question, or of a repeat or group, with positions as they were; None when
        there is none. What stood in a repeat and does no more: of its first instance alone."""
        place = self.places.get(without_positions(path))
        return None if place is None else self._positioned(place, path)

    def _positioned(self, place: str, path: str) -> str | None:
        old = {name: position for name, position in _STEP.findall(path) if position}
        unused = [position for name, position in old.items() if name not in place.split("/")]
        steps: list[str] = []
        walked = ""
        names = place.strip("/").split("/")
        for number, name in enumerate(names, 1):
            walked += "/" + name
            is_whole_repeat = number == len(names) and not path.endswith("]")
            if self._is_repeat(walked) and not is_whole_repeat:
                position = old.get(name) or (unused.pop(0) if unused else "1")
                steps.append(f"{name}[{position}]")
            else:
                if name in old:
                    unused.append(old[name])
                steps.append(name)
        return "/" + "/".join(steps) if all(each == "1" for each in unused) else None

    def _is_repeat(self, path: str) -> bool:
        rule = self.new.model.rules.get(path)
        return rule is not None and rule.is_repeat


def _places(form: Form) -> Mapping[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {"question": {}, "group": {}, "repeat": {}}
    for question in form.questions():
        found["question"].setdefault(question.name, []).append(question.path)
    for group in form.root.groups():
        found[_kind(group)].setdefault(group.name, []).append(group.path)
    return found


def _kind(group: Group) -> str:
    return "repeat" if group.is_repeat else "group"


def _paired(paths: list[str], others: list[str]) -> dict[str, str]:
    """Those that kept their place; where one of a name is left on both sides, it has moved."""
    pairs = {path: path for path in paths if path in others}
    left, free = [each for each in paths if each not in pairs], [each for each in others if each not in pairs]
    if len(left) == 1 and len(free) == 1:
        pairs[left[0]] = free[0]
    return pairs
