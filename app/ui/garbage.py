"""Cyclic garbage is collected in the window's own thread alone.

Python collects in whatever thread happens to allocate; a widget in a forgotten cycle would then be freed by the
background thread, and Qt takes the whole process along when that happens.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MILLISECONDS = 1000


class Collector(QObject):
    """Looks once a second whether enough has been made since, by Python's own thresholds, and collects then."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> int | None:
        """The generation that was collected, the oldest that is due; None when none is."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return generation
        return None
