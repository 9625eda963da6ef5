"""An ordinary form of the dossier (profile, closing meeting) in one column; every field keeps itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.ui import theme
from app.ui.forms.form_view import FormView
from app.ui.forms.section_tree import SectionTree
from app.ui.forms.session import FormSession
from app.ui.page import Frame, Page
from app.ui.parts import EmptyState, Foot, KeyCap, ScaleBar, button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _


class FormPage(Page):
    """form_name: the pinned form. target: the path of a question."""

    def __init__(self, workspace: Workspace, form_name: str, title: str) -> None:
        super().__init__(workspace, title)
        self.form_name = form_name
        self.session: FormSession | None = None
        self._wanted = ""
        self._frame = Frame.WIDE
        self._scale, self._total = ScaleBar(), text("", "strong")
        self.head.add_extra(self._scale)
        self.head.add_extra(self._total)

    def refresh(self, changes: Changes) -> None:
        if self.session is None:
            self._begin()
            return
        concerned = self.session.take(changes)
        if concerned is None:
            return
        self.view.refresh()
        self.tree.show_outline(self.session.outline)
        self._show_head()
        if concerned:
            self.view.go_to(concerned[0])

    def show_target(self, target: str) -> None:
        self._wanted = target
        if self.session is not None:
            self.view.go_to(target)

    def place(self) -> str:
        block = self.view.current() if self.session else None
        return block.path if block else self._wanted

    def panes(self) -> Sequence[QWidget]:
        block = self.view.current() if self.session else None
        if block is None:
            return ()
        return (block.editor.control,) if self._frame is Frame.SMALL else (self.tree, block.editor.control)

    def keys(self) -> list[tuple[str, str]]:
        keys = [("Tab", _("ô sau")), ("Ctrl+Enter", _("câu chưa trả lời tiếp"))]
        return [*keys, ("Esc", _("rời ô"))] if self._is_typing() else [("1–9", _("chọn")), *keys]

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        self._scale.setVisible(frame is not Frame.SMALL)
        if self.session is not None:
            self._side.setVisible(frame is not Frame.SMALL)

    def has_unsent_text(self) -> bool:
        return self.session is not None and self.view.has_unsent_text()

    def let_go(self) -> None:
        if self.session is not None:
            self.view.flush()
        super().let_go()

    def go_on(self) -> None:
        """The next question without an answer."""
        if self.session is None:
            return
        block = self.view.current()
        if block is not None:
            block.editor.flush()
        path = self.session.outline.next_unanswered(block.path if block else "")
        if path is None:
            self._all_done.show()
        else:
            self.view.go_to(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.session is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Escape and self._is_typing():
            self.view.area.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.keys_changed.emit()
            return
        block = self.view.current()
        if block is None or self._is_typing() or not event.text().isdigit() or not block.editor.press(event.text()):
            super().keyPressEvent(event)

    def _is_typing(self) -> bool:
        focus = self.focusWidget()
        return isinstance(focus, QLineEdit | QPlainTextEdit) and focus.hasFocus() and not focus.isReadOnly()

    def _begin(self) -> None:
        try:
            self.session = FormSession(self.workspace, self.form_name, self)
        except UserError as mistake:
            self.body.addWidget(EmptyState("survey", str(mistake)))
            return
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.tree = SectionTree()
        self.tree.moved_to.connect(self._choose_section)
        self._side = QFrame()
        self._side.setProperty("surface", "side-left")
        self._side.setLayout(column(self.tree, gap=0, margins=(0, 8, 0, 8)))
        self._side.setFixedWidth(theme.px(252))
        self.view = FormView(self.session)
        self.view.moved.connect(self._follow)
        self.view.editing_changed.connect(self.keys_changed)
        self.session.changed.connect(lambda _paths: self._show_head())
        self._all_done = text(_("Mọi câu được hỏi đã có câu trả lời."), "second")
        self._all_done.hide()
        on = button(_("Câu chưa trả lời tiếp"), self.go_on, kind="primary")
        whole = row(self._side, gap=0)
        whole.addWidget(self.view, 1)
        self.body.addLayout(whole, 1)
        self.body.addWidget(Foot(self._all_done, None, on, KeyCap("Ctrl+Enter")))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            made = QShortcut(QKeySequence(keys), self)
            made.activated.connect(self.go_on)
        self.tree.show_outline(self.session.outline)
        self.use_frame(self._frame)
        self._show_head()
        self.view.go_to(self._wanted or self.session.outline.next_unanswered() or "")

    def _show_head(self) -> None:
        if self.session is None:
            return
        self.tree.show_counts(self.session.outline)
        count = self.session.outline.count()
        self._all_done.hide()
        self._scale.show_share(count.share)
        self._total.setText(_("{answered}/{total} câu", answered=count.answered, total=count.total))

    def _choose_section(self, path: str) -> None:
        """Go to the first question of a section."""
        if self.session is None:
            return
        section = next((each for each in self.session.outline.sections if each.path == path), None)
        paths = section.questions if section else tuple(self.view.blocks)
        asked = [each for each in paths if self.session.filling.relevant(each)]
        if asked:
            self.view.show_top(asked[0])

    def _follow(self, path: str) -> None:
        """The section of the field one is in is the current one."""
        section = self.session.outline.section_of(path) if self.session else None
        if section is not None:
            self.tree.go_to(section.path)

    def hideEvent(self, event: QHideEvent) -> None:
        if self.session is not None:
            self.view.flush()
        super().hideEvent(event)
