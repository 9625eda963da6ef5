"""Cells of a workbook: their styles, and the cell objects that are used again for every row.

openpyxl's own write-only cells are made anew for each value and hash their style each time; one cell a column, filled
anew, halves the time of a large list. What a person typed is always text: "=1" is never a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from app.formats import nfc
from app.reports.colours import ACCENT, LINE2, SUNKEN, TEXT, TEXT2, TINTS, WORDS

FACE, SIZE = "Times New Roman", 11
"""The face of Vietnamese offices; its widths are those of the bundled Liberation Serif, so rows can be measured."""

LONGEST_TEXT = 32767
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class Styles:
    """The numbers of the styles of one workbook, each registered once."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self._known: dict[tuple[str, str, str, bool], int] = {}

    def number(self, role: str, shown_as: str = "", state: str = "", quoted: bool = False) -> int:
        """The style of a role ("text", "code", "head" ...), with a number format, a state's tint, or marked as text."""
        key = role, shown_as, state, quoted
        if key not in self._known:
            self._known[key] = self._register(role, shown_as, state, quoted)
        return self._known[key]

    def _register(self, role: str, shown_as: str, state: str, quoted: bool) -> int:
        cell = WriteOnlyCell(self.sheet)
        cell.font = _font(role, state)
        cell.alignment = _alignment(role)
        cell.border = _border(role)
        if ground := TINTS.get(state) or _GROUNDS.get(role):
            cell.fill = PatternFill("solid", start_color=ground[1:], end_color=ground[1:])
        cell.number_format = shown_as or ("@" if role in ("text", "code", "trace", "entry") else "General")
        if quoted:
            cell.quotePrefix = True
        return int(cell.style_id)


_GROUNDS = {"head": SUNKEN, "band1": "#DCE9FA", "band2": "#EEF2F6"}
_SIZES = {"title": 15.0, "about": 10.5, "band1": 12.0}
_BOLD = ("title", "head", "band1", "band2", "code", "trace", "state")
_COLOURS = {"trace": ACCENT, "about": TEXT2}


def _font(role: str, state: str) -> Font:
    colour = WORDS.get(state) or _COLOURS.get(role) or TEXT
    return Font(name=FACE, size=_SIZES.get(role, SIZE), bold=role in _BOLD, color=colour[1:], family=1)


def _alignment(role: str) -> Alignment:
    vertical = "center" if role in ("title", "about", "band1", "band2", "head") else "top"
    horizontal = {"number": "right", "date": "center", "head": "center"}.get(role, "left")
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=True, indent=1 if role == "number" else 0)


def _border(role: str) -> Border:
    if role in ("title", "about"):
        return Border()
    line = Side("thin", color=LINE2[1:])
    return Border(left=line, right=line, top=line, bottom=line)


def safe_text(text: str) -> str:
    """The text in composed letters, without signs a workbook may not hold, no longer than a cell."""
    return _CONTROL.sub("", nfc(text))[:LONGEST_TEXT] if text else text


def looks_like_formula(text: str) -> bool:
    return text.startswith(_FORMULA_SIGNS)


def number_format(value: Decimal | int) -> str:
    """As many places as were typed: 1.230 stays 1,230."""
    if isinstance(value, int):
        return "#,##0"
    exponent = value.as_tuple().exponent
    return decimals(-exponent if isinstance(exponent, int) and exponent < 0 else 0)


def decimals(places: int) -> str:
    """The format of a number with so many decimals; below none: as a power of ten."""
    if places < 0:
        return "0.00E+00"
    return "#,##0" + ("." + "0" * places if places else "")


class Computed(str):
    """The text of a formula of our own; every other text that begins with "=" stays text."""


class Slot:
    """One column's cell as openpyxl's writer reads it, filled anew for every row."""

    __slots__ = ("_value", "column", "coordinate", "data_type", "letter", "parent", "style_id")
    has_style = True
    hyperlink = None
    _comment = None

    def __init__(self, column: int, sheet: Any) -> None:
        self.column = column
        self.letter = get_column_letter(column)
        self.parent = sheet
        self._value: object = None
        self.data_type = "n"
        self.style_id = 0
        self.coordinate = ""

    @property
    def value(self) -> object:
        return self._value

    def fill(self, row: int, value: object, style: int) -> Slot:
        self.coordinate = f"{self.letter}{row}"
        self._value = value
        self.style_id = style
        if isinstance(value, Computed):
            self.data_type = "f"
            return self
        self.data_type = "s" if isinstance(value, str) else "d" if isinstance(value, (date, datetime)) else "n"
        return self


class Rows:
    """Writes styled rows into a write-only sheet."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.count = 0
        self._slots: list[Slot] = []
        sheet._values_to_row = self._cells

    def write(self, values: Iterable[tuple[object, int]], height: float | None = None) -> int:
        """Append (value, style number) pairs as the next row; returns its number."""
        self.count += 1
        if height is not None:
            self.sheet.row_dimensions[self.count].height = height
        self.sheet.append(list(values))
        return self.count

    def _cells(self, values: list[tuple[object, int]], row: int) -> Iterator[Slot]:
        while len(self._slots) < len(values):
            self._slots.append(Slot(len(self._slots) + 1, self.sheet))
        for slot, (value, style) in zip(self._slots, values, strict=False):
            yield slot.fill(row, value, style)
