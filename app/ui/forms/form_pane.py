"""A form being filled: its sections at the left, its fields in a column, and the way to the next open question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from app.domain.changes import Changes
from app.services.survey_states import Count
from app.ui import theme
from app.ui.forms.form_view import FormView
from app.ui.forms.section_tree import SectionTree
from app.ui.forms.session import FormSession
from app.ui.frames import Frame
from app.ui.parts import Foot, KeyCap, button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _


class FormPane(QWidget):
    """counted(Count): how far the form is. keys_changed: other keys act now. UserError where there is no such form."""

    counted = Signal(object)
    keys_changed = Signal()

    def __init__(self, workspace: Workspace, form_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = FormSession(workspace, form_name, self)
        self._frame = Frame.WIDE
        self.tree = SectionTree()
        self.tree.moved_to.connect(self._choose_section)
        self._side = QFrame()
        self._side.setProperty("surface", "side-left")
        self._side.setLayout(column(self.tree, gap=0, margins=(0, 8, 0, 8)))
        self._side.setFixedWidth(theme.px(252))
        self.view = FormView(self.session)
        self.view.moved.connect(self._follow)
        self.view.editing_changed.connect(self.keys_changed)
        self.session.changed.connect(lambda _paths: self._show_counts())
        self.session.restructured.connect(self._show_sections)
        self._all_done = text(_("Mọi câu được hỏi đã có câu trả lời."), "second")
        self._all_done.hide()
        self.on = button(_("Câu chưa trả lời tiếp"), self.go_on, kind="primary")
        whole = row(self._side, gap=0)
        whole.addWidget(self.view, 1)
        stacked = column(gap=0)
        stacked.addLayout(whole, 1)
        stacked.addWidget(Foot(self._all_done, None, self.on, KeyCap("Ctrl+Enter")))
        self.setLayout(stacked)
        self._show_sections()

    def count(self) -> Count:
        """How far the form is."""
        return self.session.outline.count()

    def start(self, wanted: str = "") -> None:
        """Go to a question, or to the first one that is not answered."""
        self._show_counts()
        self.view.go_to(wanted or self.session.outline.next_unanswered() or "")

    def take(self, changes: Changes) -> None:
        """Show what was changed elsewhere, and go to where it was."""
        concerned = self.session.take(changes)
        if concerned is None:
            return
        self.view.refresh()
        self._show_sections()
        self._show_counts()
        if concerned:
            self.view.go_to(concerned[0])

    def go_on(self) -> None:
        """The next question without an answer."""
        block = self.view.current()
        if block is not None:
            block.editor.flush()
        path = self.session.outline.next_unanswered(block.path if block else "")
        if path is None:
            self._all_done.show()
        else:
            self.view.go_to(path)

    def place(self) -> str:
        block = self.view.current()
        return block.path if block else ""

    def panes(self) -> Sequence[QWidget]:
        block = self.view.current()
        if block is None:
            return ()
        return (block.editor.control,) if self._frame is Frame.SMALL else (self.tree, block.editor.control)

    def keys(self) -> list[tuple[str, str]]:
        keys = [("Tab", _("ô sau")), ("Ctrl+Enter", _("câu chưa trả lời tiếp"))]
        return [*keys, ("Esc", _("rời ô"))] if self.is_typing() else [("1–9", _("chọn")), *keys]

    def more_keys(self) -> list[tuple[str, str]]:
        return [
            ("Insert", _("thêm một mục, ở danh sách của phần lặp")),
            ("Delete", _("bỏ mục đang chọn, ở danh sách của phần lặp")),
            ("Alt+↑ Alt+↓", _("đổi chỗ khi xếp thứ tự")),
            ("Space", _("chọn hoặc bỏ chọn một ý")),
        ]

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        self._side.setVisible(frame is not Frame.SMALL)

    def is_typing(self) -> bool:
        """Whether a text field has the keyboard, so that letters and digits are text."""
        focus = self.focusWidget()
        return isinstance(focus, QLineEdit | QPlainTextEdit) and focus.hasFocus() and not focus.isReadOnly()

    def press(self, event: QKeyEvent) -> bool:
        """A key that no field wanted; True when it acted."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() == Qt.Key.Key_Escape and self.is_typing():
            focus = self.focusWidget()
            if focus is not None:
                focus.clearFocus()
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.keys_changed.emit()
            return True
        block = self.view.current()
        return (
            block is not None and not self.is_typing() and event.text().isdigit() and block.editor.press(event.text())
        )

    def flush(self) -> None:
        """Keep what is being typed."""
        self.view.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        self.view.flush()
        super().hideEvent(event)

    # ---- inside

    def _show_sections(self) -> None:
        self.tree.show_outline(self.session.outline)

    def _show_counts(self) -> None:
        self.tree.show_counts(self.session.outline)
        self._all_done.hide()
        self.counted.emit(self.count())

    def _choose_section(self, path: str) -> None:
        """Go to the first question of a section."""
        sections = {each.path: each for each in self.session.outline.sections}
        paths = sections[path].questions if path in sections else tuple(self.session.outline.rows)
        asked = [each for each in paths if self.session.filling.relevant(each)]
        if asked:
            self.view.show_top(asked[0])

    def _follow(self, path: str) -> None:
        """The section of the field one is in is the current one."""
        section = self.session.outline.section_of(path)
        if section is not None:
            self.tree.go_to(section.path)
