"""Blocks of cells as spreadsheets copy them, laid over the cells of a table or matched to its columns by title."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.errors import UserError
from app.domain.register_fields import TypedField
from app.formats import fold, nfc, show_number, tidy
from app.services.registers import CellText
from app.wording import _

Block = list[list[str]]


def cells_of(text: str) -> Block:
    """Lines and tabs; a quoted cell may hold line breaks. A quote that is never closed is a letter like others."""
    tidied = nfc(text).replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if tidied.count('"') % 2:
        return [line.split("\t") for line in tidied.split("\n")]
    return [list(line) for line in csv.reader(io.StringIO(tidied), delimiter="\t")]


def as_block(lines: Sequence[Sequence[str]]) -> str:
    """Cells as a spreadsheet takes them."""
    return "\n".join("\t".join(map(_quoted, line)) for line in lines)


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"' if any(each in words for each in '\t\n"') else words


@dataclass(frozen=True, slots=True)
class Target:
    """Where a block goes: keys of the lines from the first one downwards, fields of the columns from the first one to
    the right ("" for a column that is worked out), and how many of each are chosen."""

    keys: Sequence[str]
    fields: Sequence[str]
    chosen_lines: int = 1
    chosen_columns: int = 1


def lay_over(block: Block, target: Target) -> list[CellText]:
    """Which text goes into which cell. A block is repeated where the choice is a multiple of it, one cell always.

    A block that is too long or too wide is refused as a whole: it most likely stands at the wrong place.
    """
    lines, columns = len(block), max(map(len, block), default=0)
    if not columns:
        return []
    if lines > len(target.keys):
        raise UserError(
            _(
                "Khối dán có {rows} dòng, từ ô này xuống chỉ còn {left}. Để thêm dòng, dán ở dòng trống cuối bảng.",
                rows=show_number(lines),
                left=show_number(len(target.keys)),
            )
        )
    if columns > len(target.fields):
        raise UserError(
            _("Khối dán có {columns} cột, từ ô này sang phải chỉ còn {left}.", columns=columns, left=len(target.fields))
        )
    down = target.chosen_lines if target.chosen_lines % lines == 0 else lines
    across = target.chosen_columns if target.chosen_columns % columns == 0 else columns
    return [
        CellText(target.keys[line], target.fields[column], source[column % columns])
        for line in range(down)
        for column in range(across)
        for source in (block[line % lines],)
        if target.fields[column] and column % columns < len(source)
    ]


@dataclass(frozen=True, slots=True)
class NewLines:
    """Lines to be added, texts by field. unknown: titles in the block that are no column of the register."""

    lines: tuple[dict[str, str], ...]
    unknown: tuple[str, ...] = ()


def with_header(block: Block, fields: Mapping[str, TypedField]) -> NewLines | None:
    """New lines when the first line of the block holds titles of columns: at least two, or the only one there is.

    None when it does not, so that the block is cells alone.
    """
    if len(block) < 2:
        return None
    titles = [tidy(each) for each in block[0]]
    known = titles_of(fields)
    matched = [known.get(_plain(each), "") for each in titles]
    found = [each for each in matched if each]
    filled = sum(bool(each) for each in titles)
    if len(set(found)) < len(found) or len(found) < min(2, filled) or len(found) * 2 < filled:
        return None
    lines = tuple(
        {field: text for field, text in zip(matched, line, strict=False) if field} for line in block[1:] if any(line)
    )
    unknown = tuple(title for title, field in zip(titles, matched, strict=True) if title and not field)
    return NewLines(lines, unknown)


def titles_of(fields: Mapping[str, TypedField]) -> dict[str, str]:
    """Folded title → field, in both languages and by every other name it is known under; the first one wins."""
    found: dict[str, str] = {}
    for names in (
        lambda each: (each.title, _(each.title), each.name),
        lambda each: each.known_as,
    ):
        for name, each in fields.items():
            for title in names(each):
                found.setdefault(_plain(title), name)
    return found


def without_header(block: Block, fields: Sequence[str]) -> NewLines:
    """New lines from a block that begins in the column of the first of these fields ("" for a worked-out column)."""
    columns = max(map(len, block), default=0)
    if columns > len(fields):
        raise UserError(
            _("Khối dán có {columns} cột, từ ô này sang phải chỉ còn {left}.", columns=columns, left=len(fields))
        )
    return NewLines(
        tuple({field: text for field, text in zip(fields, line, strict=False) if field} for line in block if any(line))
    )


def _plain(title: str) -> str:
    return fold(tidy(title)).strip(" .:*")
