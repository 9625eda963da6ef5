"""A list of numbers or a table of inputs, typed and pasted as in a spreadsheet; each block is one deed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.domain.metrology.declared import Input
from app.domain.metrology.typed_inputs import read_typed, shown_typed, unit_of
from app.domain.readings import block_decimal
from app.domain.register_fields import TypedField
from app.services.registers import CellText, Refusal, Written
from app.ui import theme
from app.ui.parts import InlineMessage, column
from app.ui.tables.column import LEFT, RIGHT, Column
from app.ui.tables.deeds import GridDeeds
from app.ui.tables.grid import Grid
from app.ui.tables.model import TableModel
from app.ui.tables.shares import ColumnShares
from app.ui.tables.sheet import Done
from app.wording import _

MOST_ROWS, HEAD = 10, 32
VALUE = "value"
"""The one column of a plain list of numbers."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row; number: its place from 1; cells: kept values by the names of the columns."""

    number: int
    cells: Mapping[str, Any]


class InputGrid(QWidget):
    """changed(value): the whole list or table as it is to be kept; None when it is empty."""

    changed = Signal(object)

    def __init__(self, wanted: Input, own_unit: str, *, still: bool) -> None:
        super().__init__()
        self.wanted, self.own_unit = wanted, own_unit
        self.columns = wanted.columns if wanted.kind == "table" else (_as_column(wanted),)
        self._lines: list[Line] = []
        self._shown: list[Line] | None = None
        self.model: TableModel[Line] = TableModel(
            self._made_columns(),
            key=lambda line: str(line.number),
            write=None if still else lambda line, name, typed: self.deeds.write(str(line.number), name, typed),
            add=None if still else lambda name, typed: self.deeds.begin(name, typed),
            sorts=False,
        )
        self.grid = _InputTable(self.model, _(wanted.words))
        self.grid.setSortingEnabled(False)
        self.sheet = _InputSheet(self, still=still)
        self.deeds = GridDeeds(self.grid, self.sheet, "", "")
        self.message = InlineMessage("warn", "", closable=True)
        self.deeds.told.connect(self.message.say)
        self.deeds.failed.connect(lambda sentence: self.message.say("warn", sentence))
        self.setLayout(column(self.grid, self.message, gap=0))
        self.grid.widened.connect(self._be_high)
        self.setFocusProxy(self.grid)
        self._fit()

    def _made_columns(self) -> list[Column[Line]]:
        number: Column[Line] = Column(
            title="#",
            show=lambda line: str(line.number),
            width=48,
            align=RIGHT,
            tone=lambda _line: "text3",
            name="#",
        )
        return [number, *(self._made_column(each, place) for place, each in enumerate(self.columns))]

    def _made_column(self, each: Input, place: int) -> Column[Line]:
        unit = unit_of(each, self.own_unit)
        words = dict(each.choices)
        numeric = each.kind in ("number", "integer")

        def shown(line: Line) -> str:
            value = line.cells.get(each.name)
            if each.kind == "choice":
                return _(words[str(value)]) if str(value) in words else str(value or "")
            return shown_typed(each, value)

        return Column(
            title=f"{_(each.words)}, {unit}" if unit else _(each.words),
            show=shown,
            width=0 if place == len(self.columns) - 1 else 110,
            align=RIGHT if numeric else LEFT,
            field=each.name,
            choices=tuple((key, _(word)) for key, word in each.choices),
        )

    # ---- what stands in it

    def show_value(self, value: object) -> None:
        """The kept list or table."""
        rows = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
        self._lines = [Line(number, self._cells(row)) for number, row in enumerate(rows, 1)]
        if self._lines == self._shown:  # a cell that is being typed in keeps its text
            return
        self._shown = list(self._lines)
        self.sheet.pin([str(each.number) for each in self._lines])
        self.model.show_records(self._lines)
        self._fit()

    def _cells(self, row: object) -> Mapping[str, Any]:
        if isinstance(row, Mapping):
            return row
        if isinstance(row, Sequence) and not isinstance(row, str):
            return dict(zip((each.name for each in self.columns), row, strict=False))
        return {VALUE: row}

    def value(self) -> list[Any] | None:
        if self.wanted.kind == "numbers":
            return [each.cells[VALUE] for each in self._lines if each.cells.get(VALUE) not in (None, "")] or None
        return [dict(each.cells) for each in self._lines] or None

    def set_lines(self, cells: Sequence[Mapping[str, Any]]) -> None:
        """Other rows; empty ones are left out, and the rest is numbered anew."""
        kept = [each for each in cells if any(value not in (None, "") for value in each.values())]
        self._lines = [Line(number, each) for number, each in enumerate(kept, 1)]
        self.changed.emit(self.value())

    def lines(self) -> list[Line]:
        return list(self._lines)

    def show_trouble(self, sentence: str) -> None:
        self.message.say("bad", sentence)

    def _fit(self) -> None:
        self.grid.shares.measure()
        self._be_high()

    def _be_high(self) -> None:
        """As high as its rows up to a limit, and its scroll bar where it needs one."""
        rows = min(MOST_ROWS, max(3, self.model.rowCount()))
        bar = self.grid.horizontalScrollBar().sizeHint().height() if self.grid.shares.needs_scrolling() else 0
        self.grid.setFixedHeight(theme.px(HEAD) + theme.px(34) * rows + 2 + bar)


