"""What a workbook says, before any file format: sheets to print and to fill in, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.domain.document import State

Value = str | Decimal | int | date | None


@dataclass(frozen=True, slots=True)
class Amount:
    """A computed figure: the cell keeps all its digits and shows so many decimals; places -1: as a power of ten."""

    value: float
    places: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of our own that the spreadsheet computes, "=AVERAGE(C6:C35)", shown with so many decimals."""

    text: str
    places: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell someone fills in. kind: "choice" (from options), "whole", "decimal", "date" or "text"; ask: what the
    spreadsheet says when the cell is entered. low, high: for whole numbers."""

    value: Value = None
    kind: str = "text"
    options: tuple[str, ...] = ()
    ask: str = ""
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """width in characters. kind: "text", "code" (bold), "number", "date", "state" or "trace" (accent, bold).

    options: what the cells of this column may hold, as a dropdown; ask: the input message of the column.
    level_tint: the cell takes the colour of the level it begins with, also when someone chooses another one.
    """

    title: str
    width: float
    kind: str = "text"
    options: tuple[str, ...] = ()
    ask: str = ""
    level_tint: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row, its cells in the order of the columns; band: a heading across the whole row instead, of depth 1 or 2.

    joined: the first and last column (from 0) over which a long answer may spread; the cells behind it are blank.
    """

    cells: tuple[Value | State | Entry | Amount | Formula, ...] = ()
    joined: tuple[int, int] | None = None
    band: str = ""
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """frozen: how many columns stay in sight. blank_rows: rows left free to fill in below the last one.

    about: lines between the title and the table; is_list: the columns can be filtered. upright: A4 portrait.
    """

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[Row, ...]
    about: tuple[str, ...] = ()
    frozen: int = 1
    blank_rows: int = 0
    is_list: bool = False
    upright: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """title, subject, author, keywords: the properties of the file. footer: dossier code, revision and hash."""

    title: str
    sheets: tuple[Sheet, ...] = field(default_factory=tuple)
    subject: str = ""
    author: str = ""
    keywords: str = ""
    footer: str = ""
    language: str = "vi"
    as_of: date | None = None
