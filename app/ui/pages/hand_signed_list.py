"""Who has signed a working copy by hand already, for what content, and taking a signature back with its reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.formats import show_date
from app.services.drawn_signatures import HandSigned, hand_signed, withdraw_signature
from app.ui.pages.reason_asker import ReasonAsker
from app.ui.parts import Card, Glyph, clear_layout, column, icon_button, row, text
from app.ui.workspace import Workspace
from app.wording import _


class HandSignedList(Card):
    """Hidden while nobody has signed. withdrawn(): one was taken back."""

    withdrawn = Signal()

    def __init__(self, workspace: Workspace, paper: str, signed_of: str, about_id: str) -> None:
        super().__init__(_("Đã ký tay"))
        self._workspace = workspace
        self._paper, self._signed_of, self._about = paper, signed_of, about_id
        self._lines: QVBoxLayout = column(gap=6)
        self.content.addLayout(self._lines)
        self.signed: list[HandSigned] = []
        self.show_signed()

    def show_signed(self) -> None:
        cycle_id = self._workspace.cycle_id
        self.signed = self._workspace.read(
            lambda unit: hand_signed(unit, cycle_id, self._paper, self._signed_of, self._about)
        )
        clear_layout(self._lines)
        for each in self.signed:
            self._lines.addWidget(self._line(each))
        self.setVisible(bool(self.signed))

    def _line(self, each: HandSigned) -> QWidget:
        signature = each.signature
        day = show_date(signature.signed_at.astimezone().date()) if signature.signed_at else ""
        who = _("{name}, {position}, ký ngày {day}", name=signature.name, position=signature.position, day=day)
        held = QWidget()
        told = row(Glyph("warn" if each.stale else "ok", 16), gap=8)
        told.addWidget(text(who, "body", wrap=True), 1)
        if each.stale:
            told.addWidget(text(_("ký cho bản trước"), "second", tone="warn"))
        asker = ReasonAsker(_("Bỏ chữ ký…"), _("Lý do bỏ chữ ký này"), _("Bỏ chữ ký"), _("Nêu lý do bỏ chữ ký này."))
        asker.given.connect(lambda reason: self.withdraw(each, reason))
        asker.asking.connect(asker.setVisible)
        asker.hide()
        if not self._workspace.read_only:
            tip = _("Bỏ chữ ký tay của {name}", name=signature.name)
            told.addWidget(icon_button("trash", tip, asker.open))
        held.setLayout(column(told, asker, gap=4))
        return held

    def withdraw(self, each: HandSigned, reason: str) -> None:
        try:
            self._workspace.run(
                _("Bỏ chữ ký tay của {name}", name=each.signature.name),
                lambda unit: withdraw_signature(unit, each.signature.id, reason),
                toast=_("Đã bỏ chữ ký tay của {name}.", name=each.signature.name),
            )
        except UserError as error:
            self._workspace.wrong.emit(str(error))
            return
        self.show_signed()
        self.withdrawn.emit()
