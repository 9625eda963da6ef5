"""What is done to the register in its page: field by field in the side form, and block by block in the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from app.domain.errors import UserError
from app.formats import show_number
from app.services import inventory
from app.services.inventory import InstrumentRow
from app.services.legal_groups import accept_group
from app.storage.unit import Unit
from app.ui.pages.instrument_form import InstrumentForm
from app.ui.tables.grid import Grid
from app.ui.workspace import Workspace
from app.wording import _


class FormDeeds(QObject):
    """The deeds of the side form; what is refused is said beside its field. rows: all that are in the register."""

    def __init__(self, workspace: Workspace, form: InstrumentForm, rows: Callable[[], Iterable[InstrumentRow]]) -> None:
        super().__init__(form)
        self._workspace, self._form, self._rows = workspace, form, rows
        form.edited.connect(self._edit)
        form.legal.settled.connect(self._settle_group)
        form.panel.made.connect(self._keep_calibration)
        form.panel.edited.connect(self._edit_calibration)
        form.panel.retired.connect(self._retire_calibration)

    def _edit(self, field: str, typed: str) -> None:
        if self._form.row is None:
            return
        key = self._form.row.instrument.id
        try:
            self._workspace.run(
                _("Sửa phương tiện đo"), lambda unit: inventory.edit_instrument(unit, key, field, typed)
            )
        except UserError as refusal:
            self._form.fields[field].show_error(str(refusal))
        else:
            self._form.fields[field].show_error("")

    def _settle_group(self, group: str, line: str) -> None:
        """A decision on a name holds for all instruments that carry it and are as open as this one."""
        if self._form.row is None:
            return
        this = self._form.row.instrument
        same = [each.instrument for each in self._rows() if each.instrument.name == this.name]
        ids = [each.id for each in same if (each.group, each.legal_code) == (this.group, this.legal_code)]
        told = _("Đã xếp nhóm cho {count} phương tiện đo cùng tên.", count=show_number(len(ids)))
        self._workspace.run(_("Xếp nhóm phương tiện đo"), lambda unit: accept_group(unit, ids, group, line), toast=told)

    def _keep_calibration(self, typed: dict[str, str]) -> None:
        if self._form.row is None:
            return
        key = self._form.row.instrument.id
        try:
            self._workspace.run(
                _("Thêm lần kiểm định, hiệu chuẩn"), lambda unit: inventory.keep_calibration(unit, key, **typed)
            )
        except UserError as refusal:
            self._form.panel.show_error("valid_until", str(refusal))
        else:
            self._form.close_calibration()

    def _edit_calibration(self, field: str, typed: str) -> None:
        if self._form.panel.calibration is None:
            return
        key = self._form.panel.calibration.id
        self._form.panel.show_error(field, "")
        try:
            self._workspace.run(
                _("Sửa lần kiểm định, hiệu chuẩn"), lambda unit: inventory.edit_calibration(unit, key, field, typed)
            )
        except UserError as refusal:
            self._form.panel.show_error(field, str(refusal))

    def _retire_calibration(self, reason: str) -> None:
        if self._form.panel.calibration is None:
            return
        key = self._form.panel.calibration.id
        self._workspace.run(
            _("Bỏ lần kiểm định, hiệu chuẩn"),
            lambda unit: inventory.retire_calibration(unit, key, reason),
            toast=_("Đã bỏ một lần kiểm định, hiệu chuẩn."),
        )


class BlockDeeds(QObject):
    """Pasting, filling down and clearing the chosen cells: all of it as one deed, or nothing and the reason why."""

    def __init__(self, workspace: Workspace, grid: Grid, say: Callable[[str], None]) -> None:
        super().__init__(grid)
        self._workspace, self._grid, self._say = workspace, grid, say
        grid.pasted.connect(self._paste)
        grid.filled_down.connect(self._fill_down)
        grid.cleared.connect(self._clear)

    def _paste(self, block: str) -> None:
        index = self._grid.currentIndex()
        if not index.isValid() or self._workspace.read_only or not block:
            return
        fields = self._grid.columns_from(index.column())
        if not fields:
            self._say(_("Cột này tính từ các lần kiểm định, nên không dán vào được. Ghi ở phiếu bên phải."))
            return
        chosen = sorted({each.row() for each in self._grid.chosen()})
        below = [each.instrument.id for each in self._grid.table.records()[chosen[0] :]]
        single = "\t" not in block and "\n" not in block.rstrip("\r\n")
        ids = [self._grid.table.record(each).instrument.id for each in chosen] if single else below
        first = min(each.column() for each in self._grid.chosen())
        fields = self._grid.columns_from(first) or fields
        self._carry_out(_("Dán khối ô"), lambda unit: inventory.paste_block(unit, ids, fields, block))

    def _fill_down(self) -> None:
        index = self._grid.currentIndex()
        if not index.isValid() or self._workspace.read_only:
            return
        cells = self._grid.chosen()
        field = self._grid.table.columns[min(each.column() for each in cells)].field
        if not field:
            self._say(_("Cột này tính từ các lần kiểm định, nên không chép xuống được."))
            return
        ids = [self._grid.table.record(each).instrument.id for each in sorted({each.row() for each in cells})]
        self._carry_out(_("Chép xuống"), lambda unit: inventory.fill_down(unit, ids, field))

    def _clear(self) -> None:
        by_field: dict[str, list[str]] = {}
        for cell in self._grid.chosen():
            field = self._grid.table.columns[cell.column()].field
            if field:
                by_field.setdefault(field, []).append(self._grid.table.record(cell.row()).instrument.id)
        if not by_field or self._workspace.read_only:
            return

        def clear(unit: Unit) -> None:
            for field, ids in by_field.items():
                inventory.edit_instruments(unit, ids, field, "")

        count = sum(map(len, by_field.values()))
        self._carry_out(_("Xóa ô"), clear, toast=_("Đã xóa {count} ô.", count=show_number(count)))

    def _carry_out(self, deed: str, work: Callable[[Unit], object], toast: str = "") -> None:
        """A deed on a block: all of it, or nothing and the reason under the head."""
        try:
            self._workspace.run(deed, work, toast=toast)
        except UserError as refusal:
            self._say(str(refusal))
        else:
            self._say("")
