"""Reads .csv and its cousins: any delimiter, any encoding, records numbered as Excel numbers them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from app.exchange.encodings import decode
from app.exchange.grid import Book, Cell, Sheet
from app.exchange.opening import MAX_CELL, Budget, damaged, too_large

DELIMITERS = (";", "\t", ",", "|")
MAX_RECORDS, MAX_FIELDS = 1_048_576, 16_384
"""What Excel can open of a text file, empty records and fields counted."""


def read_csv(path: Path, encoding: str = "", delimiter: str = "") -> Book:
    """The file as one sheet without a name; UserError when it is larger than any list."""
    text, used, sure = decode(path.read_bytes(), encoding)
    hint = re.match(r"sep=(.)\r?\n", text, re.I)
    if hint:
        text = text[hint.end() :]
    mark = delimiter or (hint[1] if hint else find_delimiter(text))
    cells: dict[int, dict[int, Cell]] = {}
    number = 0
    for number, record in enumerate(_records(text, mark, path), start=1):
        filled = {column: Cell(value) for column, value in enumerate(record, start=1) if value.strip()}
        if filled:
            cells[number] = filled
    sheet = Sheet("", cells, rows_after=number - max(cells, default=0))
    return Book(kind="csv", sheets=(sheet,), encoding=used, delimiter=mark, encoding_sure=sure)


def find_delimiter(text: str) -> str:
    """The mark that cuts the most records into the same, largest number of fields."""
    sample = text[:200_000]
    best, best_score = ";", 0.0
    for mark in DELIMITERS:
        if mark not in sample:
            continue
        widths: dict[int, int] = {}
        try:
            for _index, record in zip(
                range(400), csv.reader(io.StringIO(sample, newline=""), delimiter=mark), strict=False
            ):
                if any(value.strip() for value in record) and len(record) > 1:
                    widths[len(record)] = widths.get(len(record), 0) + 1
        except csv.Error:
            continue
        score = max((count * (width - 1) ** 0.5 for width, count in widths.items()), default=0)
        if score > best_score:
            best, best_score = mark, score
    return best


def _records(text: str, mark: str, path: Path) -> Iterator[list[str]]:
    budget = Budget(path)
    csv.field_size_limit(MAX_CELL * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for number, record in enumerate(reader, start=1):
            if number > MAX_RECORDS or len(record) > MAX_FIELDS:
                raise too_large(path)
            if any(record):
                budget.row()
                for value in record:
                    if value:
                        budget.letters(len(value))
            yield record
    except csv.Error as error:
        raise (too_large(path) if "field larger" in str(error) else damaged(path)) from error
