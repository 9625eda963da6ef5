"""Numbers of findings and goals. They are printed on paper, so one that was given is never given again."""

from __future__ import annotations

from collections.abc import Mapping

from app.storage.unit import Unit


def next_number(unit: Unit, kind: str, cycle_id: str) -> int:
    """The number after the highest one ever given in this cycle, withdrawn and undone ones too."""
    given = [0]
    for entry in unit.history(kind):
        if entry.field == "" and isinstance(entry.new, Mapping) and entry.new.get("cycle_id") == cycle_id:
            given.append(int(str(entry.new.get("number") or 0)))
        elif entry.field == "number":
            given.append(int(str(entry.new or 0)))
    return max(given) + 1
