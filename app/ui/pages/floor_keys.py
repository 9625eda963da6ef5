"""Telling a person's single keys from a scanner, which types a whole code within a blink."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

BLINK_MILLISECONDS = 60
"""Scanners send a character every 1 to 30 ms; two fingers need longer."""


class KeyBurst(QObject):
    """pressed(letter): one key alone, told a blink later. scanned(code, ended): several at once; ended: by Enter.

    Without this a scanned code such as CD-005 would answer for the current row with its digits.
    """

    pressed = Signal(str)
    scanned = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held = ""
        self._blink = QTimer(self, singleShot=True, interval=BLINK_MILLISECONDS)
        self._blink.timeout.connect(lambda: self._tell(ended=False))

    def take(self, letters: str) -> None:
        self._held += letters
        self._blink.start()

    def enter(self) -> bool:
        """Enter was pressed: True when it ended a scanned code and so is used up."""
        was_scan = len(self._held) > 1
        self._tell(ended=True)
        return was_scan

    def flush(self) -> None:
        """Tell at once what is held, before something else happens."""
        self._tell(ended=False)

    def _tell(self, *, ended: bool) -> None:
        self._blink.stop()
        held, self._held = self._held, ""
        if len(held) > 1:
            self.scanned.emit(held, ended)
        elif held:
            self.pressed.emit(held)
