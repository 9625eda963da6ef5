"""What a work copy that came back would bring: cells that differ, rows that are new, gone or cannot be placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.work_copies import Head, Outcome

CellKey = tuple[str, str, str]
"""Table, record (or "new:" and the row), column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One cell that is not the same everywhere. base: as exported, mine: in the dossier now, theirs: in the file, each
    as a person reads it; value: what would be written. why: of a refusal; notes: what else would happen.
    """

    table: str
    sheet: str
    row: int
    letter: str
    record: str
    about: str
    column: str
    title: str
    base: str
    mine: str
    theirs: str
    value: str
    outcome: Outcome
    why: str = ""
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> CellKey:
        return self.table, self.record, self.column

    @property
    def place(self) -> str:
        return f"{self.letter}{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A row without a key. texts: title -> what a person reads; is_there: the dossier has the same record already."""

    table: str
    sheet: str
    row: int
    about: str
    values: Mapping[str, str]
    texts: Mapping[str, str]
    is_there: bool = False

    @property
    def key(self) -> CellKey:
        return self.table, f"new:{self.row}", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneRow:
    """A record whose row is no longer in the file; it stays unless a person says otherwise."""

    table: str
    sheet: str
    record: str
    about: str

    @property
    def key(self) -> CellKey:
        return self.table, self.record, ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something about the sheet that a person should know. is_wrong: what stands there was not taken. row 0: the whole
    sheet; letter "A": the cell that is meant, where it is one."""

    sheet: str
    row: int
    words: str
    is_wrong: bool = True
    letter: str = "A"


@dataclass(frozen=True, kw_only=True)
class WorkCopyPreview:
    file: str
    head: Head
    cells: tuple[CellChange, ...] = ()
    new: tuple[NewRow, ...] = ()
    gone: tuple[GoneRow, ...] = ()
    told: tuple[Told, ...] = ()

    def count(self, outcome: Outcome) -> int:
        return Counter(each.outcome for each in self.cells)[outcome]

    @property
    def conflicts(self) -> tuple[CellChange, ...]:
        return tuple(each for each in self.cells if each.outcome is Outcome.CONFLICT)

    @property
    def wrong(self) -> int:
        """How many cells and rows could not be taken."""
        return self.count(Outcome.REFUSED) + sum(each.is_wrong for each in self.told)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person chose. theirs, mine: of conflicts; left_out: cells and new rows that are not taken after all;
    remove: records whose row is gone and that shall go too."""

    theirs: frozenset[CellKey] = frozenset()
    mine: frozenset[CellKey] = frozenset()
    left_out: frozenset[CellKey] = frozenset()
    remove: frozenset[CellKey] = frozenset()

    def takes(self, change: CellChange) -> bool:
        if change.key in self.left_out:
            return False
        return change.outcome is Outcome.TAKE or (change.outcome is Outcome.CONFLICT and change.key in self.theirs)

    def is_open(self, change: CellChange) -> bool:
        return change.outcome is Outcome.CONFLICT and change.key not in self.theirs and change.key not in self.mine


@dataclass(frozen=True, slots=True)
class ToTake:
    """What agreeing would write. open: conflicts that no one has settled. cleared: cells that would become empty."""

    cells: int
    new: int
    removed: int
    open: int
    cleared: int = 0

    @property
    def total(self) -> int:
        return self.cells + self.new + self.removed


def to_take(preview: WorkCopyPreview, decisions: Decisions) -> ToTake:
    return ToTake(
        cells=sum(decisions.takes(each) for each in preview.cells),
        new=len(new_to_take(preview, decisions)),
        removed=sum(each.key in decisions.remove for each in preview.gone),
        open=sum(decisions.is_open(each) for each in preview.cells),
        cleared=sum(not each.value and decisions.takes(each) for each in preview.cells),
    )


def new_to_take(preview: WorkCopyPreview, decisions: Decisions) -> list[NewRow]:
    return [each for each in preview.new if not each.is_there and each.key not in decisions.left_out]


def by_record(changes: Iterable[CellChange]) -> dict[tuple[str, str], dict[str, str]]:
    """(table, record) -> column -> the value to be written."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for each in changes:
        rows.setdefault((each.table, each.record), {})[each.column] = each.value
    return rows
