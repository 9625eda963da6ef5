"""In the form of an instrument: its findings as ways to them, and when it was seen on the floor."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.findings import Finding, finding_code
from app.domain.floor import SIGHTING_GLYPHS, SIGHTING_WORDS
from app.formats import show_date
from app.services.instrument_thread import SeenIn, thread_of_instrument
from app.ui import theme
from app.ui.parts import Glyph, button, clear_layout, column, row, text
from app.ui.workspace import Workspace
from app.wording import _


class ThreadBox(QWidget):
    """Hidden where there is nothing to tell."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._lines = column(gap=4)
        self.setLayout(self._lines)

    def show_instrument(self, instrument_id: str) -> None:
        told = self._workspace.read(lambda unit: thread_of_instrument(unit, instrument_id))
        clear_layout(self._lines)
        if told.findings:
            self._lines.addWidget(text(_("Phát hiện"), "cap"))
        for finding in told.findings:
            self._lines.addWidget(self._way_to(finding), 0, Qt.AlignmentFlag.AlignLeft)
        if told.sightings:
            self._lines.addWidget(text(_("Khi đi hiện trường"), "cap"))
        for seen in told.sightings:
            self._lines.addLayout(_seen_line(seen))
        self.setVisible(bool(told.findings or told.sightings))

    def _way_to(self, finding: Finding) -> QWidget:
        words = f"{finding_code(finding)}  {finding.title}"
        go = partial(self._workspace.go.emit, "findings", finding.id)
        metrics = QFontMetrics(theme.font("strong"))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, theme.px(WIDE))
        way = button(shown, go, kind="link", icon_name="finding", tip=finding.title)
        way.setAccessibleName(words)
        return way


WIDE = 236
"""px of a finding that the form holds on one line in the smallest window."""


def _seen_line(seen: SeenIn) -> QHBoxLayout:
    own = seen.sighting
    word = _(SIGHTING_WORDS[own.state]) if own.state in SIGHTING_WORDS else own.state
    day = show_date(own.seen_at.astimezone().date()) if own.seen_at else ""
    words = " · ".join(each for each in (seen.cycle, word, own.place, day, own.reason) if each)
    line = row(Glyph(SIGHTING_GLYPHS.get(own.state, "todo"), 14), gap=6)
    line.addWidget(text(words, "second", wrap=True), 1)
    return line
