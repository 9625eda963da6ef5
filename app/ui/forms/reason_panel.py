"""Why a question does not apply here: asked in place, below the answer, without a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.formats import nfc
from app.ui import theme
from app.ui.parts import Glyph, button, column, row, text
from app.wording import _


class ReasonPanel(QWidget):
    """committed(reason): on Enter, the button, or leaving the field with a reason. given_up: Esc, nothing kept."""

    committed = Signal(str)
    given_up = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self.field = _ReasonLine()
        self.field.setAccessibleName(_("Lý do không áp dụng"))
        self.field.editingFinished.connect(self._left)
        self.field.gave_up.connect(self._give_up)
        self._keep = button(_("Ghi lý do"), self._enter)
        self._drop = button(_("Thôi"), self._give_up, kind="ghost")
        self._undo = button(_("Có áp dụng"), self.cleared.emit, kind="ghost")
        self._message = text("", "small", tone="bad", wrap=True)
        self._message.hide()
        label = text(_("Không áp dụng ở đây. Vì sao?"), "strong")
        label.setBuddy(self.field)
        self._glyph = Glyph("na", 16)
        line = row(self._glyph, self.field, self._keep, self._drop, self._undo, gap=6)
        self._heading = QWidget()
        self._heading.setLayout(row(Glyph("na", 16), label, None, gap=8))
        self.setLayout(column(self._heading, line, self._message, gap=5, margins=(13, 8, 10, 10)))
        self.fold(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def ask(self) -> None:
        """Open the field and put the cursor in it."""
        self.show_reason(self._kept, asking=True)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_reason(self, reason: str, *, asking: bool = False) -> None:
        """Show the reason that is kept; none, and nobody asking, hides the panel."""
        self._kept = reason
        if not (self.field.hasFocus() and asking):
            self.field.setText(reason)
        self._say("")
        self._keep.setVisible(asking and not reason)
        self._drop.setVisible(asking and not reason)
        self._undo.setVisible(bool(reason) and not self.field.isReadOnly())
        self.setVisible(asking or bool(reason))

    def fold(self, folded: bool) -> None:
        """Stand in one line where the window is small."""
        self._heading.setVisible(not folded)
        self._glyph.setVisible(folded)
        self.field.setPlaceholderText(_("Không áp dụng ở đây. Vì sao?") if folded else "")
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*((13, 5, 8, 5) if folded else (13, 8, 10, 10)))

    def tab_order(self) -> list[QWidget]:
        return [self.field, self._keep, self._drop, self._undo]

    def is_asking(self) -> bool:
        return not self.isHidden() and not self._kept

    def flush(self) -> None:
        """Keep a reason that was typed."""
        self._left()

    def set_read_only(self, still: bool) -> None:
        self.field.setReadOnly(still)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    def show_problem(self, sentence: str) -> None:
        self._say(sentence)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        contrast = theme.name() == "contrast"
        painter.setPen(QPen(theme.color("none_fill"), 2) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("none_tint"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1) if contrast else self.rect(), 6, 6)

    def _enter(self) -> None:
        typed = nfc(self.field.text()).strip()
        if not typed:
            self._say(_("Ghi lý do vì sao câu này không áp dụng ở đây."))
            self.field.setFocus()
            return
        self._left()

    def _left(self) -> None:
        typed = nfc(self.field.text()).strip()
        if self.isHidden() or typed == self._kept or self.field.isReadOnly():
            return
        if not typed:
            self.field.setText(self._kept)
            return
        self.committed.emit(typed)

    def _give_up(self) -> None:
        self.show_reason(self._kept)
        self.given_up.emit()

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))
        self.field.setProperty("state", "bad" if sentence else "")
        self.field.setAccessibleDescription(sentence)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)


class _ReasonLine(QLineEdit):
    gave_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.gave_up.emit()
            return
        super().keyPressEvent(event)
