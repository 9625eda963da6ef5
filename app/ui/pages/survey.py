"""The survey: answer, prove, go on. Subjects, their questions and the one being answered, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.findings import finding_code
from app.ui.forms.edition_bar import EditionBar
from app.ui.forms.marks import marks_of
from app.ui.forms.question_browser import QuestionBrowser
from app.ui.forms.question_view import QuestionView
from app.ui.forms.session import FormSession
from app.ui.forms.survey_foot import SurveyFoot
from app.ui.forms.tab_order import step_focus
from app.ui.page import Frame, Page
from app.ui.pages.step_gate import StepGate
from app.ui.pages.survey_ways import ways_button
from app.ui.pages.work_copy_menu import work_copy_button
from app.ui.parts import EmptyState, InlineMessage, ScaleBar, button, column, row, text
from app.ui.steps import pill_of
from app.ui.workspace import Workspace
from app.wording import _

SETTLE_MILLISECONDS = 250


class SurveyPage(Page):
    """target: the path of a question, or of a section."""

    form_name = "survey"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Khảo sát thực trạng"))
        self.session: FormSession | None = None
        self._wanted = ""
        self._frame = Frame.WIDE
        self._scale, self._total = ScaleBar(), text("", "strong")
        self._lacking = button("", lambda: self.browser.show_lacking(), kind="link", icon_name="warn")
        self.head.add_extra(self._scale)
        self.head.add_extra(self._total)
        place = QWidget()  # the head shows and hides the place, this page what stands in it
        place.setLayout(row(self._lacking, gap=0))
        self.head.add_extra(place, second=True)
        self.head.add_extra(ways_button(workspace, self))
        self.head.add_action(work_copy_button(workspace, self, self._part_to_take))
        self.head.add_action(button(_("Đi hiện trường"), lambda: workspace.go.emit("floor", ""), icon_name="walk"))

        self.gate = StepGate(workspace, 1, "survey", quiet=True)
        self.gate.here.connect(self.show_target)
        self.gate.hide()
        self.edition = EditionBar(workspace, self.form_name, self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._show_gate)
        workspace.steps_read.connect(self._show_gate)

    def _part_to_take(self) -> str:
        """What a work copy begins with: the section that is open, else the whole form."""
        section = self.browser.section if self.session is not None else None
        return section.path if section is not None else self.form_name

    # ---- the page's contract

    def refresh(self, changes: Changes) -> None:
        self.edition.refresh(changes)
        if self.session is None:
            self._begin()
            return
        if changes.touches("answers", "steps", "findings", "forms"):
            self._settle.start()
        if changes.touches("assignments"):
            self._show_all()
        concerned = self.session.take(changes)
        if concerned is None:
            return
        self._show_all()
        here = self.detail.path
        if changes.touches("forms") or here not in self.session.outline.rows:
            self.detail.leave_behind()
        if not self.detail.path:
            self.go_to(self._same_question(here))
        elif concerned:
            self.go_to(concerned[0])
        else:
            self.detail.refresh()

    def show_target(self, target: str) -> None:
        if self.session is None:
            self._wanted = target
        elif target in self.session.outline.rows:
            self.go_to(target)
        elif any(each.path == target for each in self.session.outline.sections):
            self.browser.choose_section(target)

    def place(self) -> str:
        return self.detail.path if self.session else self._wanted

    def panes(self) -> Sequence[QWidget]:
        if self.session is None:
            return ()
        answer = self.detail.editor.control if self.detail.editor else self.detail
        return (*self.browser.panes(), answer, self.detail.proof.note)

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
            *([("L", _("lấy lại ghi chú năm trước"))] if self.workspace.cycle.previous_id else []),
        ]

    def use_frame(self, frame: Frame) -> None:
        self._frame = frame
        self._scale.setVisible(frame is not Frame.SMALL)
        if self.session is None:
            return
        self._show_head()
        self.browser.use_frame(frame, self.width())
        self.detail.fold(frame is Frame.SMALL)
        self._fit_foot()

    def has_unsent_text(self) -> bool:
        return self.session is not None and self.detail.has_unsent_text()

    def let_go(self) -> None:
        if self.session is not None:
            self.detail.leave()
        super().let_go()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from the list to the answer, to its proof, and on to the foot, though editors come and go."""
        if self.session is None:
            return super().focusNextPrevChild(next)
        order = (*self.browser.tab_order(), *self.detail.tab_order(), *self.foot.tab_order())
        return step_focus(self, order, forward=next) or super().focusNextPrevChild(next)

    # ---- going about

    def go_to(self, path: str) -> None:
        """Show a question, and the section it stands in."""
        if self.session is None:
            return
        self.browser.show_current(path)
        self.detail.show_question(path)
        self._fit_foot()
        self.keys_changed.emit()

    def go_by(self, step: int) -> None:
        """The next (1) or previous (−1) question."""
        path = self.browser.neighbour(step) if self.session else None
        if path is not None:
            self.go_to(path)

    def go_on(self) -> None:
        """The next unanswered question, wherever it is; what was typed is kept first."""
        if self.session is None or not self.detail.leave():
            return
        path = self.session.outline.next_unanswered(self.detail.path)
        if path is None:
            self._say_done()
            return
        self.go_to(path)
        self.detail.focus_answer()

    def add_instance(self, path: str) -> None:
        """One more of a repeated section, with the keyboard in its first question."""
        if self.session is None or not self.detail.leave():
            return
        try:
            made = self.session.add_instance(path)
        except UserError as mistake:
            self.say_wrong(str(mistake))
            return
        first = next((each for each in self.session.outline.rows if each.startswith(made + "/")), None)
        if first is not None:
            self.go_to(first)
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
            case Qt.Key.Key_Delete if not self._is_typing() and not self.detail.is_still():
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
            case "l":
                self.detail.proof.before.copy_note()
            case "/":
                self.browser.start_search()
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
            self.browser.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
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
        self._settle.start()
        self.session.restructured.connect(self._on_restructured)
        self.session.changed.connect(self._on_changed)
        self.use_frame(self._frame)
        outline = self.session.outline
        first = self._wanted if self._wanted in outline.rows else self._first()
        self.browser.section = outline.section_of(first)
        self._show_all()
        self.go_to(first)
        self.detail.focus_answer()

    def _build(self, session: FormSession) -> None:
        self.browser = QuestionBrowser(session.outline)
        self.browser.moved_to.connect(self.go_to)
        self.browser.add_wanted.connect(self.add_instance)
        self.detail = QuestionView(session)
        self.detail.editing_changed.connect(self.keys_changed)
        self._done = InlineMessage("ok", "")
        right = column(self._done, gap=0)
        right.addWidget(self.detail, 1)
        self.foot = SurveyFoot()
        self.foot.stepped.connect(self.go_by)
        self.foot.finding_wanted.connect(self.raise_finding)
        self.foot.onward.connect(self.go_on)
        self.detail.resized.connect(self._fit_foot)
        right.addWidget(self.foot)
        whole = row(self.browser, gap=0)
        whole.addLayout(right, 1)
        self.body.addWidget(self.edition)
        self.body.addWidget(self.gate)
        self.body.addLayout(whole, 1)
        for keys, deed in (
            ("Ctrl+Return", self.go_on),
            ("Ctrl+Enter", self.go_on),
            ("Ctrl+F", self.browser.start_search),
        ):
            made = QShortcut(QKeySequence(keys), self)  # of the window: the rail or the top bar may have the focus
            made.activated.connect(deed)

    # ---- showing

    def _show_all(self) -> None:
        if self.session is not None:
            outline = self.session.outline
            outline.marks = marks_of(self.workspace, outline, self.detail.proof.before.past)
            self.browser.take_outline(outline)
            self._show_head()

    def _show_head(self) -> None:
        if self.session is None:
            return
        count, lacking = self.session.outline.count(), self.session.outline.lacking()
        self._scale.show_share(count.share)
        self._total.setText(_("{answered}/{total} câu", answered=count.answered, total=count.total))
        self._lacking.setText(_("{count} câu thiếu bằng chứng", count=lacking))
        self._lacking.setVisible(lacking > 0)
        self.head.show_state(*pill_of(self._step_state(), count.share))

    def _fit_foot(self) -> None:
        if self.session is not None and self.detail.path:
            raised = self.session.outline.rows[self.detail.path].findings > 0
            self.foot.show_finding(raised=raised, still=self.detail.is_still())
            self.foot.fit(self.detail.width(), short=self._frame is Frame.SMALL)

    def _show_gate(self) -> None:
        """What the step needs before it can be handed in, a moment after the answers have settled."""
        workspace = self.workspace
        if workspace.asks_gates:
            if workspace.steps:
                self.gate.show_view(workspace.steps[0])
            return
        try:
            from app.services import progress  # not needed to answer questions

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

    def _first(self) -> str:
        """The first question that is open, or the first of all."""
        assert self.session is not None
        outline = self.session.outline
        return outline.next_unanswered() or next(iter(outline.rows))

    def _same_question(self, path: str) -> str:
        """The question one was at, wherever it stands now; the first open one where there is no such question."""
        assert self.session is not None
        rows = self.session.outline.rows
        name = path.rpartition("/")[2]
        moved = (each for each in rows if each.rpartition("/")[2] == name)
        return path if path in rows else next(moved, self._first())

    def _on_restructured(self) -> None:
        """There are other questions than before; where the one shown is gone, the next open one is shown."""
        if self.session is None:
            return
        self._show_all()
        if self.detail.path not in self.session.outline.rows:
            self.detail.leave_behind()
            self.go_to(self._first())

    def _on_changed(self, paths: frozenset[str]) -> None:
        self._done.say("ok", "")
        self.browser.refresh(paths)
        self._show_head()
        self._fit_foot()
        self.keys_changed.emit()

    def _say_done(self) -> None:
        self._done.say("ok", _("Mọi câu được hỏi đã có câu trả lời."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.session is not None:
            self.browser.use_frame(self._frame, self.width())

    def hideEvent(self, event: QHideEvent) -> None:
        if self.session is not None:
            self.detail.leave()
        super().hideEvent(event)


_TEXT_FIELDS = (QLineEdit, QPlainTextEdit)
