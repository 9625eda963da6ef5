"""What became of a goal or an effect, under its fields: the last deeds, each with what it changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.formats import show_date, show_time
from app.services.goal_history import Turn
from app.ui.parts import clear_layout, column, text
from app.wording import _

LATEST = 6


class Past(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=6)
        self.setLayout(self._lines)

    def show_turns(self, turns: Sequence[Turn]) -> None:
        clear_layout(self._lines)
        self.setVisible(bool(turns))
        if turns:
            self._lines.addWidget(text(_("Lịch sử"), "cap"))
        for each in turns[:LATEST]:
            self._lines.addWidget(text(told(each), "small", wrap=True))
        if len(turns) > LATEST:
            self._lines.addWidget(text(_("và {n} việc trước đó", n=len(turns) - LATEST), "small"))


def told(turn: Turn) -> str:
    """When, who, what, from what to what, and why."""
    here = turn.at.astimezone()
    head = f"{show_date(here.date())} {show_time(here)[:5]}  {turn.person}: {turn.deed}"
    reason = _("Lý do: {reason}", reason=turn.reason) if turn.reason else ""
    return ". ".join(filter(None, [head, "; ".join(turn.changes), reason]))
