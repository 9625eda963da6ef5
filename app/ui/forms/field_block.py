"""One question of a form in a column: its words, its picture, its editor, and what is wrong with the answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.domain.errors import UserError
from app.domain.forms.definition import Question, Texts, text_in
from app.domain.forms.markdown import plain
from app.ui import theme
from app.ui.forms.answer_desk import AnswerDesk
from app.ui.forms.choice_editors import ChoiceEditor
from app.ui.forms.editors import Editor, make_editor, offer_choices
from app.ui.forms.session import FormSession
from app.ui.parts import Glyph, button, column, row, text
from app.ui.pictures import thumbnail
from app.wording import _

PICTURE_WIDTH, PICTURE_HEIGHT = 360, 240


class FieldBlock(QWidget):
    """editing_changed: the keyboard came or went. entered(path): it came into this question.

    beside: the words stand left of the answer, as in a row of a table.
    """

    editing_changed = Signal()
    entered = Signal(str)

    def __init__(
        self,
        session: FormSession,
        question: Question,
        path: str,
        *,
        beside: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.question = question
        self.path = path
        self._label = text("", "body" if beside else "cap", wrap=True)
        self._required = text(_("bắt buộc"), "small")
        self._hint = text("", "small", wrap=True)
        self._more = GuidanceLine()
        self._picture = QLabel()
        self._picture.hide()
        self.desk = AnswerDesk(session, path)
        self.editor = editor_for(session, question, path, self.desk)
        self.editor.committed.connect(self._keep)
        if isinstance(self.editor, ChoiceEditor):
            self.editor.picker.keys_need_focus = True
            self.editor.picker.set_bare(beside)
        for each in self.editor.tab_order():
            each.installEventFilter(self)
        self._more.after = self.editor.tab_order()[-1]
        self._fallen = FallenLine()
        line = row(gap=8)
        line.addWidget(self._label, 1)
        line.addWidget(self._required, 0, Qt.AlignmentFlag.AlignBottom)
        if beside:
            whole = row(gap=12)
            whole.addLayout(column(line, self._hint, gap=2), 4)
            whole.addLayout(column(self.editor, self._fallen, None, gap=2), 6)
            self.setLayout(whole)
        else:
            self.setLayout(column(line, self._hint, self._more, self._picture, self.editor, self._fallen, gap=4))
        self._show_picture()

    def point_at(self, path: str) -> None:
        """Stand for the same question of another instance of its repeated section."""
        self.editor.flush()
        self.path = path
        self.editor.forget()
        self.desk.point_at(path)
        self.refresh()

    def refresh(self) -> None:
        """Show the question as it now stands in the file."""
        filling, path = self.session.filling, self.path
        if not filling.has(path):
            return
        answer = self.session.answer_to(path)
        self.setVisible(filling.relevant(path))
        label = plain(filling.label(path))
        self._label.setText(f"{self.question.code}  {label}" if self.question.code else label)
        hint = plain(filling.hint(path))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._more.say(plain(filling.guidance(path)))
        self.editor.name(label)
        self._required.setVisible(filling.required(path) and filling.value(path) == "")
        offer_choices(self.editor, filling.choices(path) if self.question.type.has_choices else [])
        self.editor.set_read_only(bool(self.session.locked) or filling.read_only(path))
        self.editor.show_value(answer.value if answer else filling.value(path))
        self._fallen.say(self.session.fallen(path))
        if not (self.editor.unread() and self.editor.problem()):
            answered = filling.value(path) != ""
            self.editor.show_problem((filling.problem(path) or "") if answered else "")

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.editing_changed.emit()
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit(self.path)
        return False

    def _keep(self, typed: str) -> None:
        try:
            self.session.answer(self.path, typed)
        except UserError as mistake:
            if not self.editor.keeps_typed:
                answer = self.session.answer_to(self.path)
                self.editor.show_value(answer.value if answer else "")
            self.editor.show_problem(str(mistake))

    def _show_picture(self) -> None:
        show_form_picture(self._picture, self.session, self.question.media.get("image", {}))


class GuidanceLine(QWidget):
    """What the author tells the person who asks, folded behind "thêm". after: what Tab comes from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: QLabel | None = None
        self._open: QPushButton | None = None
        self.after: QWidget | None = None
        self.hide()

    def say(self, words: str) -> None:
        if words and self._words is None:
            self._build()
        if self._words is not None and words != self._words.text():
            self._words.setText(words)
        if self._words is not None:
            self.setVisible(bool(words))

    def is_open(self) -> bool:
        return self._words is not None and not self._words.isHidden()

    def words(self) -> str:
        return self._words.text() if self._words is not None else ""

    def _build(self) -> None:
        """Few questions have guidance, so that its widgets are made when there is some."""
        self._words = text("", "second", wrap=True)
        self._words.hide()
        self._open = button(_("thêm hướng dẫn"), self.toggle, kind="link", icon_name="")
        self._open.setIcon(QIcon())
        self._open.setStyleSheet("padding: 0;")
        self.setLayout(column(row(self._open, None, gap=0), self._words, gap=0))
        if self.after is not None and self.after.window() is self.window():
            self.setTabOrder(self.after, self._open)

    def toggle(self) -> None:
        """Open or fold it."""
        if self._words is not None and self._open is not None:
            self._words.setVisible(self._words.isHidden())
            self._open.setText(_("bớt hướng dẫn") if self.is_open() else _("thêm hướng dẫn"))


class FallenLine(QWidget):
    """Says that a choice fell away because another answer no longer allows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: QLabel | None = None
        self.hide()

    def say(self, choice: str) -> None:
        """choice: what was chosen, in words; "" says nothing."""
        if choice and self._words is None:
            self._words = text("", "small", wrap=True, tone="warn")
            line = row(Glyph("warn", 14), gap=6)
            line.addWidget(self._words, 1)
            self.setLayout(line)
        if self._words is not None:
            self._words.setText(_("“{choice}” không còn trong danh sách nên đã bỏ. Chọn lại.", choice=choice))
            self.setVisible(bool(choice))

    def words(self) -> str:
        return self._words.text() if self._words is not None else ""


def editor_for(session: FormSession, question: Question, path: str, desk: AnswerDesk) -> Editor:
    """The editor of a question, by how long its whole list of choices is."""
    filling = session.filling
    choices = filling.form.choices(question.choices) if question.type.has_choices else ()
    offered = filling.choices(path) if question.type.has_choices else []
    longest = list(choices) if len(choices) > len(offered) else offered
    return make_editor(question, longest, filling.language, desk)


def show_form_picture(label: QLabel, session: FormSession, names: Texts) -> None:
    """Put a picture of the form into a label; a label without one is hidden."""
    name = text_in(names, session.filling.language)
    content = session.media(name.removeprefix("jr://images/")) if name else None
    if not content:
        label.hide()
        return
    ratio = label.devicePixelRatioF()
    wide, high = round(theme.px(PICTURE_WIDTH) * ratio), round(theme.px(PICTURE_HEIGHT) * ratio)
    shown = thumbnail(content, wide, high)
    if shown.width() > wide or shown.height() > high:
        shown = shown.scaled(wide, high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    shown.setDevicePixelRatio(ratio)
    label.setPixmap(shown)
    label.setAccessibleName(name)
    label.setVisible(not shown.isNull())
