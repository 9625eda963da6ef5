"""What serves the goals of a cycle: tasks, the solutions of these tasks, and the effects the goals bring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from app.domain.solutions import Solution
from app.storage.unit import Unit


class Numbered(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...


T = TypeVar("T", bound=Numbered)


class Serving:
    """Read once for all goals. tasks, effects: by goal, in the order of their numbers."""

    def __init__(self, unit: Unit, cycle_id: str) -> None:
        self.tasks = _to(unit, "tasks", "goals", unit.tasks.all(cycle_id=cycle_id))
        self.effects = _to(unit, "effects", "goals", unit.effects.all(cycle_id=cycle_id))
        self._of_tasks = _to(unit, "solutions", "tasks", unit.solutions.all(cycle_id=cycle_id))

    def solutions_of(self, goal_id: str) -> Sequence[Solution]:
        """Those of its tasks, each once."""
        found = {one.id: one for task in self.tasks.get(goal_id, ()) for one in self._of_tasks.get(task.id, ())}
        return sorted(found.values(), key=lambda each: each.number)


def _to(unit: Unit, from_kind: str, to_kind: str, records: Iterable[T]) -> dict[str, list[T]]:
    """By the id they are linked to."""
    by_id = {each.id: each for each in records}
    found: dict[str, list[T]] = {}
    for link in unit.links.all(from_kind=from_kind, to_kind=to_kind) if by_id else ():
        if link.from_id in by_id:
            found.setdefault(link.to_id, []).append(by_id[link.from_id])
    for each in found.values():
        each.sort(key=lambda one: one.number)
    return found
