"""One editor for each kind of answer. An editor asks and shows; it says committed(text) and never judges."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.forms.definition import Choice, Question, QuestionType, text_in
from app.formats import nfc, read_date, show_date
from app.services.typed_values import as_shown
from app.ui.forms.calendar import pick_day
from app.ui.forms.choice_picker import ChoicePicker
from app.ui.forms.note_field import NoteField
from app.ui.icons import icon
from app.ui.parts import Choice as DropDown
from app.ui.parts import Glyph, column, row, text
from app.wording import _

MANY_CHOICES = 12


class Editor(QWidget):
    """committed(text): as typed or chosen. show(value) puts a kept value in; a text being typed is never replaced."""

    committed = Signal(str)

    def __init__(self, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._glyph = Glyph("bad", 14)
        self._message = text("", "small", tone="bad", wrap=True)
        self._problem = QWidget()
        line = row(gap=6)
        line.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._message, 1)
        self._problem.setLayout(line)
        self._problem.hide()
        self.setLayout(column(control, self._problem, gap=4))
        self.setFocusProxy(control)

    def show_value(self, value: str) -> None:
        """Put a kept value into the control."""

    def flush(self) -> None:
        """Commit what stands in the control, if it is new."""

    def unread(self) -> str:
        """The text that was typed and could not be kept; "" when there is none."""
        return ""

    def press(self, key: str) -> bool:
        """Pick a choice by its key; False when this editor has no such key."""
        return False

    def set_read_only(self, still: bool) -> None:
        """Readable, but not to be changed."""

    def set_one_line(self, one_line: bool) -> None:
        """Take less height where the window is small."""

    def show_problem(self, sentence: str) -> None:
        """Say below the field what is wrong; "" takes it away. What was typed stays."""
        self._message.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.control.setAccessibleDescription(sentence)
        if self.control.property("state") != ("bad" if sentence else ""):
            self.control.setProperty("state", "bad" if sentence else "")
            _repolish(self.control)

    def problem(self) -> str:
        return self._message.text() if not self._problem.isHidden() else ""

    def name(self, words: str) -> None:
        """What a screen reader calls the field."""
        self.control.setAccessibleName(words)


class LineEditor(Editor):
    """One line of text, a number, a day or a time; checked when it is left or Enter is pressed."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        self.line = _Line()
        super().__init__(self.line, parent)
        self._type = question.type
        self._kept = ""
        self.line.setMaximumWidth(_WIDTHS.get(question.type, 16777215))
        self.line.setPlaceholderText(_(_EXAMPLES.get(question.type, "")) if question.type in _EXAMPLES else "")
        self.line.editingFinished.connect(self.flush)
        if question.type is QuestionType.DATE:
            self._offer_calendar()

    def show_value(self, value: str) -> None:
        shown = as_shown(self._type, value)
        if nfc(self.line.text()) != shown and (shown != self._kept or not self.unread()):
            self.line.setText(shown)
            self.line.setCursorPosition(0)
        self._kept = shown

    def put(self, typed: str) -> None:
        """Bring back a text that could not be kept."""
        self.line.setText(typed)

    def flush(self) -> None:
        typed = nfc(self.line.text())
        if typed != self._kept and not self.line.isReadOnly():
            self.committed.emit(typed)

    def unread(self) -> str:
        return self.line.text() if nfc(self.line.text()) != self._kept else ""

    def set_read_only(self, still: bool) -> None:
        self.line.setReadOnly(still)
        _repolish(self.line)

    def _offer_calendar(self) -> None:
        action = QAction(icon("calendar", "text2", 16), _("Chọn trong lịch"), self.line)
        action.triggered.connect(self._open_calendar)
        self.line.addAction(action, QLineEdit.ActionPosition.TrailingPosition)

    def _open_calendar(self) -> None:
        if not self.line.isReadOnly():
            pick_day(self.line, read_date(self.line.text()), self._take_day)

    def _take_day(self, day: date) -> None:
        self.line.setText(show_date(day))
        self.flush()


