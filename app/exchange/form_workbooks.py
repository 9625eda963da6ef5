"""A form's tables as an Excel workbook, and back: every sheet, every column, and every cell as the text it is."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.domain.errors import UserError
from app.domain.forms.reading import DAMAGE, LARGEST_WORKBOOK, convert, read_tables, refuse_bomb
from app.domain.forms.tables import FormTables, Sheet, sheet_of, write_markdown
from app.wording import _

_WIDEST = 60
_MOST_COLUMNS = 1000
_MOST_ROWS = 100_000
_LONGEST = 32_767
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$|^$")
_NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def convert_form(source: Path, target: Path) -> FormTables:
    """Writes a form as the other kind of file (.md, .xlsx, or .xml: the XForm that a server takes); returns what was
    written. Raises UserError."""
    tables = read_form(source)
    match target.suffix.lower():
        case ".md":
            _write_text(write_markdown(tables), target)
        case ".xlsx":
            write_workbook(tables, target)
        case ".xml":
            _write_text(convert(source).xform, target)
        case _:
            raise UserError(_("Biểu mẫu được ghi thành .md, .xlsx hoặc .xml, không phải {name}.", name=target.name))
    return tables


def _write_text(text: str, path: Path) -> None:
    _place(path, lambda beside: beside.write_text(text, encoding="utf-8", newline="\n"))


def _place(path: Path, write: Callable[[Path], object]) -> None:
    """The file appears whole or not at all."""
    temporary = path.with_name(path.name + ".tmp")
    try:
        write(temporary)
        temporary.replace(path)
    except OSError as problem:
        with contextlib.suppress(OSError):  # where the folder is none, nothing was left behind
            temporary.unlink()
        raise UserError(_("Không ghi được tệp {name}.", name=path.name)) from problem


def read_form(path: Path) -> FormTables:
    """All sheets of a form file, those that mean nothing to XLSForm too. Raises UserError."""
    suffix = path.suffix.lower()
    if suffix == ".xml":
        raise UserError(
            _("{name} là XForm, không còn bảng để chuyển. Hãy dùng tệp .md, .xlsx hoặc .xls.", name=path.name)
        )
    if suffix not in (".xlsx", ".xlsm", ".xls"):
        return read_tables(path)
    try:
        if path.stat().st_size > LARGEST_WORKBOOK:
            limit = LARGEST_WORKBOOK // 2**20
            raise UserError(_("{name} lớn hơn {limit} MB nên không được mở.", name=path.name, limit=limit))
        content = path.read_bytes()
    except OSError as problem:
        raise UserError(_("Không mở được biểu mẫu {name}.", name=path.name)) from problem
    if suffix == ".xls":
        return _read_old_workbook(content, path.name)
    refuse_bomb(content, path.name)
    return _read_workbook(content, path.name)


def _read_old_workbook(content: bytes, name: str) -> FormTables:
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO())
        return FormTables(tuple(sheet_of(each.name, _old_texts(each, book.datemode)) for each in book.sheets()))
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *DAMAGE) as problem:
        raise UserError(_("{name} không phải sổ tính Excel, hoặc đã hỏng.", name=name)) from problem


def _old_texts(sheet: Any, date_mode: int) -> list[tuple[str, ...]]:
    rows = min(sheet.nrows, _MOST_ROWS)
    return _texts(tuple(_old_value(cell, date_mode) for cell in sheet.row(number)) for number in range(rows))


def _old_value(cell: Any, date_mode: int) -> Any:
    import xlrd

    match cell.ctype:
        case xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK | xlrd.XL_CELL_ERROR:
            return None
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_DATE if cell.value < 1:
            return (datetime.min + timedelta(days=cell.value)).time()
        case xlrd.XL_CELL_DATE:
            return xlrd.xldate_as_datetime(cell.value, date_mode)
        case _:
            return cell.value


def _read_workbook(content: bytes, name: str) -> FormTables:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return FormTables(tuple(sheet_of(each.title, _texts(each.iter_rows(values_only=True))) for each in book))
    except (InvalidFileException, *DAMAGE) as problem:
        raise UserError(_("{name} không phải sổ tính Excel, hoặc đã hỏng.", name=name)) from problem


def _texts(rows: Iterable[tuple[Any, ...]]) -> list[tuple[str, ...]]:
    """As texts, without the empty rows that spreadsheets like to keep behind the last."""
    found: list[tuple[str, ...]] = []
    last = 0
    for cells in rows:
        texts = tuple(_text(each) for each in cells[:_MOST_COLUMNS])
        found.append(texts)
        if any(texts):
            last = len(found)
        if len(found) - last > 1000 or last > _MOST_ROWS:
            break
    return found[:last]


def _text(value: Any) -> str:
    """A cell as an author means it: 5 for 5.0, TRUE, ISO dates; texts exactly as they are."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


def write_workbook(tables: FormTables, path: Path) -> None:
    """A sheet each, header frozen, every cell a text, so that 001, 1.0 and yes come back as they were."""
    from openpyxl import Workbook

    if not tables.sheets:
        raise UserError(_("Biểu mẫu không có trang nào để ghi."))
    _refuse_what_excel_cannot_hold(tables)
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in tables.sheets:
        _write_sheet(book.create_sheet(sheet.name), sheet)
    _place(path, book.save)


def _refuse_what_excel_cannot_hold(tables: FormTables) -> None:
    """Rather one sentence than a workbook that lacks something."""
    names = [each.name.casefold() for each in tables.sheets]
    for sheet in tables.sheets:
        if len(sheet.name) > 31 or _NOT_IN_A_SHEET_NAME.search(sheet.name) or names.count(sheet.name.casefold()) > 1:
            raise UserError(
                _(
                    "Excel không nhận tên trang “{sheet}”: tối đa 31 chữ, không trùng, không có []:*?/\\.",
                    sheet=sheet.name,
                )
            )
        for row in sheet.rows:
            for cell in row.cells:
                if len(cell) > _LONGEST or _NOT_IN_A_CELL.search(cell):
                    raise UserError(
                        _("Excel không nhận một ô ở trang {sheet}, hàng {row}.", sheet=sheet.name, row=row.number)
                    )


def _write_sheet(target: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    rows = [(1, sheet.header), *((row.number, row.cells) for row in sheet.rows)]
    widths: dict[int, int] = {}
    for number, cells in rows:
        for column, text in enumerate(cells, 1):
            if text:
                cell = target.cell(number, column)
                cell.value, cell.data_type, cell.number_format = text, "s", "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                widths[column] = min(_WIDEST, max(widths.get(column, 8), len(text) + 2))
    for column in range(1, len(sheet.header) + 1):
        heading = target.cell(1, column)
        heading.font, heading.fill = Font(bold=True), PatternFill("solid", start_color="FFE8EEF2")
        target.column_dimensions[get_column_letter(column)].width = widths.get(column, 8)
    target.freeze_panes = "A2"
