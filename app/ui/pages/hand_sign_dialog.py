"""Signing a working copy by hand on the screen: who signs, the box, and what such a signature is worth."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.errors import UserError
from app.services.drawn_signatures import sign_by_hand
from app.ui import theme
from app.ui.pages.hand_signed_list import HandSignedList
from app.ui.parts import Choice, Field, InlineMessage, button, column, row, text
from app.ui.parts.signature_pad import SignaturePad
from app.ui.workspace import Workspace
from app.wording import _

OTHER = "other"


class HandSignDialog(QDialog):
    """paper, about_id: what is signed, as in the Signature record; signed_of: SHA-256 of what stands on it. people:
    (position, name) of those who should sign. signed(Signature) comes once it is kept; undo takes it back."""

    signed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget | None = None,
        *,
        paper: str,
        signed_of: str,
        about_id: str = "",
        people: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Ký tay trên bản làm việc"))
        self._workspace, self._people = workspace, [each for each in people if any(each)]
        self._paper, self._about, self._signed_of = paper, about_id, signed_of
        listed = [(str(at), " – ".join(filter(None, each))) for at, each in enumerate(self._people)]
        self.who = Field(_("Người ký"), Choice([*listed, (OTHER, _("Người khác…"))]))
        self.position = Field(_("Chức vụ"))
        self.name = Field(_("Họ và tên"))
        self.given = HandSignedList(workspace, paper, signed_of, about_id)
        self.pad = SignaturePad()
        self.back = button(_("Bỏ nét cuối"), self.pad.take_back, icon_name="undo")
        self.again = button(_("Xóa hết"), self.pad.clear, icon_name="trash")
        self.message = InlineMessage("bad", "")
        self.sign_button = button(_("Ký"), self.sign, kind="primary", icon_name="check")
        self.who.setVisible(bool(self._people))
        self.who.committed.connect(lambda _value: self._show_who())
        self.pad.changed.connect(self._show_ready)
        self._build()
        self._show_who()
        self._show_ready()

    def sign(self) -> None:
        try:
            kept = self._workspace.run(
                _("Ký tay trên bản làm việc"),
                lambda unit: sign_by_hand(
                    unit,
                    self._workspace.cycle_id,
                    self._paper,
                    position=self.position.value(),
                    name=self.name.value(),
                    strokes=self.pad.strokes(),
                    signed_of=self._signed_of,
                    about_id=self._about,
                ),
                toast=_("Đã ghi chữ ký tay của {name}.", name=self.name.value()),
            )
        except UserError as error:
            self.message.say("bad", str(error))
            return
        self.signed.emit(kept)
        self.accept()

    def _show_who(self) -> None:
        value = self.who.value()
        position, name = self._people[int(value)] if value.isdecimal() else ("", "")
        self.position.show_value(position)
        self.name.show_value(name)

    def _show_ready(self) -> None:
        drawn = bool(self.pad.strokes())
        self.back.setEnabled(drawn)
        self.again.setEnabled(drawn)
        self.message.say("bad", "")

    def _build(self) -> None:
        halves = row(self.position, self.name, gap=12)
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        worth = text(
            _(
                "Chữ ký này chỉ nằm trên bản làm việc, không thay chữ ký số hay chữ ký trên giấy. "
                "Không có chuột, bút hay màn hình chạm thì in ra ký, hoặc ký số: tên gõ phím không phải chữ ký."
            ),
            "small",
            wrap=True,
        )
        self.setLayout(
            column(
                self.who,
                halves,
                self.pad,
                row(self.back, self.again, None, gap=8),
                worth,
                self.given,
                self.message,
                row(None, button(_("Hủy"), self.reject, kind="ghost"), self.sign_button, gap=8),
                gap=12,
                margins=(20, 18, 20, 16),
            )
        )
        self.setMinimumWidth(theme.px(560))