_WIDTHS = {
    QuestionType.INTEGER: 200,
    QuestionType.DECIMAL: 200,
    QuestionType.RANGE: 200,
    QuestionType.DATE: 200,
    QuestionType.TIME: 140,
    QuestionType.DATETIME: 240,
}
_EXAMPLES = {
    QuestionType.DATE: "25/11/2026",
    QuestionType.TIME: "14:30",
    QuestionType.DATETIME: "25/11/2026 14:30",
}


class _Line(QLineEdit):
    """Esc gives the letters back to the page; what was typed is kept on the way out."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class AreaEditor(Editor):
    """Several lines of text, kept after a short pause in typing and on leaving."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.area = NoteField()
        super().__init__(self.area, parent)
        self.area.committed.connect(self.committed)

    def show_value(self, value: str) -> None:
        self.area.show_text(value)

    def flush(self) -> None:
        self.area.flush()

    def set_read_only(self, still: bool) -> None:
        self.area.setReadOnly(still)
        _repolish(self.area)


class ChoiceEditor(Editor):
    """Single choice, several choices or a ranking, as rows with key caps."""

    def __init__(self, question: Question, language: str, parent: QWidget | None = None) -> None:
        self.picker = ChoicePicker()
        super().__init__(self.picker, parent)
        self._language = language
        self._type = question.type
        self._choices: list[Choice] = []
        self.picker.committed.connect(self.committed)

    def offer(self, choices: list[Choice]) -> None:
        if choices != self._choices:
            self._choices = choices
            several = self._type is QuestionType.SELECT_MULTIPLE
            self.picker.offer(choices, self._language, several=several, ranked=self._type is QuestionType.RANK)

    def show_value(self, value: str) -> None:
        self.picker.set_value(value)

    def press(self, key: str) -> bool:
        return self.picker.press(key)

    def set_read_only(self, still: bool) -> None:
        self.picker.set_read_only(still)

    def set_one_line(self, one_line: bool) -> None:
        self.picker.set_one_line(one_line)


class DropDownEditor(Editor):
    """A single choice out of many, or one that the form wants small (appearance "minimal")."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        self.box = DropDown()
        super().__init__(self.box, parent)
        self._language = language
        self._choices: list[Choice] = []
        self.box.setMaximumWidth(420)
        self.box.picked.connect(self.committed)

    def offer(self, choices: list[Choice]) -> None:
        if choices != self._choices:
            self._choices = choices
            options = [(each.name, text_in(each.label, self._language)) for each in choices]
            self.box.offer([("", _("— chưa chọn —")), *options])

    def show_value(self, value: str) -> None:
        self.box.show_value(value)

    def set_read_only(self, still: bool) -> None:
        self.box.setEnabled(not still)


class AcknowledgeEditor(ChoiceEditor):
    """One thing to confirm."""

    def __init__(self, question: Question, language: str, parent: QWidget | None = None) -> None:
        super().__init__(question, language, parent)
        self.picker.offer([Choice(name="OK", label={language: _("Đã đọc và xác nhận")})], language, several=True)

    def offer(self, choices: list[Choice]) -> None:
        """There is nothing else to choose from."""


def make_editor(question: Question, choices: list[Choice], language: str) -> Editor:
    """The editor for this kind of question."""
    match question.type:
        case QuestionType.SELECT_ONE if len(choices) > MANY_CHOICES or "minimal" in question.appearance:
            return DropDownEditor(language)
        case QuestionType.SELECT_ONE | QuestionType.SELECT_MULTIPLE | QuestionType.RANK:
            return ChoiceEditor(question, language)
        case QuestionType.ACKNOWLEDGE:
            return AcknowledgeEditor(question, language)
        case QuestionType.TEXT if "multiline" in question.appearance:
            return AreaEditor()
        case _:
            return LineEditor(question)


def offer_choices(editor: Editor, choices: list[Choice]) -> None:
    """Give an editor of choices those that are open now; others have none."""
    if isinstance(editor, ChoiceEditor | DropDownEditor):
        editor.offer(choices)


def _repolish(widget: QWidget) -> None:
    widget.style().unpolish(widget)
    widget.style().polish(widget)
