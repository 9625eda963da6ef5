"""Which deeds can be undone and redone, read from the file, so that it holds across restarts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.storage.convert import Row
from app.storage.reading import select

if TYPE_CHECKING:
    from app.storage.journal import Journal

MADE, RETIRED = "", "retired"


@dataclass(slots=True)
class DeedLines:
    """The deeds done and not undone, and the deeds undone since the last new one: (key, shown name), oldest first."""

    done: list[tuple[str, str]] = field(default_factory=list)
    undone: list[tuple[str, str]] = field(default_factory=list)

    def note(self, role: str, deed: tuple[str, str]) -> None:
        """deed: the new one, or the one that was undone or redone."""
        match role:
            case "undo":
                self.undone.append(self.done.pop())
            case "redo":
                self.done.append(self.undone.pop())
            case "base":
                self.undone.clear()
            case _:
                self.done.append(deed)
                self.undone.clear()


def read_lines(connection: Any) -> DeedLines:
    lines = DeedLines()
    for key, name, role in connection.execute("SELECT id, name, role FROM deeds ORDER BY number"):
        lines.note(role, (key, name))
    return lines


def replay(connection: Any, journal: Journal, deed_id: str, backwards: bool) -> None:
    """Write what a deed had replaced (backwards), or what it had written; nothing is taken out of the journal."""
    journal.begin()
    found = select(connection, "SELECT * FROM journal WHERE deed_id = ? ORDER BY number", (deed_id,)).fetchall()
    wanted: dict[str, dict[str, Row]] = {}
    for entry in reversed(found) if backwards else found:
        fields = wanted.setdefault(entry["kind"], {}).setdefault(entry["record_id"], {})
        if entry["field"] == MADE:
            fields[RETIRED] = int(backwards)
        else:
            fields[entry["field"]] = json.loads(entry["old" if backwards else "new"])
    for kind, fields_of_records in _in_order(wanted, backwards):
        journal.write_fields(kind, fields_of_records)


def _in_order(wanted: dict[str, dict[str, Row]], backwards: bool) -> Iterable[tuple[str, dict[str, Row]]]:
    return reversed(wanted.items()) if backwards else wanted.items()
