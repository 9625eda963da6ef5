"""Corrective actions: what is proposed for what is late, the actions with their state, and the fields of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPlainTextEdit, QStyleOptionViewItem, QWidget

from app.domain.errors import UserError
from app.domain.monitored import ActionRow
from app.domain.monitoring import CorrectiveAction, corrective_action_code
from app.formats import show_date
from app.services import corrective_actions as deeds
from app.services.corrective_actions import ACTION_FIELD_NAMES
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import Card, EmptyState, Field, button, clear_layout, column, paint_glyph, row, scrolled, text
from app.ui.parts.tables import paint_row_ground, paint_words
from app.ui.workspace import Workspace
from app.wording import _

LONG = ("cause", "result")


def words_of(shown: ActionRow) -> str:
    """Owner, day and state of an action in one line."""
    action = shown.action
    if action.done_on:
        state = _("xong ngày {day}", day=show_date(action.done_on))
    elif action.due_on:
        state = (
            _("quá hạn {days} ngày", days=shown.late) if shown.late else _("hạn {day}", day=show_date(action.due_on))
        )
    else:
        state = _("chưa có hạn")
    return "  ·  ".join(each for each in (state, action.owner or _("Chưa giao ai"), shown.about) if each)


def told(shown: ActionRow) -> str:
    return f"{corrective_action_code(shown.action)} {shown.action.title}: {words_of(shown)}"


class _ActionDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        shown: ActionRow = index.data(RECORD)
        rect = QRectF(option.rect)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        paint_glyph(painter, QRectF(rect.x() + 16, rect.y() + theme.px(11), 16, 16), shown.state)
        words = QRectF(rect.x() + theme.px(44), rect.y(), rect.width() - theme.px(60), rect.height())
        title = f"{corrective_action_code(shown.action)}  {shown.action.title}"
        paint_words(painter, words, theme.px(9), "strong", title)
        paint_words(painter, words, theme.px(30), "small", words_of(shown), "bad" if shown.state == "bad" else "")
        painter.restore()


class ActionsTab(QWidget):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._still = True
        self._shown_id = ""
        self.list: ReadingList[ActionRow] = ReadingList(_("Hành động khắc phục"), told, height=56)
        self.list.setItemDelegate(_ActionDelegate(self.list))
        self._proposed = column(gap=4)
        self._proposals = Card(_("Đề xuất: việc đang chậm, chưa có hành động"))
        self._proposals.content.addLayout(self._proposed)
        self.add = button(_("Thêm hành động"), self.add_action, icon_name="plus")
        self.fields: dict[str, Field] = {}
        self._about, self._code = text("", "small", wrap=True), text("", "h2")
        self.removal = ReasonAsker(_("Bỏ hành động này…"), _("Vì sao bỏ?"), _("Bỏ hành động"), _("Nêu lý do bỏ."))
        self.removal.given.connect(self._remove)
        self._side = self._build_side()
        self._empty = EmptyState(
            "improve",
            _("Chưa có hành động khắc phục nào"),
            _("Việc chậm hay kỳ đo bị bỏ lỡ được đề xuất ở đây; nêu nguyên nhân, việc làm, người làm và hạn."),
        )
        card = Card(padding=(0, 0, 0, 0))
        card.content.addWidget(self._empty)
        card.content.addWidget(self.list, 1)
        left = column(self._proposals, gap=12)
        left.addWidget(card, 1)
        left.addLayout(row(self.add, None))
        columns = row(gap=12)
        columns.addLayout(left, 64)
        columns.addWidget(self._side, 36)
        self.setLayout(columns)
        self.list.shown.connect(lambda _record: self._show_current())
        self.list.opened.connect(lambda _record: self.fields["title"].editor.setFocus())

    def _build_side(self) -> Card:
        made = column(self._code, self._about, gap=10, margins=(16, 12, 16, 14))
        for name, label in ACTION_FIELD_NAMES.items():
            editor: QWidget | None = None
            if name in LONG:
                long = QPlainTextEdit()
                long.setFixedHeight(theme.px(64))
                long.setTabChangesFocus(True)
                long.installEventFilter(self)
                editor = long
            field = Field(_(label), editor)
            field.committed.connect(partial(self._edit, name))
            self.fields[name] = field
            made.addWidget(field)
        made.addWidget(self.removal)
        made.addStretch(1)
        content = QWidget()
        content.setLayout(made)
        card = Card(padding=(0, 0, 0, 0))
        card.content.addWidget(scrolled(content))
        card.setMinimumWidth(theme.px(300))
        return card

    def show_actions(self, rows: Sequence[ActionRow], proposed: Sequence[CorrectiveAction], *, still: bool) -> None:
        self._still = still
        self.list.show_records(rows, key=lambda each: each.action.id)
        if rows and self.list.current() is None:
            self.list.choose(0)
        clear_layout(self._proposed)
        for each in proposed:
            line = row(text(each.title, "body", cut=True), gap=8)
            line.setStretch(0, 1)
            taken = button(_("Lập hành động"), partial(self.take, each), kind="link")
            taken.setAccessibleName(_("Lập hành động: {title}", title=each.title))
            line.addWidget(taken)
            self._proposed.addLayout(line)
        self._proposals.setVisible(bool(proposed) and not still)
        self._empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self._side.setVisible(bool(rows))
        self.add.setVisible(not still)
        self._show_current()

    def go_to(self, target: str) -> bool:
        for place, each in enumerate(self.list.records.records):
            if target in (each.action.id, each.action.about_id):
                self.list.choose(place)
                self.list.setFocus()
                return True
        return False

    def _show_current(self) -> None:
        current = self.list.current()
        if current is None:
            return
        action = current.action
        same, self._shown_id = action.id == self._shown_id, action.id
        self._code.setText(corrective_action_code(action))
        self._about.setText(current.about)
        self._about.setVisible(bool(current.about))
        for name, field in self.fields.items():
            field.set_read_only(self._still)
            value = getattr(action, name)
            words = show_date(value) if name.endswith("_on") else value
            if not same or not (field.editor.hasFocus() or field.error()):
                field.show_value(words)
                field.show_error("")
        self.removal.setVisible(not self._still)
        if not same:
            self.removal.close_up()

    # ---- deeds

    def take(self, action: CorrectiveAction) -> None:
        """Keep a proposed action; its cause is typed next."""
        kept = self.workspace.run(_("Lập hành động khắc phục"), lambda unit: deeds.keep_action(unit, action))
        self.go_to(kept.id)
        self.fields["due_on" if kept.cause else "cause"].editor.setFocus()

    def add_action(self) -> None:
        if self._still:
            return
        cycle_id = self.workspace.cycle_id
        made = self.workspace.run(
            _("Thêm hành động"), lambda unit: deeds.new_action(unit, cycle_id, _("Hành động khắc phục mới"))
        )
        self.go_to(made.id)
        self.fields["title"].editor.setFocus()

    def _edit(self, name: str, words: str) -> None:
        action_id, today = self._shown_id, self.workspace.today
        try:
            self.workspace.run(
                _("Sửa hành động khắc phục"), lambda unit: deeds.edit_action(unit, action_id, name, words, today)
            )
        except UserError as error:
            self.fields[name].show_error(str(error))
        else:
            self.fields[name].show_error("")

    def _remove(self, reason: str) -> None:
        action_id, code = self._shown_id, self._code.text()
        self.removal.close_up()
        self.workspace.run(
            _("Bỏ hành động"),
            lambda unit: deeds.retire_action(unit, action_id, reason),
            toast=_("Đã bỏ {code}.", code=code),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text of several lines is kept when it is left."""
        if event.type() == QEvent.Type.FocusOut and self.fields:
            for name in LONG:
                if watched is self.fields[name].editor:
                    self.fields[name].commit()
        return super().eventFilter(watched, event)

    def is_typing(self) -> bool:
        return any(each.editor.hasFocus() for each in (*self.fields.values(), self.removal.field))
