"""A step whose own screen does not exist yet: what it is about, what it yields, and what it waits for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.ui import theme
from app.ui.page import Page
from app.ui.parts import Card, Glyph, button, clear_layout, column, row, scrolled, text
from app.ui.steps import StepWords, pill_of, step_words
from app.ui.workspace import Workspace
from app.wording import _


class StepPage(Page):
    """From forms/programme.toml and the state of the step; it offers only ways that lead somewhere."""

    def __init__(self, workspace: Workspace, number: int) -> None:
        self._number = number
        self._words: StepWords = step_words(number)
        super().__init__(workspace, self._words.title)
        self._place = column(gap=12)
        content = QWidget()
        content.setLayout(column(self._place, None, margins=(20, 14, 20, 20)))
        self.body.addWidget(scrolled(content))

    def refresh(self, changes: Changes) -> None:
        from app.services import progress

        views = self.workspace.read(
            lambda unit: progress.step_views(unit, self.workspace.cycle_id, self.workspace.as_of)
        )
        view = next((each for each in views if each.number == self._number), None)
        clear_layout(self._place)
        self._place.addWidget(self._about())
        if view is None:
            return
        self.head.show_state(*pill_of(view.state, view.share))
        if view.missing:
            self._place.addWidget(self._missing(view.missing))

    def _about(self) -> Card:
        card = Card(_("Bước {number}. {title}", number=self._number, title=self._words.title))
        card.setMaximumWidth(theme.px(860))
        for each in self._words.about:
            card.content.addWidget(text(each, "body", wrap=True))
        if self._words.yields:
            card.content.addSpacing(4)
            card.content.addWidget(text(_("Bước này cho ra"), "cap"))
            for each in self._words.yields:
                card.content.addLayout(row(Glyph("todo", 14), text(each, "body", wrap=True), gap=10))
        return card

    def _missing(self, missing: object) -> Card:
        card = Card(_("Trước đó cần xong"))
        card.setMaximumWidth(theme.px(860))
        for each in missing:  # type: ignore[attr-defined]
            line = row(Glyph("warn", 14), text(each.text, "body", wrap=True), gap=10)
            line.setStretch(1, 1)
            if each.page and each.page != f"step{self._number}":
                page, target = each.page, each.target
                line.addWidget(button(_("Đến đó"), lambda p=page, t=target: self.workspace.go.emit(p, t), kind="link"))
            card.content.addLayout(line)
        return card
