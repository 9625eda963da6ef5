"""The results of a calibration point by point: a small grid to type or paste them into."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.calibration_points import POINT_FIELDS, found_outside, is_blank, left_outside, limit_of
from app.domain.errors import UserError
from app.domain.instruments import Calibration, CalibrationPoint, Instrument
from app.domain.keys import new_key
from app.domain.register_fields import TypedField
from app.formats import show_number
from app.services.calibration_points import add_points, points_register, write_points
from app.services.registers import CellText, Refusal, Written, with_cells
from app.storage.unit import Unit
from app.ui import theme
from app.ui.parts import InlineMessage, column, row, text
from app.ui.tables.column import RIGHT, Column
from app.ui.tables.deeds import GridDeeds
from app.ui.tables.grid import Grid
from app.ui.tables.model import TableModel
from app.ui.tables.sheet import Done
from app.ui.workspace import Workspace
from app.wording import _

ROW, MOST_ROWS = 28, 7
WIDTHS = {"point": 58, "as_found": 56, "as_left": 68, "expanded_uncertainty": 54, "coverage_factor": 28, "mpe": 48}


class PointsSheet(QObject):
    """Writes into the points of a kept calibration, or into a buffer while a new one is being typed.

    buffered: the buffer changed.
    """

    buffered = Signal()

    def __init__(self, workspace: Workspace, failed: Callable[[str], object], owner: QObject) -> None:
        super().__init__(owner)
        self._workspace, self._failed = workspace, failed
        self.fields: Mapping[str, TypedField] = {each.name: each for each in POINT_FIELDS}
        self.still = workspace.read_only
        self.pin: Callable[[Sequence[str]], object] = lambda _keys: None
        self.calibration_id = ""
        self.buffer: dict[str, CalibrationPoint] = {}

    def begin(self) -> None:
        """An empty buffer for a new calibration."""
        self.calibration_id, self.buffer = "", {}

    def write(self, deed: str, cells: Sequence[CellText], done: Done, toast: str = "") -> None:
        if self.calibration_id:
            key = self.calibration_id
            self._run(deed, lambda unit: write_points(unit, key, cells), done, toast)
            return
        self._buffer_cells(cells, done)

    def add(self, deed: str, lines: Sequence[Mapping[str, str]], done: Done) -> None:
        if self.calibration_id:
            key = self.calibration_id

            def work(unit: Unit) -> Written:
                written = add_points(unit, key, lines)
                self.pin(written.keys)
                return written

            self._run(deed, work, done, "")
            return
        cells = []
        for line in lines:
            made = CalibrationPoint(id=new_key(), calibration_id="", place=len(self.buffer) + 1)
            self.buffer[made.id] = made
            self.pin([made.id])
            cells += [CellText(made.id, field, typed) for field, typed in line.items() if typed.strip()]
        self._buffer_cells(cells, done)

    def _buffer_cells(self, cells: Sequence[CellText], done: Done) -> None:
        numbers = count(1)
        register = points_register("", lambda: next(numbers))
        refused: list[Refusal] = []
        for key in dict.fromkeys(each.key for each in cells):
            own = [each for each in cells if each.key == key]
            self.buffer[key], wrong = with_cells(register, self.buffer[key], own)
            refused += wrong
        kept = {each.cell.key for each in refused}
        self.buffer = {key: each for key, each in self.buffer.items() if not is_blank(each) or key in kept}
        self.buffered.emit()
        done(Written(tuple(dict.fromkeys(each.key for each in cells)), len(cells) - len(refused), tuple(refused)))

    def _run(self, deed: str, work: Callable[[Unit], Written], done: Done, toast: str) -> None:
        try:
            written = self._workspace.run(deed, work, toast=toast)
        except UserError as refusal:
            self._failed(str(refusal))
        else:
            done(written)


class PointsTable(QWidget):
    """changed: what was typed for a new calibration changed; of a kept one the workspace tells."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._instrument = Instrument(id="")
        self._calibration = Calibration(id="", instrument_id="")
        self.message = InlineMessage("warn", "", closable=True)
        self.sheet = PointsSheet(workspace, self._fail, self)
        still = workspace.read_only
        self.model: TableModel[CalibrationPoint] = TableModel(
            self._columns(),
            key=lambda each: each.id,
            write=None if still else lambda each, name, typed: self.deeds.write(each.id, name, typed),
            add=None if still else lambda name, typed: self.deeds.begin(name, typed),
            sorts=False,
        )
        self.grid = Grid(self.model, _("Kết quả từng điểm"))
        self.grid.setSortingEnabled(False)
        self.grid.horizontalHeader().setSortIndicatorShown(False)
        self.grid.horizontalHeader().setStyleSheet("QHeaderView::section { padding: 0 4px; }")  # six columns in 320 px
        self.grid.horizontalHeader().setMinimumSectionSize(24)
        self.grid.verticalHeader().setMinimumSectionSize(theme.px(ROW))
        self.grid.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.deeds = GridDeeds(self.grid, self.sheet, _("Sửa điểm đo"), _("Thêm điểm đo"))
        self._heading = text(_("Kết quả từng điểm"), "cap")
        self._unit = text("", "small", cut=True)
        self._outside = InlineMessage("warn")
        self.setLayout(
            column(
                row(self._heading, None, self._unit, gap=8, margins=(0, 4, 0, 0)),
                self.grid,
                self.message,
                self._outside,
                gap=4,
            )
        )
        self.grid.opened.connect(lambda: self.grid.edit(self.grid.currentIndex()))
        self.deeds.failed.connect(self._fail)
        self.deeds.told.connect(lambda kind, words: self.message.say(kind, "" if kind == "ok" else words))
        self.sheet.buffered.connect(self._show_buffer)

    def _columns(self) -> tuple[Column[CalibrationPoint], ...]:
        return tuple(
            Column(
                title=_(each.title),
                show=each.show,
                width=WIDTHS.get(each.name, 100),
                field=each.name,
                align=RIGHT,
                tone=self._tone_of(each.name),
                hides=each.name == "note",
            )
            for each in POINT_FIELDS
        )

    def _tone_of(self, name: str) -> Callable[[CalibrationPoint], str] | None:
        """An error beyond its MPE is red."""
        if name not in ("as_found", "as_left"):
            return None

        def tone(point: CalibrationPoint) -> str:
            limit = limit_of(point, self._instrument, self._calibration)
            error = getattr(point, name)
            return "bad" if limit and error is not None and abs(error) > limit else ""

        return tone

    # ---- show

    def begin(self, instrument: Instrument) -> None:
        """For a new calibration of this instrument: no points yet."""
        self._instrument = instrument
        self._calibration = Calibration(id="", instrument_id=instrument.id)
        self.sheet.begin()
        self.message.say("warn", "")
        self._show([])

    def show_points(self, instrument: Instrument, calibration: Calibration, points: Sequence[CalibrationPoint]) -> None:
        """Those of a kept calibration."""
        if calibration.id != self.sheet.calibration_id:
            self.message.say("warn", "")
        self._instrument, self._calibration = instrument, calibration
        self.sheet.calibration_id = calibration.id
        self._show(points)

    def typed(self) -> list[CalibrationPoint]:
        """What was typed for a new calibration."""
        return list(self.sheet.buffer.values())

    def has_points(self) -> bool:
        return self.model.count() > 0

    def _show_buffer(self) -> None:
        self._show(list(self.sheet.buffer.values()))
        self.changed.emit()

    def _show(self, points: Sequence[CalibrationPoint]) -> None:
        self.model.show_records(points)
        unit = self._calibration.result_unit or self._instrument.unit
        self._unit.setText(_("sai số, {unit}", unit=unit) if unit else _("sai số"))
        rows = min(MOST_ROWS, self.model.rowCount())
        self.grid.setFixedHeight(theme.px(32) + rows * theme.px(ROW) + 4)
        self._tell_outside(points)

    def _tell_outside(self, points: Sequence[CalibrationPoint]) -> None:
        """What is beyond its limit still, else what was when it came."""
        left = left_outside(points, self._instrument, self._calibration)
        found = found_outside(points, self._instrument, self._calibration)
        if left:
            words = _("Sau cùng vẫn vượt sai số cho phép ở {count} điểm.", count=show_number(len(left)))
            self._outside.say("bad", words)
            return
        words = _(
            "Khi nhận vượt sai số cho phép ở {count} điểm: xem lại các kết quả đã đo từ lần trước.",
            count=show_number(len(found)),
        )
        self._outside.say("warn", words if found else "")

    def _fail(self, sentence: str) -> None:
        self.message.say("bad", sentence)
