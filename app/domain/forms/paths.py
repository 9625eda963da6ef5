"""Location paths as closures. Chains of plain names are walked directly; look-ups by equality use a hash index."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from app.domain.forms.axes import AXES, BACKWARD, acceptance
from app.domain.forms.context import Context, Evaluate, EvaluationError
from app.domain.forms.nodes import Node, in_document_order
from app.domain.forms.syntax import Binary, Call, Expression, Literal, Number, Path, Step, walk
from app.domain.forms.values import Value, to_boolean, to_text

Compile: TypeAlias = Callable[[Expression, Mapping[str, str]], Evaluate]
Walk: TypeAlias = Callable[[list[Node], Context], list[Node]]

_SINGLE_TREE_AXES = frozenset(("child", "attribute", "self"))
_OF_THE_NODE = frozenset(("position", "last", "once", "jr:choice-name"))


def compile_path(path: Path, prefixes: Mapping[str, str], compiled: Compile) -> Evaluate:
    lookup = _lookup(path, prefixes, compiled)
    if lookup is not None:
        return lookup
    walk_on = _walk(path.steps, prefixes, compiled)
    if path.is_absolute:
        return lambda context: walk_on([context.world.root], context)
    if path.start is None:
        return lambda context: walk_on([context.node], context)
    start = compiled(path.start, prefixes)
    filters = [_filter(each, prefixes, compiled) for each in path.predicates]

    def from_start(context: Context) -> Value:
        found = start(context)
        if not isinstance(found, list):
            raise EvaluationError("a path continues from a node-set only")
        for each in filters:
            found = each(found, context)
        return walk_on(found, context)

    return from_start


def _walk(steps: Sequence[Step], prefixes: Mapping[str, str], compiled: Compile) -> Walk:
    if steps and all(_is_plain(step) for step in steps):
        return _walk_names(tuple(step.test.name for step in steps))
    walks = [_step(step, prefixes, compiled) for step in steps]

    def all_steps(nodes: list[Node], context: Context) -> list[Node]:
        for each in walks:
            nodes = each(nodes, context)
        return nodes

    return all_steps


def _is_plain(step: Step) -> bool:
    test = step.test
    return (step.axis, test.kind, test.prefix) == ("child", "name", "") and test.name != "*" and not step.predicates


def _walk_names(names: tuple[str, ...]) -> Walk:
    def names_only(nodes: list[Node], context: Context) -> list[Node]:
        for name in names:
            one = len(nodes) == 1
            nodes = nodes[0].named(name) if one else [child for node in nodes for child in node.named(name)]
        return nodes

    return names_only


def _step(step: Step, prefixes: Mapping[str, str], compiled: Compile) -> Walk:
    if (step.axis, step.test.kind, step.predicates) == ("parent", "node", ()):
        return _parents
    axis, accepts = AXES[step.axis], acceptance(step.test, step.axis, prefixes)
    is_backward, keeps_order = step.axis in BACKWARD, step.axis in _SINGLE_TREE_AXES
    filters = [_filter(each, prefixes, compiled) for each in step.predicates]

    def walk_step(nodes: list[Node], context: Context) -> list[Node]:
        found: list[Node] = []
        for node in nodes:
            related = [each for each in axis(node) if accepts(each)]
            for each in filters:
                related = each(related, context)
            found.extend(reversed(related) if is_backward else related)
        return found if keeps_order or len(nodes) == 1 else in_document_order(found)

    return walk_step


def _parents(nodes: list[Node], context: Context) -> list[Node]:
    if len(nodes) == 1:
        return [] if nodes[0].parent is None else [nodes[0].parent]
    return list(dict.fromkeys(node.parent for node in nodes if node.parent is not None))


def _filter(predicate: Expression, prefixes: Mapping[str, str], compiled: Compile) -> Walk:
    """Keeps the nodes for which the predicate holds; a number is a position."""
    if isinstance(predicate, Number):
        at = int(predicate.value)
        return lambda nodes, context: nodes[at - 1 : at] if at > 0 and at == predicate.value else []
    holds = compiled(predicate, prefixes)

    def keep(nodes: list[Node], context: Context) -> list[Node]:
        inner = Context(context.node, context.world, context.current, 0, len(nodes))
        kept: list[Node] = []
        for position, node in enumerate(nodes, 1):
            inner.node = node
            inner.position = position
            result = holds(inner)
            if result == position if type(result) is float else to_boolean(result):
                kept.append(node)
        return kept

    return keep


def _lookup(path: Path, prefixes: Mapping[str, str], compiled: Compile) -> Evaluate | None:
    """instance('list')/root/item[key = something]: found through the index of the list, not by reading it all."""
    match path:
        case Path(False, Call("instance", (Literal(name),)), (), (first, second, *rest)) if _is_plain(first):
            if second.axis != "child" or second.test.prefix or second.test.name in ("", "*") or not second.predicates:
                return None
        case _:
            return None
    conditions = _conjuncts(second.predicates[0])
    if any(_calls(each) & {"position", "last"} for each in conditions):
        return None
    equality = next((pair for pair in map(_equality, conditions) if pair is not None), None)
    if equality is None:
        return None
    condition, key, wanted = equality
    rest_conditions = [each for each in conditions if each is not condition]
    filters = [_filter(each, prefixes, compiled) for each in (*rest_conditions, *second.predicates[1:])]
    everything = _walk((Step("child", second.test, (condition,)),), prefixes, compiled)
    steps = (first.test.name, second.test.name)
    to_first, walk_on, evaluate = (
        _walk_names((first.test.name,)),
        _walk(rest, prefixes, compiled),
        compiled(wanted, prefixes),
    )

    def look_up(context: Context) -> Value:
        value = evaluate(context)
        texts = _texts(value)
        if texts is None:
            top = context.world.instance(name)
            found = everything(to_first([] if top is None else [top], context), context)
        elif len(texts) == 1:
            found = context.world.lookup(name, steps, key, texts[0])
        else:
            found = in_document_order([each for text in texts for each in context.world.lookup(name, steps, key, text)])
        for each in filters:
            found = each(found, context)
        return walk_on(found, context) if rest else found

    return look_up


def _texts(value: Value) -> list[str] | None:
    """The texts that an equal node would hold; None where equality is not of texts."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return list(dict.fromkeys(to_text([node]) for node in value))
    return None


