"""The one window: top bar, rail, page and status line, and what it takes to move between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from app.domain.errors import UserError
from app.ui import theme
from app.ui.background import Background
from app.ui.commands import add_shortcuts
from app.ui.frames import Frame, frame_of
from app.ui.home_view import HomeView
from app.ui.icons import window_icon
from app.ui.language import speak
from app.ui.parts import EmptyState, Toast, column
from app.ui.preferences import Preferences
from app.ui.status_line import StatusLine
from app.ui.top_bar import TopBar
from app.ui.typing_undo import TypingUndo
from app.wording import _

if TYPE_CHECKING:
    from app.ui.dossier_view import DossierView
    from app.ui.workspace import Workspace

SMALLEST = (720, 440)
WARM_UP_MILLISECONDS = 300
FIRST_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """Shows the home page, or one open dossier; built anew, pages and all, when theme, language or text size change.

    ready comes once, when the first page can be used and all of it is on the screen.
    """

    ready = Signal()

    def __init__(self, preferences: Preferences, background: Background, today: date | None = None) -> None:
        super().__init__()
        self.preferences = preferences
        self.background = background
        self.fixed_today = today
        self.workspace: Workspace | None = None
        self.is_opening = False
        self.home: HomeView | None = None
        self.dossier: DossierView | None = None
        self.setWindowIcon(window_icon())
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.resize(*FIRST_SIZE)
        add_shortcuts(self)
        self._typing = TypingUndo(self)
        self._build()
        background.busy.connect(self._show_busy)
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._follow_system)

    @Slot(str)
    def _show_busy(self, words: str) -> None:
        """A slot, not a lambda: Qt lets go of it with the window, while late work still ends in the background."""
        if isValid(self.status):
            self.status.show_busy(words)

    def start(self, path: Path | None) -> None:
        """The first page: the dossier given, or home."""
        if path is None:
            self._show_home_view()
            self._tell_ready()
            return
        opening = EmptyState("folder", _("Đang mở {name}…", name=path.name))
        self._middle.addWidget(opening)
        self._use_frame()
        self.open_dossier(path.absolute())

    def _tell_ready(self) -> None:
        """After what was asked for is painted."""
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, self.ready.emit))

    def today(self) -> date:
        return self.fixed_today or date.today()

    # --- building

    def _build(self) -> None:
        self.top = TopBar(self.preferences.theme)
        self.status = StatusLine()
        self._connect_top()
        self._middle = column(gap=0)
        ground = QWidget()
        body = column(self.top, gap=0)
        body.addLayout(self._middle, 1)
        body.addWidget(self.status)
        ground.setLayout(body)
        self.setCentralWidget(ground)
        self.toast = Toast(ground, _("Hoàn tác Ctrl+Z"))
        self.toast.taken_back.connect(self.undo)
        self.top.show_person(self.preferences.person)

    def _connect_top(self) -> None:
        from app.ui import dialogs

        self.top.home_asked.connect(self.show_home)
        self.top.cycle_asked.connect(self._ask_cycle)
        self.top.palette_asked.connect(lambda: dialogs.open_palette(self))
        self.top.undo_asked.connect(self.undo)
        self.top.redo_asked.connect(self.redo)
        self.top.history_asked.connect(lambda: dialogs.show_history(self))
        self.top.theme_asked.connect(self.use_theme)
        self.top.settings_asked.connect(lambda: dialogs.show_settings(self))
        self.top.keys_asked.connect(lambda: dialogs.show_keys(self))

    def rebuild(self) -> None:
        """Take theme, language and text size from the preferences, and build all anew at the place one is at."""
        place = self.dossier.place() if self.dossier is not None else None
        self._take_down()
        speak(self.preferences.language)
        theme.use(self.preferences.theme, self.preferences.text_size)
        theme.apply(QApplication.instance())  # type: ignore[arg-type]
        self._build()
        if self.workspace is not None:
            self._show_workspace(self.workspace, place)
        else:
            self._show_home_view()

    def _take_down(self) -> None:
        if self.dossier is not None:
            self.dossier.let_go()
        self.dossier = None
        self.home = None

    # --- what is shown

    def show_home(self) -> None:
        """Close the open dossier, with a backup where it changed, and show the home page."""
        self._close_workspace()
        self._show_home_view()

    def _show_home_view(self) -> None:
        self._empty_middle()
        self.home = HomeView(self)
        self._middle.addWidget(self.home)
        self.setWindowTitle(_("Đo Chuẩn"))
        self.top.show_dossier("", "", "")
        self.status.clear()
        self._use_frame()
        self.home.start()

    def show_workspace(self, workspace: Workspace) -> None:
        """Go on with a dossier that was just opened or made, at the page it was left at."""
        self._close_workspace()
        self.workspace = workspace
        workspace.told.connect(lambda words: self.toast.tell(words))
        workspace.saved.connect(self.show_saved)
        workspace.cycle_turned.connect(self._turn_cycle)
        left_at = self.preferences.places.get(str(workspace.store.path), [])
        self.preferences.remember_dossier(workspace.store.path)
        place = (left_at[0], left_at[1]) if len(left_at) == 2 else None
        self._show_workspace(workspace, place)

    def _show_workspace(self, workspace: Workspace, place: tuple[str, str] | None) -> None:
        from app.ui.dossier_view import DossierView

        self._empty_middle()
        self.dossier = DossierView(self, workspace)
        self._middle.addWidget(self.dossier)
        self.setWindowTitle(_("{enterprise} – Đo Chuẩn", enterprise=workspace.site.enterprise))
        self._use_frame()
        self.show_saved()
        self.dossier.go(*(place or ("survey", "")))
        self._tell_ready()
        self.ready.connect(self._warm_up_soon, Qt.ConnectionType.SingleShotConnection)

    @Slot()
    def _warm_up_soon(self) -> None:
        QTimer.singleShot(WARM_UP_MILLISECONDS, self, self._warm_up)

    def _warm_up(self) -> None:
        """When the page is painted: what keeping an answer needs, before the first one is given; then other pages."""
        from app import storage
        from app.ui.warming import Warming

        if self.workspace is None or self.dossier is None:
            return
        if not self.workspace.read_only:
            self.background.run(storage.warm_up, lambda _none: None, owner=self)
        Warming(self.background, self.dossier)

    def _empty_middle(self) -> None:
        self.top.take_head(None, narrow=False)
        while (item := self._middle.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._take_down()

    def _close_workspace(self) -> None:
        if self.workspace is None:
            return
        self.remember_place()
        closing, self.workspace = self.workspace, None
        self._empty_middle()
        closing.close()

    def remember_place(self) -> None:
        if self.workspace is not None and self.dossier is not None:
            self.preferences.places[str(self.workspace.store.path)] = list(self.dossier.place())
            self.preferences.save()

    def next_pane(self, step: int) -> None:
        if self.dossier is not None:
            self.dossier.next_pane(step)
        elif self.home is not None:
            self.home.next_pane(step)

    def show_saved(self) -> None:
        """The status line and the undo buttons, read again from the store."""
        if self.workspace is None:
            return
        store = self.workspace.store
        self.status.show_saved(store.saved_at, store.last_backup_at, self.workspace.today, store.notice)
        self.top.show_undo(store.next_undo(), store.next_redo())
        site = self.workspace.site
        self.top.show_dossier(site.enterprise, site.name, self.workspace.cycle.name)
        self.top.show_cycles(
            [(each.id, each.name) for each in reversed(self.workspace.cycles)], self.workspace.cycle_id
        )

    def say_wrong(self, sentence: str, link: str = "", followed: Callable[[], object] | None = None) -> None:
        """A mistake with no place of its own; where nothing could be opened, the home page says it and the way out."""
        if self.dossier is None and self.home is None:
            self._show_home_view()
        if self.dossier is not None:
            self.dossier.say_wrong(sentence)
        elif self.home is not None:
            self.home.page.say_wrong(sentence, link, followed)

    def _ask_cycle(self, cycle_id: str) -> None:
        """A cycle to look at, or "" for a new one."""
        if self.workspace is None:
            return
        if cycle_id:
            self.workspace.view_cycle(cycle_id)
        else:
            from app.ui import dialogs

            dialogs.start_cycle(self)

    @Slot()
    def _turn_cycle(self) -> None:
        """Another cycle: every page is made anew, at the place one is at."""
        QTimer.singleShot(0, self, self.rebuild)

    # --- deeds of the window

    def undo(self) -> None:
        self._move("undo")

    def redo(self) -> None:
        self._move("redo")

    def _move(self, which: str) -> None:
        if self.workspace is None or self.workspace.read_only:
            return
        try:
            deed = self.workspace.undo() if which == "undo" else self.workspace.redo()
        except UserError as error:
            self.say_wrong(str(error))
            return
        if deed is not None:
            self.toast.hide()
            words = _("Đã hoàn tác: {deed}", deed=deed) if which == "undo" else _("Đã làm lại: {deed}", deed=deed)
            self.status.show_deed(words)

    def use_theme(self, name: str) -> None:
        self.preferences.theme = name
        self.preferences.save()
        QTimer.singleShot(0, self.rebuild)

    def _follow_system(self) -> None:
        """The desktop turned dark or light."""
        if self.preferences.theme == "system":
            QTimer.singleShot(0, self, self.rebuild)

    def take_settings(self) -> None:
        """After another language, theme or text size was chosen."""
        self.rebuild()

    def take_person(self) -> None:
        """From now on changes are written with this name."""
        self.top.show_person(self.preferences.person)
        if self.workspace is not None:
            self.workspace.store.person = self.preferences.person

    # --- Qt's events

    def frame(self) -> Frame:
        """By logical width, as if the text had its ordinary size."""
        scale = theme.text_size() / 100
        return frame_of(self.width() / scale, self.height() / scale)

    def _use_frame(self) -> None:
        frame = self.frame()
        self.top.use_frame(small=frame is Frame.SMALL)
        if self.dossier is not None:
            self.dossier.use_frame(frame)
        if self.home is not None:
            self.home.page.use_frame(frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._use_frame()
        self.toast.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_dossier(event) is not None or self._dropped_copy(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path, copy = _dropped_dossier(event), self._dropped_copy(event)
        if path is not None:
            self.open_dossier(path)
        elif copy is not None:
            from app.ui import dialogs

            dialogs.take_workbook(self, copy)

    def _dropped_copy(self, event: QDragEnterEvent | QDropEvent) -> Path | None:
        """A workbook that is dropped on an open dossier."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        is_one = len(paths) == 1 and paths[0].suffix.casefold() in (".xlsx", ".xlsm")
        return paths[0] if is_one and self.workspace is not None else None

    def open_dossier(self, path: Path) -> None:
        from app.ui import opening

        opening.open_dossier(self, path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the rail or the top bar has no use for are the page's: 1 to 5 answer wherever the focus is."""
        page = self.dossier.page() if self.dossier is not None else None
        focused = QApplication.focusWidget()
        if page is not None and (focused is None or not page.isAncestorOf(focused)):
            page.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._send_unsent_text()
        self.remember_place()
        self.preferences.geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self.preferences.save()
        self._close_workspace()
        self.background.close()
        super().closeEvent(event)

    def _send_unsent_text(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()

    def show_where_left(self) -> None:
        """Where it was left; the first time 1440 × 900, or the whole of a smaller screen."""
        room = self.screen().availableSize()
        if self.preferences.geometry:
            self.restoreGeometry(QByteArray.fromHex(self.preferences.geometry.encode()))
        elif room.width() < FIRST_SIZE[0] + 80 or room.height() < FIRST_SIZE[1] + 60:
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.show()


def _dropped_dossier(event: QDragEnterEvent | QDropEvent) -> Path | None:
    for url in event.mimeData().urls():
        if url.isLocalFile() and url.toLocalFile().endswith(".dochuan"):
            return Path(url.toLocalFile())
    return None
