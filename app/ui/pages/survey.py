"""The survey: answer, prove, go on. Subjects, their questions and the one being answered, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.findings import finding_code
from app.services import progress
from app.services.survey_outline import Section
from app.ui import theme
from app.ui.forms.list_column import ListColumn
from app.ui.forms.question_view import QuestionView
from app.ui.forms.section_tree import WHOLE, SectionTree
from app.ui.forms.session import FormSession
from app.ui.page import Frame, Page
from app.ui.pages.step_gate import StepGate
from app.ui.parts import (
    EmptyState,
    Foot,
    InlineMessage,
    KeyCap,
    ScaleBar,
    SearchField,
    button,
    column,
    icon_button,
    row,
    text,
)
from app.ui.steps import pill_of
from app.ui.workspace import Workspace
from app.wording import _

SETTLE_MILLISECONDS = 250
WIDTHS = {Frame.WIDE: (252, 344), Frame.MEDIUM: (238, 306), Frame.NARROW: (238, 306), Frame.SMALL: (0, 276)}


class SurveyPage(Page):
    """target: the path of a question, or of a section."""

    form_name = "survey"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Khảo sát thực trạng"))
        self.session: FormSession | None = None
        self.section: Section | None = None
        self.sieve = "all"
        self._listed: frozenset[str] = frozenset()
        self._wanted = ""
        self._frame = Frame.WIDE
        self._scale, self._total = ScaleBar(), text("", "strong")
        self._lacking = button("", self._show_lacking, kind="link", icon_name="warn")
        self.head.add_extra(self._scale)
        self.head.add_extra(self._total)
        self.head.add_extra(self._lacking, second=True)

        self.gate = StepGate(workspace, 1, "survey", quiet=True)
        self.gate.here.connect(self.show_target)
        self.gate.hide()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._show_gate)
        workspace.steps_read.connect(self._show_gate)

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        if self.session is None:
            self._begin()
            return
        if changes.touches("answers", "steps", "findings", "forms"):
            self._settle.start()
        concerned = self.session.take(changes)
        if concerned is None:
            return
        self._show_all()
        if concerned:
            self.go_to(concerned[0])
        else:
            self.detail.refresh()

    def show_target(self, target: str) -> None:
        if self.session is None:
            self._wanted = target
        elif target in self.session.outline.rows:
            self.go_to(target)
        elif any(each.path == target for each in self.session.outline.sections):
            self._choose_section(target)

    def place(self) -> str:
        return self.detail.path if self.session else self._wanted

    def panes(self) -> Sequence[QWidget]:
        if self.session is None:
            return ()
        answer = self.detail.editor.control if self.detail.editor else self.detail
        shown = (self.tree, self.column.list, answer, self.detail.proof.note)
        return [each for each in shown if not each.isHidden()]

    def keys(self) -> list[tuple[str, str]]:
        if self._is_typing():
            return [("Esc", _("rời ô")), ("Ctrl+Enter", _("câu chưa trả lời tiếp"))]
        if self.session is None or self.detail.is_still():
            return [("[", _("câu trước")), ("]", _("câu sau")), ("Ctrl+F", _("tìm"))]
        keys = [("1–5", _("mức")), ("0", _("không áp dụng")), ("N", _("ghi chú")), ("B", _("bằng chứng"))]
        return [*keys, ("F", _("phát hiện"))]

    def more_keys(self) -> list[tuple[str, str]]:
        return [
            ("[", _("câu trước")),
            ("]", _("câu sau")),
            ("Ctrl+Enter", _("câu chưa trả lời tiếp")),
            ("Ctrl+F", _("tìm câu hỏi, không cần dấu")),
            ("/", _("tìm câu hỏi, không cần dấu")),
            ("Enter", _("vào ô trả lời")),
            ("Esc", _("rời ô đang gõ")),
            ("Delete", _("xóa câu trả lời")),
            ("Ctrl+V", _("dán ảnh làm bằng chứng")),
            ("F2", _("đổi tên bằng chứng đang chọn")),
        ]

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        self._scale.setVisible(frame is not Frame.SMALL)
        if self.session is None:
            return
        self._show_head()
        tree, listed = WIDTHS[frame]
        small = frame is Frame.SMALL
        self._tree_column.setVisible(not small)
        if not small:
            self._search_place.addWidget(self.search)
            self.search.show()
            self._tree_column.setFixedWidth(theme.px(tree))
        self.column.setFixedWidth(theme.px(listed))
        self.column.fold(small)
        self.detail.fold(small)
        self._show_finding_button()
        self._fit_foot()

    def has_unsent_text(self) -> bool:
        return self.session is not None and self.detail.has_unsent_text()

    def let_go(self) -> None:
        if self.session is not None:
            self.detail.leave()
        super().let_go()

    # ---- going about

    def go_to(self, path: str) -> None:
        """Show a question, and the section it stands in."""
        if self.session is None:
            return
        outline = self.session.outline
        listed = path in self.column.list.paths()
        if not listed:
            if self.search.text():
                self.search.blockSignals(True)
                self.search.clear()
                self.search.blockSignals(False)
            row = outline.rows[path]
            if self.sieve != "all" and not (self.sieve == "todo" and row.state == "todo"):
                self.sieve = "all"
            if self.section is None or path not in self.section.questions:
                self.section = outline.section_of(path)
            self._listed = frozenset({path}) if not row.asked else frozenset()
            self._show_list(path)
        self.detail.show_question(path)
        self.column.list.go_to(path)
        self._show_finding_button()
        self.keys_changed.emit()

    def go_by(self, step: int) -> None:
        """The next (1) or previous (−1) question of what is listed, then of the whole form."""
        if self.session is None or not self.detail.path:
            return
        free = self.sieve == "all" and not self.search.text()
        order = [each.path for each in self.session.outline.visible(None)] if free else self.column.list.paths()
        if self.detail.path not in order:
            return
        place = order.index(self.detail.path) + step
        if 0 <= place < len(order):
            self.go_to(order[place])

    def go_on(self) -> None:
        """The next unanswered question, wherever it is; what was typed is kept first."""
        if self.session is None or not self.detail.leave():
            return
        path = self.session.outline.next_unanswered(self.detail.path)
        if path is None:
            self._say_done()
            return
        if self.sieve not in ("all", "todo") or self.search.text():
            self.sieve = "all"
        self.go_to(path)
        self.detail.focus_answer()

    def raise_finding(self) -> None:
        """Raise the finding of this answer, or go to the one it has raised."""
        if self.session is None:
            return
        raised = self.session.findings(self.detail.path)
        if raised:
            self.workspace.go.emit("analysis", raised[0].id)
            return
        try:
            finding = self.session.raise_finding(self.detail.path)
        except UserError as mistake:
            self.detail.say_wrong(str(mistake))
            return
        self.workspace.told.emit(_("Đã nêu {code}.", code=finding_code(finding)))

    # ---- keys of the page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.session is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        if event.matches(QKeySequence.StandardKey.Paste) and self.detail.proof.paste():
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self._act(event):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                return self._leave_field()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.detail.focus_answer()
                return True
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if not self._is_typing() and not self.detail.is_still():
                self.detail.clear()
                return True
        return not self._is_typing() and self._act_on_letter(event.text().casefold())

    def _act_on_letter(self, letter: str) -> bool:
        match letter:
            case "[":
                self.go_by(-1)
            case "]":
                self.go_by(1)
            case "n":
                self.detail.proof.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            case "b":
                self.detail.proof.choose_files()
            case "f":
                self.raise_finding()
            case "/":
                self._find()
            case _:
                return letter.isdigit() and self.detail.press(letter)
        return True

    def _leave_field(self) -> bool:
        if not self._is_typing():
            return False
        focus = self.focusWidget()
        editor = self.detail.editor
        if editor is not None and focus is not editor.control and not isinstance(editor.control, _TEXT_FIELDS):
            self.detail.focus_answer()
        else:
            self.column.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.keys_changed.emit()
        return True

    def _is_typing(self) -> bool:
        focus = self.focusWidget()
        return isinstance(focus, _TEXT_FIELDS) and focus.hasFocus() and not focus.isReadOnly()

    # ---- building

    def _begin(self) -> None:
        try:
            self.session = FormSession(self.workspace, self.form_name, self)
        except UserError as mistake:
            self.body.addWidget(EmptyState("survey", str(mistake)))
            return
        self._build(self.session)
        self._show_gate()
        self.session.changed.connect(self._on_changed)
        self.use_frame(self._frame)
        self._show_all()
        outline = self.session.outline
        first = self._wanted if self._wanted in outline.rows else outline.next_unanswered() or next(iter(outline.rows))
        self.section = outline.section_of(first)
        self._show_list(first)
        self.go_to(first)
        self.detail.focus_answer()

    def _build(self, session: FormSession) -> None:
        self.search = SearchField(_("Tìm câu hỏi…"))
        self.search.textChanged.connect(self._searched)
        self.search.left_by_key.connect(self._left_search)
        self.tree = SectionTree()
        self.tree.moved_to.connect(self._choose_section)
        self._tree_column = QFrame()
        self._tree_column.setProperty("surface", "side-left")
        self._search_place = row(self.search, gap=0, margins=(12, 10, 12, 8))
        tree_column = column(self._search_place, gap=0)
        tree_column.addWidget(self.tree, 1)
        self._tree_column.setLayout(tree_column)
        self.column = ListColumn(self.search)
        self.column.list.moved_to.connect(self.go_to)
        self.column.sieve_chosen.connect(self._choose_sieve)
        self.column.section_chosen.connect(self._choose_section)
        self.column.search_wanted.connect(self._find)
        self.column.drop_opened.connect(
            lambda: self.column.open_sections(session.outline, self.section.path if self.section else WHOLE)
        )
        self.detail = QuestionView(session)
        self.detail.editing_changed.connect(self.keys_changed)
        self._done = InlineMessage("ok", "")
        right = column(self._done, gap=0)
        right.addWidget(self.detail, 1)
        self._foot = self._make_foot()
        right.addWidget(self._foot)
        whole = row(self._tree_column, self.column, gap=0)
        whole.addLayout(right, 1)
        self.body.addWidget(self.gate)
        self.body.addLayout(whole, 1)
        for keys, deed in (("Ctrl+Return", self.go_on), ("Ctrl+Enter", self.go_on), ("Ctrl+F", self._find)):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(deed)

    def _make_foot(self) -> Foot:
        self._previous = icon_button("left", _("Câu trước"), lambda: self.go_by(-1), key="[", size=16)
        self._next = icon_button("right", _("Câu sau"), lambda: self.go_by(1), key="]", size=16)
        for each in (self._previous, self._next):
            each.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._on = button(_("Câu chưa trả lời tiếp"), self.go_on, kind="primary", icon_name="arrow")
        self._on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._raise = button("", self.raise_finding, icon_name="finding")
        caps = KeyCap("["), KeyCap("]"), KeyCap("Ctrl+Enter")
        return Foot(self._previous, caps[0], 4, self._next, caps[1], None, self._raise, self._on, caps[2])

    # ---- showing

    def _show_all(self) -> None:
        if self.session is None:
            return
        outline = self.session.outline
        if self.section is not None:
            self.section = next((each for each in outline.sections if each.path == self.section.path), None)
        self.tree.show_outline(outline)
        self._show_list(self.detail.path)
        self._show_head()

    def _show_list(self, current: str) -> None:
        if self.session is None:
            return
        sought = self.search.text().strip()
        section = None if sought else self.section
        self.column.show_section(self.session.outline, section, self.sieve, sought, self._listed, current)
        self.tree.go_to(self.section.path if self.section else WHOLE)

    def _show_head(self) -> None:
        if self.session is None:
            return
        count, lacking = self.session.outline.count(), self.session.outline.lacking()
        self._scale.show_share(count.share)
        self._total.setText(_("{answered}/{total} câu", answered=count.answered, total=count.total))
        self._lacking.setText(_("{count} câu thiếu bằng chứng", count=lacking))
        self._lacking.setVisible(lacking > 0 and self._frame is Frame.WIDE)
        self.head.show_state(*pill_of(self._step_state(), count.share))

    def _fit_foot(self) -> None:
        """The words of the two arrows are the first to go where the foot is too narrow."""
        small = self._frame is Frame.SMALL
        for arrow, words in ((self._previous, _("Trước")), (self._next, _("Sau"))):
            arrow.setText("" if small else words)
        if self._foot.sizeHint().width() > self.detail.width():
            self._previous.setText("")
            self._next.setText("")

    def _show_finding_button(self) -> None:
        """It raises a finding, or opens the one there is; nothing is raised in a locked step."""
        if self.session is None or not self.detail.path:
            return
        raised = self.session.outline.rows[self.detail.path].findings > 0
        words = _("Mở phát hiện") if raised else _("Nêu phát hiện")
        self._raise.setText(_("Phát hiện") if self._frame is Frame.SMALL else words)
        self._raise.setAccessibleName(words)
        self._raise.setVisible(raised or not self.detail.is_still())
        self._fit_foot()

    def _show_gate(self) -> None:
        """What the step needs before it can be handed in, a moment after the answers have settled."""
        workspace = self.workspace
        if workspace.asks_gates:
            if workspace.steps:
                self.gate.show_view(workspace.steps[0])
            return
        try:
            views = workspace.read(lambda unit: progress.step_views(unit, workspace.cycle_id, workspace.as_of))
        except UserError as mistake:
            self.say_wrong(str(mistake))
            return
        self.gate.show_view(views[0])

    def _step_state(self) -> str:
        states = self.workspace.read(lambda unit: unit.steps.all(cycle_id=self.workspace.cycle_id, step=1))
        state = states[0].state if states else "todo"
        begun = self.session is not None and self.session.outline.count().answered > 0
        return "doing" if state == "todo" and begun else state

    def _on_changed(self, paths: frozenset[str]) -> None:
        if self.session is None:
            return
        outline = self.session.outline
        self._done.say("ok", "")
        self.tree.show_counts(outline)
        sought = self.search.text().strip()
        section = None if sought else self.section
        listed = set(self.column.list.paths())
        if any((path in listed) != outline.rows[path].asked for path in paths if path in outline.rows):
            self._listed = frozenset(listed)
            self._show_list(self.detail.path)
        else:
            self.column.list.update_rows(outline.rows[path] for path in paths if path in outline.rows)
            self.column.show_counts(outline, section, self.sieve, sought)
        self._show_head()
        self._show_finding_button()
        self.keys_changed.emit()

    def _choose_section(self, path: str) -> None:
        if self.session is None:
            return
        sections = {each.path: each for each in self.session.outline.sections}
        self.section = sections.get(path)
        self._listed = frozenset()
        if self.search.text():
            self.search.clear()
        self._show_list(self.detail.path)
        listed = self.column.list.paths()
        if listed and self.detail.path not in listed:
            self.go_to(listed[0])

    def _choose_sieve(self, name: str) -> None:
        self.sieve, self._listed = name, frozenset()
        self._show_list(self.detail.path)
        listed = self.column.list.paths()
        if listed and self.detail.path not in listed:
            self.go_to(listed[0])

    def _show_lacking(self) -> None:
        self.section = None
        self._choose_sieve("lacking")

    def _searched(self, _text: str) -> None:
        self._listed = frozenset()
        self._show_list(self.detail.path)

    def _find(self) -> None:
        self.column.show_search(True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _left_search(self) -> None:
        self.column.show_search(False)
        self.column.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say_done(self) -> None:
        self._done.say("ok", _("Mọi câu được hỏi đã có câu trả lời."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.session is not None:
            QTimer.singleShot(0, self, self._fit_foot)

    def hideEvent(self, event: QHideEvent) -> None:
        if self.session is not None:
            self.detail.leave()
        super().hideEvent(event)


_TEXT_FIELDS = (QLineEdit, QPlainTextEdit)
