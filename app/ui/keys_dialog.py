"""F1: the keys of this page, and those that act everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QLayout, QWidget

from app.ui import theme
from app.ui.parts import KeyCap, button, column, row, text
from app.wording import _

IN_ONE_COLUMN = 9
"""So that the dialog fits the smallest window."""


class KeysDialog(QDialog):
    def __init__(
        self, window: QWidget, page: str, keys: Sequence[tuple[str, str]], general: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Các phím của trang này"))
        close = button(_("Đóng"), self.accept, kind="primary")
        close.setDefault(True)
        blocks = [*_columns(page, keys), *_columns(_("Ở mọi trang"), general)]
        self.setLayout(column(row(*blocks, gap=28), row(None, close), gap=16, margins=(20, 18, 20, 16)))


def _columns(title: str, keys: Sequence[tuple[str, str]]) -> list[QLayout]:
    """The keys in columns of at most nine; the title stands over the first."""
    parts = [keys[start : start + IN_ONE_COLUMN] for start in range(0, len(keys), IN_ONE_COLUMN)]
    return [column(text(" " if place else title, "h2"), _table(part), None) for place, part in enumerate(parts)]


def _table(keys: Sequence[tuple[str, str]]) -> QLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(theme.px(7))
    for line, (cap, word) in enumerate(keys):
        grid.addWidget(KeyCap(cap), line, 0)
        grid.addWidget(text(word), line, 1)
    grid.setColumnStretch(1, 1)
    return grid
