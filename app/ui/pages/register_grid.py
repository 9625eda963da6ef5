"""A table of the register's analysis with its search field and its filter buttons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.register_analysis import ConfirmationRow, IntervalRow, LookBackRow
from app.formats import fold
from app.ui import theme
from app.ui.pages.register_words import searchable
from app.ui.parts import Choice, EmptyState, FilterButton, SearchField, button, column, row
from app.ui.tables.column import Column
from app.ui.tables.grid import Grid
from app.ui.tables.model import TableModel
from app.ui.workspace import Workspace
from app.wording import _

R = TypeVar("R", bound=ConfirmationRow | IntervalRow | LookBackRow)
ALL = "all"


class ReadGrid(Grid):
    """Nothing is typed into it, so letters belong to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class AnalysisTable(QWidget, Generic[R]):
    """turned: another row is current, or none. opened: Enter on a row, or a double click."""

    turned = Signal()
    opened = Signal()

    def __init__(
        self,
        workspace: Workspace,
        name: str,
        remembered: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
        *,
        filters: Mapping[str, str],
        kind: Callable[[R], str],
        sorted_by: str,
        empty: EmptyState,
    ) -> None:
        """filters: kinds of rows with their words, beside "all"; kind: that of a row. empty: instead of a table without
        any rows."""
        super().__init__()
        self._rows: Sequence[R] = ()
        self._texts: Mapping[str, str] = {}
        self._key, self._kind = key, kind
        self.chosen = ALL
        self.model: TableModel[R] = TableModel(columns, key=key)
        self.grid = ReadGrid(self.model, name, workspace.preferences, remembered)
        self.grid.setSelectionBehavior(Grid.SelectionBehavior.SelectRows)
        self.grid.setEditTriggers(Grid.EditTrigger.NoEditTriggers)
        self.grid.horizontalHeader().setSortIndicator(self.model.place_of(sorted_by), Qt.SortOrder.AscendingOrder)
        self.search = SearchField(_("Mã, tên, quá trình…"))
        self.search.setMaximumWidth(240)
        words = {ALL: _("Tất cả"), **filters}
        self.filters = {kind_: FilterButton(word) for kind_, word in words.items()}
        self.pick = Choice()
        self.pick.setAccessibleName(_("Lọc"))
        self.pick.setMinimumWidth(theme.px(176))
        self.pick.hide()
        self.empty = empty
        again = button(_("Bỏ lọc"), self.clear_filters)
        self.nothing = EmptyState("search", _("Không có dòng nào khớp."), _("Thử ít chữ hơn, hoặc bỏ bộ lọc."), [again])
        self._build()

    def _build(self) -> None:
        bar = row(self.search, gap=6, margins=(16, 8, 16, 8))
        bar.addSpacing(4)
        for kind, each in self.filters.items():
            each.setAutoExclusive(True)
            each.setChecked(kind == ALL)
            each.clicked.connect(lambda _on=False, kind=kind: self.choose_filter(kind))
            bar.addWidget(each)
        bar.addWidget(self.pick)
        bar.addStretch(1)
        self._bar = QWidget()
        self._bar.setLayout(bar)
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar.setProperty("surface", "surface")
        self.pick.picked.connect(self.choose_filter)
        self.search.textChanged.connect(lambda _words: self.filter())
        self.search.left_by_key.connect(self.grid.setFocus)
        self.grid.row_changed.connect(self.turned)
        self.grid.opened.connect(self.opened)
        self.grid.doubleClicked.connect(lambda _index: self.opened.emit())
        self.grid.search_wanted.connect(self.search.setFocus)
        whole = column(self._bar, gap=0)
        places: tuple[QWidget, ...] = (self.grid, self.empty, self.nothing)
        for part in places:
            whole.addWidget(part, 1)
        self.setLayout(whole)
        for part in (self._bar, *places):
            part.hide()

    # ---- rows

    def show_rows(self, rows: Sequence[R], texts: Mapping[str, str] | None = None) -> None:
        """texts: what is searched in each row, by its key; made here where they are not given."""
        self._rows = rows
        self._texts = {self._key(each): fold(searchable(each)) for each in rows} if texts is None else texts
        self.model.show_records(rows)
        counts = Counter(map(self._kind, rows))
        for kind, each in self.filters.items():
            each.show_count(len(rows) if kind == ALL else counts[kind])
        self.pick.offer([(kind, each.text()) for kind, each in self.filters.items()])
        self.pick.show_value(self.chosen)
        self._settle()

    def rows(self) -> Sequence[R]:
        return self._rows

    def current(self) -> R | None:
        record: R | None = self.grid.current_record() if self.model.count() else None
        return record

    def chosen_rows(self) -> list[R]:
        """All chosen rows in their order; the current one where no other is chosen."""
        return [self.model.record(at) for at in self.grid.chosen().rows if at < self.model.count()]

    def choose(self, key: str) -> bool:
        """Put the cursor on this row, whatever the filter; False where there is none."""
        if self.model.row_of(key) < 0:
            self.clear_filters()
        at = self.model.row_of(key)
        if at >= 0:
            self.grid.choose(at)
        return at >= 0

    # ---- filters

    def choose_filter(self, kind: str) -> None:
        self.chosen = kind
        self.filters[kind].setChecked(True)
        self.pick.show_value(kind)
        self.filter()

    def clear_filters(self) -> None:
        self.search.clear()
        self.choose_filter(ALL)
        self.grid.setFocus()

    def filter(self) -> None:
        wanted = fold(self.search.text()).split()

        def fits(each: R) -> bool:
            told = self._texts.get(self._key(each), "")
            return self.chosen in (ALL, self._kind(each)) and all(one in told for one in wanted)

        self.model.filter_by(fits if wanted or self.chosen != ALL else None)
        self._settle()

    def _settle(self) -> None:
        seen = self.model.count()
        self._bar.setVisible(bool(self._rows))
        self.grid.setVisible(bool(seen))
        self.empty.setVisible(not self._rows)
        self.nothing.setVisible(bool(self._rows) and not seen)
        if seen and not self.grid.currentIndex().isValid():
            self.grid.choose(0)
        self.turned.emit()

    def use_small(self, small: bool) -> None:
        """On a small screen one list of the kinds takes the place of their buttons."""
        wide = not small and len(self.filters) > 2
        for each in self.filters.values():
            each.setVisible(wide)
        self.pick.setVisible(small and len(self.filters) > 2)

    def pane(self) -> QWidget:
        """Where the keys go first."""
        if self.model.count():
            return self.grid
        return self.search if self._rows else self.empty
