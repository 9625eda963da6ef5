"""Which deeds can be undone and redone, read from the file, so that it holds across restarts.

Importing this module loads SQLAlchemy.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from app.storage import rows
from app.storage.convert import Row
from app.storage.journal import MADE, RETIRED, Journal


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


def read_lines(connection: Connection) -> DeedLines:
    lines = DeedLines()
    deeds = rows.deeds
    for deed in connection.execute(select(deeds.c.id, deeds.c.name, deeds.c.role).order_by(deeds.c.number)):
        lines.note(deed.role, (deed.id, deed.name))
    return lines


def replay(connection: Connection, journal: Journal, deed_id: str, backwards: bool) -> None:
    """Write what a deed had replaced (backwards), or what it had written; nothing is taken out of the journal."""
    journal.begin()
    table = rows.journal
    found = connection.execute(select(table).where(table.c.deed_id == deed_id).order_by(table.c.number)).all()
    wanted: dict[str, dict[str, Row]] = {}
    for entry in reversed(found) if backwards else found:
        fields = wanted.setdefault(entry.kind, {}).setdefault(entry.record_id, {})
        if entry.field == MADE:
            fields[RETIRED] = int(backwards)
        else:
            fields[entry.field] = json.loads(entry.old if backwards else entry.new)
    for kind, fields_of_records in _in_order(wanted, backwards):
        journal.write_fields(kind, fields_of_records)


def _in_order(wanted: dict[str, dict[str, Row]], backwards: bool) -> Iterable[tuple[str, dict[str, Row]]]:
    return reversed(wanted.items()) if backwards else wanted.items()
