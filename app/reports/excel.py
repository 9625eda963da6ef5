"""Workbook -> XLSX: A4 sheets to print and to fill in, with dropdowns, repeated heads, rows as high as their text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from app.domain.document import State
from app.reports import fonts
from app.reports.cells import (
    FACE,
    SIZE,
    Computed,
    Rows,
    Styles,
    decimals,
    looks_like_formula,
    number_format,
    safe_text,
)
from app.reports.colours import TINTS, WORDS
from app.reports.dropdowns import Lists, Validations
from app.reports.placing import place
from app.reports.sheets import Amount, Entry, Formula, Row, Sheet, SheetColumn, Value, Workbook
from app.wording import _, speaking

Progress = Callable[[float], None]

LINE_HEIGHT, HIGHEST = 13.2, 409.0
"""Points: one line of 11 pt with its stacked marks, and the highest row a spreadsheet allows."""

WIDE = 7.5
"""Points a character takes at most in ordinary text: a shorter text need not be measured."""

WORN = 0.96
"""Spreadsheets break lines a little earlier than the bare widths say."""


def write_workbook(workbook: Workbook, path: Path, progress: Progress | None = None) -> Path:
    """The workbook as an XLSX file at this path, whole or not at all."""
    with speaking(workbook.language):
        return place(path, lambda beside: _save(workbook, beside, progress))


def _save(workbook: Workbook, path: Path, progress: Progress | None) -> None:
    book = Book(write_only=True)
    usual: Any = book._named_styles["Normal"]  # type: ignore[attr-defined]
    usual.font = Font(name=FACE, size=SIZE, family=1)
    _tell_properties(book, workbook)
    lists = Lists(_("Danh mục"))
    total = sum(len(each.rows) for each in workbook.sheets) or 1
    done = 0
    styles: Styles | None = None
    for sheet in workbook.sheets:
        written = book.create_sheet(_sheet_name(sheet.name))
        styles = styles or Styles(written)
        SheetWriter(written, sheet, workbook, styles, lists).write()
        done += len(sheet.rows)
        if progress is not None:
            progress(0.9 * done / total)
    if styles is not None:
        lists.write(book, styles)
    with path.open("wb") as file:
        book.save(file)
    if progress is not None:
        progress(1.0)


def _tell_properties(book: Book, workbook: Workbook) -> None:
    about = book.properties
    about.title, about.subject, about.keywords = workbook.title, workbook.subject, workbook.keywords
    about.creator = about.lastModifiedBy = workbook.author or _("Đo Chuẩn")
    about.language = {"vi": "vi-VN", "en": "en-GB"}.get(workbook.language, workbook.language)
    if workbook.as_of is not None:
        day = workbook.as_of
        about.created = datetime(day.year, day.month, day.day, 5, tzinfo=UTC).replace(tzinfo=None)


def _sheet_name(name: str) -> str:
    """At most 31 signs, without those a sheet name may not hold."""
    return "".join(each for each in name if each not in "[]:*?/\\'")[:31]


class SheetWriter:
    """Writes one sheet: title, lines about it, the head that is repeated, the rows, room for more."""

    def __init__(self, written: Any, sheet: Sheet, workbook: Workbook, styles: Styles, lists: Lists) -> None:
        self.written, self.sheet, self.workbook, self.styles = written, sheet, workbook, styles
        self.rows = Rows(written)
        self.validations = Validations(lists)
        self.widths = [_points(column.width) for column in sheet.columns]
        self.head = 2 + len(sheet.about)
        self.merged: list[str] = []

    def write(self) -> None:
        self._set_up()
        self._across(self.sheet.title, "title", 15)
        for text in self.sheet.about:
            self._across(text, "about", 10.5)
        titles = [(column.title, self.styles.number("head")) for column in self.sheet.columns]
        self.rows.write(titles, self._height([(each.title, "head") for each in self.sheet.columns]))
        for row in self.sheet.rows:
            if row.band:
                self._band(row)
            else:
                self._row(row)
        for _number in range(self.sheet.blank_rows):
            blank = [(None, self.styles.number(_role(column), _blank_format(column))) for column in self.sheet.columns]
            self.rows.write(blank, LINE_HEIGHT + 8)
        self._finish()

    def _across(self, text: str, role: str, size: float) -> None:
        """A line over the whole width of the sheet, as high as it needs."""
        wide = len(self.sheet.columns)
        lines = fonts.wrapped_lines(text, fonts.SERIF_BOLD, size, sum(self.widths) * WORN)
        number = self.rows.write(
            [self._text(text, role), *[(None, self.styles.number(role))] * (wide - 1)], lines * size * 1.25 + 5
        )
        self.merged.append(f"A{number}:{get_column_letter(wide)}{number}")

    def _band(self, row: Row) -> None:
        self._across(row.band, f"band{row.depth}", 12 if row.depth == 1 else SIZE)

    def _row(self, row: Row) -> None:
        number = self.rows.count + 1
        texts = []
        cells = []
        for index, (cell, column) in enumerate(zip(row.cells, self.sheet.columns, strict=True)):
            if isinstance(cell, Entry):
                self.validations.note(cell, index + 1, number)
                cell = cell.value
            if isinstance(cell, str):
                texts.append((cell, index))
            elif isinstance(cell, State):
                texts.append((cell.word, index))
            cells.append(self._cell(cell, column))
        if row.joined:
            first, last = (get_column_letter(each + 1) for each in row.joined)
            self.merged.append(f"{first}{number}:{last}{number}")
        self.rows.write(cells, self._row_height(texts, row.joined))

    def _cell(self, cell: Value | State | Amount | Formula, column: SheetColumn) -> tuple[object, int]:
        match cell:
            case None | "":
                return None, self.styles.number(_role(column), _blank_format(column))
            case str():
                return self._text(cell, _role(column))
            case Amount():
                return cell.value, self.styles.number("number", decimals(cell.places))
            case Formula():
                return Computed(cell.text), self.styles.number("number", decimals(cell.places))
            case State():
                return safe_text(cell.word), self.styles.number("state", "", cell.key)
            case date():
                return self._date(cell, column)
            case Decimal() if not cell.is_finite():
                return self._text(str(cell), "text")
            case _:
                role = "number" if column.kind == "number" else "number_left"
                return cell, self.styles.number(role, number_format(cell))

    def _date(self, day: date, column: SheetColumn) -> tuple[object, int]:
        """A date; one before the calendar of spreadsheets begins stays text."""
        if day.year < 1900:
            return self._text(day.strftime("%d/%m/%Y"), "text")
        return day, self.styles.number("date" if column.kind == "date" else "date_left", "dd/mm/yyyy")

    def _text(self, text: str, role: str) -> tuple[object, int]:
        return safe_text(text), self.styles.number(role, quoted=looks_like_formula(text))

    def _row_height(self, texts: list[tuple[str, int]], joined: tuple[int, int] | None = None) -> float:
        lines = 1
        for text, index in texts:
            wide = joined is not None and index == joined[0]
            room = sum(self.widths[joined[0] : joined[1] + 1]) if joined and wide else self.widths[index]
            if len(text) * WIDE > room or "\n" in text:
                lines = max(lines, fonts.wrapped_lines(text, fonts.SERIF, SIZE, room * WORN))
        return min(lines * LINE_HEIGHT + 4, HIGHEST)

    def _height(self, heads: list[tuple[str, str]]) -> float:
        pairs = zip(heads, self.widths, strict=True)
        lines = max(fonts.wrapped_lines(text, fonts.SERIF_BOLD, SIZE, room * 0.9) for (text, _r), room in pairs)
        return lines * LINE_HEIGHT + 8

    def _set_up(self) -> None:
        """What must stand before the first row: widths, frozen panes, page."""
        written, sheet = self.written, self.sheet
        for number, column in enumerate(sheet.columns, start=1):
            written.column_dimensions[get_column_letter(number)].width = column.width
        written.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{self.head + 1}"
        written.sheet_view.showGridLines = False
        written.sheet_view.zoomScale = 100
        page = written.page_setup
        page.paperSize, page.orientation = 9, "portrait" if sheet.upright else "landscape"
        page.fitToWidth, page.fitToHeight = 1, 0
        written.sheet_properties.pageSetUpPr.fitToPage = True
        written.page_margins.left = written.page_margins.right = 0.4
        written.page_margins.top, written.page_margins.bottom = 0.5, 0.65
        written.page_margins.header = written.page_margins.footer = 0.3
        written.print_options.horizontalCentered = True

    def _finish(self) -> None:
        """What follows the rows: repeated head, print area, foot, dropdowns, tints that follow the level chosen."""
        written, last = self.written, get_column_letter(len(self.sheet.columns))
        first, end = self.head + 1, max(self.rows.count, self.head + 1)
        written.print_title_rows = f"{self.head}:{self.head}"
        written.print_area = f"A1:{last}{end}"
        foot = written.oddFooter
        foot.left.text, foot.center.text = _escaped(self.workbook.footer), _escaped(self.sheet.name)
        foot.right.text = _("Trang &P/&N")
        for part in (foot.left, foot.center, foot.right):
            part.size, part.font = 9, f"{FACE},Regular"
        if self.sheet.is_list:
            written.auto_filter.ref = f"A{self.head}:{last}{end}"
        for number, column in enumerate(self.sheet.columns, start=1):
            letter = get_column_letter(number)
            if column.options or column.ask:
                self.validations.whole_column(column, f"{letter}{first}:{letter}{end}")
            if column.level_tint:
                tint_levels(written, letter, first, end)
        self.validations.write(written)
        for cells in self.merged:
            written.merged_cells.add(cells)


def _points(width: float) -> float:
    """Room for text in a column of so many characters: 7 pixels a character at 96 dpi, less the inner margins."""
    return max(width * 7 - 6, 7) * 0.75


def _role(column: SheetColumn) -> str:
    return column.kind if column.kind in ("code", "trace", "number", "date") else "text"


def _blank_format(column: SheetColumn) -> str:
    return "dd/mm/yyyy" if column.kind == "date" else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&&")[:120]


def tint_levels(written: Any, letter: str, first: int, last: int) -> None:
    """Levels 1 and 2 not met, 3 partly, 4 and 5 met, 0 not applicable: the word is in the cell, the tint follows it."""
    for digits, state in (("12", "bad"), ("3", "part"), ("45", "ok"), ("0", "na")):
        test = ",".join(f'LEFT(${letter}{first},4)="{digit} – "' for digit in digits)
        fill = PatternFill(bgColor=TINTS[state][1:], fill_type="solid")
        rule: Any = FormulaRule(formula=[f"OR({test})"], fill=fill, font=Font(color=WORDS[state][1:], bold=True))  # type: ignore[no-untyped-call]
        written.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)
