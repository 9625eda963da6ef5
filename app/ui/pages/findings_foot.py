"""Below what is told of the chosen findings: what one can do with them, and the reason where one is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QWidget

from app.services.finding_list import FindingRow
from app.ui.parts import Field, Foot, button, clear_layout, column, icon_button, row
from app.wording import _


class FindingsFoot(Foot):
    """asked(deed): "accept", "edit", "merge", "goal", "thread", "aside", "again", "back" or "walk"."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._little = False

    def show_walk(self) -> None:
        """On a thread: back to the finding, or on to the thread of the knot one stands on."""
        self._show(
            [
                self._button(_("Về phát hiện"), "back", "left", "Esc"),
                self._button(_("Mạch của nút này"), "walk", "thread", "T"),
            ]
        )

    def show_deeds(self, rows: Sequence[FindingRow], *, still: bool) -> None:
        """What can be done with these rows, the primary deed first."""
        is_open = any(each.is_open for each in rows)
        stands = any(each.is_open and each.finding for each in rows)
        made: list[QAbstractButton] = []
        if not still and any(each.state == "proposed" for each in rows):
            made.append(
                button(_("Nhận"), partial(self.asked.emit, "accept"), kind="primary", icon_name="check", tip="A")
            )
        if not still and len(rows) == 1 and is_open:
            made.append(self._button(_("Sửa"), "edit", "edit", "E"))
        if not still and is_open:
            made.append(self._short(_("Gộp"), "merge", "merge", "M"))
        if not still and stands and not any(each.goals for each in rows):
            made.append(self._short(_("Lập mục tiêu"), "goal", "goal", "G"))
        if len(rows) == 1 and rows[0].finding:
            made.append(icon_button("thread", _("Mạch"), partial(self.asked.emit, "thread"), key="T"))
        if not still and is_open:
            made.append(icon_button("close", _("Bỏ, nêu lý do"), partial(self.asked.emit, "aside"), key="X"))
        if not still and rows and all(each.state == "dismissed" for each in rows):
            made.append(self._button(_("Đưa lại"), "again", "undo"))
        self._show(made)

    def use_little_room(self, little: bool) -> None:
        """In a narrow window only the first deeds have words."""
        self._little = little

    def _show(self, buttons: Sequence[QAbstractButton]) -> None:
        clear_layout(self.line)
        for each in buttons:
            self.line.addWidget(each)
        self.line.addStretch(1)
        self.setVisible(bool(buttons))

    def _short(self, words: str, deed: str, icon: str, key: str) -> QAbstractButton:
        """With words where there is room."""
        if self._little:
            return icon_button(icon, words, partial(self.asked.emit, deed), key=key)
        return self._button(words, deed, icon, key)

    def _button(self, words: str, deed: str, icon: str, key: str = "") -> QPushButton:
        return button(words, partial(self.asked.emit, deed), icon_name=icon, tip=key)


class ReasonBar(QWidget):
    """given(reason): never blank. left: nothing is set aside."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reason = Field(_("Vì sao bỏ?"))
        self._drop = button(_("Bỏ đề xuất"), self._give, kind="danger")
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = row(self._drop, button(_("Thôi"), self.left.emit, kind="ghost"), None, gap=6)
        self.setLayout(column(self.reason, line, gap=6, margins=(16, 10, 16, 10)))
        if isinstance(self.reason.editor, QLineEdit):
            self.reason.editor.returnPressed.connect(self._give)
        self.hide()

    def ask(self, *, only_proposed: bool) -> None:
        """Ask anew. only_proposed: nothing that a person stands by is among what is to go."""
        self.reason.show_value("")
        self.reason.show_error("")
        self._drop.setText(_("Bỏ đề xuất") if only_proposed else _("Rút phát hiện"))
        self.show()
        self.reason.editor.setFocus()

    def _give(self) -> None:
        words = self.reason.value().strip()
        if words:
            self.given.emit(words)
            return
        self.reason.show_error(_("Nêu lý do, để người duyệt hiểu."))
        self.reason.editor.setFocus()
