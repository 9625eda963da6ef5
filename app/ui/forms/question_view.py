"""One question: what is asked and the answer stand still; note, evidence and findings scroll beneath."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.services.survey_states import is_level_question
from app.ui import theme
from app.ui.forms.answer_desk import AnswerDesk
from app.ui.forms.editors import Editor, LineEditor, offer_choices
from app.ui.forms.field_block import FallenLine, editor_for
from app.ui.forms.proof_view import ProofView
from app.ui.forms.question_head import QuestionHead
from app.ui.forms.reason_panel import ReasonPanel
from app.ui.forms.session import FormSession
from app.ui.forms.words import words_above
from app.ui.parts import InlineMessage, KeyCap, column, hairline, row, scrolled, text
from app.wording import _

LEAST_BELOW = 104
"""The note and its heading stay in sight below the answer."""


class QuestionView(QWidget):
    """show_question(path) shows one; every field keeps itself through the session as it is left.

    editing_changed: a text field got or lost the keyboard, so that other keys act now.
    """

    editing_changed = Signal()
    resized = Signal()

    def __init__(self, session: FormSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.path = ""
        self.editor: Editor | None = None
        self._drafts: dict[str, str] = {}
        self._folded = False
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = QuestionHead(self._menu())
        self._still = InlineMessage("info")
        self._caption = text("", "cap")
        self._keys = text("", "small")
        self._na_cap = KeyCap("0")
        self._na = QToolButton()
        self._na.setText(_("Không áp dụng, hỏi lý do"))
        self._na.clicked.connect(lambda _checked=False: self.ask_reason())
        self._na.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._answer_line = QWidget()
        self._answer_line.setLayout(row(self._caption, self._keys, None, self._na_cap, self._na, gap=6))
        self._place: QVBoxLayout = column(gap=0)
        self._fallen = FallenLine()
        self.reason = ReasonPanel()
        self.reason.committed.connect(self._keep_reason)
        self.reason.given_up.connect(self.focus_answer)
        self.reason.cleared.connect(self.clear)
        self.proof = ProofView(session)
        self.proof.editing_changed.connect(self.editing_changed)
        self._lower = scrolled(self.proof)
        self._lower.setMinimumHeight(theme.px(24))
        self._lower.verticalScrollBar().rangeChanged.connect(lambda _low, high: self.proof.make_way(high > 0))
        self._top = QWidget()
        above = (self.head, self._still, self._answer_line)
        self._top.setLayout(column(*above, self._place, self._fallen, self.reason, gap=6, margins=(20, 8, 20, 12)))
        stand_still(self._top, self.head)
        whole = column(self._top, hairline(), gap=0)
        whole.addWidget(self._lower, 1)
        self.setLayout(whole)
        session.changed.connect(self._on_changed)

    # ---- showing

    def show_question(self, path: str) -> None:
        """Show a question; what was typed into the one before is kept first."""
        if path == self.path:
            self.refresh()
            return
        self.leave()
        self.path = path
        self._replace_editor()
        self.refresh()
        self._lower.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Show the same question as it now stands in the file."""
        if not self.path:
            return
        session, filling = self.session, self.session.filling
        question, answer = session.question(self.path), session.answer_to(self.path)
        section = session.outline.section_of(self.path)
        subject = next((each.title for each in session.outline.sections if section and each.path == section.parent), "")
        asked = filling.relevant(self.path)
        still = bool(session.locked) or not asked or filling.read_only(self.path)
        self.head.show_question(question, session, self.path, section, subject)
        self._say_why_still(asked=asked)
        self._show_caption(still=still)
        if self.editor is not None:
            offer_choices(self.editor, filling.choices(self.path) if question.type.has_choices else [])
            self.editor.set_read_only(still)
            self.editor.show_value(answer.value if answer else filling.value(self.path))
            self._fallen.say(session.fallen(self.path))
            self._show_problem()
        self.reason.set_read_only(still)
        reason = answer.reason if answer and answer.status else ""
        self.reason.show_reason(reason, asking=self.reason.is_asking() and not still)
        self.proof.show_answer(self.path, still=bool(session.locked))
        self._fit()

    def fold(self, folded: bool) -> None:
        """Take the shape for the small frame."""
        self._folded = folded
        self.head.fold(folded)
        self.reason.fold(folded)
        margins = (16, 4, 16, 8) if folded else (20, 8, 20, 12)
        layout = self._top.layout()
        if layout is not None:
            layout.setContentsMargins(*margins)
        self._fit()

    # ---- answering

    def press(self, key: str) -> bool:
        """A digit: a choice by its key, or 0 for not applicable."""
        if self.editor is None or self.is_still():
            return False
        if key == "0":
            self.ask_reason()
            return True
        return self.editor.press(key)

    def ask_reason(self) -> None:
        """Open the reason of "không áp dụng" below the answer and put the cursor there."""
        if not self.is_still():
            self.reason.ask()
            self._fit()

    def clear(self) -> None:
        """Take the answer back."""
        self._do(lambda: self.session.clear(self.path))
        self.focus_answer()

    def focus_answer(self) -> None:
        """Put the keyboard on the answer: into the field, or on the rows where digits pick."""
        if self.editor is not None:
            self.editor.control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say_wrong(self, sentence: str) -> None:
        """A mistake that belongs to this answer, below it."""
        if self.editor is not None:
            self.editor.show_problem(sentence)
            self._fit()

    def is_still(self) -> bool:
        """Whether the answer can be read but not changed."""
        return bool(self.session.locked) or not self.session.filling.relevant(self.path)

    def leave_behind(self) -> None:
        """The question shown is no longer there, or is another one now: show none until one is chosen."""
        if self.editor is not None:
            self.editor.blockSignals(True)
        self.path = ""

    def leave(self) -> bool:
        """Keep what was typed; False when something could not be kept (it is brought back with the question)."""
        if not self.path or self.editor is None:
            return True
        self.proof.flush()
        self.reason.flush()
        self.editor.flush()
        unread = self.editor.unread()
        if unread:
            self._drafts[self.path] = unread
        else:
            self._drafts.pop(self.path, None)
        return not unread

    def has_unsent_text(self) -> bool:
        unsent = self.editor is not None and bool(self.editor.unread())
        return unsent or self.proof.note.is_unsent()

    def tab_order(self) -> list[QWidget]:
        """The answer first, then what belongs to it, then its proof."""
        answer = self.editor.tab_order() if self.editor is not None else []
        return [*answer, *self.reason.tab_order(), self._na, self.head.more, *self.proof.tab_order()]

    # ---- inside

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for words, deed in (
            (_("Không áp dụng…"), self.ask_reason),
            (_("Xóa câu trả lời"), self.clear),
        ):
            action = QAction(words, menu)
            action.triggered.connect(deed)
            menu.addAction(action)
        self._drop = QAction(menu)
        self._drop.triggered.connect(self._drop_instance)
        menu.addAction(self._drop)
        menu.aboutToShow.connect(partial(self._open_menu, menu))
        return menu

    def _open_menu(self, menu: QMenu) -> None:
        for action in menu.actions():
            action.setEnabled(not self.is_still())
        instance, _bracket, _rest = self.path.rpartition("]")
        self._drop.setVisible(bool(instance) and self.session.filling.can_add(instance + "]"))
        self._drop.setText(_("Bỏ {section}", section=self.session.outline.rows[self.path].instance))

    def _drop_instance(self) -> None:
        """Take away the instance of a repeated section that this question stands in."""
        self.session.remove_instance(self.path.rpartition("]")[0] + "]")

    def _replace_editor(self) -> None:
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        if self.editor is not None:
            self.editor.blockSignals(True)
            self._place.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        question, filling = self.session.question(self.path), self.session.filling
        self.editor = editor_for(self.session, question, self.path, AnswerDesk(self.session, self.path))
        self.editor.name(filling.label(self.path))
        self.editor.committed.connect(self._keep)
        for each in self.editor.tab_order():
            each.installEventFilter(self)
        self._place.addWidget(self.editor)
        self.editor.show()
        self.reason.show_reason("")
        draft = self._drafts.get(self.path, "")
        if draft and isinstance(self.editor, LineEditor):
            self.editor.show_value(self._kept_value())
            self.editor.put(draft)
            self.editor.flush()
        if had_focus:
            self.focus_answer()

    def _kept_value(self) -> str:
        answer = self.session.answer_to(self.path)
        return answer.value if answer else ""

    def _keep(self, typed: str) -> None:
        self._do(lambda: self.session.answer(self.path, typed))

    def _keep_reason(self, reason: str) -> None:
        self._do(lambda: self.session.not_applicable(self.path, reason))
        self.focus_answer()

    def _do(self, deed: Callable[[], None]) -> None:
        editor = self.editor
        try:
            deed()
        except UserError as mistake:
            if editor is not None:
                if not editor.keeps_typed:
                    editor.show_value(self._kept_value())
                editor.show_problem(str(mistake))
                self._fit()

    def _on_changed(self, paths: frozenset[str]) -> None:
        if (self.path in paths or not paths) and self.path in self.session.outline.rows:
            self.refresh()

    def _show_problem(self) -> None:
        editor, filling = self.editor, self.session.filling
        if editor is None or (editor.unread() and editor.problem()):
            return
        answered = filling.value(self.path) != ""
        editor.show_problem((filling.problem(self.path) or "") if answered else "")

    def _say_why_still(self, *, asked: bool) -> None:
        words = _("Câu này không hỏi vì các câu khác đã cho biết. Câu trả lời cũ vẫn giữ, nhưng không tính.")
        self._still.say("info", "" if asked else words)

    def _show_caption(self, *, still: bool) -> None:
        question = self.session.question(self.path)
        self._caption.setText(words_above(question))
        digits = self.editor is not None and question.type.has_choices and not still
        count = len(self.session.filling.choices(self.path)) if question.type.has_choices else 0
        self._keys.setText(_("phím 1–{last}", last=min(count, 9)) if digits and count else "")
        for each in (self._na_cap, self._na):
            each.setVisible(not still)
        required = self.session.filling.required(self.path) and not is_level_question(question)
        if required and not still and not self._keys.text():
            self._keys.setText(_("bắt buộc"))

    def hasHeightForWidth(self) -> bool:
        """What is too high scrolls or folds in here; it never makes the window higher."""
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.resized.emit()

    def _fit(self) -> None:
        """Give the answer the room it needs; where that leaves too little beneath, show its rows in one line."""
        if self.editor is None:
            return
        self._answer_line.setVisible(not self._folded or not self.session.question(self.path).type.has_choices)
        self.editor.set_one_line(False)
        if self._height_of_top() > self.height() - theme.px(LEAST_BELOW):
            self.editor.set_one_line(True)

    def _height_of_top(self) -> int:
        for each in (*self._top.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly), self._top):
            layout = each.layout()
            if layout is not None:
                layout.invalidate()
            each.updateGeometry()
        return self._top.heightForWidth(self.width())

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.editing_changed.emit()
        return False


def stand_still(*widgets: QWidget) -> None:
    """As high as their words need at their width, no more and never less."""
    for each in widgets:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        each.setSizePolicy(policy)
