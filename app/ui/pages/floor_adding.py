"""What is found on the floor and stands in no list: from the five fields into the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.errors import UserError
from app.services.floor import areas

if TYPE_CHECKING:
    from app.ui.pages.floor import FloorPage


class FloorAdding(QObject):
    """Opens the panel of five fields, keeps what is in them, and puts the cursor on the new row."""

    def __init__(self, page: FloorPage) -> None:
        super().__init__(page)
        self._page = page
        page.panel.given.connect(self._keep)
        page.panel.closed.connect(self.close)
        page.panel.way_wanted.connect(self._go)

    def begin(self, code: str = "") -> None:
        """Empty fields in the area one is in; code: as it was scanned."""
        page = self._page
        if page.workspace.read_only:
            return
        here = page.area_here()
        name = next((each.name for each in areas(page.rows) if each.key == here), "")
        page.notice.say("info", "")
        page.panel.begin(name, code)

    def close(self) -> None:
        self._page.panel.hide()
        self._page.list.setFocus()

    def _keep(self) -> None:
        page = self._page
        try:
            made = page.deeds.add(page.panel.values())
        except UserError as error:
            page.panel.say_wrong(str(error))
            return
        page.panel.hide()
        page.go_to(made.id)

    def _go(self, key: str) -> None:
        self._page.panel.hide()
        self._page.go_to(key)
