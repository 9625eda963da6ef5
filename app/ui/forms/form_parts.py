"""Building the questions of a group into a column: cards for groups, fields, notes, tables and repeated sections."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.forms.definition import Group, Question, QuestionType, text_in
from app.domain.forms.markdown import plain
from app.ui.forms.choice_header import ChoiceHeader
from app.ui.forms.field_block import FieldBlock, GuidanceLine, show_form_picture
from app.ui.forms.session import FormSession
from app.ui.parts import Card, column, text

if TYPE_CHECKING:
    from app.ui.forms.repeat_box import RepeatBox

Registered = Callable[[FieldBlock], None]


class NoteBlock(QWidget):
    """What the form tells, with answers put in."""

    def __init__(self, session: FormSession, question: Question, path: str) -> None:
        super().__init__()
        self.session, self.path = session, path
        self._words = text("", "second", wrap=True)
        self._more = GuidanceLine()
        picture = QLabel()
        self.setLayout(column(self._words, picture, self._more, gap=4))
        show_form_picture(picture, session, question.media.get("image", {}))

    def refresh(self) -> None:
        filling = self.session.filling
        if filling.has(self.path):
            hint = plain(filling.hint(self.path))
            self._words.setText("\n".join(each for each in (plain(filling.label(self.path)), hint) if each))
            self._more.say(plain(filling.guidance(self.path)))
            self.setVisible(filling.relevant(self.path))


class FormParts:
    """What stands in a column, by path. registered(block) is told of each new field."""

    def __init__(self, session: FormSession, registered: Registered) -> None:
        self.session = session
        self.registered = registered
        self.blocks: dict[str, FieldBlock] = {}
        self.notes: dict[str, NoteBlock] = {}
        self.cards: dict[str, Card] = {}
        self.repeats: dict[str, RepeatBox] = {}
        self.sheets: list[tuple[Card, list[str]]] = []
        """The grounds below questions that stand in no group."""

    def fill(self, group: Group, base: str, place: QVBoxLayout, children: tuple[Group | Question, ...] = ()) -> None:
        """The children of a group (or some of them) into a column; base: where it stands, positions included."""
        for child in children or group.children:
            path = base + child.path[len(group.path) :]
            if isinstance(child, Group):
                self._fill_group(child, path, place)
            elif child.name.startswith("generated_table_list_label"):
                continue  # the card has it as its title
            elif child.type is QuestionType.NOTE:
                self.notes[path] = NoteBlock(self.session, child, path)
                place.addWidget(self.notes[path])
            elif child.type.is_asked:
                self._fill_question(child, path, place)

    def refresh(self, paths: frozenset[str] | None = None) -> None:
        """Show these as they now stand in the file; None for all."""
        for path, block in self.blocks.items():
            if paths is None or path in paths:
                block.refresh()
        for note in self.notes.values():
            note.refresh()
        for repeat in self.repeats.values():
            repeat.refresh(paths)
        for path, card in self.cards.items():
            card.setVisible(self._is_seen(path))
        for card, inside in self.sheets:
            shown = (each for each in inside if each in self.blocks or each in self.notes)
            card.setVisible(any(self.session.filling.relevant(each) for each in shown))

    def point_at(self, old: str, new: str) -> None:
        """Stand for another instance: old and new are the paths of the two."""

        def moved(path: str) -> str:
            return new + path[len(old) :]

        self.blocks = {moved(path): block for path, block in self.blocks.items()}
        self.notes = {moved(path): note for path, note in self.notes.items()}
        self.cards = {moved(path): card for path, card in self.cards.items()}
        self.repeats = {moved(path): repeat for path, repeat in self.repeats.items()}
        for path, note in self.notes.items():
            note.path = path
        for path, block in self.blocks.items():
            block.point_at(path)
        for path, repeat in self.repeats.items():
            repeat.point_at(path)
        self.refresh(frozenset())

    def find(self, path: str) -> FieldBlock | None:
        """The field of a question that is there now, in whatever instance."""
        if path in self.blocks:
            return self.blocks[path]
        return next((found for each in self.repeats.values() if (found := each.parts.find(path))), None)

    def reveal(self, path: str) -> FieldBlock | None:
        """The field of a question; the instance it stands in is opened first."""
        for repeat in self.repeats.values():
            if path.startswith(repeat.path + "["):
                repeat.open_for(path)
                return repeat.parts.reveal(path)
        return self.blocks.get(path)

    def every_block(self) -> list[FieldBlock]:
        """All fields that are there now, those of open instances too, in the order of the form."""
        found = list(self.blocks.values())
        for repeat in self.repeats.values():
            found += repeat.parts.every_block()
        return found

    def _fill_group(self, group: Group, path: str, place: QVBoxLayout) -> None:
        if group.is_repeat:
            from app.ui.forms.repeat_box import RepeatBox

            self.repeats[path] = RepeatBox(self.session, group, path, self.registered)
            place.addWidget(self.repeats[path])
            return
        card = Card(text_in(group.title, self.session.filling.language), padding=(16, 12, 16, 16))
        card.content.setSpacing(14)
        self.cards[path] = card
        place.addWidget(card)
        self.fill(group, path, card.content)

    def _fill_question(self, question: Question, path: str, place: QVBoxLayout) -> None:
        words = question.appearance.split()
        if question.is_table_head:
            place.addWidget(ChoiceHeader(self.session, question, path))
            return
        block = FieldBlock(self.session, question, path, beside="list-nolabel" in words)
        self.registered(block)
        self.blocks[path] = block
        place.addWidget(block)

    def _is_seen(self, path: str) -> bool:
        """Whether anything inside a card is asked or told now."""
        filling = self.session.filling
        if not filling.has(path) or not filling.relevant(path):
            return False
        inside = path + "/"
        plain = [each for each in (*self.blocks, *self.notes) if each.startswith(inside)]
        return any(filling.relevant(each) for each in plain) or any(each.startswith(inside) for each in self.repeats)
