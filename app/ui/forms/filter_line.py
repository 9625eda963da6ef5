"""The filters above a list of questions, each with its count; they fit themselves to the width there is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.formats import show_number
from app.ui import theme
from app.ui.parts import FilterButton, row
from app.wording import _

MARGIN, GAP = 12, 6
ROOMY, TIGHT = 26, 14


class FilterLine(QWidget):
    """chosen(name): one was pressed. words: the name of each filter -> its word, to be translated."""

    chosen = Signal(str)

    def __init__(self, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._counts: dict[str, int | None] = dict.fromkeys(words)
        self._buttons = {name: FilterButton(_(word)) for name, word in words.items()}
        for name, each in self._buttons.items():
            each.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
        self.setLayout(row(*self._buttons.values(), None, gap=GAP, margins=(MARGIN, 8, MARGIN, 8)))

    def show_counts(self, counts: Mapping[str, int | None], pressed: str) -> None:
        """How many each filter leaves (None: not told), and which one is on."""
        self._counts = dict(counts)
        for name, each in self._buttons.items():
            each.setChecked(name == pressed)
            number = counts[name]
            word = _(self._words[name])
            each.setAccessibleName(word if number is None else f"{word} {show_number(number)}")
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Less air where it is narrow; then the counts go, the last first, into the tooltips."""
        room = self.width() - 2 * MARGIN - GAP * (len(self._buttons) - 1)
        told = [name for name, number in self._counts.items() if number is not None]
        while told and self._needed(told, TIGHT) > room:
            told.pop()
        air = max(TIGHT, min(ROOMY, (room - self._needed(told, 0)) // len(self._buttons)))
        for name, each in self._buttons.items():
            each.show_count(self._counts[name] if name in told else None)
            each.setToolTip("" if name in told else each.accessibleName())
            each.setStyleSheet("" if air == ROOMY else "QPushButton { padding: 0 4px; }")
            each.setFixedWidth(self._width_of(each.text(), air))

    def _needed(self, told: list[str], air: int) -> int:
        return sum(self._width_of(self._said(name, told), air) for name in self._words)

    def _said(self, name: str, told: list[str]) -> str:
        word, number = _(self._words[name]), self._counts[name]
        return word if number is None or name not in told else f"{word} {show_number(number)}"

    def _width_of(self, words: str, air: int) -> int:
        return QFontMetrics(theme.font("strong")).horizontalAdvance(words) + air
