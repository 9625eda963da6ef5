"""What every file from outside shares: it is read beside the window, may be given up, and is dropped on its dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.errors import UserError
from app.ui.pages.import_choose import dropped_file
from app.ui.workspace import Workspace

T = TypeVar("T")
Tell = Callable[[float], None]
STEP = 0.02
"""Progress is told in steps of this share, so that telling costs nothing."""


class _StoppedError(Exception):
    """Raised inside the reading when a newer beginning, or a stop, has made it void."""


class IncomingSession(QObject):
    """working(share, words): what is going on, "" when nothing is. is_writing: it is being kept and cannot be left."""

    working = Signal(float, str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._turn = 0
        self.is_writing = False

    def stop(self) -> None:
        """Leave what is being read; what was shown before, if anything, stays."""
        self._turn += 1
        self.working.emit(0.0, "")

    def read_aside(
        self,
        words: str,
        read: Callable[[Tell], T],
        arrived: Callable[[T], object],
        lost: Callable[[UserError], object],
        *,
        share: float = 0.0,
    ) -> None:
        """Read beside the window; whatever was begun before is void. share: to begin with, below 0 for no measure."""
        self._turn += 1
        turn = self._turn
        tell = self._teller(turn, words)

        def work() -> T | None:
            try:
                return read(tell)
            except _StoppedError:
                return None

        def done(found: T | None) -> None:
            if turn == self._turn and found is not None:
                arrived(found)

        def failed(error: UserError) -> None:
            if turn == self._turn:
                self.working.emit(0.0, "")
                lost(error)

        self.working.emit(share, words)
        self._workspace.background.run(work, done, failed, owner=self)

    def _teller(self, turn: int, words: str) -> Tell:
        told = self._workspace.background.teller(
            lambda share, _words: self.working.emit(share, words) if turn == self._turn else None, owner=self
        )
        last = -1.0

        def tell(share: float) -> None:
            nonlocal last
            if turn != self._turn:
                raise _StoppedError
            if share - last >= STEP:
                last = share
                told(share, words)

        return tell


class IncomingDialog(QDialog):
    """A dialog over such a session. dropped(path): a file was dropped on it."""

    dropped = Signal(Path)

    def __init__(self, session: IncomingSession, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._incoming = session
        session.setParent(self)
        self.setAcceptDrops(True)

    def reject(self) -> None:
        """Leave, unless it is being written: that ends by itself, and undo takes it back."""
        if not self._incoming.is_writing:
            self._incoming.stop()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._incoming.is_writing:
            event.ignore()
            return
        self._incoming.stop()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := dropped_file(event):
            event.acceptProposedAction()
            self.dropped.emit(path)
