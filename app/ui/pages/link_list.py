"""The records one record is linked to, as lines that can be opened and taken off, and a field to add more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.record_picker import Offer, RecordPicker
from app.ui.parts import button, clear_layout, column, icon_button, row, text


class LinkList(QWidget):
    """picked(id), dropped(id): one more, one less. opened(id): go to it."""

    picked = Signal(str)
    dropped = Signal(str)
    opened = Signal(str)

    def __init__(self, title: str, none: str, placeholder: str, drop_tip: Callable[[str], str]) -> None:
        """none: the sentence for no link at all. drop_tip(code): what taking a link off does."""
        super().__init__()
        self._none, self._drop_tip = none, drop_tip
        self._still = False
        self._lines = column(gap=2)
        self.picker = RecordPicker(placeholder)
        self.picker.picked.connect(self.picked)
        self._error = text("", "small", tone="bad", wrap=True)
        self._error.hide()
        self.setLayout(column(text(title, "cap"), self._lines, self.picker, self._error, gap=5))

    def set_read_only(self, still: bool) -> None:
        self._still = still

    def show_links(self, links: Sequence[Offer], offers: Sequence[Offer], *, missing: bool = False) -> None:
        """links: what is linked; offers: what may be linked besides. missing: none is too few."""
        clear_layout(self._lines)
        if not links:
            self._lines.addWidget(text(self._none, "small", tone="warn" if missing else "", wrap=True))
        for each in links:
            way = button(each.code, partial(self.opened.emit, each.id), kind="link")
            line = row(way, gap=6)
            line.addWidget(text(each.title, "body", cut=True), 1)
            if not self._still:
                line.addWidget(
                    icon_button("close", self._drop_tip(each.code), partial(self.dropped.emit, each.id), size=14)
                )
            self._lines.addLayout(line)
        self.picker.offer([] if self._still else offers)

    def show_error(self, sentence: str) -> None:
        """Why a link could not be made; "" takes it away."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def error(self) -> str:
        return self._error.text()
