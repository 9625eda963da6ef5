"""Opens any list as sheets of Unicode text, whatever kind of file and whatever encoding it is in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.exchange.encodings import legacy_in, to_unicode
from app.exchange.grid import Book, Cell
from app.exchange.ods import read_ods
from app.exchange.opening import Tell, kind_of
from app.exchange.text_files import read_csv
from app.exchange.xls import read_xls
from app.exchange.xlsx import read_xlsx
from app.formats import nfc


def read_book(path: Path, encoding: str = "", tell: Tell | None = None) -> Book:
    """The file as sheets of Unicode text, NFC. encoding "" finds it; a given one is obeyed.

    tell(share) hears how far it is; what it raises ends the reading and leaves nothing behind.
    """
    kind = kind_of(path)
    match kind:
        case "xlsx":
            book = read_xlsx(path, tell)
        case "ods":
            book = read_ods(path, tell)
        case "xls":
            book = read_xls(path)
        case _:
            book = read_csv(path, "" if encoding == "unicode" else encoding)
    return _in_unicode(book, encoding)


def _in_unicode(book: Book, encoding: str) -> Book:
    """Old encodings that hide inside Unicode text are read, and letters are joined with their accents."""
    cells = [cell for sheet in book.sheets for row in sheet.cells.values() for cell in row.values()]
    texts = [cell.text for cell in cells if not cell.text.isascii()]
    decomposed = any(nfc(text) != text for text in texts)
    if encoding in ("tcvn3", "vni") and book.kind != "csv":
        legacy, sure = encoding, True
    elif encoding or book.encoding in ("tcvn3", "vni", "cp1258"):
        legacy, sure = "", True
    else:
        legacy, sure = legacy_in(texts)
    if not legacy and not decomposed:
        return book

    def mended(cell: Cell) -> Cell:
        if cell.text.isascii():
            return cell
        text = to_unicode(cell.text, legacy, cell.font) if legacy else cell.text
        return replace(cell, text=nfc(text))

    sheets = tuple(
        replace(
            sheet,
            name=nfc(to_unicode(sheet.name, legacy) if legacy and not sheet.name.isascii() else sheet.name),
            cells={row: {column: mended(cell) for column, cell in held.items()} for row, held in sheet.cells.items()},
        )
        for sheet in book.sheets
    )
    return replace(
        book,
        sheets=sheets,
        decomposed=decomposed,
        encoding=legacy or book.encoding,
        encoding_sure=book.encoding_sure and sure,
    )
