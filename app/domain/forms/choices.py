"""Which choices a select offers, filtered by the answers given so far."""

from __future__ import annotations

from app.domain.forms.answer_nodes import AnswerNode
from app.domain.forms.context import Context, EvaluationError, World
from app.domain.forms.definition import Choice
from app.domain.forms.model import Itemset, Model
from app.domain.forms.nodes import Node
from app.formats import nfc


def choices_of(node: AnswerNode, model: Model, world: World) -> tuple[Choice, ...]:
    """The choices offered at a node now; () for what is no select."""
    itemset = node.rule.itemset
    if itemset is None:
        return ()
    if itemset.nodes is None:
        return itemset.fixed
    choice_list = model.lists.get(itemset.list_name)
    if itemset.is_static and choice_list is not None and (itemset.value or "name") == "name":
        return choice_list.choices
    try:
        found = itemset.nodes(Context(node, world))
    except EvaluationError:
        return ()
    if not isinstance(found, list):
        return ()
    if choice_list is None:
        return tuple(_choice(each, itemset, model) for each in found)
    label = itemset.label
    return tuple(choice_list.choice(each, itemset.value, label, itemset.label_is_text_id) for each in found)


def _choice(item: Node, itemset: Itemset, model: Model) -> Choice:
    """A choice made of answers: an instance of a repeat."""
    label = nfc(_text_at(item, itemset.label))
    return Choice(name=_text_at(item, itemset.value), label={next(iter(model.texts.languages)): label})


def _text_at(item: Node, path: str) -> str:
    found = [item]
    for step in path.split("/"):
        if step not in (".", ""):
            found = [child for node in found for child in node.named(step)]
    return found[0].value() if found else ""


def available(chosen: str, choices: tuple[Choice, ...], several: bool) -> str:
    """As much of what was chosen as is on offer."""
    names = {each.name for each in choices}
    if not several:
        return chosen if chosen in names else ""
    return " ".join(each for each in chosen.split() if each in names)
