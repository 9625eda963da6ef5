"""The floor walk: standing up, laptop on one arm; big rows, five answers, arrow keys and 1 to 5 alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.domain.changes import Changes
from app.formats import show_time
from app.services.floor import FloorRow, areas, in_order, next_unseen, twin_of
from app.services.floor_finder import find
from app.ui import theme
from app.ui.page import Frame, Page
from app.ui.pages import floor_keys
from app.ui.pages.floor_adding import FloorAdding
from app.ui.pages.floor_answering import Answering
from app.ui.pages.floor_deeds import FloorDeeds, called
from app.ui.pages.floor_empty import all_seen, no_hit, nothing_yet
from app.ui.pages.floor_foot import FloorFoot
from app.ui.pages.floor_head import EVERYWHERE, FloorHead
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
        self._kept: set[str] = set()
        self._is_mixed = False
        self._area, self._only_unseen = EVERYWHERE, False
        self._small = False
        writable = not workspace.read_only
        self.top = FloorHead(writable=writable)
        self.list = FloorList(workspace.today, writable=writable)
        self.panel = NewPanel(lambda serial, code: twin_of(self.rows, serial=serial, code=code))
        self.foot = FloorFoot()
        self.notice = InlineMessage("warn", "", closable=True)
        self.deeds = FloorDeeds(workspace, self, self.say_wrong)
        self.search = FloorSearch(self)
        self.adding = FloorAdding(self)
        self.answering = Answering(self.list, self.deeds, lambda: (areas(self.rows), self._area), writable=writable)
        self._reader = FloorReader(workspace, self)
        self._empty = nothing_yet(workspace, self.adding.begin)
        self._done = all_seen(self.show_all)
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
        self.list.moved.connect(self._show_current)
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
        if not changes or changes.touches("cycles"):
            self._reader.read_all()
        else:
            self._reader.read_changed(changes, self.rows)
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
            self.answering.show_row()
        else:
            if changed and not self.top.finder.text():
                self._kept |= {each.id for each in self.list.floor.rows}
            self.list_anew()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.go_to(wanted)
        elif len(changed) == 1 and not self.deeds.is_own:
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
        return self._area if self._area != EVERYWHERE else (current.area if current else "")

    def _in_area(self) -> list[FloorRow]:
        key = "" if self._area == "-" else self._area
        return self.rows if self._area == EVERYWHERE else [each for each in self.rows if each.area == key]

    def list_anew(self) -> None:
        """Another area or filter, or other rows: what is listed, and how far one is there."""
        self.arrange()
        self._show_counts()

    def arrange(self) -> None:
        """List what the area, the filter and the finder let through; the current row stays current."""
        typed = self.top.finder.text()
        rows = self._in_area()
        current = self.list.current()
        key = current.id if current else ""
        words = ""
        if typed.strip():
            found = find(rows, typed)
            if found.best is None and self._area != EVERYWHERE:
                found = find(self.rows, typed)
                words = _("Khu vực này không có; đang hiện ở mọi khu vực.") if found.best else ""
            rows, key = list(found.hits), found.best.id if found.best else ""
        else:
            inside = {each.id for each in rows if not (self._only_unseen and each.sighting)} | self._kept
            rows = [each for each in self.rows if each.id in inside]
        self.notice.say("info", words)
        self.list.show_sought(typed)
        self.list.show_rows(rows, key)
        self._show_places()
        self._show_current()

    def _show_counts(self) -> None:
        every = areas(self.rows)
        self.top.show_areas(every, self._area)
        inside = self._in_area()
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

    def _show_current(self) -> None:
        self.answering.show_row()

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
            self._only_unseen = self._only_unseen and row.sighting is None
            self.top.unseen.setChecked(self._only_unseen)
            self.widen_to(row)
            self.clear_finder()
            self.list_anew()
        self.list.go_to(key)
        self.list.setFocus()

    def widen_to(self, row: FloorRow) -> None:
        """Show every area where this one stands outside of the chosen one."""
        if self._area not in (EVERYWHERE, row.area or "-"):
            self._area = EVERYWHERE

    def go_on(self) -> None:
        """Enter: the next row; the answer alone moves nothing."""
        self.list.step(1)

    def go_to_unseen(self) -> None:
        """The next one nobody has looked for: in what is listed, else anywhere."""
        current = self.list.current()
        after = current.id if current else ""
        key = next_unseen(self._in_area(), after) or next_unseen(self.rows, after)
        if key:
            self.go_to(key)
        else:
            self.foot.show_fact("check", "ok", _("Đã xem hết mọi khu vực"))

    def choose_area(self, key: str) -> None:
        self._area = key
        if self._is_mixed:
            self.rows, self._is_mixed = in_order(self.rows), False
        self._kept.clear()
        self.clear_finder()
        self.list_anew()
        self.list.setFocus()

    def show_unseen(self, only: bool) -> None:
        self._only_unseen = only
        self._kept.clear()
        self.top.unseen.setChecked(only)
        self.clear_finder()
        self.list_anew()
        self.list.setFocus()

    def clear_finder(self) -> None:
        self.top.finder.blockSignals(True)
        self.top.finder.clear()
        self.top.finder.blockSignals(False)
        self.list.show_sought("")

    def show_all(self) -> None:
        self._area = EVERYWHERE
        self.show_unseen(False)

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
            "c": lambda: self.show_unseen(not self._only_unseen),
            "k": self._choose_area,
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
