"""One sheet of an .xlsx while its XML streams by, and the cells it is made of."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from app.exchange.encodings import legacy_of_font, to_unicode
from app.exchange.grid import Area, Cell, Sheet, column_number
from app.exchange.number_formats import date_precision, shown
from app.exchange.opening import MAX_CELL, Budget, parse_part, too_large
from app.formats import from_day_number

Attributes = dict[str, str]
MAX_MERGES = 50_000
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}\d+"(?: s="\d+")?(?: t="n")? ?/>')
"""A cell that has a format and nothing in it."""


@dataclass(slots=True)
class Styles:
    """What a cell's style number stands for: its number format and its type face."""

    formats: list[str] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)


def is_true(text: str | None) -> bool:
    return text in ("1", "true")


def whole_number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def local_parser(
    start: Callable[[str, Attributes], None], end: Callable[[str], None] | None = None
) -> expat.XMLParserType:
    """A parser that gives local names only, so that any prefix and both editions of the standard read alike."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    local: dict[str, str] = {}

    def short(name: str) -> str:
        known = local.get(name)
        if known is None:
            known = local[name] = name.rsplit(" ", 1)[-1]
        return known

    parser.StartElementHandler = lambda name, attributes: start(short(name), attributes)
    if end:
        parser.EndElementHandler = lambda name: end(short(name))
    return parser


class TextCollector:
    """Joins the runs of one text, each in the encoding of its own type face, and counts its letters."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.begin()

    def begin(self) -> None:
        self._pieces: list[str] = []
        self._run: list[str] = []
        self._font = ""
        self._open = self._phonetic = False
        self._length = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "rFont":
            self._font = attributes.get("val", "")
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._open = not self._phonetic

    def end(self, name: str) -> None:
        if name == "t":
            self._open = False
            text = "".join(self._run)
            legacy = legacy_of_font(self._font)
            self._pieces.append(to_unicode(text, legacy, self._font) if legacy else text)
            self._run = []
        elif name == "r":
            self._font = ""
        elif name == "rPh":
            self._phonetic = False

    def data(self, text: str) -> None:
        if self._open:
            self._length += len(text)
            if self._length > MAX_CELL:
                raise too_large(self._budget.path)
            self._run.append(text)

    def take(self) -> str:
        self._budget.letters(self._length)
        return "".join(self._pieces)


