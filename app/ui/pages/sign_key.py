"""With what one signs: a certificate file and its passphrase, or a token and its PIN. Neither secret is ever kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QSizePolicy, QWidget

from app.domain.errors import UserError
from app.domain.signed_files import CertificateSeen, Key, Token, TokenKey
from app.formats import show_date
from app.services import signing
from app.ui.background import Background
from app.ui.parts import Choice, Field, button, column, row
from app.ui.preferences import Preferences
from app.wording import _

FILE, TOKEN = "file", "token"
CERTIFICATE_NOTE, MODULE_NOTE, KIND_NOTE = "signing.certificate", "signing.module", "signing.kind"


class PathField(QWidget):
    """The name of one file, typed or chosen. picked(str): another one now."""

    picked = Signal(str)

    def __init__(self, label: str, kinds: Callable[[], str], title: str = "") -> None:
        super().__init__()
        self._kinds, self._title = kinds, title or label
        self.field = Field(label)
        self.field.committed.connect(self.picked)
        line = row(self.field, gap=8)
        line.setStretch(0, 1)
        below = column(19, button(_("Chọn…"), self.choose, icon_name="folder"), None, gap=0)
        line.addLayout(below)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def path(self) -> Path | None:
        typed = self.field.value().strip()
        return Path(typed) if typed else None

    def show_path(self, path: str) -> None:
        self.field.show_value(path)

    def show_error(self, sentence: str) -> None:
        self.field.show_error(sentence)

    def choose(self) -> None:
        current = self.path()
        start = str(current.parent) if current else ""
        chosen, _kind = QFileDialog.getOpenFileName(self, self._title, start, self._kinds())
        if chosen:
            self.show_path(chosen)
            self.picked.emit(chosen)


class SignKey(QWidget):
    """What signs, chosen and opened for one time."""

    def __init__(self, preferences: Preferences, background: Background) -> None:
        super().__init__()
        self._preferences, self._background = preferences, background
        self.kind = Choice([(FILE, _("Tệp chứng thư (.p12, .pfx)")), (TOKEN, _("Thẻ ký, USB token"))])
        self.certificate = PathField(
            _("Tệp chứng thư"), lambda: _("Tệp chứng thư (*.p12 *.pfx)") + ";;" + _("Mọi tệp (*)")
        )
        self.module = PathField(
            _("Trình điều khiển của thẻ (PKCS#11)"),
            lambda: _("Trình điều khiển (*.dll *.so *.dylib)") + ";;" + _("Mọi tệp (*)"),
        )
        self.token = Field(_("Thẻ"), Choice([]))
        self.which = Field(_("Chứng thư trên thẻ"), Choice([]))
        self.secret = Field(_("Mật khẩu"), _hidden(), note=_("chỉ dùng cho lần ký này, không lưu"))
        notes = preferences.notes
        self.certificate.show_path(notes.get(CERTIFICATE_NOTE, ""))
        self.module.show_path(notes.get(MODULE_NOTE, ""))
        self.kind.show_value(notes.get(KIND_NOTE, FILE))
        self._token_part = self._with_tokens()
        self.setLayout(column(Field(_("Ký bằng"), self.kind), self.certificate, self._token_part, self.secret, gap=12))
        self.kind.picked.connect(lambda _kind: self._show_kind())
        self.module.picked.connect(lambda _path: self.look_for_tokens())
        self.token.committed.connect(lambda _slot: self._look_on_token())
        self._show_kind()

    def key(self) -> Key:
        """UserError when something was not given; the passphrase itself is judged when it is used."""
        secret = self.secret.editor.text()  # type: ignore[attr-defined]
        if self.kind.value() == FILE:
            path = self.certificate.path()
            if path is None:
                raise UserError(_("Chọn tệp chứng thư để ký."))
            return signing.key_file(path, secret)
        module, slot = self.module.path(), self.token.value()
        if module is None:
            raise UserError(_("Chọn trình điều khiển của thẻ ký; nơi cấp thẻ cho biết tệp nào."))
        if not slot:
            raise UserError(_("Chưa thấy thẻ ký nào. Cắm thẻ rồi bấm “Tìm thẻ”."))
        return TokenKey(module, int(slot), secret, self.which.value())

    def remember(self) -> None:
        """Where the certificate or the driver lies; never what opens it."""
        notes = self._preferences.notes
        notes[KIND_NOTE] = self.kind.value()
        notes[CERTIFICATE_NOTE] = self.certificate.field.value().strip()
        notes[MODULE_NOTE] = self.module.field.value().strip()
        self._preferences.save()

    def forget_secret(self) -> None:
        self.secret.editor.clear()  # type: ignore[attr-defined]

    def look_for_tokens(self) -> None:
        """Ask the driver, beside the window: it may take its time."""
        module = self.module.path()
        if module is None:
            self.module.show_error(_("Chọn trình điều khiển của thẻ ký; nơi cấp thẻ cho biết tệp nào."))
            return
        self._background.run(
            lambda: signing.tokens(module),
            self._offer,
            lambda error: self.module.show_error(str(error)),
            words=_("Đang tìm thẻ ký…"),
            owner=self,
        )

    def _offer(self, found: list[Token]) -> None:
        self.module.show_error("")
        editor = self.token.editor
        assert isinstance(editor, Choice)
        editor.offer([(str(each.slot), each.label or each.serial) for each in found])
        self.token.show_error("" if found else _("Chưa thấy thẻ ký nào. Cắm thẻ rồi bấm “Tìm thẻ”."))
        self._look_on_token()

    def _look_on_token(self) -> None:
        """Whose certificates it carries."""
        module, slot = self.module.path(), self.token.value()
        self._offer_certificates([])
        if module is not None and slot:
            self._background.run(
                lambda: signing.certificates_on(module, int(slot)),
                self._offer_certificates,
                lambda error: self.token.show_error(str(error)),
                owner=self,
            )

    def _offer_certificates(self, found: list[CertificateSeen]) -> None:
        editor = self.which.editor
        assert isinstance(editor, Choice)
        words = [_("{name}, đến {day}", name=each.subject, day=show_date(each.valid_to.date())) for each in found]
        editor.offer([(each.sha256, told) for each, told in zip(found, words, strict=True)])
        self.which.setVisible(bool(found))

    def _with_tokens(self) -> QWidget:
        held = QWidget()
        line = row(self.token, gap=8)
        line.setStretch(0, 1)
        line.addLayout(column(19, button(_("Tìm thẻ"), self.look_for_tokens, icon_name="search"), None, gap=0))
        self.which.hide()
        held.setLayout(column(self.module, line, self.which, gap=12))
        held.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return held

    def _show_kind(self) -> None:
        token = self.kind.value() == TOKEN
        self.certificate.setVisible(not token)
        self._token_part.setVisible(token)
        self.secret.label.setText(_("Mã PIN") if token else _("Mật khẩu"))
        self.secret.editor.setAccessibleName(_("Mã PIN") if token else _("Mật khẩu"))


def _hidden() -> QLineEdit:
    editor = QLineEdit()
    editor.setEchoMode(QLineEdit.EchoMode.Password)
    return editor
