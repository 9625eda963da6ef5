"""A danger button that asks for the reason in place: no box, no "are you sure"."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.parts import Field, button, column, row
from app.wording import _


class ReasonAsker(QWidget):
    """words: on the button, ends in "…"; question: over the field; deed: on the button that does it.

    given(reason): the deed is to be done. asking: whether the question stands.
    """

    given = Signal(str)
    asking = Signal(bool)

    def __init__(self, words: str, question: str, deed: str, missing: str = "") -> None:
        """missing: what is said when no reason was given."""
        super().__init__()
        self._missing = missing or _("Nêu lý do, để người sau hiểu vì sao không còn trong danh mục.")
        self.ask = button(words, self.open, kind="danger")
        self.field = Field(question)
        self.do = button(deed, self._give, kind="danger")
        self.leave = button(_("Thôi"), self.close_up, kind="ghost")
        self._asking = QWidget()
        self._asking.setLayout(column(self.field, row(self.do, self.leave, None, gap=6), gap=8))
        self.setLayout(column(row(self.ask, None), self._asking, gap=0))
        if isinstance(self.field.editor, QLineEdit):
            self.field.editor.returnPressed.connect(self._give)
        self.close_up()

    def open(self) -> None:
        self.asking.emit(True)
        self.ask.hide()
        self._asking.show()
        self.field.editor.setFocus()

    def close_up(self) -> None:
        self.field.show_value("")
        self._asking.hide()
        self.ask.show()
        self.asking.emit(False)

    def _give(self) -> None:
        reason = self.field.value().strip()
        if not reason:
            self.field.show_error(self._missing)
            self.field.editor.setFocus()
            return
        self.given.emit(reason)
