"""Widgets are freed in the window's own thread."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.garbage import ALONE_SECONDS, MANY, Collector


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Nothing that one test set aside stays so for the next."""
    yield
    gc.unfreeze()
    gc.enable()


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

    other = threading.Thread(target=lambda: [[] for _n in range(MANY // 2)])
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


def test_what_is_too_much_to_look_at_is_set_aside_until_the_window_is_left_alone(qapp: QApplication) -> None:
    clock = [0.0]
    collector = Collector(qapp, clock=lambda: clock[0])
    kept = Cycle()
    forgotten = weakref.ref(kept.widget)
    del kept
    made = [[each] for each in range(MANY + 100)]

    at_work = (collector.look(), forgotten() is not None)
    clock[0] = ALONE_SECONDS
    alone = (collector.look(), forgotten() is None)
    collector.deleteLater()

    assert made
    assert at_work == (None, True)
    assert alone == (2, True)


def test_a_touch_of_the_window_puts_the_catching_up_off(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    clock = [0.0]
    collector = Collector(window, window.windowHandle(), clock=lambda: clock[0])

    clock[0] = ALONE_SECONDS
    before = collector.is_left_alone()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.windowHandle(), key)
    after = collector.is_left_alone()
    clock[0] += ALONE_SECONDS
    later = collector.is_left_alone()

    assert (before, after, later) == (True, False, True)
