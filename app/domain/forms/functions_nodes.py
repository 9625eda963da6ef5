"""Functions on nodes: positions, counts, repeats, look-up lists."""

from __future__ import annotations

import hashlib

from app.domain.forms.context import Context, EvaluationError
from app.domain.forms.nodes import ROOT, Node, in_document_order
from app.domain.forms.values import Value, to_number, to_text


def nodes(value: Value, function: str) -> list[Node]:
    if not isinstance(value, list):
        raise EvaluationError(f"{function}: not a node-set")
    return value


def position(context: Context, *values: Value) -> Value:
    """Without argument: in the node-set being filtered; with a node: among its siblings of the same name."""
    if not values:
        return float(context.position)
    found = nodes(values[0], "position")
    if not found or found[0].parent is None:
        return 1.0 if found else float("nan")
    return float(found[0].parent.named(found[0].name).index(found[0]) + 1)


def last(context: Context) -> Value:
    return float(context.size)


def count(context: Context, value: Value) -> Value:
    return float(len(nodes(value, "count")))


def count_non_empty(context: Context, value: Value) -> Value:
    return float(sum(1 for node in nodes(value, "count-non-empty") if node.value() != ""))


def current(context: Context) -> Value:
    return [context.current]


def instance(context: Context, name: Value) -> Value:
    found = context.world.instance(to_text(name))
    return [] if found is None else [found]


def indexed_repeat(context: Context, target: Value, *pairs: Value) -> Value:
    """The target nodes inside the repeat instances that the (repeat, index) pairs narrow down to, in whatever order."""
    if len(pairs) % 2:
        raise EvaluationError("indexed-repeat")
    repeats = [(nodes(repeat, "indexed-repeat"), index) for repeat, index in zip(pairs[::2], pairs[1::2], strict=True)]
    inside: Node | None = None
    for found, index in sorted(repeats, key=lambda pair: _depth(pair[0])):
        instances = [each for each in found if inside is None or each.is_within(inside)]
        at = to_number(index, context.world.zone)
        if not 1 <= at <= len(instances):
            return []
        inside = instances[int(at) - 1]
    return [each for each in nodes(target, "indexed-repeat") if inside is not None and each.is_within(inside)]


def _depth(found: list[Node]) -> int:
    return sum(1 for _each in found[0].ancestors()) if found else 0


def pulldata(context: Context, name: Value, column: Value, key_column: Value, key: Value) -> Value:
    """The column of the first row of a list whose key column holds the key; "" when there is none."""
    found = context.world.lookup(to_text(name), ("root", "item"), to_text(key_column), to_text(key))
    for row in found:
        for cell in row.named(to_text(column)):
            return cell.value()
    return ""


def local_name(context: Context, *values: Value) -> Value:
    node = _first(context, values)
    return "" if node is None or node.kind == ROOT else node.name


def namespace_uri(context: Context, *values: Value) -> Value:
    node = _first(context, values)
    return "" if node is None else node.namespace


def _first(context: Context, values: tuple[Value, ...]) -> Node | None:
    if not values:
        return context.node
    found = in_document_order(nodes(values[0], "name"))
    return found[0] if found else None


def choice_name(context: Context, value: Value, path: Value) -> Value:
    return context.world.choice_name(to_text(value), to_text(path).strip(), context.node)


def randomize(context: Context, value: Value, *seed: Value) -> Value:
    """The nodes shuffled; with a seed always alike, and as other ODK engines do."""
    draw = _Seeded(to_seed(context, seed[0])) if seed else context.world.random.random
    shuffled: list[Node] = []
    for node in nodes(value, "randomize"):
        shuffled.append(node)
        place = int(draw() * len(shuffled))
        shuffled[-1], shuffled[place] = shuffled[place], shuffled[-1]
    return shuffled


def to_seed(context: Context, value: Value) -> int:
    number = to_number(value, context.world.zone)
    if number == number and abs(number) < 2**63:
        return int(number)
    hashed = hashlib.sha256(to_text(value).encode("utf-8")).digest()
    return int.from_bytes(hashed[:8], "big", signed=True)


class _Seeded:
    """Park and Miller's minimal standard generator (CACM 31, 1988)."""

    def __init__(self, seed: int) -> None:
        rest = abs(seed) % 2147483647
        self.state = rest if seed > 0 and rest else 2147483646 - rest

    def __call__(self) -> float:
        self.state = self.state * 16807 % 2147483647
        return (self.state - 1) / 2147483646
