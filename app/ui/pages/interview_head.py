"""The head of a talk: the way out, with whom one talks, how far one is, and the end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.domain.interviews import Interview
from app.formats import show_number
from app.ui import theme
from app.ui.pages.floor_head import Cap
from app.ui.pages.floor_looks import HEAD, SMALL_HEAD, controls_sheet, walk_font
from app.ui.parts import ScaleBar, button, column, row, text
from app.wording import _


class TalkHead(QFrame):
    """left: out, the talk goes on later. ended: it is over."""

    left = Signal()
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "bar-top")
        self.out = button(_("Thoát"), self.left.emit, kind="ghost", icon_name="left")
        self._out_cap = Cap("Esc")
        self._post = text("", "strong", cut=True)
        self._more = text("", "small", cut=True)
        for label, size, weight in ((self._post, 20, 600), (self._more, 16, 400)):
            label.setFont(walk_font(size, weight))
            label.setStyleSheet(f"font-size: {theme.px(size)}px; font-weight: {weight};")
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = text("", "body")
        self._count.setFont(walk_font(16, 600))
        self._count.setStyleSheet(f"font-size: {theme.px(16)}px; font-weight: 600;")
        self._scale = ScaleBar(0.0, 160)
        self.end = button(_("Kết thúc"), self.ended.emit, icon_name="check")
        for each in (self.out, self.end):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        who = column(None, self._post, self._more, None, gap=0)
        self._line = row(self.out, self._out_cap, 6, gap=10, margins=(20, 0, 20, 0))
        self._line.addLayout(who, 1)
        for part in (self._count, self._scale, self.end):
            self._line.addWidget(part)
        self.setLayout(self._line)
        self.setStyleSheet(controls_sheet())

    def use_frame(self, *, small: bool) -> None:
        self.setFixedHeight(theme.px(SMALL_HEAD if small else HEAD))
        self._line.setContentsMargins(*((12, 0, 12, 0) if small else (20, 0, 20, 0)))
        self._out_cap.setVisible(not small)
        self._scale.setVisible(not small)

    def show_talk(self, interview: Interview, *, writable: bool) -> None:
        self._post.setText(interview.post)
        asker = _("hỏi: {person}", person=interview.held_by) if interview.held_by else ""
        self._more.setText("  ·  ".join(each for each in (interview.department, interview.name, asker) if each))
        self.end.setVisible(writable)

    def show_place(self, at: int, total: int, said: int) -> None:
        """at: from 0. said: how many questions something was said to."""
        self._count.setText(_("Câu {at} trên {total}", at=show_number(at + 1), total=show_number(total)))
        self._scale.show_share(said / total if total else 0.0)
        self._scale.setToolTip(_("{said} trên {total} câu đã ghi", said=show_number(said), total=show_number(total)))
