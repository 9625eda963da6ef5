"""The gate of a step over its page: what is missing and the way there, handing in, approving, returning, reopening.

It never hides the page. Returning and reopening ask for the reason in place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import UserError
from app.formats import show_date
from app.ui.parts import Field, Head, InlineMessage, button, column, row
from app.ui.steps import pill_of
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.services.step_view import StepView


class StepGate(QWidget):
    """shows(view) puts the gate up; here(target) is emitted when what is missing lies on this very page.

    missing_only: while something is missing nothing is said (the page says it in its own way).
    """

    here = Signal(str)

    def __init__(self, workspace: Workspace, number: int, page: str, *, quiet: bool = False) -> None:
        super().__init__()
        self._workspace, self._number, self._page, self._quiet = workspace, number, page, quiet
        self._view: StepView | None = None
        self._head: Head | None = None
        self._told: Callable[[StepView], StepView] | None = None
        self.message = InlineMessage("info", "")
        self.message.followed.connect(self._follow)
        self._other = button("", self._ask, kind="ghost")
        self._reason = _Reason(self._with_reason, self._give_up)
        self._reason.hide()
        self.message.add_way(self._other)
        self.setLayout(column(self.message, self._reason, gap=6))

    def keep_up(self, head: Head, told: Callable[[StepView], StepView] | None = None) -> None:
        """Show the state of the step in this head, too. told: the view as this page wants to say it."""
        self._head, self._told = head, told
        self._workspace.steps_read.connect(self._show_read)

    def read(self) -> None:
        """Ask the gate anew, which asks the whole dossier: where the window asks all gates, its answer serves."""
        workspace = self._workspace
        if workspace.asks_gates:
            self._show_read()
            return
        from app.services import progress  # brings all rules of the gates

        workspace.background.run(
            lambda: workspace.read(lambda unit: progress.step_views(unit, workspace.cycle_id, workspace.as_of)),
            self._show_steps,
            owner=self,
        )

    def _show_read(self) -> None:
        self._show_steps(self._workspace.steps)

    def _show_steps(self, views: Sequence[StepView]) -> None:
        if not views:
            return
        view = views[self._number - 1]
        if self._head is not None:
            self._head.show_state(*pill_of(view.state, view.share))
        self.show_view(self._told(view) if self._told else view)

    def show_view(self, view: StepView) -> None:
        self._view = view
        self._reason.hide()
        other = ""
        match view.state:
            case "approved":
                strong = _("Bước {number} đã duyệt, khóa.", number=self._number)
                words = _("Bản {version}, {day}.", version=view.version, day=_day(view))
                self.message.say("ok", words, strong=strong)
                other = _("Mở bản mới, nêu lý do…")
            case "submitted":
                strong = _("Bước {number} đã nộp, chờ duyệt.", number=self._number)
                words = _("{day}. Muốn sửa thì trả lại bước này.", day=_day(view))
                self.message.say("info", words, _("Duyệt, khóa"), strong=strong)
                other = _("Trả lại, nêu lý do…")
            case _ if view.missing:
                self._say_missing(view)
            case _:
                strong = _("Đủ điều kiện nộp bước {number}.", number=self._number)
                self.message.say("ok", view.reason, _("Nộp bước {number}", number=self._number), strong=strong)
        self._other.setText(other)
        self._other.setVisible(bool(other) and not self._workspace.read_only)
        self.setVisible(not self._workspace.read_only and bool(self.message.words() or view.state != "doing"))

    def _say_missing(self, view: StepView) -> None:
        if self._quiet and view.state != "needs_work":
            self.message.say("warn", "")
            return
        first = view.missing[0]
        rest = len(view.missing) - 1
        words = first.text
        if rest:
            words = _("{first} (còn {rest} mục khác)", first=first.text.rstrip("."), rest=rest)
        if view.state == "needs_work" and view.reason:
            words = _("{words}. Lý do trả lại: {reason}", words=words.rstrip("."), reason=view.reason)
        strong = _("Chưa nộp được bước {number}.", number=self._number)
        self.message.say("warn", words, _("Đến chỗ thiếu"), strong=strong)

    def _follow(self) -> None:
        from app.services import progress  # brings all rules of the gates, which answering questions does not need

        view = self._view
        if view is None:
            return
        if view.state == "submitted":
            self._do(_("Duyệt bước {number}", number=self._number), progress.approve_step)
        elif view.missing:
            first = view.missing[0]
            if first.page == self._page:
                self.here.emit(first.target)
            else:
                self._workspace.go.emit(first.page, first.target)
        else:
            self._do(_("Nộp bước {number}", number=self._number), progress.submit_step)

    def _do(self, deed: str, work: Callable[..., object]) -> None:
        workspace = self._workspace
        try:
            workspace.run(deed, lambda unit: work(unit, workspace.cycle_id, self._number, workspace.as_of), toast=deed)
        except UserError as error:
            self.message.say("bad", str(error))

    def _ask(self) -> None:
        self._reason.ask()

    def ask_why(self) -> None:
        """Ask for the reason of a return or of a new version, where one of them can be done now."""
        if self._other.isVisibleTo(self):
            self._ask()

    def _give_up(self) -> None:
        self._reason.hide()
        self._other.setFocus()

    def _with_reason(self, reason: str) -> None:
        from app.services import progress

        view = self._view
        reopens = view is not None and view.state == "approved"
        work = progress.reopen_step if reopens else progress.send_back_step
        deed = (
            _("Mở lại bước {number}", number=self._number)
            if reopens
            else _("Trả lại bước {number}", number=self._number)
        )
        workspace = self._workspace
        try:
            workspace.run(deed, lambda unit: work(unit, workspace.cycle_id, self._number, reason), toast=deed)
        except UserError as error:
            self._reason.field.show_error(str(error))


def _day(view: StepView) -> str:
    return show_date(view.changed_at.astimezone().date()) if view.changed_at else ""


class _Reason(QWidget):
    """The reason for a return or a new version, asked below the message."""

    def __init__(self, given: Callable[[str], object], given_up: Callable[[], object]) -> None:
        super().__init__()
        self._given, self._given_up = given, given_up
        self.field = Field(_("Lý do"))
        if isinstance(self.field.editor, QLineEdit):
            self.field.editor.returnPressed.connect(self._send)
        line = row(gap=8, margins=(14, 0, 8, 4))
        line.addWidget(self.field, 1)
        for each in (button(_("Xong"), self._send), button(_("Thôi"), given_up, kind="ghost")):
            line.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(line)

    def ask(self) -> None:
        self.field.show_value("")
        self.show()
        self.field.editor.setFocus()

    def _send(self) -> None:
        if not self.field.value().strip():
            self.field.show_error(_("Nêu lý do, để người sau hiểu."))
            self.field.editor.setFocus()
            return
        self._given(self.field.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._given_up()
        else:
            super().keyPressEvent(event)
