"""Starts the window: first paint first, everything heavy after it."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.background import Background
from app.ui.crash import CrashHook
from app.ui.garbage import Collector
from app.ui.language import speak
from app.ui.preferences import Preferences, load_preferences
from app.ui.window import MainWindow


def run(path: Path | None = None, *, quit_when_ready: bool = False) -> int:
    """Show the window, on a dossier when one is given; the exit code. quit_when_ready: for measuring the start."""
    application = make_application()
    preferences = load_preferences()
    dress(application, preferences)
    background = Background()
    window = MainWindow(preferences, background)
    hook = CrashHook(window.say_wrong, window)
    hook.install()
    window.start(path)
    window.show_where_left()
    window.ready.connect(lambda: _settle(window), Qt.ConnectionType.SingleShotConnection)
    if quit_when_ready or os.environ.get("DOCHUAN_QUIT_WHEN_READY"):
        window.ready.connect(lambda: QTimer.singleShot(0, lambda: _say_ready(application)))
    return int(application.exec())


def _settle(window: MainWindow) -> None:
    """Once, after the first paint: what was made by the start stays, so that collecting never looks at it again."""
    gc.freeze()
    Collector(window, window.windowHandle())


def make_application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("DoChuan")
    application.setStyle("Fusion")
    return application


def dress(application: QApplication, preferences: Preferences) -> None:
    """Language, fonts, theme."""
    speak(preferences.language)
    theme.load_fonts()
    theme.use(preferences.theme, preferences.text_size)
    theme.apply(application)


def _say_ready(application: QApplication) -> None:
    print("ready", flush=True)
    application.quit()
