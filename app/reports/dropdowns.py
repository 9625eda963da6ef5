"""Dropdowns and input messages of a workbook. The lists stand on a hidden sheet, so that words may hold commas."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from app.reports.cells import Rows, Styles, safe_text
from app.reports.sheets import Entry, SheetColumn
from app.wording import _

TITLE_LIMIT, PROMPT_LIMIT = 32, 255


class Lists:
    """The lists of a workbook, each in a column of a hidden sheet, named by the sheets that use them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._columns: dict[tuple[str, ...], int] = {}

    def reference(self, options: tuple[str, ...]) -> str:
        """Where this list stands; without a leading "=", as validations want it."""
        column = self._columns.setdefault(options, len(self._columns) + 1)
        letter = get_column_letter(column)
        return f"'{self.name}'!${letter}$1:${letter}${len(options)}"

    def write(self, book: Book, styles: Styles) -> None:
        if not self._columns:
            return
        sheet = book.create_sheet(self.name)
        sheet.sheet_state = "hidden"
        rows, style = Rows(sheet), styles.number("text")
        lists = list(self._columns)
        for number in range(max(map(len, lists))):
            rows.write([(safe_text(each[number]) if number < len(each) else None, style) for each in lists])


class Validations:
    """The validations of one sheet: cells with the same rule share one, their rows joined to ranges."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self._cells: dict[Entry, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._columns: list[tuple[Entry, str]] = []

    def note(self, entry: Entry, column: int, row: int) -> None:
        if entry.kind != "text" or entry.ask:
            self._cells[replace(entry, value=None)][column].append(row)

    def whole_column(self, column: SheetColumn, cells: str) -> None:
        kind = "choice" if column.options else {"date": "date", "number": "decimal"}.get(column.kind, "text")
        self.for_cells(Entry(kind=kind, options=column.options, ask=column.ask), cells)

    def for_cells(self, entry: Entry, cells: str) -> None:
        """One rule for a range of cells ("B6:B40")."""
        self._columns.append((entry, cells))

    def write(self, sheet: Any) -> None:
        for entry, columns in self._cells.items():
            cells = " ".join(_ranges(column, rows) for column, rows in columns.items())
            sheet.data_validations.append(self._rule(entry, cells))
        for entry, cells in self._columns:
            sheet.data_validations.append(self._rule(entry, cells))

    def _rule(self, entry: Entry, cells: str) -> DataValidation:
        rule = DataValidation(sqref=cells, allow_blank=True, showErrorMessage=True, errorStyle="stop")
        rule.error, rule.errorTitle = _wrong(entry), _("Chưa đúng")
        match entry.kind:
            case "choice":
                rule.type, rule.formula1 = "list", self.lists.reference(entry.options)
            case "date":
                rule.type, rule.operator, rule.formula1 = "date", "greaterThan", "1"
            case "whole" if entry.low is not None and entry.high is not None:
                rule.type, rule.operator = "whole", "between"
                rule.formula1, rule.formula2 = str(entry.low), str(entry.high)
            case "whole" | "decimal":
                rule.type, rule.operator, rule.formula1, rule.formula2 = entry.kind, "between", "-1E+15", "1E+15"
            case _:
                rule.type, rule.showErrorMessage = None, False
        if entry.ask:
            rule.showInputMessage, rule.promptTitle = True, _("Cách điền")[:TITLE_LIMIT]
            rule.prompt = _cut(entry.ask)
        return rule


def _wrong(entry: Entry) -> str:
    match entry.kind:
        case "choice":
            return _("Chọn một dòng trong danh sách của ô.")
        case "date":
            return _("Nhập ngày theo ngày/tháng/năm, ví dụ 05/03/2026.")
        case "whole" if entry.low is not None:
            return _("Nhập số nguyên từ {low} đến {high}.", low=entry.low, high=entry.high)
        case _:
            return _("Nhập một số.")


def _cut(text: str) -> str:
    text = safe_text(text)
    return text if len(text) <= PROMPT_LIMIT else text[: PROMPT_LIMIT - 1] + "…"


def _ranges(column: int, rows: list[int]) -> str:
    letter, spans = get_column_letter(column), []
    start = before = rows[0]
    for row in [*rows[1:], -1]:
        if row != before + 1:
            spans.append(f"{letter}{start}:{letter}{before}" if before > start else f"{letter}{start}")
            start = row
        before = row
    return " ".join(spans)
