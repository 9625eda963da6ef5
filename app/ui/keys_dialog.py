"""F1: the keys of this page, and those that act everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QLayout, QWidget

from app.ui import theme
from app.ui.parts import KeyCap, button, column, row, text
from app.wording import _

EVERYWHERE = 8
"""Keys in one column of the general ones."""


class KeysDialog(QDialog):
    def __init__(
        self, window: QWidget, page: str, keys: Sequence[tuple[str, str]], general: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Các phím của trang này"))
        close = button(_("Đóng"), self.accept, kind="primary")
        close.setDefault(True)
        halves = [general[start : start + EVERYWHERE] for start in range(0, len(general), EVERYWHERE)]
        blocks = [column(text(page, "h2"), _table(keys), None)] if keys else []
        blocks += [
            column(text(_("Ở mọi trang") if not place else " ", "h2"), _table(half), None)
            for place, half in enumerate(halves)
        ]
        self.setLayout(column(row(*blocks, gap=40), row(None, close), gap=16, margins=(20, 18, 20, 16)))


def _table(keys: Sequence[tuple[str, str]]) -> QLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(theme.px(7))
    for line, (cap, word) in enumerate(keys):
        grid.addWidget(KeyCap(cap), line, 0)
        grid.addWidget(text(word), line, 1)
    grid.setColumnStretch(1, 1)
    return grid