class _InputTable(Grid):
    """A grid whose columns are as wide as their words ask. widened: it has another width."""

    widened = Signal()

    def __init__(self, model: TableModel[Any], name: str) -> None:
        super().__init__(model, name)
        self.shares = ColumnShares(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shares.share()
        if event.size().width() != event.oldSize().width():
            self.widened.emit()

    def fields_from(self, column: int) -> list[str]:
        """The numbers of the rows are not typed: a block that is pasted on them goes beside them."""
        return super().fields_from(max(1, column))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().column() == 0:
            self.setCurrentIndex(self.currentIndex().siblingAtColumn(1))

    def moveCursor(self, action: Grid.CursorAction, held: Qt.KeyboardModifier) -> QModelIndex:
        found = super().moveCursor(action, held)
        return found.siblingAtColumn(1) if found.isValid() and found.column() == 0 else found


class _InputSheet(QObject):
    """Where the grid writes to: the rows of the input, read cell by cell."""

    def __init__(self, owner: InputGrid, *, still: bool) -> None:
        super().__init__(owner)
        self._owner = owner
        self.still = still
        self.pin: Callable[[Sequence[str]], object] = lambda _keys: None
        self._columns = {each.name: each for each in owner.columns}
        self.fields: Mapping[str, TypedField] = {
            name: TypedField(name=name, title=each.words, read=lambda _record, _text: {}, show=lambda _record: "")
            for name, each in self._columns.items()
        }

    def write(self, _deed: str, cells: Sequence[CellText], done: Done, toast: str = "") -> None:
        """Cells that can be read are set; the others are refused one by one."""
        rows = {str(each.number): dict(each.cells) for each in self._owner.lines()}
        decimal = block_decimal(each.typed for each in cells) if len(cells) > 1 else ""
        refused = self._read_into(rows, cells, decimal)
        before = [each.cells for each in self._owner.lines()]
        if list(rows.values()) != before:
            self._owner.set_lines(list(rows.values()))
        done(Written((), len(cells) - len(refused), tuple(refused)))

    def add(self, _deed: str, lines: Sequence[Mapping[str, str]], done: Done) -> None:
        """New rows at the end, or none where any text cannot be read."""
        there = self._owner.lines()
        rows: dict[str, dict[str, Any]] = {str(each.number): dict(each.cells) for each in there}
        cells = []
        for number, line in enumerate(lines, len(there) + 1):
            rows[str(number)] = {}
            cells += [CellText(str(number), name, typed) for name, typed in line.items()]
        decimal = block_decimal(each.typed for each in cells) if len(cells) > 1 else ""
        refused = self._read_into(rows, cells, decimal)
        if refused:  # all or nothing: a list that lost a number without a trace would be another list
            self._owner.show_trouble(_("Chưa thêm số nào. {first}", first=refused[0].trouble))
            return
        keys = [key for key in rows if int(key) > len(there)]
        self._owner.set_lines(list(rows.values()))
        done(Written(tuple(keys), len(cells)))

    def _read_into(self, rows: Mapping[str, dict[str, Any]], cells: Sequence[CellText], decimal: str) -> list[Refusal]:
        refused = []
        for each in cells:
            wanted = self._columns[each.field]
            try:
                value = read_typed(wanted, self._as_key(wanted, each.typed), self._owner.own_unit, decimal=decimal)
            except UserError as trouble:
                refused.append(Refusal(each, str(trouble)))
            else:
                rows[each.key][each.field] = value
        return refused

    def _as_key(self, wanted: Input, typed: str) -> str:
        """A choice may be typed by its word or by its key."""
        words = {_(word).casefold(): key for key, word in wanted.choices}
        return words.get(typed.strip().casefold(), typed)


def _as_column(wanted: Input) -> Input:
    """A list of numbers as the one column of a table."""
    return Input(
        name=VALUE,
        words=wanted.words,
        unit=wanted.unit,
        required=False,
        above=wanted.above,
        least=wanted.least,
        most=wanted.most,
    )
