"""A step whose own screen does not exist yet: what it is about, what it yields, and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app import wording
from app.domain.changes import Changes
from app.domain.forms.definition import text_in
from app.services.step_view import step_of
from app.ui import theme
from app.ui.page import Page
from app.ui.parts import Card, Glyph, InlineMessage, button, clear_layout, column, row, scrolled, text
from app.ui.steps import first_steps, pill_of
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.domain.missing import Missing
    from app.services.step_view import StepView


class StepPage(Page):
    """From forms/programme.toml and the state of the step; it offers only ways that lead somewhere."""

    def __init__(self, workspace: Workspace, number: int) -> None:
        self._number = number
        step = step_of(number)
        super().__init__(workspace, text_in(step.title, wording.language()))
        self._place = column(gap=12)
        content = QWidget()
        content.setLayout(column(self._place, None, margins=(20, 14, 20, 20)))
        self.body.addWidget(scrolled(content))

        workspace.steps_read.connect(self._show)

    def refresh(self, changes: Changes) -> None:
        """The step as it stood when the gates were last asked; a new answer to that comes with steps_read."""
        self._show()

    def _show(self) -> None:
        views = self.workspace.steps or first_steps(self.workspace)[0]
        view = next(each for each in views if each.number == self._number)
        self.head.show_state(*pill_of(view.state, view.share))
        clear_layout(self._place)
        for block in (self._lead(view), self._about(view), self._waits_for(view.missing)):
            if block is not None:
                block.setMaximumWidth(theme.px(860))
                self._place.addWidget(block)

    def _lead(self, view: StepView) -> QWidget:
        return text(view.purpose, "lead", wrap=True)

    def _about(self, view: StepView) -> QWidget:
        card = Card(_("Bước này làm gì"))
        for each in view.works_out:
            line = row(text("–", "second"), gap=8)
            line.addWidget(text(each, wrap=True), 1)
            card.content.addLayout(line)
        card.content.addSpacing(4)
        card.content.addWidget(text(_("Kết quả"), "cap"))
        card.content.addWidget(text(view.yields, wrap=True))
        if view.opens_later:
            sentence = _(
                "Màn hình làm việc của bước này chưa có trong bản này của chương trình; "
                "các bước 1 đến 3 làm được trọn vẹn."
            )
            card.content.addSpacing(4)
            card.content.addWidget(InlineMessage("info", sentence))
        return card

    def _waits_for(self, missing: Sequence[Missing]) -> QWidget | None:
        """What has to be done first, each with its way; nothing when the way is free."""
        if not missing:
            return None
        card = Card(_("Trước đó cần xong"))
        for each in missing:
            line = row(Glyph("warn", 14), gap=10)
            line.addWidget(text(each.text, wrap=True), 1)
            if each.page and each.page != f"step{self._number}":
                line.addWidget(self._way_to(each.page, each.target))
            card.content.addLayout(line)
        return card

    def _way_to(self, page: str, target: str) -> QWidget:
        return button(_("Đến đó"), lambda: self.workspace.go.emit(page, target), kind="link")
