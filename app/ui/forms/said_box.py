"""What people said to a question in interviews, side by side, under its note."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.services import interviews
from app.services.interviews import CHECKED, TO_CHECK, Said
from app.ui.forms.flowing import flowing
from app.ui.parts import Card, Glyph, InlineMessage, button, clear_layout, column, row, text
from app.ui.workspace import Workspace
from app.wording import _

_MARKS = {TO_CHECK: "warn", CHECKED: "ok"}


class SaidBox(QWidget):
    """show_question(form, path). It hears of changes itself, and takes no room where nobody was asked."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._form = self._path = ""
        self._count = text("", "small")
        self._difference = InlineMessage("warn", "")
        self._cards: QVBoxLayout = column(gap=6)
        self.openers: list[QWidget] = []
        self.setLayout(
            column(
                row(text(_("Phỏng vấn"), "cap"), self._count, None, gap=8, margins=(0, 4, 0, 0)),
                self._difference,
                self._cards,
                gap=5,
            )
        )
        self.hide()
        workspace.changed.connect(self._changed)

    def show_question(self, form: str, path: str) -> None:
        """Show what was said to this question in this cycle."""
        self._form, self._path = form, path
        workspace = self._workspace
        said = workspace.read(lambda unit: interviews.said_to(unit, workspace.cycle_id, form, path))
        clear_layout(self._cards)
        self.openers = []
        self.setVisible(bool(said))
        if not said:
            return
        self._count.setText(_("{count} người", count=len(said)))
        self._difference.say("warn", interviews.difference(said))
        for each in said:
            self._cards.addWidget(self._card(each))

    def _card(self, said: Said) -> QWidget:
        statement = said.statement
        card = Card(padding=(12, 6, 8, 8))
        level = text(_("mức {level}", level=statement.level), "body") if statement.level else None
        opener = button(
            _("Mở"),
            partial(self._workspace.go.emit, "interview", f"{said.interview.id} {self._path} survey"),
            kind="link",
        )
        self.openers.append(opener)
        who = text(interviews.called(said.interview), "strong", cut=True)
        head = row(who, gap=10)
        if level is not None:
            head.addWidget(level)
        head.addStretch(1)
        if statement.to_check in _MARKS:
            head.addWidget(Glyph(_MARKS[statement.to_check], 14))
            mark = _("cần kiểm chứng") if statement.to_check == TO_CHECK else _("đã kiểm chứng")
            head.addWidget(text(mark, "small"))
        head.addWidget(opener, 0, Qt.AlignmentFlag.AlignVCenter)
        card.content.setSpacing(2)
        card.content.addLayout(head)
        if statement.words:
            words = text(f"“{statement.words}”", "body", wrap=True, selectable=True)
            card.content.addWidget(flowing(words))
        return card

    def _changed(self, changes: Changes) -> None:
        if self._path and changes.touches("statements", "interviews"):
            self.show_question(self._form, self._path)
