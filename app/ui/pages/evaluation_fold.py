"""A part of a page that is folded to its title until one asks for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.icons import icon
from app.ui.parts import column, row, text
from app.wording import _


class Fold(QWidget):
    """turned(open): it was opened or folded. fill(inner) is asked for what stands in it when it is first opened."""

    turned = Signal(bool)

    def __init__(self, title: str, note: str, name: str, fill: Callable[[QVBoxLayout], object]) -> None:
        super().__init__()
        self.name = name
        self.bar = _FoldButton(title)
        self.bar.clicked.connect(self.turn)
        self.note = text(note, "small", cut=True)
        line = row(self.bar, gap=8)
        line.addWidget(self.note, 1)
        self.inner = column(gap=8, margins=(28, 0, 8, 10))
        self.body = QWidget()
        self.body.setLayout(self.inner)
        self.body.hide()
        self._fill: Callable[[QVBoxLayout], object] | None = fill
        self.setLayout(column(line, self.body, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.is_open = False
        self._tell()

    def turn(self) -> None:
        self.is_open = not self.is_open
        if self._fill is not None:
            fill, self._fill = self._fill, None
            fill(self.inner)
        self.body.setVisible(self.is_open)
        self._tell()
        self.turned.emit(self.is_open)

    def _tell(self) -> None:
        self.bar.setIcon(icon("down" if self.is_open else "right", "text2", 16))
        state = _("đang mở") if self.is_open else _("đang gập")
        self.bar.setAccessibleDescription(state)

    def open(self) -> None:
        if not self.is_open:
            self.turn()

    def close_up(self) -> None:
        if self.is_open:
            self.turn()


class _FoldButton(QPushButton):
    """Right and left open and fold, as Enter and Space do both."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.setProperty("kind", "fold")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        fold = self.parent()
        turns = {Qt.Key.Key_Right: False, Qt.Key.Key_Left: True}
        by_arrow = isinstance(fold, Fold) and turns.get(Qt.Key(event.key())) == fold.is_open
        by_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if by_enter or by_arrow:
            self.click()
        else:
            super().keyPressEvent(event)
