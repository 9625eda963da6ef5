"""Grounds to put things on: cards, the head and foot of a page, hairlines, splitters, scrolling columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.parts.states import Pill
from app.ui.parts.texts import text

Item = QWidget | QLayout | int | None


def row(*items: Item, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Things side by side. An int is that much air, None takes what is left."""
    made = QHBoxLayout()
    _fill(made, items, gap, margins)
    return made


def column(*items: Item, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Things below each other. An int is that much air, None takes what is left."""
    made = QVBoxLayout()
    _fill(made, items, gap, margins)
    return made


def _fill(
    layout: QHBoxLayout | QVBoxLayout, items: Sequence[Item], gap: int, margins: tuple[int, int, int, int]
) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
            if item.property("stands") == "top" and isinstance(layout, QHBoxLayout):
                layout.setAlignment(item, Qt.AlignmentFlag.AlignTop)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout; the widgets go away."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear_layout(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def hairline(*, upright: bool = False, parent: QWidget | None = None) -> QFrame:
    """A 1 px line, flat or upright."""
    made = QFrame(parent)
    made.setProperty("surface", "hairline")
    if upright:
        made.setFixedWidth(theme.border())
    else:
        made.setFixedHeight(theme.border())
    return made


class Card(QFrame):
    """A bordered white block. content is its column; a title stands at its head, with a note at the right."""

    def __init__(
        self,
        title: str = "",
        note: str | QWidget | None = None,
        *,
        padding: tuple[int, int, int, int] = (16, 12, 16, 12),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.content = column(gap=8, margins=padding)
        self.setLayout(self.content)
        self.title: QLabel | None = None
        if title:
            self.title = text(title, "h2", cut=True)
            self.setAccessibleName(title)
            beside = text(note, "small") if isinstance(note, str) else note
            self.content.addLayout(row(self.title, None, beside) if beside is not None else row(self.title, None))


class Head(QFrame):
    """The head of a page: title, state, a few extras, and the actions at the right.

    The window puts it over the page, 56 high; on a small screen it folds it into its own top bar, 40 high.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar-top")
        self.title = text(title, "title", cut=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.pill = Pill(parent=self)
        self.pill.hide()
        self.note = text("", "small", cut=True)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._extras = row(gap=12)
        self._actions = row(gap=8)
        self._line = row(self.title, self.pill, self._extras, gap=12, margins=(20, 0, 16, 0))
        self._line.addWidget(self.note, 1)
        self._line.addLayout(self._actions)
        self.setLayout(self._line)
        self.setFixedHeight(theme.px(56))
        self._second: list[QWidget] = []

    def show_state(self, state: str, word: str, share: float = 0.0) -> None:
        """The pill beside the title; an empty word takes it away."""
        self.pill.show_state(state, word, share)
        self.pill.setVisible(bool(word))

    def show_note(self, words: str) -> None:
        """A few words in small print after the extras."""
        self.note.setText(words)

    def add_extra(self, widget: QWidget, *, second: bool = False) -> None:
        """A widget after the pill (a scale, a count, a message link). second: dropped first when room is short."""
        self._extras.addWidget(widget)
        if second:
            self._second.append(widget)

    def add_action(self, action: QPushButton) -> None:
        """A button at the right, in order; the primary one last."""
        self._actions.addWidget(action)

    def fold(self, folded: bool, *, narrow: bool = False) -> None:
        """Take the shape for the small frame (40 high, no note), or for the wide one. narrow drops second extras."""
        self.title.setProperty("role", "h2" if folded else "title")
        self.title.setFont(theme.font("h2" if folded else "title"))
        self.title.style().unpolish(self.title)
        self.title.style().polish(self.title)
        self._line.setContentsMargins(*((8, 0, 8, 0) if folded else (20, 0, 16, 0)))
        self.note.setVisible(not folded)
        for extra in self._second:
            extra.setVisible(not (narrow or folded))
        self.setFixedHeight(theme.px(38 if folded else 56))
        self.setProperty("surface", "surface" if folded else "bar-top")
        self.style().unpolish(self)
        self.style().polish(self)


class Foot(QFrame):
    """The foot of a page or side form: the way on, with the primary button last. It never scrolls away."""

    def __init__(self, *items: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar-foot")
        self.line = row(*items, gap=8, margins=(16, 8, 16, 8))
        self.setLayout(self.line)


def scrolled(content: QWidget) -> QScrollArea:
    """content in a column that scrolls up and down, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    if not content.property("surface"):
        content.setProperty("surface", "clear")
    area.setWidget(content)
    return area


def splitter(*parts: QWidget, upright: bool = False, sizes: Sequence[int] = ()) -> QSplitter:
    """Parts beside (or, upright, below) each other with a hairline to drag; none can be dragged away."""
    made = QSplitter(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    for part in parts:
        made.addWidget(part)
    if sizes:
        made.setSizes(list(sizes))
    made.setStretchFactor(len(parts) - 1, 1)
    return made
