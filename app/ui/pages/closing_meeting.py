"""The form of the closing meeting, with the way into the meeting itself."""

from __future__ import annotations

from app.ui.pages.form_page import FormPage
from app.ui.parts import button
from app.ui.workspace import Workspace
from app.wording import _


class ClosingMeetingPage(FormPage):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "closing_meeting", _("Họp kết thúc"))
        self.head.add_action(
            button(_("Chế độ họp"), self.meet, icon_name="eye", tip=_("Cỡ chữ trình chiếu, ẩn ghi chú nội bộ (F5)"))
        )

    def meet(self) -> None:
        self.workspace.go.emit("meeting", "closing_meeting")
