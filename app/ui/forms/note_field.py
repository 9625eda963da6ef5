"""Several lines of text that keep themselves: after a short pause in typing, on leaving, and when asked."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from app.formats import nfc
from app.ui import theme

PAUSE_MILLISECONDS = 700


class NoteField(QPlainTextEdit):
    """committed(text): NFC, and only when it differs from what was last shown or committed.

    The field itself is never rewritten while it is typed in, and nothing is committed in the middle of a composition.
    """

    committed = Signal(str)
    files_pasted = Signal(QMimeData)

    def __init__(
        self, *, least_lines: int = 2, most_lines: int = 8, pauses: bool = True, parent: QWidget | None = None
    ) -> None:
        """pauses: commit after a short pause in typing too, not only on leaving."""
        super().__init__(parent)
        self._pauses = pauses
        self._least, self._most = least_lines, most_lines
        self._kept = ""
        self._composing = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.flush)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def show_text(self, kept: str) -> None:
        """Show a kept text; a text that is being typed and not yet kept stays."""
        if nfc(self.toPlainText()) == kept:
            self._kept = kept
            return
        if self.hasFocus() and self.is_unsent() and kept == self._kept:
            return
        self._kept = kept
        self.setPlainText(kept)
        self._pause.stop()

    def is_unsent(self) -> bool:
        """Whether something was typed that is not committed yet."""
        return self._typed() != self._kept

    def flush(self) -> None:
        """Commit now what was typed."""
        self._pause.stop()
        if self._composing or not self.is_unsent() or self.isReadOnly():
            return
        self._kept = self._typed()
        self.committed.emit(self._kept)

    def forget(self) -> None:
        """Drop what was typed and not committed, before another text is shown."""
        self._pause.stop()
        self._kept = self._typed()

    def take_back(self, kept: str) -> None:
        """The commit failed: what was typed stays in the field and counts as not kept."""
        self._kept = kept

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composing = False
        self.flush()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text comes in as NFC plain text, one undo; pictures and files are the page's to take."""
        if source.hasUrls() or (source.hasImage() and not source.hasText()):
            self.files_pasted.emit(source)
        elif source.hasText():
            self.textCursor().insertText(nfc(source.text()))

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _typed(self) -> str:
        return nfc(self.toPlainText()).rstrip()

    def _on_text_changed(self) -> None:
        self._fit()
        if self._pauses and self.is_unsent():
            self._pause.start()

    def _fit(self) -> None:
        """As high as its text needs, within its bounds; beyond them it scrolls."""
        line = QFontMetrics(theme.font("body")).lineSpacing()
        lines = max(self._least, min(self._most, self.document().documentLayout().documentSize().toSize().height()))
        height = round(lines * line) + theme.px(18) + 2 * theme.border()
        if height != self.height():
            self.setFixedHeight(height)
