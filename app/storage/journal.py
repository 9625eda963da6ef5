"""The one place that writes records, and with every write its history. Importing this module loads SQLAlchemy.

A unit of work that wrote anything leaves one row in `deeds` and one row in `journal` for each changed field, in the
same transaction as the records themselves.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Update, bindparam, insert, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.domain.changes import Changes
from app.domain.keys import new_key
from app.formats import now
from app.storage import rows
from app.storage.convert import Row, Stored, stored
from app.storage.deed import Deed
from app.storage.deed_lines import MADE, RETIRED
from app.storage.reading import last_changes, rows_by_id


class Journal:
    """Writes on behalf of one deed, inside the transaction of the given connection."""

    def __init__(self, connection: Connection, deed: Deed, sequence: int | None = None) -> None:
        """sequence: of this device's last change, where it is known already."""
        self._connection = connection
        self._raw: Any = connection.connection.driver_connection
        self._deed = deed
        self._at = str(stored(now()))
        self.sequence = sequence
        self._ids: dict[str, set[str]] = defaultdict(set)
        self.deed_id = ""

    @property
    def changes(self) -> Changes:
        return Changes({kind: frozenset(ids) for kind, ids in self._ids.items()})

    def write(self, kind: str, afters: Iterable[Row], reason: str = "") -> None:
        """Insert or update these rows; only fields that differ are written and noted."""
        wanted = {str(row["id"]): row for row in afters}
        befores = rows_by_id(self._raw, kind, wanted)
        made = [row for key, row in wanted.items() if key not in befores]
        changed = {
            key: fields
            for key, before in befores.items()
            if (fields := {name: value for name, value in wanted[key].items() if before[name] != value})
        }
        if made:
            self._connection.execute(_insert(kind), made)
            self._note(kind, ((str(row["id"]), MADE, None, None, _content(row)) for row in made), reason)
        if changed:
            self._update(kind, changed)
            parents = last_changes(self._raw, changed)
            self._note(
                kind,
                (
                    (key, name, parents.get((key, name)) or parents.get((key, MADE)), befores[key][name], value)
                    for key, fields in changed.items()
                    for name, value in fields.items()
                ),
                reason,
            )

    def write_fields(self, kind: str, fields: Mapping[str, Row], reason: str = "") -> None:
        """Set single fields of rows that exist, retired ones too."""
        befores = rows_by_id(self._raw, kind, fields)
        self.write(kind, ({**befores[key], **values} for key, values in fields.items()), reason)

    def keep_file(self, key: str, content: bytes) -> None:
        """Bytes of evidence are found by what they are and never changed, so they need no journal."""
        self._connection.execute(_insert("evidence_files"), {"sha256": key, "content": content})

    def keep_copies(self, key: str, copies: Mapping[str, bytes | None]) -> None:
        """Smaller copies, in the place of those there are; they can be made anew at any time."""
        made = sqlite_insert(rows.evidence_copies).values(sha256=key, **copies)
        self._connection.execute(made.on_conflict_do_update(index_elements=["sha256"], set_=dict(copies)))

    def _update(self, kind: str, changed: Mapping[str, Row]) -> None:
        alike: dict[tuple[str, ...], list[dict[str, Stored]]] = defaultdict(list)
        for key, fields in changed.items():
            alike[tuple(fields)].append({"record_key": key, **fields})
        for names, values in alike.items():
            self._connection.execute(_update(kind, names), values)

    def _note(
        self, kind: str, entries: Iterable[tuple[str, str, str | None, Stored | Row, Stored | Row]], reason: str
    ) -> None:
        if not self.deed_id:
            self.begin()
        last = self.sequence or 0
        noted = [
            {
                "id": new_key(),
                "device": self._deed.device,
                "person": self._deed.person,
                "sequence": last + place,
                "deed_id": self.deed_id,
                "kind": kind,
                "record_id": key,
                "field": name,
                "parent": parent,
                "old": None if name == MADE else _json(old),
                "new": _json(new),
                "reason": reason,
                "at": self._at,
            }
            for place, (key, name, parent, old, new) in enumerate(entries, 1)
        ]
        self._connection.execute(_insert("journal"), noted)
        self.sequence = last + len(noted)
        self._ids[kind].update(str(entry["record_id"]) for entry in noted)

    def begin(self) -> None:
        """Note the deed itself; happens by itself with the first change."""
        deed = self._deed
        self.deed_id = new_key()
        row = {"id": self.deed_id, "name": deed.name, "role": deed.role, "of": deed.of}
        self._connection.execute(_insert("deeds"), row | {"device": deed.device, "person": deed.person, "at": self._at})
        if self.sequence is None:
            used = self._raw.execute("SELECT max(sequence) FROM journal WHERE device = ?", (deed.device,))
            self.sequence = used.fetchone()[0] or 0


def _content(row: Row) -> Row:
    """What a new record says: its fields that are not blank."""
    return {name: value for name, value in row.items() if value not in ("", None) and name not in ("id", RETIRED)}


def _json(value: Stored | Row) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _insert(table: str) -> Insert:
    return insert(rows.metadata.tables[table])


@cache
def _update(kind: str, names: tuple[str, ...]) -> Update:
    table = rows.metadata.tables[kind]
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    return update(table).where(table.c.id == bindparam("record_key")).values(values)
