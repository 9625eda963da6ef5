"""Lists that stand side by side on one sheet under one row of headers, told apart."""

from __future__ import annotations

from dataclasses import replace

from app.exchange.columns import Guess
from app.exchange.grid import Sheet, column_letter
from app.exchange.tables import Header, Stretch

Block = tuple[Sheet, Stretch, str]
"""The columns of one list, its header and rows, and the letter of its first column ("" for the leftmost)."""


def side_by_side(sheet: Sheet, stretch: Stretch) -> list[Block]:
    """The lists under one header: one, unless each group of its columns names instruments of its own."""
    groups = _groups(stretch.header)
    if len(groups) < 2 or not all(_is_list([stretch.header.guesses[column] for column in group]) for group in groups):
        return [(sheet, stretch, "")]
    starts = [1, *(group[0] for group in groups[1:])]
    ends = [*(start - 1 for start in starts[1:]), 16_384]
    return [
        _block(sheet, stretch, first, last, index > 0)
        for index, (first, last) in enumerate(zip(starts, ends, strict=True))
    ]


def _groups(header: Header) -> list[list[int]]:
    """Its columns, parted where one stays empty and where the rows are counted or the same fields are named anew."""
    groups: list[list[int]] = []
    columns = sorted(header.texts)
    fields = [header.guesses[column].fields for column in columns]
    for index, column in enumerate(columns):
        width = len(groups[-1]) if groups else 0
        again = width >= 3 and fields[index : index + width] == fields[index - width : index]
        anew = header.guesses[column].ignored == "running" or again
        if not groups or anew or column - groups[-1][-1] > 1:
            groups.append([column])
        else:
            groups[-1].append(column)
    return groups


def _is_list(guesses: list[Guess]) -> bool:
    held = {name for guess in guesses for name in guess.fields}
    return "name" in held and len(held) >= 2


def _block(sheet: Sheet, stretch: Stretch, first: int, last: int, beside: bool) -> Block:
    cells = {
        row: inside
        for row, all_cells in sheet.cells.items()
        if (inside := {column: cell for column, cell in all_cells.items() if first <= column <= last})
    }
    header = stretch.header
    own = Header(
        header.rows,
        {column: texts for column, texts in header.texts.items() if first <= column <= last},
        {column: guess for column, guess in header.guesses.items() if first <= column <= last},
    )
    body = [row for row in stretch.body if row in cells]
    part = Stretch(own, body, stretch.repeated)
    return replace(sheet, cells=cells), part, column_letter(first) if beside else ""
