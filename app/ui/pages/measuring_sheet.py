"""The study that is open: its sheet read anew or by single readings, and the deeds done on it."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.changes import Changes
from app.domain.readings_sheet import Cell, Sheet, sheet_of
from app.domain.studies import Reading
from app.services import studies
from app.services.inventory import InstrumentRow, instrument_row
from app.services.studies import KeptReadings, TypedReading
from app.storage.unit import Unit
from app.ui.workspace import Workspace
from app.wording import _

FEW = 40
"""Up to so many changed readings are read one by one."""


class OpenSheet:
    """sheet: as last read. All deeds raise UserError, and then nothing was changed."""

    def __init__(self, workspace: Workspace, study_id: str) -> None:
        self._workspace = workspace
        self.id = study_id
        self._readings: dict[str, Reading] = {}
        self.sheet: Sheet
        self.read()

    def read(self) -> None:
        """All of it. KeyError when the study was withdrawn."""
        self.sheet = self._workspace.read(lambda unit: studies.readings_grid(unit, self.id))
        inside = (*self.sheet.readings.values(), *self.sheet.outside)
        self._readings = {each.id: each for each in inside}

    def read_changed(self, changes: Changes) -> bool:
        """Whether anything of this study changed, and is read now. KeyError when the study was withdrawn."""
        own = self.id in changes.ids.get("studies", frozenset())
        touched = changes.ids.get("readings", frozenset())
        if not own and not touched:
            return False
        if len(touched) > FEW:
            self.read()
            return True

        def newer(unit: Unit) -> Sheet:
            study = unit.studies.get(self.id)
            for key in touched:
                found = unit.readings.find(key)
                if found is not None and found.study_id == self.id:
                    self._readings[key] = found
                else:
                    self._readings.pop(key, None)
            return sheet_of(study, self._readings.values())

        self.sheet = self._workspace.read(newer)
        return True

    def instrument(self) -> InstrumentRow | None:
        """The instrument with its state on the day of the survey; None where none is named or it was withdrawn."""
        key, as_of = self.sheet.study.instrument_id, self._workspace.as_of

        def one(unit: Unit) -> InstrumentRow | None:
            return instrument_row(unit, key, as_of) if unit.instruments.find(key) else None

        return self._workspace.read(one) if key else None

    def earlier(self, cell: Cell) -> list[str]:
        """What stood in this cell before, oldest first, as kept."""
        reading = self.sheet.readings.get(cell)
        return self._workspace.read(lambda unit: studies.history_of(unit, reading)) if reading else []

    # ---- deeds

    def write(self, cell: Cell, text: str) -> Reading | None:
        return self._workspace.run(_("Ghi số đọc"), lambda unit: studies.keep_reading(unit, self.id, *cell, text))

    def write_block(self, block: Sequence[TypedReading]) -> KeptReadings:
        return self._workspace.run(_("Dán số đọc"), lambda unit: studies.keep_readings(unit, self.id, block))

    def empty(self, cells: Sequence[Cell]) -> KeptReadings:
        block = [TypedReading(each, "") for each in cells]
        return self._workspace.run(_("Xóa ô số đọc"), lambda unit: studies.keep_readings(unit, self.id, block))

    def mark(self, cell: Cell, *, suspect: bool, reason: str) -> None:
        reading = self.sheet.readings[cell]
        deed = _("Đánh dấu nghi ngờ") if suspect else _("Giữ số đọc")
        self._workspace.run(deed, lambda unit: studies.mark_reading(unit, reading.id, suspect=suspect, reason=reason))

    def edit(self, field: str, text: str) -> None:
        self._workspace.run(_("Sửa phiếu đo"), lambda unit: studies.edit_study(unit, self.id, field, text))

    def retire(self, reason: str, toast: str) -> None:
        self._workspace.run(
            _("Bỏ nghiên cứu đo"), lambda unit: studies.retire_study(unit, self.id, reason), toast=toast
        )
