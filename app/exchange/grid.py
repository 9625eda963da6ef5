"""What a workbook or a text file holds before anyone asks what it means: sheets of shown cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty.

    text is what a person sees. number and day are set when the file stores them so; precision says how much of the
    day is shown ("day", "month", "year"). pending: a formula whose result the file does not hold. font is the name
    of the type face where the file tells it, because old faces carry old encodings. formula: the value was computed
    (told by .xlsx alone).
    """

    text: str
    number: Decimal | None = None
    day: date | None = None
    precision: str = "day"
    pending: bool = False
    error: bool = False
    font: str = ""
    bold: bool = False
    formula: bool = False


class Area(NamedTuple):
    """A merged rectangle, rows and columns counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """cells: row number -> column number -> cell; only what is not empty. state: visible, hidden or veryHidden."""

    name: str
    cells: Mapping[int, Mapping[int, Cell]]
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    state: str = "visible"
    rows_after: int = 0
    """Rows the file describes after the last one that holds something."""

    @property
    def last_row(self) -> int:
        return max(self.cells, default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """kind: xlsx, xls, ods or csv. encoding "" when the file is plain Unicode, else the old encoding of its text.

    decomposed: letters came apart from their accents (NFD) and were joined.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    date_system: int = 0
    decomposed: bool = False
    encoding_sure: bool = True


def column_letter(number: int) -> str:
    """1 -> 'A', 27 -> 'AA'."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """'A' -> 1, 'AA' -> 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
