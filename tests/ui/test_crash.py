from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import UserError
from app.ui.crash import KEPT_REPORTS, CrashDialog, CrashHook, write_report


@pytest.fixture
def hook(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[CrashHook, list[str]]]:
    import threading

    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    window = QWidget()
    qtbot.addWidget(window)
    said: list[str] = []
    made = CrashHook(said.append, window)
    made.install()
    yield made, said


def raised(error: Exception) -> tuple[type[Exception], Exception, object]:
    try:
        raise error
    except Exception:  # noqa: BLE001 any is wanted here
        return sys.exc_info()  # type: ignore[return-value]


def test_a_sentence_for_the_person_is_said_in_the_page(qtbot: QtBot, hook: tuple[CrashHook, list[str]]) -> None:
    _made, said = hook

    sys.excepthook(*raised(UserError("Ổ đĩa đầy.")))
    qtbot.waitUntil(lambda: bool(said))

    assert said == ["Ổ đĩa đầy."]


def test_our_own_mistake_says_that_the_data_are_safe(
    qtbot: QtBot, hook: tuple[CrashHook, list[str]], capfd: pytest.CaptureFixture[str]
) -> None:
    shown: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CrashDialog):
            shown.extend(label.text() for label in dialog.findChildren(QLabel))
            dialog.accept()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)
    sys.excepthook(*raised(ValueError("bug")))
    qtbot.waitUntil(lambda: bool(shown))

    assert "Dữ liệu vẫn an toàn." in shown
    assert "ValueError: bug" in capfd.readouterr().err


def test_the_report_tells_what_went_wrong(own_user_folder: object) -> None:
    path = write_report("Traceback: ValueError")

    assert path is not None
    assert "Traceback: ValueError" in path.read_text("utf-8")


def test_reports_do_not_pile_up(own_user_folder: object) -> None:
    for number in range(KEPT_REPORTS + 5):
        path = write_report(f"lỗi {number}")

    assert path is not None
    assert len(list(path.parent.glob("*.txt"))) == KEPT_REPORTS
