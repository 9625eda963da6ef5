"""Cyclic garbage is collected in the window's own thread alone, and never so much of it that the window stands still.

Python collects in whatever thread happens to allocate; a widget in a forgotten cycle would then be freed by the
background thread, and Qt takes the whole process along when that happens. Collecting holds every thread, for as long as
it takes to look at all that was made: an analysis of 5 000 instruments makes a million objects, a quarter of a second.
Almost all of these live on, and go by themselves when the next analysis takes their place. So what is too much to look
at is set aside, and looked through when nobody has touched the window for a while.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

LOOK_MILLISECONDS = 1000
MANY = 20_000
"""As many new objects as can be looked at in a few milliseconds."""
ALONE_SECONDS = 120.0
_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    )
)


class Collector(QObject):
    """Looks once a second whether enough has been made since, by Python's own thresholds, and collects then.

    watched: the window's own handle, which hears of every key and every move of the mouse. clock: in seconds.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        watched: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        gc.disable()
        self._owes = False
        self._clock = clock
        self._touched_at = clock()
        if watched is not None:
            watched.installEventFilter(self)
        self._timer = QTimer(self, interval=LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> int | None:
        """The generation that was collected, the oldest that is due; None when none is, or what is due is set aside."""
        if self._owes and self.is_left_alone():
            self._catch_up()
            return 2
        counts, thresholds = gc.get_count(), gc.get_threshold()
        if counts[0] > MANY:
            gc.freeze()
            self._owes = True
            return None
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                if generation == 2:
                    gc.freeze()  # what is this old stays: the next one looks at what was made since
                    self._owes = True
                return generation
        return None

    def is_left_alone(self) -> bool:
        """Whether nobody has touched the window for a while, and no dialog is open."""
        is_asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        return not is_asked and self._clock() - self._touched_at >= ALONE_SECONDS

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched_at = self._clock()
        return False

    def _catch_up(self) -> None:
        self._owes = False
        self._touched_at = self._clock()  # not again at once
        gc.unfreeze()
        gc.collect()
        gc.freeze()
