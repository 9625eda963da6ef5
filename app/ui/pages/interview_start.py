"""Before a talk: with whom, who asks, and which questions. Fields and a list, gone through by Tab, arrows and Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QLineEdit, QStyleOptionViewItem, QWidget

from app.formats import show_number
from app.services.interviews import NAMED
from app.ui import theme
from app.ui.page import Frame
from app.ui.pages.floor_looks import controls_sheet, walk_font
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.pages.suggesting import SuggestingEdit
from app.ui.parts import Field, button, column, row, scrolled, text
from app.ui.parts.tables import paint_row_ground
from app.wording import _

SETTLE_MILLISECONDS = 200
ROW = 44


@dataclass(frozen=True, slots=True)
class Range:
    """Which questions to go through. key: "" for all, NAMED, or the path of a section. depth 1: inside a subject."""

    key: str
    words: str
    count: int
    depth: int = 0


def told(each: Range) -> str:
    return _("{words}, {count} câu", words=each.words, count=show_number(each.count))


class RangeDelegate(RowsDelegate):
    """44 high: code and title, how many questions; sections stand in from their subject."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        each: Range = index.data(RECORD)
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = option.rect.adjusted(theme.px(16), 0, -theme.px(16), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(walk_font(16))
        painter.setPen(theme.color("text2"))
        said = _("{count} câu", count=show_number(each.count))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, said)
        room = rect.adjusted(theme.px(28) * each.depth, 0, -painter.fontMetrics().horizontalAdvance(said) - 16, 0)
        painter.setFont(walk_font(16, 600 if current or not each.depth else 400))
        painter.setPen(theme.color("text"))
        shown = painter.fontMetrics().elidedText(each.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, shown)
        painter.restore()


class InterviewStart(QFrame):
    """started(fields): of services.interviews.TYPED. post_typed(post): it settled, so that NAMED can be counted."""

    started = Signal(dict)
    post_typed = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "window")
        self.post, self.department = SuggestingEdit(), SuggestingEdit()
        self.held_by = SuggestingEdit()
        self.fields = {
            "post": Field(_("Chức danh"), self.post, placeholder=_("ví dụ: Trưởng ca chiết")),
            "department": Field(_("Bộ phận"), self.department),
            "name": Field(_("Họ tên"), note=_("chỉ khi cần và người đó đồng ý")),
            "held_by": Field(_("Người hỏi"), self.held_by),
        }
        self.ranges: ReadingList[Range] = ReadingList(_("Hỏi những câu nào"), told, height=ROW)
        self.ranges.setItemDelegate(RangeDelegate(self.ranges))
        self.ranges.setProperty("surface", "surface")
        self.ranges.clicked.disconnect()  # a click chooses, Enter or a double click begins
        self.ranges.opened.connect(lambda _range: self.start())
        self.ranges.doubleClicked.connect(lambda _index: self.start())
        self._picked, self._silent = NAMED, False
        self.ranges.shown.connect(self._pick)
        self.go = button(_("Bắt đầu hỏi"), self.start, kind="primary")
        self._title = text(_("Phỏng vấn mới"), "title")
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._settle.timeout.connect(lambda: self.post_typed.emit(self.fields["post"].value()))
        self.post.textEdited.connect(lambda _typed: self._settle.start())
        self._build()
        self.setStyleSheet(controls_sheet())

    def _build(self) -> None:
        self._lines = column(gap=14)
        for names in (("post", "department"), ("name", "held_by")):
            line = row(gap=16)
            for name in names:
                line.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
            self._lines.addLayout(line)
        caption = text(_("Hỏi những câu nào"), "cap")
        caption.setFont(walk_font(16, 600))
        buttons = row(None, button(_("Thôi"), self.given_up.emit, kind="ghost"), self.go, gap=10)
        self._whole = column(self._title, gap=14, margins=(24, 20, 24, 20))
        self._whole.addLayout(self._lines)
        self._whole.addWidget(caption)
        self._whole.addWidget(self.ranges, 1)
        self._whole.addLayout(buttons)
        inside = QWidget()
        inside.setLayout(self._whole)
        inside.setMaximumWidth(theme.px(900))
        inside.setMinimumHeight(theme.px(420))
        middle = row(gap=0)
        middle.addStretch(1)
        middle.addWidget(inside, 20)
        middle.addStretch(1)
        holder = QWidget()
        holder.setLayout(middle)
        area = scrolled(holder)
        self.setLayout(column(area, gap=0))

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._title.setVisible(not small)
        self._whole.setContentsMargins(*((16, 8, 16, 8) if small else (24, 20, 24, 20)))
        self._whole.setSpacing(8 if small else 14)
        self._lines.setSpacing(8 if small else 14)

    # ---- what can be chosen

    def begin(self, person: str) -> None:
        """Blank fields for a new talk; who asks is who is at work."""
        for name, each in self.fields.items():
            each.show_value(person if name == "held_by" else "")
        self.post.setFocus()

    def offer(self, posts: Sequence[str], departments: Sequence[str], team: Sequence[str]) -> None:
        self.post.offer(posts)
        self.department.offer(departments)
        self.held_by.offer(team)

    def show_ranges(self, ranges: Sequence[Range]) -> None:
        """The choices, each with its number of questions; the one that was picked stays."""
        self.ranges.show_records(ranges)
        self.choose(self._picked)

    def chosen(self) -> str:
        current = self.ranges.current()
        return current.key if current is not None else ""

    def choose(self, key: str) -> None:
        """Make this range the current one; the first where it is not among them."""
        keys = [each.key for each in self.ranges.records.records]
        self._silent = True
        self.ranges.choose(keys.index(key) if key in keys else 0)
        self._silent = False

    def _pick(self, range_: Range) -> None:
        if not self._silent:
            self._picked = range_.key

    def start(self) -> None:
        self.started.emit({name: each.value() for name, each in self.fields.items()} | {"section": self.chosen()})

    def say_wrong(self, sentence: str) -> None:
        """What is wrong with the post, the one field that must be there."""
        self.fields["post"].show_error(sentence)
        self.post.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field goes on to the next, at last into the list, where it begins the talk."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.start()
        elif enter and isinstance(self.focusWidget(), QLineEdit):
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
