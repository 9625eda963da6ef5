"""One register as a table: filter bar, grid, the panel for many lines, what became of a block, and the count below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from app.formats import fold
from app.ui import theme
from app.ui.parts import (
    Choice,
    EmptyState,
    FilterButton,
    InlineMessage,
    SearchField,
    button,
    column,
    menu_button,
    row,
    text,
)
from app.ui.tables.deeds import GridDeeds
from app.ui.tables.grid import Grid
from app.ui.tables.look import TableLook
from app.ui.tables.many import ManyPanel, trouble_of
from app.ui.tables.menus import fill_column_menu, show_menu
from app.ui.tables.model import TableModel
from app.ui.tables.sheet import RegisterSheet
from app.ui.workspace import Workspace
from app.wording import _

R = TypeVar("R")
Fits = Callable[[Any], bool]
HINT_WIDTH = 560
"""px of a line that is read with ease."""


class RegisterTable(QWidget, Generic[R]):
    """row_changed: another row is current. opened: Enter on it. wrong(sentence): nothing was written, "" all is well.

    counts_changed: after a filter or new rows. rows: all of the register, by key.
    """

    row_changed = Signal()
    opened = Signal()
    wrong = Signal(str)
    counts_changed = Signal()

    def __init__(self, workspace: Workspace, look: TableLook[R], begin: Sequence[QPushButton] = ()) -> None:
        super().__init__()
        self.look, self._still = look, workspace.read_only
        self.rows: dict[str, R] = {}
        self._little = False
        self._added = ""
        self.is_read = False
        self.kind = look.filters[0][0]
        self.model: TableModel[R] = TableModel(
            look.columns,
            key=lambda each: look.record(each).id,
            write=None
            if self._still
            else lambda each, name, typed: self.deeds.write(look.record(each).id, name, typed),
            add=None if self._still else lambda name, typed: self.deeds.begin(name, typed),
        )
        self.grid = Grid(self.model, look.name, workspace.preferences, look.key)
        self.sheet = RegisterSheet(workspace, look.register, self.wrong.emit, self)
        self.deeds = GridDeeds(self.grid, self.sheet, look.edit, look.add)
        self.many = ManyPanel(look.columns, self._trouble)
        self.search = SearchField(look.placeholder)
        self.filters = {key: FilterButton(word) for key, word, _fits in look.filters}
        self.filter_choice = Choice()
        self.message = InlineMessage("warn", "", closable=True)
        self._build(begin)
        self._connect()

    # ---- build

    def _build(self, begin: Sequence[QPushButton]) -> None:
        look = self.look
        self.bar = self._filter_bar()
        self._bar_ground = _ground(self.bar)
        self.count = text("", "small")
        self.hint = text(_("Ctrl chọn nhiều ô, F2 sửa ô"), "small")
        self._foot = _ground(row(self.count, None, self.hint, margins=(16, 6, 16, 6)))
        words = look.empty
        self.empty = EmptyState(
            words.icon, words.still if self._still else words.words, "" if self._still else words.hint, begin
        )
        self.empty.hint.setFixedWidth(theme.px(HINT_WIDTH))
        self.empty.layout().setAlignment(self.empty.hint, Qt.AlignmentFlag.AlignHCenter)  # type: ignore[union-attr]
        self.nothing = EmptyState(
            "search", look.nothing, _("Thử ít chữ hơn, hoặc bỏ bộ lọc."), [button(_("Bỏ lọc"), self.clear_filters)]
        )
        whole = column(self._bar_ground, self.many, self.message, gap=0)
        for each in (self.grid, self.empty, self.nothing):
            whole.addWidget(each, 1)
        whole.addWidget(self._foot)
        self.setLayout(whole)
        place = self.model.place_of(look.sorted_by)
        self.grid.horizontalHeader().setSortIndicator(place, Qt.SortOrder.AscendingOrder)
        self.show_places()

    def _filter_bar(self) -> QHBoxLayout:
        bar = row(self.search, gap=6, margins=(16, 8, 16, 8))
        bar.addSpacing(4)
        for key, each in self.filters.items():
            each.setAutoExclusive(True)
            each.setChecked(key == self.kind)
            bar.addWidget(each)
        self.filter_choice.setAccessibleName(_("Bộ lọc"))
        self.filter_choice.setMinimumWidth(theme.px(150))
        self.filter_choice.hide()
        bar.addWidget(self.filter_choice)
        bar.addStretch(1)
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: fill_column_menu(menu, self.grid))
        bar.addWidget(menu_button("columns", _("Các cột"), menu))
        return bar

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _words: self.filter())
        self.search.returnPressed.connect(self.grid.setFocus)
        self.search.left_by_key.connect(self.grid.setFocus)
        for key, each in self.filters.items():
            each.clicked.connect(lambda _on=False, key=key: self.choose_filter(key))
        self.filter_choice.picked.connect(self.choose_filter)
        self.grid.row_changed.connect(self.row_changed)
        self.grid.opened.connect(self.opened)
        self.grid.search_wanted.connect(self.search.setFocus)
        self.grid.menu_wanted.connect(lambda at: show_menu(self.grid, self.deeds, at, still=self._still))
        self.grid.selectionModel().selectionChanged.connect(lambda *_parts: self._show_many_count())
        self.model.refused.connect(self.wrong)
        self.deeds.failed.connect(self.wrong)
        self.deeds.told.connect(self._tell)
        self.deeds.many_wanted.connect(self.edit_many)
        self.many.given.connect(self._write_many)
        self.many.left.connect(self.grid.setFocus)
        self.deeds.added.connect(self._go_to_added)
        self.message.followed.connect(self.grid.go_to_draft)

    def use_little_room(self, little: bool) -> None:
        self._little = little
        self.bar.setContentsMargins(*((10, 6, 10, 6) if little else (16, 8, 16, 8)))
        self.search.setFixedWidth(theme.px(196 if little else 206))
        self.hint.setVisible(not little)
        self._fold_filters()

    def _fold_filters(self) -> None:
        """The filters as buttons where they have the room, else as a drop-down."""
        needed = self.search.width() + theme.px(76) + sum(each.sizeHint().width() + 6 for each in self.filters.values())
        folded = self._little or needed > self.width()
        for each in self.filters.values():
            each.setVisible(not folded)
        self.filter_choice.setVisible(folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_filters()

    # ---- rows

    def show_rows(self, rows: Iterable[R]) -> None:
        """All rows of the register, read anew."""
        found = list(rows)
        self.rows = {str(self.look.record(each).id): each for each in found}
        self.is_read = True
        self.model.show_records(found)
        if self._added in self.rows:
            self._go_to_added(self._added)
        if found and not self.grid.currentIndex().isValid():
            self.grid.choose(0)
        self.show_counts()

    def _go_to_added(self, key: str) -> None:
        """To the first of the new lines, now or as soon as they are here."""
        self._added = "" if key in self.rows else key
        self.grid.go_to(key, self.grid.headers.visible()[0])

    def replace_rows(self, rows: Iterable[R]) -> None:
        """Newer versions of rows that are here already."""
        found = list(rows)
        self.rows |= {str(self.look.record(each).id): each for each in found}
        self.model.replace(found)
        self.show_counts()

    def current(self) -> R | None:
        record = self.grid.current_record()
        return None if record is None else self.rows.get(str(self.look.record(record).id))

    def go_to(self, key: str) -> None:
        """Make this row the current one; a filter that hides it is taken away."""
        if key not in self.rows:
            return
        if self.model.row_of(key) < 0:
            self.clear_filters()
        self.grid.choose(self.model.row_of(key))
        self.grid.setFocus()

    def show_counts(self) -> None:
        for key, _word, fits in self.look.filters:
            self.filters[key].show_count(sum(map(fits, self.rows.values())))
        self.filter_choice.offer([(key, each.text()) for key, each in self.filters.items()])
        self.filter_choice.show_value(self.kind)
        self._fold_filters()
        self.show_places()

    def show_places(self) -> None:
        has, seen = bool(self.rows), self.model.count()
        self.empty.setVisible(not has and self.is_read)
        self.nothing.setVisible(has and not seen)
        self.grid.setVisible(bool(seen))
        self._foot.setVisible(has)
        self._bar_ground.setVisible(has)
        self.count.setText(self.look.counted(seen, len(self.rows)))
        self.counts_changed.emit()

    # ---- filter

    def choose_filter(self, key: str) -> None:
        self.kind = key
        self.filters[key].setChecked(True)
        self.filter_choice.show_value(key)
        self.filter()

    def clear_filters(self) -> None:
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.choose_filter(self.look.filters[0][0])

    def filter(self) -> None:
        before = self.current()
        self.model.filter_by(self._accepts())
        if self.current() is None:
            self.grid.choose(0)
        self.show_places()
        if self.current() is before:  # another row has told of itself
            self.row_changed.emit()

    def _accepts(self) -> Callable[[R], bool] | None:
        """Every folded word somewhere in the row, and the pressed filter; None where all passes."""
        wanted, searchable = fold(self.search.text()).split(), self.look.searchable
        fits: Fits = next(each for key, _word, each in self.look.filters if key == self.kind)
        if not wanted:
            return None if self.kind == self.look.filters[0][0] else fits
        if len(wanted) == 1:
            only = wanted[0]
            return lambda each: only in searchable(each) and fits(each)
        return lambda each: all(word in searchable(each) for word in wanted) and fits(each)

    # ---- many lines

    def edit_many(self) -> None:
        """Open the panel for the chosen lines, on the column that is current."""
        if self._still or not self.rows:
            return
        place = self.grid.currentIndex().column()
        self.many.open(self.model.columns[place].field if place >= 0 else "", len(self.deeds.chosen_keys()))

    def _write_many(self, name: str, typed: str) -> None:
        self.many.close_up()
        self.deeds.write_many(name, typed)

    def _trouble(self, name: str, typed: str) -> str:
        keys = self.deeds.chosen_keys()
        if not keys:
            return _("Chọn các dòng cần sửa trước.")
        record = self.look.record(self.rows[keys[0]])
        return trouble_of(lambda: self.look.register.read(record, name, typed))

    def _show_many_count(self) -> None:
        if self.many.isVisible():
            self.many.show_count(len(self.deeds.chosen_keys()))

    def _tell(self, kind: str, words: str) -> None:
        link = _("Tới ô chưa ghi (F8)") if self.model.has_drafts() and words else ""
        self.message.say(kind, words, link)


def _ground(layout: QHBoxLayout) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setProperty("surface", "surface")
    return made
