"""How a register looks as a table, and in which words it speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.services.registers import Register
from app.ui.tables.column import Column

R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class TableLook(Generic[R]):
    """How a register looks as a table; all words in the language in use.

    key: under which columns are remembered. record: the kept record of a row. searchable: folded words of a row.
    filters: key, word, what passes; the first lets all pass. sorted_by: the key of a column. edit, add: names of the
    deeds on one line. counted(seen, all): the words at the foot.
    """

    key: str
    name: str
    register: Register
    columns: Sequence[Column[R]]
    record: Callable[[R], Any]
    searchable: Callable[[R], str]
    filters: Sequence[tuple[str, str, Callable[[R], bool]]]
    sorted_by: str
    placeholder: str
    edit: str
    add: str
    counted: Callable[[int, int], str]
    nothing: str
    empty: EmptyWords


@dataclass(frozen=True)
class EmptyWords:
    """icon, what is missing, how it gets here, and the same when one may only read."""

    icon: str
    words: str
    hint: str
    still: str
