"""How a column of a table is declared, and the roles by which its cells tell more than their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
SORT = Qt.ItemDataRole.UserRole
RECORD = Qt.ItemDataRole.UserRole + 1
STATE = Qt.ItemDataRole.UserRole + 2
TROUBLE = Qt.ItemDataRole.UserRole + 3
EMPTY_LINE = Qt.ItemDataRole.UserRole + 4
CHOICES = Qt.ItemDataRole.UserRole + 5

LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """One column. show: the words in the cell; sort: what it is sorted by (the folded words where none is given).

    width: px at 100 %, 0 for the one column that takes what is left. field: the record's field that is edited in
    place, "" for a column that is worked out. typed: the text an editor begins with. state: (glyph, word) of a pill.
    tone: the token of the ink; strong: in 600. name: by which the column is remembered, its field where none is given.
    gives_way: columns with 1 are left out first when the table is narrow, 0 never; folds: it stands in the side form.
    hides: it is not shown until one asks for it. choices: (key, word) of the few values it may hold.
    """

    title: str
    show: Callable[[R], str]
    width: int = 100
    sort: Callable[[R], Any] | None = None
    align: Qt.AlignmentFlag = LEFT
    field: str = ""
    typed: Callable[[R], str] | None = None
    state: Callable[[R], tuple[str, str] | None] | None = None
    tone: Callable[[R], str] | None = None
    strong: Callable[[R], bool] | None = None
    name: str = ""
    gives_way: int = 0
    folds: bool = False
    hides: bool = False
    choices: Sequence[tuple[str, str]] = ()

    @property
    def key(self) -> str:
        return self.name or self.field

    def typed_text(self, record: R) -> str:
        return (self.typed or self.show)(record)
