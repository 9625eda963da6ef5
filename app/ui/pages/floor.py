"""The floor walk: standing up, laptop on one arm; big rows, five answers, arrow keys and 1 to 5 alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.domain.changes import Changes
from app.formats import show_time
from app.services.floor import FloorRow, areas, in_order, next_unseen, twin_of
from app.ui import theme
from app.ui.evidence_adding import takes
from app.ui.page import Frame, Page
from app.ui.pages import floor_keys
from app.ui.pages.floor_adding import FloorAdding
from app.ui.pages.floor_answering import Answering
from app.ui.pages.floor_deeds import FloorDeeds, called
from app.ui.pages.floor_empty import all_seen, no_hit, nothing_yet
from app.ui.pages.floor_filter import EVERYWHERE, FloorFilter
from app.ui.pages.floor_foot import FloorFoot
from app.ui.pages.floor_given import areas_given
from app.ui.pages.floor_head import FloorHead
from app.ui.pages.floor_list import FloorList
from app.ui.pages.floor_looks import large_text
from app.ui.pages.floor_new import NewPanel
from app.ui.pages.floor_reading import FloorReader
from app.ui.pages.floor_search import FloorSearch
from app.ui.parts import InlineMessage
from app.ui.workspace import Workspace
from app.wording import _


class FloorPage(Page):
    """target: the id of an instrument, or "from:PAGE" for where Esc leads."""

    whole_window = True
    own_foot = True

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Đi hiện trường"))
        self.rows: list[FloorRow] = []
        self._back_to = "survey"
        self._wanted = ""
        self._is_mixed = self._follows = False
        self.filter = FloorFilter()
        self._small = False
        self.setAcceptDrops(True)
        writable = not workspace.read_only
        self.top = FloorHead(writable=writable)
        self.list = FloorList(workspace.today, writable=writable)
        self.panel = NewPanel(lambda serial, code: twin_of(self.rows, serial=serial, code=code))
        self.foot = FloorFoot()
        self.foot.show_hint(_("Ảnh chụp quanh lúc này sẽ được gợi ý gắn vào dòng") if writable else "")
        self.notice = InlineMessage("warn", "", closable=True)
        self.deeds = FloorDeeds(workspace, self, self.say_wrong)
        self.search = FloorSearch(self)
        self.adding = FloorAdding(self)
        self.answering = Answering(
            self.list, self.deeds, lambda: (areas(self.rows), self.filter.area), writable=writable
        )
        self._reader = FloorReader(workspace, self)
        self._empty = nothing_yet(workspace, self.adding.begin)
        self._done = all_seen(self.show_all, self.reconcile)
        self._nothing = no_hit()
        for part in (self.top, self.panel, self.notice):
            self.body.addWidget(part)
        for view in (self.list, self._empty, self._done, self._nothing):
            self.body.addWidget(view, 1)
        self.body.addWidget(self.foot)
        for spoken in (self.notice, self.wrong, self._empty, self._done, self._nothing):
            large_text(spoken)
        self._connect()
        self._show_places()

    def _connect(self) -> None:
        self.top.left.connect(self.leave)
        self.top.area_chosen.connect(self.choose_area)
        self.top.unseen_chosen.connect(self.show_unseen)
        self.top.new_wanted.connect(self.adding.begin)
        self.top.picture_wanted.connect(self.search.read_picture)
        self.top.finder.textChanged.connect(lambda _words: self.arrange())
        self.top.finder.returnPressed.connect(self.search.take_found)
        self.top.finder.went_down.connect(self.list.setFocus)
        self.top.finder.left_by_key.connect(self.list.setFocus)
        self.list.moved.connect(self.answering.show_row)
        self.list.pressed.connect(self._press)
        self.list.scanned.connect(self.search.take_scanned)
        self.list.went_on.connect(self.go_on)
        self.list.next_wanted.connect(self.go_to_unseen)
        self.answering.asked.connect(self._show_keys)
        self.answering.told.connect(lambda words: self.notice.say("info", words))
        self.workspace.saved.connect(self._show_saved)
        self._reader.read.connect(self._take_rows)

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if not changes or changes.touches("assignments", "cycles"):
            self.top.who = areas_given(self.workspace)
            self._show_counts()
        if not changes or changes.touches("cycles"):
            self._reader.read_all()
        else:
            self._follows = changes.touches("sightings", "instruments") and not self.deeds.is_own
            self._reader.read_changed(changes, self.rows)
            self._follows = False
        self._show_saved()

    def show_target(self, target: str) -> None:
        if target.startswith("from:"):
            self._back_to = target.removeprefix("from:")
        elif self.rows:
            self.go_to(target)
        else:
            self._wanted = target

    def place(self) -> str:
        current = self.list.current()
        return self._wanted or (current.id if current else "")

    def keys(self) -> list[tuple[str, str]]:
        return floor_keys.keys(self.list.bar.asking, still=self.workspace.read_only)

    def more_keys(self) -> list[tuple[str, str]]:
        return floor_keys.more_keys(still=self.workspace.read_only)

    def panes(self) -> Sequence[QWidget]:
        return (self.list, self.top.finder, self.top.area)

    def use_frame(self, frame: Frame) -> None:
        self._small = frame is Frame.SMALL
        self.foot.use_little_room(self._small)
        self.list.bar.use_little_room(self._small)
        self._fit()

    def has_unsent_text(self) -> bool:
        return not self.panel.isHidden() and bool(self.panel.values()["name"])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if takes(event.mimeData()) and self.list.current() is not None and not self.workspace.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.answering.take_photos(event.mimeData()):
            event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.top.use_width(self.width() * 100 / theme.text_size(), small=self._small)

    # ---- what is listed

    def _take_rows(self, rows: list[FloorRow], changed: frozenset[str], same: bool) -> None:
        """What is listed stays listed under one's hands, though it may no longer pass the filter."""
        self.rows = rows
        self._is_mixed = same
        if same:
            self.list.floor.replace(each for each in rows if each.id in changed)
            self._show_counts()
            if self._follows or not self.list.bar.asking:
                self.answering.show_row()
        else:
            if changed and not self.top.finder.text():
                self.filter.keep(self.list.floor.rows)
            self.list_anew()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.go_to(wanted)
        elif len(changed) == 1 and self._follows:
            (key,) = changed
            self._show_changed(key)

    def _show_changed(self, key: str) -> None:
        """An undo took something back: the cursor goes where it happened."""
        row = next((each for each in self.rows if each.id == key), None)
        if row is not None:
            self.go_to(key)
            self.foot.show_fact("undo", "accent", _("Đã đổi: {code}", code=called(row)))

    def area_here(self) -> str:
        """The key of the area one is in: the chosen one, else the current row's."""
        current = self.list.current()
        return self.filter.area if self.filter.area != EVERYWHERE else (current.area if current else "")

    def list_anew(self) -> None:
        """Another area or filter, or other rows: what is listed, and how far one is there."""
        self.arrange()
        self._show_counts()

    def arrange(self) -> None:
        """List what the area, the filter and the finder let through; the current row stays current."""
        typed, current = self.top.finder.text(), self.list.current()
        listed = self.filter.listed(self.rows, typed)
        self.notice.say("info", _("Khu vực này không có; đang hiện ở mọi khu vực.") if listed.elsewhere else "")
        self.list.show_sought(typed)
        self.list.show_rows(listed.rows, listed.current or (current.id if current else ""))
        self._show_places()
        self.answering.show_row()

    def _show_counts(self) -> None:
        self.top.show_areas(areas(self.rows), self.filter.area)
        self.top.unseen.setChecked(self.filter.only_unseen)
        inside = self.filter.inside(self.rows)
        self.top.show_progress(sum(each.sighting is not None for each in inside), len(inside))

    def _show_places(self) -> None:
        shown = bool(self.list.floor.rows)
        searching = bool(self.top.finder.text().strip())
        self.list.setVisible(shown)
        self._nothing.setVisible(searching and not shown)
        if not shown and not self.top.finder.hasFocus() and self.panel.isHidden():
            self.setFocus()  # keys act here, too
        self._empty.setVisible(not self.rows and not shown and not searching and self._reader.is_ready)
        self._done.setVisible(bool(self.rows) and not shown and not searching)

    def _show_keys(self) -> None:
        self.foot.show_keys(self.keys())
        self.keys_changed.emit()

    def _show_saved(self) -> None:
        store = self.workspace.store
        if store.notice:
            self.foot.show_fact("lock", "warn", _("Chỉ đọc"))
        elif store.saved_at is not None:
            self.foot.show_fact("check", "ok", _("Đã lưu {time}", time=show_time(store.saved_at)))

    # ---- moving

    def go_to(self, key: str) -> None:
        """The cursor to this instrument, in whatever area it stands."""
        row = next((each for each in self.rows if each.id == key), None)
        if row is None:
            return
        if self.list.floor.place_of(key) < 0:
            self.filter.widen_to(row)
            self.clear_finder()
            self.list_anew()
        self.list.go_to(key)
        self.list.setFocus()

    def go_on(self) -> None:
        """Enter: the next row; the answer alone moves nothing."""
        if not self.list.step(1):
            self.foot.show_fact("down", "text2", _("Hết danh sách. Ctrl+Enter tới dòng chưa xem"))

    def go_to_unseen(self) -> None:
        """The next one nobody has looked for: in what is listed, else anywhere."""
        current = self.list.current()
        after = current.id if current else ""
        key = next_unseen(self.filter.inside(self.rows), after) or next_unseen(self.rows, after)
        if key:
            self.go_to(key)
        else:
            self.foot.show_fact("check", "ok", _("Đã xem hết mọi khu vực"))

    def choose_area(self, key: str) -> None:
        self._choose(key, only_unseen=self.filter.only_unseen)

    def show_unseen(self, only: bool) -> None:
        self._choose(self.filter.area, only_unseen=only)

    def show_all(self) -> None:
        self._choose(EVERYWHERE, only_unseen=False)

    def _choose(self, area: str, *, only_unseen: bool) -> None:
        if self._is_mixed:
            self.rows, self._is_mixed = in_order(self.rows), False
        self.filter.choose(area, only_unseen=only_unseen)
        self.clear_finder()
        self.list_anew()
        if self.list.isVisible():
            self.list.setFocus()

    def clear_finder(self) -> None:
        self.top.finder.blockSignals(True)
        self.top.finder.clear()
        self.top.finder.blockSignals(False)
        self.list.show_sought("")

    def reconcile(self) -> None:
        self.workspace.go.emit("reconcile", "")

    def leave(self) -> None:
        self.workspace.go.emit(self._back_to, "")

    # ---- keys

    def _press(self, letter: str) -> None:
        """A key alone, while the list has the focus."""
        if self.answering.press(letter):
            return
        deeds = {
            "/": self._find,
            "+": self.adding.begin,
            "c": lambda: self.show_unseen(not self.filter.only_unseen),
            "k": self._choose_area,
            "r": self.reconcile,
            "m": self.search.read_picture,
        }
        deed = deeds.get(letter.casefold())
        if deed is not None:
            deed()

    def _find(self) -> None:
        self.top.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.finder.selectAll()

    def _choose_area(self) -> None:
        self.top.area.setFocus()
        self.top.area.showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.answering.take_photos(QGuiApplication.clipboard().mimeData())
        elif self.list.isVisible() or isinstance(QApplication.focusWidget(), QLineEdit):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_to_unseen()
        elif event.text().isprintable() and event.text():
            self._press(event.text())

    def _escape(self) -> None:
        """Out of what is open, one after the other; at last out of the walk."""
        if not self.panel.isHidden():
            self.adding.close()
        elif self.list.bar.asking:
            self.list.bar.give_up()
        elif self.top.finder.text():
            self.top.finder.clear()
            self.list.setFocus()
        else:
            self.leave()
