"""A field: label above, control, unit inside, and the sentence below when what was typed is not right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QTextEdit,
    QWidget,
)

from app.formats import nfc
from app.ui import theme
from app.ui.icons import icon
from app.ui.parts.states import Glyph, paint_glyph
from app.ui.parts.surfaces import column, row
from app.ui.parts.texts import text
from app.wording import _


class Choice(QComboBox):
    """A drop-down of (value, word); the wheel scrolls the page behind it, not the value."""

    picked = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.offer(options)
        self.activated.connect(lambda _index: self.picked.emit(self.value()))

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        self.clear()
        for value, word in options:
            self.addItem(word, value)

    def value(self) -> str:
        return str(self.currentData() or "")

    def show_value(self, value: str) -> None:
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Field(QWidget):
    """Label, control and message. committed(text) comes when the field is left or Enter pressed, and only when
    the text differs from what was last shown; while typing, nothing is judged.

    editor: a QLineEdit (made when none is given), Choice, QPlainTextEdit or any widget. A mistake is shown with
    show_error(sentence); the typed text stays.
    """

    committed = Signal(str)

    def __init__(
        self,
        label: str,
        editor: QWidget | None = None,
        *,
        unit: str = "",
        placeholder: str = "",
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor if editor is not None else QLineEdit()
        self.label = text(label, "cap")
        self.label.setBuddy(self.editor)
        self.editor.setAccessibleName(f"{label}, {unit}" if unit else label)
        self._note = text(note, "small")
        if not note:
            self._note.hide()
        self._glyph = Glyph("bad", 14)
        self._message = text("", "small", tone="bad", wrap=True)
        self._error = QWidget()
        self._error.setLayout(row(self._glyph, self._message, gap=6))
        self._error.layout().setAlignment(self._glyph, Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr]
        self._message.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._error.hide()
        self._shown = ""
        heading = row(self.label, None, self._note, gap=6)
        self.setLayout(column(heading, self.editor, self._error, gap=4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setProperty("stands", "top")
        self._connect(unit, placeholder)

    def _connect(self, unit: str, placeholder: str) -> None:
        match self.editor:
            case QLineEdit():
                if placeholder:
                    self.editor.setPlaceholderText(placeholder)
                self.editor.editingFinished.connect(self._commit)
                if unit:
                    _Unit(self.editor, unit)
            case Choice():
                self.editor.picked.connect(self._commit)
            case QPlainTextEdit():
                self.editor.setPlaceholderText(placeholder)
                self.editor.setTabChangesFocus(True)

    def value(self) -> str:
        """What stands in the control, NFC."""
        match self.editor:
            case QLineEdit():
                return nfc(self.editor.text())
            case Choice():
                return self.editor.value()
            case QPlainTextEdit():
                return nfc(self.editor.toPlainText())
        return ""

    def show_value(self, value: str) -> None:
        """Put a kept value into the control; a mistake shown before goes away."""
        self._shown = value
        self.show_error("")
        match self.editor:
            case QLineEdit():
                if self.editor.text() != value:
                    self.editor.setText(value)
                    self.editor.setCursorPosition(0)
            case Choice():
                self.editor.show_value(value)
            case QPlainTextEdit():
                if self.editor.toPlainText() != value:
                    self.editor.setPlainText(value)

    def show_error(self, sentence: str) -> None:
        """Say below the field what is wrong and how to mend it; "" takes it away. What was typed stays."""
        if sentence == self._message.text() and bool(sentence) == (self.editor.property("state") == "bad"):
            return
        self._message.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.editor.setProperty("state", "bad" if sentence else "")
        self.editor.setAccessibleDescription(sentence)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def error(self) -> str:
        return self._message.text()

    def set_read_only(self, still: bool) -> None:
        """Not to be changed now, but readable and selectable; not grey soup."""
        match self.editor:
            case QLineEdit() | QPlainTextEdit() | QTextEdit():
                self.editor.setReadOnly(still)
            case _:
                self.editor.setEnabled(not still)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def commit(self) -> None:
        """Send what stands there if it is new; for editors that do not tell by themselves."""
        self._commit()

    def _commit(self, *_ignored: object) -> None:
        value = self.value()
        if value != self._shown:
            self._shown = value
            self.committed.emit(value)


class _Unit(QLabel):
    """The unit, inside a line edit at its right."""

    def __init__(self, editor: QLineEdit, unit: str) -> None:
        super().__init__(unit, editor)
        self._editor = editor
        self.setProperty("role", "small")
        self.setFont(theme.font("small"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.adjustSize()
        editor.setTextMargins(0, 0, self.width() + 6, 0)
        self._place()
        editor.installEventFilter(self)

    def eventFilter(self, watched: object, event: object) -> bool:
        if isinstance(event, QResizeEvent):
            self._place()
        return False

    def _place(self) -> None:
        editor = self._editor
        self.move(editor.width() - self.width() - 9, (editor.height() - self.height()) // 2)


def is_typing_in(widget: QWidget) -> bool:
    """Whether a field within it has the keyboard, so that letters and digits are text."""
    focus = QApplication.focusWidget()
    return isinstance(focus, QLineEdit | QPlainTextEdit | QComboBox) and widget.isAncestorOf(focus)


class SearchField(QLineEdit):
    """A finder: a glass at the left, Esc empties it, a second Esc leaves it."""

    left_by_key = Signal()

    def __init__(self, placeholder: str, *, kind: str = "search", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        glass = QAction(icon("search", "text3", 16), "", self)
        glass.setEnabled(True)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.clearFocus()
                self.left_by_key.emit()
            return
        super().keyPressEvent(event)


class UnverifiedMark(QWidget):
    """A small triangle beside a figure that nobody has verified; the tooltip names its source and date."""

    def __init__(self, source: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(14, 14)
        self.setToolTip(source)
        self.setAccessibleName(_("Chưa kiểm chứng: {source}", source=source))

    def sizeHint(self) -> QSize:
        return QSize(14, 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_glyph(QPainter(self), QRectF(self.rect()), "warn")
