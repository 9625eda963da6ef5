"""Answers that are chosen from a short list: rows with key caps, cells side by side, or a drop-down."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from app.domain.forms.definition import Choice, Question, QuestionType, text_in
from app.ui import theme
from app.ui.forms.answer_desk import AnswerDesk
from app.ui.forms.choice_picker import ChoicePicker
from app.ui.forms.choice_rows import PICTURE
from app.ui.forms.editor import Editor
from app.ui.parts import Choice as DropDown
from app.ui.pictures import thumbnail
from app.wording import _

_COLUMNS = re.compile(r"(?:compact|columns)-(\d+)")
_IN_ONE_ROW = frozenset(("likert", "list-nolabel", "rating", "list"))
_BESIDE = frozenset(("columns", "columns-pack", "horizontal", "horizontal-compact", "compact", "quickcompact"))


def columns_of(appearance: str, count: int) -> int:
    """How many choices stand side by side: all of a likert or table row, as many as the form says, or 1."""
    words = set(appearance.split())
    if words & _IN_ONE_ROW:
        return max(1, count)
    for said in filter(None, map(_COLUMNS.fullmatch, words)):
        return max(1, min(int(said[1]), count))
    return min(3, max(1, count)) if words & _BESIDE else 1


class ChoiceEditor(Editor):
    """A single choice or several, as rows with key caps."""

    def __init__(
        self, question: Question, language: str, desk: AnswerDesk | None = None, parent: QWidget | None = None
    ) -> None:
        """desk: where pictures of choices are found."""
        self.picker = ChoicePicker()
        super().__init__(self.picker, parent)
        self._desk = desk
        self._language = language
        self._type = question.type
        self._appearance = question.appearance
        self._choices: list[Choice] = []
        self.picker.committed.connect(self.committed)

    def offer(self, choices: list[Choice]) -> None:
        if choices != self._choices:
            self._choices = choices
            several = self._type is QuestionType.SELECT_MULTIPLE
            self.picker.set_columns(columns_of(self._appearance, len(choices)))
            self.picker.offer(choices, self._language, several=several, pictures=self._pictures(choices))

    def _pictures(self, choices: list[Choice]) -> dict[str, QPixmap]:
        names = {each.name: text_in(each.media.get("image", {}), self._language) for each in choices if each.media}
        if self._desk is None or not names:
            return {}
        ratio = self.devicePixelRatioF()
        wide, high = round(theme.px(2 * PICTURE) * ratio), round(theme.px(PICTURE) * ratio)
        found: dict[str, QPixmap] = {}
        for name, file in names.items():
            content = self._desk.media(file)
            picture = thumbnail(content, wide, high) if content else QPixmap()
            if not picture.isNull():
                keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                found[name] = picture.scaled(wide, high, keep, smooth)
                found[name].setDevicePixelRatio(ratio)
        return found

    def show_value(self, value: str) -> None:
        self.picker.set_value(value)

    def press(self, key: str) -> bool:
        return self.picker.press(key)

    def set_read_only(self, still: bool) -> None:
        self.picker.set_read_only(still)

    def set_one_line(self, one_line: bool) -> None:
        self.picker.set_one_line(one_line)


class DropDownEditor(Editor):
    """A single choice that the form wants small (appearance "minimal")."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        self.box = DropDown()
        super().__init__(self.box, parent)
        self._language = language
        self._choices: list[Choice] = []
        self.box.setMaximumWidth(420)
        self.box.picked.connect(self.committed)

    def offer(self, choices: list[Choice]) -> None:
        if choices != self._choices:
            self._choices = choices
            options = [(each.name, text_in(each.label, self._language)) for each in choices]
            self.box.offer([("", _("— chưa chọn —")), *options])

    def show_value(self, value: str) -> None:
        self.box.show_value(value)

    def set_read_only(self, still: bool) -> None:
        self.box.setEnabled(not still)


class AcknowledgeEditor(ChoiceEditor):
    """One thing to confirm."""

    def __init__(self, question: Question, language: str, parent: QWidget | None = None) -> None:
        super().__init__(question, language, None, parent)
        self.picker.offer([Choice(name="OK", label={language: _("Đã đọc và xác nhận")})], language, several=True)

    def offer(self, choices: list[Choice]) -> None:
        """There is nothing else to choose from."""
