from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.errors import UserError
from app.ui.background import Background


def test_work_is_done_in_a_thread_and_its_result_comes_back_to_the_window(qtbot: QtBot, background: Background) -> None:
    threads: list[str] = []
    results: list[tuple[int, str]] = []

    def work() -> int:
        threads.append(threading.current_thread().name)
        return 42

    background.run(work, lambda result: results.append((result, threading.current_thread().name)))
    qtbot.waitUntil(lambda: bool(results))

    assert threads == ["background"]
    assert results == [(42, threading.main_thread().name)]


def test_pieces_of_work_run_one_after_the_other(qtbot: QtBot, background: Background) -> None:
    order: list[int] = []

    for number in range(5):
        background.run(lambda number=number: number, order.append)
    qtbot.waitUntil(lambda: len(order) == 5)

    assert order == [0, 1, 2, 3, 4]


def test_what_the_person_can_put_right_is_given_to_the_one_who_asked(qtbot: QtBot, background: Background) -> None:
    said: list[str] = []

    def work() -> None:
        raise UserError("Ổ đĩa đầy.")

    background.run(work, lambda _result: said.append("done"), lambda error: said.append(str(error)))
    qtbot.waitUntil(lambda: bool(said))

    assert said == ["Ổ đĩa đầy."]


def test_our_own_mistake_goes_to_the_crash_hook(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: caught.append(kind))

    background.run(lambda: 1 / 0, lambda _result: None)
    qtbot.waitUntil(lambda: bool(caught))

    assert caught == [ZeroDivisionError]
    assert background.is_idle()


def test_nobody_is_called_when_the_one_who_asked_is_gone(qtbot: QtBot, background: Background) -> None:
    called: list[int] = []
    owner = QObject()
    gate = threading.Event()

    background.run(lambda: gate.wait(10), lambda _result: called.append(1), owner=owner)
    owner.deleteLater()
    qtbot.waitSignal(owner.destroyed, raising=True)
    del owner
    gate.set()
    background.run(lambda: None, lambda _result: called.append(2))
    qtbot.waitUntil(lambda: 2 in called)

    assert 2 in called


def test_the_window_is_told_what_is_worked_on_and_when_it_ends(qtbot: QtBot, background: Background) -> None:
    told: list[str] = []
    background.busy.connect(told.append)

    background.run(lambda: None, lambda _result: None, words="Đang xuất…")
    qtbot.waitUntil(lambda: told[-1:] == [""])

    assert told == ["Đang xuất…", ""]


def test_work_tells_how_far_it_is_through_a_plain_callback(qtbot: QtBot, background: Background) -> None:
    shares: list[float] = []
    finished: list[bool] = []
    tell = background.teller(lambda share, _words: shares.append(share))

    def work() -> None:
        tell(0.5, "một nửa")
        tell(1.0, "xong")

    background.run(work, lambda _result: finished.append(True))
    qtbot.waitUntil(lambda: bool(finished))

    assert shares == [0.5, 1.0]
