"""Work copy -> XLSX for people without this program: grey keys, dropdowns, hidden facts by which it comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from app.domain.work_copies import (
    COLUMN_MARK,
    KEY_MARK,
    META_SHEET,
    Column,
    Kind,
    Row,
    Spec,
    Table,
    WorkCopy,
    cell_text,
    keyed,
    meta_lines,
    show_cell,
)
from app.reports import fonts
from app.reports.cells import FACE, SIZE, Rows
from app.reports.dropdowns import Lists, Validations
from app.reports.excel import HIGHEST, LINE_HEIGHT, WIDE, WORN, tint_levels
from app.reports.placing import place
from app.reports.sheets import Entry
from app.reports.work_copy_help import help_sheet
from app.reports.work_copy_style import CopyStyles, role_of
from app.wording import _, speaking

Progress = Callable[[float], None]

KEY_WIDTH = 10.5
PAGE_WIDE = 190.0
"""Characters side by side on a landscape page that can still be read; a wider table takes more pages."""
MARKS_ROW, HEAD_ROW = 4, 5
BLANK_ROWS = 30
"""Rows left free to add to; more can be added below them."""


def write_work_copy(copy: WorkCopy, path: Path, progress: Progress | None = None) -> Path:
    """The file at this path, whole or not at all; UserError when it cannot be written."""
    with speaking(copy.head.language):
        return place(path, lambda beside: _save(copy, beside, progress or (lambda _share: None)))


def _save(copy: WorkCopy, path: Path, tell: Progress) -> None:
    book = Book(write_only=True)
    usual: Any = book._named_styles["Normal"]  # type: ignore[attr-defined]
    usual.font = Font(name=FACE, size=SIZE, family=1)
    book.properties.title, book.properties.creator = copy.title, _("Đo Chuẩn")
    lists = Lists(_("Danh mục"))
    styles: CopyStyles | None = None
    total = sum(len(table.rows) for table in copy.tables) or 1
    done = 0
    for table in copy.tables:
        sheet = book.create_sheet(sheet_name(table.title))
        styles = styles or CopyStyles(sheet)
        before = done

        def step(count: int, before: int = before) -> None:
            tell(0.8 * (before + count) / total)

        _TableWriter(sheet, table, copy, styles, lists).write(step)
        done += len(table.rows)
    assert styles is not None
    help_sheet(book, copy, styles)
    lists.write(book, styles.usual)
    _meta(book, copy, styles)
    tell(0.9)
    with path.open("wb") as file:
        book.save(file)
    tell(1.0)


def sheet_name(name: str) -> str:
    return "".join(each for each in name if each not in "[]:*?/\\'")[:31].strip() or "1"


def _meta(book: Any, copy: WorkCopy, styles: CopyStyles) -> None:
    sheet = book.create_sheet(META_SHEET)
    sheet.sheet_state = "veryHidden"
    rows, style = Rows(sheet), styles.mark
    for line in meta_lines(copy):
        rows.write([(each, style) for each in line])


class _TableWriter:
    """One sheet: whose it is, the hidden row of column keys, the head, the rows, room for more."""

    def __init__(self, sheet: Any, table: Table, copy: WorkCopy, styles: CopyStyles, lists: Lists) -> None:
        self.sheet, self.table, self.copy, self.styles = sheet, table, copy, styles
        self.rows = Rows(sheet)
        self.validations = Validations(lists)
        self.keys = keyed(table)
        self.widths = [_points(each.width) for each in table.columns]
        self.last = get_column_letter(len(table.columns) + 1)

    def write(self, tell: Callable[[int], None]) -> None:
        self._set_up()
        head = self.copy.head
        whose = _("{site} · {cycle} · xuất {when} · bản {revision}", **_words(head))
        self.rows.write([(self.copy.title, self.styles.title)], 24)
        self.rows.write([(whose, self.styles.about)], 16)
        hint = self.table.about or _("Điền vào các ô trắng. Giữ nguyên cột mã dòng; có thể sắp xếp, lọc, dời cột.")
        self.rows.write([(hint, self.styles.about)], 16)
        marks = [f"{KEY_MARK}{self.table.key}", *(f"{COLUMN_MARK}{each.key}" for each in self.table.columns)]
        self.sheet.row_dimensions[MARKS_ROW].hidden = True
        self.rows.write([(each, self.styles.mark) for each in marks], 12)
        self._head()
        for number, row in enumerate(self.table.rows, start=1):
            self._row(row)
            if number % 200 == 0:
                tell(number)
        if self.table.may_grow:
            self._blank_rows()
        self._finish()

    def _head(self) -> None:
        style = self.styles.usual.number("head")
        titles = [_("Mã dòng"), *(each.title for each in self.table.columns)]
        rooms = zip(titles, [_points(KEY_WIDTH), *self.widths], strict=True)
        lines = max(fonts.wrapped_lines(title, fonts.SERIF_BOLD, SIZE, room * 0.9) for title, room in rooms)
        self.rows.write([(title, style) for title in titles], lines * LINE_HEIGHT + 8)

    def _row(self, row: Row) -> None:
        number = self.rows.count + 1
        cells: list[tuple[object, int]] = [(self.keys[row.id], self.styles.key)]
        lines = 1
        for place_, column in enumerate(self.table.columns):
            spec, value = row.spec(column), row.values.get(column.key, "")
            editable = column.editable and not column.new_only
            cell = self.styles.cell(spec, value, editable)
            cells.append(cell)
            if isinstance(cell[0], str):
                lines = max(lines, self._lines(cell[0], self.widths[place_]))
            if editable and column.key in row.specs:
                self.validations.note(_entry(spec), place_ + 2, number)
        self.rows.write(cells, min(lines * LINE_HEIGHT + 4, HIGHEST))

    def _lines(self, text: str, room: float) -> int:
        if len(text) * WIDE <= room and "\n" not in text:
            return 1
        return fonts.wrapped_lines(text, fonts.SERIF, SIZE, room * WORN)

    def _blank_rows(self) -> None:
        blank: list[tuple[object, int]] = [(None, self.styles.key)]
        for column in self.table.columns:
            shown_as = "dd/mm/yyyy" if column.spec.kind in (Kind.DATE, Kind.PRINTED) else ""
            open_ = column.editable or column.new_only
            blank.append((None, self.styles.of(role_of(column), shown_as, editable=open_)))
        for _number in range(BLANK_ROWS):
            self.rows.write(blank, LINE_HEIGHT + 4)

    def _set_up(self) -> None:
        sheet = self.sheet
        sheet.column_dimensions["A"].width = KEY_WIDTH
        for number, column in enumerate(self.table.columns, start=2):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
        sheet.freeze_panes = f"{get_column_letter(self.table.frozen + 2)}{HEAD_ROW + 1}"
        sheet.sheet_view.showGridLines = False
        page = sheet.page_setup
        page.paperSize, page.orientation = 9, "landscape"
        page.fitToWidth, page.fitToHeight = max(1, round(sum(each.width for each in self.table.columns) / PAGE_WIDE)), 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.65

    def _finish(self) -> None:
        sheet, end = self.sheet, max(self.rows.count, HEAD_ROW + 1)
        sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
        if sheet.page_setup.fitToWidth > 1:
            sheet.print_title_cols = f"A:{get_column_letter(self.table.frozen + 1)}"
        sheet.print_area = f"A1:{self.last}{end}"
        sheet.auto_filter.ref = f"A{HEAD_ROW}:{self.last}{end}"
        foot = sheet.oddFooter
        foot.left.text = f"{self.copy.head.site} · {self.table.title}".replace("&", "&&")[:120]
        foot.right.text = _("Trang &P/&N")
        for part in (foot.left, foot.right):
            part.size, part.font = 9, f"{FACE},Regular"
        for number, column in enumerate(self.table.columns, start=2):
            letter = get_column_letter(number)
            cells = f"{letter}{HEAD_ROW + 1}:{letter}{end}"
            own = any(column.key in row.specs for row in self.table.rows[:1])
            if (column.editable or column.new_only) and not own:
                self._whole_column(column, cells)
            if own and column.editable:
                tint_levels(sheet, letter, HEAD_ROW + 1, end)
        self.validations.write(sheet)

    def _whole_column(self, column: Column, cells: str) -> None:
        entry = _entry(column.spec)
        if entry.kind != "text" or entry.ask:
            self.validations.for_cells(entry, cells)


def _entry(spec: Spec) -> Entry:
    """The rule of a cell as the dropdowns know it; a printed day may be a month, so only its message is given."""
    match spec.kind:
        case Kind.CHOICE:
            words = [cell_text(show_cell(spec, value)) for value, _word in spec.options]
            if spec.may_not_apply:
                words.append(show_cell(spec, "#na"))
            return Entry(kind="choice", options=tuple(words), ask=spec.ask)
        case Kind.NUMBER if not spec.may_not_apply:
            return Entry(kind="decimal", ask=spec.ask)
        case Kind.WHOLE if not spec.may_not_apply:
            return Entry(kind="whole", ask=spec.ask)
        case Kind.DATE if not spec.may_not_apply:
            return Entry(kind="date", ask=spec.ask)
    return Entry(ask=spec.ask)


def _points(width: float) -> float:
    """Room for text in a column of so many characters, in points."""
    return max(width * 7 - 6, 7) * 0.75


def _words(head: Any) -> dict[str, object]:
    return {"site": head.site, "cycle": head.cycle, "when": head.made_at, "revision": head.revision}
