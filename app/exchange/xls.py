"""Reads .xls, the workbook of Excel 97 to 2003."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import xlrd

from app.domain.errors import UserError
from app.exchange.encodings import legacy_of_font, to_unicode
from app.exchange.grid import Area, Book, Cell, Sheet
from app.exchange.opening import Budget, damaged
from app.exchange.xlsx_sheet import number_cell
from app.wording import _

_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    EOFError,
    MemoryError,
    struct.error,
    xlrd.compdoc.CompDocError,
)
"""What the reader of old workbooks raises when bytes are not what they should be."""
_STATES = {0: "visible", 1: "hidden", 2: "veryHidden"}


def read_xls(path: Path) -> Book:
    """Every sheet with number formats, merged areas and what is hidden; UserError for a damaged or locked file."""
    try:
        book = xlrd.open_workbook(file_contents=path.read_bytes(), formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower() or "password" in str(error).lower():
            raise UserError(
                _("Tệp {file} có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại.", file=path.name)
            ) from error
        raise damaged(path) from error
    except _DAMAGE as error:
        raise damaged(path) from error
    budget = Budget(path)
    sheets = tuple(_sheet(book, index, budget) for index in range(book.nsheets))
    return Book(kind="xls", sheets=sheets, date_system=1904 if book.datemode else 1900)


def _sheet(book: xlrd.Book, index: int, budget: Budget) -> Sheet:
    source = book.sheet_by_index(index)
    cells: dict[int, dict[int, Cell]] = {}
    for row in range(source.nrows):
        held = {
            column + 1: cell
            for column in range(source.row_len(row))
            if (cell := _cell(book, source, row, column, budget)) is not None
        }
        if held:
            budget.row()
            cells[row + 1] = held
    return Sheet(
        source.name,
        cells,
        tuple(Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells),
        frozenset(row + 1 for row, info in source.rowinfo_map.items() if info.hidden and row + 1 in cells),
        frozenset(column + 1 for column, info in source.colinfo_map.items() if info.hidden),
        _STATES.get(source.visibility, "hidden"),
        rows_after=max(source.nrows - max(cells, default=0), 0),
    )


def _cell(book: xlrd.Book, source: xlrd.sheet.Sheet, row: int, column: int, budget: Budget) -> Cell | None:
    kind, value = source.cell_type(row, column), source.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    style = book.xf_list[source.cell_xf_index(row, column)]
    face = book.font_list[style.font_index]
    if kind == xlrd.XL_CELL_TEXT:
        budget.letters(len(value))
        legacy = legacy_of_font(face.name)
        text = to_unicode(value, legacy, face.name) if legacy else str(value)
        return Cell(text, font=face.name, bold=bool(face.bold)) if text.strip() else None
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        known = book.format_map.get(style.format_key)
        number_format = known.format_str if known else "General"
        return number_cell(repr(float(value)), number_format, bool(book.datemode), bool(face.bold))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Cell("TRUE" if value else "FALSE")
    return Cell(str(xlrd.error_text_from_code.get(value, "#N/A")), error=True)
