"""An XLSForm as the tables it is written in, and those tables as text: one line a row, so that changes can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.formats import nfc

KNOWN_SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")

_LINE = re.compile(r"\s*\|(.*)\|\s*")
_RULE = re.compile(r"\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*")
_BAR = re.compile(r"(?<!\\)\|")
_BLANK = "␣"
_PIECES = {"|": r"\|", "\n": r"\n", _BLANK: "\\" + _BLANK}
_GUARDED = ("\\", "n", _BLANK)
_ESCAPE = re.compile(rf"\\[\\|n{_BLANK}]|{_BLANK}")
_MEANINGS = {r"\n": "\n", _BLANK: " "}


@dataclass(frozen=True, slots=True)
class Row:
    """number: as a spreadsheet counts it, the header being row 1. line: in the text file, 0 for a workbook."""

    number: int
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def records(self) -> Iterator[tuple[Row, dict[str, str]]]:
        """Each row with its filled cells by column; the later of two equal columns is left out."""
        for row in self.rows:
            record: dict[str, str] = {}
            for column, cell in zip(self.header, row.cells, strict=False):
                if column and cell:
                    record.setdefault(column, cell)
            yield row, record


@dataclass(frozen=True, slots=True)
class FormTables:
    """All sheets in order, those that mean nothing to XLSForm too."""

    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        return next((each for each in self.sheets if each.name.lower() == name), None)

    def definition(self) -> dict[str, object]:
        """As pyxform takes it; blank rows stay, so that its row numbers are right."""
        found: dict[str, object] = {"sheet_names": [each.name for each in self.sheets]}
        for sheet in self.sheets:
            if sheet.name.lower() in KNOWN_SHEETS:
                found[sheet.name.lower()] = [record for _row, record in sheet.records()]
                found[sheet.name.lower() + "_header"] = [{column: None for column in sheet.header if column}]
        return found


def read_markdown(text: str) -> FormTables:
    """The tables of a text form: a line with something in its first column opens a sheet, the next filled line (or the
    rest of that one) is its header. Lines without bars, and those that begin with #, are remarks.

    In a cell \\| is a bar, \\n a new line, ␣ a blank at an edge, \\\\ a backslash before one of these.
    """
    sheets: list[tuple[str, list[Row]]] = []
    for line_number, line in enumerate(_lines_of(text), 1):
        found = None if line.lstrip().startswith("#") else _LINE.fullmatch(line)
        if found is None or _RULE.fullmatch(found[1]):
            continue
        name, *cells = (_unescaped(nfc(each)) for each in _BAR.split(found[1]))
        if name:
            sheets.append((name, []))
        if sheets and (any(cells) or (not name and sheets[-1][1])):
            rows = sheets[-1][1]
            rows.append(Row(len(rows) + 1, line_number, _trimmed(tuple(cells))))
    return FormTables(tuple(_sheet(name, rows) for name, rows in sheets))


def _lines_of(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")


def _sheet(name: str, rows: Sequence[Row]) -> Sheet:
    header = rows[0].cells if rows else ()
    return Sheet(name, _trimmed(header), tuple(rows[1:]))


def sheet_of(name: str, rows: Sequence[Sequence[str]]) -> Sheet:
    """A sheet from the rows of a workbook, the header first."""
    header = tuple(each.strip() for each in rows[0]) if rows else ()
    body = (
        Row(number, 0, _trimmed(tuple(nfc(each) if each.strip() else "" for each in cells)))
        for number, cells in enumerate(rows[1:], 2)
    )
    return Sheet(name, _trimmed(tuple(nfc(each) for each in header)), tuple(body))


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def write_markdown(tables: FormTables) -> str:
    """The tables as text; read_markdown gives the same tables back."""
    return "\n".join(line for sheet in tables.sheets for line in _lines(sheet))


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"| {_escaped(sheet.name)} |"
    for cells in (sheet.header, *(row.cells for row in sheet.rows)):
        padded = (*cells, *("",) * (len(sheet.header) - len(cells)))
        yield "| | " + " | ".join(_escaped(each) for each in padded) + " |"
    yield ""


def _escaped(cell: str) -> str:
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    first, last = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    inner = [_PIECES.get(each, each) for each in text[first:last]]
    pieces = [_BLANK] * first + inner + [_BLANK] * (len(text) - max(last, first))
    return "".join(map(_guarded, pieces, [*pieces[1:], ""]))


def _guarded(piece: str, next_piece: str) -> str:
    return r"\\" if piece == "\\" and next_piece[:1] in _GUARDED else piece


def _unescaped(cell: str) -> str:
    return _ESCAPE.sub(lambda found: _MEANINGS.get(found[0], found[0][1:]), cell.strip())


def same_tables(one: FormTables, other: FormTables) -> bool:
    """Whether two forms say the same: names, headers and cells, however they were kept."""
    return _plain(one) == _plain(other)


def _plain(tables: FormTables) -> Mapping[str, object]:
    return {sheet.name: (sheet.header, [row.cells for row in sheet.rows if row.cells]) for sheet in tables.sheets}
