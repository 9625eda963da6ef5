"""Where one is on the sheet, what is to be said of that reading, and the auditor's word on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy

from app.domain.readings_sheet import Cell, cell_words
from app.ui import theme
from app.ui.pages.measuring_model import SheetModel
from app.ui.parts import Glyph, button, row, text
from app.wording import _

_GLYPHS = {"refused": "bad", "marked": "warn", "doubt": "warn"}


class CellLine(QFrame):
    """marked(suspect, reason): the auditor's word on the current reading. left: back to the sheet."""

    marked = Signal(bool, str)
    left = Signal()

    def __init__(self, *, still: bool) -> None:
        super().__init__()
        self._still, self._suspect = still, True
        self._where = text("", "strong")
        self._glyph = Glyph("warn", 15)
        self._words = text("", "small", tone="text2", cut=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.doubt = button(_("Đánh dấu nghi ngờ…"), lambda: self.ask(suspect=True), tip="M")
        self.clear = button(_("Số này đúng…"), lambda: self.ask(suspect=False), tip="M")
        self.reason = QLineEdit()
        self.reason.returnPressed.connect(self._give)
        self.reason.installEventFilter(self)
        line = row(self._where, self._glyph, gap=10, margins=(16, 5, 12, 5))
        line.addWidget(self._words, 1)
        line.addWidget(self.reason, 2)
        line.addWidget(self.clear)
        line.addWidget(self.doubt)
        self.setLayout(line)
        self.setProperty("surface", "bar-foot")
        self.setFixedHeight(theme.px(44))
        self.reason.hide()

    def show_cell(self, model: SheetModel, cell: Cell | None, earlier: Sequence[str] = ()) -> None:
        """Tell of this cell; a reason that is being typed is given up when one goes elsewhere.

        earlier: what stood there before, oldest first."""
        self._close_up()
        words = model.sentence(cell) if cell else ""
        if earlier:
            words = f"{words} {_('Trước đó: {values}.', values='; '.join(earlier))}".strip()
        state = model.state(cell) if cell else ""
        reading = model.sheet.readings.get(cell) if cell else None
        self._where.setText(cell_words(model.sheet.study, cell) if cell else _("Giá trị tính ra"))
        self._glyph.setVisible(bool(state))
        if state:
            self._glyph.show_state(_GLYPHS[state])
        self._words.setText(words)
        can = reading is not None and state != "refused" and not self._still
        self.clear.setVisible(can and state in ("marked", "doubt"))
        self.doubt.setVisible(can and state != "marked")

    def ask(self, *, suspect: bool) -> None:
        """Ask for the reason in place."""
        self._suspect = suspect
        question = _("Vì sao nghi ngờ? Enter để ghi") if suspect else _("Vì sao số này đúng? Enter để ghi")
        self.reason.setPlaceholderText(question)
        self.reason.setAccessibleName(question)
        self._words.hide()
        self.reason.show()
        self.reason.setFocus()

    def ask_fitting(self) -> None:
        """M: doubt a reading, or settle the doubt that stands."""
        if self.doubt.isVisibleTo(self) and not self.clear.isVisibleTo(self):
            self.ask(suspect=True)
        elif self.clear.isVisibleTo(self) and not self.doubt.isVisibleTo(self):
            self.ask(suspect=False)
        elif self.doubt.isVisibleTo(self):
            self.ask(suspect=True)

    def _give(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.marked.emit(self._suspect, reason)

    def _close_up(self) -> None:
        if self.reason.isHidden():
            return
        self.reason.clear()
        self.reason.hide()
        self._words.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.reason
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._close_up()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)
