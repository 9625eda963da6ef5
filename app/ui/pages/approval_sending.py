"""Whom the draft was sent to: a list with what was heard of each, and the line to add more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from app.domain.draft_sending import AskedUnit, comments_of, is_late
from app.domain.errors import UserError
from app.domain.programme_papers import comment_code
from app.formats import show_date
from app.services import comments as deeds
from app.services.approval_view import ApprovalView
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import Card, EmptyState, Field, button, paint_glyph, row
from app.ui.parts.tables import paint_row_ground, paint_words
from app.ui.workspace import Workspace
from app.wording import _


@dataclass(frozen=True, slots=True)
class AskedRow:
    """state: ok, warn or todo; heard: what was heard, in words."""

    asked: AskedUnit
    state: str
    heard: str


def asked_rows(view: ApprovalView, today: date) -> list[AskedRow]:
    return [_row(each, view, today) for each in view.approval.asked]


def _row(asked: AskedUnit, view: ApprovalView, today: date) -> AskedRow:
    said = comments_of(asked, view.approval.comments)
    if said:
        codes = ", ".join(comment_code(each) for each in said)
        return AskedRow(asked, "ok", _("{n} ý kiến: {codes}", n=len(said), codes=codes))
    if asked.no_comment_on is not None:
        return AskedRow(asked, "na", _("Không có ý kiến, ghi ngày {day}", day=show_date(asked.no_comment_on)))
    if is_late(asked, view.approval.comments, today):
        return AskedRow(asked, "warn", _("Quá hạn, chưa có ý kiến"))
    return AskedRow(asked, "todo", _("Chưa có ý kiến"))


def told(each: AskedRow) -> str:
    return f"{each.asked.unit}. {days(each.asked)}. {each.heard}"


def days(asked: AskedUnit) -> str:
    sent = _("Gửi {day}", day=show_date(asked.sent_on)) if asked.sent_on else ""
    until = _("hạn {day}", day=show_date(asked.answer_by)) if asked.answer_by else _("không đặt hạn")
    return ", ".join(each for each in (sent, until) if each)


class _Rows(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        each: AskedRow = index.data(RECORD)
        painter.save()
        paint_row_ground(
            painter,
            option,
            first=True,
            last=True,
            current=isinstance(view, ReadingList) and view.currentIndex() == index,
        )
        rect = QRectF(option.rect)
        paint_glyph(painter, QRectF(rect.x() + 16, rect.y() + theme.px(9), 16, 16), each.state)
        half = rect.width() * 0.55
        left = QRectF(rect.x() + 42, rect.y(), half - 42, rect.height())
        paint_words(painter, left, theme.px(7), "strong", each.asked.unit)
        paint_words(painter, left, theme.px(27), "small", days(each.asked))
        right = QRectF(rect.x() + half, rect.y(), rect.width() - half - 12, rect.height())
        paint_words(painter, right, theme.px(17), "small", each.heard)
        painter.restore()


class SendingView(Card):
    """keys_changed: other keys act now."""

    keys_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(_("Nơi được gửi dự thảo"), padding=(0, 12, 0, 0))
        self.workspace = workspace
        self._still = False
        self.list: ReadingList[AskedRow] = ReadingList(_("Nơi được gửi dự thảo"), told, height=50)
        self.list.setItemDelegate(_Rows(self.list))
        self.empty = EmptyState(
            "people",
            _("Chưa gửi dự thảo cho nơi nào"),
            _(
                "Ghi các bộ phận, cá nhân liên quan, ngày gửi và hạn trả lời; "
                "mỗi nơi phải có ý kiến hoặc được ghi là không có."
            ),
        )
        self.names = Field(_("Bộ phận, cá nhân"), placeholder=_("Phòng KCS; Kho; Kế toán"))
        self.sent_on = Field(_("Ngày gửi"))
        self.answer_by = Field(_("Hạn trả lời"))
        self.add = button(_("Ghi đã gửi"), self.send, kind="primary", icon_name="plus")
        self.silent = button(_("Ghi không có ý kiến"), self.note_silent)
        self.again = button(_("Bỏ ghi “không có ý kiến”"), self.take_back, kind="ghost")
        self.withdraw = button(_("Bỏ khỏi danh sách"), self.remove, kind="ghost")
        self._build()

    def _build(self) -> None:
        self.content.setContentsMargins(0, 12, 0, 12)
        if self.title is not None:
            self.title.setContentsMargins(16, 0, 0, 0)
        self.content.addWidget(self.empty, 1)
        self.content.addWidget(self.list, 1)
        self._deeds = row(self.silent, self.again, self.withdraw, None, gap=6, margins=(16, 0, 16, 0))
        self.content.addLayout(self._deeds)
        self._line = row(gap=10, margins=(16, 4, 16, 0))
        for field, share in ((self.names, 4), (self.sent_on, 1), (self.answer_by, 1)):
            self._line.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(self.send)
        self.content.addLayout(self._line)
        self.content.addLayout(row(None, self.add, margins=(16, 0, 16, 0)))
        self.list.shown.connect(lambda _record: self._show_deeds())

    # ---- show

    def show_view(self, view: ApprovalView, still: bool) -> None:
        self._still = still
        rows = asked_rows(view, self.workspace.today)
        self.list.show_records(rows, key=lambda each: each.asked.unit)
        if rows and self.list.current() is None:
            self.list.choose(0)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        for field in (self.names, self.sent_on, self.answer_by):
            field.setVisible(not still)
        self.add.setVisible(not still)
        if not self.sent_on.value():
            self.sent_on.show_value(show_date(self.workspace.today))
        self._show_deeds()

    def _show_deeds(self) -> None:
        current = self.list.current()
        can = current is not None and not self._still
        self.silent.setVisible(can and current is not None and current.state in ("todo", "warn"))
        self.again.setVisible(can and current is not None and current.state == "na")
        self.withdraw.setVisible(can)
        self.keys_changed.emit()

    def pane(self) -> QWidget:
        return self.list if self.list.records.records else self.names.editor

    def go_in(self) -> None:
        """The cursor to where something is to be done."""
        self.pane().setFocus()

    def keys(self) -> list[tuple[str, str]]:
        if self._still:
            return []
        found = [("N", _("ghi thêm nơi gửi"))]
        current = self.list.current()
        if current is not None and current.state in ("todo", "warn"):
            found.append(("K", _("không có ý kiến")))
        return found

    def press(self, key: Qt.Key) -> bool:
        """A single key; whether it was one of ours."""
        if self._still:
            return False
        match key:
            case Qt.Key.Key_N:
                self.names.editor.setFocus()
            case Qt.Key.Key_K if self.silent.isVisibleTo(self):
                self.note_silent()
            case _:
                return False
        return True

    # ---- deeds

    def send(self) -> None:
        """Write down who was sent the draft; names are parted by semicolons."""
        names: Sequence[str] = self.names.value().split(";")
        cycle_id, sent, until = self.workspace.cycle_id, self.sent_on.value(), self.answer_by.value()
        if not self.names.value().strip():
            self.names.show_error(_("Ghi tên bộ phận được gửi dự thảo."))
            return
        try:
            self.workspace.run(
                _("Ghi nơi gửi dự thảo"), lambda unit: deeds.ask_units(unit, cycle_id, names, sent, until)
            )
        except UserError as error:
            self.sent_on.show_error(str(error))
            return
        self.names.show_value("")
        self.sent_on.show_error("")
        self.names.editor.setFocus()

    def note_silent(self) -> None:
        today = self.workspace.today
        self._on_current(
            _("Ghi không có ý kiến"),
            lambda unit, cycle_id, name: deeds.note_no_comment(unit, cycle_id, name, today),
            _("Đã ghi {unit} không có ý kiến."),
        )

    def take_back(self) -> None:
        self._on_current(_("Bỏ ghi “không có ý kiến”"), deeds.take_back_no_comment, "")

    def remove(self) -> None:
        self._on_current(_("Bỏ nơi gửi dự thảo"), deeds.withdraw_asking, _("Đã bỏ {unit} khỏi nơi gửi."))

    def _on_current(self, deed: str, work: Callable[..., object], toast: str) -> None:
        current, cycle_id = self.list.current(), self.workspace.cycle_id
        if current is not None:
            name = current.asked.unit
            self.workspace.run(
                deed, lambda unit: work(unit, cycle_id, name), toast=toast.format(unit=name) if toast else ""
            )
        self.list.setFocus()
