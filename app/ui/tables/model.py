"""One model for every table of records: columns are declared, sorting and filtering go over prepared keys.

Nothing is measured and nothing is asked twice: a filter key press looks through one list of folded texts. As in a
spreadsheet a line stays where it is while it is worked on: it moves when one sorts or filters again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal

from app.formats import fold
from app.ui import theme
from app.ui.tables.column import CENTRE, CHOICES, EMPTY_LINE, LEFT, RECORD, RIGHT, SORT, STATE, TROUBLE, Column, Index
from app.ui.tables.drafts import Draft, settled
from app.wording import _

__all__ = [
    "CENTRE",
    "EMPTY_LINE",
    "LEFT",
    "RECORD",
    "RIGHT",
    "SORT",
    "STATE",
    "TROUBLE",
    "Column",
    "Draft",
    "Index",
    "TableModel",
]

R = TypeVar("R")


class TableModel(QAbstractTableModel, Generic[R]):
    """Records in the order of the sorted column, those that pass the filter, and an empty line below where one may add.

    key: a record's own key. write(record, field, text): keeps what was typed, or raises ValueError(sentence).
    add(field, text): what was typed into the empty line begins a new record.
    """

    refused = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
        write: Callable[[R, str, str], None] | None = None,
        add: Callable[[str, str], None] | None = None,
        *,
        sorts: bool = True,
    ) -> None:
        """sorts: False where the records' own order is the order of a paper."""
        super().__init__()
        self._sorts = sorts
        self.columns = tuple(columns)
        self._key = key
        self._write, self._add = write, add
        self._is_still = False
        self._has_empty_line = add is not None
        self._all: list[R] = []
        self._shown: list[R] = []
        self._places: dict[str, int] = {}
        self._accepts: Callable[[R], bool] | None = None
        self._sorted_by, self._order = 0, Qt.SortOrder.AscendingOrder
        self._drafts: dict[tuple[str, str], Draft] = {}
        self._pinned: dict[str, None] = {}

    # ---- records

    def show_records(self, records: Iterable[R]) -> None:
        """Show these. Lines that were shown keep their places, those added here come last; else all is sorted."""
        newer = {self._key(each): each for each in records}
        before = [self._key(each) for each in self._all]
        known = set(before)
        is_kept = bool(before) and all(key in known or key in self._pinned for key in newer)
        if self._drafts:
            settled(self._drafts, {self._key(each): each for each in self._all}, newer, self.columns)
        self._drafts = {place: each for place, each in self._drafts.items() if place[0] in newer}
        if not is_kept:
            self._all = list(newer.values())
            self._arrange(sort_again=True)
            return
        order = [key for key in before if key in newer]
        fresh = [each for key, each in newer.items() if key not in known]
        self._all = [newer[key] for key in order]
        if order != before or not self._is_shown_alike():
            self._all += fresh
            self._arrange(sort_again=False)
            return
        self._shown = [newer[self._key(each)] for each in self._shown]
        self._append(fresh)
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(self.columns) - 1))

    def _append(self, fresh: Sequence[R]) -> None:
        """Lines at the end. The empty line becomes the first of them, so that a cell being typed in stays the same."""
        if not fresh:
            return
        here, behind = (fresh[:1], fresh[1:]) if self._has_empty_line else ((), fresh)
        was_empty, self._has_empty_line = self._has_empty_line, False
        self._take(here)
        if here:
            self.dataChanged.emit(
                self.index(len(self._shown) - 1, 0), self.index(len(self._shown) - 1, len(self.columns) - 1)
            )
        if behind or was_empty:
            at = len(self._shown)
            self.beginInsertRows(QModelIndex(), at, at + len(behind) - (not was_empty))
            self._take(behind)
            self._has_empty_line = was_empty
            self.endInsertRows()

    def _take(self, fresh: Sequence[R]) -> None:
        self._all += fresh
        self._places |= {self._key(each): len(self._shown) + place for place, each in enumerate(fresh)}
        self._shown += fresh

    def _is_shown_alike(self) -> bool:
        return [self._key(each) for each in self._all if self._passes(each)] == [
            self._key(each) for each in self._shown
        ]

    def replace(self, records: Iterable[R]) -> None:
        """Newer versions of records that are shown already: they keep their place until one sorts or filters again."""
        newer = {self._key(each): each for each in records}
        if self._drafts:
            settled(self._drafts, {self._key(each): each for each in self._all}, newer, self.columns)
        self._all = [newer.get(self._key(each), each) for each in self._all]
        for key, record in newer.items():
            place = self._places.get(key)
            if place is not None:
                self._shown[place] = record
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))

    def set_still(self, still: bool) -> None:
        """From now on the lines may only be read, and the empty line is gone; or they may be written again."""
        if still != self._is_still:
            self.beginResetModel()
            self._is_still, self._has_empty_line = still, self._add is not None and not still
            self.endResetModel()

    def pin(self, keys: Iterable[str]) -> None:
        """These are about to be added here: they stand at the end, whatever the filter, until one sorts or filters."""
        self._pinned |= dict.fromkeys(keys)

    def filter_by(self, accepts: Callable[[R], bool] | None) -> None:
        self._accepts = accepts
        self._pinned.clear()
        self._arrange(sort_again=False)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by, self._order = column, order
        self._pinned.clear()
        self._arrange(sort_again=True)

    def key_of(self, record: R) -> str:
        return self._key(record)

    def record(self, row: int) -> R:
        return self._shown[row]

    def records(self) -> list[R]:
        """Those that are shown, in their order."""
        return list(self._shown)

    def count(self) -> int:
        """How many records are shown; the empty line does not count."""
        return len(self._shown)

    def is_empty_line(self, row: int) -> bool:
        return self._has_empty_line and row == len(self._shown)

    def row_of(self, key: str) -> int:
        """Where a record is shown; -1 when it is not."""
        return self._places.get(key, -1)

    def words(self, row: int, place: int) -> str:
        """The words of a cell as they would be typed, also refused ones."""
        record, column = self._shown[row], self.columns[place]
        draft = self._drafts.get((self._key(record), column.field)) if self._drafts else None
        return draft.typed if draft else column.typed_text(record) if column.field else column.show(record)

    def place_of(self, name: str) -> int:
        """The number of a column by its key; -1 when there is none."""
        return next((place for place, each in enumerate(self.columns) if each.key == name), -1)

    def _passes(self, record: R) -> bool:
        return self._accepts is None or self._accepts(record) or self._key(record) in self._pinned

    def _arrange(self, *, sort_again: bool) -> None:
        self.beginResetModel()
        if sort_again and self._sorts and self.columns:
            self._all.sort(key=self._sort_key, reverse=self._order is Qt.SortOrder.DescendingOrder)
            sorted_by = self.columns[self._sorted_by]
            self._all.sort(key=lambda each: _is_empty(_sort_value(sorted_by, each)))  # stable: what is blank comes last
            if self._pinned:
                self._all.sort(key=lambda each: self._key(each) in self._pinned)
        accepts = self._passes if self._pinned else self._accepts
        self._shown = [each for each in self._all if accepts(each)] if accepts else list(self._all)
        self._places = {self._key(each): place for place, each in enumerate(self._shown)}
        self.endResetModel()

    def _sort_key(self, record: R) -> Any:
        value = _sort_value(self.columns[self._sorted_by], record)
        return (False, "") if _is_empty(value) else (True, value)

    # ---- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        return 0 if parent.isValid() else len(self._shown) + self._has_empty_line

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self.columns[section].title
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.columns[section].align | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        can = self._write and not self._is_still and self.columns[index.column()].field
        return _TYPED if can else _USUAL

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if index.row() >= len(self._shown):
            return self._empty_line(self.columns[index.column()], role)
        record, column = self._shown[index.row()], self.columns[index.column()]
        draft = self._drafts.get((self._key(record), column.field)) if self._drafts else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return draft.typed if draft else column.show(record)
            case Qt.ItemDataRole.EditRole:
                return draft.typed if draft else column.typed_text(record)
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
                return f"{column.title}: {(draft.typed if draft else column.show(record)) or '—'}"
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
        if role == CHOICES:
            return [word for _key, word in column.choices if word]
        if role == TROUBLE:
            return draft.trouble if draft else ""
        return None

    def _empty_line(self, column: Column[R], role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Dòng mới, {column}", column=column.title)
        if role == CHOICES:
            return [word for _key, word in column.choices if word]
        return True if role == EMPTY_LINE else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or self._write is None or not index.isValid():
            return False
        column = self.columns[index.column()]
        if index.row() >= len(self._shown):
            return self._begin(column, str(value))
        record = self._shown[index.row()]
        place = (self._key(record), column.field)
        if place not in self._drafts and str(value) == column.typed_text(record):
            return True
        self._drafts.pop(place, None)
        try:
            self._write(record, column.field, str(value))
        except ValueError as refusal:
            self._drafts[place] = Draft(str(value), str(refusal))
            self.refused.emit(str(refusal))
        self._tell_cell(place)
        return place not in self._drafts

    def _begin(self, column: Column[R], text: str) -> bool:
        if not text.strip() or self._add is None or not column.field:
            return not text.strip()
        self._add(column.field, text)
        return True

    # ---- drafts

    def keep_drafts(self, drafts: Mapping[tuple[str, str], Draft]) -> None:
        """Refused texts of a block, by (key, field): each stays in its cell with its reason."""
        self._drafts |= drafts
        for place in drafts:
            self._tell_cell(place)

    def forget_drafts(self, places: Iterable[tuple[str, str]]) -> None:
        """What stood refused in these cells has been written over."""
        for place in places:
            if self._drafts.pop(place, None):
                self._tell_cell(place)

    def give_up(self, index: Index) -> bool:
        """Forget what was typed and refused in this cell; whether there was anything."""
        if not index.isValid() or index.row() >= len(self._shown):
            return False
        place = (self._key(self._shown[index.row()]), self.columns[index.column()].field)
        was_there = self._drafts.pop(place, None) is not None
        if was_there:
            self._tell_cell(place)
        return was_there

    def has_drafts(self) -> bool:
        return bool(self._drafts)

    def draft_cells(self) -> list[QModelIndex]:
        """The cells with refused text that are shown, line by line."""
        cells = [
            self.index(self._places[key], place)
            for key, field in self._drafts
            if key in self._places and (place := self._place_of_field(field)) >= 0
        ]
        return sorted(cells, key=lambda each: (each.row(), each.column()))

    def _place_of_field(self, field: str) -> int:
        return next((place for place, each in enumerate(self.columns) if each.field == field), -1)

    def _tell_cell(self, place: tuple[str, str]) -> None:
        row, column = self._places.get(place[0]), self._place_of_field(place[1])
        if row is not None and column >= 0:
            cell = self.index(row, column)
            self.dataChanged.emit(cell, cell)


_USUAL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TYPED = _USUAL | Qt.ItemFlag.ItemIsEditable  # made once: a long choice asks for each of its cells


def _sort_value(column: Column[R], record: R) -> Any:
    return column.sort(record) if column.sort else fold(column.show(record))


def _is_empty(value: object) -> bool:
    return value is None or value == ""
