"""Values that a form sets at an event: dynamic defaults, values taken over from a trigger, preloads."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Set
from contextlib import suppress

from app.domain.forms import dates, stored
from app.domain.forms.answer_nodes import AnswerNode, nodes_at
from app.domain.forms.context import Context, EvaluationError
from app.domain.forms.filling_world import FillingWorld
from app.domain.forms.grammar import ExpressionSyntaxError
from app.domain.forms.model import Action, Rule
from app.domain.forms.propagation import Propagation

_DEEPEST = 20


def run_actions(
    actions: Iterable[Action],
    events: Set[str],
    origin: AnswerNode,
    world: FillingWorld,
    propagation: Propagation,
    depth: int = 0,
) -> None:
    """Those of the actions that wait for one of the events; origin: the node at, or in, which it happens."""
    for action in actions:
        if action.events & events:
            for source in _sources(action, origin, world):
                _run(action, source, world, propagation, depth)
                propagation.run()


def _sources(action: Action, origin: AnswerNode, world: FillingWorld) -> list[AnswerNode]:
    """The nodes at which the action stands, as far as the event reaches."""
    rule: Rule | None = world.model.rules.get(action.source)
    if rule is None or not (rule.path + "/").startswith(origin.rule.path + "/"):
        return [origin]
    return nodes_at(origin, rule)


def _run(action: Action, source: AnswerNode, world: FillingWorld, propagation: Propagation, depth: int) -> None:
    target = world.nearest(action.target.text, source)
    if target is None or depth > _DEEPEST:
        return
    text = ""
    if action.value is not None:
        with suppress(EvaluationError, ExpressionSyntaxError):
            text = stored.computed(action.value(Context(target, world)), target.rule.type, world.zone)
    if propagation.store(target, text) and target.rule.changes:
        propagation.run()
        run_actions(target.rule.changes, {"xforms-value-changed"}, target, world, propagation, depth + 1)


def fill_in_preloads(tree: AnswerNode, world: FillingWorld, properties: Mapping[str, str]) -> None:
    """The metadata that XForms asks for with jr:preload, as far as it exists without a phone and a server."""
    now = dates.of_moment(world.now(), world.zone)
    for node in tree.everything():
        kind, parameters = node.rule.preload
        if kind and not node.text:
            match kind, parameters:
                case "uid", _:
                    node.text = f"uuid:{uuid.uuid4()}"
                case "timestamp", _:
                    node.text = str(now)
                case "date", "today":
                    node.text = now.local.date().isoformat()
                case "property", _:
                    node.text = properties.get(parameters, "")
