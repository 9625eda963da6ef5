"""Reads .ods, the workbook of LibreOffice: values with the text that is shown for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.parsers import expat

from app.domain.errors import UserError
from app.exchange.grid import Area, Book, Cell, Sheet
from app.exchange.opening import MAX_CELL, Budget, Tell, damaged, opened_zip, parse_part, too_large
from app.wording import _

Attributes = dict[str, str]
FILLING = 65_000
"""An empty row repeated as often as this only fills the sheet to its last row."""
MAX_REPEAT = 2_000
"""A filled cell or row repeated more often than this is decoration."""


def read_ods(path: Path, tell: Tell | None = None) -> Book:
    """Every table of content.xml; repeated empty rows and columns are counted, not made."""
    budget = Budget(path, tell)
    with opened_zip(path) as archive:
        budget.expected = sum(part.file_size for part in archive.infolist())
        names = archive.namelist()
        if "content.xml" not in names:
            raise damaged(path)
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise UserError(_("Tệp {file} có mật khẩu; hãy mở, bỏ mật khẩu rồi lưu lại.", file=path.name))
        reader = OdsReader(budget)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.data
        parse_part(archive, "content.xml", parser, budget)
    return Book(kind="ods", sheets=tuple(reader.sheets), date_system=1904 if reader.null_year == 1904 else 1900)


class OdsReader:
    """Gathers the sheets while content.xml streams by."""

    def __init__(self, budget: Budget) -> None:
        self.sheets: list[Sheet] = []
        self.null_year = 1899
        self._budget = budget
        self._hidden_styles: set[str] = set()
        self._style = self._name = self._state = ""
        self._depth = 0
        self._row = self._column = self._repeat_row = self._repeat = 0
        self._cells: dict[int, dict[int, Cell]] = {}
        self._current: dict[int, Cell] = {}
        self._merges: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._definition = 0
        self._attributes: Attributes = {}
        self._paragraphs: list[list[str]] = []
        self._in_cell = self._aside = False
        self._hidden_row = self._in_filling = False
        self._length = 0

    def start(self, whole: str, raw: Attributes) -> None:
        name = whole.rsplit(" ", 1)[-1]
        attributes = {key.rsplit(" ", 1)[-1]: value for key, value in raw.items()}
        if name == "style":
            self._style = attributes.get("name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "null-date":
            self.null_year = int(attributes.get("date-value", "1899")[:4] or 1899)
        elif name == "table":
            self._begin_table(attributes)
        elif name == "table-column":
            count = _count(attributes, "number-columns-repeated")
            if attributes.get("visibility") in ("collapse", "filter"):
                self._hidden_columns.update(range(self._definition + 1, self._definition + min(count, 1024) + 1))
            self._definition += count
        elif name == "table-row":
            self._begin_row(attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self._attributes, self._paragraphs = attributes, []
            self._repeat = _count(attributes, "number-columns-repeated")
            self._in_cell, self._length = True, 0
        elif name == "annotation":
            self._aside = True
        elif self._in_cell and not self._aside:
            self._inside(name, attributes)

    def _inside(self, name: str, attributes: Attributes) -> None:
        if name == "p":
            self._paragraphs.append([])
        elif name == "s" and self._paragraphs:
            self._paragraphs[-1].append(" " * min(_count(attributes, "c"), 100))
        elif name == "tab" and self._paragraphs:
            self._paragraphs[-1].append("\t")
        elif name == "line-break" and self._paragraphs:
            self._paragraphs[-1].append("\n")

    def data(self, text: str) -> None:
        if self._in_cell and not self._aside and self._paragraphs:
            self._length += len(text)
            if self._length > MAX_CELL:
                raise too_large(self._budget.path)
            self._paragraphs[-1].append(text)

    def end(self, whole: str) -> None:
        name = whole.rsplit(" ", 1)[-1]
        if name == "annotation":
            self._aside = False
        elif name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "table-row":
            self._end_row()
        elif name == "table":
            self._end_table()

    def _begin_table(self, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > 1:
            return
        self._name = attributes.get("name", "")
        self._state = "hidden" if attributes.get("style-name") in self._hidden_styles else "visible"
        self._cells, self._merges = {}, []
        self._hidden_rows, self._hidden_columns = set(), set()
        self._row = self._definition = 0
        self._in_filling = False

    def _begin_row(self, attributes: Attributes) -> None:
        self._repeat_row = _count(attributes, "number-rows-repeated")
        self._column = 0
        self._current = {}
        self._hidden_row = attributes.get("visibility") in ("collapse", "filter")

    def _end_cell(self) -> None:
        self._in_cell = False
        cell = self._cell()
        rows, columns = (
            _count(self._attributes, "number-rows-spanned"),
            _count(self._attributes, "number-columns-spanned"),
        )
        if rows > 1 or columns > 1:
            top, left = self._row + 1, self._column + 1
            self._merges.append(Area(top, left, top + rows - 1, left + columns - 1))
        if cell is not None and self._repeat <= MAX_REPEAT:
            self._current |= {self._column + each: cell for each in range(1, self._repeat + 1)}
        self._column += self._repeat

    def _cell(self) -> Cell | None:
        shown = "\n".join("".join(pieces) for pieces in self._paragraphs)
        kind, formula = self._attributes.get("value-type", ""), "formula" in self._attributes
        self._budget.letters(len(shown))
        if kind == "date":
            return _date_cell(self._attributes.get("date-value", ""), shown)
        if kind in ("float", "percentage", "currency"):
            try:
                return Cell(shown or self._attributes["value"], number=Decimal(self._attributes["value"]))
            except (InvalidOperation, KeyError):
                return Cell(shown) if shown.strip() else None
        if not shown.strip():
            return Cell("", pending=True) if formula and not kind else None
        return Cell(shown, error=shown.startswith(("#", "Err:")) and formula)

    def _end_row(self) -> None:
        if self._current and self._repeat_row <= MAX_REPEAT:
            for each in range(1, self._repeat_row + 1):
                self._budget.row()
                self._cells[self._row + each] = self._current
                if self._hidden_row:
                    self._hidden_rows.add(self._row + each)
        self._in_filling = not self._current and (self._in_filling or self._repeat_row >= FILLING)
        self._row += 0 if self._in_filling else self._repeat_row

    def _end_table(self) -> None:
        self._depth -= 1
        if self._depth:
            return
        self.sheets.append(
            Sheet(
                self._name,
                self._cells,
                tuple(self._merges),
                frozenset(self._hidden_rows),
                frozenset(self._hidden_columns),
                self._state,
                rows_after=self._row - max(self._cells, default=0),
            )
        )


def _date_cell(value: str, shown: str) -> Cell:
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return Cell(shown or value)
    figures = [each for each in shown.replace("-", "/").replace(".", "/").replace(" ", "/").split("/") if each]
    precision = "day" if len(figures) != 2 or shown.count(":") else "month"
    if len(figures) == 1:
        precision = "year" if shown.strip() == str(day.year) else "day"
    return Cell(shown or day.strftime("%d/%m/%Y"), day=day, precision=precision)


def _count(attributes: Attributes, name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdigit() and len(text) < 9 else 1
