"""How many days of work fit into a week of one person: a setting of the dossier, typed where it is judged by."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import UserError
from app.formats import nfc, show_number
from app.services.task_plan import set_days_a_week
from app.ui import theme
from app.ui.parts import row, text
from app.ui.workspace import Workspace
from app.wording import _


class WeekLimit(QWidget):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown = ""
        self.editor = QLineEdit()
        self.editor.setFixedWidth(theme.px(48))
        words = _("Một người mỗi tuần làm được")
        self.editor.setAccessibleName(words)
        self.editor.setToolTip(_("Nhiều hơn số ngày công này trong một tuần là quá tải."))
        self._error = text("", "small", tone="bad")
        self._error.hide()
        self.setLayout(row(self._error, text(words, "small"), self.editor, text(_("ngày công"), "small"), gap=6))
        self.editor.editingFinished.connect(self._write)

    def show_days(self, days: Decimal, *, writable: bool) -> None:
        self._shown = show_number(days)
        self.editor.setReadOnly(not writable)
        if not self.editor.hasFocus() or not self._error.text():
            self.editor.setText(self._shown)

    def _write(self) -> None:
        typed = nfc(self.editor.text()).strip()
        if typed == self._shown:
            self._say("")
            return
        try:
            self._workspace.run(_("Đặt giới hạn ngày công"), lambda unit: set_days_a_week(unit, typed))
        except UserError as error:
            self._say(str(error))
        else:
            self._say("")

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
