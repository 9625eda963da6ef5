"""What an Excel work copy is: tables of cells with keys, and the three-way comparison when it comes back.

Every cell has a value as text that stands for itself in any language and any program: a number as "12.5", a day as
"2026-03-05", a choice by its name, everything else as typed. What a person sees of it is show_cell.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from app.domain.row_keys import row_keys
from app.formats import nfc, show_date, show_number, tidy
from app.wording import _

META_SHEET = "_meta"
FORMAT = "do-chuan.work-copy"
EDITION = 1
KEY_MARK = "#key:"
"""Stands in the hidden row of column keys, above the row keys, followed by the key of the table."""
COLUMN_MARK = "#"
LONGEST_CELL = 32_767
NOT_APPLICABLE = "#na"
"""The value of an answer cell that says that the question does not apply."""

_UNSPEAKABLE = re.compile("_(?=x)|[\x7f\ufffe\uffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Kind(StrEnum):
    """What a cell holds. LINES: text of several lines; PRINTED: a day, or a month, quarter or year as printed."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    PRINTED = "printed"
    TIME = "time"
    MOMENT = "moment"
    CHOICE = "choice"
    CHOICES = "choices"


@dataclass(frozen=True, slots=True)
class Spec:
    """What may stand in a cell. options: (value, word) of a choice; ask: what the spreadsheet says when it is entered.

    may_not_apply: "không áp dụng" is an answer too. also: words of other languages by which a choice is known.
    """

    kind: Kind = Kind.TEXT
    options: tuple[tuple[str, str], ...] = ()
    ask: str = ""
    may_not_apply: bool = False
    also: tuple[tuple[str, str], ...] = ()

    @property
    def is_figure(self) -> bool:
        return self.kind in (Kind.NUMBER, Kind.WHOLE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column, found again by its key. width in characters.

    editable: what is typed there comes back. new_only: only in rows that are added.
    """

    key: str
    title: str
    width: float
    spec: Spec = field(default_factory=Spec)
    editable: bool = True
    new_only: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One record. id: its key in the dossier (the path of a question); values by the key of the column.

    specs: where a cell of this row holds something else than its column; sign: fingerprint of the question as asked.
    about: how a person calls it.
    """

    id: str
    values: Mapping[str, str]
    about: str = ""
    specs: Mapping[str, Spec] = field(default_factory=dict)
    sign: str = ""

    def spec(self, column: Column) -> Spec:
        return self.specs.get(column.key, column.spec)


@dataclass(frozen=True, slots=True)
class Table:
    """may_grow: rows can be added at the end or anywhere; may_shrink: a missing row may mean that it should go."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    about: str = ""
    frozen: int = 2
    may_grow: bool = False
    may_shrink: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the hidden sheet says of the copy: whose it is, as of which revision, of which edition of the form.

    what: "survey" or "register"; part: the path of the section, or the key of the register. language: of its words.
    """

    site_id: str
    site: str
    cycle_id: str
    cycle: str
    what: str
    part: str
    form: str = ""
    form_sha: str = ""
    form_version: str = ""
    revision: int = 0
    made_at: str = ""
    made_by: str = ""
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class WorkCopy:
    head: Head
    title: str
    tables: tuple[Table, ...]


class Outcome(StrEnum):
    """What becomes of a cell: SAME nowhere changed, MINE changed in the dossier alone, TAKE in the file alone, BOTH
    changed alike, CONFLICT changed differently, REFUSED cannot be taken."""

    SAME = "same"
    MINE = "mine"
    TAKE = "take"
    BOTH = "both"
    CONFLICT = "conflict"
    REFUSED = "refused"


def compare(spec: Spec, base: str, mine: str, theirs: str) -> Outcome:
    """base: as exported; mine: as the dossier says now; theirs: as the file says."""
    if is_same(spec, base, theirs):
        return Outcome.SAME if is_same(spec, base, mine) else Outcome.MINE
    if is_same(spec, mine, theirs):
        return Outcome.BOTH
    return Outcome.TAKE if is_same(spec, base, mine) else Outcome.CONFLICT


def is_same(spec: Spec, one: str, other: str) -> bool:
    """The same to a reader: 12.50 is 12.5; spaces at the end, NFD letters and kinds of line ends do not count."""
    if one == other:
        return True
    if spec.is_figure and (first := as_number(one)) is not None:
        return first == as_number(other)
    return plain(spec, one) == plain(spec, other)


def plain(spec: Spec, text: str) -> str:
    """The text without what no one sees, as two of them are compared."""
    text = cell_text(text)
    if spec.kind is Kind.LINES:
        return "\n".join(line.rstrip() for line in text.split("\n")).strip()
    return tidy(text)


def cell_text(text: str) -> str:
    """The text as a cell can hold it: NFC, without control characters, line ends as one sign, cut to what fits."""
    return _CONTROL.sub("", nfc(text).replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_CELL]


def as_number(value: str) -> Decimal | None:
    try:
        number = Decimal(value) if value else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def as_day(value: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def not_applicable_word() -> str:
    return _("0 – Không áp dụng")


def show_cell(spec: Spec, value: str) -> str:
    """The value as a person reads it, in the language in use."""
    if spec.may_not_apply and value == NOT_APPLICABLE:
        return not_applicable_word()
    match spec.kind:
        case Kind.NUMBER | Kind.WHOLE if (number := as_number(value)) is not None:
            return show_number(number)
        case Kind.DATE | Kind.PRINTED if day := as_day(value):
            return show_date(day)
        case Kind.TIME:
            return value[:5] if re.fullmatch(r"\d{2}:\d{2}:\d{2}.*", value) else value
        case Kind.MOMENT:
            day_text, mark, clock = value.partition("T")
            day = as_day(day_text)
            return f"{show_date(day)} {clock[:5]}" if day and mark else value
        case Kind.CHOICE:
            return dict(spec.options).get(value, value)
        case Kind.CHOICES:
            words = dict(spec.options)
            return "; ".join(words.get(each, each) for each in value.split())
    return value


def keyed(table: Table) -> dict[str, str]:
    """record id -> the key in its row."""
    return row_keys(row.id for row in table.rows)


def meta_lines(copy: WorkCopy) -> Iterable[tuple[str, ...]]:
    """The lines of the hidden sheet: what it is, the tables with their columns, each row as exported, and a seal."""
    seal = hashlib.sha256()
    for line in _unsealed(copy):
        seal.update("\x1f".join(line).encode())
        yield line
    yield ("seal", seal.hexdigest())


def seal_of(lines: Iterable[tuple[str, ...]]) -> str:
    seal = hashlib.sha256()
    for line in lines:
        seal.update("\x1f".join(line).encode())
    return seal.hexdigest()


def _unsealed(copy: WorkCopy) -> Iterable[tuple[str, ...]]:
    yield (FORMAT, str(EDITION))
    head = {name: getattr(copy.head, name) for name in Head.__dataclass_fields__}
    yield ("head", _packed(head))
    for table in copy.tables:
        columns = [[column.key, column.title] for column in table.columns]
        yield ("table", table.key, _packed(columns))
        keys = keyed(table)
        names = [column.key for column in table.columns]
        for row in table.rows:
            base = _packed([row.values.get(name, "") for name in names])
            pieces = [base[at : at + 30_000] for at in range(0, len(base), 30_000)]
            yield ("row", keys[row.id], row.id, row.sign or "-", *pieces)


def _packed(value: object) -> str:
    """One line of JSON; a cell may not hold control characters, and reads _x0041_ as a letter."""
    text = nfc(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return _UNSPEAKABLE.sub(lambda match: "".join(f"\\u{ord(each):04x}" for each in match[0]), text)
