"""The studies of a cycle as a table: code, title, instrument, how far the readings are, when and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.studies import study_code
from app.formats import show_date
from app.services.studies import StudyRow
from app.services.studies_fields import KIND_NAMES
from app.ui.pages.evaluation_words import GLYPHS, verdict_word
from app.ui.parts import EmptyState, column
from app.ui.tables.column import Column
from app.ui.tables.grid import Grid
from app.ui.tables.model import TableModel
from app.ui.workspace import Workspace
from app.wording import _


def _state(row: StudyRow) -> tuple[str, str]:
    count = f"{row.entered}/{row.wanted}"
    if row.entered >= row.wanted:
        return "ok", count
    return ("doing" if row.entered else "todo"), count


def _verdict(row: StudyRow) -> tuple[str, str]:
    word = verdict_word(row.verdict) if row.verdict in GLYPHS else _("chưa tính")
    return GLYPHS.get(row.verdict, "todo"), f"{row.evaluation} {word}"


def _columns() -> tuple[Column[StudyRow], ...]:
    return (
        Column(
            title=_("Mã"),
            show=lambda row: study_code(row.study),
            width=76,
            strong=lambda _row: True,
            name="code",
            sort=lambda row: (row.study.kind, row.study.number),
        ),
        Column(title=_("Tên nghiên cứu"), show=lambda row: row.study.title, width=0, name="title"),
        Column(title=_("Loại"), show=lambda row: _(KIND_NAMES[row.study.kind]), width=196, name="kind", gives_way=2),
        Column(title=_("Phương tiện đo"), show=lambda row: row.instrument, width=190, name="instrument", gives_way=1),
        Column(
            title=_("Số đọc"),
            show=lambda row: _state(row)[1],
            width=112,
            state=_state,
            name="entered",
            sort=lambda row: row.entered / row.wanted,
        ),
        Column(
            title=_("Nghi ngờ"),
            show=lambda row: str(row.suspect) if row.suspect else "",
            width=84,
            name="suspect",
            gives_way=3,
            tone=lambda row: "warn" if row.suspect else "",
        ),
        Column(
            title=_("Kết luận"),
            show=lambda row: row.evaluation,
            width=212,
            state=lambda row: _verdict(row) if row.evaluation else None,
            name="verdict",
            gives_way=5,
        ),
        Column(
            title=_("Ngày đo"),
            show=lambda row: show_date(row.study.started_at.astimezone().date()) if row.study.started_at else "",
            width=96,
            sort=lambda row: row.study.started_at.isoformat() if row.study.started_at else "",
            name="started",
        ),
        Column(title=_("Người ghi"), show=lambda row: row.study.measured_by, width=136, name="by", gives_way=4),
    )


class StudiesList(QWidget):
    """opened(id): Enter on a study, or a double click."""

    opened = Signal(str)

    def __init__(self, workspace: Workspace, begin: Sequence[QPushButton]) -> None:
        super().__init__()
        self.begin = list(begin)
        self.model: TableModel[StudyRow] = TableModel(_columns(), key=lambda row: row.study.id)
        self.grid = Grid(self.model, _("Nghiên cứu đo"), workspace.preferences, "studies")
        self.grid.setSelectionBehavior(Grid.SelectionBehavior.SelectRows)
        place = self.model.place_of("started")
        self.grid.horizontalHeader().setSortIndicator(place, Qt.SortOrder.DescendingOrder)
        self.grid.opened.connect(self._open)
        self.grid.doubleClicked.connect(lambda _index: self._open())
        words = _("Chưa có nghiên cứu đo nào trong chu kỳ này.")
        hint = _("Đo thử ngay tại chỗ: một lô hàng, vài người đo cùng vật, hay một mẫu chuẩn đo nhiều lần.")
        self.empty = EmptyState("study", words, "" if workspace.read_only else hint, begin)
        whole = column(gap=0)
        whole.addWidget(self.grid, 1)
        whole.addWidget(self.empty, 1)
        self.setLayout(whole)

    def show_rows(self, rows: Sequence[StudyRow]) -> None:
        self.model.show_records(rows)
        self.grid.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows and not self.grid.currentIndex().isValid():
            self.grid.choose(0)

    def choose(self, study_id: str) -> None:
        """Put the cursor on this study."""
        self.grid.choose(max(0, self.model.row_of(study_id)))

    def _open(self) -> None:
        record = self.grid.current_record()
        if record is not None:
            self.opened.emit(record.study.id)
