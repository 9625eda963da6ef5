"""Sửa nhiều dòng: a field and a text, typed once and written into every chosen line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.domain.errors import UserError
from app.formats import nfc, show_number
from app.ui import theme
from app.ui.parts import Choice, Glyph, button, column, row, text
from app.ui.tables.column import Column
from app.wording import _


class ManyPanel(QFrame):
    """given(field, text): write it into the chosen lines. left: it was closed.

    trouble(field, text): what is wrong with a text for the first chosen line, "" when nothing is; asked before given,
    so that a misprint is put right here and not in every line.
    """

    given = Signal(str, str)
    left = Signal()

    def __init__(self, columns: Sequence[Column[Any]], trouble: Callable[[str, str], str]) -> None:
        super().__init__()
        self.setProperty("surface", "sunken")
        self.setAccessibleName(_("Sửa nhiều dòng"))
        self._trouble = trouble
        self._columns = {each.field: each for each in columns if each.field}
        self.field = Choice([(key, each.title) for key, each in self._columns.items()])
        self.field.setAccessibleName(_("Cột"))
        self.field.setMinimumWidth(theme.px(150))
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Giá trị mới"))
        self.choice = Choice()
        self.choice.setAccessibleName(_("Giá trị mới"))
        self.write = button("", self._give, kind="primary")
        self._error = text("", "small", tone="bad", wrap=True)
        self._glyph = Glyph("bad", 14)
        self._wrong = QWidget()
        self._wrong.setLayout(row(self._glyph, self._error, gap=6))
        self._wrong.hide()
        line = row(text(_("Sửa nhiều dòng"), "strong"), 4, self.field, gap=8)
        line.addWidget(self.line, 1)
        line.addWidget(self.choice, 1)
        line.addWidget(self.write)
        line.addWidget(button(_("Thôi"), self.close_up, kind="ghost"))
        self.setLayout(column(line, self._wrong, gap=4, margins=(16, 6, 10, 6)))
        self.setFocusProxy(self.field)
        self.field.picked.connect(lambda _key: self._dress())
        self.line.returnPressed.connect(self._give)
        self.hide()

    def open(self, field: str, count: int) -> None:
        """Show it for so many lines, beginning with this field."""
        self.field.show_value(field if field in self._columns else next(iter(self._columns)))
        self.line.clear()
        self._dress()
        self.show_count(count)
        self.show()
        (self.choice if self.choice.isVisibleTo(self) else self.line).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_count(self, count: int) -> None:
        self.write.setText(_("Ghi vào {count} dòng", count=show_number(count)))
        self.write.setEnabled(count > 0)

    def close_up(self) -> None:
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        """The editor that fits the field: a few words to choose from, or a line."""
        words = self._columns[self.field.value()].choices
        self.choice.setVisible(bool(words))
        self.line.setVisible(not words)
        if words:
            self.choice.offer([(word if key else "", word or "—") for key, word in words])
        self._say("")

    def _give(self) -> None:
        field = self.field.value()
        typed = self.choice.value() if self._columns[field].choices else nfc(self.line.text())
        trouble = self._trouble(field, typed)
        self._say(trouble)
        if trouble:
            self.line.setFocus()
            return
        self.given.emit(field, typed)

    def _say(self, trouble: str) -> None:
        self._error.setText(trouble)
        self._wrong.setVisible(bool(trouble))
        self.line.setProperty("state", "bad" if trouble else "")
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)


def trouble_of(read: Callable[[], object]) -> str:
    """The sentence a reader refuses a text with; "" when it takes it."""
    try:
        read()
    except UserError as refusal:
        return str(refusal)
    return ""
