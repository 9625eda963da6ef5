"""A newer edition of a form: one quiet message, what would change, one deed; and the drawer of answers left behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.answers import Answer
from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.forms.definition import text_in
from app.domain.forms.xforms import read_xform
from app.formats import show_date
from app.services import dossiers
from app.services.edition_glance import may_be_newer
from app.services.survey import lock_reason, the_form
from app.storage.unit import Unit
from app.ui import theme
from app.ui.parts import Card, InlineMessage, button, column, row, scrolled, text
from app.ui.workspace import Workspace
from app.wording import _, language

if TYPE_CHECKING:
    from app.domain.forms.editions import EditionChange

AFTER_THE_PAINT = 400
"""Milliseconds. A page is read first and its edition is looked into afterwards."""

Named = tuple[str, str]
"""The code and the words of a question; the name where it has no code."""


class EditionBar(QWidget):
    """Looks beside the window, because reading the program's own forms takes a second; hidden while all is well."""

    def __init__(self, workspace: Workspace, form_name: str, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._form_name = workspace, form_name
        self._change: EditionChange | None = None
        self._words: dict[str, Named] = {}
        self._left: list[tuple[Named, Answer]] = []
        self._looked = False
        self.message = InlineMessage("info", "")
        self.message.followed.connect(self.show_change)
        self.drawer = InlineMessage("info", "")
        self.drawer.followed.connect(self.show_drawer)
        self.setLayout(column(self.message, self.drawer, gap=0))
        self.hide()

    def refresh(self, changes: Changes) -> None:
        """Look again when the form itself, or the answers left behind, may have changed."""
        if not self._looked or changes.touches("forms", "steps"):
            self._looked = True
            QTimer.singleShot(AFTER_THE_PAINT, self, self._look_aside)

    def _look_aside(self) -> None:
        self._workspace.background.run(self._look, self._show, lambda _closed: None, owner=self)

    def show_change(self) -> None:
        """What is kept, new and retired; one button moves on."""
        if self._change is not None:
            EditionDialog(self._change, self._words, self.window(), self.move_on).open()

    def show_drawer(self) -> None:
        """The answers whose questions are no longer asked."""
        DrawerDialog(self._left, self.window()).open()

    def move_on(self) -> None:
        """Go on with the newer edition."""
        from app.services import forms  # whole forms are read and written there, which a page opens without

        workspace, name = self._workspace, self._form_name
        workspace.run_aside(
            _("Chuyển sang bản phiếu mới"),
            lambda unit: forms.move_to_edition(unit, workspace.cycle_id, name),
            lambda _change: None,
            lambda mistake: workspace.wrong.emit(str(mistake)),
            words=_("Đang chuyển sang bản phiếu mới…"),
            toast=_("Đã chuyển sang bản phiếu mới."),
            owner=self,
        )

    # ---- inside

    def _look(self) -> tuple[EditionChange | None, dict[str, Named], list[tuple[Named, Answer]]]:
        workspace, name = self._workspace, self._form_name
        try:
            pinned = workspace.read(lambda unit: the_form(unit, workspace.cycle_id, name))
        except UserError:
            return None, {}, []
        is_newer = may_be_newer(pinned)
        if is_newer:
            dossiers.shipped_forms()  # takes seconds once, so not while the dossier is held
        return workspace.read(lambda unit: self._compare(unit, is_newer))

    def _compare(
        self, unit: Unit, is_newer: bool
    ) -> tuple[EditionChange | None, dict[str, Named], list[tuple[Named, Answer]]]:
        from app.services import forms

        cycle, name = self._workspace.cycle_id, self._form_name
        may = is_newer and not lock_reason(unit, cycle)
        change = forms.compare_editions(unit, cycle, name) if may else None
        left = forms.retired_answers(unit, cycle, name)
        words: dict[str, Named] = {}
        if change is not None:
            newer = next(each for each in dossiers.shipped_forms() if each.name == name)
            for xform in (newer.xform, the_form(unit, cycle, name).xform):
                for question in read_xform(xform, name).questions():
                    words[question.name] = (question.code or question.name, text_in(question.label, language()))
        return change, words, [(_named(each), each) for each in left if each.value or each.note or each.reason]

    def _show(self, found: tuple[EditionChange | None, dict[str, Named], list[tuple[Named, Answer]]]) -> None:
        self._change, self._words, self._left = found
        may = self._change is not None and not self._workspace.read_only
        words = _("Có bản phiếu mới {version}. Câu trả lời được giữ khi chuyển.", version=self._version())
        self.message.say("info", words if may else "", _("Xem thay đổi"))
        left = _("{count} câu trả lời của bản phiếu trước nằm trong ngăn câu đã bỏ.", count=len(self._left))
        self.drawer.say("info", left if self._left else "", _("Câu đã bỏ"))
        self.setVisible(may or bool(self._left))

    def _version(self) -> str:
        return self._change.new_version if self._change is not None else ""


def _named(answer: Answer) -> Named:
    return answer.question.rpartition("/")[2], ""


class _Reader(QDialog):
    """A box that is read: a title, a sentence, blocks of lines, and buttons at the foot. Esc closes it."""

    def __init__(self, title: str, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(min(theme.px(640), parent.width() - 40), min(theme.px(560), parent.height() - 40))
        self.blocks = column(gap=12)
        inside = QWidget()
        whole = column(text(sentence, "body", wrap=True), 4, gap=8, margins=(20, 16, 20, 16))
        whole.addLayout(self.blocks)
        whole.addStretch(1)
        inside.setLayout(whole)
        self.foot = row(None, gap=8, margins=(20, 10, 20, 14))
        box = column(gap=0)
        box.addWidget(scrolled(inside), 1)
        box.addLayout(self.foot)
        self.setLayout(box)

    def add_block(self, title: str, lines: Sequence[Named]) -> None:
        """A card of lines: code and words."""
        card = Card(title)
        for code, words in lines:
            head = text(code, "cap")
            head.setMinimumWidth(theme.px(64))
            line = row(gap=10)
            line.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(text(words, "body", wrap=True, selectable=True), 1)
            card.content.addLayout(line)
        self.blocks.addWidget(card)


class EditionDialog(_Reader):
    """What another edition changes, worst first."""

    def __init__(
        self, change: EditionChange, words: dict[str, Named], parent: QWidget, move_on: Callable[[], object]
    ) -> None:
        sentence = _(
            "Từ bản {old} sang bản {new}. Câu trả lời, ghi chú, ảnh và phát hiện đi theo câu hỏi của chúng. "
            "Hoàn tác được bằng Ctrl+Z.",
            old=change.old_version or "–",
            new=change.new_version or "–",
        )
        super().__init__(_("Bản phiếu mới"), sentence, parent)
        kept = len(change.kept) + len(change.moved)
        self.blocks.addWidget(text(_("Giữ nguyên {count} câu.", count=kept), "strong"))
        blocks = (
            (_("Bỏ {count} câu; câu trả lời nằm trong ngăn “Câu đã bỏ”", count=len(change.retired)), change.retired),
            (_("Đổi kiểu trả lời {count} câu", count=len(change.changed_type)), change.changed_type),
            (_("Thêm {count} câu", count=len(change.new)), change.new),
            (_("Chuyển sang phần khác {count} câu", count=len(change.moved)), change.moved),
        )
        for title, names in blocks:
            if names:
                self.add_block(title, [words.get(each, (each, "")) for each in names])
        self.foot.addWidget(button(_("Để sau"), self.reject))
        self.move_button = button(_("Chuyển sang bản mới"), self.accept, kind="primary")
        self.foot.addWidget(self.move_button)
        self.accepted.connect(move_on)
        self.move_button.setFocus()


class DrawerDialog(_Reader):
    """Answers of questions that this edition no longer has, to be read and copied."""

    def __init__(self, left: Sequence[tuple[Named, Answer]], parent: QWidget) -> None:
        sentence = _("Các câu này không còn trong phiếu. Câu trả lời vẫn nằm trong hồ sơ và trong các tệp xuất ra.")
        super().__init__(_("Câu đã bỏ"), sentence, parent)
        for (code, _words), answer in left:
            said = [answer.value, answer.reason, answer.note]
            when = show_date(answer.answered_at.astimezone().date()) if answer.answered_at else ""
            who = ", ".join(each for each in (answer.answered_by, when) if each)
            self.add_block(code, [("", each) for each in said if each] + ([("", who)] if who else []))
        self.foot.addWidget(button(_("Đóng"), self.reject))
