"""Filters that are there only where they mean something: my own questions, and those not looked at since last year."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.parts import FilterButton, row
from app.wording import N_, _

MARKS = {"mine": N_("Của tôi"), "review": N_("Chưa xem lại")}


class MarkLine(QWidget):
    """chosen(name): one was pressed, "all" when it was let go. In the first cycle with nobody assigned it is hidden."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded = False
        self.buttons = {name: FilterButton(_(word)) for name, word in MARKS.items()}
        for name, each in self.buttons.items():
            each.clicked.connect(lambda on, name=name: self.chosen.emit(name if on else "all"))
        self.setLayout(row(*self.buttons.values(), None, gap=6, margins=(12, 0, 12, 8)))
        self.hide()

    def show_counts(self, counts: Mapping[str, int], pressed: str) -> None:
        """How many each leaves; a filter without a count is not offered."""
        for name, each in self.buttons.items():
            each.setVisible(name in counts)
            each.show_count(counts.get(name))
            each.setChecked(name == pressed)
        self.setVisible(bool(counts) and not self._folded)

    def fold(self, folded: bool) -> None:
        """In the small frame the menu of filters has them."""
        self._folded = folded
        self.setVisible(not folded and any(not each.isHidden() for each in self.buttons.values()))
