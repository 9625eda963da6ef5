"""One model for every table of records: columns are declared, sorting and filtering go over prepared keys.

Nothing is measured and nothing is asked twice: a filter key press looks through one list of folded texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.formats import fold
from app.ui import theme

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
SORT = Qt.ItemDataRole.UserRole
RECORD = Qt.ItemDataRole.UserRole + 1
STATE = Qt.ItemDataRole.UserRole + 2
TROUBLE = Qt.ItemDataRole.UserRole + 3

LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """One column. show: the words in the cell; sort: what it is sorted by (the folded words where none is given).

    width: px at 100 %, 0 for the one column that takes what is left. field: the record's field that is edited in
    place, "" for a column that is worked out. typed: the text an editor begins with. state: (glyph, word) of a pill.
    tone: the token of the ink; strong: in 600.
    """

    title: str
    show: Callable[[R], str]
    width: int = 100
    sort: Callable[[R], Any] | None = None
    align: Qt.AlignmentFlag = LEFT
    field: str = ""
    typed: Callable[[R], str] | None = None
    state: Callable[[R], tuple[str, str]] | None = None
    tone: Callable[[R], str] | None = None
    strong: Callable[[R], bool] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and refused: it stays in its cell, with the reason, until it is put right or given up."""

    typed: str
    trouble: str


class TableModel(QAbstractTableModel, Generic[R]):
    """Records in the order of the sorted column, those that pass the filter.

    key: a record's own key. write(record, field, text): keeps what was typed, or raises ValueError(sentence).
    """

    refused = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
        write: Callable[[R, str, str], None] | None = None,
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key
        self._write = write
        self._all: list[R] = []
        self._shown: list[R] = []
        self._places: dict[str, int] = {}
        self._accepts: Callable[[R], bool] | None = None
        self._sorted_by, self._order = 0, Qt.SortOrder.AscendingOrder
        self._drafts: dict[tuple[str, str], Draft] = {}

    # ---- records

    def show_records(self, records: Iterable[R]) -> None:
        self._all = list(records)
        self._arrange(sort_again=True)

    def replace(self, records: Iterable[R]) -> None:
        """Newer versions of records that are shown already: they keep their place until one sorts or filters again."""
        newer = {self._key(each): each for each in records}
        self._all = [newer.get(self._key(each), each) for each in self._all]
        for key, record in newer.items():
            place = self._places.get(key)
            if place is not None:
                self._shown[place] = record
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))

    def filter_by(self, accepts: Callable[[R], bool] | None) -> None:
        self._accepts = accepts
        self._arrange(sort_again=False)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by, self._order = column, order
        self._arrange(sort_again=True)

    def key_of(self, record: R) -> str:
        return self._key(record)

    def record(self, row: int) -> R:
        return self._shown[row]

    def records(self) -> list[R]:
        """Those that are shown, in their order."""
        return list(self._shown)

    def row_of(self, key: str) -> int:
        """Where a record is shown; -1 when it is not."""
        return self._places.get(key, -1)

    def _arrange(self, *, sort_again: bool) -> None:
        self.beginResetModel()
        if sort_again and self.columns:
            self._all.sort(key=self._sort_key, reverse=self._order is Qt.SortOrder.DescendingOrder)
            empty = self.columns[self._sorted_by]
            self._all.sort(key=lambda each: _is_empty(_sort_value(empty, each)))  # stable: what is blank comes last
        self._shown = [each for each in self._all if self._accepts is None or self._accepts(each)]
        self._places = {self._key(each): place for place, each in enumerate(self._shown)}
        self.endResetModel()

    def _sort_key(self, record: R) -> Any:
        value = _sort_value(self.columns[self._sorted_by], record)
        return (False, "") if _is_empty(value) else (True, value)

    # ---- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsEditable if self._write and self.columns[index.column()].field else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        record, column = self._shown[index.row()], self.columns[index.column()]
        draft = self._drafts.get((self._key(record), column.field)) if self._drafts else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return draft.typed if draft else column.show(record)
            case Qt.ItemDataRole.EditRole:
                return draft.typed if draft else (column.typed or column.show)(record)
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.align | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole:
                return theme.font("strong") if column.strong and column.strong(record) else None
            case Qt.ItemDataRole.ForegroundRole:
                tone = "bad" if draft else column.tone(record) if column.tone else ""
                return theme.color(tone) if tone else None
            case Qt.ItemDataRole.ToolTipRole:
                return draft.trouble if draft else column.show(record) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {column.show(record) or '—'}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return draft.trouble if draft else None
        return self._own_data(record, column, draft, role)

    def _own_data(self, record: R, column: Column[R], draft: Draft | None, role: int) -> object:
        if role == SORT:
            return _sort_value(column, record)
        if role == RECORD:
            return record
        if role == STATE:
            return column.state(record) if column.state else None
        if role == TROUBLE:
            return draft.trouble if draft else ""
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or self._write is None or not index.isValid():
            return False
        record, column = self._shown[index.row()], self.columns[index.column()]
        place = (self._key(record), column.field)
        if place not in self._drafts and str(value) == (column.typed or column.show)(record):
            return True
        self._drafts.pop(place, None)
        try:
            self._write(record, column.field, str(value))
        except ValueError as refusal:
            self._drafts[place] = Draft(str(value), str(refusal))
            self.refused.emit(str(refusal))
        now = self._places.get(place[0])
        if now is not None:
            cell = self.index(now, index.column())
            self.dataChanged.emit(cell, cell)
        return place not in self._drafts

    def give_up(self, index: Index) -> None:
        """Forget what was typed and refused in this cell."""
        record, column = self._shown[index.row()], self.columns[index.column()]
        if self._drafts.pop((self._key(record), column.field), None):
            self.dataChanged.emit(index, index)

    def has_drafts(self) -> bool:
        return bool(self._drafts)


def _sort_value(column: Column[R], record: R) -> Any:
    return column.sort(record) if column.sort else fold(column.show(record))


def _is_empty(value: object) -> bool:
    return value is None or value == ""
