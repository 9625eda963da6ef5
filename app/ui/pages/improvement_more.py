"""Beside the decisions: the lessons of the cycle; and its versions with what goes along into the next cycle."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.goals import goal_code
from app.domain.monitoring import ReviewItem, review_item_code
from app.domain.programme_papers import Version
from app.domain.solutions import solution_code
from app.domain.tasks import task_code
from app.formats import show_date
from app.services.carrying_over import CarriedOver
from app.ui.parts import Field, button, clear_layout, column, row, scrolled, text
from app.wording import _


class LessonsForm(QWidget):
    """added(words); changed(item id, words): blank words take it away."""

    added = Signal(str)
    changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._rows = column(gap=10)
        self.new = Field(_("Bài học mới"), placeholder=_("Điều gì nên làm lại, điều gì nên tránh"))
        if isinstance(self.new.editor, QLineEdit):
            self.new.editor.returnPressed.connect(self._add)
        self._button = button(_("Thêm bài học"), self._add, icon_name="plus")
        content = QWidget()
        content.setLayout(column(self._rows, self.new, row(self._button, None), None, gap=10, margins=(16, 14, 16, 14)))
        self.setLayout(column(scrolled(content), gap=0))

    def show_lessons(self, lessons: Sequence[ReviewItem], still: bool) -> None:
        if [each.id for each in lessons] != list(self.fields):
            clear_layout(self._rows)
            self.fields = {}
            for each in lessons:
                field = Field(review_item_code(each))
                field.committed.connect(partial(self.changed.emit, each.id))
                self.fields[each.id] = field
                self._rows.addWidget(field)
        for each in lessons:
            field = self.fields[each.id]
            if not field.editor.hasFocus():
                field.show_value(each.words)
            field.set_read_only(still)
        self.new.setVisible(not still)
        self._button.setVisible(not still)

    def _add(self) -> None:
        words = self.new.value()
        if words.strip():
            self.new.show_value("")
            self.added.emit(words)
        self.new.editor.setFocus()


class NextView(QWidget):
    """opened: the next cycle is wanted; confirmed: the confirmation of completion."""

    opened = Signal()
    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._along, self._versions = column(gap=4), column(gap=4)
        self.open = button(_("Mở chu kỳ mới…"), self.opened.emit, icon_name="arrow")
        self.confirm = button(_("Xuất giấy xác nhận hoàn thành"), self.confirmed.emit, icon_name="check")
        self._why_not = text("", "small", wrap=True)
        content = QWidget()
        content.setLayout(
            column(
                text(_("Mang sang chu kỳ sau"), "cap"),
                self._along,
                row(self.open, None),
                6,
                text(_("Các bản của chương trình"), "cap"),
                self._versions,
                6,
                text(_("Xác nhận hoàn thành"), "cap"),
                self._why_not,
                row(self.confirm, None),
                None,
                gap=8,
                margins=(16, 14, 16, 14),
            )
        )
        self.setLayout(column(scrolled(content), gap=0))

    def show_next(self, along: CarriedOver, versions: Sequence[Version], *, confirmable: bool, still: bool) -> None:
        """confirmable: steps 1 to 9 are approved. still: the file may only be read."""
        clear_layout(self._along)
        for words in along_words(along):
            self._along.addWidget(text(words, "body", wrap=True))
        clear_layout(self._versions)
        for version in versions:
            self._versions.addWidget(text(version_words(version), "body", wrap=True))
        if not versions:
            self._versions.addWidget(text(_("Chưa có bản nào được chốt."), "second", wrap=True))
        self.open.setVisible(not still)
        self.confirm.setVisible(confirmable)
        self._why_not.setText(
            _("Giấy của cơ quan; tên, nội dung, số và người ký đặt ở phần cơ quan, số, người ký khi xuất.")
            if confirmable
            else _("Xuất được khi các bước 1 đến 9 đã duyệt.")
        )


def along_words(along: CarriedOver) -> list[str]:
    """MT-04 Mọi phép đo có quy trình …, one a line; a sentence where nothing goes along."""
    told = [
        *(f"{goal_code(each)} {each.title}" for each in along.goals),
        *(f"{task_code(each)} {each.title}" for each in along.tasks),
        *(f"{solution_code(each)} {each.title}" for each in along.solutions),
    ]
    return told or [_("Chưa có mục nào được quyết định chuyển sang hoặc điều chỉnh.")]


def version_words(version: Version) -> str:
    day = show_date(version.decided_on)
    words = (
        _("Bản {number}, {day}", number=version.number, day=day) if day else _("Bản {number}", number=version.number)
    )
    return f"{words}: {version.reason}" if version.reason else words
