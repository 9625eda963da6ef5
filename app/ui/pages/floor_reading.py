"""Reading the rows of the floor walk: all at first, then only what a deed touched."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Changes
from app.services import floor
from app.services.floor import FloorRow
from app.storage.unit import Unit
from app.ui.workspace import Workspace

FEW = 60
"""Up to so many changed instruments are read one by one; more than that, all are read anew."""
AT_ONCE = 400
"""A larger register is read beside the window."""


class FloorReader(QObject):
    """read(rows, changed, same): the rows in order, the ids of those that changed (none: all), and whether all the
    others stand where they stood."""

    read = Signal(list, frozenset, bool)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._keys: dict[str, str] = {}
        self.is_ready = False

    def read_all(self) -> None:
        workspace = self._workspace
        cycle_id, as_of = workspace.cycle_id, workspace.as_of

        def rows() -> list[FloorRow]:
            return workspace.read(lambda unit: floor.floor_rows(unit, cycle_id, as_of))

        if workspace.read(lambda unit: unit.instruments.count()) <= AT_ONCE:
            self._tell(rows())
        else:
            workspace.background.run(rows, self._tell, lambda _error: None, owner=self)

    def read_changed(self, changes: Changes, rows: list[FloorRow]) -> None:
        if not changes.touches("sightings", "instruments", "calibrations", "links"):
            return
        sightings = changes.ids.get("sightings", frozenset())
        instruments = changes.ids.get("instruments", frozenset())
        if len(sightings) + len(instruments) > FEW or changes.touches("calibrations"):
            self.read_all()
            return
        by_id = {each.id: each for each in rows}
        newer = self._workspace.read(lambda unit: self._newer(unit, by_id, sightings, instruments))
        if newer is None:
            self.read_all()
            return
        if changes.touches("links"):
            newer |= self._photographed(by_id | newer)
        if not newer:
            return
        merged = by_id | newer
        same = len(merged) == len(by_id)
        self._tell(list(merged.values()) if same else floor.in_order(merged.values()), frozenset(newer), same=same)

    def _newer(
        self, unit: Unit, rows: dict[str, FloorRow], sightings: frozenset[str], instruments: frozenset[str]
    ) -> dict[str, FloorRow] | None:
        """The rows these records belong to; None where an instrument has left the register."""
        kept = {key: unit.sightings.find(key) for key in sightings}
        owners = {each.instrument_id if each else self._keys.get(key, "") for key, each in kept.items()} | instruments
        owners.discard("")
        found = {key: unit.instruments.find(key) for key in owners}
        if any(each is None for each in found.values()):
            return None
        cycle_id, as_of = self._workspace.cycle_id, self._workspace.as_of
        measuring = [key for key, each in found.items() if each and each.kind == "instrument"]
        if any(key in rows for key in owners if key not in measuring):
            return None
        return {key: floor.floor_row(unit, cycle_id, key, as_of) for key in measuring}

    def _photographed(self, rows: dict[str, FloorRow]) -> dict[str, FloorRow]:
        photos = self._workspace.read(floor.photo_counts)
        return {
            key: replace(each, photos=photos.get(key, 0))
            for key, each in rows.items()
            if each.photos != photos.get(key, 0)
        }

    def _tell(self, rows: list[FloorRow], changed: frozenset[str] = frozenset(), *, same: bool = False) -> None:
        self.is_ready = True
        self._keys |= {each.sighting.id: each.id for each in rows if each.sighting}
        self.read.emit(rows, changed, same)
