"""The home page in the window: reads the recent files one by one after the page stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.ui import opening
from app.ui.pages.home import HomePage
from app.ui.parts import column

if TYPE_CHECKING:
    from app.services.dossiers import DossierCard
    from app.ui.window import MainWindow

READ_MILLISECONDS = 20
"""The page is painted before the first file is read; two threads of Python would only hold each other up."""


class HomeView(QWidget):
    """Rows stand at once; what each file holds is filled in as it is read."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._waiting = [Path(each) for each in window.preferences.recent]
        self.page = HomePage(self._waiting, window.today())
        self._column = column(self.page)
        self.setLayout(self._column)
        self.page.open_asked.connect(lambda path: opening.open_dossier(window, path))
        self.page.choose_asked.connect(lambda: opening.choose_dossier(window))
        self.page.new_asked.connect(lambda: opening.make_dossier(window))
        self.page.sample_asked.connect(lambda: opening.open_sample(window))
        self.page.forget_asked.connect(self._forget)

    def start(self) -> None:
        self._window.status.show_keys(self.page.keys())
        self.page.focus_list()
        QTimer.singleShot(READ_MILLISECONDS, self, self._read_next)

    def next_pane(self, step: int) -> None:
        panes = list(self.page.panes())
        if panes:
            at = next((place for place, each in enumerate(panes) if each.hasFocus()), 0)
            panes[(at + step) % len(panes)].setFocus()

    def _read_next(self) -> None:
        """One file after the other, in the background, so that the window can be used meanwhile."""
        if not self._waiting:
            return
        path = self._waiting.pop(0)

        def read() -> DossierCard:
            from app.services import dossiers

            return dossiers.describe_dossier(path)

        def show(card: DossierCard) -> None:
            self.page.show_card(path, card)
            self._read_next()

        def fail(error: UserError) -> None:
            self.page.show_trouble(path, str(error))
            self._read_next()

        self._window.background.run(read, show, fail, owner=self)

    def _forget(self, path: Path) -> None:
        self._window.preferences.forget_dossier(path)
        self._window.show_home()