class SheetReader:
    """Gathers one sheet while its XML streams by; rows without content leave no trace but their count."""

    def __init__(self, styles: Styles, texts: list[str], epoch_1904: bool, budget: Budget) -> None:
        self._styles, self._texts, self._epoch, self._budget = styles, texts, epoch_1904, budget
        self.cells: dict[int, dict[int, Cell]] = {}
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._row = self._column = self._last_declared = self._after = 0
        self._type = self._style = ""
        self._formula = self._in_cell = self._in_value = False
        self._value: list[str] = []
        self._length = 0
        self._inline = TextCollector(budget)

    def read(self, archive: zipfile.ZipFile, part: str) -> None:
        parser = local_parser(self._start, self._end)
        parser.CharacterDataHandler = self._data
        parse_part(archive, part, parser, self._budget, without=_EMPTY_CELL)

    def sheet(self, name: str, state: str) -> Sheet:
        hidden = frozenset(row for row in self.hidden_rows if row in self.cells)
        return Sheet(
            name, self.cells, tuple(self.merges), hidden, frozenset(self.hidden_columns), state, rows_after=self._after
        )

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            row = attributes.get("r")
            self._row = int(row) if row and row.isdigit() else self._row + 1
            self._column = 0
            self._after += 1
            if is_true(attributes.get("hidden")) or attributes.get("ht") == "0":
                self.hidden_rows.add(self._row)
        elif name == "c":
            self._begin_cell(attributes)
        elif self._in_cell:
            if name == "v":
                self._in_value = True
            elif name == "f":
                self._formula = True
            elif name in ("t", "rFont", "rPh", "is"):
                self._inline.start(name, attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and (is_true(attributes.get("hidden")) or attributes.get("width") == "0"):
            first, last = whole_number(attributes.get("min")), whole_number(attributes.get("max"))
            self.hidden_columns.update(range(first, min(last, first + 1024) + 1))

    def _begin_cell(self, attributes: Attributes) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        self._column = column_number(letters) if letters.isalpha() and letters.isascii() else self._column + 1
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._formula = False
        self._in_cell = True
        if self._value:
            self._value = []
        self._length = 0
        if self._type == "inlineStr":
            self._inline.begin()

    def _data(self, text: str) -> None:
        if self._in_value:
            self._length += len(text)
            if self._length > MAX_CELL:
                raise too_large(self._budget.path)
            self._value.append(text)
        elif self._in_cell:
            self._inline.data(text)

    def _end(self, name: str) -> None:
        if name == "v":
            self._in_value = False
        elif name == "c":
            self._in_cell = False
            if self._value or self._formula or self._type == "inlineStr":
                self._keep()
        elif self._in_cell and name in ("t", "r", "rPh"):
            self._inline.end(name)

    def _keep(self) -> None:
        cell = self._cell()
        if cell is None:
            return
        if self._formula:
            cell = replace(cell, formula=True)
        if self._row not in self.cells:
            self._budget.row()
            self.cells[self._row] = {}
        self.cells[self._row][self._column] = cell
        self._after = 0

    def _cell(self) -> Cell | None:
        style = whole_number(self._style)
        known = style < len(self._styles.formats)
        font = self._styles.fonts[style] if known else ""
        bold = self._styles.bold[style] if known else False
        number_format = self._styles.formats[style] if known else "General"
        if self._type in ("inlineStr", "s", "str"):
            text = self._text()
            legacy = legacy_of_font(font)
            text = to_unicode(text, legacy, font) if legacy else text
            if not text.strip():
                return Cell("", pending=not self._value) if self._formula else None
            return Cell(text, font=font, bold=bold)
        raw = "".join(self._value).strip()
        if not raw:
            return Cell("", pending=True) if self._formula else None
        if self._type == "e":
            return Cell(raw, error=True)
        if self._type == "b":
            return Cell("TRUE" if raw == "1" else "FALSE", bold=bold)
        if self._type == "d":
            return _iso_cell(raw)
        return number_cell(raw, number_format, self._epoch, bold)

    def _text(self) -> str:
        if self._type == "inlineStr":
            return self._inline.take()
        raw = "".join(self._value)
        if self._type == "s":
            index = whole_number(raw.strip())
            raw = self._texts[index] if index < len(self._texts) else ""
        else:
            self._budget.letters(len(raw))
        return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), raw) if "_x" in raw else raw

    def _merge(self, reference: str) -> None:
        match = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)", reference)
        if match and len(self.merges) < MAX_MERGES:
            self.merges.append(Area(int(match[2]), column_number(match[1]), int(match[4]), column_number(match[3])))


def _iso_cell(raw: str) -> Cell:
    try:
        day = date.fromisoformat(raw[:10])
    except ValueError:
        return Cell(raw)
    return Cell(day.strftime("%d/%m/%Y"), day=day)


def number_cell(raw: str, number_format: str, epoch_1904: bool, bold: bool = False) -> Cell:
    """A stored number as the cell it is: a day where the format shows one, else the figure as shown."""
    try:
        number = Decimal(repr(float(raw))) if re.search(r"[.eE]", raw) else Decimal(raw)
    except (InvalidOperation, ValueError, OverflowError):
        return Cell(raw, bold=bold)
    if not number.is_finite():
        return Cell(raw, bold=bold)
    precision = date_precision(number_format)
    day = day_of(number, epoch_1904) if precision and precision != "time" else None
    if day:
        pattern = {"day": "%d/%m/%Y", "month": "%m/%Y", "year": "%Y"}[precision]
        return Cell(day.strftime(pattern), number=number, day=day, precision=precision, bold=bold)
    return Cell(shown(number, "General" if precision else number_format), number=number, bold=bold)


def day_of(number: Decimal, epoch_1904: bool) -> date | None:
    """A day number as a date; None outside the years an instrument can have."""
    if not 1 <= number <= 110_000:
        return None
    day = from_day_number(int(number), epoch_1904)
    return day + timedelta(days=1) if not epoch_1904 and number < 60 else day
