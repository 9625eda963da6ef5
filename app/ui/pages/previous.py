"""Last year beside this year: each question, instrument and finding then and now, and what nobody looked at again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import wording
from app.domain.changes import Changes
from app.formats import fold, show_number
from app.services.comparison import BETTER, NEW, SAME, UNSEEN, WORSE, Compared, Comparison, compare_cycles
from app.ui.page import Page
from app.ui.parts import EmptyState, FilterButton, SearchField, button, column, row, text
from app.ui.tables.delegates import CellDelegate
from app.ui.tables.grid import Grid
from app.ui.tables.model import Column, TableModel
from app.ui.workspace import Workspace
from app.wording import N_, _

READS = ("answers", "instruments", "sightings", "listings", "findings", "cycles", "forms")
VERDICTS: Mapping[str, tuple[str, str]] = {
    UNSEEN: ("todo", N_("Chưa xem lại")),
    WORSE: ("bad", N_("Tụt")),
    BETTER: ("ok", N_("Tăng")),
    SAME: ("info", N_("Như trước")),
    NEW: ("doing", N_("Mới")),
}
KINDS: Mapping[str, str] = {
    "questions": N_("Câu hỏi"),
    "instruments": N_("Phương tiện đo"),
    "findings": N_("Phát hiện"),
}


def _pill(each: Compared) -> tuple[str, str]:
    glyph, word = VERDICTS[each.verdict]
    return glyph, _(word)


COLUMNS: tuple[Column[Compared], ...] = (
    Column(
        title=N_("Loại"),
        show=lambda each: _(KINDS[each.kind]),
        width=124,
        sort=lambda each: list(KINDS).index(each.kind),
    ),
    Column(title=N_("Mã"), show=lambda each: each.code, width=84, strong=lambda _each: True),
    Column(title=N_("Nội dung"), show=lambda each: each.title, width=0),
    Column(title=N_("Chu kỳ trước"), show=lambda each: each.then, width=170),
    Column(title=N_("Chu kỳ này"), show=lambda each: each.now, width=170),
    Column(title=N_("So sánh"), show=lambda each: _(VERDICTS[each.verdict][1]), width=172, state=_pill),
)


class PreviousPage(Page):
    """Opens on what was not looked at again; Enter goes to the thing itself."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("So với chu kỳ trước"))
        self._compared: Comparison | None = None
        self._verdict = UNSEEN
        columns = [
            Column(**{name: getattr(each, name) for name in each.__dataclass_fields__} | {"title": _(each.title)})
            for each in COLUMNS
        ]
        self.model: TableModel[Compared] = TableModel(columns, lambda each: f"{each.kind} {each.key}")
        self.grid = Grid(self.model, _("So với chu kỳ trước"))
        self.grid.setItemDelegate(CellDelegate(self.grid))
        self.grid.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.search = SearchField(_("Mã, nội dung…"))
        self.filters = {verdict: FilterButton(_(word), 0) for verdict, (_glyph, word) in VERDICTS.items()}
        self._build()

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if changes and not changes.touches(*READS):
            return
        language = wording.language()
        self._compared = self.workspace.read(lambda unit: compare_cycles(unit, self.workspace.cycle_id, language))
        self._show()

    def keys(self) -> list[tuple[str, str]]:
        return [("↑↓", _("dòng")), ("Enter", _("đến đó")), ("/", _("lọc"))] if self._compared else []

    def panes(self) -> Sequence[QWidget]:
        return (self.grid, self.search) if self._compared else (self._empty,)

    # ---- build

    def _build(self) -> None:
        self._empty = EmptyState(
            "compare",
            _("Đây là chu kỳ đầu tiên của hồ sơ này"),
            _("Khi mở chu kỳ mới, mỗi câu trả lời, phương tiện đo và phát hiện đứng cạnh kết quả của chu kỳ trước."),
            [button(_("Mở chu kỳ mới…"), self._start_cycle)],
        )
        self._sentence = text("", "body", wrap=True)
        bar = row(self.search, *self.filters.values(), None, gap=8, margins=(20, 12, 20, 8))
        self._filled = QWidget()
        sentence = row(self._sentence, margins=(20, 12, 20, 0))
        body = column(gap=0)
        body.addLayout(sentence)
        body.addLayout(bar)
        body.addWidget(self.grid, 1)
        self._filled.setLayout(body)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._filled, 1)
        self.search.setMaximumWidth(260)
        self.search.textChanged.connect(lambda _text: self._sift())
        for verdict, each in self.filters.items():
            each.clicked.connect(partial(self._choose, verdict))
        self.grid.opened.connect(self._go)
        self.grid.doubleClicked.connect(lambda _index: self._go())
        self.grid.search_wanted.connect(self.search.setFocus)

    # ---- show

    def _show(self) -> None:
        compared = self._compared
        self._empty.setVisible(compared is None)
        self._filled.setVisible(compared is not None)
        if compared is None:
            self.head.show_note("")
            return
        self.head.show_note(compared.previous.name)
        self._sentence.setText(sentence_of(compared))
        for verdict, each in self.filters.items():
            each.show_count(compared.count(verdict))
        had_rows = self.model.rowCount() > 0
        self.model.show_records(compared.rows)
        self._choose(self._verdict if compared.count(self._verdict) else _first_with_rows(compared))
        if not had_rows and self.search.hasFocus() and not self.search.text():
            self.grid.setFocus()
        self.keys_changed.emit()

    def _choose(self, verdict: str, _checked: bool = False) -> None:
        self._verdict = verdict
        for key, each in self.filters.items():
            each.setChecked(key == verdict)
        self._sift()

    def _sift(self) -> None:
        words, verdict = fold(self.search.text()).split(), self._verdict
        self.model.filter_by(lambda each: each.verdict == verdict and all(word in each.searchable for word in words))
        if self.grid.current_record() is None:
            self.grid.choose(0)

    # ---- deeds

    def _go(self) -> None:
        each = self.grid.current_record()
        if isinstance(each, Compared):
            self.workspace.go.emit(each.page, each.target)

    def _start_cycle(self) -> None:
        from app.ui.new_cycle import NewCycleDialog

        NewCycleDialog(self.window(), self.workspace).open()


def _first_with_rows(compared: Comparison) -> str:
    return next((verdict for verdict in VERDICTS if compared.count(verdict)), UNSEEN)


def sentence_of(compared: Comparison) -> str:
    """What a reader wants first: how much was looked at again, and which way it went."""
    questions = [each for each in compared.rows if each.kind == "questions"]
    left = compared.count(UNSEEN, "questions")
    told = _(
        "{seen}/{all} câu của {cycle} đã xem lại: {better} tăng, {worse} tụt, {same} như trước.",
        seen=show_number(len(questions) - left),
        all=show_number(len(questions)),
        cycle=compared.previous.name,
        better=compared.count(BETTER, "questions"),
        worse=compared.count(WORSE, "questions"),
        same=compared.count(SAME, "questions"),
    )
    if compared.walked:
        unseen = compared.count(UNSEEN, "instruments")
        return told + " " + _("{n} phương tiện đo của chu kỳ trước chưa gặp lại.", n=show_number(unseen))
    return (
        told + " " + _("Chưa đi hiện trường lần nào trong chu kỳ này nên chưa nói được phương tiện đo nào bị bỏ sót.")
    )
