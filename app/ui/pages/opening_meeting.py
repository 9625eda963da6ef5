"""The opening meeting: purpose, scope, schedule, safety, privacy, who was there. An older dossier takes the form in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.services.survey import lock_reason
from app.ui.page import Frame
from app.ui.pages.form_page import FormPage
from app.ui.parts import EmptyState, button
from app.ui.workspace import Workspace
from app.wording import _

FORM = "opening_meeting"


class OpeningMeetingPage(FormPage):
    """Where the cycle has no such form yet (it began with an older edition), one button adds it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, FORM, _("Họp mở đầu"))
        self._offer: QWidget | None = None

    def refresh(self, changes: Changes) -> None:
        if self._is_pinned():
            self._take_offer_away()
            super().refresh(changes)
        elif self._offer is None:
            self._make_offer()

    def use_frame(self, frame: Frame) -> None:
        super().use_frame(frame)
        self._show_scale()

    def _show_scale(self) -> None:
        """Nothing is counted where there is no form."""
        self._scale.setVisible(self._offer is None and self._frame is not Frame.SMALL)

    def add_form(self) -> None:
        """Pin the forms of the programme that this dossier lacks; the shipped tables are read beside the window."""
        from app.services import forms

        self.workspace.run_aside(
            _("Thêm phiếu họp mở đầu"),
            lambda unit: forms.pin_missing_forms(unit, self.workspace.cycle_id),
            lambda _names: None,
            lambda mistake: self.say_wrong(str(mistake)),
            words=_("Đang thêm phiếu…"),
            toast=_("Đã thêm phiếu họp mở đầu."),
            owner=self,
        )

    def _is_pinned(self) -> bool:
        cycle_id = self.workspace.cycle_id
        return self.workspace.read(lambda unit: unit.forms.count(cycle_id=cycle_id, name=FORM)) > 0

    def _why_locked(self) -> str:
        return self.workspace.read(lambda unit: lock_reason(unit, self.workspace.cycle_id))

    def _make_offer(self) -> None:
        if self.pane is not None:  # an undo took the form out again
            self.pane.hide()
            self.pane.deleteLater()
            self.pane = None
        locked = self._why_locked()
        can_add = not (self.workspace.read_only or locked)
        ways = [button(_("Thêm phiếu họp mở đầu"), self.add_form, kind="primary", icon_name="plus")] if can_add else []
        self._offer = EmptyState(
            "people",
            _("Hồ sơ này chưa có phiếu họp mở đầu"),
            locked
            or _("Hồ sơ được tạo bằng bản chương trình chưa có phiếu này. Thêm vào thì các phiếu khác giữ nguyên."),
            ways,
        )
        self.body.addWidget(self._offer, 1)
        self._total.clear()
        self._show_scale()

    def _take_offer_away(self) -> None:
        if self._offer is not None:
            self._offer.hide()
            self._offer.deleteLater()
            self._offer = None
            self._show_scale()
