"""The grid of a budget's components: typed and pasted as in a spreadsheet, each block one deed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QResizeEvent

from app.domain.errors import UserError
from app.domain.metrology.budget_rows import WAYS, BudgetRow, numbered, read_cell, shown_cell, typed_cell
from app.domain.readings import block_decimal
from app.domain.register_fields import TypedField
from app.services.registers import CellText, Refusal, Written
from app.ui import theme
from app.ui.tables.column import LEFT, RIGHT, Column
from app.ui.tables.deeds import GridDeeds
from app.ui.tables.grid import Grid
from app.ui.tables.model import TableModel
from app.ui.tables.shares import ColumnShares
from app.ui.tables.sheet import Done
from app.wording import N_, _

TITLES: Mapping[str, str] = {
    "name": N_("Tên"),
    "value": N_("Ước lượng"),
    "unit": N_("Đơn vị"),
    "model_unit": N_("Đổi sang"),
    "way": N_("Cách biết"),
    "first": N_("Số liệu"),
    "second": N_("Kèm theo"),
    "df": "ν",
}
NUMBERS = ("value", "first", "second", "df")
NUMERIC = {"value", "df"}


class BudgetSheet(QObject):
    """The rows and how cells write into them. changed: they are other ones. troubled(sentence): nothing was added."""

    changed = Signal()
    troubled = Signal(str)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.still = False
        self.rows: list[BudgetRow] = []
        self.pin: Callable[[Sequence[str]], object] = lambda _keys: None
        self.fields: Mapping[str, TypedField] = {
            name: TypedField(name=name, title=title, read=lambda _row, _text: {}, show=lambda _row: "")
            for name, title in TITLES.items()
        }

    def write(self, _deed: str, cells: Sequence[CellText], done: Done, toast: str = "") -> None:
        """Cells that can be read are set; the others are refused one by one."""
        rows = {each.id: each for each in self.rows}
        refused = _read_into(rows, cells)
        self._take(list(rows.values()))
        done(Written((), len(cells) - len(refused), tuple(refused)))

    def add(self, _deed: str, lines: Sequence[Mapping[str, str]], done: Done) -> None:
        """New rows at the end, or none where any text cannot be read."""
        rows = {each.id: each for each in self.rows}
        cells = []
        for place, line in enumerate(lines, len(self.rows) + 1):
            rows[str(place)] = BudgetRow(id=str(place))
            cells += [CellText(str(place), name, typed) for name, typed in line.items()]
        refused = _read_into(rows, cells)
        if refused:
            self.troubled.emit(_("Chưa thêm dòng nào. {first}", first=refused[0].trouble))
            return
        keys = tuple(rows)[len(self.rows) :]
        self._take(list(rows.values()))
        done(Written(keys, len(cells)))

    def add_named(self, names: Sequence[str]) -> None:
        """A row for each of these names."""
        self._take([*self.rows, *(BudgetRow(id=name, name=name) for name in names)])

    def _take(self, rows: Sequence[BudgetRow]) -> None:
        kept = numbered(rows)
        if kept != self.rows:
            self.rows = kept
            self.pin([each.id for each in kept])
            self.changed.emit()


def _read_into(rows: dict[str, BudgetRow], cells: Sequence[CellText]) -> list[Refusal]:
    """Ways come before their numbers, units before what is read in them."""
    numbers = [each.typed for each in cells if each.field in NUMBERS]
    decimal = block_decimal(numbers) if len(numbers) > 1 else ""
    refused = []
    for cell in sorted(cells, key=lambda each: each.field in NUMBERS):
        try:
            rows[cell.key] = read_cell(rows[cell.key], cell.field, cell.typed, decimal=decimal)
        except UserError as trouble:
            refused.append(Refusal(cell, str(trouble)))
    return refused


class BudgetGrid(Grid):
    """A grid whose columns are as wide as their words ask."""

    def __init__(self, sheet: BudgetSheet, *, still: bool) -> None:
        self.sheet = sheet
        self._shown: list[BudgetRow] | None = None
        model: TableModel[BudgetRow] = TableModel(
            [_column(name, title) for name, title in TITLES.items()],
            key=lambda each: each.id,
            write=None if still else lambda each, name, typed: self.deeds.write(each.id, name, typed),
            add=None if still else lambda name, typed: self.deeds.begin(name, typed),
            sorts=False,
        )
        super().__init__(model, _("Các thành phần"))
        sheet.still = still
        self.setSortingEnabled(False)
        self.horizontalHeader().setSortIndicatorShown(False)
        self.deeds = GridDeeds(self, sheet, "", "")
        self.shares = ColumnShares(self, least=40, air=20)
        self.opened.connect(lambda: self.edit(self.currentIndex()))

    def show_rows(self, rows: Sequence[BudgetRow], most: int) -> None:
        """Show these, so many lines high at most. An open cell keeps its text while the rows stay alike."""
        if list(rows) == self._shown:
            return
        self._shown = list(rows)
        self.table.show_records(rows)
        self.shares.measure()
        lines = min(most, max(2, self.table.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if self.shares.needs_scrolling() else 0
        self.setFixedHeight(theme.px(32) + theme.px(34) * lines + 2 + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "shares"):
            self.shares.share()


def _column(name: str, title: str) -> Column[BudgetRow]:
    return Column(
        title=_(title),
        show=lambda row: shown_cell(row, name),
        typed=lambda row: typed_cell(row, name),
        width=0 if name == "df" else 100,
        align=RIGHT if name in NUMERIC else LEFT,
        field=name,
        choices=tuple((key, _(way.words)) for key, way in WAYS.items()) if name == "way" else (),
        tone=(lambda row: "text3" if not row.df else "") if name == "df" else None,
    )
