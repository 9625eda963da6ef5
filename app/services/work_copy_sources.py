"""What a work copy asks of the records behind it, be it a register or the survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from app.domain.work_copies import Table
from app.storage.unit import Unit


@dataclass(slots=True)
class Settled:
    """What would become of a row. refused: column -> why; notes: what else one should know; is_there: a new row whose
    record the dossier has already."""

    refused: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    is_there: bool = False


class Source(Protocol):
    """Records as they are now. exported: the table to write; table: all that may come back. canonical: a value read
    from the file as the record would keep it. settle says what values would do, write does it, retire takes a record
    out. outlook: what else the values of many rows would bring, by row.
    """

    key: str

    def exported(self) -> Table: ...

    def table(self) -> Table: ...

    def canonical(self, record_id: str, column: str, value: str) -> str: ...

    def outlook(self, rows: Mapping[str, Mapping[str, str]]) -> Mapping[str, list[str]]: ...

    def settle(self, record_id: str, cells: Mapping[str, str]) -> Settled: ...

    def write(self, unit: Unit, record_id: str, cells: Mapping[str, str]) -> None: ...

    def retire(self, unit: Unit, record_id: str) -> None: ...
