"""The office's settings for analysing a register, beside its table: each acts at once and names its source."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.analysis_settings import ANALYSIS_SETTINGS, AnalysisSetting, AnalysisSettings, shown_setting
from app.domain.errors import UserError
from app.services.register_analysis import set_analysis_setting
from app.ui.parts import Choice, Field, column, icon_button, row, scrolled, text
from app.ui.workspace import Workspace
from app.wording import _


class SettingsPanel(QWidget):
    """closed: it was left by Esc or its cross."""

    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "side-right")
        self.fields = {each.name: self._field(each) for each in ANALYSIS_SETTINGS}
        inner = column(gap=14, margins=(16, 4, 16, 16))
        for each in ANALYSIS_SETTINGS:
            words, source = text(_(each.words), "cap", wrap=True), text(_(each.source), "small", wrap=True)
            for label in (words, source):
                label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            words.setBuddy(self.fields[each.name].editor)
            inner.addLayout(column(words, self.fields[each.name], source, gap=3))
        inner.addStretch(1)
        content = QWidget()
        content.setLayout(inner)
        self.area = scrolled(content)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        leave = icon_button("close", _("Đóng"), self.closed.emit, key="Esc")
        head = row(text(_("Thiết lập phân tích"), "h2"), None, leave, margins=(16, 12, 12, 8))
        note = text(_("Để trống để lấy lại giá trị thường. In kèm mọi kết quả."), "small", wrap=True)
        whole = column(head, row(note, margins=(16, 0, 16, 8)), gap=0)
        whole.addWidget(self.area, 1)
        self.setLayout(whole)
        self.hide()

    def _field(self, setting: AnalysisSetting) -> Field:
        choice = Choice([(value, _(words)) for value, words in setting.choices]) if setting.choices else None
        made = Field("", choice, unit=setting.unit)
        made.label.hide()
        made.editor.setAccessibleName(_(setting.words))
        made.set_read_only(self._workspace.read_only)
        made.committed.connect(lambda typed, setting=setting: self._take(setting, typed))
        return made

    def show_settings(self, settings: AnalysisSettings) -> None:
        """What is in force; a field that is being typed in is left alone."""
        for each in ANALYSIS_SETTINGS:
            made = self.fields[each.name]
            if made.editor.hasFocus() and made.editor.property("state") == "bad":
                continue
            with QSignalBlocker(made):
                made.show_value(_typed(each, settings))

    def _take(self, setting: AnalysisSetting, typed: str) -> None:
        made = self.fields[setting.name]
        try:
            self._workspace.run(
                _("Sửa thiết lập phân tích"), lambda unit: set_analysis_setting(unit, setting.name, typed)
            )
        except UserError as refusal:
            made.show_error(str(refusal))
            return
        made.show_error("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _typed(setting: AnalysisSetting, settings: AnalysisSettings) -> str:
    """As it would be typed: the key of a choice, or the number without its unit."""
    if setting.choices:
        return str(getattr(settings, setting.name))
    return shown_setting(setting, settings).removesuffix(setting.unit).strip()
