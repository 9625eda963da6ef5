"""In the form of an instrument: one quiet line of how the last cycle found it and what was changed since."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.services.cycles import instrument_before
from app.services.last_year import instrument_words
from app.ui.icons import pixmap
from app.ui.parts import row, text
from app.ui.workspace import Workspace


class InstrumentBefore(QWidget):
    """show_instrument(id). The journal of one record is found by its key, so the form does not wait; in the first
    cycle it takes no room."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        glyph = text("", "small")
        glyph.setPixmap(pixmap("history", "text3", 14))
        self.line = text("", "small", wrap=True)
        line = row(gap=6)
        line.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.line, 1)
        self.setLayout(line)
        self.hide()

    def show_instrument(self, instrument_id: str) -> None:
        """Tell of this instrument; hidden where no cycle was before."""
        workspace = self._workspace
        if not workspace.cycle.previous_id:
            return
        then = workspace.read(lambda unit: instrument_before(unit, workspace.cycle_id, instrument_id))
        words = instrument_words(then)
        self.line.setText(words)
        self.setVisible(bool(words))
