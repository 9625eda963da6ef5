"""An ordinary form of the dossier (profile, meetings) in one column; every field keeps itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.services.survey_states import Count
from app.ui.forms.edition_bar import EditionBar
from app.ui.forms.form_pane import FormPane
from app.ui.forms.form_view import FormView
from app.ui.forms.section_tree import SectionTree
from app.ui.forms.session import FormSession
from app.ui.page import Frame, Page
from app.ui.pages.work_copy_menu import work_copy_button
from app.ui.parts import EmptyState, ScaleBar, text
from app.ui.workspace import Workspace
from app.wording import _


class FormPage(Page):
    """form_name: the pinned form. target: the path of a question."""

    def __init__(self, workspace: Workspace, form_name: str, title: str) -> None:
        super().__init__(workspace, title)
        self.form_name = form_name
        self.pane: FormPane | None = None
        self._wanted = ""
        self._frame = Frame.WIDE
        self._scale, self._total = ScaleBar(), text("", "strong")
        self.head.add_extra(self._scale)
        self.head.add_extra(self._total)
        self.head.add_action(work_copy_button(workspace, self, lambda: form_name))
        self.edition = EditionBar(workspace, form_name, self)
        self.body.addWidget(self.edition)

    @property
    def session(self) -> FormSession | None:
        return self.pane.session if self.pane else None

    @property
    def view(self) -> FormView:
        assert self.pane is not None
        return self.pane.view

    @property
    def tree(self) -> SectionTree:
        assert self.pane is not None
        return self.pane.tree

    def refresh(self, changes: Changes) -> None:
        self.edition.refresh(changes)
        if self.pane is None or changes.touches("forms"):
            self._begin()
        else:
            self.pane.take(changes)

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self.pane is not None:
            self.pane.view.go_to(target)

    def place(self) -> str:
        return (self.pane.place() if self.pane else "") or self._wanted

    def panes(self) -> Sequence[QWidget]:
        return self.pane.panes() if self.pane else ()

    def keys(self) -> list[tuple[str, str]]:
        return self.pane.keys() if self.pane else []

    def more_keys(self) -> list[tuple[str, str]]:
        return self.pane.more_keys() if self.pane else []

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        self._scale.setVisible(frame is not Frame.SMALL)
        if self.pane is not None:
            self.pane.use_frame(frame)

    def has_unsent_text(self) -> bool:
        return self.pane is not None and self.pane.view.has_unsent_text()

    def let_go(self) -> None:
        if self.pane is not None:
            self.pane.flush()
        super().let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.pane is None or not self.pane.press(event):
            super().keyPressEvent(event)

    def _begin(self) -> None:
        wanted = self.place()
        if self.pane is not None:
            self.pane.hide()
            self.pane.deleteLater()
            self.pane = None
        try:
            self.pane = FormPane(self.workspace, self.form_name)
        except UserError as mistake:
            self.body.addWidget(EmptyState("survey", str(mistake)))
            return
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.pane.counted.connect(self._show_head)
        self.pane.keys_changed.connect(self.keys_changed)
        self.body.addWidget(self.pane, 1)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self.pane).activated.connect(self.pane.go_on)
        self.pane.use_frame(self._frame)
        self.pane.start(wanted)

    def _show_head(self, count: Count) -> None:
        self._scale.show_share(count.share)
        self._total.setText(_("{answered}/{total} câu", answered=count.answered, total=count.total))
