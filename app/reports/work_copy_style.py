"""How a work copy looks: white where one types, grey where one only reads, keys small and pale."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from app.domain.work_copies import Column, Kind, Spec, as_day, as_number, cell_text, show_cell
from app.reports.cells import FACE, SIZE, Styles, looks_like_formula, number_format, safe_text
from app.reports.colours import LINE2, SUNKEN, TEXT, TEXT2, TEXT3

READ_ONLY = "na"
"""The state whose tint is the grey of cells that are only read."""


class CopyStyles:
    """The styles of a work copy beside those of every workbook."""

    def __init__(self, sheet: Any) -> None:
        self.usual = Styles(sheet)
        self.title = _line(sheet, 15.0, TEXT, bold=True)
        self.about = _line(sheet, 10.5, TEXT2)
        self.mark = _line(sheet, 8.0, TEXT3)
        self.key = _key(sheet)

    def of(self, role: str, shown_as: str = "", *, editable: bool, quoted: bool = False) -> int:
        return self.usual.number(role, shown_as, "" if editable else READ_ONLY, quoted)

    def cell(self, spec: Spec, value: str, editable: bool) -> tuple[object, int]:
        """What the cell holds, and the number of its style."""
        match spec.kind:
            case Kind.NUMBER | Kind.WHOLE:
                return self._figure(spec, value, editable)
            case Kind.DATE | Kind.PRINTED:
                return self._day(spec, value, editable)
        return self._text(spec, value, editable)

    def _figure(self, spec: Spec, value: str, editable: bool) -> tuple[object, int]:
        number = as_number(value)
        if number is None and value:
            return self._text(spec, value, editable)
        if number is not None and Decimal(repr(float(number))) != number:
            return self._text(spec, value, editable)
        shown_as = number_format(number) if number is not None else "General"
        return number, self.of("number", shown_as, editable=editable)

    def _day(self, spec: Spec, value: str, editable: bool) -> tuple[object, int]:
        day = as_day(value)
        if value and (day is None or day.year < 1900 or (day.year, day.month) < (1900, 3)):
            return self._text(spec, value, editable)
        return day, self.of("date", "dd/mm/yyyy", editable=editable)

    def _text(self, spec: Spec, value: str, editable: bool) -> tuple[object, int]:
        shown = escaped(safe_text(cell_text(show_cell(spec, value)))) if value else None
        return shown, self.of("text", editable=editable, quoted=looks_like_formula(shown or ""))


_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """Spreadsheets read _x0041_ as a letter; the sign before it says that it is meant."""
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def role_of(column: Column) -> str:
    if column.spec.is_figure:
        return "number"
    return "date" if column.spec.kind in (Kind.DATE, Kind.PRINTED) else "text"


def _line(sheet: Any, size: float, colour: str, bold: bool = False) -> int:
    """A line that runs on over the empty cells to its right: merged cells would stand in the way of moved columns."""
    cell = WriteOnlyCell(sheet)
    cell.font = Font(name=FACE, size=size, bold=bold, color=colour[1:], family=1)
    cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=False)
    cell.number_format = "@"
    return int(cell.style_id)


def _key(sheet: Any) -> int:
    cell = WriteOnlyCell(sheet)
    cell.fill = PatternFill("solid", start_color=SUNKEN[1:], end_color=SUNKEN[1:])
    cell.number_format = "@"
    line = Side("thin", color=LINE2[1:])
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.font = Font(name=FACE, size=SIZE - 2, color=TEXT3[1:], family=1)
    cell.alignment = Alignment(horizontal="center", vertical="top", wrap_text=False)
    return int(cell.style_id)
