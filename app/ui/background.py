"""Work that could freeze the window: one thread, because a dossier has one writer."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from app.domain.errors import UserError

T = TypeVar("T")
Job = Callable[[], None]


class Background(QObject):
    """Runs one piece of work after the other, and brings each result back to the window's own thread.

    busy(words) tells what is being worked on; "" when nothing is.
    """

    busy = Signal(str)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._waiting = 0
        self._arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
        *,
        words: str = "",
        owner: QObject | None = None,
    ) -> None:
        """Do work in the thread, then call done(result) or failed(error) in the window's.

        words: what the status line says meanwhile. owner: when it is gone by then, nobody is called. What is
        no UserError is our own mistake and goes to the crash hook.
        """
        self._start()
        self._waiting += 1
        if words:
            self.busy.emit(words)
        self._jobs.put(lambda: self._arrived.emit(_outcome(work, done, failed, owner)))

    def teller(
        self, tell: Callable[[float, str], object], owner: QObject | None = None
    ) -> Callable[[float, str], None]:
        """A plain callback for work to tell how far it is; it may be called from the thread."""

        def told(share: float, words: str) -> None:
            self._arrived.emit((lambda: tell(share, words), owner, False))

        return told

    def is_idle(self) -> bool:
        return self._waiting == 0

    def close(self) -> None:
        """Let the work at hand end; what has not begun is left."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(timeout=30)
            self._thread = None

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="background", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    @Slot(object)
    def _call(self, arrived: tuple[Callable[[], object], QObject | None, bool]) -> None:
        call, owner, ends = arrived
        if ends:
            self._waiting -= 1
            if self._waiting == 0:
                self.busy.emit("")
        if owner is None or isValid(owner):
            call()


def _outcome(
    work: Callable[[], T],
    done: Callable[[T], object],
    failed: Callable[[UserError], object] | None,
    owner: QObject | None,
) -> tuple[Callable[[], object], QObject | None, bool]:
    """What is to be called in the window's thread once work has been done in this one."""
    try:
        result = work()
    except UserError as error:
        mistake = error
        return (lambda: _fail(mistake, failed)), owner, True
    except Exception as error:  # noqa: BLE001 one of the two borders where anything is caught: the crash hook tells it
        bug = error
        return (lambda: sys.excepthook(type(bug), bug, bug.__traceback__)), None, True
    return (lambda: done(result)), owner, True


def _fail(error: UserError, failed: Callable[[UserError], object] | None) -> None:
    if failed is None:
        raise error
    failed(error)
