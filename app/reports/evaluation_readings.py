"""The readings an evaluation used, as tables on paper: a gauge study by parts, a row of numbers ten to a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.domain.document import Block, Cell, Column, Paragraph, Table
from app.domain.metrology.declared import Input
from app.domain.metrology.shown import places_for
from app.formats import show_number
from app.reports.evaluated import Evaluated, typed_value
from app.wording import _

ACROSS = 10
MOST_LINES = 60
"""What is longer is cut on paper and stands whole in the workbook."""

MOST_PARTS, MOST_COLUMNS = 12, 7


def readings_blocks(each: Evaluated) -> Iterator[Block]:
    if each.calculation is None or not each.given:
        return
    for one in each.calculation.inputs:
        held = each.given.get(one.name)
        if held and one.kind == "numbers":
            yield from _shortened(_numbers(each, one, held))
        elif held and one.kind == "table":
            yield from _rows(each, one, held)


def _shortened(table: Table) -> Iterator[Block]:
    yield Table(table.columns, table.rows[:MOST_LINES], table.caption, of_figures=True)
    more = len(table.rows) - MOST_LINES
    if more > 0:
        yield Paragraph(_("Còn {n} dòng, xem đủ trong tệp Excel của đánh giá.", n=more), "note")


def side_by_side(columns: Sequence[Column], rows: Sequence[Sequence[str]], caption: str) -> Iterator[Table]:
    """A table; one with too many columns for a page is cut into several, each beginning with the first column."""
    room = MOST_COLUMNS - 1
    for start in range(1, max(len(columns), 2), room):
        places = [0, *range(start, min(start + room, len(columns)))]
        yield Table(
            tuple(columns[place] for place in places),
            tuple(tuple(row[place] for place in places) for row in rows),
            caption if start == 1 else _("{caption} (tiếp)", caption=caption),
            of_figures=True,
        )


def _caption(each: Evaluated, one: Input, count: int) -> str:
    unit = f", {each.unit}" if each.unit and one.unit else ""
    return _("{words}{unit} ({n} dòng)", words=_(one.words), unit=unit, n=count)


def _numbers(each: Evaluated, one: Input, held: Sequence[float]) -> Table:
    columns = (Column(_("Lần"), 0.8), *(Column(str(number), 1, "number") for number in range(1, ACROSS + 1)))
    rows = []
    places = _places(held)
    for start in range(0, len(held), ACROSS):
        line = [_with_places(value, places) for value in held[start : start + ACROSS]]
        last = min(start + ACROSS, len(held))
        rows.append((f"{start + 1}–{last}", *line, *[""] * (ACROSS - len(line))))
    return Table(columns, tuple(rows), _caption(each, one, len(held)))


def _places(held: Sequence[Any]) -> int:
    """Decimals of readings of one instrument: as many as the longest of them has, so that 5.00 stands below 5.02."""
    return max((places_for(value, 0) for value in held if isinstance(value, float)), default=0)


def _with_places(value: Any, places: int) -> str:
    return show_number(value, places) if isinstance(value, float) else typed_value(value)


def _rows(each: Evaluated, one: Input, held: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    names = {column.name for column in one.columns}
    parts = list(dict.fromkeys(typed_value(row.get("part")) for row in held))
    if {"part", "operator", "trial", "value"} <= names and len(parts) <= MOST_PARTS:
        yield from _shortened(_by_parts(each, one, held, parts))
        return
    kept = [column for column in one.columns if any(row.get(column.name) not in (None, "") for row in held)]
    told = [column for column in kept if not _only_counts(column, held)]
    if len(told) == 1 and told[0].kind == "number":
        yield from _shortened(_numbers(each, one, [row[told[0].name] for row in held if row[told[0].name] is not None]))
        return
    if grouped := _in_groups(each, one, kept, held):
        yield from _shortened(grouped)
        return
    columns = [Column(_(column.words), *((1.0, "number") if _counts(column) else (1.6, "text"))) for column in kept]
    rows = [[_shown(row.get(column.name), column) for column in kept] for row in held]
    for table in side_by_side(columns, rows, _caption(each, one, len(held))):
        yield from _shortened(table)


def _in_groups(each: Evaluated, one: Input, kept: Sequence[Input], held: Sequence[Mapping[str, Any]]) -> Table | None:
    """Readings of few things (a master, a subgroup) with each thing on its lines; None where they do not repeat."""
    measured = next((column for column in kept if column.name == "value"), None)
    if measured is None:
        return None
    keys = [column for column in kept if column is not measured and column.name != "trial"]
    groups: dict[tuple[str, ...], list[str]] = {}
    places = _places([row.get(measured.name) for row in held])
    for row in held:
        label = tuple(_shown(row.get(column.name), column) for column in keys)
        groups.setdefault(label, []).append(_with_places(row.get(measured.name), places))
    if not keys or 3 * len(groups) > len(held):
        return None
    across = min(ACROSS, max(map(len, groups.values())))
    columns = (
        *(Column(_(column.words), 1.6) for column in keys),
        *(Column("", 1, "number") for _place in range(across)),
    )
    rows: list[tuple[Cell, ...]] = []
    for label, values in groups.items():
        for start in range(0, len(values), across):
            line = values[start : start + across]
            begun = label if not start else tuple(" " for _each in label)
            rows.append((*begun, *line, *[" "] * (across - len(line))))
    return Table(columns, tuple(rows), _caption(each, one, len(held)))


def _only_counts(column: Input, held: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a column says nothing but which reading a line is."""
    return all(str(row.get(column.name)) == str(place) for place, row in enumerate(held, 1))


def _counts(column: Input) -> bool:
    return column.kind in ("number", "integer")


def _shown(value: Any, column: Input) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(typed_value(each) for each in value)
    chosen = dict(column.choices).get(str(value))
    return _(chosen) if chosen else "" if value is None else typed_value(value)


def _by_parts(each: Evaluated, one: Input, held: Sequence[Mapping[str, Any]], parts: Sequence[str]) -> Table:
    """One line for each operator and trial, one column for each part."""
    cells = {
        (typed_value(row.get("operator")), typed_value(row.get("trial")), typed_value(row.get("part"))): row["value"]
        for row in held
    }
    lines = dict.fromkeys(key[:2] for key in cells)
    places = _places(list(cells.values()))
    columns = (
        Column(_("Người đo"), 1.6),
        Column(_("Lần"), 0.7),
        *(Column(part, 1.0, "number") for part in parts),
    )
    rows: list[tuple[Cell, ...]] = []
    for operator, trial in lines:
        values = (cells.get((operator, trial, part)) for part in parts)
        rows.append((operator, trial, *("" if value is None else _with_places(value, places) for value in values)))
    return Table(columns, tuple(rows), _caption(each, one, len(held)))
