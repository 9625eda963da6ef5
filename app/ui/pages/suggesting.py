"""A line one types a name into, with the names known so far offered below it; accents need not be typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from app.formats import fold


class SuggestingEdit(QLineEdit):
    """offer(names): what is known. Any other name can be typed as well; the field itself is never rewritten."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Sequence[str] = ()
        self._shown = QStringListModel(self)
        completer = QCompleter(self._shown, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(8)
        completer.setWidget(self)
        completer.activated.connect(self._take)
        self.completions = completer  # not setCompleter: it would rewrite what is typed when the popup is gone through
        self.textEdited.connect(self._suggest)

    def offer(self, names: Sequence[str]) -> None:
        self._known = names

    def suggested(self) -> list[str]:
        """What stands below the line now."""
        return self._shown.stringList()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens all that is known."""
        if event.key() == Qt.Key.Key_Down and not event.modifiers():
            self._suggest(self.text(), every=not self.text())
            return
        super().keyPressEvent(event)

    def _suggest(self, typed: str, *, every: bool = False) -> None:
        words = fold(typed).split()
        found = [each for each in self._known if (words or every) and all(word in fold(each) for word in words)]
        if [fold(each) for each in found] == [fold(typed)]:
            found = []
        self._shown.setStringList(found)
        if found:
            self.completions.complete()
        else:
            self._hide()

    def _take(self, name: str) -> None:
        self.setText(name)
        self.textEdited.emit(name)

    def _hide(self) -> None:
        popup = self.completions.popup()
        if popup is not None:
            popup.hide()
