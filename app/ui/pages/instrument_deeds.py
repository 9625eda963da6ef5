"""What is done to the register in its page, field by field in the side form."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from app.domain.errors import UserError
from app.formats import show_number
from app.services import inventory
from app.services.calibration_points import keep_points
from app.services.certificates import link_certificate
from app.services.inventory import InstrumentRow
from app.services.legal_groups import accept_group
from app.services.registers import Register, edit_field
from app.storage.unit import Unit
from app.ui.pages.instrument_form import InstrumentForm
from app.ui.workspace import Workspace
from app.wording import _


class FormDeeds(QObject):
    """The deeds of the side form; what is refused is said beside its field. rows: all that are in the register."""

    def __init__(
        self,
        workspace: Workspace,
        form: InstrumentForm,
        register: Register,
        rows: Callable[[], Iterable[InstrumentRow]],
        paper: Callable[[], str],
    ) -> None:
        """paper: the evidence that is being typed from, "" for none; it is linked to what comes of it."""
        super().__init__(form)
        self._workspace, self._form, self._register, self._rows, self._paper = workspace, form, register, rows, paper
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
                _("Sửa phương tiện đo"), lambda unit: edit_field(unit, self._register, key, field, typed)
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
        key, points, paper = self._form.row.instrument.id, self._form.panel.points.typed(), self._paper()

        def keep(unit: Unit) -> None:
            made = inventory.keep_calibration(unit, key, **typed)
            if points:
                keep_points(unit, made.id, points)
            if paper:
                link_certificate(unit, made.id, paper)

        try:
            self._workspace.run(_("Thêm lần kiểm định, hiệu chuẩn"), keep)
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
