"""Answers that are typed: a line, a number, a day, a month or a year, a time, several lines."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.forms.definition import Question, QuestionType
from app.formats import nfc, read_date, show_date
from app.services.typed_values import as_shown
from app.ui.forms.calendar import pick_day
from app.ui.forms.editor import Editor, repolish
from app.ui.forms.note_field import NoteField
from app.ui.icons import icon
from app.wording import _


class AnswerLine(QLineEdit):
    """Esc gives the letters back to the page; what was typed is kept on the way out."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class LineEditor(Editor):
    """One line of text, a number, a day or a time; checked when it is left or Enter is pressed."""

    keeps_typed = True

    def __init__(self, question: Question, parent: QWidget | None = None, *, shown: QWidget | None = None) -> None:
        self.line = AnswerLine()
        super().__init__(self.line, parent, shown=shown)
        self._type = question.type
        self._kept = ""
        self.line.setMaximumWidth(_WIDTHS.get(question.type, 16777215))
        self.line.setPlaceholderText(_(_EXAMPLES.get(question.type, "")) if question.type in _EXAMPLES else "")
        self.line.editingFinished.connect(self.flush)
        if question.type in (QuestionType.DATE, QuestionType.DATETIME):
            self._offer_calendar()

    def show_value(self, value: str) -> None:
        shown = self._shown(value)
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

    def forget(self) -> None:
        super().forget()
        self.line.clear()
        self._kept = ""

    def unread(self) -> str:
        return self.line.text() if nfc(self.line.text()) != self._kept else ""

    def set_read_only(self, still: bool) -> None:
        if self.line.isReadOnly() != still:
            self.line.setReadOnly(still)
            repolish(self.line)

    def _shown(self, value: str) -> str:
        return as_shown(self._type, value)

    def _offer_calendar(self) -> None:
        action = QAction(icon("calendar", "text2", 16), _("Chọn trong lịch"), self.line)
        action.triggered.connect(self._open_calendar)
        self.line.addAction(action, QLineEdit.ActionPosition.TrailingPosition)

    def _open_calendar(self) -> None:
        if not self.line.isReadOnly():
            pick_day(self.line, read_date(self.line.text().partition(" ")[0]), self._take_day)

    def _take_day(self, day: date) -> None:
        clock = self.line.text().strip().partition(" ")[2] or "00:00"
        self.line.setText(f"{show_date(day)} {clock}" if self._type is QuestionType.DATETIME else show_date(day))
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


class PartialDateEditor(LineEditor):
    """A month of a year, or a year alone (appearances "month-year" and "year"); kept as the first day of it."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._only_year = "month-year" not in question.appearance
        self.line.setPlaceholderText("2026" if self._only_year else "11/2026")
        self.line.setMaximumWidth(140)
        for action in self.line.actions():
            self.line.removeAction(action)

    def flush(self) -> None:
        typed = nfc(self.line.text()).strip()
        if nfc(self.line.text()) == self._kept or self.line.isReadOnly():
            return
        day = first_day(typed, only_year=self._only_year)
        if typed and day is None:
            self.show_problem(self._how_to_type(typed))
        else:
            self.committed.emit(show_date(day))

    def _shown(self, value: str) -> str:
        day = read_date(value)
        if day is None:
            return value
        return f"{day.year}" if self._only_year else f"{day.month:02d}/{day.year}"

    def _how_to_type(self, typed: str) -> str:
        if self._only_year:
            return _("“{typed}” không phải là năm. Gõ bốn chữ số, ví dụ 2026.", typed=typed)
        return _("“{typed}” không phải là tháng. Gõ tháng/năm, ví dụ 11/2026.", typed=typed)


def first_day(typed: str, *, only_year: bool) -> date | None:
    """The first day of a month typed as 11/2026 (or 2026-11), or of a year typed as 2026; a whole date also serves."""
    whole = read_date(typed)
    if whole is not None:
        return whole.replace(day=1, month=1 if only_year else whole.month)
    found = re.fullmatch(r"(?:(\d{1,2})\s*[/.\-]\s*)?(\d{4})|(\d{4})-(\d{1,2})", typed.strip(), re.ASCII)
    if not found:
        return None
    year, month = int(found[2] or found[3]), int(found[1] or found[4] or 0)
    if not year or month > 12 or (not only_year and not month):
        return None
    return date(year, 1 if only_year else month, 1)


class AreaEditor(Editor):
    """Several lines of text, kept after a short pause in typing and on leaving."""

    keeps_typed = True

    def __init__(self, parent: QWidget | None = None) -> None:
        self.area = NoteField()
        super().__init__(self.area, parent)
        self.area.committed.connect(self.committed)

    def show_value(self, value: str) -> None:
        self.area.show_text(value)

    def flush(self) -> None:
        self.area.flush()

    def forget(self) -> None:
        super().forget()
        self.area.forget()

    def set_read_only(self, still: bool) -> None:
        if self.area.isReadOnly() != still:
            self.area.setReadOnly(still)
            repolish(self.area)
