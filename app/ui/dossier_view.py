"""An open dossier in the window: the rail, the pages visited so far, and the notice of a read-only file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from app.domain.changes import Changes
from app.services import dossiers
from app.ui import opening
from app.ui.page import Frame, Page
from app.ui.pages import catalogue
from app.ui.parts import InlineMessage, column, row
from app.ui.rail import Rail
from app.ui.remembered import Remembered
from app.ui.steps import Steps, first_steps, rail_rows, read_steps
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.ui.window import MainWindow

RAIL_READS = (
    *("answers", "steps", "instruments", "calibrations", "findings", "goals", "links", "forms", "cycles"),
    *("processes", "people", "procedures", "environment", "studies", "evaluations", "evidence", "interviews"),
    *("effects", "plans", "tasks", "solutions", "comments", "meetings", "versions", "passages"),
    *("alternatives", "funding", "settings"),
    *("progress_notes", "indicator_readings", "corrective_actions", "review_items"),
)
SETTLE_MILLISECONDS = 400
FIRST_MILLISECONDS = 250
"""The page is painted before the gates are asked."""


class DossierView(QWidget):
    """Pages are made when first visited and kept; the rail is read again a moment after changes have settled."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__()
        self._window = window
        self._workspace = workspace
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._frame = Frame.WIDE
        self.rail = Rail()
        self.rail.chosen.connect(self.go)
        self._stack = QStackedWidget()
        self._notice = InlineMessage(
            "warn",
            workspace.notice,
            self._way_out(),
            self._take_way_out,
            strong=_("Chỉ đọc.") if workspace.read_only else "",
        )
        right = column(self._notice, gap=0)
        right.addWidget(self._stack, 1)
        body = row(self.rail, gap=0)
        body.addLayout(right, 1)
        self.setLayout(body)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self.read_rail)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        workspace.changed.connect(self._changed)
        workspace.go.connect(self.go)
        workspace.wrong.connect(self.say_wrong)
        self._remembered = Remembered()
        self._is_reading = False
        self._steps = first_steps(workspace)
        workspace.asks_gates = True
        window.ready.connect(self._after_the_paint, Qt.ConnectionType.SingleShotConnection)

    @Slot()
    def _after_the_paint(self) -> None:
        """What the first look does not need: the gates of the rail, and the folder that photos come into."""
        QTimer.singleShot(FIRST_MILLISECONDS, self, self.read_rail)
        QTimer.singleShot(FIRST_MILLISECONDS, self, self._begin_watching)

    def _way_out(self) -> str:
        """What the notice of a file that is only read offers."""
        if dossiers.is_backup(self._workspace.store.path):
            return _("Khôi phục thành hồ sơ mới")
        return _("Về chu kỳ đang làm") if self._workspace.views_older else ""

    def _take_way_out(self) -> None:
        if dossiers.is_backup(self._workspace.store.path):
            opening.restore_backup(self._window, self._workspace.store.path)
        else:
            self._workspace.view_cycle(self._workspace.cycles[-1].id)

    def _begin_watching(self) -> None:
        """New photos come in, and what was not made small before is, whichever page is shown."""
        from app.ui.pictures import pictures_of
        from app.ui.watched_folder import watched_folder_of

        pictures_of(self._workspace)
        watched_folder_of(self._workspace)

    # --- moving

    def go(self, key: str, target: str = "") -> None:
        """Show a page; an unknown one (of a newer edition) becomes the survey."""
        entry = catalogue.entry(key) or catalogue.PAGES[0]
        page = self._pages.get(entry.key) or self._make(entry)
        left = self.page()
        self._current = entry.key
        if left is not None and left is not page:
            left.say_wrong("")
        focused = QApplication.focusWidget()
        was_here = focused is not None and page.isAncestorOf(focused)
        self._stack.setCurrentWidget(page)
        self._place_head(page)
        self._show_rail()
        self.show_keys()
        if not was_here:
            self.focus_page()  # else Qt gives it to the first button of the head
        if target:
            page.show_target(target)
        focused = QApplication.focusWidget()
        if focused is None or not page.isAncestorOf(focused):
            QTimer.singleShot(0, self, self.focus_page)

    def focus_page(self) -> None:
        page = self.page()
        first = next((each for each in page.panes() if each.isVisible()), page) if page is not None else None
        if first is not None:
            first.setFocus()

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        """What had the focus may go out of sight (an undo empties the list): the page keeps it, not the top bar."""
        page = self.page()
        if page is None or old is None or not isValid(old) or not page.isAncestorOf(old):
            return
        if now is None or not page.isAncestorOf(now):
            QTimer.singleShot(0, self, lambda: self._keep_focus(page, old))

    def _keep_focus(self, page: Page, old: QWidget) -> None:
        is_gone = not isValid(old) or not old.isVisible()
        if is_gone and page is self.page() and page.isVisible() and QApplication.activeModalWidget() is None:
            self.focus_page()

    def page(self) -> Page | None:
        return self._pages.get(self._current)

    def place(self) -> tuple[str, str]:
        page = self.page()
        return (self._current, page.place()) if page is not None else ("survey", "")

    def go_step(self, number: int) -> None:
        self.go(catalogue.page_of_step(number))

    def next_pane(self, step: int) -> None:
        """F6: the rail, then the panes of the page, around and around."""
        page = self.page()
        panes = [self.rail.list, *(each for each in (page.panes() if page is not None else ()) if each.isVisible())]
        focused = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(panes) if focused and (pane is focused or pane.isAncestorOf(focused))), 0)
        panes[(at + step) % len(panes)].setFocus()

    def _make(self, entry: catalogue.PageEntry) -> Page:
        page = entry.make(self._workspace)
        page.keys_changed.connect(self.show_keys)
        page.use_frame(self._frame)
        self._pages[entry.key] = page
        self._stack.addWidget(page)
        return page

    # --- what it shows

    def use_frame(self, frame: Frame) -> None:
        """The rail folds to 60 below 1360; on a small screen the head of the page goes into the top bar."""
        self._frame = frame
        self.rail.use_width(narrow=frame in (Frame.NARROW, Frame.SMALL))
        for page in self._pages.values():
            page.use_frame(frame)
        shown = self.page()
        if shown is not None:
            self._place_head(shown)

    def _place_head(self, page: Page) -> None:
        narrow = self._frame is not Frame.WIDE
        self.rail.setVisible(not page.whole_window)
        self._window.top.setVisible(not page.whole_window)
        self._window.status.setVisible(not page.own_foot)
        if page.whole_window:
            self._window.top.take_head(None, narrow=narrow)
            self._give_heads_back(None)
            page.head.hide()
            return
        if self._frame is Frame.SMALL:
            self._give_heads_back(page)
            self._window.top.take_head(page.head, narrow=narrow)
        else:
            self._window.top.take_head(None, narrow=narrow)
            self._give_heads_back(None)
            page.head.fold(False, narrow=narrow)
        self._window.top.use_frame(small=self._frame is Frame.SMALL)

    def _give_heads_back(self, kept: Page | None) -> None:
        for page in self._pages.values():
            if page is not kept and page.head.parentWidget() is not page:
                page.take_head_back()

    def show_keys(self) -> None:
        page = self.page()
        if page is not None:
            self._window.status.show_keys(page.keys())

    def say_wrong(self, sentence: str) -> None:
        page = self.page()
        if page is not None:
            page.say_wrong(sentence)

    def read_rail(self) -> None:
        """Ask the programme again how far each step is."""
        if self._is_reading:
            self._settle.start()
            return
        self._is_reading = True
        workspace, remembered = self._workspace, self._remembered
        workspace.background.run(
            lambda: read_steps(workspace, remembered), self._take_steps, lambda _error: None, owner=self
        )

    def _take_steps(self, steps: Steps) -> None:
        self._is_reading = False
        self._steps = steps
        self._show_rail()
        self._workspace.steps = steps[0]
        self._workspace.steps_read.emit()

    def _show_rail(self) -> None:
        views, counts = self._steps
        entry = catalogue.entry(self._current)
        current = entry.home if entry is not None and entry.home else self._current
        self.rail.show_rows(rail_rows(views, counts, current), current)

    def let_go(self) -> None:
        """Hear no more of the workspace; the window takes this view away."""
        self._settle.stop()
        self._window.top.show()
        self._window.status.show()
        for signal, slot in (
            (self._workspace.changed, self._changed),
            (self._workspace.go, self.go),
            (self._workspace.wrong, self.say_wrong),
        ):
            signal.disconnect(slot)
        for page in self._pages.values():
            if isValid(page):
                page.let_go()

    def _changed(self, changes: Changes) -> None:
        self._remembered.forget(changes)
        if changes.touches("steps"):
            self.read_rail()
        elif changes.touches(*RAIL_READS):
            self._settle.start()
