"""Beside the comments: the current one with what it is about, its answer, and the way to what it wants changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.programme_papers import COMMENT_DECISIONS, comment_code
from app.formats import show_date
from app.services.comments import About, CommentRow
from app.ui import theme
from app.ui.pages.approval_comments import about_named
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import Card, Choice, Field, FilterButton, KeyCap, button, column, row, scrolled, text
from app.wording import N_, _

PAGES = {"goals": "goals", "effects": "goals", "tasks": "tasks", "solutions": "solutions"}
CAPS = {"accepted": "A", "partly": "P", "kept": "K"}
SHORT_WORDS = {"accepted": N_("Tiếp thu"), "partly": N_("Một phần"), "kept": N_("Giữ nguyên")}
ANSWER_WORDS = {
    "": N_("Lời trả lời"),
    "accepted": N_("Đã sửa thế nào"),
    "partly": N_("Phần nào tiếp thu, phần nào giữ nguyên, vì sao"),
    "kept": N_("Giải trình vì sao giữ nguyên"),
}


class AnswerPanel(Card):
    """answered(decision, words), edited(field, text), removed(reason), opened(page, id): go to the record."""

    answered = Signal(str, str)
    edited = Signal(str, str)
    removed = Signal(str)
    opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self._row: CommentRow | None = None
        self._still = False
        self.decision = ""
        self.title_line = text("", "h2", cut=True)
        self.words = Field(_("Ý kiến"), _box(self, 84))
        self.given_by = Field(_("Bộ phận, chức vụ cho ý kiến"))
        self.given_on = Field(_("Ngày"))
        self.about = Field(_("Về mục nào"), Choice())
        self.way = button(_("Đến mục đó để sửa"), self._open, kind="link")
        self.choices = {key: FilterButton(_(word)) for key, word in SHORT_WORDS.items()}
        self.answer = Field(_(ANSWER_WORDS[""]), _box(self, 96))
        self.signed = text("", "small", wrap=True)
        self.back = button(_("Bỏ câu trả lời"), self.take_back, kind="ghost")
        self.asker = ReasonAsker(
            _("Bỏ ý kiến này…"), _("Vì sao bỏ ý kiến này?"), _("Bỏ ý kiến"), _("Nêu lý do bỏ ý kiến này.")
        )
        self._build()

    def _build(self) -> None:
        answers = row(gap=6)
        for key, each in self.choices.items():
            each.clicked.connect(partial(self.choose, key))
            each.setAccessibleName(_(COMMENT_DECISIONS[key]))
            answers.addWidget(each)
            answers.addWidget(KeyCap(CAPS[key]))
            answers.addSpacing(6)
        answers.addStretch(1)
        made = column(gap=10, margins=(16, 12, 16, 14))
        made.addWidget(self.title_line)
        made.addWidget(self.words)
        line = row(gap=10)
        line.addWidget(self.given_by, 2, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.given_on, 1, Qt.AlignmentFlag.AlignTop)
        made.addLayout(line)
        made.addWidget(self.about)
        made.addLayout(row(self.way, None))
        made.addWidget(text(_("Trả lời"), "h2"))
        made.addLayout(answers)
        made.addWidget(self.answer)
        made.addLayout(row(self.signed, None, self.back, gap=6))
        made.addSpacing(6)
        made.addWidget(self.asker)
        made.addStretch(1)
        content = QWidget()
        content.setLayout(made)
        self.content.addWidget(scrolled(content), 1)
        for name, field in (("words", self.words), ("given_by", self.given_by), ("given_on", self.given_on)):
            field.committed.connect(partial(self.edited.emit, name))
        self.about.committed.connect(lambda value: self.edited.emit("about", value))
        self.answer.committed.connect(self._answer_typed)
        self.asker.given.connect(self.removed)

    # ---- show

    def show_comment(self, found: CommentRow, abouts: tuple[About, ...], still: bool, opens: int = 0) -> None:
        """What is being typed, and its error, stays. opens: the step that has to be opened before what the comment is
        about can be changed, 0 for none."""
        comment = found.comment
        same = self._row is not None and self._row.comment.id == comment.id
        self._row, self._still = found, still
        self.title_line.setText(f"{comment_code(comment)}  {comment.given_by}")
        options = [("", _("toàn bộ dự thảo")), *((f"{each.kind}:{each.id}", about_named(each)) for each in abouts)]
        self._choice().offer(options)
        if not same or not self._is_choosing():
            self.decision = comment.decision
        values = (
            (self.words, comment.words),
            (self.given_by, comment.given_by),
            (self.given_on, show_date(comment.given_on)),
            (self.about, f"{comment.about_kind}:{comment.about_id}" if found.about else ""),
            (self.answer, comment.answer),
        )
        for field, value in values:
            if not same or not (field.editor.hasFocus() or field.error()):
                field.show_value(value)
            field.set_read_only(still)
        self.way.setVisible(found.about is not None and found.about.kind in PAGES)
        self.way.setText(_("Mở bước {number} để sửa", number=opens) if opens else _("Đến mục đó để sửa"))
        self.signed.setText(
            _("{person} trả lời ngày {day}", person=comment.answered_by, day=show_date(comment.answered_on))
            if comment.decision
            else ""
        )
        self.back.setVisible(bool(comment.decision) and not still)
        self.asker.setVisible(not still)
        if not same:
            self.asker.close_up()
        self._show_choice()

    def _choice(self) -> Choice:
        editor = self.about.editor
        assert isinstance(editor, Choice)
        return editor

    def _is_choosing(self) -> bool:
        """An answer was chosen that still wants its words."""
        return self._row is not None and self.decision != self._row.comment.decision

    def _show_choice(self) -> None:
        for key, each in self.choices.items():
            each.setChecked(key == self.decision)
            each.setEnabled(not self._still)
        self.answer.label.setText(_(ANSWER_WORDS[self.decision]))

    # ---- deeds

    def choose(self, decision: str) -> None:
        """An answer by button or key: taking a comment needs no words, the others ask for them at once."""
        if self._still or self._row is None:
            return
        self.decision = decision
        self._show_choice()
        words = self.answer.value().strip()
        if decision == "accepted" or words:
            self.answered.emit(decision, words)
        else:
            self.answer.editor.setFocus()

    def take_back(self) -> None:
        self.decision = ""
        self.answer.show_value("")
        self.answered.emit("", "")

    def _answer_typed(self, words: str) -> None:
        if self.decision:
            self.answered.emit(self.decision, words)

    def _open(self) -> None:
        if self._row is not None and self._row.about is not None:
            self.opened.emit(PAGES[self._row.about.kind], self._row.about.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text of several lines is kept when it is left, too."""
        if event.type() == QEvent.Type.FocusOut:
            for field in (self.words, self.answer):
                if field.editor is watched:
                    field.commit()
        return super().eventFilter(watched, event)


def _box(panel: AnswerPanel, height: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setFixedHeight(theme.px(height))
    made.installEventFilter(panel)
    return made
