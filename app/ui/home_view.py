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
from app.ui.preferences import documents_folder
from app.wording import _

if TYPE_CHECKING:
    from app.services.dossiers import DossierCard
    from app.services.due_calendar import Due, Looked
    from app.ui.window import MainWindow

CALENDAR_FOLDER = "home.calendar_folder"
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
        self.page.sample_asked.connect(lambda which: opening.open_sample(window, which))
        self.page.calendar_asked.connect(self._fill_calendar)
        self.page.keys_changed.connect(lambda: window.status.show_keys(self.page.keys()))
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

    # --- the calendar

    def _fill_calendar(self) -> None:
        """The calendar was made: let it lead to its dossiers, and look into those of its folder."""
        calendar = self.page.calendar
        if calendar is not None:
            calendar.opened.connect(self._open_due)
            calendar.folder_asked.connect(self._choose_calendar_folder)
            self._look_into_folder()

    def _look_into_folder(self) -> None:
        """One file after the other; the recent dossiers where no folder was chosen."""
        from app.services.due_calendar import dossiers_in
        from app.ui.pages.home_calendar import folder_words

        chosen = self._window.preferences.notes.get(CALENDAR_FOLDER, "")
        folder = Path(chosen) if chosen else documents_folder(self._window.preferences)
        recent = [Path(each) for each in self._window.preferences.recent]
        found = dossiers_in(folder) if chosen else [*recent, *dossiers_in(folder)]
        self._looked: list[Looked] = []
        self._unread = list(dict.fromkeys(each for each in found if each.is_file()))
        if self.page.calendar is not None:
            self.page.calendar.show_folder(folder_words(folder), str(folder))
        self._look_into_next()

    def _look_into_next(self) -> None:
        calendar = self.page.calendar
        if calendar is None:
            return
        calendar.show_looked(self._looked, len(self._unread))
        if not self._unread:
            return
        path, today = self._unread.pop(0), self._window.today()

        def look() -> Looked:
            from app.services.due_calendar import look_into

            return look_into(path, today)

        def show(found: Looked) -> None:
            self._looked.append(found)
            self._look_into_next()

        self._window.background.run(look, show, owner=self)

    def _open_due(self, due: Due) -> None:
        """The dossier, at the very place that settles it."""
        self._window.preferences.places[str(due.path)] = [due.reminder.page, due.reminder.target]
        opening.open_dossier(self._window, due.path)

    def _choose_calendar_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # costs 9 ms, which a start does not wait for

        preferences = self._window.preferences
        begin = preferences.notes.get(CALENDAR_FOLDER, "") or str(documents_folder(preferences))
        chosen = QFileDialog.getExistingDirectory(self, _("Xem lịch của các hồ sơ trong thư mục"), begin)
        if chosen:
            preferences.notes[CALENDAR_FOLDER] = chosen
            preferences.save()
            self._look_into_folder()

    def _forget(self, path: Path) -> None:
        self._window.preferences.forget_dossier(path)
        self._window.show_home()
