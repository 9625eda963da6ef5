"""What was said of the draft and what it was answered: the list, the panel beside it, and the ways to add more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.errors import UserError
from app.domain.programme_papers import COMMENT_DECISIONS, comment_code
from app.services import comments as deeds
from app.services.approval_view import ApprovalView
from app.services.comments import CommentRow
from app.ui import theme
from app.ui.pages.approval_answer import AnswerPanel
from app.ui.pages.approval_comments import comment_list
from app.ui.parts import Card, EmptyState, Field, button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _

KEYS = {Qt.Key.Key_A: "accepted", Qt.Key.Key_P: "partly", Qt.Key.Key_K: "kept"}


class AnswersView(QWidget):
    """keys_changed: other keys act now."""

    keys_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._still = False
        self._view: ApprovalView | None = None
        self._wanted = ""
        self.list, self.panel = comment_list(), AnswerPanel()
        self.empty = EmptyState(
            "comment",
            _("Chưa có ý kiến nào"),
            _("Ghi từng ý kiến, hoặc dán nhiều dòng “đơn vị; nội dung”. Mã như MT-02 trong câu được nối tự động."),
        )
        self.add = button(_("Thêm ý kiến"), self.begin, icon_name="plus")
        self.paste = button(_("Dán nhiều ý kiến"), self.begin_pasting, icon_name="import")
        self.lines = Field(_("Mỗi dòng một ý kiến: đơn vị; nội dung"), QPlainTextEdit())
        self.take = button(_("Nhận các dòng này"), self.take_lines, kind="primary")
        self.who = Field(_("Bộ phận, chức vụ cho ý kiến"))
        self.what = Field(_("Nội dung ý kiến"))
        self.keep = button(_("Ghi ý kiến"), self.keep_new, kind="primary")
        self.count = text("", "small")
        self._build()

    def _build(self) -> None:
        card = Card(padding=(0, 12, 0, 12))
        title = text(_("Ý kiến về dự thảo"), "h2", cut=True)
        card.content.addLayout(row(title, self.count, None, self.paste, self.add, gap=8, margins=(16, 0, 12, 0)))
        self._pasting, self._adding = QWidget(), QWidget()
        self.lines.editor.setFixedHeight(theme.px(110))
        leave = button(_("Thôi"), self.leave, kind="ghost")
        self._pasting.setLayout(column(self.lines, row(self.take, leave, None, gap=6), gap=6, margins=(16, 0, 16, 4)))
        stop = button(_("Thôi"), self.leave, kind="ghost")
        self._adding.setLayout(
            column(self.who, self.what, row(self.keep, stop, None, gap=6), gap=6, margins=(16, 0, 16, 4))
        )
        if isinstance(self.who.editor, QLineEdit) and isinstance(self.what.editor, QLineEdit):
            self.who.editor.returnPressed.connect(self.what.editor.setFocus)
            self.what.editor.returnPressed.connect(self.keep_new)
        for each in (self._pasting, self._adding):
            each.hide()
            card.content.addWidget(each)
        card.content.addWidget(self.empty, 1)
        card.content.addWidget(self.list, 1)
        whole = row(gap=12)
        whole.addWidget(card, 1)
        whole.addWidget(self.panel)
        self.setLayout(whole)
        self.use_width(400)
        self.list.shown.connect(lambda _record: self._show_current())
        self.list.opened.connect(lambda _record: self.panel.answer.editor.setFocus())
        self.panel.answered.connect(self.answer)
        self.panel.edited.connect(self._edit)
        self.panel.removed.connect(self._remove)
        self.panel.opened.connect(self._open_about)

    def use_width(self, wide: int, *, words: bool = True) -> None:
        """The width of the panel; with little room the buttons over the list have no words."""
        self.panel.setFixedWidth(theme.px(wide))
        self.paste.setText(_("Dán nhiều ý kiến") if words else "")
        self.add.setText(_("Thêm ý kiến") if words else "")
        for each, tip in ((self.paste, _("Dán nhiều ý kiến")), (self.add, _("Thêm ý kiến"))):
            each.setToolTip(tip)
            each.setAccessibleName(tip)

    # ---- show

    def show_view(self, view: ApprovalView, still: bool) -> None:
        self._view, self._still = view, still
        self.list.show_records(view.comments, key=lambda each: each.comment.id)
        if view.comments and self.list.current() is None:
            self.list.choose(0)
        waiting = len(view.approval.unanswered)
        self.count.setText(_("{waiting} chưa trả lời", waiting=waiting) if waiting else "")
        self.list.setVisible(bool(view.comments))
        self.panel.setVisible(bool(view.comments))
        self.empty.setVisible(not view.comments)
        for each in (self.add, self.paste):
            each.setVisible(not still)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.go_to(wanted)
        self._show_current()

    def _show_current(self) -> None:
        current = self.list.current()
        if current is not None and self._view is not None:
            self.panel.show_comment(current, self._view.abouts, self._still, self._opens(current))
        self.keys_changed.emit()

    def _opens(self, row: CommentRow) -> int:
        """The step that has to be opened to change what this comment is about; 0 when it is open, or may not be."""
        step = deeds.STEP_OF.get(row.about.kind, 0) if row.about else 0
        taken = row.comment.decision in ("accepted", "partly")
        is_open = self._view is None or step in self._view.opened
        return step if step and taken and not is_open and not self._still else 0

    def _open_about(self, page: str, id: str) -> None:
        """To what the comment is about; opened first where the comment was taken and its step is locked."""
        current = self.list.current()
        if current is not None and (step := self._opens(current)):
            key = current.comment.id
            self.workspace.run(
                _("Mở bước {number} theo ý kiến", number=step),
                lambda unit: deeds.open_about(unit, key),
                toast=_("Đã mở bước {number} để sửa theo ý kiến.", number=step),
            )
        self.workspace.go.emit(page, id)

    def go_to(self, comment_id: str) -> bool:
        """Choose this comment; whether it is there."""
        for place, each in enumerate(self.list.records.records):
            if each.comment.id == comment_id:
                self.list.choose(place)
                self.list.setFocus()
                return True
        return False

    def go_in(self) -> None:
        """To the first comment that is not answered yet, else to the list, or to the way to add one."""
        waiting = self._view.approval.unanswered if self._view else ()
        if waiting:
            self.go_to(waiting[0].id)
        elif self.list.records.records:
            self.list.setFocus()
        elif not self._still:
            self.add.setFocus()

    def panes(self) -> list[QWidget]:
        return [self.list, self.panel.answer.editor] if self.list.records.records else [self.add]

    def keys(self) -> list[tuple[str, str]]:
        if self._still:
            return [("↑↓", _("ý kiến"))]
        if not self.list.records.records:
            return [("N", _("thêm ý kiến")), ("V", _("dán nhiều dòng"))]
        return [
            ("↑↓", _("ý kiến")),
            ("A", _("tiếp thu")),
            ("P", _("một phần")),
            ("K", _("giữ nguyên")),
            ("N", _("thêm ý kiến")),
        ]

    def press(self, key: Qt.Key) -> bool:
        """A single key; whether it was one of ours."""
        if self._still:
            return False
        if key in KEYS and self.list.current() is not None:
            self.panel.choose(KEYS[key])
        elif key == Qt.Key.Key_N:
            self.begin()
        elif key == Qt.Key.Key_V:
            self.begin_pasting()
        elif key == Qt.Key.Key_Delete and self.list.current() is not None:
            self.panel.asker.open()
        else:
            return False
        return True

    # ---- adding

    def begin(self) -> None:
        self._pasting.hide()
        self._adding.show()
        self.who.editor.setFocus()

    def begin_pasting(self) -> None:
        self._adding.hide()
        self._pasting.show()
        self.lines.editor.setFocus()

    def leave(self) -> None:
        """Put the fields away; what was typed into them goes."""
        for field in (self.who, self.what, self.lines):
            field.show_value("")
        self._adding.hide()
        self._pasting.hide()
        (self.list if self.list.records.records else self.add).setFocus()

    def is_adding(self) -> bool:
        return self._adding.isVisibleTo(self) or self._pasting.isVisibleTo(self)

    def keep_new(self) -> None:
        cycle_id, today = self.workspace.cycle_id, self.workspace.today
        given_by, words = self.who.value(), self.what.value()
        for field, value, sentence in (
            (self.who, given_by, _("Ghi bộ phận hoặc chức vụ đã cho ý kiến.")),
            (self.what, words, _("Ghi nội dung ý kiến.")),
        ):
            if not value.strip():
                field.show_error(sentence)
                field.editor.setFocus()
                return
        try:
            made = self.workspace.run(
                _("Thêm ý kiến"),
                lambda unit: deeds.new_comment(unit, cycle_id, given_by=given_by, words=words, given_on=today),
            )
        except UserError as error:
            self.what.show_error(str(error))
            return
        self.leave()
        self.go_to(made.id)

    def take_lines(self) -> None:
        cycle_id, today, lines = self.workspace.cycle_id, self.workspace.today, self.lines.value()
        try:
            taken = self.workspace.run(
                _("Dán ý kiến"), lambda unit: deeds.import_comments(unit, cycle_id, lines, today)
            )
        except UserError as error:
            self.lines.show_error(str(error))
            return
        self.leave()
        self.workspace.told.emit(
            _("Đã nhận {n} ý kiến, {known} ý kiến đã có sẵn.", n=len(taken.made), known=taken.known)
        )
        if taken.made:
            self.go_to(taken.made[0].id)

    # ---- deeds on the current one

    def answer(self, decision: str, words: str) -> None:
        current, today = self.list.current(), self.workspace.today
        if current is None:
            return
        key = current.comment.id
        deed = _("Trả lời ý kiến: {decision}", decision=_(COMMENT_DECISIONS[decision]))
        try:
            self.workspace.run(deed, lambda unit: deeds.answer_comment(unit, key, decision, words, today))
        except UserError as error:
            self.panel.answer.show_error(str(error))
        else:
            self.panel.answer.show_error("")

    def _edit(self, field: str, words: str) -> None:
        current = self.list.current()
        if current is None:
            return
        key, shown = current.comment.id, getattr(self.panel, field)
        try:
            self.workspace.run(_("Sửa ý kiến"), lambda unit: deeds.edit_comment(unit, key, field, words))
        except UserError as error:
            shown.show_error(str(error))
        else:
            shown.show_error("")

    def _remove(self, reason: str) -> None:
        current: CommentRow | None = self.list.current()
        if current is not None:
            key, code = current.comment.id, comment_code(current.comment)
            self.workspace.run(
                _("Bỏ ý kiến"),
                lambda unit: deeds.retire_comment(unit, key, reason),
                toast=_("Đã bỏ {code}.", code=code),
            )
            self.list.setFocus()
