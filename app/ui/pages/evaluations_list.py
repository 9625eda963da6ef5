"""The evaluations of a cycle as a table: code, method, what about, the sentence, the verdict, the day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.metrology.cell_words import VERDICT_WORDS
from app.formats import fold, show_date
from app.services.evaluation_states import OpenEvaluation
from app.ui.pages.evaluation_words import method_words, sentence_of, state_of
from app.ui.pages.register_grid import ReadGrid
from app.ui.parts import EmptyState, FilterButton, SearchField, button, column, row
from app.ui.tables.column import Column
from app.ui.tables.model import TableModel
from app.ui.workspace import Workspace
from app.wording import N_, _

FILTERS = {
    "all": N_("Tất cả"),
    **{state: VERDICT_WORDS[state] for state in ("bad", "part", "ok", "none")},
    "todo": N_("Chưa tính"),
}
_ORDER = {"bad": 0, "part": 1, "todo": 2, "info": 3, "na": 4, "ok": 5}


def _columns() -> tuple[Column[OpenEvaluation], ...]:
    return (
        Column(
            title=_("Mã"),
            show=lambda each: each.code,
            width=76,
            strong=lambda _each: True,
            name="code",
            sort=lambda each: each.evaluation.number,
        ),
        Column(
            title=_("Phương pháp"),
            show=lambda each: method_words(each.calculation, each.evaluation.calculation),
            width=236,
            name="method",
            gives_way=3,
        ),
        Column(title=_("Đối tượng"), show=about_words, width=190, name="about", gives_way=1),
        Column(title=_("Kết quả"), show=sentence_of, width=0, name="sentence"),
        Column(
            title=_("Kết luận"),
            show=lambda each: state_of(each)[1],
            width=196,
            state=state_of,
            name="state",
            sort=lambda each: _ORDER.get(state_of(each)[0], 9),
        ),
        Column(
            title=_("Ngày tính"),
            show=_day,
            width=96,
            sort=lambda each: each.evaluation.computed_at.isoformat() if each.evaluation.computed_at else "",
            name="day",
            gives_way=2,
        ),
        Column(
            title=_("Người tính"),
            show=lambda each: each.evaluation.computed_by,
            width=136,
            name="by",
            gives_way=4,
            hides=True,
        ),
    )


def about_words(each: OpenEvaluation) -> str:
    return " · ".join(filter(None, (each.evaluation.title, each.about)))


def _day(each: OpenEvaluation) -> str:
    moment = each.evaluation.computed_at
    return show_date(moment.astimezone().date()) if moment else ""


def _kind(each: OpenEvaluation) -> str:
    glyph = state_of(each)[0]
    return {"info": "none", "na": "todo"}.get(glyph, glyph)


class EvaluationsList(QWidget):
    """opened(id): Enter on an evaluation, or a double click."""

    opened = Signal(str)

    def __init__(self, workspace: Workspace, begin: Sequence[QPushButton]) -> None:
        super().__init__()
        self.begin = list(begin)
        self._rows: Sequence[OpenEvaluation] = ()
        self.kind = "all"
        self.model: TableModel[OpenEvaluation] = TableModel(_columns(), key=lambda each: each.evaluation.id)
        self.grid = ReadGrid(self.model, _("Đánh giá phép đo"), workspace.preferences, "evaluations")
        self.grid.setSelectionBehavior(ReadGrid.SelectionBehavior.SelectRows)
        self.grid.horizontalHeader().setSortIndicator(self.model.place_of("code"), Qt.SortOrder.DescendingOrder)
        self.search = SearchField(_("Tìm trong đánh giá  /"))
        self.search.setMaximumWidth(320)
        self.filters = {key: FilterButton(_(word)) for key, word in FILTERS.items()}
        words = _("Chưa có đánh giá nào trong chu kỳ này.")
        hint = _("Mở một nghiên cứu đo rồi bấm Đánh giá, hoặc chọn phương pháp và nhập số liệu tại đây.")
        self.empty = EmptyState("analysis", words, "" if workspace.read_only else hint, begin)
        self.nothing = EmptyState(
            "search", _("Không có đánh giá nào khớp."), _("Thử ít chữ hơn, hoặc bỏ bộ lọc."), [self._unfilter()]
        )
        self._build()

    def _unfilter(self) -> QPushButton:
        return button(_("Bỏ lọc"), self.clear_filters)

    def _build(self) -> None:
        bar = row(self.search, gap=6, margins=(16, 8, 16, 8))
        bar.addSpacing(4)
        for key, each in self.filters.items():
            each.setAutoExclusive(True)
            each.setChecked(key == self.kind)
            each.clicked.connect(lambda _on=False, key=key: self.choose_filter(key))
            bar.addWidget(each)
        bar.addStretch(1)
        self._bar = QWidget()
        self._bar.setLayout(bar)
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar.setProperty("surface", "surface")
        self.search.textChanged.connect(lambda _words: self.filter())
        self.search.left_by_key.connect(self.grid.setFocus)
        self.grid.opened.connect(self._open)
        self.grid.search_wanted.connect(self.search.setFocus)
        self.grid.doubleClicked.connect(lambda _index: self._open())
        whole = column(self._bar, gap=0)
        for part in (self.grid, self.empty, self.nothing):
            whole.addWidget(part, 1)
        self.setLayout(whole)
        self._show_places()

    def show_rows(self, rows: Sequence[OpenEvaluation]) -> None:
        self._rows = rows
        self.model.show_records(rows)
        for key, each in self.filters.items():
            each.show_count(len(rows) if key == "all" else sum(_kind(one) == key for one in rows))
        self._show_places()
        if rows and not self.grid.currentIndex().isValid():
            self.grid.choose(0)

    def _show_places(self) -> None:
        seen = self.model.count()
        self._bar.setVisible(bool(self._rows))
        self.grid.setVisible(bool(seen))
        self.empty.setVisible(not self._rows)
        self.nothing.setVisible(bool(self._rows) and not seen)

    def choose_filter(self, key: str) -> None:
        self.kind = key
        self.filters[key].setChecked(True)
        self.filter()

    def clear_filters(self) -> None:
        self.search.clear()
        self.choose_filter("all")
        self.grid.setFocus()

    def filter(self) -> None:
        wanted = fold(self.search.text()).split()

        def fits(each: OpenEvaluation) -> bool:
            words = fold(
                " ".join(
                    (
                        each.code,
                        method_words(each.calculation, each.evaluation.calculation),
                        about_words(each),
                        sentence_of(each),
                    )
                )
            )
            return all(one in words for one in wanted) and self.kind in ("all", _kind(each))

        self.model.filter_by(fits if wanted or self.kind != "all" else None)
        if self.model.count() and not self.grid.currentIndex().isValid():
            self.grid.choose(0)
        self._show_places()

    def choose(self, evaluation_id: str) -> None:
        """Put the cursor on this evaluation."""
        self.grid.choose(max(0, self.model.row_of(evaluation_id)))

    def _open(self) -> None:
        record = self.grid.current_record()
        if record is not None:
            self.opened.emit(record.evaluation.id)
