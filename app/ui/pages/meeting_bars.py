"""Below the stage of a closing meeting: who agrees or not and why, a goal's figures, the minutes. One at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.domain.meeting_points import GoalPoint
from app.formats import show_date, show_number
from app.ui import theme
from app.ui.pages.floor_looks import controls_sheet, walk_font
from app.ui.pages.suggesting import SuggestingEdit
from app.ui.parts import Field, FilterButton, InlineMessage, button, column, row, text
from app.wording import _


class MeetingBar(QFrame):
    """closed(): Esc was pressed, or it is done."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "bar-foot")
        self.title = text("", "h2", wrap=True)
        self.title.setFont(walk_font(20, 600))
        self.message = InlineMessage("bad", "")
        self.setStyleSheet(
            controls_sheet() + f"QPlainTextEdit, InlineMessage QLabel {{ font-size: {theme.px(16)}px; }}"
            f'QLabel[role="h2"] {{ font-size: {theme.px(20)}px; }}'
        )
        self.hide()

    def lay_out(self, line: QHBoxLayout) -> None:
        made = column(self.title, self.message, gap=8, margins=(20, 12, 20, 14))
        made.addLayout(line)
        self.setLayout(made)

    def close_bar(self) -> None:
        self.message.say("bad", "")
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)


class SayBar(MeetingBar):
    """said(kind, post, words): it is to be recorded."""

    said = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._kind = ""
        self.post, self.words = SuggestingEdit(), QLineEdit()
        self._post = Field(_("Người nêu (chức vụ)"), self.post)
        self._words = Field(_("Lời nêu"), self.words)
        self._record = button(_("Ghi"), self.send, kind="primary")
        line = row(gap=12)
        line.addWidget(self._post, 1)
        line.addWidget(self._words, 3)
        line.addWidget(self._record, 0, Qt.AlignmentFlag.AlignBottom)
        self.lay_out(line)
        self.post.returnPressed.connect(self.words.setFocus)
        self.words.returnPressed.connect(self.send)

    def ask(self, kind: str, about: str, posts: Sequence[str], last: str) -> None:
        """Open for an agreement or a disagreement about something; the post is that of last time."""
        self._kind = kind
        agrees = kind == "agreement"
        self.title.setText(
            _("Thống nhất về {about}", about=about) if agrees else _("Chưa thống nhất về {about}", about=about)
        )
        self.words.setPlaceholderText(
            _("để trống: “Thống nhất.”") if agrees else _("điều chưa thống nhất, bằng lời của người nêu")
        )
        self.post.offer(list(posts))
        self._post.show_value(last or next(iter(posts), ""))
        self._words.show_value("")
        self.message.say("bad", "")
        self.show()
        (self.words if self._post.value() else self.post).setFocus()
        self.post.selectAll()

    def send(self) -> None:
        self.said.emit(self._kind, self._post.value(), self._words.value())

    def say_wrong(self, sentence: str) -> None:
        self.message.say("bad", sentence)
        (self.words if self._post.value().strip() else self.post).setFocus()


