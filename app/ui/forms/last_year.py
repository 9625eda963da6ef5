"""Last year beside this year: what the last cycle answered to this question, how it moved, its note to take over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from app.domain.answers import Answer, is_answered
from app.domain.errors import UserError
from app.domain.forms.definition import text_in
from app.formats import show_date
from app.services.last_year import Past, movement, read_past
from app.services.survey import NOT_APPLICABLE
from app.services.survey_states import level_of
from app.services.typed_values import as_shown
from app.ui import theme
from app.ui.forms.flowing import flowing
from app.ui.forms.level_line import At, LevelLine
from app.ui.forms.session import FormSession
from app.ui.icons import pixmap
from app.ui.parts import Card, InlineMessage, KeyCap, Pill, button, column, row, text
from app.wording import _

BESIDE_FROM = 470
"""px at 100 %: narrower than this, the cards stand below each other."""


class LastYear(Card):
    """show_question(path). Earlier cycles do not change, so they are read once; in the first cycle it stays hidden."""

    def __init__(self, session: FormSession, parent: QWidget | None = None) -> None:
        super().__init__(padding=(12, 8, 12, 10), parent=parent)
        self._session = session
        self._path = ""
        self._past: Past | None = None
        self._is_read = False
        self.setAccessibleName(_("Năm trước"))
        clock = text("", "body")
        clock.setPixmap(pixmap("history", "text2", 16))
        self.pill = Pill()
        self._answer = flowing(text("", "strong", wrap=True))
        self._note = flowing(text("", "body", wrap=True, selectable=True))
        self._who = flowing(text("", "small", wrap=True))
        self.line = LevelLine()
        self.copy = button(_("Lấy lại ghi chú"), self.copy_note, kind="ghost", icon_name="copy")
        self._cap = KeyCap("L")
        self._wrong = InlineMessage("bad", "")
        self.content.addLayout(row(clock, text(_("Năm trước"), "strong"), None, self.pill, gap=8))
        words = column(self._answer, self._note, self._who, None, gap=3)
        beside = row(gap=10)
        beside.addLayout(words, 1)
        beside.addWidget(self.line, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(beside)
        self.content.addLayout(row(self.copy, self._cap, None, gap=4))
        self.content.addWidget(self._wrong)
        self.hide()

    @property
    def past(self) -> Past | None:
        """What the earlier cycles answered; None in the first one."""
        if not self._is_read:
            self._is_read = True
            workspace, form = self._session.workspace, self._session.form_name
            if workspace.cycle.previous_id:
                self._past = workspace.read(lambda unit: read_past(unit, workspace.cycle_id, form))
        return self._past

    def show_question(self, path: str, *, still: bool) -> None:
        """Show what was answered to this question then; hidden where nothing was."""
        self._path = path
        then = self._then()
        self.setVisible(then is not None)
        if then is None:
            return
        session, question = self._session, self._session.question(path)
        now = session.answer_to(path)
        self.pill.show_state(*movement(question, then, now))
        self._answer.setText(self._words_of(then))
        self._note.setText(f"“{then.note}”" if then.note else "")
        self._note.setVisible(bool(then.note))
        when = show_date(then.answered_at.astimezone().date()) if then.answered_at else ""
        self._who.setText(", ".join(each for each in (then.answered_by, when) if each))
        self._show_line(now)
        can_copy = bool(then.note) and not still and then.note not in (now.note if now else "")
        self.copy.setVisible(can_copy)
        self._cap.setVisible(can_copy)
        self._wrong.say("bad", "")

    def copy_note(self) -> None:
        """Last year's note into this year's, behind what is written there; undo takes it out again."""
        then = self._then()
        if then is None or self.copy.isHidden():
            return
        now = self._session.answer_to(self._path)
        kept = now.note if now else ""
        try:
            self._session.note(self._path, f"{kept}\n{then.note}" if kept else then.note)
        except UserError as mistake:
            self._wrong.say("bad", str(mistake))

    def _then(self) -> Answer | None:
        past = self.past
        if past is None or not self._path or "[" in self._path:
            return None
        then = past.answers.get(self._session.question(self._path).name)
        return then if is_answered(then) else None

    def _words_of(self, then: Answer) -> str:
        session, question = self._session, self._session.question(self._path)
        if then.status == NOT_APPLICABLE:
            return _("Không áp dụng: {reason}", reason=then.reason)
        names = {
            each.name: text_in(each.label, session.filling.language) for each in session.filling.choices(self._path)
        }
        level = level_of(question, then)
        if level is not None:
            return _("Mức {level} – {name}", level=level, name=names.get(then.value, ""))
        if question.type.has_choices:
            return ", ".join(names.get(each, each) for each in then.value.split())
        return as_shown(question.type, then.value)

    def _show_line(self, now: Answer | None) -> None:
        question, past, cycle = self._session.question(self._path), self.past, self._session.workspace.cycle
        then = past.levels.get(question.name, ()) if past is not None and question.is_level else ()
        points = [At(each.year, each.level) for each in then]
        this_year = (cycle.surveyed_on or cycle.starts_on).year
        self.line.show_levels([*points, At(this_year, level_of(question, now))] if points else [])


class SideBySide(QWidget):
    """Two cards beside each other, or below each other where it is narrow; one that is hidden leaves its room."""

    def __init__(self, first: QWidget, second: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(12)
        self._second = second
        self._line.addWidget(first, 1, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(second)
        self.setLayout(self._line)

    def event(self, event: QEvent) -> bool:
        """An empty layout would keep its share of the width."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._line.setStretch(1, 0 if self._second.isEmpty() else 1)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(BESIDE_FROM)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
