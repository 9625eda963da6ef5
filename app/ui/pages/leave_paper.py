"""What is printed around the papers: agency, number, place, signer. Each field is kept the moment it is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.domain.paper_settings import PAPER_SETTINGS
from app.domain.sites import Setting
from app.services.office_profiles import names_warning
from app.services.reporting import set_paper_setting
from app.ui.pages.leave_heads import card_head
from app.ui.parts import Card, Field, InlineMessage, button, hairline, scrolled, text
from app.ui.parts.surfaces import column
from app.ui.workspace import Workspace
from app.wording import _


class PaperCard(Card):
    """closed: the person is done."""

    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self._workspace = workspace
        self.setAccessibleName(_("Cơ quan, số, người ký"))
        self.fields: dict[str, Field] = {}
        for each in PAPER_SETTINGS:
            field = Field(_(each.label), placeholder="", note="")
            field.editor.setToolTip(_(each.hint))
            field.set_read_only(workspace.read_only)
            field.committed.connect(lambda text, name=each.name: self._keep(name, text))
            self.fields[each.name] = field
        self.warning = InlineMessage("warn", "")
        back = button(_("Xong"), self.closed.emit, icon_name="check")
        profiles = button(_("Mẫu cơ quan…"), self.open_profiles, kind="ghost", icon_name="settings")
        self.content.setSpacing(0)
        self.content.addWidget(card_head(_("Cơ quan, số, người ký"), profiles, back))
        self.content.addWidget(hairline())
        self.content.addWidget(self.warning)
        self.content.addWidget(scrolled(self._form()), 1)

    def _form(self) -> QWidget:
        held = QWidget()
        items: list[QWidget | int | None] = []
        for each in PAPER_SETTINGS:
            items += [self.fields[each.name], text(_(each.hint), "small", wrap=True), 10]
        held.setLayout(column(*items, None, gap=4, margins=(14, 10, 12, 12)))
        return held

    def show_settings(self, settings: tuple[Setting, ...]) -> None:
        values = {each.name: each.value for each in settings}
        for name, field in self.fields.items():
            if not field.editor.hasFocus():
                field.show_value(values.get(name, ""))
        self.warning.say("warn", names_warning(settings))

    def open_profiles(self) -> None:
        from app.ui.pages.office_profile_dialog import OfficeProfileDialog

        OfficeProfileDialog(self._workspace, self).open()

    def _keep(self, name: str, typed: str) -> None:
        try:
            kept = self._workspace.run(_("Sửa phần đầu văn bản"), lambda unit: set_paper_setting(unit, name, typed))
        except UserError as error:
            self.fields[name].show_error(str(error))
            return
        self.fields[name].show_value(kept.value)
