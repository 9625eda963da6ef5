"""Checking the signatures of a PDF that is dropped or chosen, and the root certificates that this machine trusts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.domain.errors import UserError
from app.domain.signed_files import CertificateSeen, SignedFile
from app.formats import show_date
from app.services import signing
from app.ui import theme
from app.ui.background import Background
from app.ui.pages.signatures_seen import SignaturesSeen
from app.ui.parts import (
    Card,
    EmptyState,
    InlineMessage,
    button,
    clear_layout,
    column,
    icon_button,
    row,
    scrolled,
    text,
)
from app.wording import _


class VerifyDialog(QDialog):
    """Needs no dossier."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Kiểm tra chữ ký số"))
        self.setAcceptDrops(True)
        self._background = background
        self._path: Path | None = None
        self.file: SignedFile | None = None
        self.message = InlineMessage("bad", "")
        self.seen = SignaturesSeen()
        self.empty = EmptyState(
            "shield",
            _("Chưa chọn tệp"),
            _("Kéo tệp PDF vào đây, hoặc chọn tệp. Việc kiểm tra không cần mạng."),
            [button(_("Chọn tệp PDF…"), self.choose, kind="primary", icon_name="pdf")],
        )
        self.roots = Card(_("Chứng thư gốc mà máy này tin"))
        self._roots = column(gap=4)
        self._build()
        self.show_roots()

    def open_file(self, path: Path) -> None:
        """Check it beside the window."""
        self._path = path
        self.message.say("info", _("Đang kiểm tra {name}…", name=path.name))
        self._background.run(
            lambda: signing.verify_pdf(path), self._show, self._failed, words=_("Đang kiểm tra chữ ký…"), owner=self
        )

    def choose(self) -> None:
        start = str(self._path.parent) if self._path else ""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Chọn tệp PDF để kiểm tra"), start, "PDF (*.pdf)")
        if chosen:
            self.open_file(Path(chosen))

    def _show(self, file: SignedFile) -> None:
        self.file = file
        self.empty.hide()
        self.message.say("info", "")
        self.seen.show_file(file)

    def _failed(self, error: UserError) -> None:
        self.file = None
        self.seen.show_file(None)
        self.message.say("bad", str(error))

    # ---- roots

    def show_roots(self) -> None:
        """Read anew; few files, small ones, but their reader is heavy, so beside the window."""
        self._background.run(signing.roots, self._list_roots, self._failed, owner=self)

    def add_root(self, path: Path) -> None:
        self._background.run(lambda: signing.add_root(path), lambda _added: self._again(), self._failed, owner=self)

    def _choose_root(self) -> None:
        kinds = _("Chứng thư (*.cer *.crt *.pem *.der)") + ";;" + _("Mọi tệp (*)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Chọn chứng thư gốc"), "", kinds)
        if chosen:
            self.add_root(Path(chosen))

    def _remove_root(self, certificate: CertificateSeen) -> None:
        signing.remove_root(certificate)
        self._again()

    def _again(self) -> None:
        self.show_roots()
        if self._path is not None:
            self.open_file(self._path)

    def _list_roots(self, found: list[CertificateSeen]) -> None:
        clear_layout(self._roots)
        if not found:
            words = _("Chưa có. Thêm chứng thư gốc của nơi cấp để xác minh được người ký.")
            self._roots.addWidget(text(words, "second", wrap=True))
        for each in found:
            until = _("đến {day}", day=show_date(each.valid_to.date()))
            away = icon_button("trash", _("Bỏ chứng thư gốc {name}", name=each.subject))
            away.clicked.connect(lambda _checked=False, each=each: self._remove_root(each))
            line = row(text(each.subject, "body", cut=True), gap=8)
            line.setStretch(0, 1)
            line.addWidget(text(until, "small"))
            line.addWidget(away)
            self._roots.addLayout(line)

    # ---- how it is put together

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            self.open_file(path)

    def _build(self) -> None:
        self.roots.content.addLayout(self._roots)
        self.roots.content.addWidget(button(_("Thêm chứng thư gốc…"), self._choose_root, icon_name="plus"))
        held = QWidget()
        held.setLayout(column(self.empty, self.seen, self.roots, None, gap=12, margins=(20, 16, 20, 12)))
        foot = row(
            None,
            button(_("Tệp khác…"), self.choose, icon_name="pdf"),
            button(_("Đóng"), self.accept),
            gap=8,
            margins=(20, 8, 20, 14),
        )
        told = column(self.message, margins=(20, 0, 20, 0))
        self.setLayout(column(scrolled(held), told, foot, gap=6))
        room = self.screen().availableSize()
        self.resize(min(theme.px(620), room.width() - 40), min(theme.px(640), room.height() - 60))


def _dropped(event: QDragEnterEvent | QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.casefold() == ".pdf" else None
