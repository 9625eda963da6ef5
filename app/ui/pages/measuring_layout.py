"""Where the cells of a study stand in its table: people and trials down and parts across, or one reading a line."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.readings_sheet import Cell, guided_cells
from app.domain.studies import CROSSED_KINDS, Study

READING, NET, DEVIATION, DOUBT, MEAN, NOTHING = "reading", "net", "deviation", "doubt", "mean", ""


@dataclass(frozen=True)
class Layout:
    """A gauge R&R and a linearity are crossed: a line each person and trial, a column each part, means at the right and
    below.
    All others have a line for each unit or trial: the reading, what is worked out of it, and the doubt in words."""

    study: Study

    @property
    def is_crossed(self) -> bool:
        return self.study.kind in CROSSED_KINDS

    @property
    def lines(self) -> int:
        """Lines with readings; the means of a crossed one stand in one more."""
        if self.is_crossed:
            return self.study.operators * self.study.trials
        return self.study.parts if self.study.kind == "lot" else self.study.trials

    @property
    def rows(self) -> int:
        return self.lines + self.is_crossed

    @property
    def columns(self) -> tuple[str, ...]:
        """What stands in each column."""
        if self.is_crossed:
            return (READING,) * self.study.parts + (MEAN,)
        worked_out = NET if self.study.kind == "lot" else DEVIATION
        has = bool(self.study.tare) if self.study.kind == "lot" else self.study.reference is not None
        return (READING, worked_out, DOUBT) if has else (READING, DOUBT)

    def cell_at(self, row: int, column: int) -> Cell | None:
        """The cell that is typed here, None for what is worked out."""
        if not (0 <= row < self.lines and 0 <= column < len(self.columns)) or self.columns[column] != READING:
            return None
        return self.cell_of_line(row, column)

    def cell_of_line(self, row: int, column: int = 0) -> Cell:
        if self.is_crossed:
            return Cell(column + 1, row // self.study.trials + 1, row % self.study.trials + 1)
        return Cell(row + 1, 1, 1) if self.study.kind == "lot" else Cell(1, 1, row + 1)

    def place_of(self, cell: Cell) -> tuple[int, int]:
        if self.is_crossed:
            return (cell.operator - 1) * self.study.trials + cell.trial - 1, cell.part - 1
        return (cell.part if self.study.kind == "lot" else cell.trial) - 1, 0

    def below(self, cell: Cell, step: int) -> Cell | None:
        """The cell under this one; under the last, the top of the next column. None past the end."""
        row, column = self.place_of(cell)
        row += step
        if not 0 <= row < self.lines:
            column, row = column + step, 0 if step > 0 else self.lines - 1
        return self.cell_at(row, column)

    def beside(self, cell: Cell, step: int) -> Cell | None:
        """The cell to the right; after the last, the first of the next line. None past the end."""
        row, column = self.place_of(cell)
        width = self.study.parts if self.is_crossed else 1
        column += step
        if not 0 <= column < width:
            row, column = row + step, 0 if step > 0 else width - 1
        return self.cell_at(row, column)

    def guided(self, cell: Cell, step: int) -> Cell | None:
        """The next cell in the order of measuring. None past the end."""
        cells = guided_cells(self.study)
        at = cells.index(cell) + step
        return cells[at] if 0 <= at < len(cells) else None
