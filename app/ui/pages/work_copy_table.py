"""The preview of a work copy: filters, every cell that differs, and the two ways to settle one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.domain.work_copy_preview import CellKey, Decisions, WorkCopyPreview
from app.ui import theme
from app.ui.pages.work_copy_rows import GROUPS, MINE, THEIRS, Line, accepts, columns, decided_lines
from app.ui.parts import FilterButton, KeyCap, SearchField, button, column, dress_table, hairline, row, text
from app.ui.tables.delegates import CellDelegate
from app.ui.tables.model import TableModel
from app.wording import _


class WorkCopyTable(QWidget):
    """chosen(keys, side): for these cells and rows keep what the dossier says ("mine"), or take the file's ("theirs").

    search stands in the head of the dialog; it is made here because it filters.
    """

    chosen = Signal(list, str)

    def __init__(self, *, still: bool) -> None:
        super().__init__()
        self._still, self._group = still, "all"
        self._lines: list[Line] = []
        self.model: TableModel[Line] = TableModel(columns(), lambda each: each.id, sorts=False)
        self.view = self._make_view()
        self.filters = {key: FilterButton(_(word), 0) for key, word in GROUPS}
        self.search = SearchField(_("Tìm trong các thay đổi"))
        self.detail = text("", "second", wrap=True)
        self.keep = button(_("Giữ của hồ sơ"), lambda: self._choose(MINE))
        self.receive = button(_("Nhận của tệp"), lambda: self._choose(THEIRS))
        self._lay_out()
        for key, each in self.filters.items():
            each.clicked.connect(lambda _on, key=key: self.use_group(key))
        self.search.textChanged.connect(lambda _text: self._filter())
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_detail())
        for cap, side in (("1", MINE), ("2", THEIRS)):
            shortcut = QShortcut(QKeySequence(cap), self.view, lambda side=side: self._choose(side))
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _make_view(self) -> QTableView:
        view = QTableView()
        view.setModel(self.model)
        dress_table(view)
        view.setItemDelegate(CellDelegate(view))
        view.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        view.setAccessibleName(_("Các ô khác nhau giữa hồ sơ và tệp"))
        stretched = next(place for place, each in enumerate(self.model.columns) if not each.width)
        view.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        return view

    def _lay_out(self) -> None:
        sieve = row(*self.filters.values(), None, gap=6, margins=(20, 0, 16, 8))
        choice = row(self.detail, KeyCap("1"), self.keep, KeyCap("2"), self.receive, gap=8, margins=(20, 6, 16, 6))
        choice.setStretch(0, 1)
        whole = column(sieve, hairline(), gap=0)
        whole.addWidget(self.view, 1)
        whole.addWidget(hairline())
        whole.addLayout(choice)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room the columns that only remind give way to what the file says."""
        super().resizeEvent(event)
        share = 1.0 if self.width() >= theme.px(1100) else 0.76
        for place, each in enumerate(self.model.columns):
            if each.width:
                whole = each.state is not None or each.width < 80
                self.view.setColumnWidth(place, theme.px(each.width if whole else round(each.width * share)))

    def show_lines(self, lines: list[Line]) -> None:
        """Another preview; conflicts first where there are any."""
        self._lines = lines
        self.model.show_records(self._lines)
        for key, each in self.filters.items():
            count = self._count(key)
            each.show_count(count)
            each.setVisible(count > 0 or key in ("all", "conflict", "take", "wrong"))
        self.use_group("conflict" if self._count("conflict") else "all")

    def show_decisions(self, preview: WorkCopyPreview, decisions: Decisions, keys: frozenset[CellKey]) -> None:
        """These were decided upon; every line stays where it is."""
        self.model.replace(decided_lines(preview, decisions, keys))
        self._show_detail()

    def use_group(self, group: str) -> None:
        self._group = group
        for key, each in self.filters.items():
            each.setChecked(key == group)
        self._filter()

    def _count(self, group: str) -> int:
        return len(self._lines) if group == "all" else sum(each.group == group for each in self._lines)

    def _filter(self) -> None:
        self.model.filter_by(accepts(self._group, self.search.text()))
        if self.model.count():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._show_detail()

    def current(self) -> Line | None:
        place = self.view.currentIndex().row()
        return self.model.record(place) if 0 <= place < self.model.count() else None

    def _show_detail(self) -> None:
        line = self.current()
        self.detail.setText(line.why or _in_full(line) if line is not None else "")
        for each in (self.keep, self.receive):
            each.setEnabled(line is not None and not line.fixed and not self._still)
        group = line.group if line is not None else ""
        self.keep.setText({"gone": _("Giữ lại"), "new": _("Không thêm")}.get(group, _("Giữ của hồ sơ")))
        self.receive.setText({"gone": _("Bỏ khỏi hồ sơ"), "new": _("Thêm")}.get(group, _("Nhận của tệp")))

    def _choose(self, side: str) -> None:
        """For every chosen line; after a single one on to the next."""
        lines = [self.model.record(index.row()) for index in self.view.selectionModel().selectedRows()]
        keys = [each.key for each in lines if not each.fixed]
        if not keys or self._still:
            return
        self.chosen.emit(keys, side)
        place = self.view.currentIndex().row() + 1
        if len(lines) == 1 and place < self.model.count():
            self.view.setCurrentIndex(self.model.index(place, 0))


def _in_full(line: Line) -> str:
    """The three values of a line, each short enough for a sentence."""
    short = {name: getattr(line, name).replace("\n", " ") for name in ("base", "mine", "theirs")}
    cut = {name: each if len(each) < 120 else each[:119] + "…" for name, each in short.items()}
    return _("{title}: khi xuất “{base}”, trong hồ sơ “{mine}”, trong tệp “{theirs}”.", title=line.title, **cut)
