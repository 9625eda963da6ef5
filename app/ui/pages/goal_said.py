"""What was agreed on a goal in the closing meeting, and what was not, under its title."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.meeting_points import Said
from app.formats import show_date
from app.services.meetings import SAID_KINDS
from app.ui.parts import Glyph, clear_layout, column, row, text
from app.wording import _


class SaidLines(QWidget):
    """One line each, the disagreements first; nothing where nothing was said."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=4, margins=(16, 0, 14, 6))
        self.setLayout(self._lines)

    def show_said(self, said: Sequence[Said]) -> None:
        clear_layout(self._lines)
        for each in sorted(said, key=lambda one: one.kind == "agreement"):
            agreed = each.kind == "agreement"
            words = text(told(each), "small", tone="ok" if agreed else "bad", wrap=True)
            line = row(Glyph("ok" if agreed else "bad", 14), gap=6)
            line.setAlignment(Qt.AlignmentFlag.AlignTop)
            line.addWidget(words, 1)
            self._lines.addLayout(line)
        self.setVisible(bool(said))


def told(said: Said) -> str:
    """Who said what, and when."""
    who = ", ".join(filter(None, (said.given_by, show_date(said.given_on))))
    kind = _(SAID_KINDS[said.kind])
    if said.kind == "agreement" and said.words == _("Thống nhất."):
        return _("{code} {kind} ở cuộc họp: {who}", code=said.code, kind=kind, who=who)
    return _("{code} {kind} ở cuộc họp: {words} ({who})", code=said.code, kind=kind, words=said.words, who=who)
