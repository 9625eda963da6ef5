"""What a page is: a head, a body, its keys, its panes, and the place one was at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.ui.frames import Frame
from app.ui.parts import Head, InlineMessage, column
from app.ui.workspace import Workspace

__all__ = ["Frame", "Page"]


class Page(QWidget):
    """One screen of an open dossier. A theme, language or text size is changed by building pages anew at their place.

    A subclass fills self.head and self.body in its constructor, reads its data in refresh(), and tells its keys.
    refresh() is called when the page is first shown and after changes, at once when it is seen, else when it is shown.
    """

    whole_window = False
    """True for a page that needs all the room (the floor walk): rail, top bar and head step aside while it is shown."""

    own_foot = False
    """True for a page whose own foot says when it was saved and which keys act: the status line steps aside, too."""

    keys_changed = Signal()

    def __init__(self, workspace: Workspace, title: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.head = Head(title)
        self.wrong = InlineMessage("bad", "", closable=True)
        self.body: QVBoxLayout = column(gap=0)
        self._waiting: Changes | None = Changes()
        self._column = column(self.head, self.wrong, gap=0)
        self._column.addLayout(self.body, 1)
        self.setLayout(self._column)
        self.setProperty("surface", "window")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(title)
        workspace.changed.connect(self._changed)

    def refresh(self, changes: Changes) -> None:
        """Read again what changed. changes is empty the first time: then read all."""

    def keys(self) -> list[tuple[str, str]]:
        """The keys that act now, for the status line and F1: (cap, word)."""
        return []

    def more_keys(self) -> list[tuple[str, str]]:
        """Further keys of this page, for F1 alone."""
        return []

    def show_target(self, target: str) -> None:
        """Go to a question, an instrument, a finding ... by the key that place() or a gate gave."""

    def place(self) -> str:
        """The target that leads back to what is shown now."""
        return ""

    def panes(self) -> Sequence[QWidget]:
        """The widgets F6 goes through, in order."""
        return ()

    def use_frame(self, frame: Frame) -> None:
        """Take the shape for this frame; the head is folded by the window."""

    def has_unsent_text(self) -> bool:
        """True while a field is being typed in; leaving the page sends it."""
        return False

    def say_wrong(self, sentence: str) -> None:
        """A mistake that belongs to no field stands under the head until it is put right or closed."""
        self.wrong.say("bad", sentence)

    def take_head_back(self) -> None:
        """After the window had the head in its top bar: stand over the page again."""
        self._column.insertWidget(0, self.head)
        self.head.fold(False)
        self.head.show()

    def let_go(self) -> None:
        """Hear no more of the workspace; the page is about to go."""
        self.workspace.changed.disconnect(self._changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def _changed(self, changes: Changes) -> None:
        self._waiting = changes if self._waiting is None else self._waiting | changes
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.refresh(waiting)
