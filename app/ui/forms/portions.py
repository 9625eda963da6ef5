"""A long form in portions that fit a screen or two, so that opening and scrolling stay quick at 1 000 questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.forms.definition import Form, Group, Question, without_positions

WHOLE_UP_TO = 60
MOST = 30
"""Questions in one portion; a group or repeat that cannot be parted may hold more."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Some neighbouring children of a group. paths: the questions inside, without positions."""

    group: Group
    children: tuple[Group | Question, ...]
    paths: frozenset[str]


def portions_of(form: Form) -> tuple[Portion, ...]:
    """The whole form as one portion, or as several where it is long; in order, nothing left out."""
    root = form.root
    if _size(root) <= WHOLE_UP_TO:
        return (_portion(root, root.children),)
    return tuple(_parted(root))


def place_of(portions: tuple[Portion, ...], path: str) -> int:
    """Which portion holds a question (positions may stand in its path); 0 when none does."""
    plain = without_positions(path)
    return next((place for place, each in enumerate(portions) if plain in each.paths), 0)


def _parted(group: Group) -> Iterator[Portion]:
    gathered: list[Group | Question] = []
    size = 0
    most = _even(_size(group))
    for child in group.children:
        weight = _size(child)
        parts = isinstance(child, Group) and not child.is_repeat and weight > MOST
        if gathered and (parts or size + weight > most):
            yield _portion(group, tuple(gathered))
            gathered, size = [], 0
        if parts and isinstance(child, Group):
            yield from _parted(child)
        else:
            gathered.append(child)
            size += weight
    if gathered:
        yield _portion(group, tuple(gathered))


def _even(size: int) -> int:
    """How many to a portion, so that the last is not a mere rest."""
    return -(-size // -(-size // MOST)) if size else MOST


def _portion(group: Group, children: tuple[Group | Question, ...]) -> Portion:
    return Portion(group, children, frozenset(each.path for child in children for each in _questions(child)))


def _questions(child: Group | Question) -> Iterator[Question]:
    if isinstance(child, Group):
        yield from child.questions()
    else:
        yield child


def _size(child: Group | Question) -> int:
    """How many fields it takes; calculated and hidden ones take none."""
    return sum(each.type.is_asked or each.type == "note" for each in _questions(child))
