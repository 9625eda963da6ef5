"""The deeds done in this dossier, the last first: what, by whom, when, and whether it was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTableView, QWidget

from app.formats import show_date, show_time
from app.ui import theme
from app.ui.parts import EmptyState, button, column, dress_table, row, text
from app.ui.workspace import Workspace
from app.wording import N_, _

if TYPE_CHECKING:
    from app.domain.journal import JournalEntry
    from app.storage.unit import Unit

Index = QModelIndex | QPersistentModelIndex
LOOKED_AT = 5000
"""How many of the last changes are read; a deed is one change or many."""


@dataclass(frozen=True, slots=True)
class DeedLine:
    """changes: how many fields it wrote. role: do, undo or redo."""

    deed: str
    role: str
    person: str
    at: datetime
    changes: int


def deeds_of(entries: Sequence[JournalEntry]) -> list[DeedLine]:
    """One line for each deed, the last first."""
    counted: dict[str, list[JournalEntry]] = {}
    for entry in entries:
        counted.setdefault(entry.deed_id, []).append(entry)
    lines = [DeedLine(each[0].deed, each[0].role, each[0].person, each[0].at, len(each)) for each in counted.values()]
    return lines[::-1]


def read_deeds(unit: Unit) -> list[DeedLine]:
    return deeds_of(unit.history(after=max(0, unit.revision - LOOKED_AT)))


class DeedModel(QAbstractTableModel):
    TITLES = (N_("Việc"), N_("Thay đổi"), N_("Ai"), N_("Khi nào"))

    def __init__(self, lines: list[DeedLine], today: date) -> None:
        super().__init__()
        self._lines, self._today = lines, today

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        return 0 if parent.isValid() else len(self.TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.TITLES[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole and section == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight if index.column() == 1 else Qt.AlignmentFlag.AlignLeft
        if role == Qt.ItemDataRole.ForegroundRole and (index.column() > 0 or line.role == "undo"):
            return theme.color("text2")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match index.column():
            case 0:
                return _deed_words(line)
            case 1:
                return str(line.changes)
            case 2:
                return line.person
            case _:
                return self._moment(line.at)

    def _moment(self, at: datetime) -> str:
        local = at.astimezone()
        return show_time(at) if local.date() == self._today else f"{show_date(local.date())} {local:%H:%M}"


def _deed_words(line: DeedLine) -> str:
    match line.role:
        case "undo":
            return _("Hoàn tác: {deed}", deed=line.deed)
        case "redo":
            return _("Làm lại: {deed}", deed=line.deed)
        case _:
            return line.deed


class HistoryDialog(QDialog):
    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Các việc đã làm"))
        self.resize(theme.px(720), theme.px(480))
        self._workspace = workspace
        self._undo = button(_("Hoàn tác việc cuối"), self._take_back, icon_name="undo")
        self._redo = button(_("Làm lại"), self._do_again, icon_name="redo")
        close = button(_("Đóng"), self.accept, kind="primary")
        self.table = QTableView()
        dress_table(self.table)
        self._empty = EmptyState("history", _("Chưa có việc nào"), _("Mỗi thay đổi trong hồ sơ sẽ hiện ở đây."))
        body = column(gap=0)
        body.addWidget(self.table, 1)
        body.addWidget(self._empty, 1)
        hint = text(_("Mỗi việc hoàn tác được, kể cả sau khi đóng hồ sơ."), "small")
        body.addLayout(row(hint, None, self._undo, self._redo, close, margins=(16, 10, 16, 12)))
        self.setLayout(body)
        self._show()

    def _show(self) -> None:
        lines = self._workspace.read(read_deeds)
        self.table.setModel(DeedModel(lines, self._workspace.today))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section, width in ((1, 90), (2, 160), (3, 150)):
            self.table.setColumnWidth(section, theme.px(width))
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        store, still = self._workspace.store, self._workspace.read_only
        self._undo.setEnabled(not still and store.next_undo() is not None)
        self._redo.setEnabled(not still and store.next_redo() is not None)
        self._undo.setToolTip(self._reason(_("Chưa có việc nào để hoàn tác")))
        self._redo.setToolTip(self._reason(_("Không có việc nào để làm lại")))

    def _reason(self, nothing: str) -> str:
        return self._workspace.notice if self._workspace.read_only else nothing

    def _take_back(self) -> None:
        self._workspace.undo()
        self._show()

    def _do_again(self) -> None:
        self._workspace.redo()
        self._show()
