"""The gateway to one kind of record inside a unit of work: dataclasses in, dataclasses out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

from app.storage.convert import to_record, to_row

if TYPE_CHECKING:
    from app.storage.gateway import Gateway

T = TypeVar("T")


class Records(Generic[T]):
    """Live records of one kind. Retired ones stay in the file, but are met only in the history."""

    def __init__(self, kind: str, gateway: Gateway) -> None:
        self.kind = kind
        self._gateway = gateway

    def find(self, id: str) -> T | None:
        row = self._gateway.row(self.kind, id)
        return to_record(self.kind, row) if row and not row["retired"] else None

    def get(self, id: str) -> T:
        """The live record; KeyError when there is none."""
        record = self.find(id)
        if record is None:
            raise KeyError(f"no {self.kind} {id}")
        return record

    def all(self, **equal: object) -> list[T]:
        """Live records whose fields equal these values, in the order in which they were made."""
        return [to_record(self.kind, row) for row in self._gateway.live_rows(self.kind, equal)]

    def texts(self, *names: str) -> list[tuple[str, ...]]:
        """These text fields of every live record, without making records of them: to look through thousands."""
        return self._gateway.live_texts(self.kind, names)

    def count(self, **equal: object) -> int:
        return self._gateway.count(self.kind, equal)

    def keep(self, record: T, reason: str = "") -> T:
        """Insert or update; only changed fields are written and journaled. The record as it is kept (NFC)."""
        row = to_row(self.kind, record)
        self._gateway.write(self.kind, [row], reason)
        return to_record(self.kind, row)  # type: ignore[no-any-return]

    def keep_all(self, records: Iterable[T], reason: str = "") -> None:
        """Many at once; where a key comes twice, the later record counts."""
        self._gateway.write(self.kind, [to_row(self.kind, record) for record in records], reason)

    def retire(self, id: str, reason: str = "") -> None:
        """Leave a tombstone; KeyError when there is no live record."""
        self.get(id)
        self._gateway.write_fields(self.kind, {id: {"retired": 1}}, reason)

    def withdrawn(self) -> list[T]:
        """The retired ones, in the order in which they were made."""
        return [to_record(self.kind, row) for row in self._gateway.retired_rows(self.kind)]

    def all_at(self, revision: int) -> list[T]:
        """The records that lived right after this change of the journal, as they stood then."""
        rows = {str(row["id"]): dict(row) for row in self._gateway.live_rows(self.kind, {})}
        rows |= {str(row["id"]): dict(row) for row in self._gateway.retired_rows(self.kind)}
        for entry in reversed(self._gateway.history(self.kind, "", revision)):
            if entry.field == "":
                rows.pop(entry.record_id, None)
            elif entry.record_id in rows:
                rows[entry.record_id][entry.field] = entry.old
        return [to_record(self.kind, rows[key]) for key in sorted(rows) if not rows[key]["retired"]]

    def bring_back(self, id: str, reason: str = "") -> None:
        """Take a tombstone away; KeyError when there never was such a record."""
        self._gateway.write_fields(self.kind, {id: {"retired": 0}}, reason)
