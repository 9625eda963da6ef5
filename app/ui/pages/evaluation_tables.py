"""The tables of a result, as high as their rows up to a limit, then scrolling in their own card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTableView

from app.domain.metrology.declared import Calculation, Input, Output, TableOut
from app.domain.metrology.results import Result
from app.domain.metrology.typed_inputs import shown_kept
from app.services.register_blocks import as_block
from app.ui import theme
from app.ui.pages.evaluation_words import cell_told, column_title
from app.ui.parts import Card, dress_table
from app.ui.tables.column import LEFT, RIGHT, Column
from app.ui.tables.model import TableModel
from app.ui.tables.shares import ColumnShares
from app.wording import _

MOST_ROWS, ROW = 12, 30
"""Rows that are shown without scrolling; px of one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; number: its place from 1."""

    number: int
    cells: Mapping[str, Any]


class ResultTable(QTableView):
    """One table of a result; Ctrl+C copies what is chosen with its titles."""

    def __init__(
        self, calculation: Calculation, table: TableOut, rows: Sequence[Mapping[str, Any]], own_unit: str
    ) -> None:
        super().__init__()
        self.lines = [Line(number, cells) for number, cells in enumerate(rows, 1)]
        shown = [each for each in table.columns if any(each.name in line.cells for line in self.lines)]
        self._model: TableModel[Line] = TableModel(
            [_column(calculation, each, own_unit, self.lines) for each in shown],
            key=lambda line: str(line.number),
            sorts=False,
        )
        self.setModel(self._model)
        dress_table(self, row_height=ROW)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(_(table.words))
        self._model.show_records(self.lines)
        self.shares = ColumnShares(self)
        self.shares.measure()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its rows, and its scroll bar where it needs one."""
        super().resizeEvent(event)
        bar = self.horizontalScrollBar().sizeHint().height() if self.shares.needs_scrolling() else 0
        self.setFixedHeight(theme.px(32) + theme.px(ROW) * min(len(self.lines), MOST_ROWS) + 2 + bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        rows = sorted({each.row() for each in self.selectedIndexes()})
        places = range(len(self._model.columns))
        titles = [each.title for each in self._model.columns]
        lines = [[self._model.words(row, place) for place in places] for row in rows]
        QGuiApplication.clipboard().setText(as_block([titles, *lines]))


def inputs_table(calculation: Calculation, wanted: Input, rows: Sequence[Any], own_unit: str) -> ResultTable:
    """Rows that went in, as they were given."""
    columns = wanted.columns or (replace(wanted, name="value"),)
    outputs = tuple(Output(name=each.name, words=each.words, unit=each.unit) for each in columns)
    lines = (row if isinstance(row, Mapping) else {"value": row} for row in rows)
    cells = [{name: shown_kept(value) for name, value in line.items()} for line in lines]
    table = TableOut(name=wanted.name, words=wanted.words, columns=outputs)
    return ResultTable(calculation, table, cells, own_unit)


def _column(calculation: Calculation, output: Output, own_unit: str, lines: Sequence[Line]) -> Column[Line]:
    name = output.name
    is_text = any(isinstance(line.cells.get(name), str) for line in lines)
    return Column(
        title=column_title(output, own_unit),
        show=lambda line: cell_told(calculation, output, line.cells.get(name)),
        align=LEFT if is_text else RIGHT,
        name=name,
    )


def table_cards(calculation: Calculation, result: Result, own_unit: str) -> list[Card]:
    """A card for each shown table that has rows."""
    cards = []
    for table in calculation.tables:
        rows = result.tables.get(table.name, ())
        if table.hidden or not rows:
            continue
        note = _("{n} dòng", n=len(rows)) if len(rows) > MOST_ROWS else ""
        card = Card(_(table.words), note, padding=(16, 10, 16, 10))
        card.content.addWidget(ResultTable(calculation, table, rows, own_unit))
        cards.append(card)
    return cards
