"""The instruments of one table as they would be written: the file's own columns, each cell as it was read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from app.exchange.dates import ReadDate, printed_partial
from app.exchange.field_words import FIELD_WORDS
from app.exchange.grid import Sheet, column_number
from app.exchange.preview import Column, ListPreview, ListRow, Place, Report, Table
from app.formats import show_date, show_number, tidy
from app.ui import theme
from app.ui.parts.states import paint_glyph
from app.wording import _

Index = QModelIndex | QPersistentModelIndex
_RIGHT = ("range_low", "range_high", "period_months")
_FIELDS_OF = {"missing_name": "name", "due_before_last": "due_date", "unread_period": "period_months"}


def shown_columns(table: Table) -> tuple[Column, ...]:
    """The columns of the file, and the section titles where they are taken for the place."""
    has_place = any("location" in each.fields for each in table.columns)
    if has_place or not any(row.text("location") for row in table.rows):
        return table.columns
    return (*table.columns, Column(letter="", header=_("Tên phần"), fields=("location",), source="section"))


class RowsModel(QAbstractTableModel):
    """One row for each instrument of the table, one column for each column of the file."""

    def __init__(self) -> None:
        super().__init__()
        self._table: Table | None = None
        self._sheet: Sheet | None = None
        self._left_out: frozenset[tuple[str, int]] = frozenset()
        self._columns: tuple[Column, ...] = ()
        self._problems: dict[int, list[Report]] = {}
        self._present: set[int] = set()

    def show(self, preview: ListPreview, table: Table, sheet: Sheet, present: Mapping[Place, str]) -> None:
        self.beginResetModel()
        self._table, self._sheet, self._left_out = table, sheet, preview.decisions.left_out
        self._columns = shown_columns(table)
        self._problems = {}
        for each in preview.report:
            if each.sheet == table.sheet:
                for row in each.rows:
                    self._problems.setdefault(row, []).append(each)
        own = next((row.part for row in table.rows), "")
        self._present = {row for name, row, part in present if part == own and name == table.sheet}
        self.endResetModel()

    def clear(self) -> None:
        """No table is taken in."""
        self.beginResetModel()
        self._table, self._columns = None, ()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        return 0 if parent.isValid() or self._table is None else len(self._table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        return 0 if parent.isValid() or self._table is None else len(self._columns)

    def row_at(self, place: int) -> ListRow | None:
        return self._table.rows[place] if self._table and 0 <= place < len(self._table.rows) else None

    def place_of(self, row: int) -> int:
        """Where the instrument of this file row stands; the nearest one for a row that is none."""
        if self._table is None:
            return -1
        numbers = [each.row for each in self._table.rows]
        return numbers.index(row) if row in numbers else next((i for i, each in enumerate(numbers) if each > row), -1)

    def is_left_out(self, row: ListRow) -> bool:
        return (row.sheet, row.row) in self._left_out

    def problems_of(self, row: ListRow) -> list[Report]:
        return self._problems.get(row.row, [])

    def state_of(self, row: ListRow) -> str:
        """The glyph beside the row number: left out, faulty, to be looked at, known already, or nothing."""
        if self.is_left_out(row):
            return "na"
        codes = {each.code for each in self.problems_of(row)}
        if codes & {"impossible_date", "missing_name", "due_before_last"}:
            return "bad"
        if codes:
            return "warn"
        return "sent" if row.row in self._present else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._table is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            row = self.row_at(section)
            if row is None:
                return None
            if role == Qt.ItemDataRole.DisplayRole:
                return str(row.row)
            if role == Qt.ItemDataRole.ToolTipRole:
                return self._words_of(row)
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].header
        return None

    def _words_of(self, row: ListRow) -> str:
        words = [each.message for each in self.problems_of(row)]
        if self.is_left_out(row):
            words.insert(0, _("Dòng này được bỏ ra."))
        if row.row in self._present:
            words.append(_("Phương tiện đo này đã có trong hồ sơ."))
        if row.hidden:
            words.append(_("Dòng này bị ẩn trong tệp."))
        return "\n".join(words)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or self._table is None:
            return None
        column = self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                right = bool(column.fields) and column.fields[0] in _RIGHT
                return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            case Qt.ItemDataRole.FontRole:
                return self._font(row)
        return None

    def _font(self, row: ListRow) -> object:
        if not self.is_left_out(row):
            return None
        font = theme.font("body")
        font.setStrikeOut(True)
        return font

    def _ink(self, row: ListRow, column: Column) -> object:
        if self.is_left_out(row) or not column.fields:
            return theme.color("text3")
        wrong = {each.field or _FIELDS_OF.get(each.code, "") for each in self.problems_of(row)}
        return theme.color("bad") if wrong & set(column.fields) else None

    def _tip(self, row: ListRow, column: Column) -> str:
        printed = self._printed(row, column)
        return _("Trong tệp: {printed}", printed=printed) if printed else ""

    def _printed(self, row: ListRow, column: Column) -> str:
        assert self._sheet is not None
        cell = self._sheet.cells.get(row.row, {}).get(column_number(column.letter))
        return tidy(cell.text) if cell else ""

    def _shown(self, row: ListRow, column: Column) -> str:
        if not column.fields:
            return self._printed(row, column)
        parts = [shown_value(row, name) for name in column.fields]
        shown = " · ".join(part for part in parts if part)
        if not shown and any(name in ("last_calibration_date", "due_date") for name in column.fields):
            return self._printed(row, column)
        return shown


def shown_value(row: ListRow, name: str) -> str:
    """One field of a row as the register would show it."""
    match name:
        case "last_calibration_date":
            return _shown_date(row.last)
        case "due_date":
            return _shown_date(row.due)
        case "period_months":
            return str(row.period_months) if row.period_months else ""
        case "range_low" | "range_high":
            value = row.range_low if name == "range_low" else row.range_high
            return show_number(value) if value is not None else ""
    return row.text(name)


def _shown_date(read: ReadDate) -> str:
    if read.day:
        return show_date(read.day)
    return printed_partial(read.partial) if read.partial else read.text


def field_words(fields: tuple[str, ...]) -> str:
    return " + ".join(_(FIELD_WORDS[name]) for name in fields) or _("Không nhập")


class RowNumbers(QHeaderView):
    """The row numbers of the file, with a glyph where a row wants to be looked at."""

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.setAccessibleName(_("Số dòng trong tệp"))
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(66), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        row = self._model.row_at(logical)
        if row is None:
            return
        painter.save()
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))
        painter.setFont(theme.font("small"))
        painter.setPen(QPen(theme.color("text3")))
        painter.drawText(
            rect.adjusted(0, 0, -10, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(row.row)
        )
        state = self._model.state_of(row)
        if state:
            paint_glyph(painter, QRectF(rect.x() + 8, rect.y() + (rect.height() - 14) / 2, 14, 14), state)
        painter.restore()
