"""What every editor of an answer has in common: it asks and shows, says committed(text), and never judges."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.parts import Glyph, column, row, text


class Editor(QWidget):
    """committed(text): as typed or chosen. show(value) puts a kept value in; a text being typed is never replaced.

    grew: it takes more height than before, and wants to be seen whole. keeps_typed: what could not be kept stays in
    the field, to be put right; others show the kept answer again.
    """

    committed = Signal(str)
    grew = Signal()
    keeps_typed = False

    def __init__(self, control: QWidget, parent: QWidget | None = None, *, shown: QWidget | None = None) -> None:
        """control: what takes the keyboard; shown: what is seen, where that is more than the control."""
        super().__init__(parent)
        self.control = control
        self._message: QLabel | None = None
        self._problem = QWidget()
        self._problem.hide()
        self.setLayout(column(shown or control, self._problem, gap=4))
        self.setFocusProxy(control)

    def show_value(self, value: str) -> None:
        """Put a kept value into the control."""

    def flush(self) -> None:
        """Commit what stands in the control, if it is new."""

    def forget(self) -> None:
        """Drop what was typed and not kept, before another answer is shown."""
        self.show_problem("")

    def unread(self) -> str:
        """The text that was typed and could not be kept; "" when there is none."""
        return ""

    def press(self, key: str) -> bool:
        """Pick a choice by its key; False when this editor has no such key."""
        return False

    def set_read_only(self, still: bool) -> None:
        """Readable, but not to be changed."""

    def set_one_line(self, one_line: bool) -> None:
        """Take less height where the window is small."""

    def tab_order(self) -> list[QWidget]:
        """What Tab goes through inside, in order."""
        return [self.control]

    def show_problem(self, sentence: str) -> None:
        """Say below the field what is wrong; "" takes it away. What was typed stays."""
        if sentence and self._message is None:
            self._message = text("", "small", tone="bad", wrap=True)
            line = row(gap=6)
            line.addWidget(Glyph("bad", 14), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(self._message, 1)
            self._problem.setLayout(line)
        if self._message is not None:
            self._message.setText(sentence)
            self._problem.setVisible(bool(sentence))
        self.control.setAccessibleDescription(sentence)
        state = "bad" if sentence else ""
        for each in self.marked():
            if (each.property("state") or "") != state:
                each.setProperty("state", state)
                repolish(each)

    def marked(self) -> list[QWidget]:
        """The fields that get a red border while something is wrong."""
        return [self.control]

    def problem(self) -> str:
        return self._message.text() if self._message is not None and not self._problem.isHidden() else ""

    def name(self, words: str) -> None:
        """What a screen reader calls the field."""
        self.control.setAccessibleName(words)


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
