"""The register of measurement standards and reference materials: judged by their certificates as instruments are."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from app.services import inventory
from app.services.inventory import InstrumentRow
from app.ui.pages.instrument_look import standard_look
from app.ui.pages.instrument_shapes import STANDARD_SHAPE, FormShape
from app.ui.pages.instruments import InstrumentsPage
from app.ui.parts import button
from app.ui.tables.look import TableLook
from app.wording import _


class StandardsPage(InstrumentsPage):
    """target: the id of a standard."""

    kinds = inventory.STANDARDS
    notes_key = "standards"

    def title(self) -> str:
        return _("Chuẩn đo lường, chất chuẩn")

    def look(self) -> TableLook[InstrumentRow]:
        return standard_look()

    def shape(self) -> FormShape:
        return STANDARD_SHAPE

    def add_words(self) -> str:
        return _("Thêm chuẩn đo lường")

    def retire_words(self) -> str:
        return _("Bỏ chuẩn đo lường")

    def begin_buttons(self) -> list[QPushButton]:
        if self.workspace_is_still():
            return []
        return [
            button(_("Dán từ Excel"), self.paste_lines, kind="primary", icon_name="paste"),
            button(self.add_words(), self.add_instrument, icon_name="plus"),
        ]

    def head_buttons(self) -> list[QPushButton]:
        return [button(_("Dán từ Excel"), self.paste_lines, icon_name="paste", tip="Ctrl+Shift+V")]
