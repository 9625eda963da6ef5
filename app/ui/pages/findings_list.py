"""All findings and proposals as one table, the first priority on top, with what to filter it by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.formats import fold, show_date
from app.services.finding_list import FindingRow
from app.ui import theme
from app.ui.forms.filter_line import FilterLine
from app.ui.pages import findings_words as words
from app.ui.parts import Choice, EmptyState, SearchField, button, column, row
from app.ui.tables.column import Column
from app.ui.tables.grid import Grid
from app.ui.tables.model import TableModel
from app.ui.workspace import Workspace
from app.wording import _


def _columns() -> tuple[Column[FindingRow], ...]:
    return (
        Column(
            title=_("Mã"),
            show=lambda each: each.code or _("mới"),
            width=66,
            name="code",
            strong=lambda each: bool(each.code),
            tone=lambda each: "" if each.code else "text3",
            sort=lambda each: each.finding.number if each.finding else 10_000,
        ),
        Column(title=_("Phát hiện"), show=lambda each: each.title, width=0, name="title"),
        Column(
            title=_("Ưu tiên"),
            show=lambda each: words.priority_pill(each.priority)[1],
            width=172,
            name="priority",
            state=lambda each: words.priority_pill(each.priority),
            sort=lambda each: (not each.is_open, each.priority.level or 9),
        ),
        Column(
            title=_("Nội dung"),
            show=lambda each: str(each.subject),
            width=76,
            name="subject",
            align=Qt.AlignmentFlag.AlignHCenter,
            gives_way=3,
            sort=lambda each: each.subject,
        ),
        Column(
            title=_("Tình trạng"),
            show=lambda each: each.state_words[1],
            width=138,
            name="state",
            state=lambda each: each.state_words,
            gives_way=4,
        ),
        Column(title=_("Nguồn"), show=lambda each: each.source_words, width=124, name="source", gives_way=1),
        Column(
            title=_("Người chịu trách nhiệm"),
            show=lambda each: each.finding.owner if each.finding else "",
            width=150,
            name="owner",
            gives_way=2,
        ),
        Column(
            title=_("Hạn"),
            show=lambda each: show_date(each.finding.due_on) if each.finding else "",
            width=92,
            name="due",
            gives_way=5,
            sort=lambda each: str(each.finding.due_on or "") if each.finding else "",
        ),
        Column(title=_("Mục tiêu"), show=lambda each: ", ".join(each.goal_codes), width=84, name="goals", gives_way=6),
    )


class FindingsGrid(Grid):
    """Whole rows, several with Shift and Ctrl; single letters are the page's."""

    def __init__(self, model: TableModel[FindingRow], workspace: Workspace) -> None:
        super().__init__(model, _("Phát hiện và đề xuất"), workspace.preferences, "findings")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.headers.name_width = 300

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if plain and event.text().isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def rows(self) -> list[FindingRow]:
        """The chosen rows, from above."""
        found = {each.row() for each in self.selectionModel().selectedIndexes()}
        if self.currentIndex().isValid():
            found.add(self.currentIndex().row())
        return [self.table.record(each) for each in sorted(found) if each < self.table.count()]


