"""Ctrl+Z in a text field takes back its typing; where nothing was typed, the last deed in the dossier."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid


class TypingUndo(QObject):
    """Watches the text field that has the focus, and no other widget: a filter on all events would cost too much."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not _is_for_the_dossier(watched, event):
            return False
        event.ignore()
        return True

    def _watch(self, _left: QWidget | None, entered: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = entered if isinstance(entered, QLineEdit | QPlainTextEdit | QTextEdit) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)


def _is_for_the_dossier(watched: QObject, event: QKeyEvent) -> bool:
    """True when the field has no typing of its own to take back or do again."""
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier or event.key() not in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        return False
    undoes = event.key() == Qt.Key.Key_Z
    match watched:
        case QLineEdit():
            return not (watched.isUndoAvailable() if undoes else watched.isRedoAvailable())
        case QPlainTextEdit() | QTextEdit():
            document = watched.document()
            return not (document.isUndoAvailable() if undoes else document.isRedoAvailable())
    return False
