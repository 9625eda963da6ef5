"""The inbox of evidence: what is not linked yet and all there is, by day and hour; linking, naming, withdrawing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from app import wording
from app.domain.changes import Changes
from app.domain.evidence import Evidence
from app.domain.forms.filling import Filling
from app.services.evidence_hints import ends_of
from app.services.evidence_inbox import Inbox, by_hour, how_kept, read_inbox, withdrawal_of
from app.services.evidence_things import Naming, Thing, linked_things
from app.storage.unit import Unit
from app.ui.evidence_adding import Outcome, Piece, add_pieces, pieces_of, pieces_of_paths, takes
from app.ui.evidence_opening import mark, open_large
from app.ui.page import Frame, Page
from app.ui.pages.evidence_deeds import EvidenceDeeds
from app.ui.pages.evidence_grid import EvidenceGrid
from app.ui.pages.evidence_menu import EvidenceMenu
from app.ui.pages.evidence_side import EvidenceSide
from app.ui.pages.evidence_words import (
    EVERY,
    LOOSE,
    WITHDRAWN,
    empty_state,
    further_keys,
    keys_of_chosen,
    keys_to_look,
)
from app.ui.parts import FilterButton, button, clear_layout, column, menu_button, row
from app.ui.pictures import pictures_of
from app.ui.workspace import Workspace
from app.wording import _

READS = ("evidence", "links", "answers", "instruments", "findings", "forms", "cycles")


class EvidencePage(Page):
    """Keys: arrows and Shift choose, 1 to 6 link to a suggestion, / searches, Delete withdraws; all by keys alone."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Bằng chứng"))
        self.view = LOOSE
        self._inbox = Inbox((), (), (), ())
        self._wanted = ""
        self._forms: dict[str, Filling | None] = {}
        self.deeds = EvidenceDeeds(workspace, self.say_wrong)
        self.menu = EvidenceMenu(self, workspace)
        self.menu.folder_wanted.connect(self.choose_folder)
        self.menu.older.connect(self._tell_older)
        self.menu.watched.changed.connect(self._show_watched)
        self.wrong.followed.connect(self._take_older)
        self.filters = {
            LOOSE: FilterButton(_("Chưa gắn")),
            EVERY: FilterButton(_("Tất cả")),
            WITHDRAWN: FilterButton(_("Đã bỏ")),
        }
        for key, made in self.filters.items():
            made.clicked.connect(lambda _checked=False, key=key: self.show_view(key))
            self.head.add_extra(made, second=key == WITHDRAWN)
        self.head.add_extra(menu_button("more", _("Thư mục theo dõi, vị trí chụp"), self.menu))
        self.add = button(_("Thêm ảnh, tệp"), self.choose_files, kind="primary", icon_name="plus", tip="B")
        self.head.add_action(self.add)
        self.grid = EvidenceGrid(pictures_of(workspace))
        self.grid.chosen_changed.connect(self._show_chosen)
        self.grid.opened.connect(self._open)
        self.side = EvidenceSide(workspace)
        self._connect_side()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._with_margins(self.grid))
        self._empty = QWidget()
        self._empty_line = column(gap=0)
        self._empty.setLayout(self._empty_line)
        self._stack.addWidget(self._empty)
        self._middle: QHBoxLayout = row(gap=0)
        self._middle.addWidget(self._stack, 1)
        self._middle.addWidget(self.side)
        self.side.use_little_room(False, False)
        self.body.addLayout(self._middle, 1)
        self.setAcceptDrops(True)
        self.add.setEnabled(not workspace.read_only)
        self._show_watched()

    def _with_margins(self, grid: QWidget) -> QWidget:
        made = QWidget()
        made.setProperty("surface", "clear")
        made.setLayout(column(grid, gap=0, margins=(20, 4, 0, 0)))
        return made

    def _connect_side(self) -> None:
        side = self.side
        side.captioned.connect(self._caption)
        side.placed.connect(self._place)
        side.linking.chosen.connect(self.link_to)
        side.linking.left.connect(self.grid.setFocus)
        side.unlinked.connect(self._unlink)
        side.retired.connect(self._retire)
        side.restored.connect(self._restore)
        side.opened.connect(self._open_chosen)
        side.marked.connect(self._mark_chosen)

    # ---- reading

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        first = not changes
        if first or changes.touches("answers", "forms", "cycles"):
            self._forms = {}
        if first or changes.touches("evidence", "links"):
            self._inbox = self.workspace.read(read_inbox)
            if first and not self._inbox.loose and self._inbox.linked:
                self.view = EVERY
        for key, items in self._lists().items():
            self.filters[key].show_count(len(items))
            self.filters[key].setChecked(key == self.view)
        self.side.show_places(self._inbox.places)
        self._show_grid()

    def _lists(self) -> dict[str, Sequence[object]]:
        return {LOOSE: self._inbox.loose, EVERY: self._inbox.every, WITHDRAWN: self._inbox.withdrawn}

    def show_view(self, key: str) -> None:
        """What is not linked, all, or what was withdrawn."""
        self.view = key
        for other, made in self.filters.items():
            made.setChecked(other == key)
        self._show_grid()
        self.grid.setFocus()

    def _show_grid(self) -> None:
        items = {LOOSE: self._inbox.loose, EVERY: self._inbox.every, WITHDRAWN: self._inbox.withdrawn}[self.view]
        self.grid.show_hours(by_hour(items))
        if self._wanted and self.grid.choose(self._wanted):
            self._wanted = ""
        self._stack.setCurrentIndex(0 if items else 1)
        if not items:
            self._show_empty()
        self._show_chosen()

    def _show_empty(self) -> None:
        clear_layout(self._empty_line)
        show_all = partial(self.show_view, EVERY)
        watch = None if self.workspace.read_only else self.menu.choose_watched
        self._empty_line.addWidget(empty_state(self.view, bool(self._inbox.linked), show_all, watch))

    def _show_chosen(self) -> None:
        chosen = self.grid.chosen()
        self.side.setVisible(bool(chosen))
        self.keys_changed.emit()
        if not chosen:
            return
        still = self.workspace.read_only
        if self.view == WITHDRAWN:
            reason = self.workspace.read(lambda unit: withdrawal_of(unit, chosen[0].id))
            self.side.show_withdrawn(chosen[0], reason, still=still)
            return
        links, kept = self.workspace.read(lambda unit: self._known_of(unit, chosen))
        self.side.show_chosen(chosen, links, kept, still=still)

    def _known_of(self, unit: Unit, chosen: Sequence[Evidence]) -> tuple[list[Thing], str]:
        if len(chosen) != 1:
            return [], ""
        naming = Naming(unit, self.workspace.cycle_id, wording.language(), self._forms)
        return linked_things(naming, ends_of(unit, chosen[0].id)), how_kept(unit, chosen[0].id)

    # ---- adding

    def choose_files(self) -> None:
        """Ask for photos or files; many at once."""
        if self.workspace.read_only:
            return
        folder = self.workspace.preferences.folder
        names, _kind = QFileDialog.getOpenFileNames(self, _("Thêm ảnh hoặc tệp làm bằng chứng"), folder)
        self.take_pieces(pieces_of_paths([Path(name) for name in names]))

    def choose_folder(self) -> None:
        """Ask for a folder and take all that lies in it."""
        if name := QFileDialog.getExistingDirectory(self, _("Thêm cả thư mục ảnh"), self.workspace.preferences.folder):
            self.take_pieces(pieces_of_paths([Path(name)]))

    def take_mime(self, data: QMimeData) -> bool:
        pieces = [] if self.workspace.read_only else pieces_of(data)
        self.take_pieces(pieces)
        return bool(pieces)

    def take_pieces(self, pieces: Sequence[Piece]) -> None:
        """Take them into the inbox, one after the other."""
        if not pieces:
            return
        self.say_wrong("")

        def ended(outcome: Outcome) -> None:
            self.say_wrong(" ".join(outcome.wrong[:5]))
            if outcome.added:
                self._wanted = outcome.added[0].id
                self.show_view(self.view if self.view != WITHDRAWN else LOOSE)
                self.workspace.told.emit(_("Đã thêm {n} ảnh, tệp.", n=len(outcome.added)))

        add_pieces(self.workspace, pieces, deed=_("Thêm bằng chứng"), ended=ended, owner=self)

    def _tell_older(self, name: str, count: int) -> None:
        """Files that lay in the watched folder before are taken only when one says so."""
        self.wrong.say(
            "info",
            _("Từ nay ảnh mới trong “{name}” tự vào đây. {n} tệp có sẵn chưa được nhận.", name=name, n=count),
            _("Nhận cả các tệp đó"),
        )

    def _take_older(self) -> None:
        self.say_wrong("")
        self.menu.watched.take_all()

    def _show_watched(self) -> None:
        folder = self.menu.watched.folder
        self.head.show_note(_("Theo dõi thư mục “{name}”", name=folder.name) if folder is not None else "")

    # ---- deeds on what is chosen

    def link_to(self, things: Sequence[Thing]) -> None:
        """Link all that is chosen to each of these."""
        if self.deeds.link(self.grid.chosen(), things):
            self.grid.setFocus()

    def _unlink(self, thing: Thing) -> None:
        for each in self.grid.chosen()[:1]:
            self.deeds.unlink(each, thing)

    def _caption(self, words: str) -> None:
        for each in self.grid.chosen()[:1]:
            self.deeds.caption(each, words)

    def _place(self, words: str) -> None:
        self.deeds.place(self.grid.chosen(), words)

    def _retire(self, reason: str) -> None:
        if self.deeds.retire(self.grid.chosen(), reason):
            self.grid.setFocus()

    def _restore(self) -> None:
        if self.deeds.restore(self.grid.chosen()):
            self.grid.setFocus()

    # ---- looking

    def _open(self, each: Evidence) -> None:
        open_large(self, self.workspace, self.grid.pieces(), each)

    def _open_chosen(self) -> None:
        for each in self.grid.chosen()[:1]:
            self._open(each)

    def _mark_chosen(self) -> None:
        chosen = self.grid.chosen()
        if len(chosen) == 1 and chosen[0].media_type.startswith("image/") and not self.workspace.read_only:
            mark(self, self.workspace, chosen[0])

    # ---- the page's contract

    def keys(self) -> list[tuple[str, str]]:
        acts = not self.workspace.read_only and bool(self.grid.chosen()) and self.view != WITHDRAWN
        return keys_of_chosen() if acts else keys_to_look()

    def more_keys(self) -> list[tuple[str, str]]:
        return further_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._take_key(event):
            return
        super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        writable = not self.workspace.read_only
        if event.matches(QKeySequence.StandardKey.Paste):
            data = QGuiApplication.clipboard().mimeData()
            return data is not None and self.take_mime(data)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() == Qt.Key.Key_G:
            order = list(self.filters)
            self.show_view(order[(order.index(self.view) + 1) % len(order)])
            return True
        if event.key() == Qt.Key.Key_B and writable:
            self.choose_files()
            return True
        return writable and bool(self.grid.chosen()) and self.view != WITHDRAWN and self._take_key_of_chosen(event)

    def _take_key_of_chosen(self, event: QKeyEvent) -> bool:
        side = self.side
        match event.key():
            case Qt.Key.Key_Slash:
                side.area.ensureWidgetVisible(side.linking)
                side.linking.ask()
            case Qt.Key.Key_F2 if side.caption.isVisible():
                side.caption.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
            case Qt.Key.Key_M:
                side.linking.collect()
            case Qt.Key.Key_K:
                side.place.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
            case Qt.Key.Key_E:
                self._mark_chosen()
            case Qt.Key.Key_Delete:
                side.withdraw.open()
                side.area.ensureWidgetVisible(side.withdraw)
            case key if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
                return side.linking.take_hint(int(key) - int(Qt.Key.Key_0))
            case _:
                return False
        return True

    def show_target(self, target: str) -> None:
        """A piece of evidence by its id, or one of the three views by its name."""
        if target in self.filters:
            self.show_view(target)
            return
        self._wanted = target
        if not self.grid.choose(target):
            self.show_view(EVERY)

    def place(self) -> str:
        current = self.grid.current()
        return current.id if current is not None else ""

    def panes(self) -> Sequence[QWidget]:
        return (self.grid, self.side.caption.editor, self.side.linking.search)

    def use_frame(self, frame: Frame) -> None:
        self.side.use_little_room(frame in (Frame.SMALL, Frame.NARROW), frame is Frame.SMALL)

    def has_unsent_text(self) -> bool:
        return self.side.caption.editor.hasFocus() or self.side.place.editor.hasFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dossier = any(url.toLocalFile().endswith(".dochuan") for url in event.mimeData().urls())
        if not self.workspace.read_only and takes(event.mimeData()) and not dossier:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.take_mime(event.mimeData()):
            event.acceptProposedAction()
