"""How the figures of a page come about, in a small window under its button; a click elsewhere or Esc closes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.ui import theme
from app.ui.parts import column, text


class HowPopup(QFrame):
    """Shows (heading, sentence) pairs."""

    def __init__(self, parent: QWidget, lines: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("surface", "card")
        body = column(gap=4, margins=(16, 12, 16, 14))
        for number, (heading, sentence) in enumerate(lines):
            if number:
                body.addSpacing(6)
            body.addWidget(text(heading, "cap"))
            body.addWidget(text(sentence, "body", wrap=True))
        self.setLayout(body)
        self.setFixedWidth(theme.px(440))
        self.setAccessibleName(". ".join(f"{heading}: {sentence}" for heading, sentence in lines))

    def show_below(self, button: QWidget) -> None:
        """Right-aligned with the button, below it."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        self.move(corner)
        self.show()
