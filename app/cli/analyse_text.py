"""How analyse tells results to a person: the sentence first, then figures in columns, then what they rest on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import groupby

from app.domain.metrology.cell_words import cell_words, family_key
from app.domain.metrology.declared import NUMERALS, Calculation, Output, TableOut
from app.domain.metrology.method_names import METHOD_NAMES
from app.domain.metrology.results import Plain, Result, Row, Value
from app.domain.metrology.shown import shown_unit, shown_value, told_value
from app.wording import _

INDENT = "  "
MOST_ROWS = 40


def listed(found: Iterable[Calculation]) -> str:
    """The calculations under their methods."""
    lines = []
    for method, group in groupby(found, key=lambda each: each.method):
        lines.append(f"{method}  {_(METHOD_NAMES[method])}")
        lines += _columns([[each.key, _(each.words)] for each in group])
    return "\n".join(lines)


def told(calculation: Calculation, result: Result) -> str:
    """One result: sentence, basis, figures, settings, tables, warnings, source."""
    parts = [[result.verdict.said.text]]
    if result.verdict.basis is not None:
        parts[0].append(result.verdict.basis.text)
    parts.append(_columns([_figure(calculation, name, each) for name, each in _in_order(calculation, result)]))
    settings = [
        [name, str(value) if name in NUMERALS else _plain(value)]
        for name, value in result.settings.items()
        if value is not None
    ]
    if settings:
        parts.append([_("Thiết lập:"), *_columns(settings)])
    parts += [
        _table(calculation, each, result.tables.get(each.name, ())) for each in calculation.tables if not each.hidden
    ]
    notes = [each.text for each in result.warnings]
    notes += [_("Bỏ ra {row}: {reason}", row=each.row, reason=each.why.text) for each in result.left_out]
    if notes:
        parts.append([_("Lưu ý:"), *(INDENT + each for each in notes)])
    parts.append(
        [
            _(
                "{method} {words}, phiên bản {version}; dùng {used} dòng số liệu.",
                method=calculation.method,
                words=_(calculation.words),
                version=result.version,
                used=result.used,
            ),
            _("Nguồn: {sources}.", sources="; ".join(_(each) for each in calculation.source)),
        ]
    )
    return "\n\n".join("\n".join(each) for each in parts if each)


def told_rows(rows: Sequence[tuple[Calculation, Result]]) -> str:
    """The sentence and the figures of each row."""
    parts = []
    for number, (calculation, result) in enumerate(rows, 1):
        sentence = _("Dòng {row}: {text}", row=number, text=result.verdict.said.text)
        figures = [_figure(calculation, name, each) for name, each in _in_order(calculation, result)]
        parts.append("\n".join([sentence, *_columns(figures)]))
    return "\n\n".join(parts)


def _in_order(calculation: Calculation, result: Result) -> list[tuple[str, Value]]:
    """The main figures first, then the others as they come."""
    main = {each.name for each in calculation.outputs if each.main}
    return sorted(result.values.items(), key=lambda each: each[0] not in main)


def _figure(calculation: Calculation, name: str, value: Value) -> list[str]:
    declared = _declared(calculation, name)
    digits = declared.digits if declared else 4
    words = _(declared.words, key=family_key(declared, name) if "*" in declared.name else "") if declared else name
    if value.value is None:
        shown = _("không có")
        told_why = value.why.text if value.why else ""
    else:
        shown, told_why = _cell(calculation, name, value.value, digits, value.step), ""
    if value.low is not None or value.high is not None:
        low, high = (shown_value(each, digits, value.step) for each in (value.low, value.high))
        told_why = " ".join(part for part in (told_why, _("(từ {low} đến {high})", low=low, high=high)) if part)
    return [name, words, shown, shown_unit(value.unit), told_why]


def _declared(calculation: Calculation, name: str) -> Output | None:
    return next((each for each in calculation.outputs if fnmatchcase(name, each.name)), None)


def _plain(value: object) -> str:
    match value:
        case bool() | int() | float() | str():
            return told_value(value)
        case Mapping():
            return ", ".join(f"{name} {_plain(each)}" for name, each in value.items())
        case Sequence():
            return ", ".join(_plain(each) for each in value)
    return "—" if value is None else str(value)


def _table(calculation: Calculation, table: TableOut, rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    columns = table.columns
    head = [_(each.words, key="") if "*" in each.name else _(each.words) for each in columns]
    body = [
        [_cell(calculation, each.name, row.get(each.name), each.digits) for each in columns] for row in rows[:MOST_ROWS]
    ]
    more = [INDENT + _("… còn {n} dòng", n=len(rows) - MOST_ROWS)] if len(rows) > MOST_ROWS else []
    return [_(table.words), *_columns([head, *body]), *more]


def _cell(calculation: Calculation, name: str, value: Plain, digits: int, step: float | None = None) -> str:
    """A figure as it is shown; a code by its words."""
    return cell_words(calculation, name, value) or shown_value(value, digits, step)


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows with their cells under each other; trailing blanks cut."""
    if not rows:
        return []
    widths = [max(_width(row[place]) for row in rows if place < len(row)) for place in range(max(map(len, rows)))]
    return [
        (INDENT + INDENT.join(cell + " " * (widths[place] - _width(cell)) for place, cell in enumerate(row))).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Columns on a terminal: a combining mark takes none."""
    return sum(not unicodedata.combining(each) for each in text)
