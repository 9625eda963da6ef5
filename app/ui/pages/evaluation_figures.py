"""The figures of a result: name, value with unit, interval; or why there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.ui.pages.evaluation_words import Figure
from app.ui.parts import hairline, text


class FigureTable(QWidget):
    """Rows of name, value and interval with a hairline between them; a missing one tells its reason below."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[QWidget] = []
        self.figures: Sequence[Figure] = ()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.setLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        if list(figures) == list(self.figures):
            return
        self.figures = tuple(figures)
        for each in self._rows:
            self._grid.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._rows = []
        at = 0
        for number, figure in enumerate(figures):
            if number:
                at = self._add(hairline(), at, 0, 2)
            at = self._show(figure, at)

    def _show(self, figure: Figure, at: int) -> int:
        name = text(figure.words, "body", wrap=True)
        name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        value = text(figure.value, "strong", tone="text3" if figure.why else "", selectable=True)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        value.setAccessibleName(f"{figure.words}: {figure.value} {figure.interval}".strip())
        self._add(name, at, 0)
        at = self._add(value, at, 1)
        if figure.interval:
            beside = text(figure.interval, "small", selectable=True)
            beside.setAlignment(Qt.AlignmentFlag.AlignRight)
            at = self._add(beside, at, 0, 2)
        if figure.why:
            at = self._add(text(figure.why, "small", wrap=True), at, 0, 2)
        return at

    def _add(self, widget: QWidget, at: int, place: int, span: int = 1) -> int:
        self._grid.addWidget(widget, at, place, 1, span)
        self._rows.append(widget)
        return at + 1