class TargetBar(MeetingBar):
    """edited(field, text): a figure of the goal was typed. follow: the effect goes along in proportion."""

    edited = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.goal_id = ""
        self.fields = {
            "target": Field(_("Giá trị cần đạt")),
            "due_on": Field(_("Hạn")),
            "investment": Field(_("Vốn, triệu đồng")),
            "running_cost": Field(_("Mỗi năm, triệu đồng")),
            "owner": Field(_("Phụ trách")),
        }
        self.follow = FilterButton(_("Hiệu quả theo tỷ lệ"))
        self.follow.setChecked(True)
        wide = QFontMetrics(walk_font(16, 600)).horizontalAdvance(self.follow.text())
        self.follow.setMinimumWidth(wide + theme.px(36))
        self.told = InlineMessage("info", "")
        line = row(gap=12)
        for name, field in self.fields.items():
            line.addWidget(field, 2 if name == "owner" else 1)
            field.committed.connect(lambda words, name=name: self.edited.emit(name, words))
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(self._typed)
        line.addWidget(self.follow, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(button(_("Xong"), self.close_bar), 0, Qt.AlignmentFlag.AlignBottom)
        made = column(self.title, self.told, gap=8, margins=(20, 12, 20, 14))
        made.addLayout(line)
        self.setLayout(made)

    def ask(self, goal: GoalPoint, shown: dict[str, Decimal | None]) -> None:
        """Open for a goal with the cursor in its target."""
        self.show_goal(goal, shown)
        self.told.say("info", "")
        self.show()
        editor = self.fields["target"].editor
        editor.setFocus()
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def show_goal(self, goal: GoalPoint, shown: dict[str, Decimal | None]) -> None:
        """shown: investment and running cost as estimated for the goal itself."""
        self.goal_id = goal.id
        self.title.setText(_("{code} {title}", code=goal.code, title=goal.title))
        values = {
            "target": show_number(goal.target) if goal.target is not None else "",
            "due_on": show_date(goal.due_on),
            "owner": goal.owner,
            **{name: show_number(each) if each is not None else "" for name, each in shown.items()},
        }
        for name, value in values.items():
            field = self.fields[name]
            if not field.error():
                field.show_value(value)

    def _typed(self) -> None:
        """Enter keeps what was typed; the cursor stays and the whole is marked, ready for the next try."""
        editor = self.focusWidget()
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def has_unsent_text(self) -> bool:
        focus = self.focusWidget()
        return self.isVisible() and isinstance(focus, QLineEdit) and focus.isModified()


_WAYS = {Qt.Key.Key_O: "opened", Qt.Key.Key_K: "by_hand", Qt.Key.Key_S: "digitally"}
"""What one may do with minutes that are written."""


class MinutesBar(MeetingBar):
    """asked(secretary, conclusion): the minutes are to be frozen and written. opened(): the file is to be seen.
    by_hand(), digitally(): what was written is to be signed."""

    asked = Signal(str, str)
    opened = Signal()
    by_hand = Signal()
    digitally = Signal()

    def __init__(self, posts: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._posts = posts
        self.is_done = False
        self.secretary, self.conclusion = SuggestingEdit(), QPlainTextEdit()
        self._secretary = Field(_("Người ghi biên bản"), self.secretary)
        self._conclusion = Field(_("Kết luận cuộc họp"), self.conclusion)
        self.conclusion.setFixedHeight(theme.px(96))
        self.go = button(_("Chốt và lập biên bản"), self.send, kind="primary", icon_name="pdf")
        line = row(gap=12)
        line.addWidget(self._conclusion, 3)
        side = column(self._secretary, None, self.go, gap=8)
        line.addLayout(side, 1)
        self.lay_out(line)
        self.message.followed.connect(self.opened)
        self.signing = (
            button(_("Ký tay (K)"), self.by_hand.emit, kind="ghost", icon_name="edit"),
            button(_("Ký số (S)"), self.digitally.emit, kind="ghost", icon_name="shield"),
        )
        for each in self.signing:
            self.message.add_way(each)
            each.hide()
        self.title.setText(_("Biên bản từ đúng số liệu lúc này"))

    def ask(self, secretary: str, conclusion: str) -> None:
        self._secretary.show_value(secretary)
        self.secretary.offer(list(self._posts()))
        self._conclusion.show_value(conclusion)
        self.tell("bad", "")
        self.use(still=False)
        self.show()
        self.conclusion.setFocus()

    def send(self) -> None:
        self.asked.emit(self._secretary.value(), self._conclusion.value())

    def use(self, *, still: bool) -> None:
        """still: while it is being written."""
        for each in (self.go, self.secretary, self.conclusion):
            each.setEnabled(not still)

    def tell(self, kind: str, words: str, link: str = "") -> None:
        self.is_done = kind == "ok"
        for each in self.signing:
            each.setVisible(self.is_done)
        self.message.say(kind, words, link)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        elif not event.modifiers() and not self._types() and self.press(Qt.Key(event.key())):
            return
        else:
            super().keyPressEvent(event)

    def press(self, key: Qt.Key) -> bool:
        """Whether this key does something with minutes that are written: open them, sign them."""
        does = self.is_done and key in _WAYS
        if does:
            getattr(self, _WAYS[key]).emit()
        return does

    def _types(self) -> bool:
        focus: QWidget | None = self.focusWidget()
        return isinstance(focus, QLineEdit | QPlainTextEdit) and focus.hasFocus() and focus.isEnabled()
