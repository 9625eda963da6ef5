"""Reads an Excel work copy that came back: the hidden facts, and the rows and columns as they stand now.

Rows and columns are found by their keys, wherever they were sorted or moved to. What the file holds is told as it is;
what becomes of it is judged elsewhere.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.errors import UserError
from app.domain.row_keys import tidy_key
from app.domain.work_copies import COLUMN_MARK, EDITION, FORMAT, KEY_MARK, META_SHEET, Head, seal_of
from app.exchange.books import read_book
from app.exchange.grid import Book, Cell, Sheet, column_letter
from app.exchange.opening import Tell, kind_of
from app.formats import fold, tidy
from app.wording import _

MOST_MERGES = 2_000
"""Merged areas, and rows in one of them, that are looked at; no one joins more by hand."""


@dataclass(frozen=True, slots=True)
class BaseRow:
    """A row as it was exported. sign: of the question as it was asked."""

    key: str
    id: str
    sign: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of the file, by its number there. key: as it stands in it, tidy; "" when there is none.

    merged: columns whose cell was joined to another one, so that it holds nothing of its own.
    """

    number: int
    key: str
    cells: Mapping[str, Cell]
    merged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """places: column key -> its letter in the file now; the others were removed. titles: as exported.

    strangers: titles or letters of further columns with something in them, which are not ours.
    """

    key: str
    sheet: str
    base: Mapping[str, BaseRow]
    titles: Mapping[str, str]
    places: Mapping[str, str]
    rows: tuple[FileRow, ...]
    strangers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadCopy:
    """missing: keys of tables whose sheet is no longer there."""

    file: str
    head: Head
    tables: tuple[ReadTable, ...]
    missing: tuple[str, ...] = ()


@dataclass(slots=True)
class _Meta:
    head: Head
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: dict[str, dict[str, BaseRow]] = field(default_factory=dict)


def looks_like_work_copy(path: Path) -> bool:
    """A quick look, without reading what is in it."""
    try:
        if not path.is_file() or not zipfile.is_zipfile(path):
            return False
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as part:
            return f'name="{META_SHEET}"'.encode() in part.read(200_000)
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile, RuntimeError, zlib.error):
        return False


def read_work_copy(path: Path, tell: Tell | None = None) -> ReadCopy:
    """UserError when it is no work copy, or its hidden facts are gone or were edited."""
    _refuse_other_kinds(path)
    book = read_book(path, "unicode", tell)
    meta = _read_meta(book, path.name)
    tables, missing = [], []
    for key in meta.columns:
        found = next(_marks(book, key), None) or _by_titles(book, meta.columns[key])
        if found is None:
            missing.append(key)
        else:
            tables.append(_read_table(key, meta, *found))
    if not tables:
        raise UserError(
            _("Tệp {file} không còn trang nào của bản làm việc. Hãy dùng lại tệp được giao.", file=path.name)
        )
    return ReadCopy(path.name, meta.head, tuple(tables), tuple(missing))


def _refuse_other_kinds(path: Path) -> None:
    kind = kind_of(path)
    if kind in ("ods", "xls") or (kind == "xlsx" and path.suffix.casefold() != ".xlsx"):
        ending = path.suffix.casefold() or f".{kind}"
        raise UserError(
            _(
                "Tệp {file} được lưu dạng {ending}. Hãy mở tệp, lưu lại dạng .xlsx rồi nhận lại.",
                file=path.name,
                ending=ending,
            )
        )
    if kind == "csv":
        raise not_a_work_copy(path.name)


def not_a_work_copy(name: str) -> UserError:
    return UserError(
        _("Tệp {file} không phải bản làm việc do Đo Chuẩn xuất. Danh mục của doanh nghiệp thì dùng “Nhập”.", file=name)
    )


def _read_meta(book: Book, name: str) -> _Meta:
    sheet = next((each for each in book.sheets if each.name == META_SHEET), None)
    if sheet is None:
        if any(True for _found in _marks(book, "")):
            raise UserError(
                _("Tệp {file} đã mất trang ẩn “_meta” nên không so được. Hãy xuất bản làm việc mới.", file=name)
            )
        raise not_a_work_copy(name)
    lines = [tuple(_texts(sheet, row)) for row in sorted(sheet.cells)]
    if not lines or lines[0][0] != FORMAT:
        raise not_a_work_copy(name)
    if lines[0][1:] != (str(EDITION),):
        raise UserError(_("Tệp {file} do một bản Đo Chuẩn mới hơn xuất. Hãy cập nhật chương trình.", file=name))
    if lines[-1] != ("seal", seal_of(lines[:-1])):
        raise _edited(name)
    try:
        return _parsed(lines[1:-1])
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise _edited(name) from error


def _edited(name: str) -> UserError:
    return UserError(
        _("Trang ẩn “_meta” của tệp {file} đã bị sửa nên không so được. Hãy xuất bản làm việc mới.", file=name)
    )


def _texts(sheet: Sheet, row: int) -> Iterator[str]:
    cells = sheet.cells[row]
    return (cells[column].text if column in cells else "" for column in range(1, max(cells) + 1))


