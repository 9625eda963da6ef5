"""A whole form in one scrolling column: a card for each group, a field for each question."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.forms.definition import Group, Question, QuestionType, text_in
from app.ui import theme
from app.ui.forms.editors import AreaEditor, ChoiceEditor, Editor, LineEditor, make_editor, offer_choices
from app.ui.forms.session import FormSession
from app.ui.parts import Card, InlineMessage, column, row, scrolled, text
from app.wording import _

WIDTH = 720


class FieldBlock(QWidget):
    """One question: its words, its editor, and what is wrong with the answer."""

    editing_changed = Signal()
    entered = Signal(str)

    def __init__(self, session: FormSession, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.question = question
        self.path = question.path
        filling = session.filling
        self._label = text("", "cap", wrap=True)
        self._required = text(_("bắt buộc"), "small")
        self._hint = text("", "small", wrap=True)
        choices = filling.choices(self.path) if question.type.has_choices else []
        self.editor: Editor = make_editor(question, choices, filling.language)
        self.editor.committed.connect(self._keep)
        if isinstance(self.editor, ChoiceEditor):
            self.editor.picker.keys_need_focus = True
        self.editor.control.installEventFilter(self)
        line = row(gap=8)
        line.addWidget(self._label, 1)
        line.addWidget(self._required, 0, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(column(line, self._hint, self.editor, gap=4))

    def refresh(self) -> None:
        """Show the question as it now stands in the file."""
        filling, answer = self.session.filling, self.session.answer_to(self.path)
        self.setVisible(filling.relevant(self.path))
        label = filling.label(self.path)
        self._label.setText(f"{self.question.code}  {label}" if self.question.code else label)
        hint = filling.hint(self.path)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.editor.name(label)
        self._required.setVisible(filling.required(self.path) and filling.value(self.path) == "")
        offer_choices(self.editor, filling.choices(self.path) if self.question.type.has_choices else [])
        self.editor.set_read_only(bool(self.session.locked) or filling.read_only(self.path))
        self.editor.show_value(answer.value if answer else filling.value(self.path))
        if not (self.editor.unread() and self.editor.problem()):
            answered = filling.value(self.path) != ""
            self.editor.show_problem((filling.problem(self.path) or "") if answered else "")

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
            if not isinstance(self.editor, LineEditor | AreaEditor):
                answer = self.session.answer_to(self.path)
                self.editor.show_value(answer.value if answer else "")
            self.editor.show_problem(str(mistake))


class FormView(QWidget):
    """editing_changed: the keyboard moved between fields, so that other keys act now. moved(path): into this one."""

    editing_changed = Signal()
    moved = Signal(str)

    def __init__(self, session: FormSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.blocks: dict[str, FieldBlock] = {}
        self._cards: dict[str, Card] = {}
        self._notes: dict[str, QWidget] = {}
        self._still = InlineMessage("info", "")
        self._column = column(self._still, gap=12, margins=(20, 14, 20, 20))
        inside = QWidget()
        self._middle = QWidget()
        self._middle.setLayout(self._column)
        self._middle.setMaximumWidth(theme.px(WIDTH))
        self._middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line = row(gap=0)
        line.addWidget(self._middle, 100)
        line.addStretch(1)
        inside.setLayout(line)
        self.area = scrolled(inside)
        self.setLayout(column(self.area, gap=0))
        self._fill(session.filling.form.root, self._column)
        self._column.addStretch(1)
        session.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show every question as it now stands in the file."""
        self._still.say("info", self.session.locked)
        for block in self.blocks.values():
            block.refresh()
        self._show_groups()

    def go_to(self, path: str) -> None:
        """Scroll to a question and put the keyboard into it."""
        block = self.blocks.get(path)
        if block is None or block.isHidden():
            return
        layout = self._middle.layout()
        if layout is not None:
            layout.activate()
        block.editor.control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.area.ensureWidgetVisible(block, 0, theme.px(48))

    def show_top(self, path: str) -> None:
        """Bring a question to the top of the view; the keyboard stays where it is."""
        block = self.blocks[path]
        top = block.mapTo(self._middle, block.rect().topLeft()).y()
        self.area.verticalScrollBar().setValue(max(0, top - theme.px(64)))

    def current(self) -> FieldBlock | None:
        """The question that has the keyboard, or else the first one that is seen."""
        focus = self.focusWidget()
        for block in self.blocks.values():
            if focus is not None and focus.hasFocus() and block.isAncestorOf(focus):
                return block
        seen = QRect(self.area.viewport().rect())
        for block in self.blocks.values():
            top = block.mapTo(self.area.viewport(), block.rect().topLeft())
            if not block.isHidden() and seen.contains(top):
                return block
        return None

    def flush(self) -> None:
        """Keep what was typed anywhere."""
        for block in self.blocks.values():
            block.editor.flush()

    def has_unsent_text(self) -> bool:
        return any(block.editor.unread() for block in self.blocks.values())

    def _fill(self, group: Group, place: QVBoxLayout) -> None:
        for child in group.children:
            if isinstance(child, Group):
                card = Card(text_in(child.label, self.session.filling.language), padding=(16, 12, 16, 16))
                card.content.setSpacing(14)
                self._cards[child.path] = card
                place.addWidget(card)
                self._fill(child, card.content)
            elif child.type is QuestionType.NOTE:
                self._notes[child.path] = text(self.session.filling.label(child.path), "second", wrap=True)
                place.addWidget(self._notes[child.path])
            elif child.type.is_asked:
                block = FieldBlock(self.session, child)
                block.editing_changed.connect(self.editing_changed)
                block.entered.connect(self.moved)
                self.blocks[child.path] = block
                place.addWidget(block)

    def _on_changed(self, paths: Iterable[str]) -> None:
        for path in paths:
            if path in self.blocks:
                self.blocks[path].refresh()
        self._show_groups()

    def _show_groups(self) -> None:
        filling = self.session.filling
        for path, note in self._notes.items():
            note.setVisible(filling.relevant(path))
        for path, card in self._cards.items():
            inside = [each.path for each in filling.form.group(path).questions()]
            card.setVisible(
                any(filling.relevant(each) for each in inside if each in self.blocks or each in self._notes)
            )
