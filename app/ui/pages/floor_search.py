"""From a code to its row: typed in the finder, scanned, or read from a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.services.floor_finder import find, is_exact, scanned
from app.wording import _

if TYPE_CHECKING:
    from app.ui.pages.floor import FloorPage


class FloorSearch(QObject):
    """What is not found is said on the page, with a way to add it."""

    def __init__(self, page: FloorPage) -> None:
        super().__init__(page)
        self._page = page
        self._missed = ""
        page.notice.followed.connect(lambda: page.adding.begin(self._missed))

    def look_up(self, code: str) -> None:
        """A scanned code: the cursor to its instrument, in whatever area it stands."""
        page = self._page
        row = scanned(page.rows, code)
        if row is None:
            self._miss(code)
            return
        page.say_wrong("")
        page.notice.say("info", "")
        page.go_to(row.id)
        page.list.show_sought(code)

    def take_found(self) -> None:
        """Enter in the finder: one hit takes the cursor; of several the likeliest is current, and arrows choose."""
        page = self._page
        typed = page.top.finder.text()
        if not typed.strip():
            page.list.setFocus()
            return
        found = find(page.list.floor.rows, typed)
        if found.best is None:
            self._miss(typed.strip())
        elif found.certain:
            page.clear_finder()
            page.filter.widen_to(found.best)
            page.list_anew()
            page.go_to(found.best.id)
            page.list.show_sought(typed)
        else:
            page.list.setFocus()

    def take_scanned(self, code: str, ended: bool) -> None:
        """Several letters at once; without an Enter behind them they are left in the finder to be judged.

        Where a reason or place is asked, letters typed fast (or sent at once by a Vietnamese keyboard) are its words,
        unless they are the code of an instrument.
        """
        if ended:
            self.look_up(code)
        elif self._page.list.bar.asking and not any(is_exact(each, code) for each in self._page.rows):
            self._page.list.bar.type_into(code)
        else:
            self._page.top.finder.setFocus()
            self._page.top.finder.setText(code)

    def read_picture(self) -> None:
        self._page.deeds.read_picture(self._take_codes)

    def _take_codes(self, codes: list[str]) -> None:
        self.look_up(next((each for each in codes if scanned(self._page.rows, each)), codes[0]))

    def _miss(self, code: str) -> None:
        self._missed = code
        link = "" if self._page.workspace.read_only else _("Thêm mới với mã này")
        self._page.notice.say("warn", _("Không phương tiện đo nào có “{code}”.", code=code), link)