def _parsed(lines: list[tuple[str, ...]]) -> _Meta:
    facts: dict[str, Any] = json.loads(lines[0][1])
    meta = _Meta(Head(**facts))
    table = ""
    for line in lines[1:]:
        if line[0] == "table":
            table = line[1]
            meta.columns[table] = dict(json.loads(line[2]))
            meta.rows[table] = {}
        else:
            _row, key, record_id, sign, *pieces = line
            values = dict(zip(meta.columns[table], json.loads("".join(pieces)), strict=True))
            meta.rows[table][key] = BaseRow(key, record_id, "" if sign == "-" else sign, values)
    return meta


def _marks(book: Book, table: str) -> Iterator[tuple[Sheet, int, int]]:
    """Sheets with the mark of this table (any for ""), with the row and the column of the mark."""
    for sheet in book.sheets:
        for row in sorted(sheet.cells):
            for column, cell in sheet.cells[row].items():
                if cell.text.strip() == f"{KEY_MARK}{table}" or (not table and cell.text.startswith(KEY_MARK)):
                    yield sheet, row, column


def _by_titles(book: Book, titles: Mapping[str, str]) -> tuple[Sheet, int, int] | None:
    """The head of a table whose row of column keys was deleted: a row that holds most of its titles."""
    wanted = {fold(tidy(title)) for title in titles.values()}
    for sheet in book.sheets:
        if sheet.name == META_SHEET:
            continue
        for row in sorted(sheet.cells)[:60]:
            words = {fold(tidy(cell.text)): column for column, cell in sheet.cells[row].items()}
            if len(wanted & words.keys()) >= max(2, 2 * len(wanted) // 3):
                keys = words.get(fold("Mã dòng"), words.get("row key", 0))
                if not keys:
                    raise UserError(
                        _("Trang “{sheet}” không còn cột mã dòng. Hãy dùng lại tệp được giao.", sheet=sheet.name)
                    )
                return sheet, row, keys
    return None


def _read_table(key: str, meta: _Meta, sheet: Sheet, marks: int, keys: int) -> ReadTable:
    titles = meta.columns[key]
    at = sheet.cells[marks]
    by_mark = {cell.text.strip().removeprefix(COLUMN_MARK): column for column, cell in at.items()}
    if at.get(keys, Cell("")).text.startswith(KEY_MARK):
        columns = {name: by_mark[name] for name in titles if name in by_mark}
    else:
        by_title = {fold(tidy(cell.text)): column for column, cell in at.items()}
        columns = {name: by_title[fold(tidy(title))] for name, title in titles.items() if fold(tidy(title)) in by_title}
    head = _head_row(sheet, columns, titles, marks, lambda row: _is_ours(sheet.cells[row], keys, meta.rows[key]))
    skipped = {marks, head}
    joined = _joined(sheet, columns)
    rows = [
        FileRow(
            number=row,
            key=tidy_key(cells[keys].text) if keys in cells else "",
            cells={name: cells[column] for name, column in columns.items() if column in cells},
            merged=frozenset(joined.get(row, ())),
        )
        for row, cells in sorted(sheet.cells.items())
        if row not in skipped and (row > head or _is_ours(cells, keys, meta.rows[key]))
    ]
    ours = {*columns.values(), keys}
    return ReadTable(
        key=key,
        sheet=sheet.name,
        base=meta.rows[key],
        titles=titles,
        places={name: column_letter(column) for name, column in columns.items()},
        rows=tuple(row for row in rows if row.key or row.cells),
        strangers=_strangers(sheet, ours, head),
    )


def _joined(sheet: Sheet, columns: Mapping[str, int]) -> dict[int, set[str]]:
    """For each row the columns whose cell lies in a merged area and is not its first one."""
    found: dict[int, set[str]] = {}
    for area in sheet.merges[:MOST_MERGES]:
        names = [name for name, column in columns.items() if area.left <= column <= area.right]
        for row in range(area.top, min(area.bottom, area.top + MOST_MERGES) + 1) if names else ():
            if row in sheet.cells:
                first = (area.top, area.left)
                found.setdefault(row, set()).update(name for name in names if (row, columns[name]) != first)
    return found


def _is_ours(cells: Mapping[int, Cell], keys: int, base: Mapping[str, BaseRow]) -> bool:
    return keys in cells and tidy_key(cells[keys].text) in base


def _head_row(
    sheet: Sheet,
    columns: Mapping[str, int],
    titles: Mapping[str, str],
    marks: int,
    is_data: Callable[[int], bool],
) -> int:
    """The row of titles: below the column keys, or wherever most of them stand; renamed ones are no titles any more."""
    wanted = [(column, fold(tidy(titles[name]))) for name, column in columns.items()]

    def hits(row: int) -> int:
        cells = sheet.cells[row]
        return sum(column in cells and fold(tidy(cells[column].text)) == title for column, title in wanted)

    below = next((row for row in sorted(sheet.cells) if row > marks), marks)
    if below == marks or hits(below) > len(wanted) // 2:
        return below
    best = max(sheet.cells, key=hits)
    if hits(best) > 1:
        return best
    return marks if is_data(below) else below


def _strangers(sheet: Sheet, ours: set[int], head: int) -> tuple[str, ...]:
    found: dict[int, str] = {}
    for row, cells in sheet.cells.items():
        if row >= head:
            for column, cell in cells.items():
                if column not in ours and cell.text.strip():
                    title = sheet.cells.get(head, {}).get(column)
                    found.setdefault(column, title.text if title else column_letter(column))
    return tuple(found[column] for column in sorted(found))