class FindingsList(QWidget):
    """changed: other rows are chosen. opened: Enter on a row. removed: Delete on the chosen ones."""

    changed = Signal()
    opened = Signal()
    removed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.state = "open"
        self._every: Sequence[FindingRow] = ()
        self.model: TableModel[FindingRow] = TableModel(_columns(), key=lambda each: each.key)
        self.grid = FindingsGrid(self.model, workspace)
        self.grid.horizontalHeader().setSortIndicator(self.model.place_of("priority"), Qt.SortOrder.AscendingOrder)
        self.search = SearchField(_("Tìm trong phát hiện  /"))
        self.search.setMaximumWidth(theme.px(280))
        self.filters = FilterLine(words.STATE_FILTERS)
        self.subject = Choice(words.subject_choices())
        self.priority = Choice(words.priority_choices())
        self.source = Choice(words.source_choices())
        clear = button(_("Bỏ lọc"), self.clear_filters)
        self.nothing = EmptyState(
            "search", _("Không có phát hiện nào khớp."), _("Thử ít chữ hơn, hoặc bỏ bộ lọc."), [clear]
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        for choice, label in ((self.subject, _("Nội dung")), (self.priority, _("Ưu tiên")), (self.source, _("Nguồn"))):
            choice.setAccessibleName(label)
            choice.setMinimumContentsLength(9)
            choice.setMaximumWidth(theme.px(190))
        second = row(self.search, gap=6, margins=(12, 0, 12, 8))
        for each in (self.subject, self.priority, self.source):
            second.addWidget(each)
        second.addStretch(1)
        self._bar = QWidget()
        self._bar.setProperty("surface", "surface")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar.setLayout(column(self.filters, second, gap=0))
        body = column(self._bar, gap=0)
        body.addWidget(self.grid, 1)
        body.addWidget(self.nothing, 1)
        self.setLayout(body)
        self.nothing.hide()

    def _connect(self) -> None:
        self.filters.chosen.connect(self.show_state)
        self.search.textChanged.connect(lambda _words: self.sift())
        for choice in (self.subject, self.priority, self.source):
            choice.picked.connect(lambda _value: self.sift())
        self.grid.search_wanted.connect(self.search.setFocus)
        self.grid.opened.connect(self.opened)
        self.grid.doubleClicked.connect(lambda _index: self.opened.emit())
        self.grid.asked.connect(lambda deed: self.removed.emit() if deed == "clear" else None)
        self.grid.selectionModel().selectionChanged.connect(lambda *_both: self.changed.emit())
        self.model.modelReset.connect(self.changed)

    # ---- show

    def show_rows(self, every: Sequence[FindingRow]) -> None:
        self._every = every
        self.model.show_records(every)
        self.sift()

    def show_state(self, name: str) -> None:
        self.state = name
        self.sift()

    def show_clause(self, clause: str) -> None:
        """Those that name this clause, open or not."""
        self.clear_filters()
        self.search.setText(clause)

    def clear_filters(self) -> None:
        for choice in (self.subject, self.priority, self.source):
            choice.show_value(words.EVERY)
        self.search.setText("")
        self.show_state("open")

    def go_to(self, key: str) -> bool:
        """Make this row the current one, taking filters away that hide it; whether there is such a row."""
        wanted = next((each for each in self._every if each.key == key), None)
        if wanted is None:
            return False
        if self.model.row_of(key) < 0:
            self.clear_filters()
            if not wanted.is_open:
                self.show_state(wanted.state)
        self.grid.go_to(key, 1)
        return True

    def sift(self) -> None:
        typed = fold(self.search.text()).split()
        subject, level, source = self.subject.value(), self.priority.value(), self.source.value()

        def accepts(each: FindingRow) -> bool:
            return (
                words.passes_state(each, self.state)
                and (not subject or str(each.subject) == subject)
                and (not level or str(each.priority.level or 0) == level)
                and (not source or each.source == source)
                and all(one in each.searchable for one in typed)
            )

        counts = {name: sum(words.passes_state(one, name) for one in self._every) for name in words.STATE_FILTERS}
        self.filters.show_counts(counts, self.state)
        self.model.filter_by(accepts)
        shown = self.model.count() > 0
        self.grid.setVisible(shown)
        self.nothing.setVisible(not shown)
        if shown and self.grid.current_record() is None:
            self.grid.choose(0)

    def rows(self) -> list[FindingRow]:
        return self.grid.rows() if self.model.count() else []

    def following(self) -> str:
        """The key of the next proposal below the chosen rows, else of the first one; "" where none waits."""
        chosen = {each.key for each in self.rows()}
        waiting = [
            (place, each.key)
            for place, each in enumerate(self.model.records())
            if each.state == "proposed" and each.key not in chosen
        ]
        last = max((self.model.row_of(each) for each in chosen), default=-1)
        return next((key for place, key in waiting if place > last), waiting[0][1] if waiting else "")

    def use_little_room(self, little: bool) -> None:
        self.source.setVisible(not little)
        self.subject.setVisible(not little)
