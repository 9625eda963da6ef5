"""The head of a card on the page of papers: all are of one height, so that their hairlines meet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.parts import row, text


def card_head(title: str, *beside: QWidget, gap: int = 6) -> QWidget:
    """The title at the left, what stands beside it at the right."""
    head = QWidget()
    head.setProperty("surface", "clear")
    head.setLayout(row(text(title, "h2", cut=True), None, *beside, gap=gap, margins=(14, 0, 10, 0)))
    head.setFixedHeight(theme.px(44))
    return head
