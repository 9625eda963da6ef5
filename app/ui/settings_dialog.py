"""Settings of this person on this machine: name, language, theme, text size. Each acts at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app import VERSION, wording
from app.formats import tidy
from app.ui import theme
from app.ui.parts import Choice, Field, FilterButton, button, column, row, text
from app.ui.preferences import Preferences
from app.wording import _


class SettingsDialog(QDialog):
    """changed comes after each setting of the look; the window then builds its pages, and this dialog, anew.

    renamed comes after the name of the person.
    """

    changed = Signal()
    renamed = Signal()

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        super().__init__(window)
        self._preferences = preferences
        self.setWindowTitle(_("Thiết lập"))
        self.setMinimumWidth(theme.px(460))
        self.person = Field(_("Người làm"), placeholder=_("Họ và tên"), note=_("ghi vào mỗi thay đổi"))
        self.person.show_value(preferences.person)
        self.person.committed.connect(self._take_person)
        self.language = Choice(tuple(wording.LANGUAGES.items()))
        self.language.show_value(preferences.language)
        self.language.picked.connect(lambda value: self._take("language", value))
        self.theme = Choice([(key, _(words)) for key, words in theme.THEMES.items()])
        self.theme.show_value(preferences.theme)
        self.theme.picked.connect(lambda value: self._take("theme", value))
        self.sizes = [self._size_button(percent) for percent in theme.TEXT_SIZES]
        done = button(_("Xong"), self.accept, kind="primary")
        done.setDefault(True)
        body = column(
            self.person,
            row(Field(_("Ngôn ngữ"), self.language), Field(_("Màu nền"), self.theme), gap=12),
            column(text(_("Cỡ chữ"), "cap"), row(*self.sizes, None), gap=4),
            8,
            row(text(_("Đo Chuẩn {version}", version=VERSION), "small"), None, done),
            gap=14,
            margins=(20, 18, 20, 16),
        )
        self.setLayout(body)

    def _size_button(self, percent: int) -> FilterButton:
        made = FilterButton(f"{percent} %")
        made.setChecked(percent == self._preferences.text_size)
        made.setAccessibleName(_("Cỡ chữ {percent} %", percent=percent))
        made.clicked.connect(lambda _checked=False: self._take_size(percent))
        return made

    def _take_person(self, name: str) -> None:
        self._preferences.person = tidy(name)
        self._preferences.save()
        self.renamed.emit()

    def _take(self, name: str, value: str) -> None:
        setattr(self._preferences, name, value)
        self._preferences.save()
        self.changed.emit()

    def _take_size(self, percent: int) -> None:
        for made, each in zip(self.sizes, theme.TEXT_SIZES, strict=True):
            made.setChecked(each == percent)
        self._preferences.text_size = percent
        self._preferences.save()
        self.changed.emit()
