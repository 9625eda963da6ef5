"""Widgets are freed in the window's own thread."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtWidgets import QApplication, QWidget

from app.ui.garbage import Collector


class Cycle:
    """A forgotten ring with a widget in it."""

    def __init__(self) -> None:
        self.widget = QWidget()
        self.ring = self


def test_no_other_thread_frees_a_widget_and_the_window_does(qapp: QApplication) -> None:
    collector = Collector(qapp)
    kept = Cycle()
    forgotten = weakref.ref(kept.widget)
    del kept

    other = threading.Thread(target=lambda: [[] for _n in range(100_000)])
    other.start()
    other.join()
    after_the_thread = forgotten() is not None
    held = [[each] for each in range(gc.get_threshold()[0] + 100)]
    for _time in range(40):
        collector.look()
        held += [[each] for each in range(gc.get_threshold()[0] + 100)]
    collector.deleteLater()

    assert after_the_thread
    assert forgotten() is None
