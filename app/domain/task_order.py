"""Which task waits for which: a ring of waiting is found before it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def ring_with(waits_for: Mapping[str, Sequence[str]], task_id: str, first_id: str) -> tuple[str, ...]:
    """The ring that would close if task_id waited for first_id, from task_id on around to itself; () for none."""
    if task_id == first_id:
        return (task_id, task_id)
    found: dict[str, str] = {first_id: task_id}
    waiting = [first_id]
    while waiting:
        here = waiting.pop()
        for behind in waits_for.get(here, ()):
            if behind in found:
                continue
            found[behind] = here
            if behind == task_id:
                return _way_back(found, task_id)
            waiting.append(behind)
    return ()


def _way_back(found: Mapping[str, str], task_id: str) -> tuple[str, ...]:
    """found: id → the one that waits for it, on the way from task_id."""
    way, here = [task_id], found[task_id]
    while here != task_id:
        way.append(here)
        here = found[here]
    return (task_id, *reversed(way))