def _conjuncts(expression: Expression) -> list[Expression]:
    if isinstance(expression, Binary) and expression.operator == "and":
        return _conjuncts(expression.left) + _conjuncts(expression.right)
    return [expression]


def _equality(condition: Expression) -> tuple[Expression, str, Expression] | None:
    """Of key = value, where key is a child of the item and value does not hang on the item."""
    if not isinstance(condition, Binary) or condition.operator != "=":
        return None
    for side, other in ((condition.left, condition.right), (condition.right, condition.left)):
        match side:
            case Path(False, None, (), (step,)) if _is_plain(step) and _is_independent(other):
                return condition, step.test.name, other
    return None


def _is_independent(expression: Expression) -> bool:
    """Whether its value is the same for every item."""
    match expression:
        case Path(is_absolute, start, _, _):
            return is_absolute or (start is not None and _is_independent(start))
        case Call("current", ()):
            return True
        case Call(name, arguments):
            of_the_node = name in _OF_THE_NODE or (
                not arguments and name not in ("true", "false", "today", "now", "pi")
            )
            return not of_the_node and all(_is_independent(each) for each in arguments)
        case Binary(_, left, right):
            return _is_independent(left) and _is_independent(right)
        case Number() | Literal():
            return True
        case _:
            return False


def _calls(expression: Expression) -> set[str]:
    return {each.name for each in walk(expression) if isinstance(each, Call) and not each.arguments}
