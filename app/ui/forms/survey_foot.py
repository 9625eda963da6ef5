"""The foot of a question: back, on, raise a finding, and the way to the next unanswered question."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.parts import Foot, KeyCap, button, icon_button
from app.wording import _


class SurveyFoot(Foot):
    """stepped(1 or −1), finding_wanted and onward: what was asked for. It takes whatever width there is."""

    stepped = Signal(int)
    finding_wanted = Signal()
    onward = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._previous = icon_button("left", _("Câu trước"), lambda: self.stepped.emit(-1), key="[", size=16)
        self._next = icon_button("right", _("Câu sau"), lambda: self.stepped.emit(1), key="]", size=16)
        for each in (self._previous, self._next):
            each.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._finding = button("", lambda: self.finding_wanted.emit(), icon_name="finding")
        self._on = button("", lambda: self.onward.emit(), kind="primary", icon_name="arrow")
        self._on.setAccessibleName(_("Câu chưa trả lời tiếp"))
        self._on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._back_cap, self._forth_cap, self._on_cap = KeyCap("["), KeyCap("]"), KeyCap("Ctrl+Enter")
        forth = (self._next, self._forth_cap, None, self._finding, self._on, self._on_cap)
        super().__init__(self._previous, self._back_cap, 4, *forth, parent=parent)
        self._short = False

    def show_finding(self, *, raised: bool, still: bool) -> None:
        """The button raises a finding, or leads to the one there is; nothing is raised where all is locked."""
        words = _("Mở phát hiện") if raised else _("Nêu phát hiện")
        self._finding.setAccessibleName(words)
        self._finding.setToolTip(f"{words}  F")
        self._finding.setVisible(raised or not still)

    def fit(self, width: int, *, short: bool) -> None:
        """Use this width: the words of the arrows go first, then the key caps, then other words."""
        self._previous.setText("" if short else _("Trước"))
        self._next.setText("" if short else _("Sau"))
        self._finding.setText(_("Phát hiện") if short else self._finding.accessibleName())
        self._on.setText(_("Câu chưa trả lời tiếp"))
        for cap in (self._back_cap, self._forth_cap, self._on_cap):
            cap.show()
        for give_up in (self._drop_arrow_words, self._drop_bracket_caps, self._on_cap.hide, self._drop_words):
            if self.sizeHint().width() > width:
                give_up()

    def tab_order(self) -> list[QWidget]:
        return [self._previous, self._next, self._finding, self._on]

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), super().minimumSizeHint().height())

    def _drop_arrow_words(self) -> None:
        self._previous.setText("")
        self._next.setText("")

    def _drop_bracket_caps(self) -> None:
        self._back_cap.hide()
        self._forth_cap.hide()

    def _drop_words(self) -> None:
        self._finding.setText("")
        self._on.setText(_("Câu tiếp"))
