"""Signing a PDF digitally: which paper, with what, why and where; signed beside the window and checked at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.domain.errors import UserError
from app.domain.paper_settings import read_paper
from app.services import signing
from app.ui import theme
from app.ui.pages.sign_key import PathField, SignKey
from app.ui.pages.signatures_seen import SignaturesSeen
from app.ui.parts import Choice, Field, InlineMessage, button, column, hairline, row, scrolled, text
from app.ui.workspace import Workspace
from app.wording import _

PICTURE_NOTE = "signing.picture"


class SignDialog(QDialog):
    """papers: what may be signed, none to choose a file. linked_to: (kind, key) of the record whose evidence the signed
    file becomes. finished_signing(Outcome) comes once it is written and found valid."""

    finished_signing = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget | None = None,
        papers: Sequence[Path] = (),
        *,
        linked_to: tuple[str, str] | None = None,
        reason: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Ký số"))
        self._workspace, self._linked_to = workspace, linked_to
        self._target: Path | None = None
        self._made: Path | None = None
        self.which = Field(_("Văn bản"), Choice([(str(each), each.name) for each in papers]))
        self.paper = PathField(_("Văn bản"), lambda: "PDF (*.pdf)")
        self.which.setVisible(bool(papers))
        self.paper.setVisible(not papers)
        self.key = SignKey(workspace.preferences, workspace.background)
        self.reason = Field(_("Lý do ký"), placeholder=_("ví dụ: Ban hành chương trình"))
        self.reason.show_value(reason)
        self.location = Field(_("Nơi ký"))
        self.location.show_value(workspace.read(lambda unit: read_paper(unit.settings.all()).letterhead.place))
        self.picture = PathField(_("Ảnh chữ ký, nếu có"), lambda: "PNG (*.png)")
        self.picture.show_path(workspace.preferences.notes.get(PICTURE_NOTE, ""))
        self.target = text("", "second", cut=True)
        self.message = InlineMessage("bad", "")
        self.message.followed.connect(self._open_made)
        self.form, self.seen = QWidget(), SignaturesSeen()
        self.sign_button = button(_("Ký số"), self.sign, kind="primary", icon_name="shield")
        self.sign_button.setDefault(True)
        self._build()
        self.which.committed.connect(lambda _path: self._show_target())
        self.paper.picked.connect(lambda _path: self._show_target())
        self._show_target()

    def source(self) -> Path | None:
        if not self.which.isHidden():
            return Path(self.which.value())
        return self.paper.path()

    def sign(self) -> None:
        """Judge what was given, then sign in the background; the secret leaves the field at once."""
        if self._made is not None:
            self._sign_more(self._made)
            return
        source = self.source()
        try:
            if source is None:
                raise UserError(_("Chọn tệp PDF để ký."))
            key = self.key.key()
            picture_path = self.picture.path()
            picture = signing.read_picture(picture_path) if picture_path else b""
        except UserError as error:
            self.message.say("bad", str(error))
            return
        self.key.remember()
        self._workspace.preferences.notes[PICTURE_NOTE] = self.picture.field.value().strip()
        self._workspace.preferences.save()
        target = self._target or signing.signed_name(source)
        reason, location = self.reason.value(), self.location.value()
        self.sign_button.setEnabled(False)
        self.message.say("info", _("Đang ký…"))
        self._workspace.background.run(
            lambda: signing.sign_paper(source, target, key, reason=reason, location=location, picture=picture),
            self._signed,
            self._failed,
            words=_("Đang ký…"),
            owner=self,
        )
        self.key.forget_secret()

    def _signed(self, outcome: signing.Outcome) -> None:
        self.sign_button.setEnabled(True)
        self._made = outcome.path
        self._show_result(True)
        self.seen.show_file(outcome.checked)
        said = _("Đã ký và kiểm tra lại: {name}", name=outcome.path.name)
        if not outcome.visible:
            said = _("{said}. Các chỗ ký trên giấy đã đủ nên chữ ký này không có ô nhìn thấy.", said=said)
        self.message.say("ok", said, _("Mở tệp"))
        try:
            self._keep(outcome)
        except UserError as error:
            self.message.say("bad", str(error))
            return
        self.finished_signing.emit(outcome)

    def _sign_more(self, made: Path) -> None:
        """The next signer signs what the one before has signed."""
        self._made = None
        editor = self.which.editor
        assert isinstance(editor, Choice)
        if editor.findData(str(made)) < 0:
            editor.addItem(made.name, str(made))
        self.which.show_value(str(made))
        self.paper.show_path(str(made))
        self.message.say("info", "")
        self.reason.show_value("")
        self._show_result(False)
        self._show_target()

    def _show_result(self, shown: bool) -> None:
        self.form.setVisible(not shown)
        self.seen.setVisible(shown)
        self.sign_button.setText(_("Ký thêm…") if shown else _("Ký số"))

    def _keep(self, outcome: signing.Outcome) -> None:
        if self._linked_to is not None and not self._workspace.read_only:
            linked_to = self._linked_to
            self._workspace.run(
                _("Giữ bản đã ký số"),
                lambda unit: signing.keep_outcome(unit, outcome, linked_to),
                toast=_("Bản đã ký được giữ làm bằng chứng."),
            )

    def _failed(self, error: UserError) -> None:
        self.sign_button.setEnabled(True)
        self.message.say("bad", str(error))
        self.key.secret.editor.setFocus()

    def _show_target(self) -> None:
        self._target = None
        source = self.source()
        self.target.setText(str(signing.signed_name(source)) if source else _("chọn văn bản trước"))

    def _choose_target(self) -> None:
        source = self.source()
        if source is None:
            return
        usual = str(self._target or signing.signed_name(source))
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Tệp đã ký"), usual, "PDF (*.pdf)")
        if chosen:
            self._target = Path(chosen) if chosen.lower().endswith(".pdf") else Path(f"{chosen}.pdf")
            self.target.setText(str(self._target))

    def _open_made(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))

    def _build(self) -> None:
        where = row(column(text(_("Tệp đã ký"), "cap"), self.target, gap=2), gap=12)
        where.setStretch(0, 1)
        where.addWidget(button(_("Đổi chỗ…"), self._choose_target, icon_name="folder"))
        asked = (self.which, self.paper, where, hairline(), self.key, hairline())
        self.form.setLayout(column(*asked, self.reason, self.location, self.picture, gap=12))
        held = QWidget()
        held.setLayout(column(self.form, self.seen, None, gap=0, margins=(20, 16, 20, 12)))
        self._show_result(False)
        note = text(_("Ký không cần mạng; không có dấu thời gian của bên thứ ba."), "small", wrap=True)
        foot = row(note, gap=8, margins=(20, 8, 20, 14))
        foot.setStretch(0, 1)
        foot.addWidget(button(_("Đóng"), self.reject))
        foot.addWidget(self.sign_button)
        told = column(self.message, margins=(20, 0, 20, 0))
        self.setLayout(column(scrolled(held), told, foot, gap=6))
        room = self.screen().availableSize()
        self.resize(min(theme.px(620), room.width() - 40), min(theme.px(720), room.height() - 60))
