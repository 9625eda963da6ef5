"""How the cells of one table are to be read: where combined columns are cut, what a bare period counts."""

from __future__ import annotations

from app.exchange.dates import between_dates, read_period, two_dates
from app.exchange.grid import column_number
from app.exchange.parts import Part
from app.exchange.row_values import separator_of
from app.exchange.tables import is_empty
from app.formats import fold, tidy


def combined_columns(
    part: Part,
) -> tuple[dict[str, str], dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, tuple[int, ...]]]:
    """For each column of two fields: where it is cut, the parts known so far, and the rows that are not cut."""
    separators: dict[str, str] = {}
    firsts: dict[str, frozenset[str]] = {}
    seconds: dict[str, frozenset[str]] = {}
    uncut: dict[str, tuple[int, ...]] = {}
    for column in part.columns:
        if len(column.fields) != 2:
            continue
        number = column_number(column.letter)
        cells = {
            row: cell.text
            for row in part.kinds.instruments
            if (cell := part.sheet.cells[row].get(number)) and not is_empty(cell)
        }
        mark = separator_of(list(cells.values()))
        dated = set(column.fields) == {"last_calibration_date", "due_date"}
        if dated:
            mark = between_dates(cells.values()) or mark
        cut = [text.split(mark, 1) for text in cells.values() if mark and mark in text]
        separators[column.letter] = mark
        firsts[column.letter] = frozenset(fold(tidy(left)) for left, _right in cut)
        seconds[column.letter] = frozenset(fold(tidy(right)) for _left, right in cut)
        uncut[column.letter] = tuple(
            row for row, text in cells.items() if (not mark or mark not in text) and not (dated and two_dates(text))
        )
    return separators, firsts, seconds, uncut


def bare_period_unit(part: Part) -> str:
    """Months, unless the column holds nothing but figures from 1 to 5: those are years, and it is asked."""
    for column in part.columns:
        if "period_months" not in column.fields or column.unit:
            continue
        texts = [
            tidy(cell.text)
            for row in part.kinds.instruments
            if (cell := part.sheet.cells[row].get(column_number(column.letter))) and not is_empty(cell)
        ]
        bare = [text for text in texts if text.isdigit()]
        written = {read_period(text) for text in texts if not text.isdigit()}
        if len(bare) >= 2 and all(1 <= int(text) <= 5 for text in bare) and not written & {1, 2, 3, 4, 5}:
            return "nam"
    return "thang"


def section_name(title: str) -> str:
    """A section title without its number: "I. PHÂN XƯỞNG 1" -> "PHÂN XƯỞNG 1"."""
    head, mark, rest = title.partition(" ")
    bare = head.rstrip(".):/-")
    is_number = bare.isdigit() or (bare.isupper() and (set(bare) <= set("IVX") or (len(bare) == 1 and bare != head)))
    return tidy(rest).lstrip("-–:. ") if mark and bare and is_number and rest.strip() else title
