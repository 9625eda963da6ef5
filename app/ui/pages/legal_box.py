"""What the law asks of one instrument: the verdict with its source and mark, and which line its name could be."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.legal_matching import LEVEL_WORDS, Candidate
from app.services.inventory import InstrumentRow
from app.services.legal_groups import candidates_for, matching_table
from app.ui.parts import Glyph, InlineMessage, button, clear_layout, column, row, text
from app.wording import _


def line_choices(on: date) -> list[tuple[str, str]]:
    """The lines of the group 2 list for a drop-down."""
    lines = matching_table(on).lines.values()
    return [("", _("Chưa chọn")), *((each.code, f"{each.code}  {each.name}") for each in lines)]


class LegalBox(QWidget):
    """settled(group, line): a person decided on the proposal for this name."""

    settled = Signal(str, str)

    def __init__(self, on: date) -> None:
        super().__init__()
        self._on = on
        self.verdict = InlineMessage("info")
        self._mark = Glyph("warn", 14)
        self._source = text("", "small", wrap=True)
        self._proposal = column(gap=6)
        sources = row(self._mark, gap=6)
        sources.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        sources.addWidget(self._source, 1)
        self.setLayout(column(self.verdict, sources, self._proposal, gap=6))

    def show_row(self, shown: InstrumentRow, *, still: bool) -> None:
        legal = shown.legal
        kind = "warn" if legal.valid is None else "ok" if legal.valid else "bad"
        words = " ".join(each for each in (legal.text, legal.note) if each)
        self.verdict.say(kind, words if legal.applies else "")
        source = legal.source
        self._source.setText(source)
        self._source.setVisible(bool(source))
        self._mark.setVisible(bool(source) and bool(legal.line) and legal.confidence != "verified")
        open_question = not shown.instrument.group or (shown.instrument.group == "2" and not legal.code)
        self._propose(shown if open_question and not still else None)

    def candidates(self, shown: InstrumentRow) -> tuple[Candidate, ...]:
        return candidates_for(shown.instrument.name, self._on)

    def _propose(self, shown: InstrumentRow | None) -> None:
        clear_layout(self._proposal)
        found = self.candidates(shown) if shown else ()
        if not shown or not found:
            return
        best = found[0]
        words = _(
            "Tên này có thể là dòng {code} của danh mục nhóm 2: {name} ({why}).",
            code=best.code,
            name=best.line.name,
            why=_(LEVEL_WORDS[best.confidence]),
        )
        self._proposal.addWidget(text(words, "second", wrap=True))
        choices = row(gap=6)
        for each in found[:2]:
            take = partial(self.settled.emit, "2", each.code)
            choices.addWidget(button(_("Nhóm 2, dòng {code}", code=each.code), take, tip=each.line.name))
        if not shown.instrument.group:
            choices.addWidget(button(_("Nhóm 1"), partial(self.settled.emit, "1", ""), kind="ghost"))
        choices.addStretch(1)
        self._proposal.addLayout(choices)
