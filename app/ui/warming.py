"""What the next pages need is loaded in the background once the first one stands, so that opening one is no wait."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from app.ui.background import Background

PAUSE_MILLISECONDS = 50
"""Between two pieces: what a person asks for meanwhile comes first."""

PAGES = tuple(
    f"app.ui.pages.{name}"
    for name in (
        "analysis",
        "goals",
        "tasks",
        "solutions",
        "approval",
        "instruments",
        "findings",
        "studies",
        "evaluations",
        "confirmation",
        "losses",
        "assessment",
        "carrying_out",
        "monitoring",
        "effect_report",
        "improvement",
        "schedule",
    )
)
"""Those of the ones with most behind them; what computes (numpy, scipy) is loaded by the computing itself."""


class Warming(QObject):
    """Loads modules one after the other, each as a job of its own; gone with its parent."""

    def __init__(self, background: Background, parent: QObject, names: Sequence[str] = PAGES) -> None:
        super().__init__(parent)
        self._background = background
        self._waiting = list(names)
        self._next()

    def _next(self) -> None:
        if self._waiting:
            name = self._waiting.pop(0)
            self._background.run(lambda: import_module(name), lambda _module: self._pause(), owner=self)

    def _pause(self) -> None:
        QTimer.singleShot(PAUSE_MILLISECONDS, self, self._next)
