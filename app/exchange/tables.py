"""Finds the lists on a sheet: where the header stands, however many rows it has, and what each row below it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from app.exchange.columns import Guess, recognise, recognise_stacked, unit_in, words_of
from app.exchange.grid import Area, Cell, Sheet
from app.formats import fold, tidy

MAX_HEADER_ROWS = 3
_DASHES = re.compile(r"[\-–—−_.\s]*")


@dataclass(frozen=True, slots=True)
class Header:
    """rows: its row numbers. texts: for each column what stands in it from top to bottom."""

    rows: tuple[int, ...]
    texts: Mapping[int, tuple[str, ...]]
    guesses: Mapping[int, Guess]

    @property
    def signature(self) -> str:
        return " | ".join(words_of(" ".join(self.texts[column])) for column in sorted(self.texts))


@dataclass(slots=True)
class Stretch:
    """One header with the rows that follow it, up to the next header."""

    header: Header
    body: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)


def is_empty(cell: Cell | None) -> bool:
    """No cell, or one that holds only a dash."""
    return cell is None or (not cell.pending and _DASHES.fullmatch(cell.text) is not None)


class Merged:
    """Answers which merged area covers a cell; areas of a single row and of many rows alike."""

    def __init__(self, sheet: Sheet) -> None:
        self._by_column: dict[int, list[Area]] = {}
        for area in sheet.merges:
            for column in range(area.left, min(area.right, area.left + 200) + 1):
                self._by_column.setdefault(column, []).append(area)

    def area(self, row: int, column: int) -> Area | None:
        return next((area for area in self._by_column.get(column, ()) if area.top <= row <= area.bottom), None)


def find_stretches(sheet: Sheet, merged: Merged) -> tuple[list[Stretch], list[int]]:
    """Every header with its rows, and the rows that stand before the first header."""
    rows = sorted(sheet.cells)
    stretches: list[Stretch] = []
    before: list[int] = []
    done: set[int] = set()
    for row in rows:
        if row in done:
            continue
        current = stretches[-1] if stretches else None
        if current and _repeats(sheet, row, current.header):
            current.repeated.append(row)
        elif _looks_like_header(sheet, row, inside=current is not None):
            header = _header(sheet, merged, row, before if current is None else current.body)
            done.update(header.rows)
            _take_back(header, before if current is None else current.body)
            leading = _leading_sections(
                sheet, header, before if current is None else current.body, first=current is None
            )
            if current and header.signature == current.header.signature:
                current.repeated.extend(header.rows)
                current.body.extend(leading)
            else:
                stretches.append(Stretch(header, leading))
        else:
            (current.body if current else before).append(row)
    return stretches, before


def _take_back(header: Header, rows: list[int]) -> None:
    while rows and rows[-1] in header.rows:
        rows.pop()


def _leading_sections(sheet: Sheet, header: Header, rows: list[int], *, first: bool) -> list[int]:
    """Section titles right above a header, such as "B. ĐỒNG HỒ ÁP SUẤT"; above the first header only numbered ones."""
    leading: list[int] = []
    while rows and rows[-1] == header.rows[0] - 1 - len(leading):
        texts = [tidy(cell.text) for cell in sheet.cells[rows[-1]].values() if not is_empty(cell)]
        if len(texts) != 1 or re.match(r"(?:tong|cong|ghi chu)\b", fold(texts[0])):
            break
        if first and not re.match(r"(?:[IVX]{1,5}|[A-ZĐ])\s*[.)/-]\s*\S", texts[0]):
            break
        leading.insert(0, rows.pop())
    return leading


def _repeats(sheet: Sheet, row: int, header: Header) -> bool:
    """Most of its cells say again what the header says in their column."""
    cells = {column: cell for column, cell in sheet.cells[row].items() if not is_empty(cell)}
    if len(cells) < 2:
        return False
    misses = 0
    for column, cell in cells.items():
        if cell.number is not None or cell.day or _plain(cell.text) not in map(_plain, header.texts.get(column, ())):
            misses += 1
            if misses > 0.3 * len(cells) or misses > len(cells) - 2:
                return False
    return True


@lru_cache(20_000)
def _plain(text: str) -> str:
    return fold(tidy(text))


def _looks_like_header(sheet: Sheet, row: int, *, inside: bool) -> bool:
    cells = [cell for cell in sheet.cells[row].values() if not is_empty(cell)]
    texts = [cell.text for cell in cells if cell.number is None and cell.day is None]
    if len(cells) < 2 or len(texts) < 0.7 * len(cells):
        return False
    guesses = [recognise(text) for text in texts]
    known = [guess for guess in guesses if guess.is_known]
    whats = {guess.fields or (guess.ignored,) for guess in known}
    share = len(known) / len(cells)
    if inside:
        return len(whats) >= 4 and share >= 0.7
    if (len(whats) >= 3 and share >= 0.5) or (len(whats) >= 5 and share >= 0.25):
        return True
    return len(whats) >= 2 and len(cells) <= 4 and any("name" in guess.fields for guess in known)


def _header(sheet: Sheet, merged: Merged, row: int, above: list[int]) -> Header:
    rows = [row]
    while len(rows) < MAX_HEADER_ROWS and rows[0] - 1 in sheet.cells and rows[0] - 1 in above:
        if not _belongs_above(sheet, merged, rows[0] - 1, rows[0]):
            break
        rows.insert(0, rows[0] - 1)
    while len(rows) < MAX_HEADER_ROWS and rows[-1] + 1 in sheet.cells:
        if not _belongs_below(sheet, merged, rows, rows[-1] + 1):
            break
        rows.append(rows[-1] + 1)
    texts = _stacked_texts(sheet, merged, rows)
    return Header(tuple(rows), texts, {column: recognise_stacked(stack) for column, stack in texts.items()})


def _belongs_above(sheet: Sheet, merged: Merged, upper: int, lower: int) -> bool:
    """A row of group titles: something in it reaches down to the header, or names a column that has no name below."""
    cells = [column for column, cell in sheet.cells[upper].items() if not is_empty(cell)]
    if len(cells) < 2:
        return False
    for column in cells:
        area = merged.area(upper, column)
        if area and area.bottom >= lower:
            return True
        if column not in sheet.cells[lower] and recognise(sheet.cells[upper][column].text).is_known:
            return True
    return False


def _belongs_below(sheet: Sheet, merged: Merged, rows: list[int], lower: int) -> bool:
    """A second header row: merged with the first, or standing only under its gaps and groups."""
    upper = rows[-1]
    for column in sheet.cells[upper]:
        area = merged.area(upper, column)
        if area and area.top in rows and area.bottom >= lower:
            return True
    cells = {column: cell for column, cell in sheet.cells[lower].items() if not is_empty(cell)}
    if not cells or any(cell.number is not None or cell.day for cell in cells.values()):
        return False
    texts = [tidy(cell.text) for cell in cells.values()]
    if _says_the_same(sheet, upper, cells):
        return True
    if all(re.fullmatch(r"[(\[].{1,14}[)\]]", text) and not re.fullmatch(r"\W*\d+\W*", text) for text in texts):
        return True
    grouped = [area for column in sheet.cells[upper] if (area := merged.area(upper, column)) and area.right > area.left]
    under_group = [column for column in cells if any(area.left <= column <= area.right for area in grouped)]
    in_gap = [column for column in cells if column not in sheet.cells[upper]]
    if len(cells) < 2 or len(set(under_group) | set(in_gap)) < len(cells) - len(cells) // 3 - (not grouped):
        return False
    known = sum(recognise(text).is_known or recognise(text).generic for text in texts)
    return known >= max(2, 0.6 * len(cells)) and not any(re.search(r"\d{3}", text) for text in texts)


def _says_the_same(sheet: Sheet, upper: int, cells: Mapping[int, Cell]) -> bool:
    """A header said twice, in two languages: the row below means the same column by column."""
    pairs = [
        (recognise(sheet.cells[upper][column].text), recognise(cell.text))
        for column, cell in cells.items()
        if column in sheet.cells[upper] and _plain(sheet.cells[upper][column].text) != _plain(cell.text)
    ]
    known = [(above, below) for above, below in pairs if above.fields and below.fields]
    same = sum(bool({*above.fields, *above.candidates} & {*below.fields, *below.candidates}) for above, below in known)
    return len(known) >= 3 and len(known) >= 0.4 * len(cells) and same >= 0.7 * len(known)


def _stacked_texts(sheet: Sheet, merged: Merged, rows: list[int]) -> dict[int, tuple[str, ...]]:
    columns = sorted({column for row in rows for column in sheet.cells[row]} | _covered(merged, sheet, rows))
    stacks: dict[int, list[str]] = {column: [] for column in columns}
    for index, row in enumerate(rows):
        last_group, group_from = "", 0
        for column in columns:
            cell = sheet.cells[row].get(column)
            text = tidy(cell.text) if cell else ""
            area = merged.area(row, column)
            if not text and area and area.top == row and area.left < column:
                anchor = sheet.cells[row].get(area.left)
                text = tidy(anchor.text) if anchor else ""
            below = index + 1 < len(rows) and column in sheet.cells[rows[index + 1]]
            if text:
                last_group, group_from = (text, column) if below and not area else ("", 0)
            elif below and last_group and column - group_from <= 12 and not area:
                text = last_group
            elif not below:
                last_group = ""
            if text and (not stacks[column] or stacks[column][-1] != text):
                stacks[column].append(text)
    return {column: tuple(stack) for column, stack in stacks.items() if stack}


def _covered(merged: Merged, sheet: Sheet, rows: list[int]) -> set[int]:
    return {
        column
        for row in rows
        for left in list(sheet.cells[row])
        if (area := merged.area(row, left)) and area.right - area.left < 60
        for column in range(area.left, area.right + 1)
    }


def header_unit(header: Header, column: int) -> str:
    return next((unit for unit in map(unit_in, reversed(header.texts.get(column, ()))) if unit), "")
