"""What a list would bring into the dossier, as plain data: nothing is written before a person has seen it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.exchange.dates import ReadDate

Mapping_ = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What the person settled. Keys of mapping and header_rows are table keys ("Cân!1"); columns are letters.

    answers: question key -> answer; what is not answered goes by the question's proposal. existing: what happens to
    rows whose instrument the dossier has already ("update", "add", "skip"); duplicates: "all" or "first" of each
    group; left_out: rows (sheet, number) the person does not want.
    """

    encoding: str = ""
    sheets: Mapping[str, bool] = field(default_factory=dict)
    mapping: Mapping[str, Mapping_] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    existing: str = "update"
    duplicates: str = "all"
    left_out: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """source: "guess", "remembered" or "person"."""

    letter: str
    header: str
    fields: tuple[str, ...] = ()
    why: str = ""
    hidden: bool = False
    unit: str = ""
    candidates: tuple[str, ...] = ()
    source: str = "guess"
    samples: tuple[str, ...] = ()


Place = tuple[str, int, str]
"""Sheet, row, and the table where several share the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One instrument as the file describes it. texts holds the fields that are text, as they would be kept."""

    sheet: str
    row: int
    texts: Mapping[str, str]
    range_low: Decimal | None = None
    range_high: Decimal | None = None
    resolution_number: Decimal | None = None
    resolution_unit: str = ""
    period_months: int | None = None
    last: ReadDate = field(default_factory=ReadDate)
    due: ReadDate = field(default_factory=ReadDate)
    quantity: int = 1
    hidden: bool = False
    doubts: frozenset[str] = frozenset()
    part: str = ""
    """Of lists that stand side by side on a sheet, the table this row belongs to."""

    @property
    def place(self) -> Place:
        """What tells it from every other row of the file."""
        return self.sheet, self.row, self.part

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    @property
    def last_day(self) -> date | None:
        return self.last.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    key: str
    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[ListRow, ...]
    signature: str = ""

    @property
    def first_row(self) -> int:
        return self.rows[0].row

    @property
    def last_row(self) -> int:
        return self.rows[-1].row


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    sheet: str
    skipped: Mapping[str, tuple[int, ...]]
    hidden_rows: tuple[int, ...] = ()
    trailing_empty_rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSheet:
    """kind: cover, lookup, hidden, left_out or empty. holds: instruments it would bring if it were taken in."""

    sheet: str
    kind: str
    why: str
    state: str = "visible"
    holds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """code: duplicate, impossible_date, missing_name, due_before_last, unread_date, unread_period or
    formula_without_result. places: the rows of a duplicate, each with its table.
    """

    code: str
    sheet: str
    rows: tuple[int, ...]
    message: str
    by: tuple[str, ...] = ()
    field: str = ""
    text: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question. choices: (answer, words); no choices: it is shown to be looked at, or settled in the mapping.

    proposal: the answer that holds until the person gives another; required: there is none, the person must choose.
    """

    code: str
    sheet: str
    what: str
    rows: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    proposal: str = ""
    answer: str = ""

    @property
    def key(self) -> str:
        return "|".join((self.code, self.sheet, *self.columns[:1], *self.sheets))

    @property
    def required(self) -> bool:
        return bool(self.choices) and not self.proposal

    @property
    def settled(self) -> str:
        return self.answer or self.proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPreview:
    file: str
    kind: str
    encoding: str
    delimiter: str
    decimal: str
    date_system: int
    decomposed: bool
    tables: tuple[Table, ...]
    around: tuple[Around, ...]
    other_sheets: tuple[OtherSheet, ...]
    report: tuple[Report, ...]
    ask: tuple[Ask, ...]
    rows: tuple[ListRow, ...]
    decisions: Decisions = field(default_factory=Decisions)

    @property
    def open_questions(self) -> tuple[Ask, ...]:
        """Questions without a proposal that still wait for an answer."""
        return tuple(each for each in self.ask if each.required and not each.answer)

    def answer(self, code: str, sheet: str = "", column: str = "") -> str:
        return next(
            (
                each.settled
                for each in self.ask
                if each.code == code and each.sheet == sheet and (not column or column in each.columns)
            ),
            "",
        )
