"""Linking what is chosen: suggestions with their reasons, and the same search as the palette's over all there is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from app import wording
from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.services.evidence_hints import Suggestion, codes_in, suggestions
from app.services.evidence_things import Naming, Thing
from app.ui import theme
from app.ui.pages.evidence_hint_list import HintList
from app.ui.palette import Entry, EntryDelegate, EntryModel, found
from app.ui.parts import FilterButton, SearchField, button, column, dress_list, row, text
from app.ui.workspace import Workspace
from app.wording import _

Index = QModelIndex | QPersistentModelIndex
SEEN = 6
SETTLE_MILLISECONDS = 120
READS = ("answers", "instruments", "findings", "processes", "people", "procedures", "environment", "studies", "forms")


class Linking(QWidget):
    """chosen(things): what is chosen is to be linked to them, in one deed. left: Esc in the search, back to the grid.

    Ordinarily one thing at a time; while several are collected (M), they wait until M is pressed again.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._entries: list[Entry] | None = None
        self._is_reading = False
        self._asked = ""
        self._codes: dict[str, list[str]] = {}
        self._first: Evidence | None = None
        self._pause = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._pause.timeout.connect(self._ask_for_hints)
        self._bag: list[Thing] = []
        self._is_collecting = False
        self.many = FilterButton(_("Nhiều nơi"))
        self.many.setToolTip(_("Chọn nhiều nơi rồi gắn một lần  M"))
        self.many.clicked.connect(lambda _checked=False: self.collect())
        self._waiting = text("", "small", tone="text", wrap=True)
        self.link_all = button("", self.collect)
        self.search = SearchField(_("Câu hỏi, phương tiện đo, phát hiện…"))
        self.search.setAccessibleName(_("Gắn vào"))
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self.search.left_by_key.connect(self.left)
        self._nothing = text(_("Không tìm thấy gì khớp."), "small", tone="bad")
        self._nothing.hide()
        self.results = QListView()
        self._model = EntryModel()
        self.results.setModel(self._model)
        self.results.setItemDelegate(EntryDelegate(self.results))
        dress_list(self.results)
        self.results.setAccessibleName(_("Tìm thấy"))
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.clicked.connect(self._run)
        self.results.hide()
        self.hints = HintList()
        self.hints.taken.connect(self._take)
        self._hint_title = text(_("Gợi ý"), "cap")
        self._none = text("", "small", wrap=True)
        self.setLayout(
            column(
                row(text(_("Gắn vào"), "cap"), text(_("phím /"), "small"), None, self.many, gap=8),
                self.search,
                self.results,
                self._nothing,
                self._waiting,
                row(self.link_all, None),
                4,
                self._hint_title,
                self._none,
                self.hints,
                gap=5,
            )
        )
        workspace.changed.connect(self._forget)
        self._show_bag()

    # ---- one thing or several

    def collect(self) -> None:
        """Begin to collect; pressed again, link to all that were collected."""
        things, self._bag = self._bag, []
        self._is_collecting = not self._is_collecting
        self._show_bag()
        if things:
            self.chosen.emit(things)

    def _take(self, thing: Thing) -> None:
        if not self._is_collecting:
            self.chosen.emit([thing])
            return
        known = [(each.kind, each.id) for each in self._bag]
        if (thing.kind, thing.id) in known:
            del self._bag[known.index((thing.kind, thing.id))]
        else:
            self._bag.append(thing)
        self._show_bag()

    def _show_bag(self) -> None:
        self.many.setChecked(self._is_collecting)
        self._waiting.setVisible(self._is_collecting)
        names = ", ".join(each.code or each.title for each in self._bag)
        self._waiting.setText(
            _("Sẽ gắn vào: {names}", names=names) if names else _("Chọn lần lượt các nơi cần gắn, rồi bấm M.")
        )
        self.link_all.setVisible(self._is_collecting and bool(self._bag))
        self.link_all.setText(_("Gắn vào {n} nơi", n=len(self._bag)))

    # ---- suggestions

    def show_hints_for(self, chosen: Sequence[Evidence]) -> None:
        """Of the first one chosen; several are most often of the same thing. Read beside the window."""
        if not chosen:
            return
        first = chosen[0]
        if first.id != self._asked:
            self._bag, self._is_collecting = [], False
            self._show_bag()
        self._asked, self._first = first.id, first
        self._none.setText(_("Không có câu trả lời hay lần xem nào trong 10 phút quanh lúc chụp."))
        self._pause.start()

    def _ask_for_hints(self) -> None:
        """A moment after the choice has settled, for arrows may run through a hundred photos."""
        first, run = self._first, self._workspace.background.run
        if first is None:
            return
        cycle_id, language = self._workspace.cycle_id, wording.language()
        known = self._codes.get(first.sha256)

        def look(codes: Sequence[str]) -> list[Suggestion]:
            if self._asked != first.id:
                return []
            return self._workspace.read(
                lambda unit: suggestions(unit, cycle_id, first, Naming(unit, cycle_id, language), codes)
            )

        def show(hints: list[Suggestion]) -> None:
            if self._asked == first.id:
                self.hints.show_hints(hints)
                self.hints.setVisible(bool(hints))
                self._none.setVisible(not hints)

        def read_labels() -> list[str] | None:
            working = self._workspace.read(lambda unit: unit.small_copy(first.sha256))
            return codes_in(working, first.name) if working and self._asked == first.id else None

        def labels_read(codes: list[str] | None) -> None:
            if codes is not None:
                self._codes[first.sha256] = codes
            if codes and self._asked == first.id:
                run(lambda: look(codes), show, _nobody, owner=self)

        run(lambda: look(known or ()), show, _nobody, owner=self)
        if known is None and first.media_type.startswith("image/"):
            run(read_labels, labels_read, _nobody, owner=self)

    def take_hint(self, number: int) -> bool:
        """Link to the suggestion of this number, from 1; False where there is none."""
        hints = self.hints.hints.records
        if self.hints.isHidden() or not 1 <= number <= len(hints):
            return False
        self._take(hints[number - 1].thing)
        return True

    # ---- search

    def ask(self) -> None:
        """Put the cursor into the search."""
        self._read()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _read(self) -> None:
        """All things that can be linked, beside the window; kept until one of them changes."""
        if self._entries is not None or self._is_reading:
            return
        self._is_reading = True
        cycle_id, language = self._workspace.cycle_id, wording.language()

        def work() -> list[Thing]:
            return self._workspace.read(lambda unit: Naming(unit, cycle_id, language).gathered())()

        def done(things: list[Thing]) -> None:
            self._is_reading = False
            self._entries = [
                Entry(each.words, each.detail, each.icon, partial(self._take, each), "", each.searchable)
                for each in things
            ]
            self._find(self.search.text())

        self._workspace.background.run(work, done, _nobody, owner=self)

    def _find(self, typed: str) -> None:
        if not typed.strip():
            self.results.hide()
            self._nothing.hide()
            return
        if self._entries is None:
            self._read()
            return
        hits = found(self._entries, typed)
        self._model.show_entries(hits)
        self.results.setFixedHeight(min(max(len(hits), 1), SEEN) * theme.px(34) + 2)
        self.results.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        if hits:
            self.results.setCurrentIndex(self._model.index(0))

    def _run(self, index: Index) -> None:
        entry = index.data(EntryModel.ENTRY) if index.isValid() else None
        if isinstance(entry, Entry):
            self.search.clear()
            entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go through what was found, Enter links."""
        if watched is not self.search or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        at = self.results.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self.results.isVisible():
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.results.setCurrentIndex(self._model.index(min(max(0, at + step), self._model.rowCount() - 1)))
                return True
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run(self.results.currentIndex())
                return True
        return False

    def _forget(self, changes: Changes) -> None:
        if changes.touches(*READS):
            self._entries = None


def _nobody(_mistake: UserError) -> None:
    """The dossier was closed meanwhile: there is nobody to suggest anything to."""
