"""What the floor walk lists: the chosen area, whether only what is unseen, and what stays under one's hands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.services.floor import FloorRow
from app.services.floor_finder import find

EVERYWHERE, NOWHERE = "*", "-"
"""All areas; instruments without a location."""


@dataclass(frozen=True, slots=True)
class Listed:
    """rows in order; current: the row the cursor goes to, "" to stay. elsewhere: none of the hits is in the area."""

    rows: list[FloorRow]
    current: str = ""
    elsewhere: bool = False


@dataclass(slots=True)
class FloorFilter:
    """kept: rows that stay listed although they no longer pass, because they were answered or moved just now."""

    area: str = EVERYWHERE
    only_unseen: bool = False
    kept: set[str] = field(default_factory=set)

    def inside(self, rows: Sequence[FloorRow]) -> Sequence[FloorRow]:
        """Those of the chosen area."""
        key = "" if self.area == NOWHERE else self.area
        return rows if self.area == EVERYWHERE else [each for each in rows if each.area == key]

    def listed(self, rows: Sequence[FloorRow], typed: str) -> Listed:
        """typed: what stands in the finder; it looks in the area first, then everywhere."""
        inside = self.inside(rows)
        if not typed.strip():
            passing = {each.id for each in inside if not (self.only_unseen and each.sighting)} | self.kept
            return Listed([each for each in rows if each.id in passing])
        found = find(inside, typed)
        elsewhere = found.best is None and self.area != EVERYWHERE
        if elsewhere:
            found = find(rows, typed)
        return Listed(list(found.hits), found.best.id if found.best else "", elsewhere and found.best is not None)

    def choose(self, area: str, *, only_unseen: bool) -> None:
        self.area, self.only_unseen = area, only_unseen
        self.kept.clear()

    def keep(self, rows: Iterable[FloorRow]) -> None:
        self.kept |= {each.id for each in rows}

    def widen_to(self, row: FloorRow) -> None:
        """Let this row through."""
        self.only_unseen = self.only_unseen and row.sighting is None
        if self.area not in (EVERYWHERE, row.area or NOWHERE):
            self.area = EVERYWHERE
