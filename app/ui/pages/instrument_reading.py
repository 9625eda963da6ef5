"""Reading the rows of a register of instruments: what changed at once, a whole long register beside the window."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Changes
from app.services import inventory
from app.services.inventory import InstrumentRow
from app.storage.unit import Unit
from app.ui.workspace import Workspace

FEW = 60
"""Up to so many changed instruments are read one by one; more than that, the register is read anew."""
AT_ONCE = 400
"""A register of so many is read before the window goes on; a longer one would make it wait."""


class RowsReader(QObject):
    """arrived(rows): all rows of the register, in the order they came into it."""

    arrived = Signal(list)

    def __init__(self, workspace: Workspace, kinds: Sequence[str], owner: QObject) -> None:
        super().__init__(owner)
        self._workspace, self._kinds = workspace, tuple(kinds)

    def read_all(self) -> None:
        """arrived tells them: at once for a short register, else as soon as they are read."""
        if self._workspace.read(lambda unit: unit.instruments.count()) <= AT_ONCE:
            self.arrived.emit(self._read())
        else:
            self._workspace.background.run(self._read, self.arrived.emit, owner=self)

    def _read(self) -> list[InstrumentRow]:
        as_of, kinds = self._workspace.as_of, self._kinds
        return self._workspace.read(lambda unit: inventory.instrument_rows(unit, as_of, kinds=kinds))

    def read_few(self, changes: Changes, known: Collection[str]) -> list[InstrumentRow] | None:
        """Only what changed, so that an edit in place costs no more in a large register; None for many or new ones."""
        calibrations = changes.ids.get("calibrations", frozenset())
        ids = set(changes.ids.get("instruments", frozenset()))
        if len(calibrations) > FEW or len(ids) > FEW:
            return None
        as_of = self._workspace.as_of

        def read(unit: Unit) -> list[InstrumentRow] | None:
            kept = [unit.calibrations.find(each) for each in calibrations]
            owners = ids | {each.instrument_id for each in kept if each}
            found = [unit.instruments.find(each) for each in owners]
            if None in kept or None in found:
                return None
            own = [each.id for each in found if each and each.kind in self._kinds]
            return [inventory.instrument_row(unit, each, as_of) for each in own]

        rows = self._workspace.read(read)
        return None if rows is None or any(each.instrument.id not in known for each in rows) else rows
