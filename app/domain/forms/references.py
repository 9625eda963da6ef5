"""Which nodes an expression reads: what it must be computed after, and again when they change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.forms.syntax import Call, Expression, Literal, Path, Step, parts

_NOWHERE = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """path: of the node that is read, /data/hh/age. turning: the highest node passed on the way there from the node
    that reads ("/" when the way begins at the root)."""

    path: str
    turning: str


def references(expression: Expression, context: str, known: Mapping[str, object]) -> frozenset[Reference]:
    """All nodes of the form that an expression at this path reads. known: every path of the form."""
    found: set[Reference] = set()
    here = (Reference(context, context),)
    _collect(expression, here, here, known, found)
    return frozenset(each for each in found if each.path != _NOWHERE)


_Places = Sequence[Reference]


def _collect(
    expression: Expression, here: _Places, current: _Places, known: Mapping[str, object], found: set[Reference]
) -> _Places:
    """Adds what is read to found; returns where the nodes of the expression itself lie."""
    match expression:
        case Path():
            return _collect_path(expression, here, current, known, found)
        case Call("current", ()):
            return current
        case Call("jr:choice-name", (value, Literal(path))):
            _collect(value, here, current, known, found)
            found.update(_steps_to(path.strip(), here))
            return ()
        case Call("instance"):
            return ()
        case Call("position" | "string" | "number" | "string-length" | "normalize-space", ()):
            return ()
    places: list[Reference] = []
    for part in parts(expression):
        places.extend(_collect(part, here, current, known, found))
    return places


def _collect_path(
    path: Path, here: _Places, current: _Places, known: Mapping[str, object], found: set[Reference]
) -> _Places:
    if path.is_absolute:
        places: _Places = (Reference("", "/"),)
    elif path.start is None:
        places = here
    else:
        places = _collect(path.start, here, current, known, found)
    for predicate in path.predicates:
        _collect(predicate, places, current, known, found)
    for step in path.steps:
        places = _step(step, places, known)
        for predicate in step.predicates:
            _collect(predicate, places, current, known, found)
    found.update(places)
    return places


def _step(step: Step, places: _Places, known: Mapping[str, object]) -> _Places:
    test = step.test
    if step.axis == "parent":
        return [_above(each) for each in places]
    if step.axis == "self" and test.kind == "node":
        return places
    if step.axis == "child" and test.kind == "name" and test.name != "*":
        return [Reference(f"{each.path}/{test.name}", each.turning) for each in places]
    if step.axis == "attribute" and test.name != "*":
        return [Reference(f"{each.path}/@{test.name}", each.turning) for each in places]
    return list(_by_search(step, places, known))


def _by_search(step: Step, places: _Places, known: Mapping[str, object]) -> Iterable[Reference]:
    """An axis or a wildcard: everything it might mean, of all paths of the form."""
    for place in places:
        for path in known:
            if step.test.name not in ("", "*") and path.rpartition("/")[2] != step.test.name:
                continue
            match step.axis:
                case "child":
                    fits = path.rpartition("/")[0] == place.path
                case "descendant" | "descendant-or-self":
                    fits = path.startswith(place.path + "/") or path == place.path
                case "self":
                    fits = path == place.path
                case _:
                    fits = True
            if fits:
                yield Reference(path, place.turning if step.axis in ("child", "self") else "/")


def _above(place: Reference) -> Reference:
    path = place.path.rpartition("/")[0]
    return Reference(path, path or "/") if len(path) < len(place.turning) else Reference(path, place.turning)


def _steps_to(path: str, here: _Places) -> list[Reference]:
    """Of a path given as text, as jr:choice-name has it."""
    if path.startswith("/"):
        return [Reference(path, "/")]
    places = list(here)
    for step in path.split("/"):
        if step == "..":
            places = [_above(each) for each in places]
        elif step != ".":
            places = [Reference(f"{each.path}/{step}", each.turning) for each in places]
    return places
