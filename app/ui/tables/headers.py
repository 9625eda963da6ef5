"""Which columns a table shows, in which order and how wide: as one left them, and as the room allows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QTableView

from app.ui import theme
from app.ui.preferences import Preferences
from app.ui.tables.column import Column

LEAST, SHORT_NAME, NAME_WIDTH = 40, 96, 140
"""px at 100 %: of any column; of the one that takes what is left, at the least and before others give way to it."""
SETTLE_MILLISECONDS = 400


@dataclass(slots=True)
class Layout:
    """What a person changed: order of all column keys, those hidden, those wanted whatever the room, widths in px at
    100 %."""

    order: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    wanted: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)

    def text(self) -> str:
        return json.dumps(asdict(self))


def read_layout(text: str) -> Layout:
    """The remembered one; the usual one where it is missing or damaged."""
    try:
        kept = json.loads(text)
        made = Layout(
            [str(each) for each in kept["order"]],
            [str(each) for each in kept["hidden"]],
            [str(each) for each in kept["wanted"]],
            {str(key): int(value) for key, value in kept["widths"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Layout()
    return made


class Headers(QObject):
    """Lays out the columns of one table. name: under which it is remembered, "" for not at all.

    name_width: px at 100 % that the column which takes what is left keeps before others give way.
    """

    def __init__(
        self, view: QTableView, columns: Sequence[Column[Any]], preferences: Preferences | None = None, name: str = ""
    ) -> None:
        super().__init__(view)
        self._view, self._columns = view, tuple(columns)
        self._preferences, self._name = preferences, f"grid.{name}"
        self.name_width = NAME_WIDTH
        self._with_form = False
        self._is_fitting = False
        self._saving = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._saving.timeout.connect(self._save)
        self.layout = read_layout(preferences.notes.get(self._name, "") if preferences else "")
        header = view.horizontalHeader()
        header.setMinimumSectionSize(LEAST)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsMovable(bool(preferences))
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)
        self._place()

    # ---- what is shown

    def fit(self) -> None:
        """Show what the room allows: the name keeps its width, what gives way first is left out first."""
        room = self._view.viewport().width()
        shown = [place for place, each in enumerate(self._columns) if self._is_wanted(each)]
        going = sorted(
            (place for place in shown if self._columns[place].gives_way and self._key(place) not in self.layout.wanted),
            key=lambda place: self._columns[place].gives_way,
        )
        while going and sum(map(self._width, shown)) + self._name_width(shown) > room:
            shown.remove(going.pop(0))
        self._is_fitting = True
        for place, each in enumerate(self._columns):
            self._view.setColumnHidden(place, place not in shown)
            if place in shown:
                left = room - sum(map(self._width, shown))
                self._view.setColumnWidth(place, self._width(place) if each.width else max(theme.px(SHORT_NAME), left))
        self._is_fitting = False

    def use_form(self, with_form: bool) -> None:
        """Columns that fold into the side form are left out while it is open."""
        self._with_form = with_form
        self.fit()

    def shows(self, key: str) -> bool:
        return not self._view.isColumnHidden(self._place_of(key))

    def show(self, key: str, shown: bool) -> None:
        """Show or hide a column, as a person wants it."""
        for names in (self.layout.hidden, self.layout.wanted):
            if key in names:
                names.remove(key)
        (self.layout.wanted if shown else self.layout.hidden).append(key)
        self.fit()
        self._saving.start()

    def move(self, place: int, step: int) -> None:
        """Move a column one to the left (-1) or right (1), past those that are hidden."""
        header = self._view.horizontalHeader()
        at = header.visualIndex(place)
        to = at + step
        while 0 <= to < len(self._columns) and self._view.isColumnHidden(header.logicalIndex(to)):
            to += step
        if 0 <= to < len(self._columns):
            header.moveSection(at, to)

    def widen(self, place: int, step: int) -> None:
        """A column wider or narrower, by so many px at 100 %."""
        if self._columns[place].width:
            width = max(LEAST, self.layout.widths.get(self._key(place), self._columns[place].width) + step)
            self.layout.widths[self._key(place)] = width
            self.fit()
            self._saving.start()

    def back_to_usual(self) -> None:
        """All columns as they came."""
        self.layout = Layout()
        self._place()
        self.fit()
        self._saving.start()

    def visible(self) -> list[int]:
        """The columns that are shown, from left to right."""
        header = self._view.horizontalHeader()
        order = [header.logicalIndex(at) for at in range(len(self._columns))]
        return [place for place in order if not self._view.isColumnHidden(place)]

    def in_order(self) -> list[int]:
        """All columns, from left to right, also the hidden ones."""
        header = self._view.horizontalHeader()
        return [header.logicalIndex(at) for at in range(len(self._columns))]

    # ---- inside

    def _is_wanted(self, each: Column[Any]) -> bool:
        if each.key in self.layout.hidden:
            return False
        if each.key in self.layout.wanted:
            return True
        return not each.hides and not (each.folds and self._with_form)

    def _key(self, place: int) -> str:
        return self._columns[place].key

    def _place_of(self, key: str) -> int:
        return next(place for place, each in enumerate(self._columns) if each.key == key)

    def _width(self, place: int) -> int:
        width = self._columns[place].width
        return theme.px(self.layout.widths.get(self._key(place), width)) if width else 0

    def _name_width(self, shown: Sequence[int]) -> int:
        return theme.px(self.name_width) if any(not self._columns[place].width for place in shown) else 0

    def _place(self) -> None:
        """Put the columns into the remembered order; columns it does not know keep their place at the end."""
        header = self._view.horizontalHeader()
        known = {key: at for at, key in enumerate(self.layout.order)}
        order = sorted(range(len(self._columns)), key=lambda place: known.get(self._key(place), len(known)))
        self._is_fitting = True
        for at, place in enumerate(order):
            header.moveSection(header.visualIndex(place), at)
        self._is_fitting = False

    def _moved(self) -> None:
        if not self._is_fitting:
            self.layout.order = [self._key(place) for place in self.in_order()]
            self._saving.start()

    def _resized(self, place: int, _before: int, now: int) -> None:
        if self._is_fitting or not now or not self._columns[place].width:
            return
        self.layout.widths[self._key(place)] = round(now * 100 / theme.px(100))
        self._saving.start()
        QTimer.singleShot(0, self, self.fit)

    def _save(self) -> None:
        if self._preferences is not None:
            self._preferences.notes[self._name] = self.layout.text()
            self._preferences.save()
