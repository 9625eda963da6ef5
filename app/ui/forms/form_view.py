"""A form in one scrolling column: a card for each group, a field for each question, a long form portion by portion."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.forms.definition import Group, Question, text_in
from app.ui import theme
from app.ui.forms.field_block import FieldBlock
from app.ui.forms.form_parts import FormParts
from app.ui.forms.portions import Portion, place_of, portions_of
from app.ui.forms.session import FormSession
from app.ui.parts import Card, InlineMessage, button, column, row, scrolled, text
from app.wording import _

WIDTH = 720


class FormView(QWidget):
    """editing_changed: the keyboard moved between fields, so that other keys act now. moved(path): into this one."""

    editing_changed = Signal()
    moved = Signal(str)

    def __init__(self, session: FormSession, parent: QWidget | None = None, *, only: Portion | None = None) -> None:
        """only: show these questions of the form and no others."""
        super().__init__(parent)
        self.session = session
        self.portions = (only,) if only is not None else portions_of(session.filling.form)
        self._place = 0
        self.parts = FormParts(session, self._registered)
        self._still = InlineMessage("info", "")
        self._back = button("", lambda: self.step(-1), icon_name="left")
        self._forth = button("", lambda: self.step(1), icon_name="right")
        self._forth.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._where = text("", "small")
        self._pager = QWidget()
        self._pager.setLayout(row(self._back, None, self._where, None, self._forth, gap=8))
        self._inside: QVBoxLayout = column(gap=12)
        self._column = column(self._still, gap=12, margins=(20, 14, 20, 20))
        self._column.addLayout(self._inside)
        self._column.addWidget(self._pager)
        self._column.addStretch(1)
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
        self._build()
        session.changed.connect(self._on_changed)

    @property
    def blocks(self) -> dict[str, FieldBlock]:
        """The fields that are there now, those of open instances too."""
        return {each.path: each for each in self.parts.every_block()}

    def refresh(self) -> None:
        """Show every question as it now stands in the file."""
        self._still.say("info", self.session.locked)
        self.parts.refresh()

    def go_to(self, path: str) -> None:
        """Scroll to a question and put the keyboard into it; its portion and its instance are opened."""
        if path and self.session.filling.has(path):
            self._show_portion(place_of(self.portions, path))
        block = self.parts.reveal(path)
        if block is None or block.isHidden():
            return
        layout = self._middle.layout()
        if layout is not None:
            layout.activate()
        block.editor.control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._see(block)
        QTimer.singleShot(0, block, lambda: self._see(block))  # again, when what was built has its place

    def show_top(self, path: str) -> None:
        """Bring a question to the top of the view; the keyboard stays where it is."""
        self._show_portion(place_of(self.portions, path))
        block = self.parts.reveal(path)
        if block is not None:
            self._middle.adjustSize()
            top = block.mapTo(self._middle, block.rect().topLeft()).y()
            self.area.verticalScrollBar().setValue(max(0, top - theme.px(64)))

    def step(self, by: int) -> None:
        """The next (1) or the previous (−1) portion, with the keyboard in its first field."""
        place = self._place + by
        if 0 <= place < len(self.portions):
            self._show_portion(place)
            self.area.verticalScrollBar().setValue(0)
            first = next((each for each in self.parts.every_block() if not each.isHidden()), None)
            if first is not None:
                first.editor.control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def current(self) -> FieldBlock | None:
        """The question that has the keyboard, or else the first one that is seen."""
        focus = self.focusWidget()
        every = self.parts.every_block()
        for block in every:
            if focus is not None and focus.hasFocus() and block.isAncestorOf(focus):
                return block
        seen = QRect(self.area.viewport().rect())
        for block in every:
            top = block.mapTo(self.area.viewport(), block.rect().topLeft())
            if not block.isHidden() and seen.contains(top):
                return block
        return None

    def flush(self) -> None:
        """Keep what was typed anywhere."""
        for block in self.parts.every_block():
            block.editor.flush()

    def has_unsent_text(self) -> bool:
        return any(block.editor.unread() for block in self.parts.every_block())

    # ---- inside

    def _show_portion(self, place: int) -> None:
        if place != self._place:
            self.flush()
            self._place = place
            self._build()

    def _build(self) -> None:
        """The widgets of the portion, anew."""
        portion = self.portions[self._place]
        self.setUpdatesEnabled(False)
        while (item := self._inside.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.parts = FormParts(self.session, self._registered)
        root = self.session.filling.form.root
        place = self._inside
        if portion.group.path != root.path:
            title = text_in(portion.group.label, self.session.filling.language) or portion.group.name
            card = Card(title, padding=(16, 12, 16, 16))
            card.content.setSpacing(14)
            self._inside.addWidget(card)
            place = card.content
        for children, loose in _runs(portion.children):
            within = place
            if loose and place is self._inside:
                card = Card(padding=(16, 12, 16, 16))
                card.content.setSpacing(14)
                self._inside.addWidget(card)
                self.parts.sheets.append((card, [each.path for each in children]))
                within = card.content
            self.parts.fill(portion.group, portion.group.path, within, children)
        self._show_pager()
        self.refresh()
        self.setUpdatesEnabled(True)

    def _show_pager(self) -> None:
        several = len(self.portions) > 1
        self._pager.setVisible(several)
        if several:
            self._back.setText(_("Phần trước"))
            self._forth.setText(_("Phần sau"))
            self._back.setVisible(self._place > 0)
            self._forth.setVisible(self._place < len(self.portions) - 1)
            self._where.setText(_("Phần {place} trong {whole}", place=self._place + 1, whole=len(self.portions)))

    def _see(self, block: FieldBlock) -> None:
        self.area.ensureWidgetVisible(block, 0, theme.px(48))

    def _registered(self, block: FieldBlock) -> None:
        block.editing_changed.connect(self.editing_changed)
        block.entered.connect(self.moved)
        block.editor.grew.connect(lambda: QTimer.singleShot(0, block, lambda: self._see(block)))

    def _on_changed(self, paths: frozenset[str]) -> None:
        self.parts.refresh(frozenset(paths))


def _runs(children: tuple[Group | Question, ...]) -> Iterator[tuple[tuple[Group | Question, ...], bool]]:
    """Neighbouring questions together (True), groups together (False), in order."""
    for is_loose, run in groupby(children, key=lambda each: isinstance(each, Question)):
        yield tuple(run), is_loose
